from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.hours import AT_LEAST, WorkHours, find_work_hours


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("40 hours per week", WorkHours(40, None, "WEEK")),
        ("40 hrs/wk", WorkHours(40, None, "WEEK")),
        ("40hr/week", WorkHours(40, None, "WEEK")),
        ("15-20 hours a week", WorkHours(15, 20, "WEEK")),
        ("15 to 20 hours each week", WorkHours(15, 20, "WEEK")),
        ("twenty (20) hours weekly", WorkHours(20, None, "WEEK")),
        ("8 hours a day", WorkHours(8, None, "DAY")),
        ("37,5 Stunden/Woche", WorkHours(37.5, None, "WEEK")),
        ("35h/semaine", WorkHours(35, None, "WEEK")),
        ("40-hour work week", WorkHours(40, None, "WEEK")),
        ("Hours per week: 37.5", WorkHours(37.5, None, "WEEK")),
        ("Weekly hours: 20-25", WorkHours(20, 25, "WEEK")),
    ],
)
def test_hours(text: str, value: WorkHours) -> None:
    (match,) = find_work_hours(text)
    assert (match.value, match.start, match.end, match.note) == (value, 0, len(text), None)


def test_a_least_number_says_so() -> None:
    text = "a minimum of 20 hours per week"
    (match,) = find_work_hours(text)
    assert (match.value, match.note) == (WorkHours(20, None, "WEEK"), AT_LEAST)
    assert text[match.start : match.end] == "minimum of 20 hours per week"
    assert [match.note for match in find_work_hours("20+ hours per week")] == [AT_LEAST]


@pytest.mark.parametrize(
    "text",
    [
        "up to 20 hours per week",
        "more than 40 hours a week",
        "20 hours per week maximum",
        "40 hours of training per year",
        "8 hours of paid vacation per month",
        "24 hours a day, 7 days a week",
        "staff who work 30 hours per week are eligible for health cover",
        "our tool saves 10 hours per week",
        "0 hours per week",
        "200 hours per week",
        "20-15 hours per week",
        "1.234 hours per week",
        "hours per week",
        "40 hours",
        "24/7 hours a day",
        "Call hours: 20 people",
    ],
)
def test_no_hours(text: str) -> None:
    assert find_work_hours(text) == []


@given(st.integers(4, 98), st.integers(1, 40), st.booleans())
def test_written_hours_are_read_back(value: int, more: int, ranged: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    top = min(100, value + more) if ranged else None
    text = f"{value}-{top} hours per week" if top else f"{value} hours per week"
    assert [match.value for match in find_work_hours(text)] == [WorkHours(value, top, "WEEK")]


PIECES = st.sampled_from(
    ["40", " ", "-", "hours", "per week", "/", "week", "a day", "at least ", "Hours per week: ", "\n", "İ", "h"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_gives_ordered_spans(text: str) -> None:
    end = 0
    for match in find_work_hours(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


@pytest.mark.parametrize(
    "unit", ["1 ", "40 hours ", "40 hours per week ", "hours per week: ", "six hours ", "(1h", "1-h "]
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begin = time.perf_counter()
    find_work_hours(text)
    assert time.perf_counter() - begin < 3
