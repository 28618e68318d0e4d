"""Hypothesis strategies of whole postings. They follow the models, so that a new field is drawn by itself.

``postings`` gives JSON-ready records that obey every rule; ``mutations`` damaged ones, some of which are still valid.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from hypothesis import strategies as st

from drawing import DEFINITIONS, SCHEMA, Json, JsonRecord, drawn, from_schema
from openpostings.schema.provenance import BOOKKEEPING, pointer
from openpostings.schema.rules import Path
from strange import HUGE, STRANGE


def places(value: Json, path: Path = ()) -> list[tuple[Path, Json]]:
    """Give every place of a JSON value with what stands there, the top first."""
    found: list[tuple[Path, Json]] = [(path, value)]
    if isinstance(value, dict):
        for name, item in value.items():
            found += places(item, (*path, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            found += places(item, (*path, index))
    return found


def _filled(value: Json) -> bool:
    return value is not None and value != []


@st.composite
def postings(draw: st.DrawFn) -> JsonRecord:
    """Draw a valid posting, as JSON: every rule is held, and every filled field has its evidence."""
    record: JsonRecord = draw(from_schema(""))
    _mend_posting(record, draw)
    tops = [name for name, value in record.items() if name not in BOOKKEEPING and _filled(value)]
    rows: list[JsonRecord] = []
    if draw(st.booleans()):
        rows.append({"path": "", "status": draw(st.sampled_from(["asserted", "stated", "derived"]))})
    else:
        rows += [draw(_evidence(pointer((name,)))) for name in tops]
    inside = [path for path, value in places(record) if path and _filled(value) and "provenance" not in path]
    for path in draw(st.lists(st.sampled_from(inside), max_size=2)):
        rows.append(draw(_evidence(pointer(path))))
    if tops and draw(st.booleans()):
        path = pointer((draw(st.sampled_from(tops)),))
        rows += [{**draw(_evidence(path)), "status": "conflicting"} for _ in range(2)]
    empty = [name for name in SCHEMA["properties"] if not _filled(record.get(name)) and name != "provenance"]
    if draw(st.booleans()):
        rows.append({"path": pointer((draw(st.sampled_from(empty)),)), "status": "not_extracted"})
    record["provenance"] = rows
    return record


@st.composite
def _evidence(draw: st.DrawFn, path: str) -> JsonRecord:
    row: JsonRecord = draw(from_schema("Evidence"))
    return {**row, "path": path, "status": draw(st.sampled_from(["stated", "derived", "asserted"]))}


def _mend_posting(record: JsonRecord, draw: st.DrawFn) -> None:
    record["id"] = f"{record['source']['site']}:{str(record['id']).partition(':')[2]}"
    if record["completeness"] == "complete":
        for name in ("title", "hiring_organization"):
            if record.get(name) is None:
                record[name] = draw(drawn(SCHEMA["properties"][name]).filter(lambda value: value is not None))
    for day, moment in (
        ("date_posted", "posted_at"),
        ("date_modified", "modified_at"),
        ("valid_through", "valid_through_at"),
    ):
        if record.get(moment) is not None and record.get(day) is None:
            record[day] = record[moment][:10]
    if record.get("job_start_dates"):
        record["job_start_dates"] = sorted(set(record["job_start_dates"]))
    sections = sorted(record.get("sections") or [], key=lambda section: int(section["start"]))
    while any(after["start"] < before["end"] for before, after in pairwise(sections)):
        sections.pop()
    if "sections" in record:
        record["sections"] = sections


@cache
def _names() -> list[str]:
    known = set(SCHEMA["properties"]) | {name for each in DEFINITIONS.values() for name in each.get("properties", {})}
    return sorted(known | {"in_", "Title", "title ", "", "__proto__", "t\u0131tle", "rules", "model_config"})


def _parents(record: JsonRecord) -> list[Json]:
    return [value for _, value in places(record) if isinstance(value, dict | list) and value]


def _swap_value(draw: st.DrawFn, record: JsonRecord) -> None:
    parent = draw(st.sampled_from(_parents(record)))
    key = draw(st.sampled_from(list(range(len(parent))) if isinstance(parent, list) else sorted(parent)))
    parent[key] = draw(st.sampled_from(STRANGE))


def _nudge_value(draw: st.DrawFn, record: JsonRecord) -> None:
    parent = draw(st.sampled_from(_parents(record)))
    key = draw(st.sampled_from(list(range(len(parent))) if isinstance(parent, list) else sorted(parent)))
    parent[key] = draw(st.sampled_from(_NUDGES))(parent[key])


def _drop(draw: st.DrawFn, record: JsonRecord) -> None:
    parent = draw(st.sampled_from(_parents(record)))
    del parent[draw(st.sampled_from(list(range(len(parent))) if isinstance(parent, list) else sorted(parent)))]


def _add(draw: st.DrawFn, record: JsonRecord) -> None:
    owners = [value for _, value in places(record) if isinstance(value, dict)]
    draw(st.sampled_from(owners))[draw(st.sampled_from(_names()))] = draw(st.sampled_from(STRANGE))


def _rename(draw: st.DrawFn, record: JsonRecord) -> None:
    owner = draw(st.sampled_from([value for value in _parents(record) if isinstance(value, dict)]))
    owner[draw(st.sampled_from(_names()))] = owner.pop(draw(st.sampled_from(sorted(owner))))


def _graft(draw: st.DrawFn, record: JsonRecord) -> None:
    """Put what stands at one place at another."""
    value = draw(st.sampled_from([value for path, value in places(record) if path]))
    name = draw(st.sampled_from(sorted(SCHEMA["properties"])))
    record[name] = draw(st.sampled_from([value, [value], {"value": value}]))


def _repeat(draw: st.DrawFn, record: JsonRecord) -> None:
    lists = [value for value in _parents(record) if isinstance(value, list)]
    if lists:
        chosen = draw(st.sampled_from(lists))
        chosen.append(chosen[0])


def _deepen(draw: st.DrawFn, record: JsonRecord) -> None:
    depth, value = draw(st.sampled_from([3, 60, 150])), draw(st.sampled_from(STRANGE))
    for _ in range(depth):
        value = draw(st.just([value])) if depth % 2 else {"name": value}
    record[draw(st.sampled_from(_names()))] = value


def _swap_bounds(draw: st.DrawFn, record: JsonRecord) -> None:
    del draw
    pairs = [("min_value", "max_value"), ("value", "max_value"), ("start", "end"), ("months_min", "months_max")]
    for _, value in places(record):
        for low, high in pairs:
            if isinstance(value, dict) and low in value and high in value:
                value[low], value[high] = value[high], value[low]


_NUDGES: tuple[Callable[[Json], Json], ...] = (
    lambda value: f"{value}\n",
    lambda value: f" {value}",
    lambda value: f"{value}\u0000",
    str,
    lambda value: value.upper() if isinstance(value, str) else [value],
    lambda value: value.lower() if isinstance(value, str) else {"value": value},
    lambda value: value.replace("Z", "+00:00") if isinstance(value, str) else -1,
    lambda value: value[:-1] if isinstance(value, str) else value,
    lambda value: value * 200 if isinstance(value, str) else value,
    lambda value: float(value) if isinstance(value, int) and abs(value) < 2**53 else value,
    lambda value: value + 1 if isinstance(value, int | float) and not isinstance(value, bool) else value,
    lambda value: -value if isinstance(value, int | float) and not isinstance(value, bool) else value,
    lambda value: value + 0.00001 if isinstance(value, int | float) and not isinstance(value, bool) else value,
    lambda value: bool(value) if isinstance(value, int | float) else value,
)  # fmt: skip

_DAMAGES = (
    _swap_value,
    _swap_value,
    _nudge_value,
    _nudge_value,
    _drop,
    _add,
    _rename,
    _graft,
    _repeat,
    _deepen,
    _swap_bounds,
)


def text_of(record: Json) -> str:
    """Write a drawn record as JSON text."""
    return json.dumps(record, ensure_ascii=False).replace(str(HUGE), "1e400")


@st.composite
def mutations(draw: st.DrawFn, posting: JsonRecord | None = None) -> JsonRecord:
    """Draw a posting with one to three damages. Some are harmless, and the record is still valid."""
    record = draw(postings()) if posting is None else posting
    for damage in draw(st.lists(st.sampled_from(_DAMAGES), min_size=1, max_size=3)):
        # A copy, so that no value stands in two places (or in the table above) and is changed in both.
        record = json.loads(json.dumps(record))
        if _parents(record):
            damage(draw, record)
    return record
