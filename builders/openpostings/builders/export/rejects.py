"""``rejects.jsonl``: each input record that did not pass, with what was found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from openpostings.builders.export.personal import mask
from openpostings.builders.shapes import shapes
from openpostings.schema.posting import Posting
from openpostings.schema.result import Finding, codes
from openpostings.schema.scalars import JsonObject

SHOWN: Final = 11
"""Characters of a given value that an export of facts only may show: a wrong code or date, never a sentence."""

_QUOTES: Final = frozenset("\"'")


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
    findings = reject.findings if include_text else map(_without_text, reject.findings)
    row = {"file": reject.file, "line": reject.line, "findings": list(map(_finding, findings))}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace") + b"\n"


def _finding(found: Finding) -> JsonObject:
    return {
        "line": found.line,
        "column": found.column,
        "code": found.code,
        "rule": found.rule,
        "path": mask(found.path),
        "message": mask(found.message),
        "expected": mask(found.expected),
        "got": mask(found.got),
        "hint": mask(found.hint),
        "severity": found.severity,
    }


def _without_text(found: Finding) -> Finding:
    """Leave out what the record itself says: the value, a hint made of it, and keys that no model knows."""
    path = "/".join(part if _is_ours(part) else "(a key, not shown)" for part in found.path.split("/"))
    got = "a text, not shown" if found.got[:1] in _QUOTES and len(found.got) > SHOWN + 2 else found.got
    row = codes().get(found.rule)
    if row is None:
        return replace(found, path=path, got=got)
    return replace(found, path=path, got=got, message=f"{path}: {row.message}" if path else row.message, hint=row.hint)


def _is_ours(part: str) -> bool:
    return len(part) <= SHOWN or part in _names(Posting)


@cache
def _names(model: type[BaseModel]) -> frozenset[str]:
    known = shapes(model)
    return frozenset(known).union(*(_names(shape.model) for shape in known.values() if shape.model is not None))
