"""Rows of a list's table as records: which column says what, the employer above, several roles in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from openpostings.builders.normalise.wording import mapping
from openpostings.builders.read.draft import Json
from openpostings.builders.sources.cells import BREAK, Cell, read_cell
from openpostings.builders.sources.grids import Grid
from openpostings.builders.sources.listing_values import is_profile
from openpostings.builders.tables import load_table, string_lists, strings

_LEAST: Final = 3
_ABOVE: Final = "above"
_EMPTY: Final = " -–—"
_PLACES: Final = re.compile(r"\s*(?:;|\s\|\s|\s•\s|\s/\s)\s*")
_LEGEND: Final = re.compile(
    r"^[ \t>*•-]{0,12}(?P<mark>[^\w\s|<>#*\[\](){}]{1,12}|:[a-z_+-]{2,30}:)[ \t=:–—-]{1,6}(?P<words>[^|\n]{4,200})$",
    re.MULTILINE,
)


@cache
def _columns() -> Mapping[str, str]:
    table = string_lists(mapping(load_table("listing_tables")["columns"]))
    return {word: role for role, words in table.items() for word in words}


@cache
def _signs_above() -> frozenset[str]:
    return frozenset(strings(load_table("listing_tables")["above"]))


def roles(header: Sequence[str]) -> tuple[str, ...] | None:
    """Tell what each column of a table says.

    Parameters
    ----------
    header
        Heads of the columns.

    Returns
    -------
    tuple of str or None
        A role of ``data/listing_tables.yaml`` or nothing for each column; None where the table is no list of jobs: it
        needs an employer, a title and a third thing.
    """
    found: list[str] = []
    for head in header:
        role = _columns().get(head.casefold().strip(" .:*"), "")
        found.append("" if role in found else role)
    known = {role for role in found if role}
    return tuple(found) if {"employer", "title"} <= known and len(known) >= _LEAST else None


def legend(text: str) -> Mapping[str, str]:
    """Read what a list says of its own marks: "🔒 - closed"."""
    return {found["mark"].replace("\ufe0f", ""): found["words"].casefold() for found in _LEGEND.finditer(text)}


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row, read.

    Parameters
    ----------
    line
        Its line in the file.
    record
        What it says, by the heads of its columns; empty where it is broken.
    broken
        Why it cannot be read.
    """

    line: int
    record: dict[str, Json]
    broken: str = ""


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table, and remembers the employer above."""

    grid: Grid
    roles: Sequence[str]
    employer: tuple[str, str] | None = field(default=None, init=False)

    def rows(self) -> Iterator[ListedRow]:
        """Give the rows in order; a cell with several roles gives one for each."""
        for line, raw in self.grid.rows:
            yield from self._row(line, raw)

    def _row(self, line: int, raw: Sequence[str]) -> Iterator[ListedRow]:
        cells = [read_cell(cell) for cell in raw]
        if not any(cell.lines or cell.links or cell.marks for cell in cells):
            return
        if len(cells) > len(self.roles) and any(cell.lines for cell in cells[len(self.roles) :]):
            self.employer = None
            yield ListedRow(line, {}, f"expected {len(self.roles)} cells, got {len(cells)}")
            return
        named = dict(zip(self.roles, cells, strict=False))
        employer = self._employer(named.get("employer"))
        title = named.get("title")
        if employer is None or title is None or not title.text:
            yield ListedRow(line, {}, "no title" if employer else "no employer, in this row or above")
            return
        for one in _titles(raw[self.roles.index("title")], title):
            yield ListedRow(line, self._record(employer, one, cells))

    def _employer(self, cell: Cell | None) -> dict[str, Json] | None:
        words = cell.text if cell else ""
        head = self.grid.header[self.roles.index("employer")]
        if words and words not in _signs_above():
            self.employer = (words, next((url for _, url in cell.links), "") if cell else "")
            return {head: words, f"{head} link": self.employer[1]}
        if self.employer is None:
            return None
        return {f"{head} {_ABOVE}": self.employer[0], f"{head} link": self.employer[1]}

    def _record(self, employer: dict[str, Json], title: Cell, cells: Sequence[Cell]) -> dict[str, Json]:
        record: dict[str, Json] = {"section": self.grid.heading, "inactive": self.grid.inactive}
        links: list[str] = []
        marks: list[Json] = []
        for head, role, cell in zip(self.grid.header, self.roles, cells, strict=False):
            if role == "employer":
                record |= employer
                marks += cell.marks
            elif role == "title":
                record[head] = title.text
                marks += title.marks
                links += [url for _, url in title.links]
            elif role == "link":
                links[:0] = [url for _, url in cell.links]
                marks += cell.marks
                record[head] = "" if cell.links else cell.text
            elif role == "place":
                record[head] = [place for words in cell.lines for place in _PLACES.split(words) if place]
                record[f"{head} marks"] = list(cell.marks)
            else:
                record[head or "column"] = cell.text.strip(_EMPTY)
                marks += cell.marks
                links += [url for _, url in cell.links]
        record["link"] = _best(links)
        record["links"] = [one for one in links if one != record["link"]]
        record["marks"] = marks
        return record


def _best(links: Sequence[str]) -> str:
    """Choose the address of the job itself over one of a page that a list has of it."""
    return next((one for one in links if not is_profile(one)), links[0] if links else "")


def _titles(raw: str, cell: Cell) -> Iterator[Cell]:
    """Divide a cell that has several roles, each on its line with its link; a mark counts for the role behind it."""
    lines = [read_cell(line) for line in BREAK.split(raw)]
    if sum(bool(line.links and line.text) for line in lines) < 2:  # noqa: PLR2004 - one role needs no dividing
        yield cell
        return
    before: tuple[str, ...] = ()
    for line in lines:
        if line.links and line.text:
            yield Cell(line.lines, line.links, (*before, *line.marks))
            before = ()
        else:
            before = line.marks
