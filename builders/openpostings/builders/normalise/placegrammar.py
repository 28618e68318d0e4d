"""The grammar that joins the parts of a place's position to places."""

from __future__ import annotations

import re

from openpostings.builders.normalise import gazetteer, placeparts
from openpostings.builders.normalise.gazetteer import Region
from openpostings.builders.normalise.placelists import stretches
from openpostings.builders.normalise.placemeaning import CODE, lies_beside, only_meaning, owners, region_or_country
from openpostings.builders.normalise.placeparts import Draft, Piece
from openpostings.builders.normalise.placetokens import tokens

_BLANK = re.compile(r"[ ]")


class _Chunk:
    """A reader of the parts between two separators of places."""

    def __init__(self, pieces: list[Piece], *, labelled: bool) -> None:
        self.pieces = pieces = [piece for piece in pieces if not placeparts.is_workplace(piece.text)]
        strange = [position for position in range(len(pieces)) if not self._known(position)]
        cities = [piece for piece in pieces if gazetteer.is_city(piece.text)]
        self.strange = bool(strange)
        self.lone_city = labelled and len(cities) == 1

    def _known(self, at: int) -> bool:
        name = self.pieces[at].text
        around = [self.pieces[other].text for other in (at - 1, at + 1) if 0 <= other < len(self.pieces)]
        return (
            gazetteer.is_city(name)
            or self.country(at) is not None
            or bool(gazetteer.regions_of(name))
            or placeparts.is_zip(name)
            or placeparts.is_area(name)
            or gazetteer.city_alias(name) is not None
            or any(gazetteer.region_beside(town, name) or lies_beside(town, name) for town in around)
        )

    def country(self, at: int) -> str | None:
        """Read the name of a country, unless it is the region of the country behind it: "Georgia, USA"."""
        if at >= len(self.pieces):
            return None
        behind = gazetteer.country_of(self.pieces[at + 1].text) if at + 1 < len(self.pieces) else None
        found = gazetteer.country_of(self.pieces[at].text)
        regions = gazetteer.regions_of(self.pieces[at].text) if found and behind != found else ()
        return None if any(region.country == behind for region in regions) else found

    def read(self) -> list[Draft]:
        """Read places from left to right, each as long as it goes."""
        found: list[Draft] = []
        at = 0
        while at < len(self.pieces):
            draft, after = self._at(at)
            if draft is not None:
                last = found[-1] if found else None
                if last and draft.country and (last.city, last.region, last.country) == (None, None, draft.country):
                    draft.start = found.pop().start
                found.append(draft)
            at = max(after, at + 1)
        return found

    def _at(self, at: int) -> tuple[Draft | None, int]:
        piece = self.pieces[at]
        if placeparts.is_zip(piece.text):
            return None, at + 1
        twice = gazetteer.said_twice(piece.text) if self._same(at) else None
        alias = twice or gazetteer.city_alias(piece.text)
        if alias is not None:
            draft = Draft(piece.start, piece.end, *alias, alias=True)
            return draft, self._behind_alias(draft, at + 1)
        if placeparts.is_area(piece.text) and not self._region_of_country(at):
            return self._area(at)
        return (
            self._code_first(at)
            or self._region_of_country(at)
            or self._city_with(at)
            or self._country_first(at)
            or self._region_first(at)
            or self._alone(at)
        )

    def _same(self, at: int) -> bool:
        return at + 1 < len(self.pieces) and self.pieces[at].text == self.pieces[at + 1].text

    def _behind_alias(self, draft: Draft, at: int) -> int:
        while at < len(self.pieces):
            codes = {region.code for region in gazetteer.regions_of(self.pieces[at].text)}
            if draft.region not in codes and self.country(at) != draft.country:
                break
            draft.end = self.pieces[at].end
            at += 1
        return at

    def _area(self, at: int) -> tuple[Draft, int]:
        draft = Draft(self.pieces[at].start, self.pieces[at].end)
        if at + 1 < len(self.pieces):
            regions = gazetteer.regions_of(self.pieces[at + 1].text)
            if len(regions) == 1:
                draft.region, draft.country = self.pieces[at + 1].text, regions[0].country
                return draft, self._rest(draft, at + 1)
            closes = at + 2 == len(self.pieces) and not _listed(self.pieces[at], "areas")
            draft.country = self.country(at + 1) if closes else None
            return draft, self._rest(draft, at + 1) if draft.country else at + 1
        return draft, at + 1

    def _code_first(self, at: int) -> tuple[Draft, int] | None:
        """Read the code of a country or a region in front of a town that lies there: "DE - Berlin", "AZ_Mesa"."""
        if at + 1 >= len(self.pieces) or not self._last(at + 1):
            return None
        piece, town = self.pieces[at], self.pieces[at + 1]
        if not CODE.fullmatch(piece.text) or gazetteer.country_of(piece.text):
            return None
        meaning = only_meaning(piece.text, town.text)
        draft = Draft(piece.start, town.end, town.text)
        if isinstance(meaning, Region):
            draft.region, draft.country = piece.text, meaning.country
        elif meaning is not None:
            draft.country = meaning
        elif gazetteer.country_of_code(piece.text) in {self.country(at + 1), *owners(town.text)} - {None}:
            draft.city = None
            draft.country = gazetteer.country_of_code(piece.text)
            draft.region = None if self.country(at + 1) else town.text
        else:
            return None
        return draft, self._rest(draft, at + 2)

    def _last(self, at: int) -> bool:
        """Whether no other place stands behind a part: nothing, a country, or what is not understood."""
        behind = self.pieces[at + 1 :]
        return all(gazetteer.country_of(piece.text) for piece in behind) or not self._known(at + 1)

    def _city_with(self, at: int) -> tuple[Draft, int] | None:
        """Read a town and the region or country behind it."""
        if at + 1 >= len(self.pieces):
            return None
        piece = self.pieces[at] if self._names_town(at) else self._behind_street(at)
        if piece is None:
            return None
        name = self.pieces[at + 1].text
        behind = self.country(at + 2)
        meaning = region_or_country(piece.text, name, behind)
        if meaning is None and not (behind and gazetteer.is_city(name)):
            meaning = region_or_country(piece.text, name, None)
        county = piece.text.endswith(" County")
        draft = Draft(piece.start, self.pieces[at + 1].end, None if county else piece.text)
        if isinstance(meaning, str):
            draft.country = meaning
            return draft, self._rest(draft, self._region_behind(draft, at + 2))
        if meaning is not None:
            draft.region, draft.country = name, meaning.country
            return draft, self._rest(draft, at + 2)
        return self._foreign_region(draft, at)

    def _region_behind(self, draft: Draft, at: int) -> int:
        """Read the region that stands behind the country: "Los Angeles, US, California"."""
        if at < len(self.pieces) and draft.city is not None and self._last(at):
            there = {(region.country, region.code) for region in gazetteer.regions_of(self.pieces[at].text)}
            if any(country == draft.country for country, _ in there & gazetteer.homes(draft.city)):
                draft.region, draft.end = self.pieces[at].text, self.pieces[at].end
                return at + 1
        return at

    def _behind_street(self, at: int) -> Piece | None:
        """Find a town behind a street without a comma: "12 Elm St Charlotte", where the state behind it is its own."""
        piece, regions = self.pieces[at], gazetteer.regions_of(self.pieces[at + 1].text)
        if not regions or not any(char.isdigit() for char in piece.text):
            return None
        for blank in _BLANK.finditer(piece.text):
            town = piece.text[blank.end() :]
            if any((region.country, region.code) in gazetteer.homes(town) for region in regions):
                return Piece(town, piece.start + blank.end(), piece.end)
        return None

    def _names_town(self, at: int) -> bool:
        """Tell whether a part may be a town, seen from what is behind it: "Denmark" is one in "Denmark, WI"."""
        piece, behind = self.pieces[at], self.pieces[at + 1].text
        country = self.country(at)
        if country is not None and not _listed(piece, "city_states"):
            regions = gazetteer.regions_of(behind) if behind.isupper() and not piece.text.isupper() else ()
            return bool(regions) and all(region.country != country for region in regions)
        following = self.country(at + 1)
        own = any(region.country == following for region in gazetteer.regions_of(piece.text))
        if own and not _listed(piece, "city_before_region"):
            return False
        if gazetteer.regions_of(piece.text) and not behind.isupper() and gazetteer.regions_of(behind):
            there = {(region.country, region.code) for region in gazetteer.regions_of(behind)}
            return bool(there & gazetteer.homes(piece.text))
        if gazetteer.regions_of(piece.text) and not gazetteer.homes(piece.text) and not behind.isupper():
            return False
        name = piece.text.removesuffix(" County")
        return placeparts.looks_like_city(name) or bool(gazetteer.homes(piece.text))

    def _foreign_region(self, draft: Draft, at: int) -> tuple[Draft, int] | None:
        """Read a town, a region that the tables do not have, and the country."""
        country, middle = self.country(at + 2), self.pieces[at + 1].text
        first = self.pieces[at].text
        same = gazetteer.same_town(first, middle)
        two = gazetteer.is_city(first) and gazetteer.is_city(middle) and not same
        if country is None or two or not (same or placeparts.looks_like_region(middle)):
            return None
        draft.region, draft.country = middle, country
        return draft, self._rest(draft, at + 2)

    def _rest(self, draft: Draft, at: int) -> int:
        """Pass over what says the same again: the region twice, a postal code, the country."""
        while at < len(self.pieces):
            piece = self.pieces[at]
            same = piece.text == draft.region or self.country(at) == draft.country
            if not (same or (placeparts.is_zip(piece.text) and draft.region)):
                break
            draft.end = piece.end
            at += 1
        return at

    def _country_first(self, at: int) -> tuple[Draft, int] | None:
        """Read a country or region in front: "US, CA, Santa Clara", "Germany, Berlin", "California, USA"."""
        piece, country = self.pieces[at], self.country(at) or self._long_code(at)
        after = at + 1
        region = None
        while country and self.country(after) == country:
            after += 1
        if after < len(self.pieces):
            here = after if country else at
            wanted = country or self.country(after)
            region = next((r for r in gazetteer.regions_of(self.pieces[here].text) if r.country == wanted), None)
        if country is None:
            if region is None:
                return None
            draft = Draft(piece.start, self.pieces[after].end, None, piece.text, region.country)
            return draft, self._rest(draft, after + 1)
        draft = Draft(piece.start, self.pieces[after - 1].end, None, None, country)
        if region is not None and not (gazetteer.is_city(self.pieces[after].text) and self._last(after)):
            draft.region, draft.end, after = self.pieces[after].text, self.pieces[after].end, after + 1
        city = self.pieces[after] if after < len(self.pieces) else None
        if city is not None and self._ends_reverse(city, after, draft):
            draft.city, draft.end, after = city.text, city.end, self._rest(draft, after + 1)
        return (draft, after) if draft.region or draft.city or after > at + 1 else None

    def _long_code(self, at: int) -> str | None:
        """Read the three letters of a country in front of a town or region of it: "DEU-Wiesbaden"."""
        name = self.pieces[at].text
        code = gazetteer.country_of_code(name) if len(name) == 3 else None  # noqa: PLR2004 - three letters
        return code if code and at + 1 < len(self.pieces) and code in owners(self.pieces[at + 1].text) else None

    def _ends_reverse(self, city: Piece, at: int, draft: Draft) -> bool:
        known = any(home == draft.country for home, _ in gazetteer.homes(city.text))
        known = known or (draft.region is not None and placeparts.looks_like_city(city.text))
        return known and self._last(at) and gazetteer.country_of(city.text) is None

    def _region_first(self, at: int) -> tuple[Draft, int] | None:
        """Read a region that is spelt out in front of a town that lies there: "Arizona - Yuma"."""
        piece = self.pieces[at]
        if at + 1 >= len(self.pieces) or not self._last(at + 1) or gazetteer.is_city(piece.text):
            return None
        town = self.pieces[at + 1]
        if _listed(piece, "two_faced") or gazetteer.regions_of(town.text):
            return None
        for region in gazetteer.regions_of(piece.text):
            if (region.country, region.code) in gazetteer.homes(town.text):
                draft = Draft(piece.start, town.end, town.text, piece.text, region.country)
                return draft, self._rest(draft, at + 2)
        return None

    def _region_of_country(self, at: int) -> tuple[Draft, int] | None:
        """Read a region that says so and its country: "Tel Aviv District, Israel"."""
        piece, country = self.pieces[at], self.country(at + 1)
        if country is None or not placeparts.is_named_region(piece.text):
            return None
        draft = Draft(piece.start, self.pieces[at + 1].end, None, piece.text, country)
        return draft, self._rest(draft, at + 2)

    def _alone(self, at: int) -> tuple[Draft | None, int]:
        """Read a town, region or country by itself; beside strange words only a town in front of them."""
        piece, country = self.pieces[at], self.country(at)
        draft = Draft(piece.start, piece.end)
        leads = at == 0 and len(self.pieces) > 1 and placeparts.looks_like_city(self.pieces[1].text)
        lone = self.lone_city and gazetteer.is_city(piece.text) and country is None
        if _listed(piece, "two_faced") or (self.strange and not leads and not lone):
            return None, at + 1
        regions = gazetteer.regions_of(piece.text)
        if CODE.fullmatch(piece.text) and at > 0 and gazetteer.is_city(self.pieces[at - 1].text):
            return None, at + 1
        if country is not None:
            draft.country = country
        elif gazetteer.is_city(piece.text) and not self._state(piece):
            draft.city = piece.text
        elif len(regions) == 1 and gazetteer.country_of_code(piece.text) is None:
            draft.region, draft.country = piece.text, regions[0].country
        else:
            return None, at + 1
        return draft, at + 1

    @staticmethod
    def _state(piece: Piece) -> bool:
        """Whether a name alone is a state of the US before it is a town: "Virginia"."""
        state = any(region.country == "US" for region in gazetteer.regions_of(piece.text))
        return state and not _listed(piece, "city_before_region")


def _listed(piece: Piece, key: str) -> bool:
    return gazetteer.fold(piece.text) in gazetteer.place_words(key)


def _closed(text: str, draft: Draft) -> Draft:
    """Take the bracket that closes a place: "Munich (Germany)"."""
    raw = text[draft.start : draft.end]
    if raw.count("(") > raw.count(")") and text[draft.end : draft.end + 1] == ")":
        draft.end += 1
    return draft


def read_places(text: str, start: int, end: int, *, labelled: bool = False) -> list[Draft]:
    """Read a stretch that stands where places stand.

    Parameters
    ----------
    text
        The text, its blanks plain.
    start, end
        The stretch.
    labelled
        Whether a key says that these are places: the one town beside words that are not understood is then taken.

    Returns
    -------
    list of Draft
        The places in order.
    """
    found: list[Draft] = []
    for chunk in stretches(text, placeparts.behind_labels(text, start, end), end):
        pieces = tokens(text, chunk.start, chunk.end)
        for draft in _Chunk(pieces, labelled=labelled).read():
            draft.city = None if draft.city is None else gazetteer.one_spelling(draft.city)
            found.append(_closed(text, draft))
    return found
