"""Each code on one good and one bad example, at the right line and column; and that all is found, not the first."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from openpostings.schema import Posting
from openpostings.schema.base import RuledRecord
from openpostings.schema.check import check_record, check_text, check_value, contributed
from openpostings.schema.explain import field_of
from openpostings.schema.report import FORMATS, Summary
from openpostings.schema.result import MAX_ISSUES, codes, names_by_error, safe, show

GOOD = """\
schema_version: "1.0"
id: acme:1
completeness: complete
title: Data Intern
hiring_organization: {name: Acme}
source: {site: acme, kind: contributed}
"""

TEXT_LEVEL = {
    "syntax-error": ("a: [1, 2\nb: 3\n", 2, 2),
    "too-deep": ("a: " + "[" * 70 + "]" * 70, 1, 67),
    "alias": (GOOD + "status: *x\n", 7, 9),
    "anchor": (GOOD + "status: &x open\n", 7, 9),
    "tag": (GOOD + "status: !!str open\n", 7, 9),
    "merge-key": (GOOD + "notices:\n  <<: {equal_opportunity: true}\n  accommodation: true\n", 8, 3),
    "duplicate-key": (GOOD + "title: Other\n", 7, 1),
    "key-not-text": (GOOD + "12: x\n", 7, 1),
    "several-documents": (GOOD + "---\n" + GOOD, 7, 1),
    "number-not-finite": (GOOD + "work_hours: {value: .inf, unit_text: WEEK}\n", 7, 21),
    "line-separator": (GOOD + "language: e\u2028n\n", 7, 12),
    "empty-document": ("# nothing\n", 1, 1),
}

RECORD_LEVEL = {
    "unknown-field": ("titel: x\n", 7, 1),
    "required": ("terms: [{season: summer}]\n", 7, 9),
    "wrong-type": ("notices:\n  equal_opportunity: NO\n", 8, 22),
    "not-in-vocabulary": ("employment_type: [INTERN, INTERNS]\n", 7, 27),
    "wrong-format": ("language: English\n", 7, 11),
    "out-of-range": ("terms:\n- {season: fall, year: 1812}\n", 8, 24),
    "too-long": (f"employment_unit: {'x' * 501}\n", 7, 18),
    "too-many": (f"incentive_compensation: [{'equity, ' * 10_001}]\n", 7, 25),
    "blank-text": ('employment_unit: ""\n', 7, 18),
    "not-folded": ("employment_unit: a  b\n", 7, 18),
    "nothing-stated": ("job_location:\n  - {}\n", 8, 5),
    "required-with": ('posted_at: "2026-03-03T10:00:00Z"\n', 1, 1),
    "required-together": ("job_location:\n  - {latitude: 1.5}\n", 8, 5),
    "bounds-order": ("base_salary:\n  min_value: 60\n  max_value: 45\n", 9, 14),
    "not-unique": ("employment_type:\n  - INTERN\n  - INTERN\n", 9, 5),
    "not-ascending": ("job_start_dates: [2026-06-01, 2026-05-01]\n", 7, 31),
    "sections-order": ("sections:\n- {kind: team, start: 0, end: 9}\n- {kind: pay, start: 5, end: 12}\n", 9, 22),
    "date-format": ("date_posted: 2026-3-3\n", 7, 14),
    "timestamp-format": ("date_posted: 2026-03-03\nposted_at: 2026-03-03T10:00:00\n", 8, 12),
    "amount-decimals": ("base_salary: {min_value: 45.12345}\n", 7, 26),
    "evidence-dangling": ("provenance:\n- {path: '', status: asserted}\n- {path: /terms, status: stated}\n", 9, 10),
    "evidence-missing": ("provenance: [{path: /hiring_organization, status: asserted}]\n", 4, 8),
    "conflict-one-sided": (
        "provenance:\n- {path: '', status: asserted}\n- {path: /title, status: conflicting}\n",
        9,
        3,
    ),
    "quote-length": ("provenance: [{path: '', status: stated, quote: abc, start: 0, end: 2}]\n", 7, 48),
}

# The first six are shown in tests/dataset/test_entries.py, the others below.
ELSEWHERE = {
    "not-utf-8", "too-large", "unreadable", "unknown-format", "duplicate-id", "duplicate-record", "entry-name",
    "not-unicode", "id-site", "too-many-findings", "invalid-value",
}  # fmt: skip


def found(text: str, kind: str = "yaml") -> list[tuple[str, int, int]]:
    result = check_text(text, file="f", kind="yaml" if kind == "yaml" else "json")
    return [(finding.rule, finding.line, finding.column) for finding in result.findings]


def test_the_base_of_the_examples_is_clean() -> None:
    result = check_text(GOOD, file="f", kind="yaml")
    assert result.findings == ()
    assert result.posting is not None
    assert [row.method for row in result.posting.provenance] == ["contributed"]


@pytest.mark.parametrize("name", TEXT_LEVEL)
def test_documents_that_are_refused(name: str) -> None:
    text, line, column = TEXT_LEVEL[name]
    assert (name, line, column) in found(text)


@pytest.mark.parametrize("name", RECORD_LEVEL)
def test_records_that_are_wrong(name: str) -> None:
    text, line, column = RECORD_LEVEL[name]
    assert found(GOOD + text) == [(name, line, column)]


def test_a_lone_surrogate() -> None:
    text = json.dumps({"title": "a\ud800"})
    assert ("not-unicode", 1, 11) in found(text, "json")
    assert ("not-unicode", 1, 2) in found(json.dumps({"\udfff": 1}), "json")
    assert check_value({"title": "\ud800"})[0] is None


def test_an_identifier_of_another_site() -> None:
    assert found(GOOD.replace("acme:1", "other:1")) == [("id-site", 2, 5)]


def test_more_findings_than_are_listed() -> None:
    rows = "".join(f"x{index}: 1\n" for index in range(MAX_ISSUES + 5))
    rules = [rule for rule, _, _ in found(GOOD + rows)]
    assert len(rules) == MAX_ISSUES + 1
    assert rules.count("too-many-findings") == 1


def test_every_code_has_an_example() -> None:
    assert set(codes()) == {*TEXT_LEVEL, *RECORD_LEVEL, *ELSEWHERE}


def test_codes_are_unique_and_well_formed() -> None:
    rows = list(codes().values())
    assert len({row.code for row in rows}) == len(rows)
    assert all(row.why.endswith(".") and row.hint.endswith(".") and not row.message.endswith(".") for row in rows)
    assert list(json.loads(json.dumps({row.name: row.code for row in rows})).values()) == sorted(r.code for r in rows)
    errors = [error for row in rows for error in (*row.rules, *row.errors)]
    assert len(errors) == len(set(errors))


def models(model: type[BaseModel] = Posting) -> set[type[BaseModel]]:
    """Give a model and all models in it."""
    here = {model}
    stack: list[object] = [field.annotation for field in model.model_fields.values()]
    while stack:
        part = stack.pop()
        if isinstance(part, type) and issubclass(part, BaseModel):
            here |= models(part)
        stack.extend(get_args(part))
    return here


def test_every_rule_of_the_models_has_a_code_and_its_flag_is_right() -> None:
    ruled = [model for model in models() if issubclass(model, RuledRecord)]
    assert len(ruled) > 5
    for model in ruled:
        for rule in model.rules:
            row = codes()[names_by_error()[rule.code]]
            assert rule.code in row.rules
            assert row.json_schema is (rule.fragment() is not None), rule.code


def test_all_findings_not_the_first() -> None:
    text = """\
schema_version: "1.0"
id: acme:1
completeness: complete
titel: x
source: {site: acme, kind: contributed}
title: "a  b"
employment_type: [INTERNS, full-time]
base_salary: {min_value: 60, max_value: 45, currency: usd}
job_location:
- {latitude: 1}
work_authorization:
  visa_sponsorship: NO
status: *x
job_start_dates: [2026-06-01, 2026-05-01]
skills: [{name: ""}]
"""
    assert found(text) == [
        ("required-with", 1, 1),
        ("unknown-field", 4, 1),
        ("not-folded", 6, 8),
        ("not-in-vocabulary", 7, 19),
        ("not-in-vocabulary", 7, 28),
        ("bounds-order", 8, 41),
        ("wrong-format", 8, 55),
        ("required-together", 10, 3),
        ("not-in-vocabulary", 12, 21),
        ("alias", 13, 9),
        ("not-ascending", 14, 31),
        ("required", 15, 10),
        ("blank-text", 15, 17),
    ]


def test_what_follows_from_a_finding_is_no_finding() -> None:
    # The bad title is pointed to by evidence, and is the only value that has it.
    rows = "provenance: [{path: /title, status: stated}, {path: /hiring_organization, status: stated}]\n"
    assert found(GOOD.replace("Data Intern", '""') + rows) == [("blank-text", 4, 8)]
    assert found(GOOD + "provenance: [{path: 5, status: stated}]\n") == [("wrong-type", 7, 21)]
    assert found(GOOD.replace("site: acme", "site: A b")) == [("wrong-format", 6, 16)]


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("employment_type: [INTERNS]", "Did you mean `INTERN`?"),
        ("employment_type: [Full Time]", "Did you mean `FULL_TIME`?"),
        ("jobLocation: []", "Did you mean `job_location`?"),
        ("notices: {equal_opportunity: NO}", "Write false; `NO`, `off` and what is in quotes are text in YAML 1.2."),
        ("date_posted: 2026/3/3", "Write 2026-03-03."),
        ("date_posted: 2026-02-30", "There is no such day."),
        ("employment_unit: 5", "Put the value in quotes."),
        ('terms: [{season: fall, year: "2026"}]', "Write 2026 without quotes."),
        ("language: EN", 'Did you mean "en"?'),
        ("employment_unit: 'a '", 'Write "a".'),
        ("date_posted: 2026-03-03\nposted_at: 2026-03-03T10:00:00+02:00", "Write 2026-03-03T08:00:00Z."),
        ("terms: summer", 'For example: [{"season": "summer", "year": 2026}]'),
    ],
)
def test_hints_that_fit_the_value(line: str, hint: str) -> None:
    result = check_text(f"{GOOD}{line}\n", file="f", kind="yaml")
    assert [finding.hint for finding in result.findings] == [hint]


def test_null_at_a_field_that_must_be_there_is_a_missing_field() -> None:
    assert found(GOOD.replace("complete\n", "null\n")) == [("required", 3, 15)]
    assert found(GOOD + "employment_type: [null]\n") == [("not-in-vocabulary", 7, 19)]
    assert found(GOOD + "incentive_compensation: [null]\n") == [("wrong-type", 7, 26)]


@pytest.mark.parametrize("text", ["5", "[]", "null", '"a"', "[{}]", "true"])
def test_documents_that_are_no_object(text: str) -> None:
    for kind in ("yaml", "json"):
        assert found(text, kind) == [("wrong-type", 1, 1)]


def test_contributed_is_asserted_as_a_whole() -> None:
    data: dict[str, object] = {"source": {"kind": "contributed"}}
    assert contributed(data)["provenance"] == [{"path": "", "status": "asserted", "method": "contributed"}]
    assert "provenance" not in data
    for other in ({}, {"source": 5}, {"source": {"kind": "page"}}, {**data, "provenance": [{"path": "/a"}]}):
        assert contributed(other) is other
    assert contributed({**data, "provenance": []}) == contributed({**data, "provenance": None})


def test_values_of_columns_are_taken_as_they_are() -> None:
    row: dict[str, object] = {
        "schema_version": "1.0",
        "id": "acme:1",
        "completeness": "fragment",
        "source": {"site": "acme", "kind": "contributed"},
        "date_posted": dt.date(2026, 3, 3),
        "posted_at": dt.datetime(2026, 3, 3, 10, tzinfo=dt.UTC),
        "base_salary": {"min_value": Decimal("45.0000"), "max_value": None, "currency": None, "unit_text": None},
        "terms": None,
    }
    result = check_record(row, file="f.parquet", line=7)
    assert result.findings == ()
    bad = check_record({**row, "posted_at": dt.datetime(2026, 3, 3), "titel": 1}, file="f", line=7)  # noqa: DTZ001
    assert [(f.rule, f.line, f.column) for f in bad.findings] == [("unknown-field", 7, 1), ("timestamp-format", 7, 1)]


def test_given_values_are_safe_to_print_and_short() -> None:
    assert safe("\x1b[31m\u202e\u200b\ud800\n\x9b") == "\\u001b[31m\\u202e\\u200b\\ud800\\n\\u009b"
    assert len(show("x" * 100)) == 80
    assert show("a\x1b" * 30).isprintable()
    assert show(10**500) == "a number of very many digits"
    assert show([1]) == "a list of 1 item"
    assert show({"a": 1, "b": 2}) == "an object of 2 fields"
    assert [show(value) for value in (None, True, False, 1.5)] == ["null", "true", "false", "1.5"]
    text = FORMATS["text"](check_text('{"\\u001b[2J": 1}', file="a\x1b\udc80", kind="json").findings, Summary(1, 1))
    assert text.replace("\n", "").isprintable()


def test_the_report_as_text_and_json() -> None:
    result = check_text(GOOD + "employment_type: [INTERNS]\n", file="a.yaml", kind="yaml")
    text = FORMATS["text"](result.findings, Summary(1, 1)).splitlines()
    assert text[0] == "a.yaml:7:19 S104 /employment_type/0: the word is not in the field's vocabulary"
    assert text[1].startswith("    expected: one of `FULL_TIME`, ")
    assert text[2:] == [
        '    got: "INTERNS"',
        "    hint: Did you mean `INTERN`?",
        "1 finding: 1 record in 1 file checked",
    ]
    rows = json.loads(FORMATS["json"](result.findings, Summary(1, 1)))
    assert rows[0]["path"] == "/employment_type/0"
    assert rows[0]["rule"] == "not-in-vocabulary"
    assert FORMATS["json"]((), Summary(0, 0)) == "[]\n"


KEYS = st.sampled_from([*Posting.model_fields, "path", "kind", "start", "in", "unknown", "a/b~c", "\ud800"])
WORDS = st.sampled_from(["1.0", "INTERN", "/title"])
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), WORDS)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=30
)


@given(VALUES, st.dictionaries(KEYS, VALUES, max_size=6))
@settings(max_examples=300, deadline=None)
def test_any_value_gives_findings_with_a_code_of_its_own(value: object, more: dict[str, object]) -> None:
    base: dict[str, object] = {
        "schema_version": "1.0",
        "id": "acme:1",
        "completeness": "fragment",
        "source": {"site": "acme", "kind": "contributed"},
    }
    for data in (value, {**base, **more}):
        posting, issues = check_value(data)
        assert (posting is None) == bool(issues)
        assert all(issue.name != "invalid-value" for issue in issues)


def test_a_path_leads_to_its_field() -> None:
    field = field_of(("experience_requirements", 0, "in"))
    assert field is not None
    assert field.alias == "in"
    assert field_of(("title", "x")) is None
    assert field_of(()) is None
