"""Documents of our own, of each source: whole records, refusals, spans and the account of the source text."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from gold import differences
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.sources.intake import Outcome, read_files
from openpostings.schema import Posting

FOLDER = Path(__file__).parents[1] / "sources"
DOCUMENTS = sorted(
    path for name in ("schema_org", "html", "feeds") for path in (FOLDER / name).iterdir() if path.suffix != ".yaml"
)
CONCEPTS = ("industry", "occupational_category")
REFUSALS = {
    "schema_org/refused.jsonld": {"/itemListElement/0/item": "not_a_posting", "/itemListElement/1/item": "expired"},
    "html/list.html": {"": "job_list"},
    "html/drawn_later.html": {"": "not_a_posting"},
    "html/several.html": {"posting 3": "job_list"},
    "feeds/offers.xml": {"offer 2": "not_a_posting"},
    "feeds/rss.xml": {"item 2": "not_a_posting"},
}
UNREAD = {
    "schema_org/posting.jsonld": ["/skills/2: teamwork"],
    "schema_org/every_form.jsonld": [
        "/baseSalary/0/@type: PriceSpecification",
        "/experienceRequirements/0: no requirements",
        "/directApply: false",
    ],
}


def short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def outcomes(path: Path) -> list[Outcome]:
    return list(read_files([str(path)], ReadOptions(), stdin=io.BytesIO()))


def records(path: Path) -> list[Posting]:
    return [Posting.model_validate_json(one.record) for one in outcomes(path) if one.record]


def texts(path: Path) -> Iterator[tuple[Posting, str, dict[str, Any]]]:
    for one in outcomes(path):
        if one.record:
            text = json.loads(one.text)["text"]
            yield Posting.model_validate_json(one.record), text, json.loads(one.ledger)


@pytest.mark.parametrize("path", DOCUMENTS, ids=short)
def test_document_gives_its_expected_records(path: Path) -> None:
    expected = yaml.safe_load(path.with_suffix(".yaml").read_text(encoding="utf-8"))
    found = records(path)
    assert len(found) == len(expected)
    for posting, wanted in zip(found, expected, strict=True):
        told = [f"{name}\n  expected {one}\n  got      {two}" for name, one, two in differences(posting, wanted)]
        got = posting.model_dump(mode="json")
        told += [
            f"{name} {got[name]}"
            for name in CONCEPTS
            if [{key: value for key, value in one.items() if value} for one in got[name]] != wanted.get(name, [])
        ]
        assert not told, "\n".join(told)


@pytest.mark.parametrize("path", DOCUMENTS, ids=short)
def test_document_refuses_what_is_no_posting(path: Path) -> None:
    told = [one.problem for one in outcomes(path) if one.problem]
    assert {problem["file"].partition("#")[2]: problem["code"] for problem in told} == REFUSALS.get(short(path), {})


@pytest.mark.parametrize("path", DOCUMENTS, ids=short)
def test_every_quote_is_the_text_at_its_span(path: Path) -> None:
    for posting, text, _ in texts(path):
        for row in posting.provenance:
            if row.start is not None:
                assert row.quote == text[row.start : row.end], row.path
        assert not [row for row in posting.provenance if row.status == "not_extracted" and row.path != "/valid_through"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=short)
def test_what_nobody_reads_is_named(path: Path) -> None:
    unread: list[str] = []
    for _, text, ledger in texts(path):
        spans = [text[one["start"] : one["end"]] for one in ledger["spans"] if one["label"] == "unassigned"]
        unread += [line for span in spans for line in span.split("\n") if line.strip()]
    assert [line for line in unread if line not in UNREAD.get(short(path), [])] == []
