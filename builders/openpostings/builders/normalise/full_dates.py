"""Full dates: with the month in words, and together with those in figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice

from openpostings.builders.normalise.calendar_words import (
    BLANK,
    DAY,
    YEAR,
    any_month,
    english_month,
    make_date,
    month_number,
    months,
    seldom_month,
    surely_month,
    weekday,
)
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import alternation, digit_starts, words_of
from openpostings.builders.normalise.numeric_dates import numeric_dates, short_year
from openpostings.builders.normalise.triggers import FIGURES, needs
from openpostings.builders.tables import load_table, strings

_LIST_GAP = re.compile(
    r"[\s,;&/()\u2013\u2014-]{0,4}(?:(?:and|or|to|through|thru|until|till|und|oder|bis|et|ou|au|y|o|a)\b)?"
    r"[\s,]{0,3}(?:the\b[ ])?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?;][\s)]|\n|[0-9]")
_SENTENCE_GAP = 80
_SHORT = r"['\u2019](?P<short>[0-9]{2})"
_SAME_LIST = "year stated once for a list of dates"
_SAME_SENTENCE = "year taken from a later date of the sentence"
_TOGETHER = "month and year stated once for several days"


@dataclass(frozen=True, slots=True)
class _Seen:
    """A day that was named, perhaps without its year."""

    month: int
    day: int
    year: int | None
    start: int
    end: int
    note: str | None = None


@cache
def _month_first() -> re.Pattern[str]:
    ordinal = r"(?:st|nd|rd|th)?(?![\w%:$€£])"
    join = (
        rf"(?:{BLANK}?[-\u2013\u2014]{BLANK}?|,{BLANK}(?:(?:and|or|&){BLANK})?|{BLANK}(?:to|through|and|or|&){BLANK})"
    )
    return re.compile(
        rf"(?P<month>{english_month()})(?:{BLANK}{{0,2}}|-)(?:the{BLANK})?"
        rf"(?P<day>{DAY}){ordinal}(?P<end>(?P<more>(?:{join}{DAY}{ordinal}){{0,6}})"
        rf"(?:{BLANK}?,\s{{0,2}}|{BLANK}{{1,2}}(?:of{BLANK})?|-)(?:(?P<year>{YEAR})|{_SHORT})(?![,.]?[0-9]|\w)"
        # Days of one month before a day of the next, which has the year: "May 12, 19 and June 1, 2026".
        rf"|(?P<bare>(?:{join}{DAY}{ordinal}){{1,6}})(?=(?:,|{BLANK}(?:and|or)|,{BLANK}(?:and|or)){BLANK}{english_month()}{BLANK}[0-9]))?",
        re.IGNORECASE,
    )


@cache
def _day_first() -> re.Pattern[str]:
    of = alternation(strings(load_table("months")["of"]))
    mark = r"(?:st|nd|rd|th|er|\.|º|°|ª)?"
    join = rf"(?:{BLANK}?[-\u2013\u2014/&]{BLANK}?|,{BLANK}|{BLANK}(?:to|and|or|bis|und|et|au|y|al){BLANK})"
    gap = rf"(?:{BLANK}{{1,2}}(?:{of}{BLANK})?|(?P<dash>-)|{BLANK}?/{BLANK}?)?"
    year = rf"(?:,?{BLANK}{{1,2}}(?:{of}{BLANK})?|,|-|/)(?:(?P<year>{YEAR})|{_SHORT})(?![,.]?[0-9]|\w)"
    # "15-Jul-26", as spreadsheets write it.
    dashed = r"(?(dash)-(?P<dashed>[0-9]{2})(?![\w-]|[.,][0-9])|(?!))"
    return re.compile(
        rf"(?P<lead>(?:{DAY}{mark}{join}){{0,6}})(?P<day>{DAY}){mark}{gap}(?P<month>{any_month()})(?:{year}|{dashed})?",
        re.IGNORECASE,
    )


def _year(hit: re.Match[str]) -> tuple[int | None, str | None]:
    """Return the year that a match states, and a note where it has two figures."""
    if hit["year"]:
        return int(hit["year"]), None
    groups = hit.groupdict()
    short = groups.get("short") or groups.get("dashed")
    return short_year(short) if short else (None, None)


@cache
def _month_before() -> re.Pattern[str]:
    """Compile the word in front of a day that may be its month."""
    return re.compile(rf"(?<![\w'\u2019-])(?P<word>[^\W\d_]{{3,10}})\.?(?:{BLANK}{{0,2}}|-)(?:the{BLANK})?\Z")


@cache
def _weekday_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'\u2019-]){weekday()}\.?,?{BLANK}{{1,2}}(?:the{BLANK})?\Z", re.IGNORECASE)


_DAYS = re.compile(DAY)
_GLUED = re.compile(r"[\w.,:/$€£+-]")
_WINDOW, _MARKS = 20, 5
_MOST_SEEN = 10_000
"""So many days of a text are read: a posting states a handful, a hostile text a hundred thousand."""


def _after_word(text: str, place: int) -> bool:
    """Say quickly whether a letter stands before a figure, a few marks apart."""
    head = text[max(0, place - _MARKS) : place].rstrip(" .-\t\u00a0\u202f")
    return bool(head) and head[-1].isalpha()


def _with_weekday(text: str, start: int) -> int:
    hit = _weekday_before().search(text, max(0, start - _WINDOW), start)
    return hit.start() if hit else start


def _from_month_first(text: str) -> Iterator[_Seen]:
    names = months()
    for place in digit_starts(text):
        before = _month_before().search(text, max(0, place - _WINDOW), place) if _after_word(text, place) else None
        if before is None or before["word"].casefold() not in names:
            continue
        hit = _month_first().match(text, before.start())
        if hit:
            yield from _days_of_month_first(text, hit)


def _days_of_month_first(text: str, hit: re.Match[str]) -> Iterator[_Seen]:
    month, start = month_number(hit["month"]), _with_weekday(text, hit.start())
    if month is None:
        return
    year, note = _year(hit)
    if year is None:
        if surely_month(hit["month"]):
            yield _Seen(month, int(hit["day"]), None, start, hit.start("bare") if hit["bare"] else hit.end())
            for day in _DAYS.finditer(text, *hit.span("bare")) if hit["bare"] else ():
                yield _Seen(month, int(day[0]), None, day.start(), day.end())
        return
    days = list(_DAYS.finditer(text, *hit.span("more")))
    first_end = hit.start("more") if days else hit.end()
    yield _Seen(month, int(hit["day"]), year, start, first_end, _TOGETHER if days else note)
    for place, day in enumerate(days):
        end = hit.end() if place == len(days) - 1 else day.end()
        yield _Seen(month, int(day[0]), year, day.start(), end, _TOGETHER)


def _from_day_first(text: str) -> Iterator[_Seen]:
    floor = 0
    for place in digit_starts(text):
        if place < floor or (place and _GLUED.match(text, place - 1)):
            continue
        hit = _day_first().match(text, place)
        month = month_number(hit["month"]) if hit else None
        year, note = _year(hit) if hit else (None, None)
        if hit is None or month is None or (year is None and not surely_month(hit["month"])):
            continue
        if seldom_month(hit["month"], text[hit.end("month") : hit.end()]):
            continue
        floor = hit.end()
        lead = list(_DAYS.finditer(text, *hit.span("lead"))) if year else []
        for day in lead:
            yield _Seen(month, int(day[0]), year, day.start(), day.end(), _TOGETHER)
        start = hit.start("day") if hit["lead"] else _with_weekday(text, hit.start())
        yield _Seen(month, int(hit["day"]), year, start, hit.end(), _TOGETHER if lead else note)


def _without_overlap(seen: list[_Seen]) -> list[_Seen]:
    """Keep what states its year before what does not, and the earlier before the later."""
    kept: list[_Seen] = []
    for one in sorted(seen, key=lambda one: (one.start, one.year is None)):
        if not kept or kept[-1].end <= one.start:
            kept.append(one)
        elif kept[-1].year is None and one.year is not None:
            kept[-1] = one
    return kept


def _gap(text: str, start: int, end: int) -> str | None:
    """Name the tie between two dates: one list, one sentence, or none."""
    if end - start <= _SENTENCE_GAP:
        gap = text[start:end]
        if _LIST_GAP.fullmatch(gap):
            return _SAME_LIST
        if not _SENTENCE_END.search(gap):
            return _SAME_SENTENCE
    return None


def _borrow(text: str, seen: list[_Seen]) -> list[_Seen]:
    """Give days without a year the year of a neighbour, where the order of the days allows it."""
    result = list(seen)
    for place in range(len(result) - 2, -1, -1):
        one, later = result[place], result[place + 1]
        if one.year is None and later.year is not None and (one.month, one.day) <= (later.month, later.day):
            tie = _gap(text, one.end, later.start)
            result[place] = replace(one, year=later.year if tie else None, note=tie)
    for place in range(1, len(result)):
        earlier, one = result[place - 1], result[place]
        if one.year is None and earlier.year is not None and (earlier.month, earlier.day) <= (one.month, one.day):
            in_list = _gap(text, earlier.end, one.start) == _SAME_LIST
            result[place] = replace(one, year=earlier.year if in_list else None, note=_SAME_LIST if in_list else None)
    return result


def _named_dates(text: str, default_year: int | None) -> Iterator[Match[date]]:
    if words_of(text).isdisjoint(months()):
        return
    stated = (islice(_from_month_first(text), _MOST_SEEN), islice(_from_day_first(text), _MOST_SEEN))
    seen = _without_overlap([one for days in stated for one in days])
    for one in _borrow(text, seen):
        year, note = one.year, one.note
        if year is None and default_year is not None:
            year, note = default_year, f"year not stated here, taken as {default_year}"
        value = make_date(year, one.month, one.day) if year is not None else None
        if value:
            yield Match(value, one.start, one.end, note)


@needs(FIGURES)
def find_dates(text: str, *, default_year: int | None = None, day_first: bool | None = None) -> list[Match[date]]:
    """Find full dates.

    Parameters
    ----------
    text
        Any text.
    default_year
        The year of days that state none ("May 11"). None: only a date of the same list or a later one of the same
        sentence lends its year.
    day_first
        How ``03/04/2026`` is meant. None: as another date of the text shows, else month first with a note.

    Returns
    -------
    list of Match
        In order of position. Impossible days and years outside 1900-2100 give nothing. Months in English, German,
        French, Spanish, Italian, Dutch, Portuguese, Danish, Swedish, Czech and Polish (``data/months.yaml``).
    """
    figures = numeric_dates(text, day_first=day_first)
    taken = iter(figures)
    current = next(taken, None)
    found: list[Match[date]] = list(figures)
    for match in _named_dates(text, default_year):
        while current is not None and current.end <= match.start:
            current = next(taken, None)
        if current is None or match.end <= current.start:
            found.append(match)
    return sorted(found, key=lambda match: match.start)
