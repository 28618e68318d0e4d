"""Readers of the values of mapped columns: estimates, bounds of pay in columns of their own, dates of a known order."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.authorization import find_authorization
from openpostings.builders.normalise.full_dates import find_dates
from openpostings.builders.normalise.urls import canonical_url
from openpostings.builders.normalise.wording import mapping
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import Cut, Node, Reader
from openpostings.builders.sources.listing_values import listed_place
from openpostings.builders.sources.values import MOMENTS, claimed, epoch
from openpostings.builders.tables import load_table, string_lists

_RATING: Final = re.compile(r"[0-5][.,][0-9](?:★|\*|/5)?")
_GLUED: Final = re.compile(r"[A-Za-z)!&.'’](?P<rating>[0-5][.,][0-9])")
_NUMBER: Final = re.compile(r"[^0-9.,-]{0,4}(?P<number>-?[0-9]{1,12}(?:[.,][0-9]{3})*(?:\.[0-9]{1,4})?)[^0-9]{0,4}")
_GLUED_LENGTH: Final = len("p3.8")
_EPOCH: Final = re.compile(r"[0-9]{9,13}(?:\.[0-9]{1,3})?")
_ESTIMATE: Final = "an estimate of the site, which the employer did not state"
_BETWEEN: Final = " ,;|/(–—-"
_WORKPLACES: Final = ("remote", "hybrid", "multiple", "various")
_TRUE: Final = frozenset({"true", "yes", "1", "y", "open", "active"})
_FALSE: Final = frozenset({"false", "no", "0", "n", "closed", "inactive"})


def rating_off(text: str) -> tuple[int, int] | None:
    """Cut off a rating at the end of an employer's name: "Acme Corp 3.8", "Acme Corp3.8"."""
    name = text.rstrip()
    head, _, last = name.rpartition(" ")
    if head.strip() and _RATING.fullmatch(last):
        return 0, len(head.rstrip())
    glued = _GLUED.fullmatch(name[-_GLUED_LENGTH:])
    return (0, len(name) + 1 - _GLUED_LENGTH) if glued and len(name) > _GLUED_LENGTH else (0, len(text))


def dash_off(text: str) -> tuple[int, int] | None:
    """Cut off a dash at the end."""
    return 0, len(text.rstrip(" -–—"))


CUTS: Final[Mapping[str, Cut]] = {"rating": rating_off, "trailing_dash": dash_off}


def is_estimate(text: str, marks: bool | list[str]) -> bool:  # noqa: FBT001 - as the file has it
    """Tell a value that is an estimate: all of a column's are, or one of its marks stands in it."""
    return marks is True or any(mark in text for mark in marks or ())


def unsaid(path: str, note: str = _ESTIMATE) -> Reader:
    """Read nothing of a value, and say so at the field that it would fill."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        yield path.lstrip("/"), claimed(node, None, "mapping.not_stated", status="not_extracted", note=note)

    return read


def page_address(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the address of a posting; one that leads nowhere by itself is said to be not read."""
    url = canonical_url(node.value) if isinstance(node.value, str) else None
    if url is not None:
        yield "source/url", claimed(node, url, "value.url")
    else:
        yield "source/url", claimed(node, None, "value.url", status="not_extracted")


def is_epoch(value: Json) -> bool:
    """Tell a moment that is written as a number."""
    if isinstance(value, bool):
        return False
    return isinstance(value, int | float) or (isinstance(value, str) and _EPOCH.fullmatch(value.strip()) is not None)


def moment(key: str) -> Reader:
    """Read seconds or milliseconds since 1970, of which the text may have decimals."""
    read = epoch(key)

    def numeric(node: Node) -> Iterator[tuple[str, Claim]]:
        value = node.value
        number = float(value) if isinstance(value, str) and _EPOCH.fullmatch(value.strip()) else value
        whole = int(number) if isinstance(number, float) and math.isfinite(number) else number
        yield from read(replace(node, value=whole))

    return numeric


def ordered_date(key: str, *, day_first: bool) -> Reader:
    """Read a day in figures of which the file says the order."""
    field = MOMENTS[key][0]

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        for found in find_dates(node.text, day_first=day_first)[:1]:
            claim = claimed(node, found.value.isoformat(), f"mapping.{key}")
            yield field, claim._replace(start=node.start + found.start, end=node.start + found.end)

    return read


def employer_before(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read a place with the name of the employer before it: "Acme Institute, Austin, TX"."""
    found = list(listed_place(node))
    yield from found
    starts = [claim.start for field, claim in found if field == "job_location" and claim.value is not None]
    end = min((start for start in starts if start is not None), default=node.start) - node.start
    name = node.text[:end].strip().rstrip(_BETWEEN)
    if name and any(char.isalpha() for char in name) and not any(word in name.casefold() for word in _WORKPLACES):
        start = node.start + node.text.index(name)
        claim = claimed(node, " ".join(name.split()), "mapping.employer")
        yield "hiring_organization/name", claim._replace(start=start, end=start + len(name))


def is_no(text: str) -> bool:
    """Tell a word for no."""
    return text.casefold() in _FALSE


def flagged(field: str, yes: str, no: str | None) -> Reader:
    """Read a column of yes and no. Where "no" says nothing of the field, it is silence."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        word = str(node.value).strip().casefold()
        value = yes if word in _TRUE else no if word in _FALSE else None
        if value is not None:
            yield field, claimed(node, value, "mapping.flag")

    return read


def authorization(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read what a column says of visas, citizenship and clearance."""
    for found in find_authorization(node.text):
        claim = claimed(node, found.value.value, "mapping.authorization")
        start, end = node.start + found.start, node.start + found.end
        yield f"work_authorization/{found.value.gate}", claim._replace(start=start, end=end)


@cache
def _units() -> Mapping[str, str]:
    table = load_table("pay")
    words = [string_lists(mapping(table[name])) for name in ("units", "alone")]
    found = {word: unit for one in words for unit, listed in one.items() for word in listed}
    return found | {unit.casefold(): unit for unit in words[0]} | {f"{unit.casefold()}s": unit for unit in words[0]}


def pay_bounds(columns: Mapping[str, str], currency: str | None, unit: str | None) -> Reader:
    """Read bounds of pay that stand in columns of their own.

    Parameters
    ----------
    columns
        Name of the column by part: ``pay_min``, ``pay_max``, ``pay_currency``, ``pay_unit``.
    currency, unit
        Those of all rows, where no column says them.
    """

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        record = cast("dict[str, Json]", node.record)
        said = {part: record.get(name) for part, name in columns.items()}
        low, high = _amount(said.get("pay_min")), _amount(said.get("pay_max"))
        money = str(said.get("pay_currency") or currency or "").strip().upper()
        paid_per = _units().get(str(said.get("pay_unit") or unit or "").strip().casefold())
        if low is None and high is None:
            return
        sound = len(money) == 3 and money.isascii() and money.isalpha() and paid_per is not None  # noqa: PLR2004 - ISO 4217
        if not sound or (low is not None and high is not None and low > high):
            note = "bounds without currency or unit, or the wrong way round"
            yield "base_salary", claimed(node, None, "mapping.pay", status="not_extracted", note=note)
            return
        value: Json = {"min_value": low, "max_value": high, "currency": money, "unit_text": paid_per}
        yield "base_salary", claimed(node, value, "mapping.pay")

    return read


def _amount(value: Json) -> int | float | None:
    """Read an amount above zero; zero and less stand for none."""
    if isinstance(value, str):
        found = _NUMBER.fullmatch(value.strip())
        value = float(found["number"].replace(",", "")) if found else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e11:  # noqa: PLR2004 - as the record
        return None
    rounded = round(float(value), 2)
    return int(rounded) if rounded.is_integer() else rounded
