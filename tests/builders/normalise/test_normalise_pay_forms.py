"""The forms in which pages write pay: signs, spacings, dashes, multiples and units of many countries."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.pay import find_pay

Row = tuple[str | None, str | None, str, str]


def read(text: str, country: str | None = None, *, field: bool = True) -> list[Row]:
    found = [match.value for match in find_pay(text, country=country, field=field)]
    return [
        (
            None if pay.min_value is None else f"{pay.min_value.normalize():f}",
            None if pay.max_value is None else f"{pay.max_value.normalize():f}",
            pay.currency,
            pay.unit_text,
        )
        for pay in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "$45\u2013$60/hr",
        "$45-60/hour",
        "$45 \u2014 60 an hour",
        "$45 -- $60 per hour",
        "$45 \u2212 $60 per hour",
        "$45 \u2011 $60 per hour",
        "$45~$60 hourly",
        "$45\\u2013$60 per hour",
        "45-60 $/h",
        "45 $ - 60 $ / hour",
        "USD 45 - 60 per hour",
        "USD $45 to USD $60 p/hr",
        "45 to 60 USD per hour",
        "$45 (USD) - $60 (USD) hourly",
        "$45.00/hr - $60.00/hr",
        "between $45 and $60 an hour",
        "from $45 up to $60 per hour",
        "Minimum $45 Maximum $60 per hour",
        "Hourly: $45 - $60",
        "$45\u00a0-\u00a0$60\u00a0/\u00a0hour",
        "4500 - 6000 cents USD per hour",
    ],
)
def test_one_hourly_range_in_many_forms(text: str) -> None:
    assert read(text) == [("45", "60", "USD", "HOUR")]


@pytest.mark.parametrize(
    "text",
    [
        "\u20ac45.000 - \u20ac60.000 / Jahr",
        "45.000 \u2013 60.000 EUR brutto pro Jahr",
        "zwischen 45.000 und 60.000 \u20ac j\u00e4hrlich",
        "45-60k \u20ac brut annuel",
        "45k\u20ac - 60k\u20ac par an",
        "entre 45 000 \u20ac et 60 000 \u20ac par an",
        "de 45 \u00e0 60 k\u20ac brut/an",
        "45.000\u20ac - 60.000\u20ac brutos anuales",
        "entre 45.000 y 60.000 \u20ac al a\u00f1o",
        "RAL 45.000 - 60.000 \u20ac",
        "tra 45.000 e 60.000 \u20ac annui",
        "\u20ac 45.000 tot \u20ac 60.000 bruto per jaar",
        "45/60k \u20ac per annum",
        "\u20ac 45.000,- bis \u20ac 60.000,- pro Jahr",
        "EUR 45,000.00 - 60,000.00/yr",
        "45.000,00 \u20ac - 60.000,00 \u20ac (annual)",
    ],
)
def test_one_yearly_range_in_many_languages(text: str) -> None:
    assert read(text) == [("45000", "60000", "EUR", "YEAR")]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("$120-160K", ("120000", "160000", "USD", "YEAR")),
        ("\u00a325\u201330k", ("25000", "30000", "GBP", "YEAR")),
        ("\u00a340-50,000", ("40000", "50000", "GBP", "YEAR")),
        ("up to \u00a380k", (None, "80000", "GBP", "YEAR")),
        ("to $150k", (None, "150000", "USD", "YEAR")),
        ("> $100k", ("100000", None, "USD", "YEAR")),
        ("$151K \u2013 $231K \u2022 Offers Equity", ("151000", "231000", "USD", "YEAR")),
        ("$124,800 PA", ("124800", "124800", "USD", "YEAR")),
        ("$60,000/$70,000", ("60000", "70000", "USD", "YEAR")),
        ("60 000 $ - 70 000 $ CAD", ("60000", "70000", "CAD", "YEAR")),
        ("CAD $30 per hour", ("30", "30", "CAD", "HOUR")),
        ("18,50 $ l\u2019heure", ("18.5", "18.5", "USD", "HOUR")),
        ("1.200 \u20ac mensuales", ("1200", "1200", "EUR", "MONTH")),
        ("R$ 5.000,00 por m\u00eas", ("5000", "5000", "BRL", "MONTH")),
        ("od 35 000 K\u010d m\u011bs\u00ed\u010dn\u011b", ("35000", None, "CZK", "MONTH")),
        ("od 35 000 do 45 000 K\u010d/m\u011bs.", ("35000", "45000", "CZK", "MONTH")),
        ("10 000\u201314 000 z\u0142 miesi\u0119cznie", ("10000", "14000", "PLN", "MONTH")),
        ("450.000 DKK pr. \u00e5r", ("450000", "450000", "DKK", "YEAR")),
        ("CHF 5\u2019500.\u2013/Monat", ("5500", "5500", "CHF", "MONTH")),
        ("\u20b93,00,000 - 5,50,000 PA", ("300000", "550000", "INR", "YEAR")),
        ("$25.98 p/hr excluding casual allowance", ("25.98", "25.98", "USD", "HOUR")),
        ("$0 - $420 per day", (None, "420", "USD", "DAY")),
        ("$30/hour - $25/hour", ("25", "30", "USD", "HOUR")),
        ("20-25 dollars an hour", ("20", "25", "USD", "HOUR")),
        ("30 000 kronor per m\u00e5nad", ("30000", "30000", "SEK", "MONTH")),
        ("KWD 900 per month", ("900", "900", "KWD", "MONTH")),
        ("\u00a360k base, \u00a3120k OTE", ("60000", "60000", "GBP", "YEAR")),
    ],
)
def test_forms(text: str, row: Row) -> None:
    assert read(text)[:1] == [row]


@pytest.mark.parametrize(
    ("text", "country", "row"),
    [
        ("600 000 kr", "NO", ("600000", "600000", "NOK", "YEAR")),
        ("8.000 kr./md", "DK", ("8000", "8000", "DKK", "MONTH")),
        ("30 000 kr i m\u00e5naden", "SE", ("30000", "30000", "SEK", "MONTH")),
        ("\u00a56,000,000 - \u00a58,000,000", "JP", ("6000000", "8000000", "JPY", "YEAR")),
        ("60 000 $ par ann\u00e9e", "CA", ("60000", "60000", "CAD", "YEAR")),
        ("$70-80k", "AU", ("70000", "80000", "AUD", "YEAR")),
    ],
)
def test_the_country_decides_a_shared_sign(text: str, country: str, row: Row) -> None:
    assert read(text, country) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "600 000 kr",
        "\u00a56,000,000",
        "35 000 K\u010d",
        "10 000 - 14 000 z\u0142",
        "15000 INR",
        "$1,500 per fortnight",
        "$3,000 bi-weekly",
        "Salary: $12,000 per semester",
        "$12,000 per project",
        "$0.35 per word",
        "$70K - $90K (Market est.)",
        "$70K-$90K(Employer est.)",
        "OTE $100K",
        "$100k on-target earnings",
        "$2M - $3M",
        "$0.00 - $0.00",
        "$-5 per hour",
        "$55,000 - $60x",
        "US$50k - \u20ac60k",
        "$40/2 hours",
        "15 % of $45",
        "lift 50 pounds per hour",
    ],
)
def test_refused_even_in_a_field(text: str) -> None:
    assert read(text) == []


def test_a_range_alone_in_its_line_is_pay() -> None:
    assert read("Engineer | Remote | $70,000 - $80,000", field=False) == [("70000", "80000", "USD", "YEAR")]
    assert read("Data analyst\n  $70,000 - $80,000 \nUtrecht", field=False) == [("70000", "80000", "USD", "YEAR")]
    assert read("$70,000 - $80,000 was found", field=False) == []
    assert read("Data analyst\n$70,000\nUtrecht", field=False) == []


def test_another_sum_in_the_sentence_takes_nothing_from_the_pay() -> None:
    assert read("Salary \u00a330,000 (OTE \u00a345,000)", field=False) == [("30000", "30000", "GBP", "YEAR")]
    assert read("$20 per hour plus $2 per hour shift differential", field=False) == [("20", "20", "USD", "HOUR")]


CURRENCIES = {"USD": "$", "GBP": "\u00a3", "EUR": "\u20ac", "CZK": "K\u010d", "PLN": "z\u0142", "INR": "\u20b9"}
UNITS = {
    "HOUR": ("per hour", "/hr", "/ h", "pro Stunde", "par heure", "por hora", "per uur"),
    "WEEK": ("per week", "weekly", "/ week", "pro Woche", "par semaine"),
    "MONTH": ("per month", "monthly", "/mo", "pro Monat", "par mois", "al mese", "za m\u011bs\u00edc"),
    "YEAR": ("per year", "p.a.", "/yr", "pro Jahr", "par an", "al a\u00f1o", "per annum", "rocznie"),
}
SIZES = {"HOUR": (8, 300), "WEEK": (300, 5000), "MONTH": (1000, 20_000), "YEAR": (20_000, 400_000)}


def grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


@given(st.data(), st.sampled_from(sorted(CURRENCIES)), st.sampled_from(sorted(UNITS)))
def test_written_pay_is_read_back(data: st.DataObject, currency: str, unit: str) -> None:
    low = data.draw(st.integers(*SIZES[unit]))
    high = data.draw(st.integers(low, min(2 * low, SIZES[unit][1] * 2)))
    sign = data.draw(st.sampled_from([CURRENCIES[currency], currency]))
    dash = data.draw(st.sampled_from(["-", " - ", "\u2013", " \u2014 ", " to ", " bis ", " \u2212 "]))
    mark = data.draw(st.sampled_from([",", ".", " ", "\u00a0", "'", ""]))
    first, second = grouped(low, mark), grouped(high, mark)
    signed = data.draw(
        st.sampled_from(
            [
                f"{sign} {first}{dash}{sign} {second}",
                f"{sign} {first}{dash}{second}",
                f"{first} {sign}{dash}{second} {sign}",
                f"{first}{dash}{second} {sign}",
            ]
        )
    )
    text = f"{signed} {data.draw(st.sampled_from(UNITS[unit]))}"
    assert read(text) == [(str(low), str(high), currency, unit)]


@given(st.integers(20, 400), st.integers(0, 100), st.sampled_from(["$", "\u20ac", "\u00a3"]))
def test_thousands_are_lent_to_the_lower_bound(low: int, more: int, sign: str) -> None:
    both = [(Decimal(low) * 1000, Decimal(low + more) * 1000)]
    for text in (f"{sign}{low}-{low + more}K", f"{sign}{low}k - {sign}{low + more}k", f"{low} - {low + more} k{sign}"):
        found = [match.value for match in find_pay(text, field=True)]
        assert [(pay.min_value, pay.max_value) for pay in found] == both
