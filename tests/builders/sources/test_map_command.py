"""``openpostings map``: a proposal is the same each time, says why, and is a mapping once it has a title."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import SOURCES, came_of, came_of_text, mapped

from openpostings.builders.sources.mapping import TARGETS
from openpostings.builders.sources.proposal import words_of_name
from openpostings.builders.sources.proposed import propose_mapping
from openpostings.builders.tables import load_table
from openpostings.schema.errors import OpenPostingsError

JOBS = SOURCES / "table" / "jobs.csv"


def proposed(data: bytes, **options: str) -> str:
    return propose_mapping("-", io.BytesIO(data), **options)


def test_the_proposal_for_a_table_reads_it() -> None:
    text = propose_mapping(str(JOBS), io.BytesIO())
    mapping = mapped(text)
    assert {name: column.to for name, column in mapping.columns.items()} == {
        "Job Title": "title",
        "Salary Estimate": "pay",
        "Description": "body",
        "Company Name": "employer",
        "Location": "place",
        "Posted": "posted",
    }
    assert mapping.columns["Salary Estimate"].estimate == ["est."]
    assert mapping.columns["Company Name"].strip == "rating"
    assert mapping.columns["Description"].text == "python_list"
    assert mapping.columns["Posted"].order == "day_first"
    assert (mapping.sentinels, list(mapping.loses)) == (["-1"], ["Rating", "Contact"])
    found = came_of([JOBS], mapping=mapping)
    assert (len(found.records), found.problems) == (2, [])
    assert found.records[0]["base_salary"] is None


def test_what_no_name_tells_stands_as_a_comment_with_examples() -> None:
    text = proposed(b"title,company,whim\nClerk,Old Mill,green\nHand,Old Mill,blue\n")
    assert "  # no target is known by this name; 2 of 2 rows filled\n  #   such as green | blue\n  # whim: \n" in text
    assert "2 of 2 rows filled" in text


def test_two_columns_never_share_a_target_that_takes_one() -> None:
    mapping = mapped(proposed(b"title,job_title,company\nClerk,Chief Clerk,Old Mill\n"))
    assert [name for name, column in mapping.columns.items() if column.to == "title"] == ["title"]


def test_columns_below_columns_are_pointers() -> None:
    text = proposed(
        json.dumps([{"job": {"title": "Clerk", "cities": ["Ulm"]}, "company": {"name": "Old Mill"}}]).encode()
    )
    assert '"/job/title": title' in text


@pytest.mark.parametrize("name", ["jobTitle", "Job_Title", "JOB TITLE", "job-title", "job.title"])
def test_names_are_words(name: str) -> None:
    assert words_of_name(name) == "job title"


def test_bounds_of_pay_ask_for_what_is_missing() -> None:
    assert "# currency: USD" in proposed(b"title,company,min_salary,max_salary\nClerk,Old Mill,1,2\n")
    assert "# currency" not in proposed(b"title,min_amount,currency,interval\nClerk,1,USD,yearly\n")


def test_the_words_of_the_table_lead_to_targets() -> None:
    table = load_table("columns")["targets"]
    assert isinstance(table, dict)
    assert set(table) <= set(TARGETS)


NAMES = st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=1, max_size=6, unique=True)


@given(NAMES, st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_proposal_is_a_mapping_whatever_the_columns_are_called(names: list[str], value: str) -> None:
    rows = [{"title": "Clerk", **{f"{name} x": value for name in names}}]
    data = json.dumps(rows).encode()
    text = proposed(data)
    assert text == proposed(data)
    mapping = mapped(text)
    assert came_of_text(data, mapping=mapping).records[0]["title"] == "Clerk"


def test_a_table_without_rows_is_said() -> None:
    with pytest.raises(OpenPostingsError, match="expected rows"):
        proposed(b"title,company\n")


def run(*args: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from openpostings.builders.cli.main import main; main()", *args]
    return subprocess.run(command, capture_output=True, check=False, timeout=120)


def test_the_commands_work_together(tmp_path: Path) -> None:
    mapping, out = tmp_path / "jobs.mapping.yaml", tmp_path / "postings.jsonl"
    assert run("map", str(JOBS), "-o", str(mapping)).returncode == 0
    done = run("read", str(JOBS), "--mapping", str(mapping), "-o", str(out))
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(out.read_bytes().splitlines()) == 2


def test_errors_are_said_without_a_traceback(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("mapping: 1\nsite: x\ncolumns: {A: titel}\n", encoding="utf-8")
    for args in (["map"], ["map", str(tmp_path / "none")], ["read", str(JOBS), "--mapping", str(bad)]):
        done = run(*args)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
    assert b"bad.yaml:3:14" in run("read", str(JOBS), "--mapping", str(bad)).stderr


def test_the_schema_of_mapping_files_is_printed() -> None:
    assert json.loads(run("map", "--schema").stdout)["title"] == "Mapping 1"
