"""The parts of a place's position, and what each may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from openpostings.builders.normalise import gazetteer
from openpostings.builders.tables import load_table

_LONGEST_PIECE = 60
_MOST_WORDS = 4
_LONGEST_CODE = 4
_DASH = "[-\u2013\u2014]"
_TRIM = " \t\r,:-\u2013\u2014*_\"'()[]\u201c\u201d\u2022\u00b7"
_SOFT = re.compile(
    rf",|\(|\)|\[|\]|[ ]{_DASH}{{1,2}}[ ]?|{_DASH}{{1,2}}[ ]|:[ ]|_"
    r"|(?<=\b[A-Z]{2})-(?=[A-Z])|(?<=\b[A-Z]{3})-(?=[A-Z])"
    r"|[ ](?=(?:Remote|Hybrid|On-?[Ss]ite)(?:$|[,;)]))"
)
POSTAL = r"[0-9]{5}(?:-[0-9]{4})?|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"
_LABELS = re.compile(
    r"(?:(?:posted|(?:job |work |office )?locations?:?|yesterday|today|now|based(?: in)?|located in|hybrid in"
    r"|on-?site in|in|at|[0-9]{1,2}\+? (?:minutes?|hours?|days?|weeks?|months?) ago)[ \t]+){1,4}(?=(?-i:[^\Wa-z_]))",
    re.IGNORECASE,
)
_ZIP = re.compile(rf"{POSTAL}|[0-9]{{4,6}}|[A-Z]{{1,2}}[0-9]{{1,2}}[A-Z]? [0-9][A-Z]{{2}}")
_AREA = re.compile(
    r"Greater [A-Z].{1,40}|[A-Z].{1,40} (?:[Mm]etro(?:politan)? )?(?:Area|Metroplex|Metropolitan Region|Region)"
)
_ORDINARY = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['\u2019.-][A-Za-z\u00c0-\u024f]+)*['\u2019.]?")
_JOINERS = frozenset(
    {"of", "the", "de", "del", "la", "am", "an", "der", "upon", "on", "sur", "le", "du", "da", "do", "dos", "bei"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One part between commas, dashes or brackets, and where it stands."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Draft:
    """A place while its parts are being read."""

    start: int
    end: int
    city: str | None = None
    region: str | None = None
    country: str | None = None
    alias: bool = False


def behind_labels(text: str, start: int, end: int) -> int:
    """Pass over words that stand in front of a place and are no part of it: "Yesterday", "Posted", "Based in".

    Parameters
    ----------
    text
        The text.
    start, end
        The stretch.

    Returns
    -------
    int
        Where the place begins.
    """
    labels = _LABELS.match(text, start, end)
    return labels.end() if labels else start


def trimmed(text: str, start: int, end: int) -> Piece | None:
    """Cut blanks and marks off both ends of a stretch; None where nothing is left."""
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(_TRIM))
    right = len(raw.rstrip(_TRIM))
    right -= _full_stop(raw[left:right])
    return Piece(raw[left:right], start + left, start + right) if left < right else None


def _full_stop(name: str) -> int:
    """Count the full stop that ends a sentence behind a region or a country: 1 in "UT.", 0 in "D.C."."""
    bare = name.removesuffix(".")
    if bare == name or "." in bare:
        return 0
    return 1 if gazetteer.regions_of(bare) or gazetteer.country_of(bare) else 0


def split(text: str, start: int, end: int, pattern: re.Pattern[str] = _SOFT) -> list[Piece]:
    """Cut a stretch at a pattern.

    Parameters
    ----------
    text
        The text.
    start, end
        The stretch.
    pattern
        What stands between the parts.

    Returns
    -------
    list of Piece
        The parts that are not blank.
    """
    pieces: list[Piece | None] = []
    at = start
    for cut in pattern.finditer(text, start, end):
        pieces.append(trimmed(text, at, cut.start()))
        at = cut.end()
    pieces.append(trimmed(text, at, end))
    return [piece for piece in pieces if piece is not None]


def looks_like_city(name: str) -> bool:
    """Whether words may name a town when a region or a country stands behind them.

    Parameters
    ----------
    name
        The words in front of the region or country.

    Returns
    -------
    bool
        True for one to four capitalised words of which none belongs to another kind of line, and none is a code.
    """
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or not 3 <= len(name) <= _LONGEST_PIECE:  # noqa: PLR2004
        return False
    if name.isupper() and len(name) <= _LONGEST_CODE and not gazetteer.homes(name):
        return False
    if _names_part(words):
        return False
    if len(words) > 1 and any(
        (gazetteer.regions_of(word) and word.isupper()) or gazetteer.country_of(word) for word in words[:-1]
    ):
        return False
    return _ordinary(words, gazetteer.place_words("not_city_words"))


def _names_part(words: list[str]) -> bool:
    """Whether words name a part of a country or state: "Eastern US", "West Texas"."""
    rest = " ".join(words[1:])
    if gazetteer.fold(words[0]) not in gazetteer.place_words("not_towns") or gazetteer.homes(" ".join(words)):
        return False
    whole = rest in gazetteer.COUNTRIES_READ_BY_CODE or (words[0].endswith("ern") and gazetteer.country_of(rest))
    return not rest or bool(whole) or any(region.country == "US" for region in gazetteer.regions_of(rest))


def _ordinary(words: list[str], refused: frozenset[str]) -> bool:
    return all(
        (position > 0 and word in _JOINERS)
        or (word[0].isupper() and _ORDINARY.fullmatch(word) is not None and gazetteer.fold(word) not in refused)
        for position, word in enumerate(words)
    )


def looks_like_region(name: str) -> bool:
    """Whether words may name a region that the tables do not have, between a town and its country.

    Parameters
    ----------
    name
        The words: "Karnataka", "Central Denmark Region", "Lesser Poland Voivodeship".

    Returns
    -------
    bool
        True for one to six capitalised words of which none belongs to another kind of line.
    """
    words = name.split()
    kinds = gazetteer.place_words("region_words") | gazetteer.place_words("not_towns")
    plain = [word for word in words if gazetteer.fold(word) not in kinds]
    if not 0 < len(words) <= _MOST_WORDS + 2 or not 3 <= len(name) <= _LONGEST_PIECE:  # noqa: PLR2004
        return False
    if len(plain) == len(words):
        return looks_like_city(name)
    return words[0][0].isupper() and _ordinary(["X", *plain], frozenset())


def is_named_region(name: str) -> bool:
    """Whether words say by themselves that they name a region: "Tel Aviv District"."""
    words = name.split()
    kinds = gazetteer.place_words("region_words")
    return len(words) > 1 and gazetteer.fold(words[-1]) in kinds and words[-1][0].isupper() and looks_like_region(name)


@cache
def _nowhere() -> re.Pattern[str]:
    return re.compile(str(load_table("places")["nowhere"]), re.IGNORECASE)


@cache
def _office() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = str(load_table("places")["office_words"])
    return re.compile(words, re.IGNORECASE), re.compile(rf"[ ]{words}$", re.IGNORECASE)


def is_nowhere(name: str) -> bool:
    """Whether a text in a place's position says that there is none, or that there are many: "2 Locations", "TBD"."""
    return _nowhere().fullmatch(name) is not None


def is_office(name: str) -> bool:
    """Whether a part says which office of a town: "HQ", "Main Office"."""
    return _office()[0].fullmatch(name) is not None


def before_office(name: str) -> int:
    """How many characters of a part stand in front of such words: 9 in "Singapore HQ"; all where there are none."""
    found = _office()[1].search(name, 1)
    return found.start() if found else len(name)


def is_workplace(name: str) -> bool:
    """Whether a part says how one works and not where."""
    return gazetteer.fold(name) in gazetteer.place_words("workplace_words")


def is_area(name: str) -> bool:
    """Whether a part names an area that has no code: "Greater Boston Area", "EMEA"."""
    if gazetteer.fold(name.removeprefix("the ")) in gazetteer.place_words("areas"):
        return True
    words = name.split()
    if len(words) > 1 and not gazetteer.regions_of(name) and _names_part(words):
        return True
    return _AREA.fullmatch(name) is not None and looks_like_city(name.replace("Area", "Place"))


def is_zip(name: str) -> bool:
    """Whether a part is a postal code."""
    return _ZIP.fullmatch(name) is not None
