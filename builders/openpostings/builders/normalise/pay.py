"""Pay as stated: bounds, currency and unit of time."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast

from openpostings.builders.normalise.amounts import money_words, sign_places
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import digit_starts
from openpostings.builders.normalise.pay_context import (
    PayUnit,
    Verdict,
    estimate_after,
    judge,
    odd_period,
    period_before,
    stands_alone,
)
from openpostings.builders.normalise.pay_reading import Reading, read_amounts
from openpostings.builders.normalise.triggers import FIGURES, Trigger, needs
from openpostings.builders.tables import load_table

__all__ = ["Pay", "PayUnit", "find_pay"]

_DERIVED_YEAR = "unit not stated, taken as a year"
_SIGN_BEFORE, _SIGN_AFTER = 10, 50
_FAR_BOUND = 80
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_INSTEAD = re.compile(r"[ \u00a0]{0,3}(?:/|\||\bor\b)[ \u00a0]{0,3}")
_MOST_READ = 2000
"""So many figures beside a sign of money are read: a posting states a handful, a hostile text a million."""


@dataclass(frozen=True, slots=True)
class Pay:
    """Pay as stated.

    Parameters
    ----------
    min_value, max_value
        Bounds in units of the currency, at most four decimals; equal where one amount is stated, one of them None
        where only the other bound is.
    currency
        ISO 4217 code.
    unit_text
        What the amount is paid for: ``HOUR``, ``DAY``, ``WEEK``, ``MONTH`` or ``YEAR``.
    """

    min_value: Decimal | None
    max_value: Decimal | None
    currency: str
    unit_text: PayUnit


def pay_bounds(reading: Reading) -> tuple[Decimal | None, Decimal | None]:
    """Return the lower and the upper bound that a reading states."""
    if reading.high is not None:
        return (reading.low or None), reading.high
    if reading.bound == "most":
        return None, reading.low
    return reading.low, None if reading.bound == "least" else reading.low


def fits(reading: Reading, unit: PayUnit, verdict: Verdict) -> bool:
    """Say whether the amounts can be pay for the unit, where the worth of the currency is known."""
    table = load_table("currencies")
    largest = reading.high if reading.high is not None else reading.low
    if reading.currency is not None and reading.currency not in cast("list[str]", table["comparable"]):
        return True
    low, high = cast("dict[str, list[int]]", table["sizes"])[unit]
    plain = cast("dict[str, int]", table["plain"])[unit]
    return low <= largest <= high and (verdict == "pay" or largest >= plain)


def looks_yearly(reading: Reading) -> bool:
    """Say whether the size of amounts with no unit is that of a year's pay in their currency."""
    least = cast("dict[str, int]", load_table("currencies")["yearly_from"])
    smaller = reading.low or reading.high or reading.low
    return reading.currency is not None and reading.currency in least and smaller >= least[reading.currency]


def stated_unit(text: str, reading: Reading, floor: int) -> tuple[PayUnit | None, int]:
    """Return the unit stated behind the amounts or in front of them, and where what states the pay begins."""
    before = None if reading.unit else period_before(text, reading.amounts_at)
    if before is None or before[1] < floor or odd_period(text, reading.end):
        return reading.unit, reading.start
    return before[0], min(before[1], reading.start)


def _make(text: str, reading: Reading, floor: int, *, field: bool) -> Match[Pay] | None:
    notes, (unit, start) = list(reading.notes), stated_unit(text, reading, floor)
    if unit is None and (not looks_yearly(reading) or odd_period(text, reading.end)):
        return None
    verdict = judge(text, reading.amounts_at, reading.end)
    alone = reading.high is not None and stands_alone(text, reading.start, reading.end)
    if verdict == "unsaid" and (field or alone):
        verdict = "pay"
    if verdict == "not_pay" or (unit is None and verdict != "pay") or estimate_after(text, reading.end):
        return None
    if unit is None:
        unit = "YEAR"
        notes.append(_DERIVED_YEAR)
    if reading.currency is None or not fits(reading, unit, verdict):
        return None
    return Match(Pay(*pay_bounds(reading), reading.currency, unit), start, reading.end, "; ".join(notes) or None)


def _near(signs: list[int], place: int) -> bool:
    """Say whether a sign of money stands close enough to a figure to be read with it."""
    after = bisect_left(signs, place - _SIGN_BEFORE)
    return after < len(signs) and signs[after] <= place + _SIGN_AFTER


MONEY = Trigger(money_words)
"""Fires in every text that the finder below finds anything in."""


@needs(FIGURES, MONEY)
def find_pay(text: str, *, country: str | None = None, field: bool = False) -> list[Match[Pay]]:
    """Find stated pay.

    Parameters
    ----------
    text
        Any text.
    country
        Where the job is (ISO 3166-1 alpha-2): decides what ``$``, ``kr`` and ``¥`` mean.
    field
        The text is the value of a field for pay, so that no word has to say that an amount is pay.

    Returns
    -------
    list of Match
        In order of position. Notes say what was derived: the currency of a bare ``$``, a year where no unit is
        stated, bounds that were put in order. Tables: ``data/pay.yaml``, ``data/currencies.yaml``.
    """
    found: list[Match[Pay]] = []
    last: Reading | None = None
    floor = end = read = 0
    signs = sign_places(text)
    for place in digit_starts(text) if signs else ():
        if place < floor or not _near(signs, place):
            continue
        read += 1
        if read > _MOST_READ:
            break
        reading, floor = read_amounts(text, place, floor, country)
        if reading is None:
            continue
        match = _make(text, reading, end, field=field)
        if last is not None and _in_other_money(text, last, reading):
            # One pay, told for several countries: which of the amounts is this job's is not said.
            match = None
            found = [one for one in found if one.end < last.end]
        last = reading
        if match is not None:
            found.append(match)
            end = match.end
    return _joined(text, found)


def _in_other_money(text: str, last: Reading, reading: Reading) -> bool:
    """Say whether an amount stands for the one before it in another currency: "3,000 USD / 2,400 GBP"."""
    beside = _INSTEAD.fullmatch(text, last.end, reading.start) is not None
    return beside and None not in (last.currency, reading.currency) and last.currency != reading.currency


def _joined(text: str, found: list[Match[Pay]]) -> list[Match[Pay]]:
    """Join bounds that one sentence gives apart: "from $44/hour in our lowest market up to $63/hour in our highest"."""
    joined: list[Match[Pay]] = []
    for match in found:
        low, high = (joined[-1].value if joined else None), match.value
        if (
            low is not None
            and low.max_value is None
            and high.min_value is None
            and (low.currency, low.unit_text) == (high.currency, high.unit_text)
            and _SENTENCE_END.search(text, joined[-1].end, match.start) is None
            and match.start - joined[-1].end <= _FAR_BOUND
        ):
            last = joined.pop()
            both = replace(high, min_value=low.min_value)
            match = Match(both, last.start, match.end, last.note or match.note)  # noqa: PLW2901 - one from two
        joined.append(match)
    return joined
