from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.pay_values import Number, read_pay_unit, read_pay_values


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("HOUR", "HOUR"),
        ("hourly", "HOUR"),
        ("per-hour-wage", "HOUR"),
        ("PER_MONTH", "MONTH"),
        ("monthly", "MONTH"),
        ("per-year-salary", "YEAR"),
        ("annum", "YEAR"),
        ("PA", "YEAR"),
        ("1 YEAR", "YEAR"),
        ("Per Year", "YEAR"),
        ("pro Stunde", "HOUR"),
        ("week", "WEEK"),
        ("daily", "DAY"),
        ("", None),
        ("fortnight", None),
        ("full-time", None),
        ("one-time", None),
        ("YEARS OF WORK", None),
    ],
)
def test_units(text: str, unit: str | None) -> None:
    assert read_pay_unit(text) == unit


@pytest.mark.parametrize(
    ("low", "high", "row", "bound"),
    [
        (85_000, 90_000, ("85000", "90000"), "range"),
        ("85,389", "116975.50", ("85389", "116975.5"), "range"),
        ("45.000,00", None, ("45000", None), "least"),
        (0, 650.5, (None, "650.5"), "most"),
        (-1, "70000", (None, "70000"), "most"),
        (52, 52.0, ("52", "52"), "exact"),
        (90, 80, ("80", "90"), "range"),
    ],
)
def test_numbers(low: Number, high: Number, row: tuple[str | None, str | None], bound: str) -> None:
    found = read_pay_values(low, high, currency="EUR", unit="year")
    assert found.pay is not None
    read = (found.pay.min_value, found.pay.max_value)
    assert tuple(None if value is None else f"{value:f}" for value in read) == row
    assert (found.pay.bound, found.pay.currency, found.pay.unit_text, found.refused) == (bound, "EUR", "YEAR", ())


@pytest.mark.parametrize(
    ("low", "high"), [(0, 0), (-1, None), ("", " "), ("null", "N/A"), (None, float("nan")), ("0.0", 0)]
)
def test_sentinels_say_nothing(low: Number, high: Number) -> None:
    found = read_pay_values(low, high, currency="USD", unit="HOUR")
    assert (found.status, found.stated) == ("silent", ())


@pytest.mark.parametrize(
    "value", ["competitive", "1e30", -500, float("inf"), "1_000", "\u0664\u0665", "9" * 60, "45-60", "1.2.3,4"]
)
def test_what_is_no_number_is_refused(value: Number) -> None:
    found = read_pay_values(value, None)
    assert (found.status, found.stated, len(found.refused)) == ("not_extracted", (), 1)


def test_one_bad_bound_does_not_take_the_other() -> None:
    found = read_pay_values("about", 70_000, currency="GBP", unit="year")
    assert found.pay is not None
    assert (found.pay.min_value, found.pay.max_value, len(found.refused)) == (None, Decimal(70_000), 1)


def test_what_was_done_is_noted() -> None:
    cents = read_pay_values(7_500_000, 9_150_050, currency="USD", unit="", in_cents=True).pay
    assert cents is not None
    assert (cents.min_value, cents.max_value) == (Decimal(75_000), Decimal("91500.5"))
    assert cents.notes == ("unit not stated", "stated in cents")
    yen = read_pay_values(6_000_000, None, currency="jpy", unit="YEAR", in_cents=True).pay
    assert yen is not None
    assert yen.min_value == 6_000_000
    swapped = read_pay_values(9, 8, currency="$", country="CA", unit="h").pay
    assert swapped is not None
    assert (swapped.currency, swapped.notes) == ("CAD", ("currency derived from $ in CA", "bounds put in order"))
    odd = read_pay_values(0.123456, None, currency="shells", unit="moon").pay
    assert odd is not None
    assert odd.notes == ("currency not understood", "unit not understood", "rounded to four decimals")


NUMBERS = st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.decimals(), st.from_regex(r"[0-9., -]{1,20}"))


@given(NUMBERS, NUMBERS, st.text(), st.text(), st.booleans())
def test_any_values_give_true_bounds_or_nothing(
    low: Number,
    high: Number,
    currency: str,
    unit: str,
    in_cents: bool,  # noqa: FBT001
) -> None:
    found = read_pay_values(low, high, currency=currency, unit=unit, in_cents=in_cents)
    for pay in found.stated:
        known = [value for value in (pay.min_value, pay.max_value) if value is not None]
        assert known
        assert known == sorted(known)
        assert all(0 < value < Decimal(10) ** 11 and value == round(value, 4) for value in known)


@given(st.integers(1, 10**9), st.integers(0, 10**6))
def test_cents_are_read_back(low: int, more: int) -> None:
    pay = read_pay_values(low, low + more, currency="EUR", unit="month", in_cents=True).pay
    assert pay is not None
    assert pay.min_value is not None
    assert pay.max_value is not None
    assert (pay.min_value * 100, pay.max_value * 100) == (low, low + more)
