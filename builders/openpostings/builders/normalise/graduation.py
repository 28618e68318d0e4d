"""When applicants must graduate."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice

from openpostings.builders.normalise.dates import find_dates, find_months
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.normalise.wording import MOST_CANDIDATES, in_order, plain_blanks
from openpostings.builders.tables import load_table, strings

_YEAR = re.compile(r"(?<![0-9./$-])20[0-9]{2}(?![0-9.,]?[0-9%])")
_NUMERIC = re.compile(r"(?<![0-9/.-])(?P<month>0?[1-9]|1[0-2])/(?P<year>20[0-9]{2})(?![0-9/.-])")
_REACH = 130
_FRONT = 24
_END = re.compile(r"[;\n\r•|]|\.(?=[ ][A-Z]|$)|[)](?=.)")
_RANGE = re.compile(
    r"[ ]?(?:-|\u2013|\u2014|/|,)?[ ]?"
    r"(?:to|and|or|through|until|and/or|und|bis|et|y|a|e|ou|à|o|en|och|og)?[ ]?(?:the )?"
    r"(?:(?:end|beginning) of )?"
)
_OPEN_END = re.compile(r",? (?:or|and) (?:later|beyond|after|onwards?)\b|\+|[ ]onwards?\b", re.IGNORECASE)
_SEASON = r"(?:spring|summer|fall|autumn|winter)"
_OPEN_START = re.compile(r",? (?:or|and) (?:earlier|sooner|before|prior)\b", re.IGNORECASE)
_TO_SEASON = re.compile(rf"[ ]?(?:-|\u2013|to|and|or|through|/)[ ]?(?:late |early )?{_SEASON}\b", re.IGNORECASE)
_SEASON_END = re.compile(rf"{_SEASON}[ ]$", re.IGNORECASE)
_GRADUATES = re.compile(r"[ ]graduat(?:es\b|ion date|ion\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Graduation:
    """Bounds on the date of graduation, both of them days on which one may graduate.

    Parameters
    ----------
    after, before
        The first and the last day; None where that side is open.
    """

    after: date | None
    before: date | None


@dataclass(frozen=True, slots=True)
class _Time:
    first: date
    last: date
    start: int
    end: int


@cache
def _trigger() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load_table('graduation')['triggers']})(?![\w-])", re.IGNORECASE)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(strings(load_table("graduation")[key]))


def _times(text: str, start: int, end: int) -> list[_Time]:
    part = text[start:end]
    if not any(char.isdigit() for char in part):
        return []
    found = [_Time(m.value.first, m.value.last, m.start, m.end) for m in find_months(part)]
    found += [_Time(m.value, m.value, m.start, m.end) for m in find_dates(part)]
    for numeric in _NUMERIC.finditer(part):
        whole, month = int(numeric["year"]), int(numeric["month"])
        last = date(whole, month, monthrange(whole, month)[1])
        found.append(_Time(date(whole, month, 1), last, *numeric.span()))
    for year in _YEAR.finditer(part):
        if not any(time.start <= year.start() < time.end for time in found):
            whole = int(year.group())
            found.append(_Time(date(whole, 1, 1), date(whole, 12, 31), year.start(), year.end()))
    found.sort(key=lambda time: (time.start, -time.end))
    return [_Time(time.first, time.last, start + time.start, start + time.end) for time in found]


def _linked(words: str) -> bool:
    bare = (word.strip(".,:()\u2019'\"-").casefold() for word in re.split(r"[\s/]+", words))
    return all(not word or word in _words("links") for word in bare)


def _says(words: str, key: str) -> bool:
    folded = f" {' '.join(words.casefold().replace('(', ' ').replace(':', ' ').split())} "
    return any(f" {word} " in folded for word in _words(key))


def _read(text: str, link: str, times: list[_Time]) -> tuple[Graduation, int] | None:
    """Put the first time, and the one behind it if they are joined, to bounds."""
    first, last = times[0], times[0]
    for time in times[1:]:
        if _RANGE.fullmatch(text, last.end, time.start) is None:
            break
        last = time
    after, before = min(first.first, last.first), max(first.last, last.last)
    if first is last and _TO_SEASON.match(text, last.end):
        return Graduation(after, None), last.end
    if (first is last and _says(link, "after")) or _OPEN_END.match(text, last.end):
        return Graduation(after, None), last.end
    if (first is last and _says(link, "before")) or _OPEN_START.match(text, last.end):
        return Graduation(None, before), last.end
    return Graduation(after, before), last.end


def _behind(text: str, trigger: re.Match[str]) -> Match[Graduation] | None:
    limit = min(len(text), trigger.end() + _REACH)
    stop = _END.search(text, trigger.end(), limit)
    end = stop.start() if stop else limit
    times = _times(text, trigger.end(), end)
    if not times:
        return None
    link = text[trigger.end() : times[0].start]
    if not _linked(link):
        return None
    read = _read(text, link, times)
    return None if read is None else Match(read[0], trigger.start(), read[1])


def _in_front(text: str, trigger: re.Match[str]) -> Match[Graduation] | None:
    times = _times(text, max(0, trigger.start() - _FRONT), trigger.start())
    if not times or _GRADUATES.match(text, times[-1].end) is None:
        return None
    time = times[-1]
    if _SEASON_END.search(text, max(0, time.start - 8), time.start):
        return None
    return Match(Graduation(time.first, time.last), time.start, trigger.end())


def _candidates(text: str) -> Iterator[Match[Graduation]]:
    for trigger in islice(_trigger().finditer(text), MOST_CANDIDATES):
        match = _behind(text, trigger) or _in_front(text, trigger)
        if match is not None:
            yield match


GRADUATION = Trigger(lambda: [_trigger()])
"""Fires in every text that the finder below finds anything in."""


@needs(GRADUATION)
def find_graduation(text: str) -> list[Match[Graduation]]:
    """Find when applicants must graduate: "graduating between December 2026 and June 2027".

    Parameters
    ----------
    text
        A requirement, or any text.

    Returns
    -------
    list of Match
        Bounds in order. A month counts from its first to its last day, a year likewise; a season is no date.
    """
    return in_order(_candidates(plain_blanks(text)))
