"""Findings as text for people and as JSON for programs. A format is one function in a table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from openpostings.schema.result import Finding, safe


@dataclass(frozen=True, slots=True)
class Summary:
    """What was checked.

    Parameters
    ----------
    files, records
        How many.
    """

    files: int
    records: int


Reporter = Callable[[Sequence[Finding], Summary], str]
"""Makes the whole report of a run; the findings come in order."""


def as_text(findings: Sequence[Finding], summary: Summary) -> str:
    """Report as ``file:line:col code message``, what was expected and got, a hint, and a closing count."""
    blocks = [line for found in findings for line in _block(found)]
    return "\n".join([*blocks, _closing(findings, summary)]) + "\n"


def as_json(findings: Sequence[Finding], summary: Summary) -> str:
    """Report as one JSON list of findings."""
    del summary
    rows = [{name: value for name, value in asdict(found).items() if name != "fix"} for found in findings]
    return json.dumps(rows, indent=2, ensure_ascii=True) + "\n"


FORMATS: Final[Mapping[str, Reporter]] = {"text": as_text, "json": as_json}
"""The formats by the name that ``--format`` takes."""


def _block(found: Finding) -> list[str]:
    head = f"{safe(found.file)}:{found.line}:{found.column} {found.code} {found.message}"
    rows = (("expected", found.expected), ("got", found.got), ("hint", found.hint))
    return [head, *(f"    {name}: {text}" for name, text in rows if text)]


def _closing(findings: Sequence[Finding], summary: Summary) -> str:
    counted = f"{_count(summary.records, 'record')} in {_count(summary.files, 'file')}"
    return f"{_count(len(findings), 'finding')}: {counted} checked"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
