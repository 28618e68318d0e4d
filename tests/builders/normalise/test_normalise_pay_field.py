from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.pay_context import PayUnit
from openpostings.builders.normalise.pay_field import FieldPay, read_pay_field

Row = tuple[str | None, str | None, str | None, str | None]


def row(pay: FieldPay) -> Row:
    low, high = (None if value is None else f"{value.normalize():f}" for value in (pay.min_value, pay.max_value))
    return low, high, pay.currency, pay.unit_text


def stated(text: str, country: str | None = None) -> list[Row]:
    return [row(pay) for pay in read_pay_field(text, country=country).stated]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25.98 p/hr excluding casual allowance", ("25.98", "25.98", None, "HOUR")),
        ("950+ a week", ("950", None, None, "WEEK")),
        ("31500-38250 per annum", ("31500", "38250", None, "YEAR")),
        ("52-58k, part time", ("52000", "58000", None, None)),
        ("61,204 - $68,950 before tax", ("61204", "68950", "USD", None)),
        ("65 to $72K", ("65000", "72000", "USD", None)),
        ("Up to $95K total package", (None, "95000", "USD", None)),
        ("$51,000-$62,000pkg", ("51000", "62000", "USD", None)),
        ("Min: 50000 Max: 60000", ("50000", "60000", None, None)),
        ("12-18 LPA", ("1200000", "1800000", None, "YEAR")),
        ("60000", ("60000", "60000", None, None)),
        ("60,000.00 / yr", ("60000", "60000", None, "YEAR")),
        ("600 000 kr", ("600000", "600000", None, None)),
        ("35 000 K\u010d hrub\u00e9ho", ("35000", "35000", "CZK", None)),
        ("$15-18", ("15", "18", "USD", None)),
        ("SG4 ($88,000-$100,000)", ("88000", "100000", "USD", None)),
        ("Band C2.1 (Step 3 of 5), $58230.40 p.a.", ("58230.4", "58230.4", "USD", "YEAR")),
        ("$58k - $61k pa (Nurses Award) and a travel allowance of $2,400pa", ("58000", "61000", "USD", "YEAR")),
        ("$20/hr + $2/hr shift differential", ("20", "20", "USD", "HOUR")),
        ("20 hours per week at $25/hour", ("25", "25", "USD", "HOUR")),
        ("\u00a311.44 per hour (National Minimum Wage)", ("11.44", "11.44", "GBP", "HOUR")),
        ("Employer Provided Salary:$150K-$160K", ("150000", "160000", "USD", None)),
    ],
)
def test_a_field_states_pay(text: str, expected: Row) -> None:
    assert stated(text) == [expected]


def test_a_unit_that_only_the_size_says_is_derived_and_stands_apart() -> None:
    pay = read_pay_field("$120-160K").pay
    assert pay is not None
    assert (pay.unit_text, pay.likely_unit) == (None, "YEAR")
    assert "unit not stated" in pay.notes
    monthly = read_pay_field("35 000 K\u010d").pay
    assert monthly is not None
    assert monthly.likely_unit is None


def test_the_source_may_state_the_unit_beside() -> None:
    assert [row(pay) for pay in read_pay_field("45 - 60", unit="HOUR").stated] == [("45", "60", None, "HOUR")]
    assert read_pay_field("45 - 60").status == "not_extracted"
    (torn,) = read_pay_field("$45 per hour", unit="YEAR").stated
    assert torn.unit_text == "HOUR"
    assert "the source says another unit beside" in torn.notes
    assert read_pay_field("45 - 60", unit="YEAR").stated == ()


@pytest.mark.parametrize(
    "text",
    ["$53K-$91K (Glassdoor est.)", "$21-$34 Per Hour(Glassdoor est.)", "$110K-$150K(Employer est.)", "Estimated: $70K"],
)
def test_an_estimate_is_never_stated(text: str) -> None:
    found = read_pay_field(text)
    assert (found.status, found.stated, len(found.estimates)) == ("estimate", (), 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " - ",
        "-1",
        "0",
        "0-0",
        "0.0",
        "$0.00 - $0.00",
        "doq",
        "Competitive",
        "As agreed with the crew",
        "Great $",
        "A04 level",
        "13% Super",
        "12 weeks",
        "start 2026",
        "401k",
        "38 hours per week",
        "Tuesday to Saturday (7pm to 3am), 5 shifts",
        "Commission only: sellers make 3k a month",
        "$5,000 sign-on bonus",
        "Ref 123456",
        "Call 0412 345 678",
    ],
)
def test_a_field_says_nothing_of_pay(text: str) -> None:
    found = read_pay_field(text)
    assert (found.status, found.stated, found.estimates) == ("silent", (), ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("$1,500 per fortnight", "paid for something that the record has no unit for"),
        ("$2M - $3M", "an amount that contradicts itself or is no pay of a person"),
        ("US$50k - \u20ac60k", "an amount that contradicts itself or is no pay of a person"),
        ("45", "no currency, unit or size says that it is pay"),
        ("\u00a390,000 per hour", "too small or too large for pay"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_reason(text: str, reason: str) -> None:
    found = read_pay_field(text)
    assert (found.status, found.stated) == ("not_extracted", ())
    assert reason in [one.reason for one in found.refused]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("$60,000 - $50,000", "bounds put in order"),
        ("$0 - $420 per day", "a lower bound of 0 says nothing and is left out"),
        ("2600 cents per hour", "stated in cents"),
        ("$50k", "currency derived from $"),
        ("50k", "currency not stated"),
        ("600 000 kr", "kr is the sign of several currencies"),
        ("circa \u00a340k", "stated as about"),
        ("$100k OTE", "a whole package or on-target earnings, not base pay alone"),
    ],
)
def test_what_has_to_be_known_is_noted(text: str, note: str) -> None:
    pay = read_pay_field(text).pay
    assert pay is not None
    assert note in pay.notes


def test_base_pay_goes_before_a_package() -> None:
    text = "Total remuneration package of $81,500. Package includes salary ($64,100 - $71,900) and leave loading"
    first, second = read_pay_field(text).stated
    assert (row(first)[:2], first.sum_kind) == (("64100", "71900"), "base")
    assert (row(second)[:2], second.sum_kind) == (("81500", "81500"), "whole")
    assert stated("$100k OTE ($80k base)")[0][0] == "80000"


def test_ranges_for_several_places_stay_several() -> None:
    assert stated("Ohio: $50,000 - $60,000; Maine: $52,000 - $62,000") == [
        ("50000", "60000", "USD", None),
        ("52000", "62000", "USD", None),
    ]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("$82,400 inclusive of super", True),
        ("$55 per hour inc Super", True),
        ("$71,300 - $80,900 plus 11.5% superannuation", False),
        ("$41-$47/h + super and tools", False),
        ("$68,015pa", None),
    ],
)
def test_superannuation(text: str, held: bool | None) -> None:  # noqa: FBT001
    pay = read_pay_field(text, country="AU").pay
    assert pay is not None
    assert (pay.superannuation, pay.currency) == (held, "AUD")


@given(
    st.integers(10_000, 400_000),
    st.integers(0, 90_000),
    st.sampled_from(["{0} - {1}", "{0}-{1}", "{0:,} to {1:,}", "{0:,}\u2013{1:,}", "({0} \u2014 {1})"]),
    st.sampled_from(["", " DOE", " + benefits", " (negotiable)"]),
)
def test_a_bare_range_is_read_back(low: int, more: int, form: str, tail: str) -> None:
    high = min(low + more, 3 * low)
    assert stated(form.format(low, high) + tail) == [(str(Decimal(low)), str(Decimal(high)), None, None)]


TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            [
                "$",
                "45",
                "k",
                " - ",
                "-",
                " to ",
                "per hour",
                "est.",
                "(",
                ")",
                "0",
                ",000",
                "%",
                "super ",
                "\n",
                "\u20ac",
            ]
        ),
        max_size=25,
    ).map("".join),
)
UNITS: st.SearchStrategy[PayUnit | None] = st.sampled_from(["HOUR", "YEAR", None])


@given(TEXTS, UNITS)
def test_any_text_gives_true_bounds_and_spans(text: str, unit: PayUnit | None) -> None:
    found = read_pay_field(text, country="DK", unit=unit)
    for pay in (*found.stated, *found.estimates):
        assert 0 <= pay.start < pay.end <= len(text)
        known = [value for value in (pay.min_value, pay.max_value) if value is not None]
        assert known
        assert known == sorted(known)
        assert all(0 < value < Decimal(10) ** 11 for value in known)
    for one in found.refused:
        assert 0 <= one.start < one.end <= len(text)
        assert one.reason
    assert found.status != "silent" or not found.stated


@pytest.mark.parametrize("unit", ["$1 ", "1k-", "1,000,", "(", "$1 est. ", "super $90k ", "0-", "per hour 9 "])
def test_a_hostile_field_takes_no_long_time(unit: str) -> None:
    begin = time.perf_counter()
    read_pay_field(unit * (100_000 // len(unit)))
    assert time.perf_counter() - begin < 1
