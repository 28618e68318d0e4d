"""The grammar that joins the parts of a place's position to places."""

from __future__ import annotations

import re

from openpostings.builders.normalise import gazetteer, placeparts
from openpostings.builders.normalise.placeparts import Draft, Piece

_HARD = re.compile(
    r"[;|\n\u2022\u00b7+&]|<br ?/?>|[ ]?/[ ]?|,?[ ](?:or|and|und|oder|ou)[ ]"
    r"|(?<=, [A-Z][A-Z])[ ](?=[A-Z][a-z])(?!Remote|Hybrid|On)|(?<=, USA)[ ](?=[A-Z][a-z])(?!Remote|Hybrid|On)"
)


class _Chunk:
    """A reader of the parts between two separators of places."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces
        self.strange = any(not self._known(position) for position in range(len(pieces)))

    def _known(self, at: int) -> bool:
        name = self.pieces[at].text
        return (
            gazetteer.is_city(name)
            or self.country(at) is not None
            or bool(gazetteer.regions_of(name))
            or placeparts.is_workplace(name)
            or placeparts.is_zip(name)
            or placeparts.is_area(name)
            or name in gazetteer.city_aliases()
        )

    def country(self, at: int) -> str | None:
        return gazetteer.country_of(self.pieces[at].text) if at < len(self.pieces) else None

    def read(self) -> list[Draft]:
        """Read places from left to right, each as long as it goes."""
        found: list[Draft] = []
        at = 0
        while at < len(self.pieces):
            draft, after = self._at(at)
            if draft is not None:
                found.append(draft)
            at = max(after, at + 1)
        return found

    def _at(self, at: int) -> tuple[Draft | None, int]:
        piece = self.pieces[at]
        if placeparts.is_workplace(piece.text) or placeparts.is_zip(piece.text):
            return None, at + 1
        alias = gazetteer.city_aliases().get(piece.text)
        if alias is not None:
            draft = Draft(piece.start, piece.end, *alias, alias=True)
            return draft, self._behind_alias(draft, at + 1)
        if placeparts.is_area(piece.text):
            return self._area(at)
        return self._city_with(at) or self._country_first(at) or self._alone(at)

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
        return draft, at + 1

    def _city_with(self, at: int) -> tuple[Draft, int] | None:
        """Read a town and the region or country behind it."""
        piece = self.pieces[at]
        if at + 1 >= len(self.pieces) or not self._names_town(at):
            return None
        name = self.pieces[at + 1].text
        meaning = placeparts.region_or_country(piece.text, name, self.country(at + 2))
        meaning = meaning or placeparts.region_or_country(piece.text, name, None)
        county = piece.text.endswith(" County")
        draft = Draft(piece.start, self.pieces[at + 1].end, None if county else piece.text)
        if isinstance(meaning, str):
            draft.country = meaning
            return draft, self._rest(draft, at + 2)
        if meaning is not None:
            draft.region, draft.country = name, meaning.country
            return draft, self._rest(draft, at + 2)
        return self._foreign_region(draft, at)

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
        if gazetteer.regions_of(piece.text) and not gazetteer.homes(piece.text) and not behind.isupper():
            return False
        name = piece.text.removesuffix(" County")
        return placeparts.looks_like_city(name) or bool(gazetteer.homes(piece.text))

    def _foreign_region(self, draft: Draft, at: int) -> tuple[Draft, int] | None:
        """Read a town, a region that the tables do not have, and the country."""
        country, middle = self.country(at + 2), self.pieces[at + 1].text
        first = self.pieces[at].text
        two = gazetteer.is_city(first) and gazetteer.is_city(middle) and gazetteer.fold(first) != gazetteer.fold(middle)
        if country is None or two or not placeparts.looks_like_city(middle):
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
        piece, country = self.pieces[at], self.country(at)
        after = at + 1
        region = None
        if after < len(self.pieces):
            here = after if country else at
            wanted = country or self.country(after)
            region = next((r for r in gazetteer.regions_of(self.pieces[here].text) if r.country == wanted), None)
        if country is None:
            if region is None:
                return None
            draft = Draft(piece.start, self.pieces[after].end, None, piece.text, region.country)
            return draft, self._rest(draft, after + 1)
        draft = Draft(piece.start, piece.end, None, None, country)
        if region is not None:
            draft.region, draft.end, after = self.pieces[after].text, self.pieces[after].end, after + 1
        city = self.pieces[after] if after < len(self.pieces) else None
        if city is not None and self._ends_reverse(city, after, draft):
            draft.city, draft.end, after = city.text, city.end, after + 1
        return (draft, after) if draft.region or draft.city else None

    def _ends_reverse(self, city: Piece, at: int, draft: Draft) -> bool:
        known = any(home == draft.country for home, _ in gazetteer.homes(city.text))
        known = known or (draft.region is not None and placeparts.looks_like_city(city.text))
        last = at + 1 >= len(self.pieces) or placeparts.is_workplace(self.pieces[at + 1].text)
        return known and last and gazetteer.country_of(city.text) is None

    def _alone(self, at: int) -> tuple[Draft | None, int]:
        """Read a town, region or country by itself; beside strange words only a town in front of them."""
        piece, country = self.pieces[at], self.country(at)
        draft = Draft(piece.start, piece.end)
        leads = at == 0 and len(self.pieces) > 1 and placeparts.looks_like_city(self.pieces[1].text)
        if _listed(piece, "two_faced") or (self.strange and not leads):
            return None, at + 1
        regions = gazetteer.regions_of(piece.text)
        if country is not None:
            draft.country = country
        elif gazetteer.is_city(piece.text):
            draft.city = piece.text
        elif len(regions) == 1 and gazetteer.country_of_code(piece.text) is None:
            draft.region, draft.country = piece.text, regions[0].country
        else:
            return None, at + 1
        return draft, at + 1


def _listed(piece: Piece, key: str) -> bool:
    return gazetteer.fold(piece.text) in gazetteer.place_words(key)


def _closed(text: str, draft: Draft) -> Draft:
    """Take the bracket that closes a place: "Munich (Germany)"."""
    raw = text[draft.start : draft.end]
    if raw.count("(") > raw.count(")") and text[draft.end : draft.end + 1] == ")":
        draft.end += 1
    return draft


def read_places(text: str, start: int, end: int) -> list[Draft]:
    """Read a stretch that stands where places stand.

    Parameters
    ----------
    text
        The text, its blanks plain.
    start, end
        The stretch.

    Returns
    -------
    list of Draft
        The places in order.
    """
    found: list[Draft] = []
    for chunk in placeparts.split(text, placeparts.behind_labels(text, start, end), end, _HARD):
        found += [_closed(text, draft) for draft in _Chunk(placeparts.tokens(text, chunk.start, chunk.end)).read()]
    return found
