"""Scores count what is right, missed and wrong, and say where."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.score.compare import Counts, is_near
from openpostings.builders.score.gold import Labelled, Record, load_gold, read_gold
from openpostings.builders.score.scoring import Score, score
from openpostings.schema.errors import OpenPostingsError

PAY = {"min_value": 20, "max_value": 25, "currency": "EUR", "unit_text": "HOUR"}


def scored(expected: list[Record], got: list[Record]) -> Score:
    return score([Labelled("page.txt", ("page.txt",), tuple(expected))], lambda _: got)


def exact(found: Score, field: str) -> tuple[int, int, int]:
    counts = found.fields[field].exact
    return counts.right, counts.missed, counts.wrong


def test_what_is_equal_is_right_whatever_is_null() -> None:
    record: Record = {"title": "Intern", "base_salary": PAY, "terms": [{"season": "summer", "year": 2026}]}
    found = scored([record], [{**record, "industry": [], "job_duration": None, "base_salary": {**PAY, "note": None}}])
    assert exact(found, "title") == exact(found, "pay") == exact(found, "term") == (1, 0, 0)
    assert found.overall().f1 == 1


def test_a_wrong_value_is_a_miss_and_a_false_claim_a_silence_only_a_miss() -> None:
    found = scored([{"title": "Intern", "language": "de"}], [{"title": "Cook"}])
    assert exact(found, "title") == (0, 1, 1)
    assert exact(found, "language") == (0, 1, 0)
    assert found.fields["title"].examples[0].wrong == ("Cook",)


def test_values_of_a_list_are_counted_one_by_one() -> None:
    found = scored(
        [{"skills": [{"name": "SQL", "priority": "minimum"}, {"name": "R", "priority": "preferred"}]}],
        [{"skills": [{"name": "SQL", "priority": "preferred"}, {"name": "Go", "priority": "minimum"}]}],
    )
    assert exact(found, "skill") == (1, 1, 1)
    assert exact(found, "skill_priority") == (0, 2, 2)


def test_nearly_right_counts_leniently_alone() -> None:
    found = scored(
        [{"title": "Data Science and Engineering Intern", "base_salary": PAY}],
        [{"title": "Data Science & Engineering Intern", "base_salary": {**PAY, "max_value": 30}}],
    )
    assert found.fields["title"].exact.f1 == 0
    assert found.fields["title"].lenient.f1 == 1
    assert found.fields["pay"].lenient.f1 == 1


def test_a_record_that_was_not_made_and_one_that_should_not_have_been() -> None:
    missed = scored([{"title": "Intern"}], [])
    assert (missed.records.missed, exact(missed, "title")) == (1, (0, 1, 0))
    invented = scored([], [{"title": "Intern"}])
    assert (invented.records.wrong, exact(invented, "title")) == (1, (0, 0, 1))


def test_records_of_one_document_are_paired_by_title() -> None:
    records: list[Record] = [{"title": "Cook", "language": "de"}, {"title": "Data Intern", "language": "en"}]
    assert scored(records, records[::-1]).overall().f1 == 1


def test_contradictions_are_scored() -> None:
    row = {"path": "/terms", "status": "conflicting"}
    assert exact(scored([{"conflicts": ["/terms"]}], [{"provenance": [row, row]}]), "conflict") == (1, 0, 0)


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_shares_lie_between_nothing_and_all(right: int, missed: int, wrong: int) -> None:
    counts = Counts(right, missed, wrong)
    for share in (counts.precision, counts.recall, counts.f1):
        assert share is None or 0 <= share <= 1
    if counts.f1 is not None and counts.precision and counts.recall:
        assert counts.f1 == pytest.approx(2 * counts.precision * counts.recall / (counts.precision + counts.recall))


@given(st.text(), st.text())
def test_nearness_is_mutual(one: str, two: str) -> None:
    assert is_near(one, two, ("words",)) == is_near(two, one, ("words",))


def gold_set(folder: Path) -> Path:
    (folder / "a.txt").write_text("Data Intern\nAcme | Austin, TX\n\nRequirements\n- SQL\n- R\n", encoding="utf-8")
    (folder / "a.yaml").write_text(
        "title: Data Intern\nhiring_organization: {name: Acme}\nsections: [[minimum_qualifications, Requirements]]\n",
        encoding="utf-8",
    )
    (folder / "b.txt").write_text("404: this page was not found", encoding="utf-8")
    (folder / "b.yaml").write_text("refusal: not_found\n", encoding="utf-8")
    return folder


def test_a_folder_is_a_gold_set_and_our_reader_reads_it(tmp_path: Path) -> None:
    labelled = load_gold([gold_set(tmp_path)])
    assert [(one.name, len(one.records)) for one in labelled] == [("a.txt", 1), ("b.txt", 0)]
    found = score(labelled, read_gold)
    assert (found.records.right, found.records.missed, found.records.wrong) == (1, 0, 0)
    assert exact(found, "title") == exact(found, "section") == (1, 0, 0)


def run(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from openpostings.builders.cli.main import main; main()", *args]
    return subprocess.run(command, capture_output=True, check=False, timeout=120, text=True)


def test_the_command_scores_a_file_of_records(tmp_path: Path) -> None:
    gold = gold_set(tmp_path)
    pred = tmp_path / "pred.jsonl"
    done = run("read", str(gold / "a.txt"), str(gold / "b.txt"), "-o", str(pred))
    assert done.returncode == 3
    done = run("score", "--gold", str(gold), "--pred", str(pred), "--json")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["documents"] == 2
    assert figures["fields"]["title"]["exact"] == {
        "right": 1, "missed": 0, "wrong": 0, "precision": 1.0, "recall": 1.0, "f1": 1.0
    }  # fmt: skip
    other = tmp_path / "other.jsonl"
    other.write_text('{"document": "a.txt", "title": "Cook\\u001b[31m"}\n', encoding="utf-8")
    done = run("score", "--gold", str(gold), "--pred", str(other))
    assert "title                      1     0.0000  0.0000  0.0000" in done.stdout
    assert 'title: a.txt: expected "Data Intern"; got "Cook' in done.stdout
    assert "\u001b" not in done.stdout


@pytest.mark.parametrize("content", ["not json", "[1]", '{"title": "no key"}', "[" * 100_000])
def test_records_that_cannot_be_found_by_anything_are_said(tmp_path: Path, content: str) -> None:
    gold = gold_set(tmp_path)
    pred = tmp_path / "pred.jsonl"
    pred.write_text(f"\n{content}\n", encoding="utf-8")
    done = run("score", "--gold", str(gold), "--pred", str(pred))
    assert done.returncode == 2
    assert "pred.jsonl:2" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("label", ["- a list", "title: [unclosed", "a: &x 1\nb: *x"])
def test_a_label_that_cannot_be_read_is_named(tmp_path: Path, label: str) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.yaml").write_text(label, encoding="utf-8")
    with pytest.raises(OpenPostingsError) as caught:
        load_gold([tmp_path])
    assert caught.value.where.endswith("a.yaml")


def test_a_label_without_document_and_a_folder_without_label_are_said(tmp_path: Path) -> None:
    with pytest.raises(OpenPostingsError, match="expected labels"):
        load_gold([tmp_path])
    (tmp_path / "a.yaml").write_text("title: x\n", encoding="utf-8")
    with pytest.raises(OpenPostingsError, match="expected a document"):
        load_gold([tmp_path])


def test_a_file_without_records_is_no_gold_set(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(OpenPostingsError, match="found none"):
        load_gold([tmp_path / "empty.jsonl"])
