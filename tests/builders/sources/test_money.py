"""Pay in parts: what is said is read, what is not said is not guessed, what cannot be read is told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import Node
from openpostings.builders.sources.money import PayParts, pay

PARTS = PayParts(low="/min", high="/max", currency="/currency", unit="/unit")
CENTS = PayParts(low="/min", high="/max", currency="/currency", words=("/title",), cents=True)


def read(value: Json, parts: PayParts = PARTS) -> dict[str, Claim]:
    return dict(pay(parts)(Node("/pay", value, 0, 9, "any words", {"pay": value})))


def pay_of(value: Json, parts: PayParts = PARTS) -> Any:
    return read(value, parts)["base_salary"].value


@pytest.mark.parametrize(
    ("unit", "read_as"),
    [
        ("per-hour-wage", "HOUR"),
        ("1 HOUR", "HOUR"),
        ("PH", "HOUR"),
        ("day", "DAY"),
        ("week", "WEEK"),
        ("Monthly", "MONTH"),
        ("per-year-salary", "YEAR"),
        ("1 YEAR", "YEAR"),
        ("PA", "YEAR"),
        ("fortnight", None),
        (None, None),
    ],
)
def test_spans_of_time_in_the_words_of_boards(unit: str | None, read_as: str | None) -> None:
    claims = read({"min": 10, "max": 20, "currency": "EUR", "unit": unit})
    assert claims["base_salary"].value == {"min_value": 10, "max_value": 20, "currency": "EUR", "unit_text": read_as}
    assert ("base_salary/unit_text" in claims) == (read_as is None)


@pytest.mark.parametrize(
    ("title", "read_as"),
    [("Annual Salary", "YEAR"), ("$ per hour", "HOUR"), ("Base", None), ("Hourly, paid weekly", None)],
)
def test_the_span_of_time_is_taken_from_words_only_where_they_name_one(title: str, read_as: str | None) -> None:
    found = pay_of({"min": 4500, "max": 6000, "currency": "USD", "title": title}, CENTS)
    assert found == {"min_value": 45, "max_value": 60, "currency": "USD", "unit_text": read_as}


@pytest.mark.parametrize("amount", [0, -1, "0", "-1", "doq", "12 weeks", "1e3", float("inf"), 10**12])
def test_what_is_no_amount_is_told_and_not_claimed(amount: Json) -> None:
    claims = read({"min": amount, "max": amount, "currency": "USD", "unit": "year"})
    assert [one.status for one in claims.values()] == ["not_extracted"]
    assert "is no amount" in str(claims["base_salary"].note)


@pytest.mark.parametrize("nothing", [None, "", False, [], {}])
def test_silence_is_silence(nothing: Json) -> None:
    assert read({"min": nothing, "max": nothing, "currency": "USD", "unit": "year"}) == {}


def test_swapped_bounds_are_put_right_and_told() -> None:
    claim = read({"min": 30, "max": 20, "currency": "USD", "unit": "hour"})["base_salary"]
    assert claim.value == {"min_value": 20, "max_value": 30, "currency": "USD", "unit_text": "HOUR"}
    assert claim.note == "the bounds were swapped"


def test_one_bound_stays_one_bound_and_no_currency_is_guessed() -> None:
    claims = read({"min": 0, "max": "25,500.50", "unit": "year"})
    assert claims["base_salary"].value == {
        "min_value": None,
        "max_value": 25500.5,
        "currency": None,
        "unit_text": "YEAR",
    }
    assert claims["base_salary/currency"].status == "not_extracted"


def test_several_ranges_give_their_stretch_and_say_so() -> None:
    claim = read([{"min": 9, "max": 11, "currency": "USD"}, {"min": 10, "max": 14, "currency": "USD"}])["base_salary"]
    assert (claim.status, claim.note) == ("derived", "from the lowest to the highest of 2 ranges")
    assert claim.value == {"min_value": 9, "max_value": 14, "currency": "USD", "unit_text": None}


def test_ranges_in_different_money_are_not_mixed() -> None:
    claims = read([{"min": 9, "max": 11, "currency": "USD"}, {"min": 10, "max": 14, "currency": "CAD"}])
    assert claims["base_salary"].status == "not_extracted"


def test_an_estimate_is_not_stated() -> None:
    parts = PayParts(low="/min", high="/max", currency="/currency", estimate=lambda _: True)
    assert read({"min": 9, "max": 11, "currency": "USD"}, parts)["base_salary"].status == "not_extracted"


AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(99_999_999), places=2)


@given(low=AMOUNTS, high=AMOUNTS, text=st.booleans())
def test_amounts_come_through_unchanged_and_in_order(low: Decimal, high: Decimal, *, text: bool) -> None:
    both = [str(one) if text else float(one) for one in (low, high)]
    found = pay_of({"min": both[0], "max": both[1], "currency": "usd", "unit": "month"})
    assert [found["min_value"], found["max_value"]] == [float(one) for one in sorted((low, high))]
    assert found["currency"] == "USD"


ANY: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["min", "max", "unit"]), inner),
    max_leaves=8,
)


@given(value=ANY)
def test_no_value_breaks_the_reader(value: Json) -> None:
    for claim in read(value).values():
        assert claim.status in {"stated", "derived", "not_extracted"}
        assert (claim.value is None) == (claim.status == "not_extracted")
