"""Codes of boards are read by a table; one that is not there is told, one that says nothing is silence."""

from __future__ import annotations

import pytest

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import Node, Reads
from openpostings.builders.sources.codes import credential, employment, experience_years, level, meant, workplace
from openpostings.builders.sources.lengths import hours
from openpostings.builders.sources.values import moment


def claims(reader: Reads, value: Json, **record: Json) -> list[tuple[str, Claim]]:
    words = str(value)
    return list(reader(Node("/x", value, 0, len(words), words, {"x": value, **record})))


def values(reader: Reads, value: Json) -> list[Json]:
    return [one.value for _, one in claims(reader, value)]


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("FullTime", ["FULL_TIME"]),
        ("full_time", ["FULL_TIME"]),
        ("fulltime_permanent", ["FULL_TIME"]),
        ("full-or-part-time", ["FULL_TIME", "PART_TIME"]),
        ("parttime_fixed_term", ["PART_TIME", "TEMPORARY"]),
        ("Intern", ["INTERN"]),
        ("Regular Full-Time (Nights)", ["FULL_TIME"]),
        ("permanent", []),
        ("trainee", []),
        ("Ninja", [None]),
    ],
)
def test_kinds_of_employment(code: str, kinds: list[str | None]) -> None:
    assert sorted(map(str, values(employment(), code))) == sorted(map(str, kinds))


@pytest.mark.parametrize(
    ("code", "read_as"),
    [("entry_level", ["entry"]), ("Director", ["executive"]), ("Not Applicable", []), ("mid_senior_level", [None])],
)
def test_levels(code: str, read_as: list[str | None]) -> None:
    assert values(level(), code) == read_as


def test_a_level_that_spans_several_says_so() -> None:
    ((field, claim),) = claims(level(), "Mid-Senior level")
    assert (field, claim.status, claim.note) == ("experience_level", "not_extracted", "spans several levels")


@pytest.mark.parametrize(
    ("code", "read_as"),
    [("Bachelor's Degree", "bachelor"), ("High School or equivalent", "high_school"), ("phd", "doctorate")],
)
def test_degrees(code: str, read_as: str) -> None:
    (found,) = values(credential(), code)
    assert isinstance(found, dict)
    assert found["credential_category"] == read_as


def test_a_degree_that_is_not_asked_for_is_silence() -> None:
    assert values(credential(), "Unspecified") == []


@pytest.mark.parametrize(
    ("code", "read_as"),
    [("on-site", ["ONSITE"]), ("OnSite", ["ONSITE"]), ("Remote", ["TELECOMMUTE"]), ("unspecified", [])],
)
def test_workplaces(code: str, read_as: list[str]) -> None:
    assert values(workplace(), code) == read_as


@pytest.mark.parametrize(("code", "bounds"), [("lt-1", (None, 12)), ("2-5", (24, 60)), ("gt-15", (180, None))])
def test_steps_of_years(code: str, bounds: tuple[int | None, int | None]) -> None:
    (found,) = values(experience_years(), code)
    assert isinstance(found, dict)
    assert (found["months_min"], found["months_max"]) == bounds


def test_a_level_of_internship_is_an_internship() -> None:
    assert values(meant("levels_of_employment", "employment_type"), "Internship") == ["INTERN"]
    assert values(meant("levels_of_employment", "employment_type"), "Senior Level") == []


@pytest.mark.parametrize(
    ("low", "high", "read_as"),
    [
        (24, 32, [{"value": 24.0, "max_value": 32.0, "unit_text": "WEEK"}]),
        (40, 40, [{"value": 40.0, "max_value": None, "unit_text": "WEEK"}]),
        ("0", 38, [{"value": 38.0, "max_value": None, "unit_text": "WEEK"}]),
        (0, 0, []),
        (None, "x", []),
        (10, 900, [None]),
    ],
)
def test_hours(low: Json, high: Json, read_as: list[Json]) -> None:
    reader = hours(low="/low", high="/high")
    assert [one.value for _, one in claims(reader, 1, low=low, high=high)] == read_as


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("2026-03-02T00:00:00.0000", {"date_posted": "2026-03-02"}),
        ("2026-03-02T00:00:00Z", {"date_posted": "2026-03-02"}),
        ("2026-03-02", {"date_posted": "2026-03-02"}),
        ("2026-03-02 09:30:00 UTC", {"date_posted": "2026-03-02", "posted_at": "2026-03-02T09:30:00Z"}),
        ("2026-03-02T23:30:00-04:00", {"date_posted": "2026-03-02", "posted_at": "2026-03-03T03:30:00Z"}),
        ("soon", {"date_posted": None}),
    ],
)
def test_midnight_is_a_day(text: str, fields: dict[str, Json]) -> None:
    assert {field: one.value for field, one in claims(moment("posted"), text)} == fields
