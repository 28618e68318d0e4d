"""The account of a page: every non-blank character is a field's, a section's, the site's frame, or unassigned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from openpostings.builders.read.draft import Row
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.keys import KEY_PATHS
from openpostings.builders.read.placed import Placed
from openpostings.builders.read.sections import Part
from openpostings.builders.read.sentences import Span

_WORD: Final = re.compile(r"\S+")
_GIVEN: Final = {"again": "source:again", "lost": "source:lost", "silent": "source:silent"}
_ABOUT_THE_RECORD: Final = frozenset({"sections", "completeness", "language", "id", "description"})
"""Fields whose evidence is a whole stretch of text, which the section accounts for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stretch of the text and its label.

    ``field:<path>``, ``section:<kind>``, ``chrome:<part>``, ``unassigned``; of a structured source ``source:again``
    (a value that says again what another one says), ``source:silent`` (one that stands for none) and ``source:lost``
    (one that the record has no field for).
    """

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The account of one page.

    Parameters
    ----------
    entries
        Stretches in order, without overlap; together they hold every non-blank character.
    characters
        Non-blank characters of the page.
    unassigned
        Those that nothing accounts for.
    """

    entries: tuple[Entry, ...]
    characters: int
    unassigned: int

    @property
    def share(self) -> float:
        """Share of non-blank characters that nothing accounts for, 0 to 1."""
        return self.unassigned / self.characters if self.characters else 0.0


def account(text: str, placed: Sequence[Placed], parts: Sequence[Part], rows: Iterable[Row]) -> Ledger:
    """Label every non-blank character with the most telling thing that it is part of.

    Parameters
    ----------
    text
        The source text.
    placed
        Lines with roles; those of the frame are labelled ``chrome``.
    parts
        Sections.
    rows
        Evidence; its spans are labelled ``field``.
    """
    labels: list[str] = ["unassigned"] * len(text)
    for part in parts:
        _fill(labels, part.start, part.end, f"section:{part.kind}")
    for row in placed:
        label = _row_label(row)
        if label and (row.role != "heading" or labels[row.line.start] == "unassigned"):
            _fill(labels, row.line.start, row.line.end, label)
    about = [one for one in rows if one.path.split("/")[1] not in _ABOUT_THE_RECORD]
    evidence_rows = [one for one in about if one.path != "/source/site"]
    _fill_header(labels, placed, evidence_rows)
    _fill_given(labels, placed, evidence_rows)
    for evidence in sorted(evidence_rows, key=lambda one: (one.start or 0) - (one.end or 0)):
        if evidence.start is not None and evidence.end is not None:
            _fill(labels, evidence.start, evidence.end, f"field:{evidence.path}")
    return _collect(text, labels)


def _row_label(row: Placed) -> str:
    """Give the label that a line has for its role alone, empty where that does not decide."""
    match row.role:
        case "chrome":
            return f"chrome:{row.label}"
        case "blank":
            return "chrome:rule"
        case "key":
            return f"field:{KEY_PATHS[row.label]}" if row.label in KEY_PATHS else ""
        case "heading":
            return f"section:{row.label}" if row.label else ""
        case "title":
            return "field:/title"
        case "given":
            return _GIVEN.get(row.label, "")
        case _:
            return ""


def _fill_header(labels: list[str], placed: Sequence[Placed], rows: Sequence[Row]) -> None:
    """Label header lines part by part: a part with evidence in it is read whole, and so are the marks between parts."""
    for row in placed:
        if row.role != "header" and not (row.role in {"title", "text"} and labels[row.line.start] == "unassigned"):
            continue
        line = row.line
        inside = [one for one in rows if one.start is not None and line.start <= one.start < line.end]
        last = f"field:{inside[0].path}" if inside else ""
        for kind, part in header_parts(Span(line.text_start, line.text_end, line.text)):
            found = next((one for one in inside if one.start is not None and part.start <= one.start < part.end), None)
            label = f"chrome:{kind}" if kind == "chrome" else f"field:{found.path}" if found else ""
            if label:
                _fill(labels, part.start, part.end, label)
                last = label
        for at in range(line.start, line.end if last else line.start):
            if labels[at] == "unassigned" and not line.text[at - line.text_start : at - line.text_start + 1].isalnum():
                labels[at] = last


def _fill_given(labels: list[str], placed: Sequence[Placed], rows: Sequence[Row]) -> None:
    """Label the whole line of a value that was read, its pointer included."""
    lines = [row.line for row in placed if row.role == "given" and row.label == "read"]
    for line in lines:
        found = next(
            (
                one
                for one in rows
                if one.start is not None and one.end is not None and one.start < line.end and one.end > line.start
            ),
            None,
        )
        if found is not None:
            _fill(labels, line.start, line.end, f"field:{found.path}")


def _fill(labels: list[str], start: int, end: int, label: str) -> None:
    labels[start:end] = [label] * (end - start)


def _collect(text: str, labels: Sequence[str]) -> Ledger:
    entries: list[Entry] = []
    characters = unassigned = 0
    for word in _WORD.finditer(text):
        for label, begin, end in _runs(labels, word.start(), word.end()):
            characters += end - begin
            unassigned += (end - begin) * (label == "unassigned")
            if entries and entries[-1].label == label:
                entries[-1] = Entry(entries[-1].start, end, label)
            else:
                entries.append(Entry(begin, end, label))
    return Ledger(tuple(entries), characters, unassigned)


def _runs(labels: Sequence[str], start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Give the stretches of one label between two places."""
    at = start
    for label, same in groupby(labels[start:end]):
        length = sum(1 for _ in same)
        yield label, at, at + length
        at += length
