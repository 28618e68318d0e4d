"""A text that was mended, and where its characters stood before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch that was replaced.

    Parameters
    ----------
    start, end
        The stretch in the text before.
    replacement
        What stands there now.
    reason
        What was wrong: ``entity``, ``escape`` or ``mojibake``.
    """

    start: int
    end: int
    replacement: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text with its edits.

    Parameters
    ----------
    text
        The text as it is now. Spans are counted in it.
    edits
        What was replaced, in order.
    starts, ends, shifts
        For each edit: where its replacement begins and ends in the new text, and by how much the old text is ahead
        behind it.
    """

    text: str
    edits: tuple[Edit, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def at(self, position: int) -> int:
        """Where a character of the new text stood before; inside a replacement, where the replaced stretch began."""
        known = bisect_right(self.starts, position) - 1
        if known < 0:
            return position
        edit = self.edits[known]
        return edit.start if position < self.ends[known] else position + self.shifts[known]


def rewrite(text: str, edits: Iterable[Edit]) -> Rewritten:
    """Apply edits to a text.

    Parameters
    ----------
    text
        The text.
    edits
        Stretches to replace, in order and apart.

    Returns
    -------
    Rewritten
        The new text with its map to the old one.
    """
    done = tuple(edits)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    shifts: list[int] = []
    at = length = 0
    for edit in done:
        parts += [text[at : edit.start], edit.replacement]
        starts.append(length + edit.start - at)
        length = starts[-1] + len(edit.replacement)
        ends.append(length)
        at = edit.end
        shifts.append(at - length)
    parts.append(text[at:])
    return Rewritten("".join(parts), done, tuple(starts), tuple(ends), tuple(shifts))
