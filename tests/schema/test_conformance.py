"""The conformance suite: every validator gives the verdict that each file expects, and each rule has a file."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from drawing import DEFINITIONS, SCHEMA
from openpostings.schema import Posting
from openpostings.schema.check import check_text
from openpostings.schema.document import published
from openpostings.schema.located import decode
from openpostings.schema.provenance import pointer
from openpostings.schema.reference import ON_TEXT, ON_VALUES, beyond_json_schema, objects
from openpostings.schema.result import Issue, codes

SUITE = Path(__file__).parents[1] / "conformance"
VALID = sorted((SUITE / "valid" / "1.0").glob("*.json"))
INVALID = {path: json.loads(path.read_text(encoding="utf-8")) for path in sorted((SUITE / "invalid" / "1.0").glob("*"))}
RECORDS = {path: case for path, case in INVALID.items() if "record" in case}
TEXTS = {path: case for path, case in INVALID.items() if "record" not in case}

DOCUMENT = json.loads(published("1.0"))
VALIDATORS = {
    "jsonschema": Draft202012Validator(DOCUMENT).is_valid,
    "jsonschema with formats": Draft202012Validator(
        DOCUMENT, format_checker=Draft202012Validator.FORMAT_CHECKER
    ).is_valid,
    "jsonschema-rs": jsonschema_rs.Draft202012Validator(DOCUMENT).is_valid,
    "jsonschema-rs with formats": jsonschema_rs.Draft202012Validator(DOCUMENT, validate_formats=True).is_valid,
}


def named(path: Path) -> str:
    return path.stem


def errors(text: str) -> list[tuple[str, str]]:
    try:
        Posting.model_validate_json(text)
    except ValidationError as error:
        return [(each["type"], pointer(each["loc"])) for each in error.errors()]
    return []


def raw(case: dict[str, Any]) -> bytes:
    return base64.b64decode(case["base64"]) if "base64" in case else str(case["text"]).encode()


@pytest.mark.parametrize("path", VALID, ids=named)
def test_valid_by_pydantic_as_text_and_as_value(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert errors(text) == []
    assert Posting.model_validate(json.loads(text)) == Posting.model_validate_json(text)


@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize("path", VALID, ids=named)
def test_valid_by_json_schema(path: Path, validator: str) -> None:
    assert VALIDATORS[validator](json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", RECORDS, ids=named)
def test_invalid_by_the_error_that_it_names(path: Path) -> None:
    case = RECORDS[path]
    expected = (case["expect"]["type"], case["expect"]["path"])
    assert errors(json.dumps(case["record"])) == [expected]
    with pytest.raises(ValidationError):
        Posting.model_validate(case["record"])


@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize("path", RECORDS, ids=named)
def test_invalid_by_json_schema_where_it_can_say_so(path: Path, validator: str) -> None:
    case = RECORDS[path]
    assert VALIDATORS[validator](case["record"]) is not case["expect"]["json_schema"]


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_text_is_refused_by_the_checker(path: Path) -> None:
    expect = TEXTS[path]["expect"]
    decoded = decode(raw(TEXTS[path]))
    if isinstance(decoded, Issue):
        assert decoded.name == expect["type"]
        return
    findings = check_text(decoded, file="text.json", kind="json").findings
    assert (expect["type"], expect["path"]) in [(found.rule, found.path) for found in findings]


@pytest.mark.parametrize("path", TEXTS, ids=named)
def test_text_leaves_values_that_json_schema_accepts(path: Path) -> None:
    value = json.loads(raw(TEXTS[path]).decode("utf-8" if "text" in TEXTS[path] else "latin-1"))
    assert VALIDATORS["jsonschema"](value)


def test_suite_has_its_size() -> None:
    assert len(VALID) >= 25
    assert len(INVALID) >= 60


def test_every_rule_has_a_file() -> None:
    rules = {rule.code for model in objects().values() for rule in getattr(model, "rules", ())}
    tested = {case["expect"]["type"] for case in INVALID.values()}
    assert rules | {beyond.code for beyond in (*ON_VALUES, *ON_TEXT)} <= tested


def test_every_cross_field_rule_of_every_object_has_a_file() -> None:
    # Bounds stand on seven objects: one file would not show that each of the seven holds them.
    rules = {(name, rule.code) for name, model in objects().items() for rule in getattr(model, "rules", ())}
    assert {(owner, code) for owner, code in rules if not refused(owner, code)} == set()


def refused(owner: str, code: str) -> bool:
    return any(case["expect"]["type"] == code and owner in owners(case["expect"]["path"]) for case in RECORDS.values())


def owners(path: str) -> set[str]:
    """Name the objects on the way to a place."""
    here: dict[str, Any] = SCHEMA
    found = {"Posting"}
    for part in path.split("/")[1:]:
        step = here["items"] if part.isdigit() else here["properties"][part]
        options = [option for option in step.get("anyOf", [step]) if "$ref" in option]
        if options:
            name = str(options[0]["$ref"]).rpartition("/")[2]
            found.add(name)
            step = DEFINITIONS[name]
        here = step
    return found


def test_every_vocabulary_has_a_file_and_every_member_is_taken() -> None:
    members = {word for body in DEFINITIONS.values() for word in body.get("enum", [])}
    strings = {word for path in VALID for word in words(json.loads(path.read_text(encoding="utf-8")))}
    assert members <= strings
    refused_in = {vocabulary(case["expect"]["path"]) for case in RECORDS.values() if case["expect"]["type"] == "enum"}
    assert {name for name, body in DEFINITIONS.items() if "enum" in body} <= refused_in


def vocabulary(path: str) -> str:
    return next(iter(name for name in owners(path) if "enum" in DEFINITIONS.get(name, {})), "")


def words(value: object) -> set[str]:
    if isinstance(value, str):
        return {value}
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {word for item in items for word in words(item)}


def test_what_json_schema_cannot_say_is_what_the_files_say() -> None:
    listed = {beyond.code for beyond in beyond_json_schema()}
    assert {case["expect"]["type"] for case in INVALID.values() if not case["expect"]["json_schema"]} == listed
    assert not {case["expect"]["type"] for case in INVALID.values() if case["expect"]["json_schema"]} & listed


def test_table_of_codes_says_the_same() -> None:
    by_rule = {name: row for row in codes().values() for name in (row.name, *row.rules, *row.errors)}
    for beyond in beyond_json_schema():
        assert not by_rule[beyond.code].json_schema, beyond.code
    for case in RECORDS.values():
        assert by_rule[case["expect"]["type"]].json_schema is case["expect"]["json_schema"], case["expect"]
