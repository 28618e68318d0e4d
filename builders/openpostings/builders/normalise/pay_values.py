"""Pay that a source gives in fields of its own: two numbers, a currency and a unit of time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.amounts import amount_fragment, parse_amount, read_currency
from openpostings.builders.normalise.pay_context import PayUnit, read_period
from openpostings.builders.normalise.pay_field import BoundKind, FieldPay, PayField, Refused
from openpostings.builders.normalise.pay_reading import CENTS, SWAPPED
from openpostings.builders.tables import load_table, string_lists

__all__ = ["Number", "read_pay_unit", "read_pay_values"]

Number = str | float | Decimal | None

_CEILING: Final = Decimal(10) ** 11
_EXACT: Final = Decimal("0.0001")
_LONGEST: Final = 40
_GROUPED = re.compile(amount_fragment("whole_"))
_FIGURES: Final = 2
_ROUNDED: Final = "rounded to four decimals"
_NOTHING: Final = frozenset({"", "-", "n/a", "na", "none", "null", "nan"})
_NO_NUMBER, _SIZE = "no number that could be pay", "negative or too large for pay"
_CURRENCY, _UNIT = "currency not stated", "unit not stated"
_CURRENCY_UNKNOWN, _UNIT_UNKNOWN = "currency not understood", "unit not understood"


@cache
def _units() -> Mapping[str, PayUnit]:
    table = string_lists(cast("dict[str, object]", load_table("pay")["unit_names"]))
    return {word: cast("PayUnit", unit) for unit, words in table.items() for word in words}


def read_pay_unit(text: str) -> PayUnit | None:
    """Read a field for the unit of pay: "per hour", "HOURLY", "annum", "1 YEAR", "per-month-salary".

    Parameters
    ----------
    text
        The value of the field.

    Returns
    -------
    str or None
        ``HOUR``, ``DAY``, ``WEEK``, ``MONTH`` or ``YEAR``; None where it is none of them.
    """
    words = " ".join(text.replace("_", " ").split())[:_LONGEST].casefold()
    for ending in ("", " salary", "-salary", " wage", "-wage", " rate"):
        unit = _units().get(words.removesuffix(ending).strip(" ./()"))
        if unit is not None:
            return unit
    return read_period(words)


def _amount(value: Number) -> Decimal | str | None:
    """Return a positive amount, None where the value says nothing, or the reason why it is none."""
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip()
    if text.casefold() in _NOTHING:
        return None
    if len(text) > _LONGEST or not text.isascii() or "_" in text:
        return _NO_NUMBER
    try:
        amount: Decimal | None = Decimal(text)
    except InvalidOperation:
        amount = parse_amount(text) if _GROUPED.fullmatch(text) else None
    if amount is None or not amount.is_finite():
        return _NO_NUMBER
    if amount in (0, -1):
        return None
    return amount if 0 < amount < _CEILING else _SIZE


def _currency(text: str | None, country: str | None) -> tuple[str | None, str | None]:
    words = (text or "").strip()
    if words.casefold() in _NOTHING:
        return None, _CURRENCY
    read = read_currency(words[:_LONGEST], country)
    return read or (None, _CURRENCY_UNKNOWN)


def _scaled(amount: Decimal, currency: str | None, *, in_cents: bool) -> Decimal:
    figures = cast("dict[str, int]", load_table("currencies")["minor_figures"])
    return amount.scaleb(-figures.get(currency or "", _FIGURES)) if in_cents else amount


def _bound(low: Decimal | None, high: Decimal | None) -> BoundKind:
    if low is None:
        return "most"
    return "least" if high is None else "exact" if low == high else "range"


def read_pay_values(
    low: Number,
    high: Number,
    *,
    currency: str | None = None,
    unit: str | None = None,
    country: str | None = None,
    in_cents: bool = False,
) -> PayField:
    """Read pay from the fields of a source.

    Parameters
    ----------
    low, high
        The bounds, as numbers or in figures. ``0``, ``-1`` and empty ones say nothing.
    currency
        A code or sign.
    unit
        What the pay is for, in the words of the source.
    country
        Where the job is (ISO 3166-1 alpha-2): decides what ``$``, ``kr`` and ``¥`` mean.
    in_cents
        The numbers count the hundredth part of the currency, or what its minor unit is.

    Returns
    -------
    PayField
        At most one pay, without a span (0, 0), with notes on what was put in order, rounded or not understood; what is
        no number is refused.
    """
    code, said = _currency(currency, country)
    found = read_pay_unit(unit) if unit else None
    unit_note = None if found else _UNIT_UNKNOWN if unit and unit.strip() else _UNIT
    notes = [note for note in (said, unit_note, CENTS if in_cents else None) if note]
    amounts = [_amount(value) for value in (low, high)]
    refused = tuple(Refused(0, 0, amount) for amount in amounts if isinstance(amount, str))
    exact = [_scaled(one, code, in_cents=in_cents) if isinstance(one, Decimal) else None for one in amounts]
    first, last = (one.quantize(_EXACT).normalize() or None if one is not None else None for one in exact)
    notes += [_ROUNDED] if [first, last] != exact else []
    if first is not None and last is not None and last < first:
        first, last = last, first
        notes.append(SWAPPED)
    if first is None and last is None:
        return PayField((), (), refused, silent=not refused)
    kind = _bound(first, last)
    pay = FieldPay(first, last, code, found, None, kind, "unsaid", None, 0, 0, tuple(dict.fromkeys(notes)))
    return PayField((pay,), (), refused, silent=False)
