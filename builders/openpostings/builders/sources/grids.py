"""Tables in the papers of lists: Markdown's and HTML's, with the headings above them, row by row with its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from openpostings.builders.sources.cells import read_cell
from openpostings.builders.tables import load_table

MAX_COLUMNS: Final = 64
_TOKEN: Final = re.compile(
    r"^[ ]{0,3}\#{1,6}[ ]+(?P<heading>[^\n]{1,500})$"
    r"|^(?P<rule>[ \t]{0,8}\|?[ \t]{0,8}:?-+:?[ \t]{0,8}(?:\|[ \t]{0,8}:?-+:?[ \t]{0,8}){1,63}\|?[ \t]{0,8})$"
    r"|<(?P<tag>/?(?:table|details|summary|h[1-6]))\b[^<>]{0,2000}>",
    re.MULTILINE | re.IGNORECASE,
)
_CELLS: Final = re.compile(r"<(?P<tag>/?(?:tr|td|th))\b[^<>]{0,2000}>", re.IGNORECASE)
_PIPE: Final = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Parameters
    ----------
    heading
        The heading above it, empty where none is.
    inactive
        The heading that says that its jobs are closed, empty where none does.
    header
        Heads of its columns.
    rows
        Line, from 1, and raw cells of each row.
    """

    heading: str
    inactive: str
    header: tuple[str, ...]
    rows: Iterator[tuple[int, Sequence[str]]]


@cache
def _inactive() -> re.Pattern[str]:
    return re.compile(str(load_table("listing_tables")["inactive"]), re.IGNORECASE)


def find_grids(text: str) -> Iterator[Grid]:
    """Find the tables of a text.

    Parameters
    ----------
    text
        Markdown, HTML, or both mixed.

    Yields
    ------
    Grid
        In the order of the text; the rows of one must be taken before the next is asked for.
    """
    scanner = _Scanner(text, [0, *(match.end() for match in re.finditer("\n", text))])
    for token in _TOKEN.finditer(text):
        if token.start() >= scanner.behind:
            grid = scanner.take(token)
            if grid is not None:
                yield grid


@dataclass(slots=True)
class _Scanner:
    """What stands above the place that has been reached."""

    text: str
    starts: Sequence[int]
    heading: str = ""
    folds: list[str] = field(default_factory=list[str])
    behind: int = 0

    def take(self, token: re.Match[str]) -> Grid | None:
        """Take a heading, a fold or a table."""
        tag = (token["tag"] or "").casefold()
        if token["heading"]:
            self.heading = _plain(token["heading"])
        elif token["rule"] is not None:
            above = (self.heading, _closing(self.heading, self.folds))
            grid, self.behind = _markdown(self.text, token, self.starts, above)
            return grid
        elif tag == "table":
            end = self.text.find("</table", token.end())
            self.behind = len(self.text) if end < 0 else end
            above = (self.heading, _closing(self.heading, self.folds))
            return _html(self.text, token.end(), self.behind, self.starts, above)
        else:
            self._fold(tag, token.end())
        return None

    def _fold(self, tag: str, start: int) -> None:
        if tag == "details":
            self.folds.append("")
        elif tag == "/details":
            del self.folds[-1:]
        elif not tag.startswith("/"):
            end = self.text.find("</", start, start + 500)
            words = _plain(self.text[start:end]) if end >= 0 else ""
            if tag != "summary":
                self.heading = words
            elif self.folds:
                self.folds[-1] = words


def _plain(raw: str) -> str:
    return " ".join(read_cell(raw.rstrip("# ")).text.split())


def _closing(heading: str, folds: Sequence[str]) -> str:
    return next((words for words in (heading, *folds) if _inactive().search(words)), "")


def _line(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset)


def _split(line: str) -> list[str]:
    """Divide a line of a Markdown table at its bars."""
    body = line.strip()
    body = body.removeprefix("|")
    cells = _PIPE.split(body, maxsplit=MAX_COLUMNS + 1)
    return cells[:-1] if cells and not cells[-1].strip() and len(cells) > 1 else cells


def _markdown(text: str, rule: re.Match[str], starts: Sequence[int], above: tuple[str, str]) -> tuple[Grid | None, int]:
    number = _line(starts, rule.start())
    if number < 2:  # noqa: PLR2004 - a head must stand above
        return None, rule.end()
    header = _heads(_split(text[starts[number - 2] : rule.start()]))
    if len(header) != len(_split(rule["rule"])):
        return None, rule.end()
    last = number
    while last < len(starts):
        end = starts[last + 1] if last + 1 < len(starts) else len(text)
        if "|" not in text[starts[last] : end]:
            break
        last += 1
    end = starts[last] if last < len(starts) else len(text)

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        for at in range(number, last):
            stop = starts[at + 1] if at + 1 < len(starts) else len(text)
            yield at + 1, _split(text[starts[at] : stop])

    return Grid(*above, header, rows()), end


def _heads(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(read_cell(cell).text.split()) for cell in cells)


def _html(text: str, start: int, end: int, starts: Sequence[int], above: tuple[str, str]) -> Grid | None:
    rows = _html_rows(text, start, end, starts)
    first = next(rows, None)
    return None if first is None else Grid(*above, _heads(first[1]), rows)


def _html_rows(text: str, start: int, end: int, starts: Sequence[int]) -> Iterator[tuple[int, Sequence[str]]]:
    cells: list[str] = []
    line = 0
    opened: int | None = None
    for token in _CELLS.finditer(text, start, end):
        tag = token["tag"].casefold()
        if opened is not None:
            cells.append(text[opened : token.start()])
            opened = None
        if tag in {"tr", "/tr"}:
            if cells:
                yield line, cells
            cells, line = [], _line(starts, token.start())
        elif tag in {"td", "th"} and len(cells) <= MAX_COLUMNS:
            line = line or _line(starts, token.start())
            opened = token.end()
    if opened is not None:
        cells.append(text[opened:end])
    if cells:
        yield line, cells
