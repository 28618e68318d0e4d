"""The way back: what a source would write for a record, by the same crosswalk, of the values that stand alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Final, cast

from openpostings.builders.read.draft import Json
from openpostings.builders.sources.base import Field, Reads, Writer
from openpostings.builders.sources.values import inside

PLAIN: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("/title",),
    "employer": ("/hiring_organization/name",),
    "place": ("/job_location/0/raw",),
    "unit": ("/employment_unit",),
    "identifier": ("/source/identifier",),
    "requisition": ("/source/requisition_id",),
    "posted": ("/posted_at", "/date_posted"),
    "apply_url": ("/application/url",),
    "source/url": ("/source/url",),
    "date_posted": ("/posted_at", "/date_posted"),
    "date_modified": ("/modified_at", "/date_modified"),
    "valid_through": ("/valid_through_at", "/valid_through"),
    "employment_unit": ("/employment_unit",),
}
"""Where a record has what a key, or a reader of this field, reads: the first that is stated."""


def epoch_of(name: str) -> Writer:
    """Write a moment of a record as milliseconds since 1970."""

    def write(record: Mapping[str, Json]) -> Json:
        said = record.get(name)
        return int(datetime.fromisoformat(said).timestamp() * 1000) if isinstance(said, str) else None

    return write


def write_record(crosswalk: Sequence[Field], record: Mapping[str, Json]) -> Json:
    """Write what a source would have for a record.

    Parameters
    ----------
    crosswalk
        The rows of the source.
    record
        A posting, as JSON.

    Returns
    -------
    dict
        The values of the rows that have a way back, each at the row's pointer; a star stands for the first member.
    """
    answer: dict[str, Json] = {}
    for row in crosswalk:
        value = row.write(record) if row.write is not None else _plain(row, record)
        if value is not None and "**" not in row.pointer:
            _put(answer, row.pointer.split("/")[1:], value)
    return answer


def _plain(row: Field, record: Mapping[str, Json]) -> Json:
    target = row.to if isinstance(row.to, str) else row.to.fields[0] if isinstance(row.to, Reads) else ""
    found = (inside(cast("Json", record), pointer) for pointer in PLAIN.get(target, ()))
    return next((value for value in found if value is not None), None)


def _put(answer: dict[str, Json], parts: Sequence[str], value: Json) -> None:
    here: dict[str, Json] = answer
    for part, below in pairwise([*parts, ""]):
        if part == "*":
            continue
        if below == "":
            here.setdefault(part, value)
        elif below == "*":
            here = _first(here, part, parts, value)
        else:
            there = here.setdefault(part, {})
            if not isinstance(there, dict):
                # What stands here was written by an earlier row, as a plain value.
                return
            here = there


def _first(here: dict[str, Json], part: str, parts: Sequence[str], value: Json) -> dict[str, Json]:
    """Go into the first member of a list, which is made where it is not there; of plain values, write it."""
    members = cast("list[Json]", here.setdefault(part, []))
    if not members:
        members.append(value if parts[-1] == "*" else {})
    return members[0] if isinstance(members[0], dict) else {}
