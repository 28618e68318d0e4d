"""What stands around the posting and takes lines along: boxes, forms, lists of other jobs, the foot of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpostings.builders.read.chrome import ending, menu_parts, swallowing
from openpostings.builders.read.placed import Placed

_INSIGHTS: Final = "insights"
"""A board's questions to the one who reads: whatever form they have, they are not the posting's."""
_BOX_WORDS: Final = 14
_BOX_LINES: Final = 12
_TAIL_WORDS: Final = 8
_PROSE_WORDS: Final = 12
_BODY: Final = frozenset({"responsibilities", "minimum_qualifications", "preferred_qualifications", "qualifications"})


def swallow(placed: list[Placed]) -> None:
    """Let a newsletter box or a teaser take its own short lines along, and what ends the posting all that follows.

    Parameters
    ----------
    placed
        The lines with their roles, which are changed in place.
    """
    taking, left = "", 0
    for index, row in enumerate(placed):
        if row.role == "chrome":
            if taking == _INSIGHTS and row.label != "action":
                continue
            opens = row.label in swallowing() or row.label in ending()
            if not (taking in ending() and not opens and _is_over(placed, index)):
                taking, left = (row.label, _BOX_LINES) if opens else ("", 0)
        elif row.role == "blank":
            continue
        elif taking in ending() and _is_over(placed, index) and not _resumes(placed, index, taking):
            placed[index] = row._replace(role="chrome", label=taking, value=None)
        elif taking and left and (_is_insight(row, taking) or _can_be_swallowed(row, taking)):
            placed[index] = row._replace(role="chrome", label=taking, value=None)
            left -= 1
        else:
            taking = ""


def _is_insight(row: Placed, taking: str) -> bool:
    """Tell a question of the board, or the word above it ("Skills"), from a heading of the posting."""
    return taking == _INSIGHTS and row.role != "key" and (row.role != "heading" or row.label == "qualifications")


def _is_over(placed: Sequence[Placed], index: int) -> bool:
    """Tell whether the posting has been told already: sections of it stand above."""
    return any(row.role == "heading" and row.label in _BODY for row in placed[:index]) or any(
        row.role == "text" and len(row.line.text.split()) > 2 * _PROSE_WORDS for row in placed[:index]
    )


def _resumes(placed: Sequence[Placed], index: int, taking: str) -> bool:
    """Tell whether the posting goes on behind a box in its middle: a known heading with prose or a list under it."""
    row = placed[index]
    if row.role == "text":
        words = row.line.text.split()
        return taking == "related" and len(words) > _PROSE_WORDS and row.line.text[-1] in ".!?"
    if row.role != "heading" or not row.label or row.label == "other":
        return False
    after = next((one for one in placed[index + 1 :] if one.role != "blank"), None)
    if after is None:
        return False
    long = after.role == "text" and len(after.line.text.split()) > _PROSE_WORDS
    return long or (after.role == "item" and row.label in _BODY)


def _can_be_swallowed(row: Placed, taking: str) -> bool:
    if row.role in {"key", "title", "header"} or (row.role == "heading" and row.label):
        return False
    if taking == "newsletter" and (row.role == "item" or row.line.text.endswith(":")):
        return False
    return len(row.line.text.split()) <= _BOX_WORDS


def mark_footer(placed: list[Placed]) -> None:
    """Mark the short lines that stand together, or among frame, at the end of the page.

    Parameters
    ----------
    placed
        The lines with their roles, which are changed in place.
    """
    first = len(placed)
    framed = 0
    while first:
        row = placed[first - 1]
        if row.role in {"chrome", "blank"}:
            framed += row.role == "chrome"
        elif not _is_tail(row) or (first > 1 and _tells(row, placed[first - 2])):
            break
        first -= 1
    while first < len(placed) and placed[first].role not in {"chrome", "blank"} and not placed[first].line.blanks:
        first += 1
    loose = [index for index in range(first, len(placed)) if placed[index].role in {"text", "heading"}]
    menu = any(menu_parts(placed[index].line.text) for index in loose)
    if framed or menu or len(loose) > 1:
        for index in loose:
            placed[index] = placed[index]._replace(role="chrome", label="footer", value=None)


def _tells(row: Placed, above: Placed) -> bool:
    """Tell a short line that a heading announces ("Pay", "$22 per hour") from an entry of a menu."""
    return (
        row.role == "text"
        and above.role == "heading"
        and not row.line.blanks
        and any(c.isdigit() for c in row.line.text)
    )


def _is_tail(row: Placed) -> bool:
    words = row.line.text.split()
    bare = row.role == "text" or (row.role == "heading" and row.value is None)
    short = len(words) <= _TAIL_WORDS or bool(menu_parts(row.line.text))
    return bare and bool(words) and short and row.line.text[-1] not in ".!?:"
