"""Two validators, one verdict: Pydantic (of text and of values) against the published JSON Schema in two engines.

The figure of each test is what CI runs. ``OPENPOSTINGS_EXAMPLES=10`` makes it ten times as many, drawn anew each time.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from drawing import JsonRecord
from openpostings.schema import Posting
from openpostings.schema.base import Record
from openpostings.schema.document import published
from openpostings.schema.reference import ON_TEXT, beyond_json_schema
from strange import STRANGE
from strategies import mutations, places, postings, text_of

TIMES = int(os.environ.get("OPENPOSTINGS_EXAMPLES", "1"))
EXAMPLES = {"generated": 400 * TIMES, "mutated": 2_000 * TIMES, "round trip": 300 * TIMES}
assert EXAMPLES["mutated"] >= 2_000

DOCUMENT = json.loads(published("1.0"))
PYTHON = Draft202012Validator(DOCUMENT)
FORMATS = Draft202012Validator(DOCUMENT, format_checker=Draft202012Validator.FORMAT_CHECKER)
RUST = jsonschema_rs.Draft202012Validator(DOCUMENT, validate_formats=True)
BEYOND = {beyond.code for beyond in beyond_json_schema()} - {beyond.code for beyond in ON_TEXT}


def examples(name: str) -> Any:
    return settings(
        max_examples=EXAMPLES[name],
        deadline=None,
        database=None,
        derandomize=TIMES == 1,
        suppress_health_check=list(HealthCheck),
    )


def errors_of_text(text: str) -> list[tuple[str, str]]:
    try:
        Posting.model_validate_json(text)
    except ValidationError as error:
        return sorted((each["type"], str(each["loc"])) for each in error.errors())
    return []


def errors_of_value(value: object) -> list[tuple[str, str]]:
    try:
        Posting.model_validate(value)
    except ValidationError as error:
        return sorted((each["type"], str(each["loc"])) for each in error.errors())
    return []


def compare(record: object) -> str:
    """Hold all verdicts against one another, and give the one that they share."""
    text = text_of(record)
    value = json.loads(text)
    errors = errors_of_text(text)
    assert errors_of_value(value) == errors
    verdicts = {PYTHON.is_valid(value), FORMATS.is_valid(value), RUST.is_valid(value)}
    assert len(verdicts) == 1, "engines of JSON Schema differ"
    if verdicts == {True}:
        assert {kind for kind, _ in errors} <= BEYOND, "only JSON Schema accepts"
        return "beyond" if errors else "valid"
    assert errors, f"only Pydantic accepts: {[error.message for error in PYTHON.iter_errors(value)]}"
    return "invalid"


@examples("generated")
@given(postings())
def test_generated_postings_are_valid_for_all(record: JsonRecord) -> None:
    assert compare(record) == "valid"


def test_mutated_postings_get_one_verdict() -> None:
    seen: Counter[str] = Counter()

    @examples("mutated")
    @given(mutations())
    def run(record: JsonRecord) -> None:
        seen[compare(record)] += 1

    run()
    # The comparison is worth something only where each verdict is met often.
    assert sum(seen.values()) >= EXAMPLES["mutated"]
    assert min(seen["valid"], seen["invalid"], seen["beyond"]) > EXAMPLES["mutated"] // 100, seen


FULL: JsonRecord = json.loads(
    (Path(__file__).parents[1] / "conformance" / "valid" / "1.0" / "every-field.json").read_text(encoding="utf-8")
)
"""A record with every field: each of its places is given each strange value."""

EVERY = int(os.environ.get("OPENPOSTINGS_EVERY", "11"))
"""Which share of those is run: one in eleven in CI (about 3,000), 1 for all 30,000 and more."""


@pytest.mark.parametrize("number", range(4))
def test_strange_value_at_every_place_gets_one_verdict(number: int) -> None:
    spots = [(path, value) for path, _ in places(FULL)[1:] for value in STRANGE]
    for path, value in spots[number::4][::EVERY]:
        record = json.loads(json.dumps(FULL))
        here = record
        for part in path[:-1]:
            here = here[part]
        here[path[-1]] = value
        compare(record)


@examples("round trip")
@given(postings())
def test_round_trip(record: JsonRecord) -> None:
    posting = Posting.model_validate(record)
    written = posting.model_dump_json()
    again = Posting.model_validate_json(written)
    assert again == posting
    assert again.model_dump_json() == written
    value = json.loads(written)
    assert PYTHON.is_valid(value)
    assert RUST.is_valid(value)
    assert posting.model_dump(mode="json") == value
    every_field_is_written(posting, value)


def every_field_is_written(model: Record, value: dict[str, Any]) -> None:
    names = [field.alias or name for name, field in type(model).model_fields.items()]
    assert list(value) == names
    for name, attribute in zip(names, type(model).model_fields, strict=True):
        inner = getattr(model, attribute)
        if isinstance(inner, Record):
            every_field_is_written(inner, value[name])
        elif isinstance(inner, list):
            assert isinstance(value[name], list)
            for item, written in zip(inner, value[name], strict=True):
                if isinstance(item, Record):
                    every_field_is_written(item, written)


TEXTS = {
    "trailing comma": '{"a": 1,}',
    "comment": "/* x */ {}",
    "single quotes": "{'a': 1}",
    "zero before": '{"a": 01}',
    "plus sign": '{"a": +1}',
    "bare point": '{"a": .5}',
    "raw control character": '{"a": "\x01"}',
    "two values": "{} {}",
    "nothing": "",
    "byte order mark": "\ufeff{}",
    "deep": "[" * 100_000 + "]" * 100_000,
    "number of 5,000 digits": '{"a": 1' + "0" * 5_000 + "}",
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_no_json_is_refused_by_both_parsers(name: str) -> None:
    assert [kind for kind, _ in errors_of_text(TEXTS[name])] == ["json_invalid"]
    with pytest.raises((ValueError, RecursionError)):
        json.loads(TEXTS[name])


@pytest.mark.parametrize(
    "number", ["60.5000000000000000000000000001", "605e-1", "6E1", "1" + "0" * 4_000, "1e-400", "-0", "0E-0"]
)
def test_numbers_in_unusual_writing(number: str) -> None:
    text = json.dumps({**FULL, "base_salary": {"max_value": 271828.25}}).replace("271828.25", number)
    value = json.loads(text)
    assert (errors_of_text(text) == []) is PYTHON.is_valid(value) is RUST.is_valid(value)
    assert errors_of_text(text) == errors_of_value(value)
