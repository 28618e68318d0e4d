"""Templates of pages saved as text: which site a page is of, which lines are its frame, what its header lines say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from openpostings.builders.read.lines import Line, split_lines
from openpostings.builders.tables import load_table, string_lists, strings

Stretches = tuple[tuple[int, int, str], ...]
_HEADER_LINES: Final = 40
_LONGEST: Final = 320
"""Characters of a line that a template knows; longer ones are prose."""


@dataclass(frozen=True, slots=True)
class Template:
    """How the pages of one site look.

    Parameters
    ----------
    site
        Registered short name.
    hints
        Words of which its pages have one; looked for first, since most pages have none.
    needs
        How many different marks a page must show.
    marks
        Lines that its pages have.
    frame
        Lines of its frame: label of the ledger and pattern.
    lines
        Header lines, with a group for each key.
    """

    site: str
    hints: tuple[str, ...]
    needs: int
    marks: tuple[re.Pattern[str], ...]
    frame: tuple[tuple[str, re.Pattern[str]], ...]
    lines: tuple[re.Pattern[str], ...]


@cache
def templates() -> tuple[Template, ...]:
    """Load the templates, in the order of the table."""
    return tuple(_template(site, cast("dict[str, object]", row)) for site, row in load_table("templates").items())


def _template(site: str, row: dict[str, object]) -> Template:
    frame = string_lists(cast("dict[str, object]", row["frame"]))
    return Template(
        site,
        strings(row["hints"]),
        cast("int", row["needs"]),
        tuple(_pattern(mark) for mark in strings(row["marks"])),
        tuple((label, _pattern("|".join(f"(?:{one})" for one in patterns))) for label, patterns in frame.items()),
        tuple(_pattern(line) for line in strings(row["lines"])),
    )


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def find_template(text: str) -> tuple[Template, Stretches] | None:
    """Tell which template a page is of, and what it says of the page's lines.

    Parameters
    ----------
    text
        The source text.

    Returns
    -------
    tuple or None
        The template whose marks are most (of equals the first), and stretches in order: of frame with a label of the
        ledger, of values with ``key:`` and their key. None where no template has enough marks.
    """
    folded = text.casefold()
    likely = [template for template in templates() if any(hint in folded for hint in template.hints)]
    if not likely:
        return None
    lines = [line for line in split_lines(text) if line.text and len(line.text) <= _LONGEST]
    known = {" ".join(line.text.split()) for line in lines}
    counted = [
        (sum(any(mark.fullmatch(line) for line in known) for mark in template.marks), template) for template in likely
    ]
    enough = [(count - template.needs, template) for count, template in counted if count >= template.needs]
    if not enough:
        return None
    best = max(count for count, _ in enough)
    template = next(template for count, template in enough if count == best)
    return template, tuple(_stretches(template, lines))


def _stretches(template: Template, lines: list[Line]) -> Iterator[tuple[int, int, str]]:
    for number, line in enumerate(lines):
        said = next((found for one in template.lines if (found := one.fullmatch(line.text))), None)
        if said is not None and number < _HEADER_LINES:
            parts = [(said.start(name), said.end(name), name) for name in said.groupdict() if said[name] is not None]
            for start, end, name in sorted(parts):
                yield line.text_start + start, line.text_start + end, f"key:{name}"
            continue
        label = next((label for label, one in template.frame if one.fullmatch(line.text)), None)
        if label is not None and not line.marker:
            yield line.start, line.end, label
