"""The four laws of the record, as far as one record can show that they are kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from drawing import DEFINITIONS, SCHEMA, JsonRecord
from openpostings.schema import Posting
from openpostings.schema.provenance import BOOKKEEPING, pointer
from openpostings.schema.scalars import ID_PATTERN
from strategies import places, postings

VALID = Path(__file__).parents[1] / "conformance" / "valid" / "1.0"
FULL: JsonRecord = json.loads((VALID / "every-field.json").read_text(encoding="utf-8"))
LEAST: JsonRecord = json.loads((VALID / "complete-minimal.json").read_text(encoding="utf-8"))

OPTIONAL = sorted(set(SCHEMA["properties"]) - set(SCHEMA["required"]) - {"title", "hiring_organization", "provenance"})
LISTS = [name for name in OPTIONAL if SCHEMA["properties"][name].get("type") == ["array", "null"]]

# A whole posting takes long to draw on a busy machine, and that is no finding.
UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def posting(**fields: object) -> Posting:
    return Posting.model_validate({**LEAST, **fields})


def refused(**fields: object) -> set[str]:
    with pytest.raises(ValidationError) as caught:
        posting(**fields)
    return {error["type"] for error in caught.value.errors()}


# 1. Silence is never an answer.


@pytest.mark.parametrize("name", OPTIONAL)
def test_silence_absent_and_null_are_one(name: str) -> None:
    assert posting(**{name: None}) == posting()


@pytest.mark.parametrize("name", LISTS)
def test_silence_empty_list_is_the_same_as_null(name: str) -> None:
    assert posting(**{name: []}) == posting(**{name: None})
    assert json.loads(posting().model_dump_json())[name] == []


@pytest.mark.parametrize("name", sorted(set(OPTIONAL) - set(LISTS)))
def test_silence_is_written_as_null(name: str) -> None:
    assert json.loads(posting().model_dump_json())[name] is None


SENTINELS: tuple[Any, ...] = (
    0, -1, "", " ", "-1", "0000-00-00", "1970", "none given", False, [], {}, [""], [None], [{}], [0], [-1],
)  # fmt: skip


@pytest.mark.parametrize("name", OPTIONAL)
def test_silence_has_no_stand_in_at_the_top(name: str) -> None:
    accepted = [value for value in SENTINELS if is_valid({**LEAST, name: value})]
    text = {"employment_unit", "description"}
    expected = {name: [[]] for name in LISTS} | {name: ["-1", "0000-00-00", "1970", "none given"] for name in text}
    assert accepted == expected.get(name, [])


def is_valid(record: JsonRecord) -> bool:
    try:
        Posting.model_validate(record)
    except ValidationError:
        return False
    return True


NUMBERS = [
    (owner, field)
    for owner, body in DEFINITIONS.items()
    for field, schema in body.get("properties", {}).items()
    if any(option.get("type") in ("integer", "number") for option in schema.get("anyOf", [schema]))
]
COUNTED_FROM_NOUGHT = {
    ("Item", "depth"), ("Requirement", "depth"), ("Section", "start"), ("Section", "end"), ("Evidence", "start"),
    ("Evidence", "end"), ("Experience", "months_min"), ("Experience", "months_max"), ("Place", "latitude"),
    ("Place", "longitude"),
}  # fmt: skip
"""Here nought is a fact: the equator, no experience asked for, the first character."""


@pytest.mark.parametrize(("owner", "field"), NUMBERS)
def test_silence_is_no_number(owner: str, field: str) -> None:
    schema = DEFINITIONS[owner]["properties"][field]
    number = next(option for option in schema.get("anyOf", [schema]) if option.get("type") in ("integer", "number"))
    lowest = number.get("minimum", number.get("exclusiveMinimum"))
    if (owner, field) in COUNTED_FROM_NOUGHT:
        assert lowest in {0, -90, -180}
    else:
        assert lowest > 0 or "exclusiveMinimum" in number
        assert lowest >= 0


def test_silence_no_field_has_a_default_but_null_and_the_empty_list() -> None:
    assert '"default"' not in json.dumps(SCHEMA)
    for name, info in Posting.model_fields.items():
        if not info.is_required():
            assert info.get_default(call_default_factory=True, validated_data={}) in (None, []), name


def test_silence_of_an_object_is_null_and_not_an_empty_object() -> None:
    assert refused(base_salary={}) == {"nothing_stated"}
    assert refused(notices={"equal_opportunity": None}) == {"nothing_stated"}
    assert refused(job_location=[{"raw": None}]) == {"nothing_stated"}


def test_silence_of_a_notice_is_not_false() -> None:
    assert refused(notices={"equal_opportunity": False}) == {"literal_error"}


def test_silence_of_one_gate_says_nothing_of_the_others() -> None:
    gates = posting(work_authorization={"visa_sponsorship": "not_offered"}).work_authorization
    assert gates is not None
    assert (gates.eligible_persons, gates.security_clearance) == (None, None)


def test_silence_of_title_and_employer_is_for_fragments_alone() -> None:
    assert posting(title=None, hiring_organization=None, completeness="fragment").title is None
    assert refused(title=None, hiring_organization=None) == {"required_with"}


# 2. Every value has evidence.


FILLED = sorted(set(FULL) - BOOKKEEPING)


@pytest.mark.parametrize("name", FILLED)
def test_evidence_is_missed_for_each_field(name: str) -> None:
    rows = [{"path": pointer((other,)), "status": "stated"} for other in FILLED if other != name]
    with pytest.raises(ValidationError) as caught:
        Posting.model_validate({**FULL, "provenance": rows})
    errors = caught.value.errors()
    assert [(error["type"], error["loc"]) for error in errors] == [("evidence_missing", (name,))]


def test_evidence_of_each_field_is_enough() -> None:
    rows = [{"path": pointer((name,)), "status": "stated"} for name in FILLED]
    assert len(Posting.model_validate({**FULL, "provenance": rows}).provenance) == len(FILLED)


@UNHURRIED
@given(postings())
def test_evidence_covers_every_filled_leaf(record: JsonRecord) -> None:
    """Judge by other means than the rule does: walk every leaf and look for a row on the way to it."""
    made = json.loads(Posting.model_validate(record).model_dump_json())
    covered = {row["path"] for row in made["provenance"] if row["status"] != "not_extracted"}
    for path, value in places(made):
        if path and path[0] not in BOOKKEEPING and value is not None and not isinstance(value, dict | list):
            assert any(pointer(path[:length]) in covered for length in range(len(path) + 1)), path


def test_evidence_of_what_could_not_be_read_is_no_evidence_of_a_value() -> None:
    row = {"path": "/title", "status": "not_extracted"}
    assert refused(provenance=[row, {"path": "/hiring_organization", "status": "stated"}]) == {"evidence_missing"}


def test_evidence_quotes_what_its_span_holds() -> None:
    row = {"path": "", "status": "stated", "quote": "Z\u00fcrich", "start": 3}
    assert posting(provenance=[{**row, "end": 9}]).provenance[0].quote == "Z\u00fcrich"
    assert refused(provenance=[{**row, "end": 10}]) == {"quote_length"}


def test_evidence_points_into_the_record() -> None:
    assert refused(provenance=[{"path": "", "status": "stated"}, {"path": "/wage", "status": "stated"}]) == {
        "evidence_dangling"
    }


# 3. Contradictions are kept, and shown.


def test_contradiction_has_two_sides() -> None:
    whole, side = {"path": "", "status": "asserted"}, {"path": "/title", "status": "conflicting"}
    assert refused(provenance=[whole, side]) == {"conflict_one_sided"}
    assert refused(provenance=[whole, side, {**side, "path": "/hiring_organization"}]) == {"conflict_one_sided"}
    kept = posting(provenance=[whole, {**side, "quote": "BS"}, {**side, "quote": "MS"}]).provenance
    assert [row.quote for row in kept] == [None, "BS", "MS"]


# 4. Ids are deterministic.


@pytest.mark.parametrize("key", ["R-10234", "4015339", "sha256-0123456789abcdef", "a.b_c-d", "x" * 128])
def test_id_takes_what_sources_state(key: str) -> None:
    assert posting(id=f"acme:{key}").id == f"acme:{key}"


@pytest.mark.parametrize(
    "key", ["", ".", "..", "../x", "a/b", "a\\b", "a b", "a\n", "a:b", "-x", ".x", "\u00fc", "*", "x" * 129]
)
def test_id_is_safe_in_a_file_name(key: str) -> None:
    assert refused(id=f"acme:{key}") <= {"string_pattern_mismatch", "string_too_long"}


@UNHURRIED
@given(st.from_regex(ID_PATTERN, fullmatch=True))
def test_id_with_its_colon_replaced_is_a_file_name_anywhere(identifier: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", identifier.replace(":", "_"), flags=re.ASCII)
    assert len(identifier.partition(":")[2]) <= 128


def test_id_belongs_to_the_site_of_its_source() -> None:
    assert refused(id="other:R-10234") == {"id_site"}
    assert refused(id="acme-two:R-10234") == {"id_site"}


@UNHURRIED
@given(postings())
def test_id_and_record_are_the_same_in_each_run(record: JsonRecord) -> None:
    turned = dict(reversed(record.items()))
    assert Posting.model_validate(turned).model_dump_json() == Posting.model_validate(record).model_dump_json()
