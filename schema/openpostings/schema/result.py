"""What a check gives: issues of the data, findings in a file, and the table of their codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Literal, TypedDict, cast

from openpostings.schema.fixes import Fix
from openpostings.schema.posting import Posting
from openpostings.schema.provenance import pointer
from openpostings.schema.rules import Path

Position = tuple[int, int]
"""Line and column, both from 1."""

Anchor = Literal["value", "key"]

Locator = Callable[[Path, Anchor], Position]
"""Finds the line and column of a value or of its key."""

Severity = Literal["error", "warning", "info"]

MAX_SHOWN = 80
"""Characters of a given value that a message shows."""

MAX_ISSUES = 1000
"""Issues of one record that are listed."""


class _Entry(TypedDict):
    code: str
    message: str
    why: str
    hint: str
    json_schema: bool
    severity: Severity
    rules: list[str]
    errors: list[str]


@dataclass(frozen=True, slots=True)
class Code:
    """One row of the table of codes.

    Parameters
    ----------
    code
        Stable short code: the letter of its group and three digits.
    name
        Stable name in kebab case.
    message
        What is wrong, in a few words.
    why
        One sentence on why it matters.
    hint
        How it is mended in general.
    json_schema
        Whether the published JSON Schema refuses it too.
    severity
        How much it weighs.
    rules
        Cross-field rules of the models that it stands for.
    errors
        Pydantic error types that it stands for.
    """

    code: str
    name: str
    message: str
    why: str
    hint: str
    json_schema: bool
    severity: Severity
    rules: tuple[str, ...]
    errors: tuple[str, ...]


@cache
def codes() -> dict[str, Code]:
    """Read the table of codes, by name, in the order of the codes."""
    text = files("openpostings.schema").joinpath("codes.json").read_text(encoding="utf-8")
    table = cast("dict[str, _Entry]", json.loads(text))
    rows = [
        Code(
            code=entry["code"],
            name=name,
            message=entry["message"],
            why=entry["why"],
            hint=entry["hint"],
            json_schema=entry["json_schema"],
            severity=entry["severity"],
            rules=tuple(entry["rules"]),
            errors=tuple(entry["errors"]),
        )
        for name, entry in table.items()
    ]
    return {row.name: row for row in sorted(rows, key=lambda row: row.code)}


@cache
def names_by_error() -> dict[str, str]:
    """Give the name for each rule of the models and each error type of Pydantic."""
    return {error: row.name for row in codes().values() for error in (*row.rules, *row.errors)}


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong with a value, by its path in the data.

    Parameters
    ----------
    name
        Name in the table of codes.
    path
        Keys and indexes that lead to the value.
    expected, got
        What should stand there and what does, in words.
    hint
        How this one is mended; empty for the general hint of its code.
    anchor
        Whether the value is shown, or its key.
    position
        Line and column, where they are known already.
    fix
        What mends it.
    """

    name: str
    path: Path = ()
    expected: str = ""
    got: str = ""
    hint: str = ""
    anchor: Anchor = "value"
    position: Position | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong at a place of a file. Findings sort by file, line, column and code.

    Parameters
    ----------
    file, line, column
        Where, from 1. In Parquet a line is a row.
    code, rule
        Short code and name, as in the table of codes.
    path
        JSON Pointer of the value in its record.
    message
        What is wrong, with the path, in one line.
    expected, got
        What should stand there and what does.
    hint
        How it is mended.
    severity
        ``error``, ``warning`` or ``info``.
    fix
        What mends it, where a program can.
    """

    file: str
    line: int
    column: int
    code: str
    rule: str
    path: str
    message: str
    expected: str = ""
    got: str = ""
    hint: str = ""
    severity: Severity = "error"
    fix: Fix | None = field(default=None, compare=False)


def _nowhere(path: Path, anchor: Anchor = "value") -> Position:
    del path, anchor
    return 1, 1


@dataclass(frozen=True, slots=True)
class Result:
    """What the check of one record gave.

    Parameters
    ----------
    data
        The record as it was read; None where there is none to be read.
    posting
        The record as a model, where nothing is wrong with it.
    findings
        All that is wrong, in order.
    position
        Finds the line and column of a value, or of its key, for a check that looks at more than single values.
    partial
        What is valid of the record, with the rest *not stated*; None where nothing is.
    pruned
        Paths of what was left out of it, or has a stand-in there.
    """

    data: dict[str, object] | None
    posting: Posting | None
    findings: tuple[Finding, ...]
    position: Locator = field(default=_nowhere, repr=False, compare=False)
    partial: Posting | None = field(default=None, repr=False, compare=False)
    pruned: frozenset[Path] = frozenset()


def finding(issue: Issue, *, file: str, position: Position | None = None, row: Code | None = None) -> Finding:
    """Place an issue in a file.

    Parameters
    ----------
    issue
        What is wrong.
    file
        Name of the file, as it is to be shown.
    position
        Line and column; without it, those that the issue carries, or the beginning.
    row
        The row of its code, where that is not in the table of this floor.
    """
    row = row or codes()[issue.name]
    line, column = position or issue.position or (1, 1)
    path = pointer(issue.path)
    return Finding(
        file=file,
        line=line,
        column=column,
        code=row.code,
        rule=row.name,
        path=path,
        message=f"{_shorten(safe(path))}: {row.message}" if path else row.message,
        expected=issue.expected,
        got=issue.got,
        hint=issue.hint or row.hint,
        severity=row.severity,
        fix=issue.fix,
    )


def too_many(position: Position | None = None) -> Issue:
    """Say that there are more issues than are listed."""
    return Issue("too-many-findings", expected=f"at most {MAX_ISSUES} findings", got="more", position=position)


def at_line(found: Finding, offset: int) -> Finding:
    """Move a finding down by a number of lines."""
    return replace(found, line=found.line + offset)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by file, line, column and code, each once."""
    return tuple(sorted(set(found)))


def safe(text: str) -> str:
    """Escape what a terminal would obey or hide: control and format characters, separators, surrogates."""
    return "".join(char if char.isprintable() else _escape(char) for char in text)


def show(value: object) -> str:
    """Show a given value as JSON would write it, in at most 80 characters, safe to print."""
    if isinstance(value, str):
        cut = value[: MAX_SHOWN + 1].replace("\\", "\\\\").replace('"', '\\"')
        return _shorten(safe(f'"{cut}"' if len(value) <= MAX_SHOWN else f'"{cut}'))
    if isinstance(value, dict):
        return _counted(len(cast("dict[object, object]", value)), "an object", "field")
    if isinstance(value, list):
        return _counted(len(cast("list[object]", value)), "a list", "item")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int) and value.bit_length() > 4 * MAX_SHOWN:
        return "a number of very many digits"
    return _shorten(safe(str(value)))


def _counted(count: int, what: str, unit: str) -> str:
    return f"{what} of {count} {unit}{'' if count == 1 else 's'}"


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 3] + "..."


def _escape(char: str) -> str:
    short = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char)
    number = ord(char)
    return short or (f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}")  # noqa: PLR2004 - the BMP's end
