"""Tables with a mapping: whole records, estimates, ratings, dates, bounds of pay, and what nobody reads."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import SOURCES, Came, came_of, came_of_text, expected, mapped, told

from openpostings.builders.sources.mapped_values import rating_off
from openpostings.builders.sources.mapping import read_mapping
from openpostings.builders.sources.python_list import python_list

FOLDER = SOURCES / "table"
HEAD = "mapping: 1\nsite: mill-board\ncolumns:\n  Title: title\n  Firm: employer\n"


def came(columns: str, **cells: Any) -> Came:
    line = {"Title": "Clerk", "Firm": "Old Mill", **cells}
    return came_of_text(json.dumps([line]), mapping=mapped(HEAD + columns))


def test_a_table_is_read_whole_by_its_mapping() -> None:
    found = came_of([FOLDER / "jobs.csv"], mapping=read_mapping(FOLDER / "jobs.mapping.yaml"))
    assert [told(record) for record in found.records] == expected("table")
    assert [found.unassigned(index) for index in (0, 1)] == [["/Contact: nobody"], ["/Contact: nobody"]]
    assert [one["code"] for one in found.problems] == ["unread"]
    assert found.problems[0]["message"].endswith("loses: Contact")


def test_an_estimate_is_not_stated_and_said_to_be_seen() -> None:
    found = came_of([FOLDER / "jobs.csv"], mapping=read_mapping(FOLDER / "jobs.mapping.yaml"))
    (row,) = found.evidence(0, "/base_salary")
    assert (row["status"], row["quote"]) == ("not_extracted", "$53K-$91K (Board est.)")


def test_broken_rows_cost_themselves() -> None:
    found = came_of([FOLDER / "refused.csv"], mapping=read_mapping(FOLDER / "jobs.mapping.yaml"))
    assert [record["title"] for record in found.records] == ["Good Hand"]
    assert [one["file"].partition("#")[2] for one in found.problems] == ["line 3", "line 4", "line 5"]


def test_a_table_without_a_mapping_is_refused_with_the_way_on() -> None:
    found = came_of([FOLDER / "jobs.csv"])
    assert [one["code"] for one in found.problems] == ["unknown"]
    assert "openpostings map" in found.problems[0]["message"]


def test_a_mapping_of_another_table_is_said() -> None:
    found = came_of_text("a,b,c\n1,2,3\n", mapping=mapped(HEAD))
    assert found.problems[0]["code"] == "unreadable"
    assert "none of the columns" in found.problems[0]["message"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Old Mill 3.8", "Old Mill"),
        ("Old Mill3.8", "Old Mill"),
        ("Old Mill\n4.0", "Old Mill"),
        ("Mill3 3.4", "Mill3"),
        ("SMC 3 4,3", "SMC 3"),
        ("Old Mill 4.9★", "Old Mill"),
        ("Logic20/20", "Logic20/20"),
        ("Mill 42", "Mill 42"),
        ("Level 3", "Level 3"),
        ("Release 17.5", "Release 17.5"),
        ("3.8", "3.8"),
    ],
)
def test_a_rating_is_cut_off_and_nothing_else(name: str, kept: str) -> None:
    line = name.replace("\n", " ")
    part = rating_off(line)
    assert part is not None
    assert line[slice(*part)] == kept
    found = came_of_text(
        json.dumps([{"T": "Clerk", "F": name}]),
        mapping=mapped("mapping: 1\nsite: b\ncolumns: {T: title, F: {to: employer, strip: rating}}\n"),
    )
    assert found.records[0]["hiring_organization"]["name"] == kept


@pytest.mark.parametrize(
    ("options", "value", "day"),
    [
        ("", 1_704_067_200, "2024-01-01"),
        ("", "1704067200000", "2024-01-01"),
        ("", "1704067200.0", "2024-01-01"),
        ("", "2024-01-01T10:00:00Z", "2024-01-01"),
        ("", "5 March 2024", "2024-03-05"),
        (", order: day_first", "03/04/2024", "2024-04-03"),
        (", order: month_first", "03/04/2024", "2024-03-04"),
        ("", "0001-01-01", None),
        ("", "soon", None),
        ("", 7, None),
    ],
)
def test_a_day_is_read_in_its_forms(options: str, value: object, day: str | None) -> None:
    found = came(f"  When: {{to: posted{options}}}\n", When=value)
    assert found.records[0]["date_posted"] == day


@pytest.mark.parametrize(
    ("cells", "pay"),
    [
        ({"Min": 50000, "Max": "80,000", "Cur": "usd", "Per": "yearly"}, (50000, 80000, "USD", "YEAR")),
        ({"Min": 21.5, "Max": None, "Cur": "EUR", "Per": "hourly"}, (21.5, None, "EUR", "HOUR")),
        ({"Min": 0, "Max": -1, "Cur": "USD", "Per": "YEAR"}, None),
        ({"Min": 80000, "Max": 50000, "Cur": "USD", "Per": "YEAR"}, "seen"),
        ({"Min": 50000, "Max": 80000, "Cur": "", "Per": "YEAR"}, "seen"),
        ({"Min": 50000, "Max": 80000, "Cur": "USD", "Per": "fortnight"}, "seen"),
    ],
)
def test_bounds_of_pay_in_columns_of_their_own(cells: dict[str, Any], pay: object) -> None:
    columns = "  Min: pay_min\n  Max: pay_max\n  Cur: pay_currency\n  Per: pay_unit\n"
    found = came(columns, **cells)
    got = found.records[0]["base_salary"]
    assert (tuple(got.values()) if got else None) == (pay if isinstance(pay, tuple) else None)
    seen = [row["status"] for row in found.evidence(0, "/base_salary")]
    assert seen == (["stated"] if isinstance(pay, tuple) else ["not_extracted"] if pay else [])


def test_currency_and_unit_of_all_rows_stand_in_the_mapping() -> None:
    found = came("  Min: pay_min\ncurrency: GBP\nunit: MONTH\n", Min=2000)
    assert tuple(found.records[0]["base_salary"].values()) == (2000, None, "GBP", "MONTH")


@pytest.mark.parametrize(
    ("columns", "cells", "field", "value"),
    [
        ("  R: remote\n", {"R": "TRUE"}, "job_location_type", "TELECOMMUTE"),
        ("  R: remote\n", {"R": False}, "job_location_type", None),
        ("  A: active\n", {"A": "no"}, "status", "closed"),
        ("  V: authorization\n", {"V": "No sponsorship"}, "work_authorization", {"visa_sponsorship": "not_offered"}),
        ("  C: category\n", {"C": "Milling"}, "occupational_category", [{"name": "Milling"}]),
        (
            "  K: {to: category, split: ','}\n",
            {"K": "Milling, Grain"},
            "occupational_category",
            [{"name": "Milling"}, {"name": "Grain"}],
        ),
        ("  U: unit\nsentinels: ['-1']\n", {"U": "-1"}, "employment_unit", None),
        ("  T: employment_type\n", {"T": "Full-time"}, "employment_type", ["FULL_TIME"]),
        ("  Team*: unit\n", {"Team*": "Grain"}, "employment_unit", "Grain"),
        ("  /org/unit: unit\n", {"org": {"unit": "Grain"}}, "employment_unit", "Grain"),
    ],
)
def test_a_column_goes_where_the_mapping_says(columns: str, cells: dict[str, Any], field: str, value: object) -> None:
    found = came(columns, **cells)
    assert told(found.records[0]).get(field) == value
    assert found.unassigned(0) == []


def test_a_default_of_a_form_is_not_stated() -> None:
    found = came("  Kind: employment_type\nnot_stated: {Kind: [Full-time]}\n", Kind="Full-time")
    assert found.records[0]["employment_type"] == []
    assert [row["status"] for row in found.evidence(0, "/employment_type")] == ["not_extracted"]


def test_the_employer_may_stand_before_the_place() -> None:
    text = json.dumps(
        [{"T": "Clerk", "P": "Grain Lab, Mill Institute, Austin, TX (Hybrid)"}, {"T": "Clerk", "P": "Remote"}]
    )
    found = came_of_text(
        text, mapping=mapped("mapping: 1\nsite: b\ncolumns: {T: title, P: {to: place, before: employer}}\n")
    )
    first, second = found.records
    assert (first["hiring_organization"]["name"], first["job_location"][0]["raw"]) == (
        "Grain Lab, Mill Institute",
        "Austin, TX",
    )
    assert (second["hiring_organization"], second["completeness"]) == (None, "fragment")


def test_requisitions_of_two_employers_are_two() -> None:
    text = json.dumps([{"T": "Clerk", "F": firm, "R": "R-1"} for firm in ("Old Mill", "New Mill")])
    found = came_of_text(
        text, mapping=mapped("mapping: 1\nsite: b\ncolumns: {T: title, F: employer, R: requisition}\n")
    )
    assert [record["id"] for record in found.records] == ["b:old-mill-R-1", "b:new-mill-R-1"]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("['a', 'b']", ["a", "b"]),
        ("[]", []),
        ("[\"it's\", 'x\\n\\'y\\'']", ["it's", "x\n'y'"]),
        (r"['\u2013 \xe9 \U0001F600']", ["– é 😀"]),
        (r"['\ud800']", ["\ufffd"]),
        ("['a',]", ["a"]),
        ("['a', __import__('os')]", None),
        ("['a'", None),
        ("['a'] + ['b']", None),
        ("plain text", None),
        ("[" * 10_000, None),
    ],
)
def test_a_list_that_python_printed_is_read_and_nothing_runs(text: str, items: list[str] | None) -> None:
    assert python_list(text) == items


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20), max_size=5))
def test_what_python_prints_is_read_back(items: list[str]) -> None:
    assert python_list(repr(items)) == items


def place_of(record: dict[str, Any]) -> str:
    places = [place["raw"] for place in record["job_location"]]
    homes = [f"Remote in {home['raw']}" for home in record["applicant_location_requirements"]]
    return " ".join([*places, *homes])


WORDS = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,2}", fullmatch=True)
LINES = st.fixed_dictionaries(
    {
        "Role Name": WORDS,
        "Firm": WORDS,
        "Where": st.sampled_from(["Austin, TX", "Lyon, France", "Remote in Canada", ""]),
        "When": st.dates().filter(lambda day: 1990 < day.year < 2100).map(str),
        "Page": st.integers(1, 999).map(lambda number: f"https://a.example/jobs/{number}"),
    }
)
THROUGH = mapped(
    "mapping: 1\nsite: round\ncolumns: {Role Name: title, Firm: employer, Where: place, When: posted, Page: url}\n"
)


@given(st.lists(LINES, min_size=1, max_size=5))
def test_a_table_comes_back_through_its_mapping(lines: list[dict[str, str]]) -> None:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    for text in (out.getvalue(), json.dumps(lines)):
        found = came_of_text(text, mapping=THROUGH)
        back = [
            {
                "Role Name": record["title"],
                "Firm": record["hiring_organization"]["name"],
                "Where": place_of(record),
                "When": record["date_posted"],
                "Page": record["source"]["url"],
            }
            for record in found.records
        ]
        assert back == lines
