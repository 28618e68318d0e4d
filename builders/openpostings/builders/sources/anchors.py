"""Where a description that a page's data give stands in the text that the page shows: what lies around it is frame."""

from __future__ import annotations

from typing import Final

from openpostings.builders.read.lines import Line, split_lines
from openpostings.builders.read.placed import key_value
from openpostings.builders.sources.markup import as_text

Frames = tuple[tuple[int, int, str], ...]
_LEAST_LETTERS: Final = 12
"""Letters of a line that is told apart from any other; shorter ones ("Benefits") stand in menus too."""
_LEAST_LINES: Final = 2
_SHARE: Final = 0.6
_HEADER_WORDS: Final = 12


def letters(text: str) -> str:
    """Give the letters and digits of a text, case folded: what two copies of one text share."""
    return "".join(char for char in text.casefold() if char.isalnum())


def around(shown: str, description: str, title: str) -> Frames:
    """Find what a page shows around the description of its job.

    Parameters
    ----------
    shown
        Text of the page.
    description
        What the page's data give as the description, HTML or plain.
    title
        What they give as the title.

    Returns
    -------
    tuple
        Stretches that are frame: between the title and the description what is longer than a header line is, and all
        behind the description but lines with a key. Nothing where the page does not show the description.
    """
    wanted = [told for line in split_lines(as_text(description)) if len(told := letters(line.text)) >= _LEAST_LETTERS]
    lines = [line for line in split_lines(shown) if line.text]
    known = set(wanted)
    hits = [index for index, line in enumerate(lines) if letters(line.text) in known]
    found = {letters(lines[index].text) for index in hits}
    if not found or len(found) < _SHARE * len(known):
        return ()
    first, last = hits[0], hits[-1]
    top = next((index for index in range(first - 1, -1, -1) if _is_title(lines[index], title)), None)
    before = range(top + 1, first) if top is not None else range(0)
    frames = [(lines[index].start, lines[index].end, "navigation") for index in before if _is_no_header(lines[index])]
    # Of a description that is cut off, the rest stands behind its last line.
    if len(found) >= _LEAST_LINES:
        whole = letters(as_text(description))
        behind = (line for line in lines[last + 1 :] if key_value(line) is None)
        frames += [(line.start, line.end, "footer") for line in behind if letters(line.text) not in whole]
    return tuple(frames)


def _is_title(line: Line, title: str) -> bool:
    told, wanted = letters(line.text), letters(title)
    return bool(wanted) and wanted in told and len(told) < 2 * len(wanted) + _LEAST_LETTERS


def _is_no_header(line: Line) -> bool:
    return key_value(line) is None and (line.heading or bool(line.marker) or len(line.text.split()) > _HEADER_WORDS)
