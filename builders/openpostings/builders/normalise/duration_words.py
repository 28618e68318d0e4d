"""Lengths of time ("10-12 weeks", "six months"), and those that are the length of the job."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

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

DurationUnit = Literal["DAY", "WEEK", "MONTH", "YEAR"]

AT_LEAST = "stated as a minimum"
AT_MOST = "stated as a maximum"
_LARGEST = 999
_BOUND_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as stated.

    Parameters
    ----------
    value
        Count of units, or the lower end of a range.
    max_value
        The upper end of a range; None where one count is stated.
    unit
        ``DAY``, ``WEEK``, ``MONTH`` or ``YEAR``.
    """

    value: int
    max_value: int | None
    unit: DurationUnit


@cache
def _units() -> Mapping[str, DurationUnit]:
    table = cast("dict[DurationUnit, list[str]]", load_table("durations")["units"])
    return {word: unit for unit, words in table.items() for word in words}


def _filler() -> str:
    """Give what may stand between a figure and its unit: "12 consecutive weeks"."""
    return alternation(strings(load_table("durations")["filler"]))


@cache
def _pattern() -> re.Pattern[str]:
    number, unit = number_fragment(), alternation(_units())
    join = rf"(?:[ \u00a0]?[-\u2013\u2014][ ]?|[ ]{alternation(strings(load_table('durations')['to']))}[ ])"
    # The unit may stand after the first count too: "10 weeks to 12 weeks".
    return re.compile(
        rf"(?P<value>{number})(?P<plus>\+)?(?:(?:[ -]?(?P<early>{unit}))?{join}(?P<max>{number})(?P<plus2>\+)?)?"
        rf"(?:[ \u00a0]{{1,2}}(?:{_filler()}[ ])?|-|(?<=[0-9)+]))(?P<unit>{unit})(?!\w|[.][0-9])",
        re.IGNORECASE,
    )


# "4, 8, or 12 months": the count that the unit follows is the last of several to choose from.
_CHOICE = re.compile(
    r"(?<![\w.,$\u20ac\u00a3/-])(?P<first>[0-9]{1,3})(?:,[ ]?[0-9]{1,3}){0,3},?[ ]"
    r"(?P<or>(?:and/or|or|oder|ou|o)[ ])?\Z",
    re.IGNORECASE,
)
_OR = re.compile(r"[0-9][ ](?:or|oder|ou|o)[ ][0-9]", re.IGNORECASE)
_GLUED = re.compile(r"[\w.,/$€£₹+\u2013\u2014-]\Z")


@cache
def _bound() -> re.Pattern[str]:
    """Compile the words right before a number that make it a bound."""
    table = load_table("durations")
    most, least = alternation(strings(table["maximum"])), alternation(strings(table["minimum"]))
    return re.compile(rf"(?<!\w)(?:(?P<most>{most})|(?P<least>{least}))[ ]\Z", re.IGNORECASE)


def _read(hit: re.Match[str]) -> Duration | None:
    unit = _units().get(hit["unit"].casefold())
    value, top = parse_number(hit["value"]), parse_number(hit["max"]) if hit["max"] else None
    early = _units().get(hit["early"].casefold()) if hit["early"] else unit
    if unit is None or value is None or not 0 < value <= _LARGEST or early != unit:
        return None
    if hit["max"] and (top is None or not value < top <= _LARGEST):
        return None
    return Duration(value, top, unit)


def _with_choice(text: str, hit: re.Match[str], value: Duration, window: int) -> tuple[Duration, int]:
    """Widen a length by the counts that stand in a list before it, and tell where the list begins."""
    choice = _CHOICE.search(text, window, hit.start())
    first = int(choice["first"]) if choice else 0
    if choice is None or not (choice["or"] or _OR.search(hit[0])) or not 0 < first < value.value:
        return value, hit.start()
    return Duration(first, value.max_value or value.value, value.unit), choice.start()


LENGTHS = Trigger(_units)


@needs(NUMBERS, LENGTHS)
def find_durations(text: str) -> list[Match[Duration]]:
    """Find lengths of time, whatever they are the length of.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Match
        In order of position. The note tells a bound ("up to", "at least", "+") from a plain length. Decimals, counts
        above 999 and ranges that do not rise give nothing. Words: ``data/durations.yaml``, ``data/numbers.yaml``.
    """
    found: list[Match[Duration]] = []
    floor = 0
    if words_of(text).isdisjoint(_units()):
        return found
    for place in number_starts(text):
        if place < floor or (place and _GLUED.match(text, place - 1, place)):
            continue
        hit = _pattern().match(text, place)
        if hit is None:
            continue
        value, floor = _read(hit), hit.end()
        if value is None:
            continue
        window = max(found[-1].end if found else 0, place - _BOUND_LENGTH)
        value, start = _with_choice(text, hit, value, window)
        bound = _bound().search(text, window, start)
        most, least = bound and bound["most"], hit["plus"] or hit["plus2"] or (bound and bound["least"])
        begin = bound.start() if bound else start
        found.append(Match(value, begin, hit.end(), AT_MOST if most else AT_LEAST if least else None))
    return found
