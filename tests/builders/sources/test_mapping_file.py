"""Mapping files: what is wrong is said with its line, its column and what was meant."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from reading import SOURCES, mapped

from openpostings.builders.sources.mapping import TARGETS, mapping_schema, parse_mapping, read_mapping
from openpostings.schema.errors import OpenPostingsError

GOOD = "mapping: 1\nsite: my-board\ncolumns:\n  Job: title\n"


def test_a_good_one_is_read() -> None:
    found = read_mapping(SOURCES / "table" / "jobs.mapping.yaml")
    assert found.columns["Job Title"].to == "title"
    assert (found.columns["Company Name"].strip, found.kind, found.sentinels) == ("rating", "listing", ["-1"])


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("mapping: 1\nsite: my-board\ncolumns:\n  Job: titel\n", "4:8", "Did you mean `title`"),
        ("mapping: 1\nsite: my-board\ncolums:\n  Job: title\n", "3:1", "Did you mean `columns`"),
        ("mapping: 1\nsite: my-board\ncolumns:\n  Job: {to: title, stripp: rating}\n", "4:20", "Did you mean `strip`"),
        ("mapping: 2\nsite: my-board\ncolumns:\n  Job: title\n", "1:10", "mapping"),
        ("mapping: 1\nsite: My Board\ncolumns:\n  Job: title\n", "2:7", "site"),
        ("mapping: 1\ncolumns:\n  Job: title\n", "1:1", "`site` is missing"),
        ("mapping: 1\nsite: my-board\ncolumns: {}\n", "3:10", "columns"),
        ("mapping: 1\nsite: my-board\ncolumns:\n  Job: place\n", "4:3", "no column goes to `title`"),
        (GOOD + "loses:\n  Job: nothing\n", "6:3", "both mapped and lost"),
        (GOOD + "not_stated:\n  Jobb: [x]\n", "6:3", "Did you mean `Job`"),
        (GOOD + "  Job: place\n", "5:3", "duplicate"),
        (GOOD + "site: [", "5", "expected"),
        ("- a list\n", "1:1", "mapping"),
        ("", "1:1", "mapping"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text: str, place: str, said: str) -> None:
    with pytest.raises(OpenPostingsError) as caught:
        mapped(text)
    assert caught.value.where.startswith(f"mapping.yaml:{place}"), caught.value
    assert said in str(caught.value)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(OpenPostingsError, match="openpostings map"):
        read_mapping(tmp_path / "none.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"mapping: \xff")
    with pytest.raises(OpenPostingsError, match="UTF-8"):
        read_mapping(tmp_path / "bytes.yaml")


@given(st.text(max_size=200))
def test_any_text_gives_a_mapping_or_an_error(text: str) -> None:
    with suppress(OpenPostingsError):
        assert parse_mapping(text, Path("mapping.yaml")).columns


FILES: list[tuple[str, bool]] = [
    (GOOD, True),
    (GOOD + "  Place: {to: place, split: ';'}\nloses: {Rating: an opinion}\nsentinels: ['-1']\n", True),
    ("mapping: 1\nsite: my-board\ncolumns:\n  Job: titel\n", False),
    ("mapping: 1\nsite: My Board\ncolumns:\n  Job: title\n", False),
    ("mapping: 3\nsite: my-board\ncolumns:\n  Job: title\n", False),
    (GOOD + "else: x\n", False),
    ("mapping: 1\nsite: my-board\ncolumns:\n  Job: {strip: rating}\n", False),
]


@pytest.mark.parametrize(("text", "valid"), FILES)
def test_the_json_schema_gives_the_same_verdict(text: str, *, valid: bool) -> None:
    schema: dict[str, Any] = mapping_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    data = json.loads(json.dumps(yaml.safe_load(text)))
    assert jsonschema.Draft202012Validator(schema).is_valid(data) == valid
    try:
        mapped(text)
    except OpenPostingsError:
        assert not valid
    else:
        assert valid


def test_the_schema_lists_the_targets() -> None:
    text = json.dumps(mapping_schema())
    assert all(f'"{target}"' in text for target in TARGETS)
