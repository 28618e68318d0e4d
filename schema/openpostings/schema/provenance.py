"""Where each value comes from, and the rules that hold a record to its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Annotated, ClassVar, LiteralString, Protocol, cast

from pydantic import BaseModel

from openpostings.schema.base import Member, RuledRecord
from openpostings.schema.rules import Ordered, Path, Problem, Rule, Together
from openpostings.schema.scalars import Integer, Line, Method, Pointer, Text, described
from openpostings.schema.vocabulary import EvidenceStatus

BOOKKEEPING = frozenset({"schema_version", "id", "completeness", "sections", "source", "provenance"})
"""Fields that say what the record is, not what the posting says. They need no evidence (sections carry their spans)."""


class QuoteFillsSpan(Rule):
    """The quote is the text of the span, so it is as long."""

    code: ClassVar[LiteralString] = "quote_length"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return "`quote` has as many characters as the span from `start` to `end`."

    def suspect(self, record: BaseModel) -> bool:
        """Tell whether there is a quote whose length is not that of its span."""
        row = cast("Evidence", record)
        if row.quote is None or row.start is None or row.end is None:
            return False
        return len(row.quote) != row.end - row.start

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach where the lengths differ."""
        evidence = cast("Evidence", record)
        if evidence.quote is None or evidence.start is None or evidence.end is None:
            return
        length = evidence.end - evidence.start
        if len(evidence.quote) != length:
            yield Problem(("quote",), f"Expected {length} characters, as the span has; got {len(evidence.quote)}")


class Evidence(RuledRecord):
    """One row of evidence. A field without a row is *not stated*."""

    path: Annotated[
        Pointer,
        described("JSON Pointer into this record; empty for all of it.", example="/job_location/0", source="RFC 6901"),
    ]
    status: Annotated[
        Member[EvidenceStatus],
        described("How the value stands to its source.", example="stated", source="openpostings"),
    ]
    quote: Annotated[
        Text | None,
        described("The characters of the source that say it.", example="San Jose, CA", source="openpostings"),
    ] = None
    start: Annotated[
        Integer | None,
        described("First character of the quote, from 0.", example=210, source="RFC 5147"),
    ] = None
    end: Annotated[
        Integer | None,
        described("Character after the quote.", example=222, source="RFC 5147"),
    ] = None
    method: Annotated[
        Method | None,
        described("Which step got it.", example="header.place", source="openpostings"),
    ] = None
    note: Annotated[
        Line | None,
        described("What else must be known.", example="time zone not stated, taken as UTC", source="openpostings"),
    ] = None

    rules: ClassVar[tuple[Rule, ...]] = (
        Together(("start", "end")),
        Ordered("start", "end", strict=True),
        QuoteFillsSpan(),
    )


class _Span(Protocol):
    """What the rule on sections reads of one."""

    start: int
    end: int


class _Evident(Protocol):
    """What the rules below read of a posting, whose class stands above this module."""

    provenance: list[Evidence]
    sections: list[_Span]


class SectionsInOrder(Rule):
    """Sections follow one another in the text and do not overlap."""

    code: ClassVar[LiteralString] = "sections_order"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return "`sections` are in the order of the text and do not overlap."

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach for each section that begins before the last one ended."""
        sections = cast("_Evident", record).sections
        for index in range(1, len(sections)):
            if sections[index].start < sections[index - 1].end:
                message = f"Expected a start of {sections[index - 1].end} or more, got {sections[index].start}"
                yield Problem(("sections", index, "start"), message)


@lru_cache(maxsize=4096)
def pointer(path: Path) -> str:
    """Write a path as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def resolve(record: BaseModel, path: str) -> tuple[bool, object]:
    """Follow a JSON Pointer into a record.

    Returns
    -------
    tuple
        Whether the place exists, and the value there.
    """
    found: bool = True
    here: object = record
    for part in path.split("/")[1:]:
        found, here = _step(here, part)
        if not found:
            break
    return found, here


def _step(here: object, part: str) -> tuple[bool, object]:
    """Follow one part of a JSON Pointer."""
    name = part.replace("~1", "/").replace("~0", "~") if "~" in part else part
    # Lists first: asking whether something is a model takes longer.
    if isinstance(here, list):
        items = cast("list[object]", here)
        if not (name.isascii() and name.isdigit()) or str(int(name)) != name or int(name) >= len(items):
            return False, None
        return True, items[int(name)]
    attribute = _names(type(here)).get(name) if isinstance(here, BaseModel) else None
    return (False, None) if attribute is None else (True, getattr(here, attribute))


class EvidenceResolves(Rule):
    """Evidence points to a place in the record; only a conflict, or what could not be read, may lack a value there."""

    code: ClassVar[LiteralString] = "evidence_dangling"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return (
            "Each path of `provenance` leads to a place in the record, and to a value there where the row is `stated`, "
            "`derived` or `asserted`."
        )

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach for each path that leads nowhere or to nothing."""
        known: dict[str, tuple[bool, object]] = {}
        for index, row in enumerate(cast("_Evident", record).provenance):
            path = row.path
            if path not in known:
                known[path] = _below(record, path, known)
            found, value = known[path]
            if not found:
                yield Problem(("provenance", index, "path"), f"Expected a path in this record, got {path!r}")
            elif _is_empty(value) and row.status in _NEEDS_VALUE:
                message = f"Expected a value at {path!r}, because its evidence is `{row.status}`; it is empty"
                yield Problem(("provenance", index, "path"), message)


def _below(record: BaseModel, path: str, known: dict[str, tuple[bool, object]]) -> tuple[bool, object]:
    """Follow a JSON Pointer from the place above it, which most rows of evidence share."""
    above, _, last = path.rpartition("/")
    if not path:
        return True, record
    if above not in known:
        known[above] = resolve(record, above)
    found, value = known[above]
    return _step(value, last) if found else (False, None)


class EvidenceCovers(Rule):
    """Every filled field has evidence, at its own path or above it."""

    code: ClassVar[LiteralString] = "evidence_missing"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return (
            "Every filled field, but those about the record itself, has a row of `provenance` at its path or above it."
        )

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach for each value without evidence."""
        rows = cast("_Evident", record).provenance
        covered = {row.path for row in rows if row.status is not _NOT_EXTRACTED}
        if "" in covered:
            return
        above = _parents(covered)
        for name, attribute in _names(type(record)).items():
            value = getattr(record, attribute)
            here = pointer((name,))
            if not (name in BOOKKEEPING or here in covered or _is_empty(value)):
                yield from _uncovered(value, (name,), covered, above)


class ConflictHasSides(Rule):
    """A contradiction has at least two sides, and both are shown."""

    code: ClassVar[LiteralString] = "conflict_one_sided"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return "A path with `conflicting` evidence has at least two rows that say so."

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach for each conflicting row that stands alone."""
        rows = cast("_Evident", record).provenance
        conflicting = [(index, row.path) for index, row in enumerate(rows) if row.status is _CONFLICTING]
        sides = Counter(path for _, path in conflicting)
        for index, path in conflicting:
            if sides[path] == 1:
                yield Problem(("provenance", index), f"Expected the other side of the conflict at {path!r} too")


# A member of an enum is looked up by its name each time that it is named, and there are a hundred rows to ask.
_NOT_EXTRACTED = EvidenceStatus.NOT_EXTRACTED
_CONFLICTING = EvidenceStatus.CONFLICTING
_NEEDS_VALUE = frozenset({EvidenceStatus.STATED, EvidenceStatus.DERIVED, EvidenceStatus.ASSERTED})


@cache
def _names(model: type[BaseModel]) -> dict[str, str]:
    return {field.alias or name: name for name, field in model.__pydantic_fields__.items()}


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, list) and not value)


def _parents(paths: set[str]) -> set[str]:
    """Give all paths above some, but for that of the whole record."""
    above: set[str] = set()
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in above:
            above.add(parent)
            parent = parent.rpartition("/")[0]
    return above


def _uncovered(value: object, path: Path, covered: set[str], above: set[str]) -> Iterator[Problem]:
    """Give a breach for a value without evidence at its path, or for those below it."""
    here = pointer(path)
    if here not in above:
        yield Problem(path, f"Expected a row of `provenance` for {here!r}")
        return
    for name, below in _below_value(value):
        if not (f"{here}{pointer((name,))}" in covered or _is_empty(below)):
            yield from _uncovered(below, (*path, name), covered, above)


def _below_value(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, list):
        yield from enumerate(cast("list[object]", value))
    elif isinstance(value, BaseModel):
        for name, attribute in _names(type(value)).items():
            yield name, getattr(value, attribute)
