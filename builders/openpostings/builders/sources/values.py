"""Readers of values that a line alone does not say: numbers that are moments, objects that are places or pay."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from openpostings.builders.normalise.dates import find_dates
from openpostings.builders.normalise.timestamps import find_timestamps
from openpostings.builders.normalise.urls import canonical_url
from openpostings.builders.read.draft import Claim, Json, Status
from openpostings.builders.read.page import KEY_RANK
from openpostings.builders.read.patterns import pattern
from openpostings.builders.sources.base import Node, Reads
from openpostings.builders.sources.sheets import values_at

_MILLISECONDS: Final = 100_000_000_000
"""Seconds since 1970 stay below this until the year 5138, milliseconds have been above it since 1973."""
_MIDNIGHT: Final = re.compile(r"[T ]00:00(?::00(?:\.0{1,9})?)?(?![:.0-9])")
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


def unread(field: str, node: Node, note: str) -> tuple[str, Claim]:
    """Say that something stands there which could not be read, and why."""
    return field, claimed(node, None, "value.unread", status="not_extracted", note=note)


def inside(value: Json, pointer: str | None) -> Json:
    """Give the value at a pointer below another; None where there is none."""
    found = values_at(value, pointer) if pointer is not None else []
    return found[0][1] if found else None


def words_of(value: Json) -> str:
    """Give a text with its white space folded; empty where the value is none."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def together(*readers: Reads) -> Reads:
    """Read a value by several readers."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        for reader in readers:
            yield from reader(node)

    return Reads(tuple(field for reader in readers for field in reader.fields), read)


def where(holds: Callable[[Json], bool], reader: Reads) -> Reads:
    """Read a value only in records of which something holds; in others it says nothing."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        if holds(node.record):
            yield from reader(node)

    return Reads(reader.fields, read)


def moment(key: str) -> Reads:
    """Read a moment as it is written; midnight is a day, as systems write days.

    Parameters
    ----------
    key
        ``posted``, ``modified`` or ``deadline``.
    """
    day, time = MOMENTS[key]

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        text = node.text
        times = find_timestamps(text)
        days = find_dates(text)
        if not days:
            yield unread(day, node, "no date")
            return
        yield day, claimed(node, days[0].value.isoformat(), f"value.{key}")
        if times and not _MIDNIGHT.search(text):
            written = times[0].value.isoformat().replace("+00:00", "Z")
            yield time, claimed(node, written, f"value.{key}", note=times[0].note)

    return Reads((day, time), read)


def epoch(key: str) -> Reads:
    """Read seconds or milliseconds since 1970 as a moment.

    Parameters
    ----------
    key
        ``posted``, ``modified`` or ``deadline``.
    """
    day, moment_ = MOMENTS[key]

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
        yield moment_, claimed(node, written, f"epoch.{key}", status="derived", note=note)

    return Reads((day, moment_), read)


def when_true(field: str, value: Json) -> Reads:
    """Read a flag that says something where it is set. That it is not set is silence."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        if node.value is True:
            yield field, claimed(node, value, "flag.set")

    return Reads((field,), read)


def incentives() -> Reads:
    """Read the names of what is paid beside the base, from words about pay."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        for match in pattern("incentive").finditer(node.text):
            claim = claimed(node, match.group(), "value.incentive")
            yield (
                "incentive_compensation",
                claim._replace(start=node.start + match.start(), end=node.start + match.end()),
            )

    return Reads(("incentive_compensation",), read)


def concept(field: str, scheme: str | None = None) -> Reads:
    """Read a name as a Concept of a scheme, into ``industry`` or ``occupational_category``."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        words = " ".join(str(node.value).split())
        if isinstance(node.value, str) and words:
            yield field, claimed(node, {"name": words, "code": None, "scheme": scheme}, "value.concept")

    return Reads((field,), read)


def canonical(field: str) -> Reads:
    """Read an address into its canonical form."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        url = canonical_url(node.value) if isinstance(node.value, str) else None
        if url is not None:
            yield field, claimed(node, url, "value.url")

    return Reads((field,), read)


def as_written(field: str) -> Reads:
    """Read a text as it is, white space folded."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        if isinstance(node.value, str | int) and not isinstance(node.value, bool):
            words = " ".join(str(node.value).split())
            if words:
                yield field, claimed(node, words, "value.text")

    return Reads((field,), read)
