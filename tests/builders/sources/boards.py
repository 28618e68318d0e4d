"""The own documents of each job board, and what is compared of what was read from them."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import yaml

from openpostings.builders.read.options import ReadOptions
from openpostings.builders.sources.intake import Outcome, read_files
from openpostings.builders.sources.registry import sources

OTHERS = {"schema-org", "rss", "job-feed"}
"""Sources that are no board of their own; they have tests of their own."""
DOCUMENTS = Path(__file__).parents[2] / "sources"
RETRIEVED = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)


def boards() -> set[str]:
    return {source.name for source in sources() if source.kind == "api" and source.name not in OTHERS}


def documents() -> list[Path]:
    return sorted(path for path in DOCUMENTS.rglob("*") if path.parent.name in boards() and path.suffix != ".yaml")


def read(path: Path, options: ReadOptions | None = None) -> list[Outcome]:
    known = ReadOptions(retrieved_at=RETRIEVED) if options is None else options
    return list(read_files([str(path)], known, stdin=io.BytesIO()))


def label(path: Path) -> list[dict[str, Any]]:
    loaded = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, list)
    return loaded


def _pruned(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _pruned(part) for name, part in value.items() if part not in (None, [], {})}
    return [_pruned(part) for part in value] if isinstance(value, list) else value


def compared(outcome: Outcome) -> dict[str, Any]:
    """Give all of an outcome but its digest and what no label need repeat."""
    if outcome.problem is not None:
        return {"refused": outcome.problem["code"]}
    record = json.loads(outcome.record)
    provenance = record.pop("provenance")
    for name in ("sha256", "rights", "media_type", "retrieved_at"):
        record["source"].pop(name)
    record.pop("schema_version")
    record["sections"] = [[part["kind"], part["heading"]] for part in record["sections"]]
    unread = [[row["path"], row["note"]] for row in provenance if row["status"] == "not_extracted"]
    conflicts = sorted({row["path"] for row in provenance if row["status"] == "conflicting"})
    told = {"unread": unread, "conflicts": conflicts}
    return _pruned(record) | {name: value for name, value in told.items() if value}
