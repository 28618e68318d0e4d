from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.durations import AT_LEAST, AT_MOST, Duration, find_durations, find_job_durations


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 weeks", Duration(12, None, "WEEK")),
        ("12-week", Duration(12, None, "WEEK")),
        ("10\u201312 weeks", Duration(10, 12, "WEEK")),
        ("10 to 12 weeks", Duration(10, 12, "WEEK")),
        ("10 weeks to 12 weeks", Duration(10, 12, "WEEK")),
        ("six months", Duration(6, None, "MONTH")),
        ("three (3) months", Duration(3, None, "MONTH")),
        ("(8) weeks", Duration(8, None, "WEEK")),
        ("1 year", Duration(1, None, "YEAR")),
        ("6 Monate", Duration(6, None, "MONTH")),
        ("6 mois", Duration(6, None, "MONTH")),
        ("3 meses", Duration(3, None, "MONTH")),
        ("zwölf Wochen", Duration(12, None, "WEEK")),
    ],
)
def test_durations(text: str, value: Duration) -> None:
    (match,) = find_durations(text)
    assert (match.value, match.start, match.end, match.note) == (value, 0, len(text), None)


def test_bounds_are_noted() -> None:
    assert [match.note for match in find_durations("up to 6 months")] == [AT_MOST]
    assert [match.note for match in find_durations("6+ months")] == [AT_LEAST]
    assert [match.note for match in find_durations("at least 6 months")] == [AT_LEAST]


@pytest.mark.parametrize(
    "text",
    [
        "1.5 years",
        "0 days",
        "12-10 weeks",
        "two (3) weeks",
        "2026 months of",
        "a year",
        "24/7 days",
        "$5 days",
        "2) Days off",
        "5 weekends",
    ],
)
def test_no_duration(text: str) -> None:
    assert find_durations(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The internship runs for 12 weeks.", Duration(12, None, "WEEK")),
        ("You join us on a 12-week paid internship.", Duration(12, None, "WEEK")),
        ("Duration: 6 months", Duration(6, None, "MONTH")),
        ("**Contract length:** 18 months", Duration(18, None, "MONTH")),
        ("Our internship lasts ten weeks", Duration(10, None, "WEEK")),
        ("The placement will last for 10-12 weeks", Duration(10, 12, "WEEK")),
        ("Able to commit to working for 12 weeks", Duration(12, None, "WEEK")),
        ("The program is 10 weeks long", Duration(10, None, "WEEK")),
        ("a 12 month fixed-term contract", Duration(12, None, "MONTH")),
        ("The co-op takes place over 4 months", Duration(4, None, "MONTH")),
        ("stage de 6 mois", Duration(6, None, "MONTH")),
    ],
)
def test_job_durations(text: str, value: Duration) -> None:
    assert [match.value for match in find_job_durations(text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "We give 4 weeks of vacation",
        "16 weeks of parental leave",
        "2 years of experience in a similar role",
        "a 3-month probation period",
        "The role has a 3-month probation period",
        "a notice period of 3 months",
        "You will own a 6-week project",
        "within 3 months of joining the programme",
        "over the last 12 months the program grew",
        "The role ships every 2 weeks",
        "benefits start after 3 months of employment",
        "you completed a 12-week internship",
        "The internship runs for up to 6 months",
        "must be 18 years of age",
        "a program that has been around for 16 years",
        "held a similar position for 2 years",
        "Graduated in the past 2 years",
        "insurance for the first 6 months of employment",
    ],
)
def test_not_the_length_of_the_job(text: str) -> None:
    assert find_job_durations(text) == []


def test_a_least_length_says_so() -> None:
    (match,) = find_job_durations("The internship lasts at least 12 weeks.")
    assert (match.value, match.note) == (Duration(12, None, "WEEK"), AT_LEAST)


@given(st.integers(1, 998), st.integers(1, 400), st.booleans(), st.sampled_from(["DAY", "WEEK", "MONTH", "YEAR"]))
def test_written_durations_are_read_back(value: int, more: int, ranged: bool, unit: str) -> None:  # noqa: FBT001
    top = min(999, value + more) if ranged else None
    text = f"{value}-{top} {unit.lower()}s" if top else f"{value} {unit.lower()}s"
    (match,) = find_durations(f"It takes {text}.")
    assert (match.value.value, match.value.max_value, match.value.unit) == (value, top, unit)


PIECES = st.sampled_from(
    ["12", " ", "-", "to", "week", "weeks", "months", "six ", "(6) ", "internship ", "for ", "up to ", ".", "\n", "İ"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_gives_ordered_spans(text: str) -> None:
    for found in (find_durations(text), find_job_durations(text)):
        end = 0
        for match in found:
            assert end <= match.start < match.end <= len(text)
            end = match.end


@pytest.mark.parametrize(
    "unit", ["1 ", "12 weeks ", "12 to ", "12-week a b c ", "internship is 12 weeks ", "six ", "(1", "a week "]
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begin = time.perf_counter()
    find_durations(text)
    find_job_durations(text)
    assert time.perf_counter() - begin < 4
