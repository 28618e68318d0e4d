"""Small helpers that the normalisers of words share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
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
_LONGEST_FIELD = 120
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTS = re.compile(r"[\s_\u2010-\u2015-]+")
_RUN = r"(?:[ \t]*(?:\r\n|\r|\n)[ \t]*|[ \t]{2,}|\t)"
_WRAP = re.compile(rf"{_RUN}(?P<next>[*\u2022\u00b7\u25e6\u25aa+0-9\r\n-]|\Z)?")
_SURE_WRAP = re.compile(rf"{_RUN}(?P<next>[^a-z(]|\Z)?")


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


def plain_words(value: str) -> str:
    """Bring the value of an interface's field to plain words: "FULL_TIME", "FullTime" and "Full-time" to "full time".

    Parameters
    ----------
    value
        The value; of an address such as ``https://schema.org/FullTime`` its last part counts.

    Returns
    -------
    str
        Small letters with single spaces; empty where the value is longer than 120 characters.
    """
    if len(value) > _LONGEST_FIELD:
        return ""
    last = value.strip().removesuffix("/").rpartition("/")[2] if "://" in value else value
    return " ".join(_PARTS.sub(" ", _CAMEL.sub(" ", last)).casefold().split())


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text holds any of some words, far faster than a pattern tells it.

    Parameters
    ----------
    text
        A text.
    words
        Words in small letters.

    Returns
    -------
    bool
        True where one stands in the text, in any case and inside other words too.
    """
    folded = text.casefold()
    return any(word in folded for word in words)


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text whose lines are joined, and where its characters stood.

    Parameters
    ----------
    text
        The text with single spaces for runs of white space.
    cuts, shifts
        From each cut on, as many characters have been left out.
    """

    text: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def at(self, position: int) -> int:
        """Where a character of this text stood in the text as written."""
        known = bisect_right(self.cuts, position) - 1
        return position + (self.shifts[known] if known >= 0 else 0)

    def match(self, found: Match[ValueT]) -> Match[ValueT]:
        """Put a match in this text to where it stood in the text as written."""
        return Match(found.value, self.at(found.start), self.at(found.end - 1) + 1, found.note)


def unwrap(text: str, *, sure: bool = False) -> Unwrapped:
    """Join the lines of a text that has been wrapped: each run of white space in a paragraph becomes one space.

    Parameters
    ----------
    text
        A requirement or several.
    sure
        Whether lines are joined only where a small letter follows, as in a text that may hold lines of their own.

    Returns
    -------
    Unwrapped
        The text. A line break stays where a blank line, a bullet or a number follows.
    """
    text = plain_blanks(text)
    if not ("\n" in text or "  " in text or "\t" in text or "\r" in text):
        return Unwrapped(text)
    parts: list[str] = []
    cuts: list[int] = []
    shifts: list[int] = []
    at = length = 0
    for wrap in (_SURE_WRAP if sure else _WRAP).finditer(text):
        end = wrap.end() if wrap["next"] is None else wrap.start("next")
        line = wrap["next"] is not None and ("\n" in wrap.group() or "\r" in wrap.group())
        parts += [text[at : wrap.start()], "\n" if line else " "]
        length += wrap.start() - at + 1
        at = end
        if at != length:
            cuts.append(length)
            shifts.append(at - length)
    parts.append(text[at:])
    return Unwrapped("".join(parts), tuple(cuts), tuple(shifts))


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
