"""What a heading claims: its kind of section, by a vocabulary of phrases and patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.held import held
from openpostings.builders.normalise.triggers import Choice, folded, triggers_in
from openpostings.builders.tables import inverted, load_table, string_lists, strings, with_bare_letters

_MAX_WORDS: Final = 12
_TELLING: Final = 7
_LONGEST: Final = 45
_COLON: Final = re.compile(r":(?=\s|$)")
_WORD: Final = re.compile(r"\S+")
_ABOUT: Final = re.compile(r"About (?P<name>[A-Z][\w&.'’-]*(?: [\w&.'’-]+){0,4}?)(?= (?P=name)\b)")
_EDGES: Final = " \t:*_#.…-–—|•?¿¡!"


def normalise_heading(text: str) -> str:
    """Fold case, quotes and white space, and drop marks and the colon at the ends."""
    folded = text.replace("’", "'").replace("\u2018", "'").casefold()
    return " ".join(folded.split()).strip(_EDGES)


@held
def heading_kind(text: str) -> str | None:
    """Tell the kind of section that a heading claims.

    Parameters
    ----------
    text
        The heading as written.

    Returns
    -------
    str or None
        A section kind, ``other`` for a known heading of no kind, None where the vocabulary does not know it.
    """
    words = text.split()
    if len(words) > _MAX_WORDS and words[0][0].isalnum() and words[-1][0].isalnum():
        return None
    plain = normalise_heading(text)
    if not plain or len(plain.split()) > _MAX_WORDS or text.rstrip()[-1] in ".,;!" or "://" in text:
        return None
    kind = _phrases().get(plain) or _phrases().get(_determiner().sub("", plain))
    if kind is not None:
        return kind
    return _PATTERNS.whole(plain, triggers_in(plain) if "\u2018" in text else folded(text)[1])


@cache
def _phrases() -> dict[str, str]:
    table = string_lists(cast("dict[str, object]", load_table("headings")["phrases"]))
    return with_bare_letters(inverted(table, "headings"))


@cache
def _determiner() -> re.Pattern[str]:
    """Compile what may stand before a heading without changing what it says: "the", "deine", "l'"."""
    words = sorted(strings(load_table("headings")["determiners"]), key=len, reverse=True)
    return re.compile(rf"^(?:{'|'.join(word if word.endswith(chr(39)) else f'{word} ' for word in words)})")


@cache
def _patterns() -> tuple[tuple[str, str], ...]:
    table = cast("dict[str, list[list[str]]]", load_table("headings"))
    return tuple((kind, pattern) for kind, pattern in (*table["patterns"], *table["catch_all"]))


_PATTERNS: Final = Choice(_patterns)


@cache
def _leading() -> re.Pattern[str]:
    names = sorted((re.escape(phrase) for phrase in _phrases() if len(phrase) >= _TELLING), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?=\s+(?-i:[A-Z]))", re.IGNORECASE)


def inline_headings(line: str) -> list[tuple[int, int]]:
    """Find known headings with a colon inside a long line: the span of each, its colon included."""
    found: list[tuple[int, int]] = []
    for colon in _COLON.finditer(line):
        start = _phrase_before(line, colon.start())
        if start is not None:
            found.append((start, colon.end()))
    return found


def _phrase_before(line: str, end: int) -> int | None:
    """Give where the longest known heading begins that ends here and opens with a capital."""
    floor = max(0, end - _LONGEST)
    for word in _WORD.finditer(line, floor, end):
        start = word.start()
        whole = start == 0 or line[start - 1].isspace()
        if whole and line[start].isupper() and normalise_heading(line[start:end]) in _phrases():
            return start
    return None


def opens_sentence(line: str, start: int) -> bool:
    """Tell whether a place in a line follows the end of a sentence, or opens the line."""
    before = line[:start].rstrip()
    return not before or before[-1] in ".!?;:)"


def leading_headings(line: str) -> list[int]:
    """Give where known headings without a colon begin and end that open a joined line or follow a sentence in it."""
    cuts = [edge for match in _ABOUT.finditer(line) if opens_sentence(line, match.start()) for edge in match.span()]
    for match in _leading().finditer(line):
        if line[match.start()].isupper() and opens_sentence(line, match.start()):
            cuts += [match.start(), match.end()]
    return cuts
