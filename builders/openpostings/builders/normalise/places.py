"""Places: what stands where a place stands, and places in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from openpostings.builders.normalise import gazetteer
from openpostings.builders.normalise.match import Match

LONGEST = 400
"""Characters of a place's position that are read; what is longer is prose."""

_LONGEST_PIECE = 60
_MOST_WORDS = 4
_HARD = re.compile(r"[;|\n•·↵]|(?<![A-Za-z])/(?![A-Za-z])| / |/(?=[A-Z])| (?:or|and|oder|ou|y|og) | & |<br ?/?>", re.IGNORECASE)
_ZIP = re.compile(r"[0-9]{5}(?:-[0-9]{4})?|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]|[A-Z]{1,2}[0-9]{1,2}[A-Z]? [0-9][A-Z]{2}")
_TAIL = re.compile(
    r"(?:(?<=[a-z.])[ ](?P<code>D\.C\.|[A-Z]{2,3}))?(?P<zip>[ ](?:[0-9]{5}(?:-[0-9]{4})?|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]))?"
    r"(?:[ ](?P<country>USA?|U\.S\.A?\.?|UK))?$"
)
_AREA = re.compile(r"(?:Greater|Metro)\s[A-Z].{1,40}|[A-Z].{1,40}\s(?:Area|Metroplex|Metropolitan Region)")
_LABEL_WORDS = re.compile(r"^(?:locations?|based in|located in|office)\b[ :]*", re.IGNORECASE)


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
        ISO 3166-1 alpha-2; stated, or what the region says. Never guessed from a town's name.
    """

    raw: str
    address_locality: str | None = None
    address_region: str | None = None
    address_country: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """One comma-separated part and where it stands."""

    text: str
    start: int
    end: int


def _piece(text: str, start: int, end: int) -> _Piece | None:
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip(" \t\r\xa0,:-–—*_\"'()[]"))
    right = len(raw.rstrip(" \t\r\xa0,:-–—*_\"'()[]"))
    return _Piece(raw[left:right], start + left, start + right) if left < right else None


def _split(text: str, start: int, end: int, pattern: re.Pattern[str]) -> list[_Piece]:
    pieces: list[_Piece | None] = []
    at = start
    for cut in pattern.finditer(text, start, end):
        pieces.append(_piece(text, at, cut.start()))
        at = cut.end()
    pieces.append(_piece(text, at, end))
    return [piece for piece in pieces if piece is not None]


def looks_like_city(name: str) -> bool:
    """Whether words may name a town when a state or country stands behind them.

    Parameters
    ----------
    name
        The words in front of the region or country.

    Returns
    -------
    bool
        True for one to four capitalised words of which none belongs to another kind of line.
    """
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or len(name) > _LONGEST_PIECE or len(name) < 3:  # noqa: PLR2004
        return False
    small = gazetteer.place_words("not_city_words")
    joiners = {"of", "the", "de", "del", "la", "am", "an", "der", "upon", "on", "sur", "le", "du", "da", "do", "dos"}
    for position, word in enumerate(words):
        if position and word in joiners:
            continue
        bare = word.strip("'’.-")
        if not bare or not bare.replace("-", "").replace("'", "").replace("’", "").replace(".", "").isalpha():
            return False
        if not bare[0].isupper() or (word.casefold() in small):
            return False
    return True


def _is_workplace(piece: _Piece) -> bool:
    return gazetteer.fold(piece.text) in gazetteer.place_words("workplace_words")
