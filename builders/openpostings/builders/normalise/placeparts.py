"""The parts of a place's position and the grammar that joins them to places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpostings.builders.normalise import gazetteer
from openpostings.builders.normalise.gazetteer import Region

_LONGEST_PIECE = 60
_MOST_WORDS = 4
_LONGEST_TAIL = 22
_DASH = "[-\u2013\u2014]"
_TRIM = " \t\r,:-\u2013\u2014*_\"'()[]\u201c\u201d\u2022\u00b7"
_SOFT = re.compile(
    rf",|\(|\)|\[|\]|[ ]{_DASH}{{1,2}}[ ]|:[ ]|(?<=\bUS)-|(?<=\bUSA)-|(?<=\bUSA-[A-Z][A-Z])-|(?<=\bUS-[A-Z][A-Z])-"
    r"|[ ](?=(?:Remote|Hybrid|On-?[Ss]ite)(?:$|[,;)]))"
)
_POSTAL = r"[0-9]{5}(?:-[0-9]{4})?|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]"
_TAIL = re.compile(
    rf"(?:(?<=[A-Za-z.])[ ](?P<code>D\.C\.|(?!US|UK)[A-Z]{{2}}))?(?P<zip>[ ](?:{_POSTAL}))?"
    r"(?:[ ](?P<country>USA?|U\.S\.(?:A\.)?|UK))?$"
)
_LABELS = re.compile(
    r"(?:(?:posted|(?:job |work |office )?locations?:?|yesterday|today|now|based(?: in)?|located in|hybrid in"
    r"|on-?site in|in|at|[0-9]{1,2}\+? (?:minutes?|hours?|days?|weeks?|months?) ago)[ \t]+){1,4}(?=(?-i:[^\Wa-z_]))",
    re.IGNORECASE,
)
_ZIP = re.compile(rf"{_POSTAL}|[0-9]{{4,6}}|[A-Z]{{1,2}}[0-9]{{1,2}}[A-Z]? [0-9][A-Z]{{2}}")
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


def tokens(text: str, start: int, end: int) -> list[Piece]:
    """Cut a stretch into parts, and codes, postal codes and country behind a blank from the part in front of them."""
    out: list[Piece] = []
    for piece in split(text, start, end):
        if gazetteer.country_of(piece.text) or piece.text in gazetteer.city_aliases():
            out.append(piece)
            continue
        tail = _TAIL.search(text, max(piece.start, piece.end - _LONGEST_TAIL), piece.end)
        cut = tail.start() if tail else piece.end
        head = trimmed(text, piece.start, cut)
        if head is None or tail is None or tail.start() == tail.end():
            out.append(piece)
            continue
        out.append(head)
        for name in ("code", "zip", "country"):
            part = trimmed(text, *tail.span(name)) if tail.group(name) else None
            if part is not None:
                out.append(part)
    return out


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
    refused = gazetteer.place_words("not_city_words")
    if len(words) > 1 and any(
        (gazetteer.regions_of(word) and word.isupper()) or gazetteer.country_of(word) for word in words[:-1]
    ):
        return False
    return all(
        (position > 0 and word in _JOINERS)
        or (word[0].isupper() and _ORDINARY.fullmatch(word) is not None and gazetteer.fold(word) not in refused)
        for position, word in enumerate(words)
    )


def is_workplace(name: str) -> bool:
    """Whether a part says how one works and not where."""
    return gazetteer.fold(name) in gazetteer.place_words("workplace_words")


def is_area(name: str) -> bool:
    """Whether a part names an area that has no code: "Greater Boston Area", "EMEA"."""
    if gazetteer.fold(name.removeprefix("the ")) in gazetteer.place_words("areas"):
        return True
    return _AREA.fullmatch(name) is not None and looks_like_city(name.replace("Area", "Place"))


def is_zip(name: str) -> bool:
    """Whether a part is a postal code."""
    return _ZIP.fullmatch(name) is not None


def region_or_country(city: str, name: str, behind: str | None) -> Region | str | None:
    """Decide what a name behind a town means: "CA" is California, a country, or neither.

    Parameters
    ----------
    city
        The town in front of it.
    name
        The region's or country's name or code.
    behind
        The country that follows, if any.

    Returns
    -------
    Region, str or None
        A region, a country's code, or None where it is neither or may be several.
    """
    regions: tuple[Region, ...] = gazetteer.regions_of(name)
    if behind is not None:
        return next((region for region in regions if region.country == behind), None)
    homes = gazetteer.homes(city)
    written = regions or (gazetteer.regions_of(name.upper()) if len(name) == 2 and name[0].isupper() else ())  # noqa: PLR2004
    exact = next((region for region in written if (region.country, region.code) in homes), None)
    if exact is not None:
        return exact
    country = gazetteer.country_of(name) or (gazetteer.country_of_code(name) if name.isupper() else None)
    if country is not None and (not regions or any(home == country for home, _ in homes)):
        return country
    first = next(iter(regions), None)
    return first if first is not None and (len(regions) == 1 or first.country == "US") else None
