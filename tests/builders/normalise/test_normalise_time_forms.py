"""The forms in which pages of many languages write days, seasons, lengths of a job and hours of work."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.dates import find_dates, find_months, find_relative, find_timestamps
from openpostings.builders.normalise.durations import find_durations, find_job_durations
from openpostings.builders.normalise.hours import find_work_hours
from openpostings.builders.normalise.relative import Relative
from openpostings.builders.normalise.terms import find_terms

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
}
SHORT = {
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pt": "jan fev mar abr mai jun jul ago set out nov dez",
    "de": "Jan Feb Mrz Apr Mai Jun Jul Aug Sept Okt Nov Dez",
    "fr": "janv févr mars avr mai juin juil août sept oct nov déc",
    "cs": "led úno bře dub kvě čvn čvc srp zář říj lis pro",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
}
FORMS = {
    "en": ("{d} {m} {y}", "the {d}th of {m}, {y}", "{d}-{m}-{y}"),
    "de": ("{d}. {m} {y}", "ab dem {d}. {m} {y}"),
    "fr": ("{d} {m} {y}", "le {d} {m} {y}", "à partir du {d} {m} {y}"),
    "es": ("{d} de {m} de {y}", "{d} {m} {y}", "el {d} de {m} del {y}"),
    "it": ("{d} {m} {y}", "dal {d}° {m} {y}"),
    "nl": ("{d} {m} {y}",),
    "pt": ("{d} de {m} de {y}", "{d}º de {m} de {y}"),
    "da": ("den {d}. {m} {y}", "{d}. {m} {y}"),
    "no": ("{d}. {m} {y}",),
    "sv": ("den {d} {m} {y}", "{d} {m} {y}"),
    "cs": ("{d}. {m} {y}",),
    "pl": ("{d} {m} {y} r.", "od {d} {m} {y}"),
}


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.data(), st.sampled_from(sorted(MONTHS)))
def test_days_of_every_language_are_read_back(value: date, data: st.DataObject, language: str) -> None:
    form = data.draw(st.sampled_from(FORMS[language]))
    text = form.format(d=value.day, m=MONTHS[language].split()[value.month - 1], y=value.year)
    assert [match.value for match in find_dates(text)] == [value]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(sorted(SHORT)), st.sampled_from([". ", " "]))
def test_abbreviated_months_are_read_between_day_and_year(value: date, language: str, mark: str) -> None:
    text = f"{value.day} {SHORT[language].split()[value.month - 1]}{mark}{value.year}"
    assert [match.value for match in find_dates(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sept. 1st, 2026", "2026-09-01"),
        ("1er septembre 2026", "2026-09-01"),
        ("den 1. september 2026", "2026-09-01"),
        ("May 11 , 2026", "2026-05-11"),
        ("the 11th day of May 2026", "2026-05-11"),
        ("15-Jul-26", "2026-07-15"),
        ("July 15, '26", "2026-07-15"),
        ("01.09.26", "2026-09-01"),
        ("12/25/26", "2026-12-25"),
        ("25/12/26", "2026-12-25"),
    ],
)
def test_other_forms_of_a_day(text: str, value: str) -> None:
    assert [match.value.isoformat() for match in find_dates(text)] == [value]


def test_a_year_of_two_figures_needs_evidence_of_the_order() -> None:
    assert find_dates("05/11/26") == []
    assert find_dates("05/11/26 or 05/20/2026")[0].value == date(2026, 5, 11)
    assert find_dates("05/11/26 or 20/05/2026")[0].value == date(2026, 11, 5)
    assert find_dates("05/11/26", day_first=True)[0].note == "year of two figures read as 20yy"


@pytest.mark.parametrize(
    "text",
    [
        "Q1 2027",
        "ab sofort",
        "as soon as possible",
        "15 Jul 26",
        "1.9.26",
        "01-09-26",
        "05/11/99",
        "15 out of 2026",
        "the 12 Pro 2026",
        "3 set",
        "1716500000",
        "0001-01-01T00:00:00Z",
        "10.30.15.26",
        "ca. 5 pro 2",
    ],
)
def test_no_day(text: str) -> None:
    assert find_dates(text) == []
    assert find_timestamps(text) == []


@pytest.mark.parametrize("text", ["v květnu 2026", "w maju 2026", "im Mai 2026", "en mayo de 2026", "maj 2026"])
def test_months_of_other_languages(text: str) -> None:
    assert [match.value.first for match in find_months(text)] == [date(2026, 5, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Posted 3 Days Ago",
        "vor 3 Tagen",
        "il y a 3 jours",
        "hace 3 días",
        "há 3 dias",
        "3 giorni fa",
        "3 dagen geleden",
        "for 3 dage siden",
        "för 3 dagar sedan",
        "před 3 dny",
        "3 dni temu",
    ],
)
def test_days_ago(text: str) -> None:
    assert [match.value for match in find_relative(text)] == [Relative(3, "DAY")]


@pytest.mark.parametrize("text", ["-1 days ago", "för 3 dagar", "3 dny", "for 3 dage", "Fa 3 giorni di lavoro"])
def test_not_ago(text: str) -> None:
    assert find_relative(text) == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Winter 2026/27", [("winter", 2026)]),
        ("Winter 2026-2027 and Summer 2027", [("winter", 2026), ("summer", 2027)]),
        ("WiSe 2026/27", [("winter", 2026)]),
        ("Start Summer 2026", [("summer", 2026)]),
        ("Léto 2026", [("summer", 2026)]),
        ("hösten 2026", [("fall", 2026)]),
        ("efteråret 2026", [("fall", 2026)]),
        ("Jesień 2026", [("fall", 2026)]),
        ("Estate 2026", [("summer", 2026)]),
    ],
)
def test_terms(text: str, terms: list[tuple[str, int]]) -> None:
    found = find_terms(text)
    assert [(match.value.season, match.value.year) for match in found] == terms
    assert found[-1].end == len(text)


@pytest.mark.parametrize(
    "text", ["2026 Start", "Fall/Winter", "Q1 2027", "Winter 2026/29", "Real Estate 2026", "Academic year 2026/27"]
)
def test_no_term(text: str) -> None:
    assert find_terms(text, title=True) == []


LENGTHS = {
    "WEEK": ("weeks", "Wochen", "semaines", "semanas", "settimane", "weken", "uger", "veckor", "týdnů", "tygodni"),
    "MONTH": ("months", "Monate", "mois", "meses", "mesi", "maanden", "måneder", "månader", "měsíců", "miesięcy"),
}


@given(st.data(), st.sampled_from(sorted(LENGTHS)), st.integers(1, 50), st.integers(1, 40))
def test_lengths_of_every_language_are_read_back(data: st.DataObject, unit: str, low: int, more: int) -> None:
    word = data.draw(st.sampled_from(LENGTHS[unit]))
    dash = data.draw(st.sampled_from(["-", "\u2013", " - ", " to ", " bis ", " à "]))
    for text, high in ((f"{low} {word}", None), (f"{low}{dash}{low + more} {word}", low + more)):
        (match,) = find_durations(text)
        assert (match.value.value, match.value.max_value, match.value.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "value", "top", "unit"),
    [
        ("4, 8, or 12 month co-op", 4, 12, "MONTH"),
        ("a placement of 6, 9 or 12 months", 6, 12, "MONTH"),
        ("24 months apprenticeship", 24, None, "MONTH"),
        ("12 weeks\u2019 paid internship", 12, None, "WEEK"),
        ("Internship (6 months)", 6, None, "MONTH"),
        ("6mo contract", 6, None, "MONTH"),
        ("befristet auf 12 Monate", 12, None, "MONTH"),
        ("Praktikum für 6 Monate", 6, None, "MONTH"),
        ("Laufzeit: 6 Monate", 6, None, "MONTH"),
        ("Délka: 6 měsíců", 6, None, "MONTH"),
        ("Varighed: 10-12 uger", 10, 12, "WEEK"),
    ],
)
def test_length_of_the_job(text: str, value: int, top: int | None, unit: str) -> None:
    (match,) = find_job_durations(text)
    assert (match.value.value, match.value.max_value, match.value.unit) == (value, top, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Level 3, 12 weeks",
        "a project (6 months)",
        "after 6 months contract",
        "Notice period: 3 months",
        "a role for the 12 months preceding it",
        "3 let us",
    ],
)
def test_not_the_length_of_the_job(text: str) -> None:
    assert find_job_durations(text) == []


WEEKS = (
    "{} hours per week",
    "{}h/week",
    "{} hrs/wk",
    "{} hours pw",
    "{} Stunden/Woche",
    "{} Wochenstunden",
    "{}h hebdo",
    "{} heures par semaine",
    "{} horas semanales",
    "{} horas semanais",
    "{} ore settimanali",
    "{} uur per week",
    "{} timer om ugen",
    "{} timer pr. uge",
    "{} timmar/vecka",
    "{} hodin týdně",
    "{} godzin tygodniowo",
    "Full-time ({} hours)",
    "Teilzeit, {} Std.",
    "Wochenstunden: {}",
)


@given(st.sampled_from(WEEKS), st.integers(8, 30), st.integers(1, 20))
def test_hours_of_every_language_are_read_back(form: str, low: int, more: int) -> None:
    for text, high in ((form.format(low), None), (form.format(f"{low}-{low + more}"), low + more)):
        (match,) = find_work_hours(text)
        assert (match.value.value, match.value.max_value, match.value.unit_text) == (low, high, "WEEK")


@pytest.mark.parametrize(
    "text",
    [
        "Full-time (9:00-17:00)",
        "a plan subject to a job of 20 hours per week",
        "part-time (0.5 FTE)",
        "8 Wochen",
        "full-time, 3 months",
    ],
)
def test_no_hours(text: str) -> None:
    assert find_work_hours(text) == []


@pytest.mark.parametrize(
    "unit", ["15 set ", "1.9.26 ", "1/1/26 ", "4, 8, or ", "full-time (40 ", "winter 2026/", "12 let"]
)
def test_a_hostile_line_takes_no_long_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for read in (
        find_dates,
        find_timestamps,
        find_months,
        find_relative,
        find_terms,
        find_job_durations,
        find_work_hours,
    ):
        begin = time.perf_counter()
        read(text)
        assert time.perf_counter() - begin < 1
