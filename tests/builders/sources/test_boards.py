"""The own documents of each job board give the records that their labels say, with evidence for every value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from boards import boards, compared, documents, label, read

from openpostings.schema import Posting

ALL = documents()
NOBODY_READS = {"/metadata/2/value: R-40", "/customField/1/valueLabel: Larkspur"}
"""Fields that an employer named itself, in words that no key has."""


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_each_board_has_a_document_that_is_read_and_one_that_is_refused_at_least_in_part() -> None:
    assert {path.parent.name for path in ALL} == boards()
    for board in boards():
        refused = [["refused" in one for one in label(path)] for path in ALL if path.parent.name == board]
        assert any(not all(part) for part in refused)
        assert any(any(part) for part in refused)


@pytest.mark.parametrize("path", ALL, ids=name)
def test_document_gives_its_expected_records(path: Path) -> None:
    assert [compared(outcome) for outcome in read(path)] == label(path)


@pytest.mark.parametrize("path", ALL, ids=name)
def test_every_record_is_valid_and_every_quote_is_the_text_at_its_span(path: Path) -> None:
    for outcome in read(path):
        if outcome.record:
            posting = Posting.model_validate_json(outcome.record)
            text = json.loads(outcome.text)["text"]
            assert all(row.quote == text[row.start : row.end] for row in posting.provenance if row.start is not None)
            assert posting.source.site == path.parent.name
            assert all(row.method != "record.check" for row in posting.provenance)


@pytest.mark.parametrize("path", ALL, ids=name)
def test_nothing_is_left_that_nobody_reads_but_what_is_known(path: Path) -> None:
    for outcome in read(path):
        if outcome.record:
            text = json.loads(outcome.text)["text"]
            spans = json.loads(outcome.ledger)["spans"]
            left = {text[one["start"] : one["end"]] for one in spans if one["label"] == "unassigned"}
            assert left <= NOBODY_READS


@pytest.mark.parametrize("path", [path for path in ALL if path.suffix == ".json"], ids=name)
def test_a_document_is_read_by_its_own_source_whatever_its_file_is_called(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "data.bin"
    other.write_bytes(path.read_bytes())
    assert {outcome.source for outcome in read(other)} == {path.parent.name}


@pytest.mark.parametrize("path", [path for path in ALL if path.suffix == ".json"], ids=name)
def test_records_of_json_lines_are_the_same(path: Path, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    document = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
    lines.write_text(f"{document}\n{document}\n", encoding="utf-8")
    assert [compared(outcome) for outcome in read(lines)] == label(path) * 2


def test_reading_twice_gives_the_same_bytes() -> None:
    for path in ALL:
        assert read(path) == read(path)
