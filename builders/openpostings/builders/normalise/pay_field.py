"""A field that is known to be about pay: no word of pay is needed, and what it does not give is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from openpostings.builders.normalise.numbers import digit_starts
from openpostings.builders.normalise.pay import looks_yearly, pay_bounds, stated_unit
from openpostings.builders.normalise.pay_context import PayUnit, estimate_after
from openpostings.builders.normalise.pay_field_rules import (
    BARE_YEARLY,
    NOT_MONEY,
    NOTHING,
    TOO_LONG,
    UNREAD,
    Sum,
    estimate_before,
    figure_end,
    is_about,
    is_blocked,
    kind_of_sum,
    reason_against,
    superannuation,
)
from openpostings.builders.normalise.pay_reading import Reading, read_amounts

__all__ = ["FieldPay", "PayField", "Refused", "read_pay_field"]

PayStatus = Literal["stated", "estimate", "silent", "not_extracted"]
BoundKind = Literal["exact", "range", "most", "least"]

_LONGEST: Final = 5000
_MOST_READ: Final = 200
_SOURCE_UNIT, _TORN_UNIT = "unit as the source says beside", "the source says another unit beside"
_UNIT, _CURRENCY = "unit not stated", "currency not stated"
_WHOLE: Final = "a whole package or on-target earnings, not base pay alone"
_ABOUT: Final = "stated as about"
_RANKS: dict[Sum, int] = {"base": 0, "unsaid": 1, "whole": 2}
_SINGLE: dict[str | None, BoundKind] = {"most": "most", "least": "least", None: "exact"}


@dataclass(frozen=True, slots=True)
class FieldPay:
    """Pay that a field states.

    Parameters
    ----------
    min_value, max_value
        Bounds, as in ``Pay``.
    currency
        ISO 4217 code; None where the field states none and nothing decides it.
    unit_text
        What the amount is paid for; None where the field does not say.
    likely_unit
        ``YEAR`` where no unit is stated and the size of the amount is that of a year's pay: derived, not stated.
    bound
        How it was said: one amount, a range, or one bound alone.
    sum_kind
        What the words call it: ``base``, ``whole`` (a package or on-target earnings, which is not base pay alone), or
        ``unsaid``.
    superannuation
        Whether the amount holds Australian superannuation: True, False, or None where it is not told.
    start, end
        Span in the field.
    notes
        What was derived, mended or has to be known.
    """

    min_value: Decimal | None
    max_value: Decimal | None
    currency: str | None
    unit_text: PayUnit | None
    likely_unit: PayUnit | None
    bound: BoundKind
    sum_kind: Sum
    superannuation: bool | None
    start: int
    end: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A figure of the field that is not claimed as pay.

    Parameters
    ----------
    start, end
        Span in the field.
    reason
        Why, in a few words.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class PayField:
    """What a field for pay says.

    Parameters
    ----------
    stated
        Pay that is stated, base pay before whole packages, else in order of position. More than one contradict each
        other, or hold for different places or grades.
    estimates
        Pay that somebody guessed ("$53K - $91K (Glassdoor est.)"): never to be recorded as stated.
    refused
        Figures that are no pay, with the reason.
    silent
        No figure of the field could be pay: empty, a sentinel (``-1``, ``0``), "competitive", "doq".
    """

    stated: tuple[FieldPay, ...]
    estimates: tuple[FieldPay, ...]
    refused: tuple[Refused, ...]
    silent: bool

    @property
    def pay(self) -> FieldPay | None:
        """The stated pay that stands first, or None."""
        return self.stated[0] if self.stated else None

    @property
    def status(self) -> PayStatus:
        """``stated``, ``estimate``, ``silent``, or ``not_extracted`` where something stands that was not understood."""
        if self.stated:
            return "stated"
        if self.estimates:
            return "estimate"
        return "silent" if self.silent else "not_extracted"


def _notes(text: str, reading: Reading, floor: int, unit: PayUnit | None, stated: PayUnit | None) -> Iterator[str]:
    """Yield what has to be known of the pay."""
    yield from reading.notes
    if reading.currency is None and not reading.signed:
        yield _CURRENCY
    if unit is not None and stated != unit:
        yield _SOURCE_UNIT if stated is None else _TORN_UNIT
    if unit is None and stated is None:
        yield _UNIT
    if is_about(text, floor, reading.amounts_at):
        yield _ABOUT
    if kind_of_sum(text, reading, floor) == "whole":
        yield _WHOLE


def _pay(text: str, reading: Reading, floor: int, unit: PayUnit | None) -> FieldPay:
    stated, start = stated_unit(text, reading, floor)
    size = looks_yearly(reading) or (reading.currency is None and reading.low >= BARE_YEARLY)
    low, high = pay_bounds(reading)
    return FieldPay(
        min_value=low,
        max_value=high,
        currency=reading.currency,
        unit_text=stated or unit,
        likely_unit="YEAR" if size and not (stated or unit) else None,
        bound="range" if reading.high is not None else _SINGLE[reading.bound],
        sum_kind=kind_of_sum(text, reading, floor),
        superannuation=superannuation(text, reading.end),
        start=start,
        end=reading.end,
        notes=tuple(_notes(text, reading, floor, unit, stated)),
    )


def _amounts(text: str, country: str | None) -> Iterator[tuple[int, Reading | Refused]]:
    """Yield where what was read before ends, and the reading of the next figures or why there is none."""
    floor = 0
    for count, place in enumerate(digit_starts(text)):
        if place < floor:
            continue
        if count >= _MOST_READ:
            yield floor, Refused(place, len(text), TOO_LONG)
            return
        last = floor
        reading, floor = read_amounts(text, place, floor, country, bare=True)
        if reading is not None:
            yield last, reading
        elif floor > place:
            yield last, Refused(place, floor, UNREAD if text[place:floor].strip("0., -\u2013\u2014$") else NOTHING)
        else:
            floor = figure_end(text, place)
            yield last, Refused(place, floor, NOT_MONEY)


def read_pay_field(text: str, *, country: str | None = None, unit: PayUnit | None = None) -> PayField:
    """Read a field that is known to be about pay.

    Parameters
    ----------
    text
        The value of the field.
    country
        Where the job is (ISO 3166-1 alpha-2): decides what ``$``, ``kr`` and ``¥`` mean.
    unit
        The unit of time that the source states in another field; what the text itself says goes before it.

    Returns
    -------
    PayField
        What is stated, what is a guess, and what was refused. Nothing is claimed that the text does not say: a unit or
        a currency that it does not state is None. Fields beyond 5,000 characters are read up to there.
    """
    cut = text[:_LONGEST]
    stated: list[FieldPay] = []
    guessed: list[FieldPay] = []
    refused = [Refused(_LONGEST, len(text), TOO_LONG)] if len(text) > _LONGEST else []
    for floor, one in _amounts(cut, country):
        if isinstance(one, Refused):
            refused.append(one)
            continue
        reason = reason_against(cut, one, stated_unit(cut, one, floor)[0] or unit)
        if reason is not None:
            refused.append(Refused(one.start, one.end, reason))
        elif estimate_after(cut, one.end) or estimate_before(cut, floor, one.amounts_at):
            guessed.append(_pay(cut, one, floor, unit))
        else:
            stated.append(_pay(cut, one, floor, unit))
    stated.sort(key=lambda pay: _RANKS[pay.sum_kind])
    blocked = any(is_blocked(cut, one.reason) for one in refused)
    return PayField(tuple(stated), tuple(guessed), tuple(sorted(refused, key=lambda one: one.start)), not blocked)
