"""Listing files: what an entry says, what its form chose by itself, and what must not be listed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import SOURCES, came_of, came_of_text, expected, told

from openpostings.builders.sources.listing_out import LOSSES, to_simplify
from openpostings.builders.sources.simplify import SOURCE
from openpostings.schema.posting import Posting

LISTINGS = SOURCES / "simplify" / "listings.json"
REFUSED = SOURCES / "simplify" / "refused.json"
SHORT: dict[str, Any] = {"company_name": "Old Mill", "title": "Data Intern", "active": True, "is_visible": True}


def record_of(**fields: Any) -> dict[str, Any]:
    came = came_of_text(json.dumps([{**SHORT, "locations": ["Austin, TX"], **fields}]))
    assert came.counts == {("simplify", "posting"): 1}
    return came.records[0]


def statuses(record: dict[str, Any], path: str) -> list[str]:
    return [row["status"] for row in record["provenance"] if row["path"] == path]


def test_both_shapes_are_read_whole() -> None:
    came = came_of([LISTINGS])
    assert [told(record) for record in came.records] == expected("simplify")
    assert [came.unassigned(index) for index in range(3)] == [[], [], []]


def test_what_must_not_be_read_is_refused_and_the_rest_is_read() -> None:
    came = came_of([REFUSED])
    assert [(one["file"].partition("#")[2], one["code"]) for one in came.problems] == [
        ("/0", "unlisted"),
        ("/1", "broken"),
        ("/2", "broken"),
    ]
    assert [record["title"] for record in came.records] == ["Rock Intern"]


def test_one_number_on_several_jobs_does_not_make_them_one() -> None:
    came = came_of([LISTINGS])
    assert came.records[0]["source"]["identifier"] == came.records[1]["source"]["identifier"]
    assert len({record["id"] for record in came.records}) == 3


def test_an_identifier_stays_when_the_entry_is_touched_and_changes_with_the_address() -> None:
    one = record_of(url="https://a.example/1", date_updated=1_704_067_200)
    touched = record_of(url="https://a.example/1", date_updated=1_706_745_600, active=False, source="somebody")
    other = record_of(url="https://a.example/2", date_updated=1_704_067_200)
    assert one["id"] == touched["id"] != other["id"]


@pytest.mark.parametrize(
    ("choice", "gates"),
    [
        ("Does Not Offer Sponsorship", {"visa_sponsorship": "not_offered"}),
        ("U.S. Citizenship is Required", {"eligible_persons": "citizen"}),
        ("Offers Sponsorship", None),
        ("Other", None),
        ("Ask the mill", None),
    ],
)
def test_only_what_somebody_chose_is_said_of_sponsorship(choice: str, gates: dict[str, str] | None) -> None:
    record = record_of(sponsorship=choice)
    assert told(record).get("work_authorization") == gates
    silent = choice in {"Offers Sponsorship", "Other"}
    assert statuses(record, "/work_authorization") == (["not_extracted"] if silent else [])


@pytest.mark.parametrize(
    ("degrees", "levels"),
    [(["Bachelor's"], []), (["Master's"], ["master"]), (["Bachelor's", "PhD"], ["bachelor", "doctorate"]), ([], [])],
)
def test_a_bachelor_alone_is_the_choice_of_the_form(degrees: list[str], levels: list[str]) -> None:
    record = record_of(degrees=degrees)
    assert [one["credential_category"] for one in record["education_requirements"]] == levels
    if degrees == ["Bachelor's"]:
        assert statuses(record, "/education_requirements") == ["not_extracted"]


def test_a_season_without_a_year_is_seen_and_not_read() -> None:
    record = record_of(season="Summer")
    assert (record["terms"], statuses(record, "/terms")) == ([], ["not_extracted"])


def test_changed_before_posted_shows_both_sides() -> None:
    record = record_of(date_posted=1_706_745_600, date_updated=1_704_067_200)
    assert (record["date_posted"], record["date_modified"]) == ("2024-02-01", "2024-01-01")
    assert statuses(record, "/date_modified").count("conflicting") == 2
    in_order = record_of(date_posted=1_704_067_200, date_updated=1_706_745_600)
    assert "conflicting" not in statuses(in_order, "/date_modified")


@pytest.mark.parametrize(
    ("locations", "places", "homes"),
    [
        (["Remote", "US"], [], ["US"]),
        (["US"], ["US"], []),
        (["Remote", "Austin, TX"], ["Austin, TX"], []),
        (["Remote in USA", "London, UK"], ["London, UK"], ["USA"]),
        (["Austin, TX <br> Boise, ID"], ["Austin, TX", "Boise, ID"], []),
    ],
)
def test_a_country_beside_remote_is_where_to_live(locations: list[str], places: list[str], homes: list[str]) -> None:
    record = record_of(locations=locations)
    assert [place["raw"] for place in record["job_location"]] == places
    assert [place["raw"] for place in record["applicant_location_requirements"]] == homes


@pytest.mark.parametrize("document", [[], {}, [1, 2], [{"title": "x"}], {"jobs": [SHORT]}, None, "text"])
def test_other_documents_are_not_recognised(document: object) -> None:
    assert SOURCE.recognises(document) == 0


def test_an_entry_alone_and_lines_of_entries_are_read() -> None:
    entry = json.dumps({**SHORT, "locations": ["Austin, TX"]})
    assert came_of_text(entry).counts == {("simplify", "posting"): 1}
    assert came_of_text(f"{entry}\n{entry}\n").counts == {("simplify", "posting"): 2}


NAMES = st.sampled_from(["Old Mill", "Fernbrook & Sons", "Quarry Nine", "Ölmühle AG"])
TITLES = st.sampled_from(["Data Intern", "Firmware Engineer", "Controls Co-op", "R&D Analyst – Grain"])
PLACES = st.lists(
    st.sampled_from(["Austin, TX", "NYC", "Toronto, ON, Canada", "London, UK", "Remote in Canada", "Lyon, France"]),
    unique=True,
    max_size=4,
)
TERMS = st.lists(
    st.tuples(st.sampled_from(["Winter", "Spring", "Summer", "Fall"]), st.integers(2020, 2035)), unique=True, max_size=3
)
MOMENTS = st.integers(1_000_000_000, 4_000_000_000)
ENTRIES = st.fixed_dictionaries(
    {
        "company_name": NAMES,
        "title": TITLES,
        "locations": PLACES,
        "active": st.booleans(),
        "is_visible": st.just(value=True),
    },
    optional={
        "id": st.uuids().map(str),
        "company_url": st.sampled_from(["https://oldmill.example/", "https://simplify.jobs/c/Old-Mill", ""]),
        "url": st.sampled_from(["https://a.example/jobs/1", "https://a.example/jobs?id=7", ""]),
        "terms": TERMS.map(lambda found: [f"{season} {year}" for season, year in found]),
        "date_posted": MOMENTS,
        "date_updated": MOMENTS.map(lambda seconds: seconds * 1000),
        "sponsorship": st.sampled_from(
            ["Other", "Offers Sponsorship", "Does Not Offer Sponsorship", "U.S. Citizenship is Required"]
        ),
        "degrees": st.sampled_from([[], ["Bachelor's"], ["Master's"], ["Master's", "PhD"], ["Associate's"]]),
        "category": st.sampled_from(["Software", "Hardware", "Other"]),
    },
)
SAID = (
    "id", "title", "hiring_organization", "job_location", "applicant_location_requirements", "job_location_type",
    "terms", "posted_at", "modified_at", "date_posted", "date_modified", "status", "work_authorization",
    "education_requirements", "occupational_category", "application", "employment_type", "experience_level",
)  # fmt: skip


@given(ENTRIES)
def test_a_posting_written_as_an_entry_reads_as_the_same_posting(entry: dict[str, Any]) -> None:
    (first,) = came_of_text(json.dumps([entry])).records
    written = to_simplify(Posting.model_validate_json(json.dumps(first)))
    (again,) = came_of_text(json.dumps([written])).records
    assert {name: again[name] for name in SAID} == {name: first[name] for name in SAID}
    assert to_simplify(Posting.model_validate_json(json.dumps(again))) == written


def test_what_an_entry_cannot_say_is_told() -> None:
    assert len(LOSSES) == len(set(LOSSES)) > 3
    (record,) = came_of_text(json.dumps([{**SHORT, "locations": ["Bonn, Germany (Hybrid)"]}])).records
    assert record["job_location_type"] == "HYBRID"
    assert to_simplify(Posting.model_validate_json(json.dumps(record)))["locations"] == ["Bonn, Germany"]


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda one: st.lists(one, max_size=3))
)
def test_any_value_of_any_field_gives_a_record_or_a_reason(value: object) -> None:
    for name in ("locations", "terms", "sponsorship", "degrees", "date_posted", "url", "active", "category", "title"):
        came = came_of_text(json.dumps([{**SHORT, "terms": [], "locations": [], name: value}]))
        assert len(came.records) + len(came.problems) == 1
        assert not any(one["code"] == "unreadable" for one in came.problems)
