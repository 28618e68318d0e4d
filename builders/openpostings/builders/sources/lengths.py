"""Readers of hours that come in parts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import Node, Reads
from openpostings.builders.sources.values import claimed, inside, unread

_MOST: Final = 168


def hours(*, low: str, high: str) -> Reads:
    """Read hours a week, of which each bound stands apart in the record; zero says nothing.

    Parameters
    ----------
    low, high
        Pointers into the record.
    """

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        said = [_hours(inside(node.record, pointer)) for pointer in (low, high)]
        known = sorted({bound for bound in said if bound is not None})
        if not known:
            return
        if known[-1] > _MOST:
            yield unread("work_hours", node, f"more than the {_MOST} hours of a week")
            return
        value: Json = {
            "value": known[0],
            "max_value": known[1] if len(known) > 1 else None,
            "unit_text": "WEEK",
        }
        yield "work_hours", claimed(node, value, "value.hours")

    return Reads(("work_hours",), read)


def _hours(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if number > 0 else None
