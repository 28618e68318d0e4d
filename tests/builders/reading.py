"""Read documents through the intake, and look at what came of them."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpostings.builders.read.options import ReadOptions
from openpostings.builders.sources.intake import read_files
from openpostings.builders.sources.mapping import Mapping, parse_mapping

SOURCES = Path(__file__).parents[1] / "sources"


@dataclass(frozen=True)
class Came:
    """What came of the records of documents."""

    records: list[dict[str, Any]]
    texts: list[str]
    ledgers: list[dict[str, Any]]
    problems: list[dict[str, str]]
    counts: Counter[tuple[str, str]]

    def evidence(self, index: int, path: str) -> list[dict[str, Any]]:
        return [row for row in self.records[index]["provenance"] if row["path"] == path]

    def unassigned(self, index: int) -> list[str]:
        spans = self.ledgers[index]["spans"]
        return [self.texts[index][one["start"] : one["end"]] for one in spans if one["label"] == "unassigned"]


def came_of(
    files: Sequence[Path | str],
    *,
    options: ReadOptions | None = None,
    mapping: Mapping | None = None,
    stdin: bytes = b"",
) -> Came:
    outcomes = list(
        read_files([str(file) for file in files], options or ReadOptions(), stdin=io.BytesIO(stdin), mapping=mapping)
    )
    records = [json.loads(one.record) for one in outcomes if one.record]
    texts = [json.loads(one.text)["text"] for one in outcomes if one.text]
    ledgers = [json.loads(one.ledger) for one in outcomes if one.record]
    for record, text in zip(records, texts, strict=True):
        for row in record["provenance"]:
            assert row["start"] is None or text[row["start"] : row["end"]] == row["quote"], row
    problems = [one.problem for one in outcomes if one.problem]
    counts = Counter((one.source, one.problem["code"] if one.problem else "posting") for one in outcomes)
    return Came(records, texts, ledgers, problems, counts)


def came_of_text(text: str | bytes, **options: Any) -> Came:
    return came_of(["-"], stdin=text.encode() if isinstance(text, str) else text, **options)


def mapped(text: str) -> Mapping:
    return parse_mapping(text, Path("mapping.yaml"))


def told(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not stated, what tells of the reading, and the evidence."""
    return {
        name: _told(value)
        for name, value in record.items()
        if name not in {"provenance", "schema_version"} and value not in (None, [])
    }


def _told(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _told(one) for name, one in value.items() if one not in (None, []) and name != "rights"}
    return [_told(one) for one in value] if isinstance(value, list) else value


def expected(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SOURCES / name / "expected.json").read_text(encoding="utf-8"))
    return found
