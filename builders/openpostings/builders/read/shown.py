"""What the markup of a page shows beside its words: stretches that are its frame, the line that is its title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from openpostings.builders.read.placed import Placed
from openpostings.builders.read.sentences import Span

KEY: Final = "key:"
"""Before the key, in the label of a stretch that is a value and no frame."""
_PARTS: Final = 8

_LONGER: Final = 30
"""Characters that a line may have beside the title: "(m/f/d)", a place, a number."""


def framed(rows: Sequence[Placed], frames: Sequence[tuple[int, int, str]]) -> tuple[int, list[Placed]]:
    """Mark the lines that the page itself shows as its frame.

    Parameters
    ----------
    rows
        Lines with their first roles, in the order of the text.
    frames
        Stretches without overlap, in order, each with a label of the ledger, or ``key:`` and a key.

    Returns
    -------
    tuple
        Index of the first line behind the frame that the page begins with, and the lines.
    """
    found: list[Placed] = []
    at = first = 0
    for row in rows:
        while at < len(frames) and frames[at][1] <= row.line.start:
            at += 1
        start, end, label = frames[at] if at < len(frames) else (0, 0, "")
        if row.role != "blank" and label.startswith(KEY) and row.line.start <= start and end <= row.line.end:
            found += _keyed(row, [one for one in frames[at : at + _PARTS] if one[1] <= row.line.end])
        elif row.role != "blank" and label and start <= row.line.start and row.line.end <= end:
            first = len(found) + 1 if first == len(found) else first
            found.append(Placed(row.line, "chrome", label))
        else:
            found.append(row)
    return first, found


def _keyed(row: Placed, parts: Sequence[tuple[int, int, str]]) -> Iterator[Placed]:
    """Part a line of several values into a key-value line for each; the marks between go with the value before."""
    begin = row.line.start
    for index, (start, end, label) in enumerate(parts):
        close = parts[index + 1][0] if index + 1 < len(parts) else row.line.end
        words = row.line.text[start - row.line.text_start : end - row.line.text_start]
        line = row.line._replace(start=begin, end=close, text_start=start, text_end=end, text=words)
        yield Placed(line, "key", label.removeprefix(KEY), Span(start, end, words))
        begin = close


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
