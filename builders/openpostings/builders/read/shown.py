"""What the markup of a page shows beside its words: stretches that are its frame, the line that is its title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpostings.builders.read.placed import Placed

_LONGER: Final = 30
"""Characters that a line may have beside the title: "(m/f/d)", a place, a number."""


def framed(rows: Sequence[Placed], frames: Sequence[tuple[int, int, str]]) -> tuple[int, list[Placed]]:
    """Mark the lines that the page itself shows as its frame.

    Parameters
    ----------
    rows
        Lines with their first roles, in the order of the text.
    frames
        Stretches without overlap, in order, each with a label.

    Returns
    -------
    tuple
        Index of the first line behind the frame that the page begins with, and the lines.
    """
    found: list[Placed] = []
    at = first = 0
    for index, row in enumerate(rows):
        while at < len(frames) and frames[at][1] <= row.line.start:
            at += 1
        inside = at < len(frames) and frames[at][0] <= row.line.start and row.line.end <= frames[at][1]
        found.append(Placed(row.line, "chrome", frames[at][2]) if inside and row.role != "blank" else row)
        first = index + 1 if inside and first == index else first
    return first, found


def known_title(rows: Sequence[Placed], known: str) -> int | None:
    """Find the line that says a title that is known.

    Parameters
    ----------
    rows
        Lines with their first roles.
    known
        The title.

    Returns
    -------
    int or None
        Its index: a heading before another line, a line that says nothing else before one that says more.
    """
    wanted = " ".join(known.casefold().split())
    best, best_score = None, 0
    for index, row in enumerate(rows):
        text = " ".join(row.line.text.casefold().split())
        if row.role not in {"text", "key", "item"} or wanted not in text or len(text) > 2 * len(wanted) + _LONGER:
            continue
        score = 1 + 2 * (text == wanted) + row.line.heading
        if score > best_score:
            best, best_score = index, score
    return best
