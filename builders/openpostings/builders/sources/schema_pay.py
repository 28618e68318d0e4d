"""Read pay as schema.org's objects say it: numbers, ``MonetaryAmount``, ``PriceSpecification``, and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Final

from openpostings.builders.normalise.pay import find_pay
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import Node
from openpostings.builders.sources.jsonld import term
from openpostings.builders.sources.schema_parts import code_words, folded, inside
from openpostings.builders.sources.values import claimed

_MAX_AMOUNT: Final = Decimal(99_999_999_999)


def number(value: Json) -> Decimal | None:
    """Read a number above zero, or a text that is one."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        amount = Decimal(str(value).replace("\u00a0", "").replace(" ", "").replace(",", ""))
    except InvalidOperation:
        return None
    exponent = amount.as_tuple().exponent
    whole = isinstance(exponent, int) and exponent >= -4  # noqa: PLR2004 - what the record keeps
    return amount if whole and 0 < amount <= _MAX_AMOUNT else None


def salary(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read stated base pay: a number, a text, a ``MonetaryAmount`` or a ``PriceSpecification``."""
    value = inside(node.value)
    amount = inside(value.get("value")) or value
    currency = _currency(value) or _currency(amount) or _currency(inside(node.record), "salaryCurrency")
    bounds = _bounds(node.value, amount)
    if bounds is None:
        yield from _worded(node, value, currency)
        return
    low, high = bounds
    note = None
    if low is not None and high is not None and low > high:
        low, high, note = high, low, "the bounds were swapped"
    pay: Json = {
        "min_value": _plain(low),
        "max_value": _plain(high),
        "currency": currency,
        "unit_text": _unit(value, amount),
    }
    yield "base_salary", claimed(node, pay, "schema_org.salary", note=note)


def _bounds(value: Json, amount: dict[str, Json]) -> tuple[Decimal | None, Decimal | None] | None:
    single = next((one for key in ("value", "price") if (one := number(amount.get(key))) is not None), None)
    single = single if amount else number(value)
    low = number(amount.get("minValue")) or number(amount.get("minPrice"))
    high = number(amount.get("maxValue")) or number(amount.get("maxPrice"))
    if low is None and high is None:
        return None if single is None else (single, single)
    return low, high


def _currency(value: dict[str, Json], name: str = "") -> str | None:
    said = folded(value.get(name)) if name else folded(value.get("currency")) or folded(value.get("priceCurrency"))
    return said.upper() if re.fullmatch(r"[A-Za-z]{3}", said) else None


def _unit(value: dict[str, Json], amount: dict[str, Json]) -> str | None:
    for owner in (amount, value):
        for key in ("unitText", "unitCode"):
            found = code_words("pay_units").get(term(folded(owner.get(key))).casefold())
            if found:
                return found
    return None


def _plain(amount: Decimal | None) -> Json:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _worded(node: Node, value: dict[str, Json], currency: str | None) -> Iterator[tuple[str, Claim]]:
    """Read pay that is written in words where a number is due."""
    text = folded(node.value) or folded(value.get("value")) or folded(inside(value.get("value")).get("value"))
    if currency and text and not re.search(r"[A-Za-z€£$¥]", text):
        text = f"{text} {currency}"
    for match in find_pay(text, country=None, field=True)[:1]:
        found = match.value
        pay: Json = {
            "min_value": _plain(found.min_value),
            "max_value": _plain(found.max_value),
            "currency": found.currency or currency,
            "unit_text": found.unit_text,
        }
        yield "base_salary", claimed(node, pay, "schema_org.salary", note=match.note)
