"""Write a record of a structured source as a sheet, and read its values by a crosswalk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

from openpostings.builders.normalise.mojibake import repair
from openpostings.builders.read.document import even_blanks
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.lines import Line
from openpostings.builders.read.placed import Placed, key_of
from openpostings.builders.read.sentences import Span
from openpostings.builders.sources.base import AGAIN, BODY, NAMED, SILENT, Cut, Field, Node
from openpostings.builders.sources.markup import as_text
from openpostings.builders.tables import load_table, strings

_Role = tuple[str, str, Cut | None]
MAX_DEPTH: Final = 64
MAX_VALUES: Final = 20_000
_BREAKS: Final = re.compile(r"\s")
_EMPTY: Final[tuple[Json, ...]] = (None, "", [], {})


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
    headings = {
        pointer
        for row in crosswalk
        if row.to == BODY and row.heading and row.heading.startswith("/")
        for pointer in _matches(record, row.heading)
    }
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
    return even_blanks(repair(str(value)).text).replace("\n", " ")


def _bodies(record: Json, crosswalk: Sequence[Field]) -> str:
    parts: list[str] = []
    last = ""
    for row in crosswalk:
        if row.to != BODY or (row.otherwise and parts) or (row.twin and _text_at(record, row.twin)):
            continue
        for pointer, value in _values(record, row.pointer):
            text = as_text(row.prepare(value) if row.prepare else value) if isinstance(value, str) else ""
            if not text:
                continue
            head = _heading(record, pointer, row.heading)
            if row.pointer.endswith("/*") and "\n" not in text and not text.startswith("- "):
                text = f"- {text}"
            joint = "\n" if head and head == last and text.startswith("- ") else "\n\n"
            part = f"## {head}\n\n{text}" if head and head != last else text
            parts.append(f"{joint}{part}" if parts else part)
            last = head
    return even_blanks("".join(parts))


def _text_at(record: Json, pointer: str) -> bool:
    return any(isinstance(value, str) and value.strip() for _, value in _values(record, pointer))


def _heading(record: Json, pointer: str, heading: str | None) -> str:
    if heading is not None and heading.startswith("="):
        return heading[1:]
    said = _beside(record, pointer, heading)
    return as_text(said).replace("\n", " ").strip(" *#") if isinstance(said, str) else ""


def _beside(record: Json, pointer: str, pattern: str | None) -> Json:
    """Give the heading or the name of a value: at the pattern, with the value's own members for its stars."""
    if pattern is None:
        return None
    own = pointer.split("/")
    wanted = [own[index] if part == "*" else part for index, part in enumerate(pattern.split("/"))]
    found = values_at(record, "/".join(wanted))
    return found[0][1] if found else None


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


@lru_cache(maxsize=256)
def _any_of(pointers: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_pattern(pointer).pattern})" for pointer in pointers) or "(?!)")


def _known(pattern: str, written: _Written) -> list[str]:
    if "*" not in pattern:
        return [pattern] if pattern in written.nodes else []
    # What stands before the first mark decides for most values.
    start = pattern[: pattern.index("*")]
    return [known for known in written.nodes if known.startswith(start) and _pattern(pattern).fullmatch(known)]


def _read(
    record: Json, crosswalk: Sequence[Field], loses: Iterable[tuple[str, str]], written: _Written, head: str
) -> tuple[tuple[Placed, ...], tuple[tuple[str, Claim], ...]]:
    roles: dict[str, _Role] = {}
    claims: list[tuple[str, Claim]] = []
    for row in crosswalk:
        if row.to == BODY:
            continue
        for pointer in _known(row.pointer, written):
            value, start, end = written.nodes[pointer]
            if isinstance(row.to, str):
                role = _role(row, _beside(record, pointer, row.heading))
                if role is not None:
                    roles.setdefault(pointer, (*role, row.cut))
            else:
                claims += row.to(Node(pointer, value, start, end, head[start:end], record))
                for below in _below(pointer, written.lines):
                    roles.setdefault(below, ("given", "read", None))
    lost = _any_of(tuple(pointer for pointer, _ in loses))
    rows = [_row(pointer, roles.get(pointer), lost, written, head) for pointer in written.lines]
    return tuple(rows), tuple(claims)


def _below(pointer: str, lines: Mapping[str, object]) -> list[str]:
    """Give the pointers of the lines of a value."""
    if pointer in lines:
        return [pointer]
    start = f"{pointer}/"
    return [one for one in lines if one.startswith(start)]


def _role(row: Field, name: Json) -> tuple[str, str] | None:
    if row.to == NAMED:
        key = key_of(name) if isinstance(name, str) else None
        return ("key", key) if key is not None and key in _custom_fields() else None
    return ("given", str(row.to)) if row.to in {AGAIN, SILENT} else ("key", str(row.to))


@cache
def _custom_fields() -> frozenset[str]:
    return frozenset(strings(load_table("job_board_codes")["custom_fields"]))


def _row(pointer: str, role: _Role | None, lost: re.Pattern[str], written: _Written, head: str) -> Placed:
    start, end = written.lines[pointer]
    line = Line(start, end, start, end, head[start:end], 0, 0)
    if role is None:
        return Placed(line, "given", "lost" if lost.fullmatch(pointer) else "")
    kind, label, cut = role
    if kind != "key":
        return Placed(line, "given", label)
    _, value_start, value_end = written.nodes[pointer]
    value = head[value_start:value_end]
    part = cut(value) if cut else (0, len(value))
    text = value[slice(*part)] if part else ""
    if part is None or not text.strip():
        return Placed(line, "given", SILENT)
    begin = value_start + part[0] + len(text) - len(text.lstrip())
    return Placed(line, "key", label, Span(begin, begin + len(text.strip()), text.strip()))
