"""The published document: in step with the models, complete in words, small in vocabulary, and never changed again."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator
from pydantic import create_model

from openpostings.schema.base import Record
from openpostings.schema.document import MEND, SCHEMA_ID, json_schema, json_schema_text, published
from openpostings.schema.posting import SCHEMA_VERSION
from openpostings.schema.reference import field_reference, objects

ROOT = Path(__file__).parents[2]
DIGESTS = {"1.0": "322b821090976fb95f1177fdbed4d683ea24a6dd74bc9b63c3f76929acc2daf6"}
"""SHA-256 of each published file. Once a version is released its line is never touched again."""

DOCUMENT: dict[str, Any] = json.loads(published(SCHEMA_VERSION))

ASSERTIONS = {
    "additionalProperties", "allOf", "anyOf", "const", "enum", "exclusiveMinimum", "format", "if", "items", "maxItems",
    "maxLength", "maximum", "minItems", "minLength", "minimum", "not", "pattern", "properties", "required", "then",
    "type", "uniqueItems", "$ref",
}  # fmt: skip
NOTES = {"$comment", "$defs", "$id", "$schema", "description", "examples", "title"}
"""Every keyword that the document uses. A compiler of it to another form need know no other."""


def keywords(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for item in schema:
            yield from keywords(item)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            yield key
            if key in {"properties", "$defs"}:
                yield from keywords(list(value.values()))
            elif key not in {"const", "enum", "examples"}:
                yield from keywords(value)


def fields() -> list[tuple[str, str]]:
    return [(name, field) for name in objects() for field in body(name)["properties"]]


def body(name: str) -> dict[str, Any]:
    found: dict[str, Any] = DOCUMENT if name == "Posting" else DOCUMENT["$defs"][name]
    return found


def difference(expected: str, standing: str, path: str, mend: str) -> str:
    lines = difflib.unified_diff(
        standing.splitlines(), expected.splitlines(), path, "from the models", lineterm="", n=2
    )
    return "\n".join([*lines, "", f"Mend it by: {mend}"])


def test_models_and_published_file_are_in_step() -> None:
    path = f"schema/openpostings/schema/published/{SCHEMA_VERSION}/posting.schema.json"
    standing, expected = (ROOT / path).read_text(encoding="utf-8"), json_schema_text()
    assert standing == expected, difference(expected, standing, path, MEND.format(version=SCHEMA_VERSION))


def test_reference_is_in_step() -> None:
    standing, expected = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8"), field_reference()
    mend = "openpostings schema --markdown -o docs/reference.md"
    assert standing == expected, difference(expected, standing, "docs/reference.md", mend)


def test_difference_shows_what_and_how() -> None:
    shown = difference('"a": 2\n', '"a": 1\n', "x.json", "do this")
    assert '-"a": 1' in shown
    assert '+"a": 2' in shown
    assert shown.endswith("Mend it by: do this")


def test_published_files_are_those_that_were_released() -> None:
    folder = ROOT / "schema" / "openpostings" / "schema" / "published"
    standing = {path.parent.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*/*.json")}
    assert standing == DIGESTS


def test_a_version_that_was_never_released_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        published("0.9")


def test_head() -> None:
    assert DOCUMENT["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert DOCUMENT["$id"] == SCHEMA_ID
    assert f"/{SCHEMA_VERSION}/" in SCHEMA_ID


def test_document_is_valid_by_its_meta_schema() -> None:
    Draft202012Validator.check_schema(DOCUMENT)
    jsonschema_rs.meta.validate(DOCUMENT)


def test_only_stated_keywords_are_used() -> None:
    assert set(keywords(DOCUMENT)) == ASSERTIONS | NOTES


def test_objects_are_closed() -> None:
    assert all(body(name)["additionalProperties"] is False for name in objects())


def test_patterns_are_ascii_and_use_no_class_that_engines_read_differently() -> None:
    text = json.dumps(DOCUMENT)
    patterns = [part.partition('"')[0] for part in text.split('"pattern": "')[1:]]
    assert patterns
    for pattern in patterns:
        assert pattern.isascii()
        assert not any(f"\\\\{letter}" in pattern for letter in "dDwWsSbBpPzZ"), pattern


@pytest.mark.parametrize(("name", "field"), fields())
def test_field_has_description_example_and_source(name: str, field: str) -> None:
    schema = body(name)["properties"][field]
    assert schema["description"].endswith((".", "?"))
    assert schema["$comment"].startswith("Source: ")
    assert len(schema["examples"]) == 1


@pytest.mark.parametrize(("name", "field"), fields())
def test_example_is_valid_for_both(name: str, field: str) -> None:
    schema = body(name)["properties"][field]
    validator = Draft202012Validator({**schema, "$defs": DOCUMENT["$defs"]})
    model = objects()[name]
    by_name = {info.alias or key: info for key, info in model.model_fields.items()}
    info = by_name[field]
    typed: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    one = create_model("One", __base__=Record, value=(typed, ...))
    for example in schema["examples"]:
        validator.validate(example)
        one.model_validate_json(json.dumps({"value": example}))
        assert example is not None
        assert example != []


@pytest.mark.parametrize("name", objects())
def test_object_and_vocabulary_tell_what_they_are(name: str) -> None:
    assert body(name)["description"]


def test_every_member_of_a_vocabulary_has_a_meaning() -> None:
    for name, vocabulary in DOCUMENT["$defs"].items():
        for member in vocabulary.get("enum", []):
            assert f"- ``{member}``: " in vocabulary["description"], (name, member)


def test_reference_names_every_object_field_rule_and_member() -> None:
    text = field_reference()
    for name in DOCUMENT["$defs"]:
        assert f"\n## {name}\n" in text
    for _, field in fields():
        assert f"| `{field}`" in text
    for vocabulary in DOCUMENT["$defs"].values():
        for member in vocabulary.get("enum", []):
            assert f"| `{member}` |" in text
    assert json_schema() == DOCUMENT


def test_tables_of_the_reference_have_as_many_cells_in_each_row() -> None:
    for block in field_reference().split("\n\n"):
        rows = [line.replace("\\|", "").count("|") for line in block.splitlines() if line.startswith("|")]
        assert len(set(rows)) <= 1, block


def test_links_of_the_reference_lead_somewhere() -> None:
    text = field_reference()
    heads = {line.removeprefix("## ").lower() for line in text.splitlines() if line.startswith("## ")}
    links = {part.partition(")")[0] for part in text.split("](#")[1:]}
    assert links
    assert links <= heads
