"""What of a record may leave the house: facts always, sentences only where rights permit or the caller asks.

Laws that the projection keeps: it is a pure function; what it gives is a valid record; no list becomes shorter or
longer but ``provenance``, so counts stay; spans stay, so who holds the source finds each place again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from operator import setitem
from typing import Any, Final, cast

from pydantic import BaseModel

from openpostings.builders.export.personal import hide, personal, personal_in_link
from openpostings.builders.shapes import shape_of, shapes
from openpostings.schema.application import Application
from openpostings.schema.base import RuledRecord
from openpostings.schema.posting import Posting, Section
from openpostings.schema.provenance import Evidence
from openpostings.schema.requirement import Benefit, Concept, Item
from openpostings.schema.rules import Unique
from openpostings.schema.scalars import URL_PATTERN, JsonObject, Line, Name, Text
from openpostings.schema.source import Source

SENTENCES: Final[dict[type[BaseModel], tuple[str, ...]]] = {
    Posting: ("description",),
    Section: ("heading",),
    Item: ("text", "heading"),
    Evidence: ("quote",),
}
"""Fields that hold the source's own sentences. A model that extends one of these has its fields too."""

LABELS: Final[dict[type[BaseModel], tuple[str, ...]]] = {
    Benefit: ("category", "name"),
    Application: ("scope",),
}
"""Fields that hold a short label as a rule, and a sentence where a page put one there."""

LONGEST_LABEL: Final = 100
"""A label with more characters than this is a sentence."""

IDENTIFIERS: Final[dict[type[BaseModel], tuple[str, ...]]] = {
    Source: ("identifier", "requisition_id"),
    Concept: ("code", "scheme"),
}
"""Fields whose type is free text and whose values are not: digits in them are never a telephone number."""

SHARED_RUN: Final = 12
"""A note that has this many characters in a row of a sentence is a quotation of it."""

_QUOTING: Final = frozenset('"`\u201c\u201d\u201e\u00ab\u00bb\u2018')
_FREE: Final = frozenset({shape_of(Line).pattern, shape_of(Name).pattern, shape_of(Text).pattern, None})


@dataclass(frozen=True, slots=True)
class _Slot:
    """A string of a record, and how to put another in its place."""

    value: str
    is_link: bool
    put: Callable[[str], None]


def project(posting: Posting, *, include_text: bool = False) -> Posting:
    """Give the record that may be exported.

    Parameters
    ----------
    posting
        The whole record.
    include_text
        Whether sentences stay where ``source.rights.redistribute_text`` is not true. E-mail addresses and
        telephone numbers are masked all the same.

    Returns
    -------
    Posting
        A new record.
    """
    rights = posting.source.rights
    free = rights is not None and rights.redistribute_text is True
    data: JsonObject = posting.model_dump(by_alias=True)
    _mask(data)
    if not (free or include_text):
        _withhold(data)
    return Posting.model_validate(data)


def kind_of_text(model: type[BaseModel], name: str) -> str:
    """Tell how a field's strings are masked: ``free``, ``link``, or ``closed`` (not at all).

    Parameters
    ----------
    model
        The model that the field stands in.
    name
        Its name in JSON.
    """
    shape = shapes(model)[name]
    if shape.base is not str or shape.closed or name in _of(IDENTIFIERS, model):
        return "closed"
    if shape.pattern == URL_PATTERN:
        return "link"
    return "free" if shape.pattern in _FREE else "closed"


@cache
def sentence_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields of a model that hold the source's own sentences."""
    return _of(SENTENCES, model)


def _mask(data: JsonObject) -> None:
    slots = list(_slots(Posting, data))
    spans = [list(personal_in_link(slot.value) if slot.is_link else personal(slot.value)) for slot in slots]
    if not any(spans):
        return
    found = {
        slot.value[start:end]
        for slot, mine in zip(slots, spans, strict=True)
        if not slot.is_link
        for start, end in mine
    }
    for slot, mine in zip(slots, spans, strict=True):
        if not slot.is_link:
            mine.extend(_everywhere(slot.value, found))
        if mine:
            slot.put(hide(slot.value, mine))
    _keep_unique(Posting, data)


def _everywhere(text: str, found: set[str]) -> Iterator[tuple[int, int]]:
    for needle in found:
        start = text.find(needle)
        while start >= 0:
            yield start, start + len(needle)
            start = text.find(needle, start + len(needle))


def _keep_unique(model: type[BaseModel], data: JsonObject) -> None:
    """Tell masks in a list that may hold nothing twice apart: two addresses of one length look alike."""
    for _, nested, item in _objects(model, data):
        _keep_unique(nested, item)
    for name in _unique_texts(model):
        seen: set[str] = set()
        values = cast("list[str]", data[name])
        for index, value in enumerate(values):
            number = 2
            while values[index] in seen:
                values[index] = f"{value[:490].rstrip()} ({number})"
                number += 1
            seen.add(values[index])


def _withhold(data: JsonObject) -> None:
    """Take out the sentences, the notes that quote them, and set the evidence right."""
    gone: dict[str, str] = {}
    _take_sentences(Posting, data, "", gone)
    if data["application"] is not None and not any(cast("JsonObject", data["application"]).values()):
        # All that it stated was a sentence.
        data["application"] = None
    texts = list(gone.values())
    for row in cast("list[JsonObject]", data["provenance"]):
        if row["note"] is not None and _quotes(cast("str", row["note"]), texts):
            row["note"] = None
    rows = (_moved(row, gone) for row in cast("list[JsonObject]", data["provenance"]))
    data["provenance"] = [row for row in rows if row is not None and not _is_lost(row, data)]


def _take_sentences(model: type[BaseModel], data: JsonObject, path: str, gone: dict[str, str]) -> None:
    for name in (*sentence_fields(model), *_of(LABELS, model)):
        if data[name] is not None and (name in sentence_fields(model) or len(cast("str", data[name])) > LONGEST_LABEL):
            gone[f"{path}/{name}"] = cast("str", data[name])
            data[name] = None
    for place, nested, item in _objects(model, data):
        _take_sentences(nested, item, f"{path}/{place}", gone)


def _is_lost(row: JsonObject, data: JsonObject) -> bool:
    return data["application"] is None and cast("str", row["path"]).startswith("/application")


def _moved(row: JsonObject, gone: dict[str, str]) -> JsonObject | None:
    """Give a row that pointed at a sentence a place that is still there: the object that the sentence stood in."""
    path = cast("str", row["path"])
    if path.startswith("/provenance/"):
        return {**row, "path": "/provenance"}  # rows may go, so an index into them would lie
    if path not in gone or row["status"] in {"conflicting", "not_extracted"}:
        return row
    parent = path.rpartition("/")[0]
    # What stood at the top has no parent but the whole record, and a row there would vouch for everything.
    return {**row, "path": parent} if parent else None


def _quotes(note: str, texts: list[str]) -> bool:
    if not _QUOTING.isdisjoint(note):
        return True
    runs = {note[i : i + SHARED_RUN] for i in range(len(note) - SHARED_RUN + 1)}
    return any(run in text for run in runs for text in texts)


def _slots(model: type[BaseModel], data: JsonObject) -> Iterator[_Slot]:
    for _, nested, item in _objects(model, data):
        yield from _slots(nested, item)
    for name, is_list, is_link in _texts(model):
        value: Any = data[name]
        if is_list:
            items = cast("list[str]", value)
            for index, text in enumerate(items):
                yield _Slot(text, is_link, partial(setitem, items, index))
        elif value is not None:
            yield _Slot(cast("str", value), is_link, partial(setitem, data, name))


def _objects(model: type[BaseModel], data: JsonObject) -> Iterator[tuple[str, type[BaseModel], JsonObject]]:
    """Give the nested objects of an object: the path below it, the model, the object."""
    for name, is_list, nested in _nested(model):
        value = data[name]
        if is_list:
            for index, item in enumerate(cast("list[JsonObject]", value)):
                yield f"{name}/{index}", nested, item
        elif value is not None:
            yield name, nested, cast("JsonObject", value)


@cache
def _nested(model: type[BaseModel]) -> tuple[tuple[str, bool, type[BaseModel]], ...]:
    return tuple((name, shape.is_list, shape.model) for name, shape in shapes(model).items() if shape.model is not None)


@cache
def _texts(model: type[BaseModel]) -> tuple[tuple[str, bool, bool], ...]:
    kinds = ((name, shape.is_list, kind_of_text(model, name)) for name, shape in shapes(model).items())
    return tuple((name, is_list, kind == "link") for name, is_list, kind in kinds if kind != "closed")


@cache
def _unique_texts(model: type[BaseModel]) -> tuple[str, ...]:
    rules = model.rules if issubclass(model, RuledRecord) else ()
    unique = {rule.field for rule in rules if isinstance(rule, Unique)}
    return tuple(name for name, is_list, _ in _texts(model) if is_list and name in unique)


def _of(table: dict[type[BaseModel], tuple[str, ...]], model: type[BaseModel]) -> tuple[str, ...]:
    return next((names for known, names in table.items() if issubclass(model, known)), ())
