from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.dates import DateField, read_date_field, read_epoch

READ = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1))  # noqa: DTZ001 - hypothesis wants naive bounds


def read(value: str | float) -> DateField:
    return read_date_field(value, retrieved_at=READ)


@pytest.mark.parametrize(
    ("value", "day", "moment"),
    [
        ("2026-05-11", "2026-05-11", None),
        ("20260511", "2026-05-11", None),
        (20260511, "2026-05-11", None),
        (" May 11, 2026 ", "2026-05-11", None),
        ("Posted: 11. maj 2026", "2026-05-11", None),
        ("2026-05-11T23:30:00-05:00", "2026-05-11", "2026-05-12T04:30:00+00:00"),
        ("2026-05-11T08:00:00Z", "2026-05-11", "2026-05-11T08:00:00+00:00"),
        ("Mon, 11 May 2026 08:00:00 +0200", "2026-05-11", "2026-05-11T06:00:00+00:00"),
        ("2026-05-11T08:00:00.5+00:00", "2026-05-11", "2026-05-11T08:00:00.500000+00:00"),
    ],
)
def test_a_stated_day(value: str | float, day: str, moment: str | None) -> None:
    found = read(value)
    assert (found.status, found.day) == ("stated", date.fromisoformat(day))
    assert (found.moment.isoformat() if found.moment else None) == moment


@pytest.mark.parametrize(
    ("value", "day", "note"),
    [
        (1778457600, "2026-05-11", "seconds since 1970"),
        ("1778457600", "2026-05-11", "seconds since 1970"),
        (1778457600.25, "2026-05-11", "seconds since 1970"),
        (1778457600000, "2026-05-11", "milliseconds since 1970"),
        ("1778457600000", "2026-05-11", "milliseconds since 1970"),
        ("Posted 8 Days Ago", "2026-03-02", "counted from the moment of reading"),
        ("Yesterday", "2026-03-09", "counted from the moment of reading"),
        ("2 weeks ago", "2026-02-24", "counted from the moment of reading"),
        ("3 giorni fa", "2026-03-07", "counted from the moment of reading"),
    ],
)
def test_a_derived_day_says_how(value: str | float, day: str, note: str) -> None:
    found = read(value)
    assert (found.status, found.day, found.note) == ("derived", date.fromisoformat(day), note)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        "N/A",
        "null",
        "0001-01-01",
        "0001-01-01T00:00:00Z",
        "0000-00-00 00:00:00",
        "1970-01-01T00:00:00+00:00",
        "9999-12-31",
        0,
        -1,
        "0",
        "-1",
        "ab sofort",
        "As soon as possible",
        "ASAP",
        "Dès que possible",
        "Open until filled",
    ],
)
def test_nothing_is_said(value: str | float) -> None:
    found = read(value)
    assert (found.status, found.day, found.moment) == ("silent", None, None)


@pytest.mark.parametrize(
    "value",
    [
        "-1 days ago",
        "Posted 30+ Days Ago",
        "a month ago",
        "Q1 2027",
        "June 2026",
        "2026-02-30",
        "May 1, 2026 - June 1, 2026",
        "05/11/26",
        "soon",
        "2026",
        99,
        -86400,
        float("inf"),
        1e30,
        "9" * 30,
        "May 11, 2026 " * 60,
    ],
)
def test_something_gives_no_day_and_the_note_says_why(value: str | float) -> None:
    found = read(value)
    assert (found.status, found.day, found.moment) == ("not_extracted", None, None)
    assert found.note


def test_a_relative_time_needs_the_moment_of_reading() -> None:
    assert read_date_field("3 days ago").status == "not_extracted"


def test_the_order_of_the_source_is_kept() -> None:
    assert read_date_field("03/04/2026", day_first=True).day == date(2026, 4, 3)
    assert read_date_field("05/11/26", day_first=True).day == date(2026, 11, 5)
    assert read_date_field("05/11/26", day_first=False).day == date(2026, 5, 11)


@given(MOMENTS, st.booleans())
def test_seconds_and_milliseconds_are_read_back(moment: datetime, milliseconds: bool) -> None:  # noqa: FBT001
    whole = moment.replace(microsecond=0, tzinfo=UTC)
    found = read_epoch(whole.timestamp() * (1000 if milliseconds else 1))
    assert found is not None
    assert found[0] == whole
    assert found[1].startswith("milli") == milliseconds


@given(MOMENTS, st.integers(0, 400), st.sampled_from(["day", "hour", "week"]))
def test_what_was_counted_is_read_back(moment: datetime, count: int, unit: str) -> None:
    found = read_date_field(f"Posted {count} {unit}s ago", retrieved_at=moment)
    assert found.day == (moment - timedelta(**{f"{unit}s": count})).date()


@given(st.one_of(st.text(), st.floats(), st.integers(), st.from_regex(r"[0-9T:+./ -]{1,30}")))
def test_any_value_gives_a_day_or_says_why_not(value: str | float) -> None:
    found = read(value)
    assert (found.day is not None) == (found.status in ("stated", "derived"))
    assert found.note or found.status in ("stated", "silent")


def test_a_long_field_takes_no_long_time() -> None:
    begin = time.perf_counter()
    read("1 May 2026 " * 10_000)
    assert time.perf_counter() - begin < 1
