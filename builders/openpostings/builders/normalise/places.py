"""Places: what stands where a place stands, and places in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from openpostings.builders.normalise import gazetteer, placeparts
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.placeparts import Draft, Piece

_LONGEST = 1000
_HARD = re.compile(r"[;|\n•·+&]|[ \xa0]?/[ \xa0]?|[ \xa0](?:or|and|und|oder|ou)[ \xa0]")
_REMOTE_FIRST = re.compile(r"\s*(?:fully |100% )?remote\b", re.IGNORECASE)
_REMOTE = re.compile(r"\bremote\b", re.IGNORECASE)
_LABEL = re.compile(r"(?:[Ll]ocations?|[Bb]ased in|[Ll]ocated in|[Hh]ybrid in|[Oo]n-?site in|[Ii]n)\s+")


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place as the record holds it.

    Parameters
    ----------
    raw
        As written.
    address_locality, address_region
        As written; None where not stated.
    address_country
        ISO 3166-1 alpha-2: stated, or what the region says. Never guessed from a town's name.
    """

    raw: str
    address_locality: str | None = None
    address_region: str | None = None
    address_country: str | None = None


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
            return Draft(piece.start, piece.end, *alias, alias=True), self._behind_alias(at + 1, alias)
        if placeparts.is_area(piece.text):
            return Draft(piece.start, piece.end), at + 1
        return self._city_with(at) or self._country_first(at) or self._alone(at)

    def _behind_alias(self, at: int, alias: tuple[str, str, str]) -> int:
        while at < len(self.pieces) and (self.pieces[at].text == alias[1] or self.country(at) == alias[2]):
            at += 1
        return at

    def _city_with(self, at: int) -> tuple[Draft, int] | None:
        """A town and the region or country behind it."""
        piece = self.pieces[at]
        is_region = bool(gazetteer.regions_of(piece.text))
        if at + 1 >= len(self.pieces) or not (placeparts.looks_like_city(piece.text) or gazetteer.homes(piece.text)):
            return None
        if self.country(at) is not None and gazetteer.fold(piece.text) not in gazetteer.place_words("city_states"):
            return None
        if is_region and self.country(at + 1) and gazetteer.fold(piece.text) not in gazetteer.place_words("city_before_region"):
            return None
        name = self.pieces[at + 1].text
        meaning = placeparts.region_or_country(piece.text, name, self.country(at + 2))
        meaning = meaning or placeparts.region_or_country(piece.text, name, None)
        draft = Draft(piece.start, self.pieces[at + 1].end, piece.text)
        if isinstance(meaning, str):
            draft.country = meaning
            return draft, self._rest(draft, at + 2)
        if meaning is not None:
            draft.region, draft.country = name, meaning.country
            return draft, self._rest(draft, at + 2)
        return self._foreign_region(draft, at)

    def _foreign_region(self, draft: Draft, at: int) -> tuple[Draft, int] | None:
        """A town, a region of a country whose regions the tables do not have, and the country."""
        country, middle = self.country(at + 2), self.pieces[at + 1].text
        first = self.pieces[at].text
        listed = gazetteer.fold(first) != gazetteer.fold(middle) and gazetteer.is_city(first) and gazetteer.is_city(middle)
        if country is None or listed or not placeparts.looks_like_city(middle):
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
        """Country or region in front: "US, CA, Santa Clara", "Germany, Berlin", "California, USA"."""
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
        if city is not None and self._ends_reverse(city, after, country):
            draft.city, draft.end, after = city.text, city.end, after + 1
        return (draft, after) if draft.region or draft.city else None

    def _ends_reverse(self, city: Piece, at: int, country: str) -> bool:
        known = any(home == country for home, _ in gazetteer.homes(city.text))
        last = at + 1 >= len(self.pieces) or placeparts.is_workplace(self.pieces[at + 1].text)
        return known and last and gazetteer.country_of(city.text) is None

    def _alone(self, at: int) -> tuple[Draft | None, int]:
        """A town, region or country by itself; between strange words only a town in front of them."""
        piece, country = self.pieces[at], self.country(at)
        draft = Draft(piece.start, piece.end)
        if self.strange and not (at == 0 and len(self.pieces) > 1 and placeparts.looks_like_city(self.pieces[1].text)):
            return None, at + 1
        if country is not None and gazetteer.fold(piece.text) not in gazetteer.place_words("two_faced"):
            draft.country = country
        elif gazetteer.is_city(piece.text) and gazetteer.fold(piece.text) not in gazetteer.place_words("two_faced"):
            draft.city = piece.text
        else:
            regions = gazetteer.regions_of(piece.text)
            alone = len(regions) == 1 and gazetteer.country_of_code(piece.text) is None
            if not alone or gazetteer.fold(piece.text) in gazetteer.place_words("two_faced"):
                return None, at + 1
            draft.region, draft.country = piece.text, regions[0].country
        return draft, at + 1


def _match(text: str, draft: Draft) -> Match[PlaceValue]:
    raw = text[draft.start : draft.end]
    note = f"{raw} is short for {draft.city}, {draft.region}" if draft.alias else None
    return Match(PlaceValue(raw, draft.city, draft.region, draft.country), draft.start, draft.end, note)


def _drafts(text: str, start: int, end: int) -> list[Draft]:
    label = _LABEL.match(text, start, end)
    at = label.end() if label else start
    found: list[Draft] = []
    for chunk in placeparts.split(text, at, end, _HARD):
        found += _Chunk(placeparts.tokens(text, chunk.start, chunk.end)).read()
    return found


def parse_places(text: str) -> list[Match[PlaceValue]]:
    """Read a text that stands where places stand: a header line, the value of ``Location:``.

    Parameters
    ----------
    text
        One or several places, with how one works beside them or not. What is longer than 1,000 characters is prose.

    Returns
    -------
    list of Match
        The places in order. Where the text says remote, a country, a region or what follows the word is where
        a worker must live and no place: see ``find_residence``.
    """
    if len(text) > _LONGEST:
        return []
    found = _drafts(text, 0, len(text))
    if _REMOTE.search(text):
        led = _REMOTE_FIRST.match(text)
        found = [] if led and not re.search(r"[;|/]", text) else [draft for draft in found if draft.city]
    return [_match(text, draft) for draft in found]


def parse_place(text: str) -> PlaceValue | None:
    """Read a text that stands where one place stands.

    Parameters
    ----------
    text
        The text.

    Returns
    -------
    PlaceValue or None
        The place, its ``raw`` as written; None where the text is no place, or says several.
    """
    found = parse_places(text)
    return found[0].value if len(found) == 1 else None


_LEFT = re.compile(r"(?:[A-ZÀ-Þ][\w'’.-]{0,24}[ ](?:(?:de|of|am|upon|on|la)[ ])?){0,3}[A-ZÀ-Þ][\w'’.-]{0,24}$")
_BEFORE = re.compile(r"(?:^|[\n(/|;•·:–—-]|\b(?:in|at|near|from|to|of|around|outside|our|or|and|the|,))[ \t\xa0]*$")
_WINDOW = 64


@cache
def _right() -> re.Pattern[str]:
    regions = gazetteer.region_names()
    countries = gazetteer.country_names()
    names = sorted({*regions, *countries}, key=len, reverse=True)
    one = "|".join(re.escape(name) for name in names)
    step = rf"(?:(?:{one})(?![\w])|[A-Z]{{2}}(?![\w.&/+-])|D\.C\.)"
    postal = r"(?:,?[ ][0-9]{5}(?:-[0-9]{4})?(?![0-9]))?"
    country = r"(?:,[ ](?:USA|US|U\.S\.A?\.?|United States(?: of America)?|Canada|UK|United Kingdom|Australia|India)(?![\w]))?"
    return re.compile(rf",[ ]{{0,2}}{step}{postal}{country}")


def find_places(text: str) -> list[Match[PlaceValue]]:
    """Find places in running text: a town with its state, province or country behind it.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Match
        The places in order. A town alone is not found here, nor a state or a country alone.
    """
    found: list[Match[PlaceValue]] = []
    behind = 0
    for right in _right().finditer(text):
        low = max(behind, right.start() - _WINDOW)
        left = _LEFT.search(text, low, right.start())
        if left is None:
            continue
        start = _start_of_city(text, left.start(), right)
        drafts = _drafts(text, start, right.end()) if start is not None else []
        if len(drafts) == 1 and drafts[0].city and drafts[0].country:
            found.append(_match(text, drafts[0]))
            behind = right.end()
    return found


def _start_of_city(text: str, start: int, right: re.Match[str]) -> int | None:
    """Where the town's name begins in a run of capitalised words: the longest end of the run that is known there."""
    name = text[right.start() + 1 : right.end()].strip().split(",")[0]
    words = [word.start() for word in re.finditer(r"\S+", text[start : right.start()])]
    for offset in words:
        city = text[start + offset : right.start()]
        homes = gazetteer.homes(city)
        meaning = placeparts.region_or_country(city, re.sub(r" [0-9-]+$", "", name), None) if homes else None
        if isinstance(meaning, str) and any(country == meaning for country, _ in homes):
            return start + offset
        if isinstance(meaning, gazetteer.Region) and (meaning.country, meaning.code) in homes:
            return start + offset
    unknown = text[start : right.start()]
    if not placeparts.looks_like_city(unknown) or unknown.isupper() or not _BEFORE.search(text, 0, start):
        return None
    return start
