"""Runs rules over texts of entries as the command does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpostings.builders.rules.registry import rules
from openpostings.builders.rules.run import Judged, judge, last_day
from openpostings.builders.rules.together import compare, keep
from openpostings.dataset.entries import LoadedRecord, read_records
from openpostings.schema.result import Finding


def load(folder: Path, texts: Sequence[str]) -> list[LoadedRecord]:
    loaded: list[LoadedRecord] = []
    for number, text in enumerate(texts, start=1):
        path = folder / f"entry-{number}.yaml"
        path.write_text(text, encoding="utf-8")
        loaded += read_records(path)
    return loaded


def findings(
    records: Sequence[LoadedRecord], *, text: str | None = None, before: Sequence[LoadedRecord] = ()
) -> list[Finding]:
    every = tuple(rules().values())
    found: list[Judged] = [one for record in records for one in judge(record, every, text=text)]
    kept = [one for record in records for one in keep(record, every)]
    older = [one for record in before for one in keep(record, every)]
    found += compare(kept, every, before=older)
    days = [day for record in records if record.partial and (day := last_day(record.partial))]
    return sorted(one.finding for one in found if one.holds_on(max(days, default=None)))
