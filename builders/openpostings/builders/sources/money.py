"""Readers of pay that comes in parts: bounds, currency, span of time. What is missing is not guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, cast

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import Node, Reads
from openpostings.builders.sources.codes import folded, meanings
from openpostings.builders.sources.values import claimed, inside, unread, words_of
from openpostings.builders.tables import Table, load_table
from openpostings.schema.scalars import MAX_AMOUNT

_AMOUNT: Final = re.compile(r"[0-9]{1,11}(?:\.[0-9]{1,8})?|[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,4})?")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_PLACES: Final = Decimal("0.0001")
_NO_CURRENCY: Final = "the currency is not stated"
_NO_UNIT: Final = "the span of time that it is paid for is not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class PayParts:
    """Where in an object the parts of pay stand, as pointers below it.

    Parameters
    ----------
    low, high
        Bounds.
    currency
        ISO 4217 code.
    unit
        The span of time, as a code of ``data/job_board_codes.yaml``.
    words
        Texts beside the amounts, in which the span of time may be named.
    cents
        Whether the bounds are in hundredths.
    money
        Gives the currency of a record where the API's own documentation says which it is, with a note.
    estimate
        Tells of a record whether its amounts are an estimate of the board. Such are not stated.
    of_record
        Whether the parts stand apart, in the record itself; each of them is then evidence of the whole.
    """

    low: str
    high: str
    currency: str | None = None
    unit: str | None = None
    words: tuple[str, ...] = ()
    cents: bool = False
    money: Callable[[Json], tuple[str, str] | None] | None = None
    estimate: Callable[[Json], bool] | None = None
    of_record: bool = False


@dataclass(frozen=True, slots=True)
class _Range:
    low: Decimal | None
    high: Decimal | None
    currency: str | None
    unit: str | None
    notes: tuple[str, ...]


def pay(parts: PayParts) -> Reads:
    """Read an object, or a list of such, as base pay.

    Several ranges with one currency and one span of time give the stretch from the lowest to the highest, and say so.
    """
    return Reads(("base_salary",), lambda node: _pay(node, parts))


def _pay(node: Node, parts: PayParts) -> Iterator[tuple[str, Claim]]:
    here = node.record if parts.of_record else node.value
    if parts.estimate is not None and parts.estimate(node.record):
        yield unread("base_salary", node, "an estimate of the board, not stated by the employer")
        return
    yield from pay_among(node, here if isinstance(here, list) else [here], parts)


def pay_among(node: Node, values: Sequence[Json], parts: PayParts) -> Iterator[tuple[str, Claim]]:
    """Read some objects of a node as base pay; see :func:`pay`."""
    money = parts.money(node.record) if parts.money else None
    ranges = [_range(value, parts, money) for value in values]
    told = [one for one in ranges if one.low is not None or one.high is not None]
    if not told:
        notes = [note for one in ranges for note in one.notes]
        if notes:
            yield unread("base_salary", node, "; ".join(dict.fromkeys(notes)))
        return
    if len({(one.currency, one.unit) for one in told}) > 1:
        yield unread("base_salary", node, f"{len(told)} ranges in different money or for different spans of time")
        return
    yield from _claims(node, told)


def _claims(node: Node, told: list[_Range]) -> Iterator[tuple[str, Claim]]:
    first = told[0]
    distinct = {(one.low, one.high) for one in told}
    lows = [one.low for one in told if one.low is not None]
    highs = [one.high for one in told if one.high is not None]
    value: dict[str, Json] = {
        "min_value": _json(min(lows) if len(lows) == len(told) else None),
        "max_value": _json(max(highs) if len(highs) == len(told) else None),
        "currency": first.currency,
        "unit_text": first.unit,
    }
    if value["min_value"] is None and value["max_value"] is None:
        yield unread("base_salary", node, f"{len(told)} ranges that are open at different ends")
        return
    notes = [note for one in told for note in one.notes]
    if len(distinct) > 1:
        notes.append(f"from the lowest to the highest of {len(distinct)} ranges")
    note = "; ".join(dict.fromkeys(notes)) or None
    yield (
        "base_salary",
        claimed(node, value, "value.pay", status="derived" if len(distinct) > 1 else "stated", note=note),
    )
    if first.currency is None:
        yield unread("base_salary/currency", node, _NO_CURRENCY)
    if first.unit is None:
        yield unread("base_salary/unit_text", node, _NO_UNIT)


def _range(value: Json, parts: PayParts, money: tuple[str, str] | None) -> _Range:
    notes: list[str] = []
    bounds = [_amount(inside(value, pointer), notes, cents=parts.cents) for pointer in (parts.low, parts.high)]
    low, high = bounds
    if low is not None and high is not None and low > high:
        notes.append("the bounds were swapped")
        low, high = high, low
    if money is not None and bounds != [None, None]:
        notes.append(money[1])
    code = money[0] if money else words_of(inside(value, parts.currency)).upper()
    code = str(cast("Table", load_table("currencies")["aliases"]).get(code, code))
    return _Range(low, high, code if _CURRENCY.fullmatch(code) else None, _unit(value, parts), tuple(notes))


def _amount(value: Json, notes: list[str], *, cents: bool) -> Decimal | None:
    if value is None or value == "" or isinstance(value, bool | list | dict):
        return None
    text = str(value).strip().lstrip("$€£").strip()
    if text.startswith("-") or _AMOUNT.fullmatch(text) is None:
        notes.append(f"{text[:20]} is no amount")
        return None
    number = Decimal(text.replace(",", "")) / (100 if cents else 1)
    if not 0 < number <= MAX_AMOUNT:
        notes.append(f"{text} is no amount")
        return None
    exact = number.quantize(_PLACES)
    if exact != number:
        notes.append(f"{text} rounded to four decimals")
    return exact


def _json(value: Decimal | None) -> Json:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _unit(value: Json, parts: PayParts) -> str | None:
    if parts.unit is not None:
        found = meanings("intervals").get(folded(inside(value, parts.unit)), ())
        return found[0] if found else None
    return named_unit(" \n ".join(words_of(inside(value, pointer)) for pointer in parts.words))


def named_unit(words: str) -> str | None:
    """Give the span of time that words name; None where they name none or several."""
    named = {unit for unit, pattern in _interval_words() if pattern.search(words)}
    return named.pop() if len(named) == 1 else None


@cache
def _interval_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = cast("Table", load_table("job_board_codes")["interval_words"])
    return tuple((unit, re.compile(str(words), re.IGNORECASE)) for unit, words in table.items())
