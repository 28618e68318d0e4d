"""The account of a page: every non-blank character is a field's, a section's, the site's frame, or unassigned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from openpostings.builders.read.document import even_blanks
from openpostings.builders.read.draft import Row
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.keys import KEY_PATHS
from openpostings.builders.read.mended import Mended
from openpostings.builders.read.placed import Placed
from openpostings.builders.read.sections import Part
from openpostings.builders.read.sentences import Span

_GIVEN: Final = {"again": "source:again", "lost": "source:lost", "silent": "source:silent", "read": "source:silent"}
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


def account(source: Mended, placed: Sequence[Placed], parts: Sequence[Part], rows: Iterable[Row]) -> Ledger:
    """Label every non-blank character with the most telling thing that it is part of.

    Parameters
    ----------
    source
        The source text, and the text that was read.
    placed
        Lines with roles; those of the frame are labelled ``chrome``.
    parts
        Sections.
    rows
        Evidence; its spans are labelled ``field``.
    """
    sheet = _Sheet(source.text)
    for part in parts:
        sheet.fill(part.start, part.end, f"section:{part.kind}")
    for row in placed:
        label = _row_label(row)
        if label and (row.role != "heading" or sheet.labels[row.line.start] == "unassigned"):
            sheet.fill(row.line.start, row.line.end, label)
    about = [one for one in rows if one.path.split("/")[1] not in _ABOUT_THE_RECORD]
    evidence_rows = [one for one in about if one.path != "/source/site"]
    _fill_header(sheet, placed, evidence_rows)
    _fill_given(sheet, placed, evidence_rows)
    for evidence in sorted(evidence_rows, key=lambda one: (one.start or 0) - (one.end or 0)):
        if evidence.start is not None and evidence.end is not None:
            sheet.fill(evidence.start, evidence.end, f"field:{evidence.path}")
    if source.shown != source.text:
        _fill_marks(sheet, source.shown)
    ledger = sheet.ledger()
    return ledger if source.is_same else _in_source(ledger, source)


def _in_source(ledger: Ledger, mended: Mended) -> Ledger:
    """Give the stretches of a ledger in the source text; what was mended away goes with what stands before it."""
    text = even_blanks(mended.source)
    entries: list[Entry] = []
    for entry in ledger.entries:
        start, end = mended.at(entry.start), mended.at(entry.end)
        last = entries[-1].end if entries else 0
        gap = text[last:start]
        if gap.strip() and entries:
            entries[-1] = Entry(entries[-1].start, last + len(gap.rstrip()), entries[-1].label)
        elif gap.strip():
            start = last + len(gap) - len(gap.lstrip())
        entries.append(Entry(start, end, entry.label))
    rest = text[entries[-1].end :].rstrip() if entries else ""
    if rest:
        entries[-1] = Entry(entries[-1].start, entries[-1].end + len(rest), entries[-1].label)
    counts = [sum(map(len, text[entry.start : entry.end].split())) for entry in entries]
    unassigned = sum(count for entry, count in zip(entries, counts, strict=True) if entry.label == "unassigned")
    return Ledger(tuple(entries), sum(counts), unassigned)


def _fill_marks(sheet: _Sheet, shown: str) -> None:
    """Label marks of emphasis as the character before them, or behind them at the beginning of a stretch."""
    text = sheet.text
    marks = [at for at in range(len(shown)) if shown[at] != text[at] and not shown[at].isspace()]
    for at in marks:
        if sheet.labels[at] == "unassigned" and at and shown[at - 1] != "\n":
            sheet.fill(at, at + 1, sheet.labels[at - 1])
    for at in reversed(marks):
        if sheet.labels[at] == "unassigned" and at + 1 < len(shown):
            sheet.fill(at, at + 1, sheet.labels[at + 1])
    sheet.text = shown


def _row_label(row: Placed) -> str:
    """Give the label that a line has for its role alone, empty where that does not decide."""
    match row.role:
        case "chrome":
            return f"chrome:{row.label}"
        case "blank":
            return "chrome:rule"
        case "key":
            return f"field:{KEY_PATHS[row.label]}" if row.label in KEY_PATHS else _GIVEN.get(row.label, "")
        case "heading":
            return f"section:{row.label}" if row.label else ""
        case "title":
            return "field:/title"
        case "given":
            return _GIVEN.get(row.label, "")
        case _:
            return ""


class _Sheet:
    """The label of every character, and where labels may change."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.labels = ["unassigned"] * len(text)
        self.edges = {0, len(text)}

    def fill(self, start: int, end: int, label: str) -> None:
        """Label a stretch, whatever its label was."""
        self.labels[start:end] = [label] * (end - start)
        self.edges.add(start)
        self.edges.add(end)

    def ledger(self) -> Ledger:
        """Join what has one label, blanks left out."""
        entries: list[tuple[int, int, str]] = []
        characters = unassigned = 0
        for label, begin, end in self._stretches():
            piece = self.text[begin:end]
            count = len("".join(piece.split()))
            if not count:
                continue
            characters += count
            unassigned += count if label == "unassigned" else 0
            start = end - len(piece.lstrip())
            if entries and entries[-1][2] == label:
                start = entries.pop()[0]
            entries.append((start, begin + len(piece.rstrip()), label))
        return Ledger(tuple(Entry(*entry) for entry in entries), characters, unassigned)

    def _stretches(self) -> Iterator[tuple[str, int, int]]:
        """Give the stretches of one label, in order."""
        labels, begin = self.labels, 0
        for edge in sorted(self.edges)[1:-1]:
            if labels[edge] != labels[begin]:
                yield labels[begin], begin, edge
                begin = edge
        if labels:
            yield labels[begin], begin, len(labels)


def _fill_header(sheet: _Sheet, placed: Sequence[Placed], rows: Sequence[Row]) -> None:
    """Label header lines part by part: a part with evidence in it is read whole, and so are the marks between parts."""
    labels = sheet.labels
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
                sheet.fill(part.start, part.end, label)
                last = label
        for at in range(line.start, line.end if last else line.start):
            if labels[at] == "unassigned" and not line.text[at - line.text_start : at - line.text_start + 1].isalnum():
                sheet.fill(at, at + 1, last)


def _fill_given(sheet: _Sheet, placed: Sequence[Placed], rows: Sequence[Row]) -> None:
    """Label the whole line of a value that was read, its pointer included."""
    spans = [(one.start, one.end, one.path) for one in rows if one.start is not None and one.end is not None]
    for row in placed:
        if row.role == "given" and row.label == "read":
            line = row.line
            path = next((path for start, end, path in spans if start < line.end and end > line.start), None)
            if path is not None:
                sheet.fill(line.start, line.end, f"field:{path}")
