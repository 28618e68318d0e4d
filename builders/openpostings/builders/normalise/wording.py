"""Small helpers that the normalisers of words share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar, cast

from openpostings.builders.normalise.match import Match

ValueT = TypeVar("ValueT")

MOST_CANDIDATES = 5000
"""How many candidates of one kind are looked at in a text: a posting has far fewer, a hostile text far more."""

EDGE_BEFORE = r"(?<![\w-])"
EDGE_BEHIND = r"(?![\w]|-[A-Za-z0-9])"
_ABBREVIATIONS = r"(?<!\b[A-Z])(?<!e\.g)(?<!i\.e)(?<!Sc)(?<!\b[SJMD]r)(?<!Inc)(?<!\b[Mm]in)(?<!yrs)(?<!\bvs)"
_SENTENCE_END = re.compile(rf"(?:{_ABBREVIATIONS}\.|[!?])(?=[\s\"')\]\u201d]|$)|[\n\r\u2022;]")
_BLANKS = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_REACH = 300


def mapping(value: object) -> dict[str, object]:
    """Narrow a nested table.

    Parameters
    ----------
    value
        What stands under a key of a table.

    Returns
    -------
    dict
        The same, as a mapping.
    """
    if not isinstance(value, dict):
        message = f"expected a mapping, got {type(value).__name__}"
        raise TypeError(message)
    return cast("dict[str, object]", value)


def plain_blanks(text: str) -> str:
    """Turn every kind of blank within a line into a space, so that patterns need not know them.

    Parameters
    ----------
    text
        A text.

    Returns
    -------
    str
        A text of the same length, so that spans hold for both.
    """
    return text if text.isascii() else _BLANKS.sub(" ", text)


def any_of(patterns: Iterable[str]) -> str:
    """Join patterns to one that is bounded by the edges of words, longest first."""
    longest_first = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
    return f"{EDGE_BEFORE}(?:{'|'.join(longest_first)}){EDGE_BEHIND}"


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Find the sentence or line that a match stands in.

    Parameters
    ----------
    text
        The text.
    start, end
        The match.

    Returns
    -------
    tuple of int
        Start and end of the sentence, at most 300 characters away on either side.
    """
    low = max(0, start - _REACH)
    for stop in _SENTENCE_END.finditer(text, low, start):
        low = stop.end()
    behind = _SENTENCE_END.search(text, end, min(len(text), end + _REACH))
    return low, behind.start() if behind else min(len(text), end + _REACH)


def in_order(found: Iterable[Match[ValueT]]) -> list[Match[ValueT]]:
    """Sort matches by position and drop those that overlap an earlier or longer one.

    Parameters
    ----------
    found
        Matches of one kind.

    Returns
    -------
    list of Match
        In order, none overlapping.
    """
    kept: list[Match[ValueT]] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept
