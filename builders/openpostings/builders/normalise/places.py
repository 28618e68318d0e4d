"""Places: what stands where a place stands, and places in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice

from openpostings.builders.normalise import gazetteer, placeparts
from openpostings.builders.normalise.gazetteer import Region
from openpostings.builders.normalise.held import held
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.placegrammar import read_places
from openpostings.builders.normalise.placemeaning import region_or_country
from openpostings.builders.normalise.placeparts import Draft
from openpostings.builders.normalise.placetokens import tokens
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.normalise.wording import MOST_CANDIDATES, plain_blanks

_LONGEST = 1000
_LONGEST_UNKNOWN = 120
_AFAR = r"(?:remot[eoa]|télétravail|teletrabajo|teletrabalho)\b"
_REMOTE = re.compile(rf"\b{_AFAR}", re.IGNORECASE)
_REMOTE_FIRST = re.compile(rf"\s*(?:fully |100 ?% )?{_AFAR}", re.IGNORECASE)
_SEVERAL = re.compile(r"[;|/]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\S+")
_POSTAL_END = re.compile(r" [0-9-]+$")
_CAPITALISED = r"[A-Z\u00c0-\u00de][\w'\u2019.-]{0,24}"
_LEFT = re.compile(rf"(?:{_CAPITALISED}[ ](?:(?:de|of|am|upon|on|la)[ ])?){{0,3}}{_CAPITALISED}$")
_BEFORE = re.compile(
    r"(?:^|[\n(/|;\u2022\u00b7:\u2013\u2014-]|\b(?:in|at|near|from|to|around|outside|our|or))[ \t*_]{0,6}$"
)
_CAPITAL_BEHIND = re.compile(r"[ ][A-Z]")
_MOMENT_LAST = re.compile(r"\b(?:(?-i:Posted|Now)|yesterday|today|ago)[ ]{1,2}$", re.IGNORECASE)
_LED_IN = re.compile(r"(?::|\b(?:in|at|near|from|outside|our))[ *_]{0,3}$")
_WORDS_TOO = frozenset({"HI", "IN", "ME", "OH", "OK", "OR"})
_WINDOW = 64
_SMALL_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL_CODE = re.compile(r"(?<=, )[a-z]{2,3}$|(?<=, )[a-z]{2}(?=[,;|/])")


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


def _match(text: str, draft: Draft) -> Match[PlaceValue]:
    raw = text[draft.start : draft.end]
    note = f"{raw} is short for {draft.city}, {draft.region}" if draft.alias else None
    return Match(PlaceValue(raw, draft.city, draft.region, draft.country), draft.start, draft.end, note)


def parse_places(text: str, *, labelled: bool = False) -> list[Match[PlaceValue]]:
    """Read a text that stands where places stand: a header line, the value of ``Location:``.

    Parameters
    ----------
    text
        One or several places, with how one works beside them or not. What is longer than 1,000 characters is prose.
    labelled
        Whether a key says that this is a place: a text that is not understood is then kept as ``raw`` alone.

    Returns
    -------
    list of Match
        The places in order. Where the text says remote, a country, a region or what follows the word is where
        a worker must live and no place: see ``find_residence``.
    """
    if len(text) > _LONGEST:
        return []
    plain = plain_blanks(text)
    found = _in_small_letters(plain) if plain.islower() else []
    found = found or read_places(plain, 0, len(plain), labelled=labelled)
    if _REMOTE.search(plain):
        led = _REMOTE_FIRST.match(plain) and not _SEVERAL.search(plain)
        return [] if led else [_match(text, draft) for draft in found if draft.city]
    if not found and labelled:
        return _unknown(text, plain)
    return [_match(text, draft) for draft in found]


def _in_small_letters(plain: str) -> list[Draft]:
    """Read "new york, ny": as if it were capitalised, and only towns with a region or country that is known there."""
    spelt = _SMALL_CODE.sub(lambda code: code[0].upper(), _SMALL_WORD.sub(lambda word: word[0].capitalize(), plain))
    if len(spelt) != len(plain):
        return []
    found = read_places(spelt, 0, len(spelt))
    sure = all(draft.city and any(home == draft.country for home, _ in gazetteer.homes(draft.city)) for draft in found)
    return found if sure else []


def _unknown(text: str, plain: str) -> list[Match[PlaceValue]]:
    piece = placeparts.trimmed(plain, 0, len(plain))
    if piece is None or len(piece.text) > _LONGEST_UNKNOWN or not _LETTER.search(piece.text):
        return []
    words = [part.text for part in tokens(plain, piece.start, piece.end)]
    if placeparts.is_nowhere(piece.text) or all(placeparts.is_workplace(word) for word in words):
        return []
    return [_match(text, Draft(piece.start, piece.end))]


def parse_place(text: str, *, labelled: bool = False) -> PlaceValue | None:
    """Read a text that stands where one place stands.

    Parameters
    ----------
    text
        The text.
    labelled
        Whether a key says that this is a place.

    Returns
    -------
    PlaceValue or None
        The place; None where the text is no place, or says several.
    """
    return _parse_labelled(text) if labelled else _parse_bare(text)


@held
def _parse_bare(text: str) -> PlaceValue | None:
    return _only(parse_places(text))


@held
def _parse_labelled(text: str) -> PlaceValue | None:
    return _only(parse_places(text, labelled=True))


def _only(found: list[Match[PlaceValue]]) -> PlaceValue | None:
    return found[0].value if len(found) == 1 else None


def place_key(place: PlaceValue) -> tuple[str, str, str]:
    """Give the key under which all spellings of one place meet.

    Parameters
    ----------
    place
        A place.

    Returns
    -------
    tuple of str
        Town, region's code and country's code, in one spelling, empty where not known. Where the place says less than
        the town's name alone tells (one well-known town has it), that is filled in: the key says what is the same
        place and is no claim of the posting.
    """
    town = gazetteer.first_name(place.address_locality or "")
    country, name = place.address_country or "", place.address_region or ""
    regions = [region for region in gazetteer.regions_of(name) if not country or region.country == country]
    code = regions[0].code if len(regions) == 1 else gazetteer.fold(name).upper()
    homes = gazetteer.well_known_homes(place.address_locality or "")
    likely = [home for home in homes if (not country or home[0] == country) and (not name or home[1] in {code, ""})]
    if len(likely) == 1:
        country, code = likely[0]
    return town, code, country


@cache
def _right() -> re.Pattern[str]:
    names = sorted({*gazetteer.region_names(), *gazetteer.country_names()}, key=len, reverse=True)
    one = "|".join(re.escape(name) for name in names)
    postal = r"(?:,?[ ][0-9]{5}(?:-[0-9]{4})?(?![0-9]))?"
    countries = (
        rf"USA?|U\.S\.(?:A\.)?|UK|{'|'.join(re.escape(name) for name in gazetteer.country_names() if len(name) > 3)}"  # noqa: PLR2004
    )
    return re.compile(
        rf",[ ]{{0,2}}(?=[A-Z])(?P<name>D\.C\.|[A-Z]{{2}}(?![\w&/+-]|\.\w)|(?:{one})(?!\w))"
        rf"(?:, (?P=name)(?!\w))?{postal}(?:,?[ ](?:{countries})(?!\w))?"
    )


_RIGHT = Trigger(lambda: [_right()])


@needs(_RIGHT)
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
    plain = plain_blanks(text)
    found: list[Match[PlaceValue]] = []
    behind = 0
    for right in islice(_right().finditer(plain), MOST_CANDIDATES):
        left = _LEFT.search(plain, max(behind, right.start() - _WINDOW), right.start())
        start = None if left is None else _start_of_city(plain, left.start(), right)
        drafts = read_places(plain, start, right.end()) if start is not None else []
        if len(drafts) == 1 and drafts[0].city and drafts[0].country:
            found.append(_match(text, drafts[0]))
            behind = right.end()
    return found


def _start_of_city(text: str, start: int, right: re.Match[str]) -> int | None:
    """Find where the town begins in a run of capitalised words: the longest end of the run that is known there."""
    name = right["name"]
    for word in _WORD.finditer(text, start, right.start()):
        if _lies_in(text[word.start() : right.start()], name):
            return word.start()
    country = gazetteer.country_of(name)
    if country is not None and text[start - 2 : start] == ", ":
        return _before_region(text, start, country)
    start = placeparts.behind_labels(text, start, right.start())
    unknown = text[start : right.start()]
    sure = placeparts.looks_like_city(unknown) and not unknown.isupper() and not gazetteer.well_known_homes(unknown)
    sure = sure and not gazetteer.regions_of(unknown)
    before = _LED_IN if name in _WORDS_TOO else _BEFORE
    low = max(0, start - 20)
    led = before.search(text, low, start) or (before is _BEFORE and _MOMENT_LAST.search(text, low, start))
    return start if sure and led and not _CAPITAL_BEHIND.match(text, right.end()) else None


def _lies_in(city: str, name: str) -> bool:
    homes = gazetteer.homes(city)
    meaning = region_or_country(city, name, None) if homes else None
    if isinstance(meaning, Region):
        return (meaning.country, meaning.code) in homes or (meaning.country, "") in homes
    return meaning is not None and any(country == meaning for country, _ in homes)


def _before_region(text: str, start: int, country: str) -> int | None:
    """Find the town in front of a region that the tables do not have: "Milan, Lombardy, Italy"."""
    low = max(0, start - _WINDOW)
    left = _LEFT.search(text, low, start - 2)
    if left is None or not placeparts.looks_like_city(text[start : start + _WINDOW].split(",", maxsplit=1)[0]):
        return None
    for word in _WORD.finditer(text, left.start(), start - 2):
        if any(home == country for home, _ in gazetteer.homes(text[word.start() : start - 2])):
            return word.start()
    return None
