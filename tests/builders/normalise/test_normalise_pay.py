from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.amounts import parse_amount
from openpostings.builders.normalise.pay import find_pay

Row = tuple[str | None, str | None, str, str]


def read(text: str, country: str | None = None, *, field: bool = False) -> list[Row]:
    found = [match.value for match in find_pay(text, country=country, field=field)]
    return [
        (
            None if pay.min_value is None else str(pay.min_value),
            None if pay.max_value is None else str(pay.max_value),
            pay.currency,
            pay.unit_text,
        )
        for pay in found
    ]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("$45 - $60 per hour", ("45", "60", "USD", "HOUR")),
        ("$45\u2013$60/hr", ("45", "60", "USD", "HOUR")),
        ("$26.00/hr - $31.00/hr", ("26.00", "31.00", "USD", "HOUR")),
        ("Salary: $120-160K", ("120000", "160000", "USD", "YEAR")),
        ("$120,000 to $160,000 per year", ("120000", "160000", "USD", "YEAR")),
        ("between $120,000 and $160,000 a year", ("120000", "160000", "USD", "YEAR")),
        ("Salary \u00a325\u201330k", ("25000", "30000", "GBP", "YEAR")),
        ("45.000 \u20ac / Jahr", ("45000", "45000", "EUR", "YEAR")),
        ("45.000 - 60.000 \u20ac brutto pro Jahr", ("45000", "60000", "EUR", "YEAR")),
        ("EUR 4,000 per month", ("4000", "4000", "EUR", "MONTH")),
        ("USD 30/hour", ("30", "30", "USD", "HOUR")),
        ("CHF 5'000 per month", ("5000", "5000", "CHF", "MONTH")),
        ("Salary up to \u00a380k", (None, "80000", "GBP", "YEAR")),
        ("Pay from $22 per hour", ("22", None, "USD", "HOUR")),
        ("$22+ per hour", ("22", None, "USD", "HOUR")),
        ("$151K \u2013 $231K \u2022 Offers Equity", ("151000", "231000", "USD", "YEAR")),
        ("$124,800 PA", ("124800", "124800", "USD", "YEAR")),
        ("CA$90,000 annually", ("90000", "90000", "CAD", "YEAR")),
        ("$90,000 CAD annually", ("90000", "90000", "CAD", "YEAR")),
        ("A$95,000 per annum", ("95000", "95000", "AUD", "YEAR")),
        ("$3,100.00 - $4,050.00 Monthly", ("3100.00", "4050.00", "USD", "MONTH")),
        ("\u20b96-8 LPA", ("600000", "800000", "INR", "YEAR")),
        ("Annual salary: $50,000", ("50000", "50000", "USD", "YEAR")),
        ("Hourly rate: $25", ("25", "25", "USD", "HOUR")),
        ("a monthly stipend of $2,000", ("2000", "2000", "USD", "MONTH")),
        ("interns get a stipend of $800 per week", ("800", "800", "USD", "WEEK")),
        ("$60,000 - $50,000 per year", ("50000", "60000", "USD", "YEAR")),
        ("a salary of $0 - $420 per day", (None, "420", "USD", "DAY")),
        ("base salary range: $120,000-$160,000 + bonus + equity", ("120000", "160000", "USD", "YEAR")),
        ("pay:$22 - $31 per hour", ("22", "31", "USD", "HOUR")),
        ("$22.50 - $31.75 HOUR", ("22.50", "31.75", "USD", "HOUR")),
        ("Monatsgehalt: 2.900 \u20ac", ("2900", "2900", "EUR", "MONTH")),
        ("Stagevergoeding: \u20ac 500 per maand", ("500", "500", "EUR", "MONTH")),
        ("Pay is $25/hour plus a $1,000 housing stipend", ("25", "25", "USD", "HOUR")),
    ],
)
def test_pay(text: str, row: Row) -> None:
    assert read(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "We raised $50M from investors",
        "a $2 billion market",
        "revenue of $50,000 per month",
        "12 weeks",
        "15% raise",
        "0-0",
        "-1",
        "Salary: doq",
        "competitive salary",
        "$5,000 sign-on bonus",
        "a sign-on bonus of $15,000",
        "$500 per month for housing",
        "$1,500 relocation stipend per month",
        "$100/month wellness stipend",
        "a learning budget of $12,000 per year",
        "win a prize of $10,000",
        "a 401(k) match of $15,000 per year",
        "we donate $20,000 per year",
        "life insurance coverage of $50,000 based on annual salary",
        "the $15 minimum wage law",
        "Salary: 600 000 kr per \u00e5r",
        "$45,000 or so",
        "pay: $45",
        "$25/hour to $30,000/year",
        "Level 3 - $20.00 per hour",
        "$4,100.00 $5,200.00 Monthly",
        "life insurance of one annual salary (no greater than $70,000)",
        "US$50,000 CAD per year",
        "$\u0663\u0660 per hour",
        "$120,000 per hour",
        "a wellness stipend of $120 per month",
        "Holiday pay: $30 per hour",
        "clients are billed at $150 per hour",
        "a weekly stipend of 900 USD / 700 GBP / 1,200 CAD",
        "a salary of $45,000 or \u00a338,000 per year",
    ],
)
def test_no_pay(text: str) -> None:
    assert read(text) == []


def test_country_decides_a_shared_sign() -> None:
    assert read("$30 per hour", "CA") == [("30", "30", "CAD", "HOUR")]
    assert read("600 000 kr per \u00e5r", "SE") == [("600000", "600000", "SEK", "YEAR")]
    assert read("600 000 kr per \u00e5r", "DE") == []
    assert "currency derived" in str(find_pay("$30 per hour")[0].note)


def test_what_is_derived_is_said() -> None:
    (match,) = find_pay("Salary: $90,000 - $80,000")
    assert match.note == "currency derived from $; bounds put in order; unit not stated, taken as a year"


def test_a_pay_field_needs_no_word() -> None:
    assert read("there are $70,000 - $80,000 here") == []
    assert read("$70,000 - $80,000", field=True) == [("70000", "80000", "USD", "YEAR")]
    assert read("$5,000 sign-on bonus", field=True) == []


def test_the_bound_is_part_of_the_evidence() -> None:
    text = "Salary: up to \u00a380k for you"
    (match,) = find_pay(text)
    assert text[match.start : match.end] == "up to \u00a380k"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("45 000", "45000"),
        ("6,00,000", "600000"),
        ("45.000", "45000"),
        ("37,5", "37.5"),
        ("1'234", "1234"),
        ("1.234,567,8", None),
        ("100000000000", None),
    ],
)
def test_amounts(text: str, value: str | None) -> None:
    assert parse_amount(text) == (None if value is None else Decimal(value))


@given(
    st.integers(10_000, 400_000),
    st.integers(0, 150_000),
    st.sampled_from(["USD", "GBP", "EUR"]),
    st.sampled_from(["{:,}", "{}"]),
)
def test_written_pay_is_read_back(low: int, more: int, currency: str, form: str) -> None:
    text = f"The salary is {currency} {form.format(low)} - {form.format(low + more)} per year."
    assert read(text) == [(str(low), str(low + more), currency, "YEAR")]


PIECES = st.sampled_from(
    [
        "$",
        "45",
        "\u20ac",
        " ",
        "-",
        "per hour",
        "k",
        "to ",
        ",000",
        ".5",
        "salary ",
        "up to ",
        "bonus",
        "LPA",
        "USD",
        "\n",
        "+",
        "kr",
        "(",
        ")",
        "M",
        "\u0130",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)), st.booleans())
def test_any_text_gives_ordered_spans_and_true_bounds(text: str, field: bool) -> None:  # noqa: FBT001
    end = 0
    for match in find_pay(text, country="SE", field=field):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        stated = [value for value in (match.value.min_value, match.value.max_value) if value is not None]
        assert stated == sorted(stated)
        assert stated
        assert all(0 < value < Decimal(10) ** 11 and value == round(value, 4) for value in stated)


@pytest.mark.parametrize(
    "unit",
    [
        "$",
        "$1",
        "$1 ",
        "1 ",
        "$1,000,",
        "$1 to ",
        "1 \u20ac",
        "\u20ac1 per hour ",
        "$ 10,000 salary ",
        "1k",
        "per ",
        "usd ",
    ],
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begin = time.perf_counter()
    find_pay(text, field=True)
    assert time.perf_counter() - begin < 3
