"""Names of months and the regex fragments for days and years that the date readers share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import cast

from openpostings.builders.normalise.numbers import alternation
from openpostings.builders.tables import load_table, strings

YEAR = r"(?:(?:19|20)[0-9]{2}|2100)(?![0-9])"
"""A year of the record, 1900-2100."""
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
"""A day of a month in figures."""
BLANK = r"[ \u00a0\u202f\t]"
"""A blank inside a line."""
FIRST_YEAR, LAST_YEAR = 1900, 2100


def _names() -> dict[str, list[list[str]]]:
    return cast("dict[str, list[list[str]]]", load_table("months")["names"])


@cache
def months() -> Mapping[str, int]:
    """Return month names of every language in lower case with their numbers, 1-12 (``data/months.yaml``)."""
    return {word: number for year in _names().values() for number, words in enumerate(year, start=1) for word in words}


@cache
def english_month() -> str:
    """Return a regex fragment for an English month, with the point of an abbreviation."""
    return alternation(word for words in _names()["en"] for word in words) + r"(?!\w)\.?"


@cache
def any_month() -> str:
    """Return a regex fragment for a month in any language of the table, with the point of an abbreviation."""
    return alternation(months()) + r"(?!\w)\.?"


@cache
def weekday() -> str:
    """Return a regex fragment for an English day of the week."""
    return alternation(strings(load_table("months")["weekdays"]))


def month_number(name: str) -> int | None:
    """Read a month that one of the fragments matched, 1-12."""
    return months().get(name.rstrip(".").casefold())


@cache
def _spelling() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = load_table("months")
    sure = {word for language, year in _names().items() if language != "dated" for words in year for word in words}
    dated = {word for words in _names()["dated"] for word in words}
    return frozenset(strings(table["capital"])), frozenset(strings(table["small"])), frozenset(dated - sure)


def surely_month(name: str) -> bool:
    """Say whether a name is a month where no day and year stand around it ("may" is a verb, "Mars" a planet)."""
    capital, small, dated = _spelling()
    word = name.rstrip(".").casefold()
    return (
        word not in dated
        and not (word in capital and not name[0].isupper())
        and not (word in small and name[0].isupper())
    )


def seldom_month(name: str, after: str) -> bool:
    """Say whether an abbreviation that is a word too is no month even before a year ("out of 2026", "12 Pro 2026")."""
    dated, word = _spelling()[2], name.rstrip(".").casefold()
    return word in dated and ("of" in after.split() or (word in _small_dated() and name[0].isupper()))


@cache
def _small_dated() -> frozenset[str]:
    return frozenset(strings(load_table("months")["small_dated"]))


def make_date(year: int, month: int, day: int) -> date | None:
    """Make a date of the years 1900-2100; None where the calendar has no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
