"""Months with a year: "June 2026", "May or June 2026"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from openpostings.builders.normalise.calendar_words import (
    BLANK,
    YEAR,
    any_month,
    month_number,
    months,
    surely_month,
)
from openpostings.builders.normalise.full_dates import find_dates
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import alternation, digit_starts, words_of
from openpostings.builders.normalise.triggers import FIGURES, needs
from openpostings.builders.tables import load_table, strings

_SHARED = "year stated once for several months"


@dataclass(frozen=True, slots=True)
class MonthYear:
    """A month of a year.

    Parameters
    ----------
    first, last
        Its first and its last day.
    """

    first: date
    last: date


@cache
def _pattern() -> re.Pattern[str]:
    of = alternation(strings(load_table("months")["of"]))
    word = rf"{BLANK}(?:to|through|and|or|bis|und|oder|à|et|ou|y|o|a){BLANK}"
    join = rf"(?:{BLANK}?[-\u2013\u2014/&]{BLANK}?|,{BLANK}(?:(?:and|or){BLANK})?|{word})"
    return re.compile(
        rf"(?<![\w'\u2019-])(?<![0-9][ \u00a0.-])(?P<lead>(?:{any_month()}{join}){{0,3}})(?P<month>{any_month()})"
        rf"(?:,?{BLANK}{{1,2}}(?:{of}{BLANK})?|,|-|/)(?P<year>{YEAR})(?![\w-]|[.,:/][0-9])",
        re.IGNORECASE,
    )


@cache
def _month_word() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_month()}", re.IGNORECASE)


def _make(name: str, year: int) -> MonthYear | None:
    month = month_number(name)
    if month is None or not surely_month(name):
        return None
    return MonthYear(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


_YEAR_AT = re.compile(YEAR)
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]{3,12})\.?[ ,\u00a0\u202f\t/-]{1,3}(?:(?:of|de|del|do|of the)[ ])?\Z")
_WINDOW, _LEAD = 32, 60


def _hits(text: str) -> Iterator[re.Match[str]]:
    names, floor = months(), 0
    if words_of(text).isdisjoint(names):
        return
    for place in digit_starts(text):
        if not _YEAR_AT.match(text, place):
            continue
        before = _WORD_BEFORE.search(text, max(floor, place - _WINDOW), place)
        if before is None or before["word"].casefold() not in names:
            continue
        ceiling = min(len(text), place + len("2026") + 2)
        for hit in _pattern().finditer(text, max(floor, place - _LEAD), ceiling):
            yield hit
            floor = hit.end()


def _read(text: str, hit: re.Match[str]) -> list[Match[MonthYear]]:
    year = int(hit["year"])
    last = _make(hit["month"], year)
    found: list[Match[MonthYear]] = []
    if last is None:
        return found
    for word in _month_word().finditer(text, *hit.span("lead")):
        value = _make(word[0], year)
        # "December to March 2027" begins in a year that is not stated.
        if value is not None and value.first <= last.first:
            found.append(Match(value, word.start(), word.end(), _SHARED))
    start = hit.start("month")
    return [*found, Match(last, start, hit.end())]


@needs(FIGURES)
def find_months(text: str) -> list[Match[MonthYear]]:
    """Find months with a year that are no part of a full date.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Match
        In order of position. Months that share one year ("May or June 2026") are several matches.
    """
    found = [match for hit in _hits(text) for match in _read(text, hit)]
    if not found:
        return found
    spans = [(match.start, match.end) for match in find_dates(text, default_year=2000)]
    kept: list[Match[MonthYear]] = []
    place = 0
    for match in found:
        while place < len(spans) and spans[place][1] <= match.start:
            place += 1
        if place == len(spans) or match.end <= spans[place][0]:
            kept.append(match)
    return kept
