"""Readers of values that a line alone does not say: numbers that are moments, objects that are places or pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from openpostings.builders.normalise.urls import canonical_url
from openpostings.builders.read.draft import Claim, Json, Status
from openpostings.builders.read.page import KEY_RANK
from openpostings.builders.sources.base import Node, Reader

_MILLISECONDS: Final = 100_000_000_000
"""Seconds since 1970 stay below this until the year 5138, milliseconds have been above it since 1973."""
_FIRST: Final = dt.datetime(1990, 1, 1, tzinfo=dt.UTC)
_LAST: Final = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

MOMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "posted": ("date_posted", "posted_at"),
    "modified": ("date_modified", "modified_at"),
    "deadline": ("valid_through", "valid_through_at"),
}


def claimed(node: Node, value: Json, method: str, *, status: Status = "stated", note: str | None = None) -> Claim:
    """Make a claim of a value of a structured source."""
    return Claim(value, node.start, node.end, method, status, note, KEY_RANK)


def epoch(key: str) -> Reader:
    """Read seconds or milliseconds since 1970 as a moment.

    Parameters
    ----------
    key
        ``posted``, ``modified`` or ``deadline``.
    """
    day, moment = MOMENTS[key]

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        value = node.value
        if isinstance(value, str) and value.strip().isdigit():
            value = int(value.strip())
        if isinstance(value, bool) or not isinstance(value, int | float):
            return
        seconds = value / 1000 if abs(value) >= _MILLISECONDS else value
        if not 0 < seconds < (_LAST - _EPOCH).total_seconds():
            return
        when = _EPOCH + dt.timedelta(seconds=seconds)
        if when < _FIRST:
            return
        unit = "milliseconds" if abs(value) >= _MILLISECONDS else "seconds"
        note = f"{unit} since 1970"
        written = when.isoformat().replace("+00:00", "Z")
        yield day, claimed(node, when.date().isoformat(), f"epoch.{key}", status="derived", note=note)
        yield moment, claimed(node, written, f"epoch.{key}", status="derived", note=note)

    return read


def when_true(field: str, value: Json) -> Reader:
    """Read a flag that says something where it is set. That it is not set is silence."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        if node.value is True:
            yield field, claimed(node, value, "flag.set")

    return read


def concept(field: str, scheme: str | None = None) -> Reader:
    """Read a name as a Concept of a scheme, into ``industry`` or ``occupational_category``."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        words = " ".join(str(node.value).split())
        if isinstance(node.value, str) and words:
            yield field, claimed(node, {"name": words, "code": None, "scheme": scheme}, "value.concept")

    return read


def canonical(field: str) -> Reader:
    """Read an address into its canonical form."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        url = canonical_url(node.value) if isinstance(node.value, str) else None
        if url is not None:
            yield field, claimed(node, url, "value.url")

    return read


def as_written(field: str) -> Reader:
    """Read a text as it is, white space folded."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        if isinstance(node.value, str | int) and not isinstance(node.value, bool):
            words = " ".join(str(node.value).split())
            if words:
                yield field, claimed(node, words, "value.text")

    return read
