"""The crosswalk with schema.org: nothing is left untold, and both directions undo each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawing import DEFINITIONS, SCHEMA, JsonRecord
from openpostings.schema import Posting
from openpostings.schema.crosswalk import from_schema_org, schema_org, to_schema_org
from strategies import postings

VALID = Path(__file__).parents[1] / "conformance" / "valid" / "1.0"
FULL: JsonRecord = json.loads((VALID / "every-field.json").read_text(encoding="utf-8"))
TABLE = schema_org()
UNHURRIED = settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
BARE: JsonRecord = {
    "schema_version": "1.0",
    "id": "page:x",
    "completeness": "fragment",
    "provenance": [{"path": "", "status": "asserted"}],
}


def fields() -> set[str]:
    """Give every field of the record, and of the objects in it, as ``outer/inner``."""
    found: set[str] = set()
    for name, schema in SCHEMA["properties"].items():
        text = json.dumps(schema)
        inner = [key for key in DEFINITIONS if f'"#/$defs/{key}"' in text and "properties" in DEFINITIONS[key]]
        found |= {f"{name}/{part}" for key in inner for part in DEFINITIONS[key]["properties"]} or {name}
    return found


def is_told(field: str) -> int:
    tables = [TABLE.mapped, TABLE.lost_out]
    return sum(field in table or field.partition("/")[0] in table for table in tables)


def test_every_field_is_mapped_or_lost_with_a_reason() -> None:
    assert {field: is_told(field) for field in fields() if is_told(field) != 1} == {}
    known = fields() | {field.partition("/")[0] for field in fields()}
    assert set(TABLE.mapped) | set(TABLE.lost_out) <= known
    assert all(TABLE.lost_out.values())


def test_every_property_is_mapped_or_lost_with_a_reason() -> None:
    assert len(TABLE.own) == len(set(TABLE.own)) == 36
    told = [*set(TABLE.mapped.values()), *TABLE.lost_in, *TABLE.read_as_text, *TABLE.said_again]
    assert sorted(told) == sorted(set(told))
    assert set(told) == {*TABLE.own, *TABLE.inherited}
    assert set(TABLE.superseded.values()) <= set(TABLE.own)
    assert all(TABLE.lost_in.values())


def stated(value: Any) -> Any:
    """Leave out what says nothing, in whole depth."""
    if isinstance(value, dict):
        return {name: kept for name, one in value.items() if (kept := stated(one)) not in (None, [], {})}
    if isinstance(value, list):
        return [kept for one in value if (kept := stated(one)) not in (None, [], {})]
    return value


def sayable(record: JsonRecord) -> JsonRecord:
    """Cut a record down to what the table says that schema.org can say."""
    said: JsonRecord = {}
    for name, value in json.loads(json.dumps(record)).items():
        if name in TABLE.mapped:
            said[name] = value
            continue
        kept = {field.partition("/")[2] for field in TABLE.mapped if field.startswith(f"{name}/")}
        if kept and isinstance(value, list):
            said[name] = [{part: one.get(part) for part in kept} for one in value if one.get("scope") != "company"]
        elif kept and value is not None:
            said[name] = {part: value.get(part) for part in kept}
    said["job_start_dates"] = (said.get("job_start_dates") or [])[:1]
    lengths = said.get("experience_requirements") or []
    said["experience_requirements"] = [one for one in lengths if one["months_min"] is not None]
    cut: JsonRecord = stated(said)
    return cut


@UNHURRIED
@given(postings())
def test_what_schema_org_can_say_comes_back(record: JsonRecord) -> None:
    posting = Posting.model_validate(record)
    back = from_schema_org(json.loads(json.dumps(to_schema_org(posting))))
    assert sayable(back) == sayable(posting.model_dump(mode="json"))


def test_what_comes_back_of_a_full_posting_makes_a_posting() -> None:
    posting = Posting.model_validate(FULL)
    back = from_schema_org(to_schema_org(posting))
    made = {**BARE, **back, "source": {**back["source"], "site": "page", "kind": "page"}}
    assert sayable(Posting.model_validate(made).model_dump(mode="json")) == sayable(posting.model_dump(mode="json"))


def test_a_full_posting_leaves_nothing_out_but_what_the_table_says() -> None:
    perks = [{**perk, "scope": "posting"} for perk in FULL["job_benefits"]]
    node = to_schema_org(Posting.model_validate({**FULL, "job_benefits": perks}))
    assert set(node) - {"@context", "@type"} == set(TABLE.mapped.values())


def test_what_is_not_stated_is_not_written() -> None:
    posting = Posting.model_validate({**BARE, "title": "Lab Aide", "source": {"site": "page", "kind": "page"}})
    assert to_schema_org(posting) == {"@context": "https://schema.org/", "@type": "JobPosting", "title": "Lab Aide"}


def test_a_perk_of_the_company_is_not_promised_with_the_job() -> None:
    perks = [{"name": "Gym", "scope": "company"}, {"name": "Bicycle", "scope": "posting"}]
    posting = Posting.model_validate({**BARE, "job_benefits": perks, "source": {"site": "page", "kind": "page"}})
    assert to_schema_org(posting)["jobBenefits"] == "Bicycle"


WORDS = st.sampled_from(["Glass blower", "Åsa & Co", "C++", "10 %", "x"])
URLS = st.sampled_from(["https://a.example/1", "http://b.example/?q=2"])
DAYS = st.sampled_from(["2026-05-11", "2024-02-29"])
MOMENTS = DAYS | st.sampled_from(["2026-05-11T08:30:00Z"]) | st.just(["2026-05-11", "2026-05-12T03:00:00Z"])
AMOUNTS = st.integers(1, 10**9) | st.sampled_from([12.5, 0.0625])


def node(kind: str, must: JsonRecord | None = None, **may: st.SearchStrategy[Any]) -> st.SearchStrategy[JsonRecord]:
    return st.fixed_dictionaries({"@type": st.just(kind), **(must or {})}, optional=may)


def several(one: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return one | st.lists(one, min_size=2, max_size=3)


def bounds(low: st.SearchStrategy[Any]) -> st.SearchStrategy[JsonRecord]:
    pair = st.lists(low, min_size=2, max_size=2, unique=True).map(sorted)
    return pair.map(lambda two: {"minValue": two[0], "maxValue": two[1]})


NAMED = node("Organization", {"name": WORDS})
ADDRESS = st.one_of(
    WORDS,
    node("PostalAddress", {"addressLocality": WORDS}, addressRegion=WORDS, addressCountry=st.just("SE")),
)
CREDENTIAL = node(
    "EducationalOccupationalCredential",
    {"credentialCategory": st.sampled_from(sorted(TABLE.credentials.values()))},
    about=several(WORDS),
)
PAY = st.one_of(AMOUNTS.map(lambda one: {"value": one}), bounds(AMOUNTS)).map(
    lambda value: {"@type": "MonetaryAmount", "currency": "SEK", "value": {"@type": "QuantitativeValue", **value}}
)
LENGTH = st.sampled_from(["P12W", "P1Y", "P90D"]) | bounds(st.integers(1, 99)).map(
    lambda value: {"@type": "QuantitativeValue", **value, "unitText": "MONTH"}
)
CANONICAL = st.fixed_dictionaries(
    {"@context": st.just("https://schema.org/"), "@type": st.just("JobPosting")},
    optional={
        "title": WORDS,
        "hiringOrganization": node(
            "Organization", {"name": WORDS}, url=URLS, sameAs=several(URLS), parentOrganization=NAMED
        ),
        "employmentUnit": NAMED,
        "industry": several(node("DefinedTerm", {"name": WORDS}, termCode=WORDS, inDefinedTermSet=WORDS)),
        "employmentType": st.sampled_from(["INTERN", ["PART_TIME", "VOLUNTEER"]]),
        "jobLocation": several(node("Place", {"address": ADDRESS})),
        "jobLocationType": st.just("TELECOMMUTE"),
        "datePosted": MOMENTS,
        "validThrough": MOMENTS,
        "jobStartDate": DAYS,
        "jobDuration": LENGTH,
        "workHours": st.sampled_from(["40 hours per week", "7.5 hours per day", "15-20 hours per week"]),
        "baseSalary": PAY,
        "incentiveCompensation": several(WORDS),
        "jobBenefits": several(WORDS),
        "description": WORDS,
        "responsibilities": several(WORDS),
        "qualifications": several(WORDS),
        "educationRequirements": several(CREDENTIAL),
        "experienceRequirements": several(
            node("OccupationalExperienceRequirements", {"monthsOfExperience": st.integers(0, 120)}, name=WORDS)
        ),
        "skills": several(WORDS | node("DefinedTerm", {"name": WORDS}, termCode=WORDS, inDefinedTermSet=WORDS)),
        "eligibilityToWorkRequirement": st.sampled_from(sorted(TABLE.authorization["eligible_persons"].values())),
        "securityClearanceRequirement": st.sampled_from(sorted(TABLE.clearance.values())),
        "applicationContact": node("ContactPoint", {"url": URLS}),
        "directApply": st.booleans(),
        "url": URLS,
        "identifier": node("PropertyValue", {"propertyID": st.just("identifier"), "value": WORDS}),
        "mainEntityOfPage": node("WebPage", {"inLanguage": st.just("sv")}, dateModified=MOMENTS, publisher=NAMED),
    },
)


@UNHURRIED
@given(CANONICAL)
def test_canonical_json_ld_comes_back(node: JsonRecord) -> None:
    fields = from_schema_org(node)
    source = {"site": "page", "kind": "page", **fields.pop("source", {})}
    assert to_schema_org(Posting.model_validate({**BARE, **fields, "source": source})) == node


@pytest.mark.parametrize("value", [None, 1, True, "x", [], [[]], [None], {}, {"@type": 7}, [{"name": []}, 3]])
def test_values_in_another_form_never_raise(value: object) -> None:
    every = dict.fromkeys({*TABLE.own, *TABLE.inherited}, value)
    assert isinstance(from_schema_org(every), dict)
