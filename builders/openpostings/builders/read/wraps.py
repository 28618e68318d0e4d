"""Text of mailing lists and plain-text editors breaks its lines at a width; such lines are no lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_NARROW: Final = 50
_WIDE: Final = 100
_LEAST: Final = 6
_FITTING: Final = 0.9
_LOWER: Final = 0.4
_SLACK: Final = 4


def wrapped_lines(text: str) -> frozenset[int]:
    """Find the lines that go on with the sentence of the line above.

    Parameters
    ----------
    text
        The source text.

    Returns
    -------
    frozenset of int
        Numbers of lines, from 0. Empty unless the text is broken at one width throughout: nearly every line of its
        paragraphs is so long that the first word of the next would not have fitted, and many go on in lower case.
    """
    lines = [line.strip() for line in text.split("\n")]
    pairs = [
        number
        for number in range(1, len(lines))
        if lines[number] and lines[number - 1] and _is_prose(lines[number]) and len(lines[number - 1]) > _NARROW
    ]
    if len(pairs) < _LEAST:
        return frozenset()
    width = max(len(lines[number - 1]) for number in pairs)
    fitting = [
        number for number in pairs if len(lines[number - 1]) + 1 + len(lines[number].split()[0]) > width - _SLACK
    ]
    lower = sum(lines[number][0].islower() for number in fitting)
    if width > _WIDE or len(fitting) < _FITTING * len(pairs) or lower < _LOWER * len(fitting):
        return frozenset()
    return frozenset(number for number in fitting if lines[number][0].islower() or _in_paragraph(lines, number))


def _in_paragraph(lines: Sequence[str], number: int) -> bool:
    """Tell a line of a paragraph from the second of two lines, which may be a heading and its place."""
    above = number > 1 and bool(lines[number - 2])
    below = number + 1 < len(lines) and bool(lines[number + 1])
    return above or below


def _is_prose(line: str) -> bool:
    """Tell words from a bullet, a rule or the row of a table."""
    return line[0].isalnum() or line[0] in "\"'“‘("


def join_wrapped(text: str) -> str:
    """Put a space for every line feed inside a wrapped paragraph; the length, so every span, stays.

    Parameters
    ----------
    text
        The source text.
    """
    going_on = wrapped_lines(text)
    if not going_on:
        return text
    return _joined(text.split("\n"), going_on)


def _joined(lines: Sequence[str], going_on: frozenset[int]) -> str:
    pieces = [lines[0]]
    for number, line in enumerate(lines[1:], 1):
        pieces += [" " if number in going_on else "\n", line]
    return "".join(pieces)
