"""Ages of rows and days without a year."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.ages import find_age, find_last_day

SEEN = dt.datetime(2026, 1, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "value", "unit", "is_open"),
    [
        ("3d", 3, "DAY", False),
        ("0d", 0, "DAY", False),
        ("2mo", 2, "MONTH", False),
        ("5 h", 5, "HOUR", False),
        ("1w", 1, "WEEK", False),
        ("30d+", 30, "DAY", True),
    ],
)
def test_an_age_is_read(text: str, value: int, unit: str, *, is_open: bool) -> None:
    (found,) = find_age(text)
    assert (found.value.value, found.value.unit, found.value.open) == (value, unit, is_open)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize("text", ["", "3", "d", "3x", "3d old", "2m", "1y", "1234d", "Oct 05"])
def test_other_texts_are_no_age(text: str) -> None:
    assert find_age(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [("Oct 05", "2025-10-05"), ("Jan 10", "2026-01-10"), ("Jan 12", "2025-01-12"), ("3 March", "2025-03-03")],
)
def test_a_day_without_a_year_is_the_last_one(text: str, day: str) -> None:
    (found,) = find_last_day(text, SEEN)
    assert found.value.isoformat() == day
    assert found.note


@pytest.mark.parametrize("text", ["", "soon", "Feb 29", "2026-01-05", "Oct 05, 2024", "Oct 05 and Oct 06"])
def test_a_day_that_is_not_sure_is_none(text: str) -> None:
    assert find_last_day(text, SEEN) == []


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 364))
def test_the_day_meant_is_found_within_a_year(day: dt.date, later: int) -> None:
    seen = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC) + dt.timedelta(days=later)
    if (day.month, day.day) != (2, 29):
        (found,) = find_last_day(f"{day:%b} {day.day}", seen)
        assert found.value in {day, day.replace(year=day.year + 1)}
        assert found.value == day or (found.value - seen.date()).days == 1
