"""Write a record of a structured source as a sheet, and read its values by a crosswalk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from openpostings.builders.read.document import even_blanks
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.lines import Line
from openpostings.builders.read.placed import Placed
from openpostings.builders.read.sentences import Span
from openpostings.builders.sources.base import AGAIN, BODY, SILENT, Field, Node
from openpostings.builders.sources.markup import as_text

MAX_DEPTH: Final = 64
MAX_VALUES: Final = 20_000
_BREAKS: Final = re.compile(r"\s")
_EMPTY: Final[tuple[Json, ...]] = (None, "", [], {})
_STARS: Final = frozenset({"*", "**"})
_GIVEN: Final = frozenset({AGAIN, SILENT})


@dataclass(slots=True)
class _Written:
    """The lines written so far, and the span of each value by its pointer."""

    pieces: list[str] = field(default_factory=list[str])
    at: int = 0
    nodes: dict[str, tuple[Json, int, int]] = field(default_factory=dict[str, tuple[Json, int, int]])
    lines: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    def leaf(self, pointer: str, value: Json) -> None:
        """Write the line of a plain value, unless it is blank."""
        written = _plain(value)
        if not written.strip():
            return
        line = f"{pointer}: {written}\n"
        start = self.at + len(pointer) + 2
        self.nodes[pointer] = (value, start, start + len(written))
        self.lines[pointer] = (self.at, start + len(written))
        self.pieces.append(line)
        self.at += len(line)


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet's text, rows, claims and the place of its body."""

    text: str
    rows: tuple[Placed, ...]
    claims: tuple[tuple[str, Claim], ...]
    body: int


def write_sheet(record: Json, crosswalk: Sequence[Field], loses: Iterable[tuple[str, str]] = ()) -> Written:
    """Write a record as lines and read them by a crosswalk.

    Parameters
    ----------
    record
        The record as the source gives it.
    crosswalk
        Where its values go. Of two rows for one value the first counts.
    loses
        Pointers of values that are known to have no place in a posting.

    Returns
    -------
    Written
        Values beyond ``MAX_VALUES`` or deeper than ``MAX_DEPTH`` are left out.
    """
    bodies = {pointer for pointer, _ in _targets(record, crosswalk, BODY)}
    headings = {pointer for row in crosswalk if row.heading for pointer in _matches(record, row.heading)}
    written = _Written()
    _write(written, "", record, bodies | headings, 0)
    body = _bodies(record, crosswalk)
    head = "".join(written.pieces)
    start = len(head) + 1 if body else len(head)
    text = f"{head}\n{body}" if body else head
    rows, claims = _read(record, crosswalk, loses, written, head)
    return Written(text, rows, claims, start)


def _write(written: _Written, pointer: str, value: Json, skip: set[str], depth: int) -> None:
    if value in _EMPTY or pointer in skip or depth > MAX_DEPTH or len(written.nodes) > MAX_VALUES:
        return
    if isinstance(value, dict | list):
        start = written.at
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for name, member in members:
            _write(written, f"{pointer}/{_escaped(str(name))}", member, skip, depth + 1)
        if written.at > start:
            written.nodes[pointer] = (value, start, written.at - 1)
    else:
        written.leaf(pointer, value)


def _escaped(name: str) -> str:
    return _BREAKS.sub(" ", name).replace("~", "~0").replace("/", "~1")


def pointer_of(name: str) -> str:
    """Give the pointer of a value at the top of a record."""
    return f"/{_escaped(name)}"


def _plain(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return even_blanks(str(value)).replace("\n", " ")


def _bodies(record: Json, crosswalk: Sequence[Field]) -> str:
    parts: list[str] = []
    for row in crosswalk:
        if row.to != BODY or (row.otherwise and parts):
            continue
        headings = list(_values(record, row.heading)) if row.heading else []
        for index, (_, value) in enumerate(_values(record, row.pointer)):
            text = as_text(value) if isinstance(value, str) else ""
            if text:
                heading = headings[index][1] if index < len(headings) else None
                head = as_text(heading).replace("\n", " ").strip() if isinstance(heading, str) else ""
                parts.append(f"## {head}\n\n{text}" if head else text)
    return even_blanks("\n\n".join(parts))


def _targets(record: Json, crosswalk: Sequence[Field], to: str) -> Iterator[tuple[str, Json]]:
    for row in crosswalk:
        if row.to == to:
            yield from _values(record, row.pointer)


def _matches(record: Json, pattern: str) -> Iterator[str]:
    for pointer, _ in _values(record, pattern):
        yield pointer


def values_at(record: Json, pattern: str) -> list[tuple[str, Json]]:
    """Give the values at a pointer with ``*`` for each member of a list or an object, each with its own pointer."""
    return list(_values(record, pattern))


def _values(record: Json, pattern: str) -> Iterator[tuple[str, Json]]:
    here: list[tuple[str, Json]] = [("", record)]
    for part in pattern.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        here = [found for pointer, value in here for found in _members(pointer, value, name)]
    yield from here


def _members(pointer: str, value: Json, name: str) -> Iterator[tuple[str, Json]]:
    if isinstance(value, dict):
        for key, member in value.items():
            if name in ("*", key):
                yield f"{pointer}/{_escaped(key)}", member
    elif isinstance(value, list):
        for index, member in enumerate(value):
            if name in ("*", str(index)):
                yield f"{pointer}/{index}", member


@lru_cache(maxsize=4096)
def _pattern(pointer: str) -> re.Pattern[str]:
    parts = [".*" if part == "**" else "[^/]*" if part == "*" else re.escape(part) for part in pointer.split("/")]
    return re.compile("/".join(parts))


def _read(
    record: Json, crosswalk: Sequence[Field], loses: Iterable[tuple[str, str]], written: _Written, head: str
) -> tuple[tuple[Placed, ...], tuple[tuple[str, Claim], ...]]:
    roles: dict[str, Field | str] = {}
    claims: list[tuple[str, Claim]] = []
    for row in crosswalk:
        if row.to == BODY:
            continue
        for pointer in _known(row.pointer, written.nodes):
            if isinstance(row.to, str):
                roles.setdefault(pointer, row.to if row.to in _GIVEN else row)
            else:
                value, start, end = written.nodes[pointer]
                found = list(row.to(Node(pointer, value, start, end, head[start:end], record)))
                claims += found
                for below in _below(pointer, written.lines) if found else ():
                    roles.setdefault(below, "read")
    for pattern, _ in loses:
        for pointer in _known(pattern, written.lines):
            roles.setdefault(pointer, "lost")
    rows = [_row(pointer, roles.get(pointer, ""), written, head) for pointer in written.lines]
    return tuple(rows), tuple(claims)


def _known(pattern: str, pointers: Mapping[str, object]) -> list[str]:
    """Give the pointers that a pattern stands for."""
    front, _, last = pattern.rpartition("/")
    if "*" not in front and last not in _STARS:
        return [pattern] if pattern in pointers else []
    if "*" not in front:
        # Most patterns are a list's members, or all that is below: no need for an expression.
        start, at = f"{front}/", len(front) + 1
        found = [known for known in pointers if known.startswith(start)]
        return found if last == "**" else [known for known in found if "/" not in known[at:]]
    matches = _pattern(pattern).fullmatch
    return [known for known in pointers if matches(known)]


def _below(pointer: str, lines: Mapping[str, object]) -> list[str]:
    """Give the pointers of the lines of a value."""
    if pointer in lines:
        return [pointer]
    start = f"{pointer}/"
    return [one for one in lines if one.startswith(start)]


def _row(pointer: str, role: Field | str, written: _Written, head: str) -> Placed:
    start, end = written.lines[pointer]
    line = Line(start, end, start, end, head[start:end], 0, 0)
    if isinstance(role, str):
        return Placed(line, "given", role)
    _, value_start, value_end = written.nodes[pointer]
    value = head[value_start:value_end]
    part = role.cut(value) if role.cut else (0, len(value))
    text = value[slice(*part)] if part else ""
    if part is None or not text.strip():
        return Placed(line, "given", SILENT)
    begin = value_start + part[0] + len(text) - len(text.lstrip())
    return Placed(line, "key", str(role.to), Span(begin, begin + len(text.strip()), text.strip()))
