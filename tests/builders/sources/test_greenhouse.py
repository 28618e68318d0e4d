"""Greenhouse's pay: in the values of the API, in the block that it writes into the text, or in both."""

from __future__ import annotations

import html
import io
import json
from pathlib import Path
from typing import Any

import pytest

from openpostings.builders.read.options import ReadOptions
from openpostings.builders.sources.intake import read_files

BODY = (
    "<h2>Responsibilities</h2><ul><li>Drive trains to the coast</li><li>Check the brakes every day</li></ul>"
    "<h2>Requirements</h2><ul><li>Experience with trains</li></ul>"
)


def block(title: str, low: str, high: str) -> str:
    return (
        f'<div class="content-pay-transparency"><div class="pay-input"><div class="title">{title}</div>'
        f'<div class="pay-range"><span>{low}</span><span class="divider">&mdash;</span><span>{high}</span>'
        "</div></div></div>"
    )


def amounts(title: str, low: int, high: int) -> dict[str, Any]:
    return {"min_cents": low, "max_cents": high, "currency_type": "USD", "title": title, "blurb": None}


def read(folder: Path, tail: str, ranges: list[dict[str, Any]]) -> Any:
    job = {
        "absolute_url": "https://job-boards.greenhouse.io/acmerail/jobs/5",
        "internal_job_id": 1,
        "id": 5,
        "title": "Train Driver",
        "company_name": "Acme Rail",
        "location": {"name": "Boston, MA"},
        "updated_at": "2026-01-01T10:00:00Z",
        "content": html.escape(BODY + tail),
        "pay_input_ranges": ranges,
    }
    path = folder / "job.json"
    path.write_text(json.dumps({"jobs": [job]}), encoding="utf-8")
    (outcome,) = read_files([str(path)], ReadOptions(), stdin=io.BytesIO())
    return json.loads(outcome.record)


def pay(low: float, high: float, unit: str | None) -> dict[str, Any]:
    return {"min_value": low, "max_value": high, "currency": "USD", "unit_text": unit}


@pytest.mark.parametrize(
    ("title", "low", "high", "found"),
    [
        ("Hourly Rate", "$35", "$45.50 USD", pay(35, 45.5, "HOUR")),
        ("Annual Salary:", "$85,000", "$105,000 USD", pay(85000, 105000, "YEAR")),
    ],
)
def test_the_block_in_the_text_is_read_with_its_title(
    tmp_path: Path, title: str, low: str, high: str, found: dict[str, Any]
) -> None:
    assert read(tmp_path, block(title, low, high), [])["base_salary"] == found


def test_text_and_values_that_agree_are_evidence_together(tmp_path: Path) -> None:
    record = read(tmp_path, block("Hourly Rate", "$35", "$45.50 USD"), [amounts("Hourly Rate", 3500, 4550)])
    rows = [row for row in record["provenance"] if row["path"] == "/base_salary"]
    assert record["base_salary"] == pay(35, 45.5, "HOUR")
    assert [row["status"] for row in rows] == ["stated", "stated"]


def test_text_and_values_that_contradict_are_both_shown(tmp_path: Path) -> None:
    record = read(tmp_path, block("Hourly Rate", "$35", "$45.50 USD"), [amounts("Hourly Rate", 3500, 9900)])
    rows = [row for row in record["provenance"] if row["path"] == "/base_salary"]
    assert {row["quote"][:6] for row in rows if row["status"] == "conflicting"} == {"/pay_i", "$35—$4"}


def test_a_range_without_a_span_of_time_stays_without(tmp_path: Path) -> None:
    record = read(tmp_path, "", [amounts("Base", 3500, 4550)])
    assert record["base_salary"] == pay(35, 45.5, None)
    assert [row["path"] for row in record["provenance"] if row["status"] == "not_extracted"] == [
        "/base_salary/unit_text"
    ]


def test_the_range_of_one_zone_does_not_contradict_that_of_all(tmp_path: Path) -> None:
    zones = [amounts("Zone A", 8500000, 10500000), amounts("Zone B", 8000000, 9900000)]
    record = read(tmp_path, block("Annual Salary, zone A", "$85,000", "$105,000 USD"), zones)
    salary = record["base_salary"]
    assert (salary["min_value"], salary["max_value"]) == (80000, 105000)
    assert not any(row["status"] == "conflicting" for row in record["provenance"])
