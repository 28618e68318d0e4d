"""``rejects.jsonl``: each input record that did not pass, with what was found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openpostings.builders.export.personal import mask
from openpostings.schema.result import Finding
from openpostings.schema.scalars import JsonObject

SHOWN: Final = 11
"""Characters of a given value that an export of facts only may show: a wrong code or date, never a sentence."""

_QUOTE: Final = '"'


@dataclass(frozen=True, order=True, slots=True)
class Reject:
    """One input record that did not pass.

    Parameters
    ----------
    file, line
        Where it stands: the file as the input names it, and the line that it begins on, from 1.
    findings
        All that is wrong with it, in order. At least one.
    """

    file: str
    line: int
    findings: tuple[Finding, ...]


def rejects_lines(rejects: Sequence[Reject], *, include_text: bool) -> bytes:
    """Write rejects as JSON Lines, sorted by file and line.

    Parameters
    ----------
    rejects
        In any order.
    include_text
        Whether findings may show the text that they are about. The rights of a record that did not pass are not
        known, so without this no longer piece of text is shown. E-mail addresses and telephone numbers never are.
    """
    return b"".join(_line(reject, include_text) for reject in sorted(rejects))


def write_rejects(rejects: Sequence[Reject], path: Path, *, include_text: bool) -> None:
    """Write the file; it is there, and empty, where nothing was rejected."""
    path.write_bytes(rejects_lines(rejects, include_text=include_text))


def _line(reject: Reject, include_text: bool) -> bytes:  # noqa: FBT001 - handed through
    row = {
        "file": reject.file,
        "line": reject.line,
        "findings": [_finding(found, include_text) for found in reject.findings],
    }
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"


def _finding(found: Finding, include_text: bool) -> JsonObject:  # noqa: FBT001 - the same
    return {
        "line": found.line,
        "column": found.column,
        "code": found.code,
        "rule": found.rule,
        "path": mask(found.path),
        "message": mask(found.message),
        "expected": mask(found.expected),
        "got": mask(found.got) if include_text else _short(mask(found.got)),
        "hint": mask(found.hint),
        "severity": found.severity,
    }


def _short(got: str) -> str:
    """Withhold a given text, but for the few characters of a code."""
    return "a text, not shown" if got.startswith(_QUOTE) and len(got) > SHOWN + 2 else got
