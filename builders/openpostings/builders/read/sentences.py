"""Cut prose into sentences with their spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from openpostings.builders.tables import load_table, strings

_END: Final = re.compile(r"[.!?…][\"'”’)\]]{0,2}(?=\s)|[。！？]")  # noqa: RUF001 - full-width stops too
_CLOSERS: Final = "\"'”’)]"
_NEXT: Final = re.compile(r"\s+[\"'“‘(\[]{0,2}[^\sa-z]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the source text; ``text`` is exactly the characters from ``start`` to ``end``."""

    start: int
    end: int
    text: str


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(strings(load_table("abbreviations")["words"]))


def sentences(text: str, offset: int = 0) -> list[Span]:
    """Cut a paragraph at the ends of its sentences.

    Parameters
    ----------
    text
        The paragraph.
    offset
        Where it begins in the source text.

    Returns
    -------
    list of Span
        In order, without the white space between; abbreviations ("e.g.", "U.S.", "Dr.") do not end one.
    """
    spans: list[Span] = []
    begin = 0
    for match in _END.finditer(text):
        if _NEXT.match(text, match.end()) and not _abbreviated(text, begin, match.start()):
            spans.extend(_span(text, begin, match.end(), offset))
            begin = match.end()
    spans.extend(_span(text, begin, len(text), offset))
    return spans


def _abbreviated(text: str, begin: int, dot: int) -> bool:
    if text[dot] != ".":
        return False
    word = text[max(begin, dot - 12) : dot].split()[-1:] or [""]
    bare = word[0].lstrip("(\"'“‘").casefold()
    return bare in _abbreviations() or (len(bare) == 1 and bare.isalpha() and bare != "i")


def _span(text: str, begin: int, end: int, offset: int) -> list[Span]:
    piece = text[begin:end]
    words = piece.strip()
    if not words:
        return []
    start = begin + len(piece) - len(piece.lstrip())
    return [Span(offset + start, offset + start + len(words), words)]
