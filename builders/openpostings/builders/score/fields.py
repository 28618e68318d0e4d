"""What is scored, and the values that a record has of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from openpostings.builders.tables import load_table

WORDS: Final = "words"
Value = object
"""A value of a field as JSON: a string, a number, or the parts of an object that count, without those that are null."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A field that is scored.

    Parameters
    ----------
    name
        Its name in the report.
    path
        Its path in the record.
    parts
        Of objects, the parts that count; all of them where empty.
    near
        The parts that say that two are nearly the same; ``("words",)`` for texts; none where there is no nearly.
    """

    name: str
    path: tuple[str, ...]
    parts: tuple[str, ...]
    near: tuple[str, ...]


@cache
def scored_fields() -> tuple[Scored, ...]:
    """Give the fields of ``data/scores.yaml`` in its order."""
    rows = cast("dict[str, dict[str, object]]", load_table("scores"))
    return tuple(
        Scored(name, tuple(str(row["path"]).split("/")), _strings(row.get("parts")), _strings(row.get("near")))
        for name, row in rows.items()
    )


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(one) for one in cast("list[object]", value or []))


def values_of(record: Mapping[str, object], field: Scored) -> list[Value]:
    """Give the values that a record has of a field; none where it is silent.

    Parameters
    ----------
    record
        A record, or a label, which leaves out what is null.
    field
        The field.
    """
    outer: Mapping[str, object] = record
    for name in field.path[:-1]:
        inner = outer.get(name)
        outer = cast("Mapping[str, object]", inner) if isinstance(inner, Mapping) else {}
    here = outer.get(field.path[-1])
    found = cast("list[object]", here) if isinstance(here, list) else [here]
    return [value for value in (_bare(one, field.parts) for one in found) if value is not None]


def _bare(value: object, parts: tuple[str, ...]) -> Value | None:
    """Leave out what is null, so that a label and a record look alike."""
    if isinstance(value, Mapping):
        members = cast("Mapping[str, object]", value)
        kept = {name: _bare(member, ()) for name, member in members.items() if not parts or name in parts}
        return {name: member for name, member in kept.items() if member is not None} or None
    if isinstance(value, list):
        return [one for one in cast("list[object]", value) if one is not None] or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


def conflicts(record: Mapping[str, object]) -> list[str]:
    """Give the paths that a record shows as contradictory."""
    rows = cast("list[Mapping[str, object]]", record.get("provenance") or [])
    return sorted({str(row["path"]) for row in rows if row.get("status") == "conflicting"})


def flat(value: Value) -> Iterator[str]:
    """Give the plain values in a value as text."""
    if isinstance(value, Mapping):
        for member in cast("Mapping[str, object]", value).values():
            yield from flat(member)
    elif isinstance(value, list):
        for member in cast("list[object]", value):
            yield from flat(member)
    else:
        yield str(value)
