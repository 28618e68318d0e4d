"""Working hours for each week or day: "40 hours per week", "15-20 hrs/wk", "37,5 Stunden/Woche"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from openpostings.builders.normalise.context import Vocabulary, bounds, tokens
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import (
    NUMBERS,
    alternation,
    number_fragment,
    number_starts,
    parse_number,
    words_of,
)
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.tables import load_table, strings

HoursUnit = Literal["WEEK", "DAY"]

AT_LEAST = "stated as a minimum"
_MOST_IN: dict[HoursUnit, float] = {"WEEK": 100, "DAY": 23}
_LEAST_IN: dict[HoursUnit, float] = {"WEEK": 4, "DAY": 2}
_LEFT, _RIGHT, _NEAR = 120, 60, 24
_KEY_LENGTH = 40
_BREAK = re.compile(r"[.!?;•|]\s|\n")


@dataclass(frozen=True, slots=True)
class WorkHours:
    """Hours of work as stated.

    Parameters
    ----------
    value
        Hours for each unit, or the lower end of a range.
    max_value
        The upper end of a range; None where one number is stated.
    unit_text
        ``WEEK`` or ``DAY``.
    """

    value: float
    max_value: float | None
    unit_text: HoursUnit


def _words(key: str) -> str:
    return alternation(strings(load_table("hours")[key]))


@cache
def _hour_words() -> frozenset[str]:
    table = load_table("hours")
    return frozenset(
        word
        for phrase in (*strings(table["hours"]), *strings(table["keys"]), *strings(table["in_one"]))
        for word in tokens(phrase)
    )


@cache
def _pattern() -> re.Pattern[str]:
    number = rf"(?:[0-9]{{1,3}}[.,][0-9]{{1,2}}|{number_fragment()})"
    unit = rf"(?:(?P<week>{_words('week')})|(?P<day>{_words('day')}))"
    return re.compile(
        r"(?P<between>(?<=between )|(?<=zwischen )|(?<=entre )|(?<=tussen )|(?<=mellem )|(?<=mellan )|(?<=tra ))?"
        rf"(?P<value>{number})(?P<plus>[ ]?\+)?(?:(?:[ ]?{_words('hours')})?"
        r"(?:[ \u00a0]?[-\u2013\u2014/][ \u00a0]?"
        r"|[ ](?:to|bis|à|a|or|tot|até|hasta|til|till|do|(?(between)(?:and|und|et|y|e|en|og|och)|(?!)))[ ])"
        rf"(?P<max>{number})(?P<plus2>[ ]?\+)?)?"
        rf"(?P<hours>[ \u00a0-]{{0,2}}{_words('hours')}(?!\w)(?:[ ](?:of[ ]work|worked))?"
        rf"(?P<per>(?:[ ]?/[ ]?|[ ]{_words('per')}[ ]{{1,2}}|[ ]?p/|[ -]){unit}(?!\w)"
        rf"|[ ](?:(?P<weekly>{_words('weekly')})|(?P<daily>{_words('daily')}))(?!\w))?"
        rf"|(?P<one>[ ]?{_words('in_one')}(?!\w)))?(?![\w:%]|[.,][0-9])",
        re.IGNORECASE,
    )


_GLUED = re.compile(r"[\w.,:$€£+\u2013\u2014-]")
_KEY_MARK = re.compile(r"[:\u2013-][ ]{1,3}\Z")


@cache
def _key() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('keys')}(?:[ ]?[:\u2013-]|[ ]{_words('is')}(?=[ ]))[ ]{{0,3}}\Z", re.IGNORECASE)


@cache
def _full_time() -> re.Pattern[str]:
    """Compile "full-time (" right before hours, which are then those of a week."""
    return re.compile(rf"(?<!\w){_words('full_time')}[ ]?(?:[(,:\u2013-][ ]?){{1,2}}\Z", re.IGNORECASE)


@cache
def _maximum() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('maximum')}(?:[ ]?of|[ ]?:)?[ ]\Z", re.IGNORECASE)


@cache
def _minimum() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('minimum')}(?:[ ]?of|[ ]?:)?[ ](?:a[ ])?\Z", re.IGNORECASE)


@cache
def _bound_after() -> re.Pattern[str]:
    return re.compile(r"[ ]?[(,]?[ ]?(?:(?P<most>max)|(?P<least>min))(?:imum|\b)", re.IGNORECASE)


@cache
def _never() -> Vocabulary:
    return Vocabulary(dict.fromkeys(strings(load_table("hours")["never"]), "never"))


def _number(text: str | None) -> float | None:
    if not text:
        return None
    decimal = text.replace(",", ".")
    if "." in decimal:
        return float(decimal)
    whole = parse_number(text)
    return None if whole is None else float(whole)


def _read(hit: re.Match[str]) -> WorkHours | None:
    value, top = _number(hit["value"]), _number(hit["max"])
    unit: HoursUnit = "DAY" if hit["day"] or hit["daily"] else "WEEK"
    if value is None or not _LEAST_IN[unit] <= value <= _MOST_IN[unit]:
        return None
    if hit["max"] and (top is None or not value < top <= _MOST_IN[unit]):
        return None
    return WorkHours(value, top, unit)


def _judge(text: str, hit: re.Match[str]) -> tuple[bool, str | None, int]:
    """Say whether the hours are those of the job, note a lower bound, and where its words begin."""
    floor, ceiling = bounds(text, hit.start(), hit.end(), _BREAK, (_LEFT, _RIGHT))
    near = max(floor, hit.start() - _NEAR)
    right = _bound_after().match(text, hit.end(), ceiling)
    if _maximum().search(text, near, hit.start()) or (right and right["most"]):
        return False, None, 0
    if _never().has(text, floor, hit.start()) or _never().has(text, hit.end(), ceiling):
        return False, None, 0
    left = _minimum().search(text, near, hit.start())
    least = left or (right and right["least"]) or hit["plus"] or hit["plus2"]
    return True, AT_LEAST if least else None, left.start() if left else hit.start()


def _begins(text: str, start: int) -> tuple[re.Match[str], int] | None:
    """Match hours whose number begins here: with their unit behind them, or behind a key."""
    key = (
        _key().search(text, max(0, start - _KEY_LENGTH), start)
        if _KEY_MARK.search(text, max(0, start - 4), start)
        else None
    )
    if key is None and start and _GLUED.match(text, start - 1):
        return None
    hit = _pattern().match(text, start)
    if hit is None:
        return None
    if hit["per"] or hit["one"] or key:
        return hit, key.start() if key else start
    whole = _full_time().search(text, max(0, start - _KEY_LENGTH), start) if hit["hours"] else None
    return (hit, whole.start()) if whole else None


_HOURS = Trigger(lambda: [*strings(load_table("hours")["hours"]), *strings(load_table("hours")["keys"])])


@needs(NUMBERS, _HOURS)
def find_work_hours(text: str) -> list[Match[WorkHours]]:
    """Find the hours of work for each week or day.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Match
        In order of position. A lower bound ("minimum of 20") is its value with a note, and claims no upper end. A
        number that is only an upper bound ("up to 20"), or that is exceeded ("more than 40"), gives nothing, nor do
        hours of training, leave, service or opening. Words: ``data/hours.yaml``.
    """
    found: list[Match[WorkHours]] = []
    floor = 0
    if words_of(text).isdisjoint(_hour_words()):
        return found
    for start in number_starts(text):
        begun = _begins(text, start) if start >= floor else None
        if begun is None:
            continue
        hit, begin = begun
        value, last, floor = _read(hit), floor, hit.end()
        if value is None:
            continue
        ours, note, bound = _judge(text, hit)
        if ours:
            found.append(Match(value, max(last, min(begin, bound)), hit.end(), note))
    return found
