"""Draw the objects of the record one by one, from the JSON Schema that the models give, held to the rules of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

from hypothesis import strategies as st

from openpostings.schema.base import RuledRecord
from openpostings.schema.document import json_schema
from openpostings.schema.provenance import QuoteFillsSpan
from openpostings.schema.rules import AtLeastOne, Ordered, Rule, Together, Unique
from openpostings.schema.scalars import (
    DATE_PATTERN,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    POINTER_PATTERN,
    SITE_PATTERN,
    TIMESTAMP_PATTERN,
    URL_PATTERN,
)

Json = Any
JsonRecord = dict[str, Any]

SCHEMA = json_schema()
DEFINITIONS: JsonRecord = SCHEMA["$defs"]
_WORDS = st.sampled_from(
    ["Data", "intern", "C++", "Zürich", "東京", "😀", "e\u0301", "R&D", "(m/w/d)", '"x"', "\\", "a/b", "~", "٣"]
)
_LINES = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_TEXTS = st.lists(_WORDS | st.sampled_from(["\n", "\t", "•", "\u00a0"]), max_size=6).map(
    lambda words: " ".join(["x", *words])
)
_CLOCKS = st.sampled_from(["00:00:00", "23:59:59", "12:30:15.5", "00:00:00.000001", "09:00:00.120000"])


_POOLS: dict[str, list[str]] = {
    DATE_PATTERN: ["1900-01-01", "2000-02-29", "2024-02-29", "2026-05-11", "2026-05-12", "2100-12-31"],
    ID_PATTERN: ["acme:R-1", "a:0", "a-b-9:" + "x" * 128, "page:sha256-0123456789abcdef", "z:Z._-"],
    LANGUAGE_PATTERN: ["en", "de-CH", "zh-Hant-TW", "es-419", "gsw"],
    POINTER_PATTERN: ["", "/title", "/job_location/0/raw", "/a~1b", "/!-.}"],
    SITE_PATTERN: ["page", "a", "job-board-9", "9", "x" * 64],
    URL_PATTERN: ["https://example.org/jobs/7", "http://a", "https://a.example/?q=%C3%A9#x", "http://" + "~" * 2041],
    "^[0-9a-f]{64}$": ["0f" * 32, "0" * 64, "9a" * 32],
    "^[A-Z]{2}$": ["US", "GB", "CN", "BR"],
    "^[A-Z]{3}$": ["USD", "EUR", "JPY"],
}
"""Values of each pattern: drawing from the regular expression takes ten times as long. A new pattern is drawn from."""


_STAMPS = st.builds("{}T{}Z".format, st.sampled_from(_POOLS[DATE_PATTERN]), _CLOCKS)


def _strings(schema: JsonRecord) -> st.SearchStrategy[str]:
    pattern, longest = schema["pattern"], schema.get("maxLength", 10_000)
    if pattern == TIMESTAMP_PATTERN:
        return _STAMPS
    if pattern in _POOLS:
        return st.sampled_from(_POOLS[pattern])
    if "u0020" in pattern:
        return _LINES if pattern.startswith("^") else _TEXTS
    return st.from_regex(pattern, fullmatch=True).filter(lambda text: len(text) <= longest)


def _numbers(schema: JsonRecord) -> st.SearchStrategy[Json]:
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema["maximum"]
    whole = st.integers(int(low) + ("exclusiveMinimum" in schema), int(high))
    if schema["type"] == "integer":
        return whole | st.integers(int(low), min(int(low) + 20, int(high))).map(float).filter(lambda n: n >= low)
    return whole | st.integers(int(low) * 4 + 1, min(int(high), 10**6) * 4).map(lambda quarters: quarters / 4)


@cache
def from_schema(key: str) -> st.SearchStrategy[Json]:
    """Draw a value of a definition of the document (or of the posting itself, named by an empty string)."""
    return drawn(DEFINITIONS[key] if key else SCHEMA, key)


def drawn(schema: JsonRecord, name: str = "") -> st.SearchStrategy[Json]:
    if "$ref" in schema:
        return from_schema(str(schema["$ref"]).rpartition("/")[2])
    if "anyOf" in schema and "type" not in schema:
        return st.one_of(*(drawn(option) for option in reversed(schema["anyOf"])))
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    if schema["type"] == "object":
        return _objects(schema, name or "Posting")
    return _simple(schema)


def _simple(schema: JsonRecord) -> st.SearchStrategy[Json]:
    if isinstance(schema["type"], list):
        return st.lists(drawn(schema["items"]), max_size=2) | st.none()
    simple: dict[str, Callable[[], st.SearchStrategy[Json]]] = {
        "null": st.none,
        "boolean": st.booleans,
        "string": partial(_strings, schema),
        "integer": partial(_numbers, schema),
        "number": partial(_numbers, schema),
    }
    return simple[schema["type"]]()


def _objects(schema: JsonRecord, name: str) -> st.SearchStrategy[JsonRecord]:
    must = schema.get("required", [])
    required = {field: drawn(value) for field, value in schema["properties"].items() if field in must}
    optional = {field: drawn(value) for field, value in schema["properties"].items() if field not in required}

    @st.composite
    def draw_object(draw: st.DrawFn) -> JsonRecord:
        chosen = draw(st.sets(st.sampled_from(sorted(optional)), max_size=8)) if optional else set()
        record = {field: draw(strategy) for field, strategy in required.items()}
        record |= {field: draw(optional[field]) for field in sorted(chosen)}
        for rule in _rules(name):
            if mend := _MENDERS.get(type(rule)):
                mend(rule, record, draw)
        return record

    return draw_object()


@cache
def models() -> dict[str, type[RuledRecord]]:
    """Give each ruled model by the name of its definition."""
    found: dict[str, type[RuledRecord]] = {}
    todo: list[type[Any]] = list(RuledRecord.__subclasses__())
    while todo:
        model = todo.pop()
        found[model.__name__] = model
        todo += model.__subclasses__()
    return found


def _rules(name: str) -> tuple[Rule, ...]:
    return models()[name].rules if name in models() else ()


def _mend_none(rule: AtLeastOne, record: JsonRecord, draw: st.DrawFn) -> None:
    names = [*rule.fields, *rule.lists]
    if all(record.get(name) in (None, []) for name in names):
        model = next(model for model in models().values() if rule in model.rules)
        fields = DEFINITIONS[model.__name__]["properties"]
        name = draw(st.sampled_from(names))
        value = drawn(fields[name]).filter(lambda drawn: drawn not in (None, []))
        record[name] = draw(value)


def _mend_together(rule: Together, record: JsonRecord, draw: st.DrawFn) -> None:
    del draw
    if any(record.get(name) is None for name in rule.fields):
        for position, name in enumerate(rule.fields):
            record[name] = position + 1 if any(record.get(other) is not None for other in rule.fields) else None


def _mend_order(rule: Ordered, record: JsonRecord, draw: st.DrawFn) -> None:
    del draw
    low, high = record.get(rule.low), record.get(rule.high)
    if low is not None and high is not None and low >= high:
        record[rule.low], record[rule.high] = high, low
        if rule.strict and low == high:
            record[rule.low], record[rule.high] = 0, high + 1 if high < 2**31 - 1 else high


def _mend_unique(rule: Unique, record: JsonRecord, draw: st.DrawFn) -> None:
    del draw
    kept: list[Json] = []
    for value in record.get(rule.field) or []:
        if value not in kept:
            kept.append(value)
    if rule.field in record:
        record[rule.field] = kept


def _mend_quote(rule: QuoteFillsSpan, record: JsonRecord, draw: st.DrawFn) -> None:
    del rule, draw
    if record.get("quote") is not None and record.get("start") is not None:
        record["start"] = min(record["start"], 2**30)
        record["end"] = record["start"] + len(record["quote"])


_MENDERS: dict[type[Rule], Callable[[Any, JsonRecord, st.DrawFn], None]] = {
    AtLeastOne: _mend_none,
    Together: _mend_together,
    Ordered: _mend_order,
    Unique: _mend_unique,
    QuoteFillsSpan: _mend_quote,
}
