"""Cut prose into sentences with their spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple, cast

from openpostings.builders.tables import load_table, strings

_END: Final = re.compile(r"[.!?…][\"'”’)\]]{0,2}(?=\s)|[。！？]")
_CLOSERS: Final = "\"'”’)]"
_NEXT: Final = re.compile(r"\s+[\"'“‘(\[]{0,2}[^\sa-z]")


class Span(NamedTuple):
    """A stretch of the source text; ``text`` is exactly the characters from ``start`` to ``end``."""

    start: int
    end: int
    text: str


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(strings(load_table("abbreviations")["words"]))


@cache
def _months() -> frozenset[str]:
    words: set[str] = set()
    for names in load_table("months").values():
        words.update(str(name).casefold() for name in _flat(names))
    return frozenset(words)


def _flat(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        for item in cast("dict[object, object]", value).values():
            yield from _flat(item)
    elif isinstance(value, list):
        for item in cast("list[object]", value):
            yield from _flat(item)
    else:
        yield value


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
        if _NEXT.match(text, match.end()) and not _abbreviated(text, begin, match.start(), match.end()):
            spans.extend(_span(text, begin, match.end(), offset))
            begin = match.end()
    spans.extend(_span(text, begin, len(text), offset))
    return spans


def _abbreviated(text: str, begin: int, dot: int, end: int) -> bool:
    if text[dot] != ".":
        return False
    words = text[max(begin, dot - 40) : dot].split()[-2:] or [""]
    bare = words[-1].lstrip("(\"'“‘").casefold()
    if len(bare) == 1 and bare.isalpha():
        # An initial stands behind a name or opens the text ("John F. Kennedy"); behind "of" it is a word ("in C. You").
        return len(words) == 1 or words[0][0].isupper()
    if bare.isdigit() and len(bare) <= 2:  # noqa: PLR2004 - a day ("am 1. Oktober")
        following = text[end : end + 20].split()[:1] or [""]
        return following[0].casefold().strip(".,") in _months()
    return bare in _abbreviations()


def _span(text: str, begin: int, end: int, offset: int) -> list[Span]:
    piece = text[begin:end]
    words = piece.strip()
    if not words:
        return []
    start = begin + len(piece) - len(piece.lstrip())
    return [Span(offset + start, offset + start + len(words), words)]
