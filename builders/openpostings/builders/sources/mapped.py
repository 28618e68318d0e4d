"""A table with its mapping: each row becomes a sheet, as a record of any other source does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, cast

from openpostings.builders.read.draft import Json
from openpostings.builders.read.sheet import Sheet
from openpostings.builders.sources.base import AGAIN, SILENT, Field, Reader, Refused
from openpostings.builders.sources.listing_values import default_note, listed_place
from openpostings.builders.sources.mapped_values import (
    CUTS,
    authorization,
    employer_before,
    flagged,
    is_epoch,
    is_estimate,
    is_no,
    moment,
    ordered_date,
    page_address,
    pay_bounds,
    unsaid,
)
from openpostings.builders.sources.mapping import PAY_PARTS, TARGETS, Column, Mapping
from openpostings.builders.sources.mend import mended
from openpostings.builders.sources.python_list import python_list
from openpostings.builders.sources.sheets import pointer_of, values_at, write_sheet
from openpostings.builders.sources.table_binary import parquet_rows, workbook_rows
from openpostings.builders.sources.table_file import MEDIA_TYPES, TableFile
from openpostings.builders.sources.table_rows import Row, text_rows
from openpostings.builders.sources.values import MOMENTS, concept
from openpostings.schema.errors import OpenPostingsError

_READERS: Final[dict[str, Reader]] = {
    "category": concept("occupational_category"),
    "industry": concept("industry"),
    "active": flagged("status", "open", "closed"),
    "remote": flagged("job_location_type", "TELECOMMUTE", None),
    "authorization": authorization,
    "place": listed_place,
    "url": page_address,
}


def table_rows(table: TableFile, mapping: Mapping) -> Iterator[Row]:
    """Give the rows of a table.

    Parameters
    ----------
    table
        The open table.
    mapping
        Tells where its records stand.

    Raises
    ------
    OpenPostingsError
        Where the table as a whole cannot be read.
    """
    if table.form == "parquet":
        return parquet_rows(table)
    if table.form == "xlsx":
        return workbook_rows(table, mapping.sheet)
    return text_rows(table, mapping.records)


@dataclass(slots=True)
class MappedTable:
    """Makes sheets of the rows of a table.

    Parameters
    ----------
    mapping
        Where its columns go.
    table
        The open table.
    unread
        Columns that were seen and that the mapping does not name, in the order in which they came.
    """

    mapping: Mapping
    table: TableFile
    unread: dict[str, None] = field(default_factory=dict[str, None])
    _fields: dict[str, Field] = field(init=False)
    _epochs: dict[str, Field] = field(init=False)
    _loses: tuple[tuple[str, str], ...] = field(init=False)
    _sentinels: frozenset[str] = field(init=False)
    _checked: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        """Make the rows of the crosswalk once."""
        lost = self.mapping.loses.items()
        self._loses = tuple((_pointer(name) + below, reason) for name, reason in lost for below in ("", "/**"))
        self._sentinels = frozenset(self.mapping.sentinels)
        columns = self.mapping.columns
        self._fields = {name: _field(name, column, self.mapping) for name, column in columns.items()}
        self._epochs = {
            name: Field(_pointer(name), moment(column.to)) for name, column in columns.items() if column.to in MOMENTS
        }

    def sheets(self) -> Iterator[Sheet | Refused]:
        """Give a sheet for each row, or why there is none.

        Raises
        ------
        OpenPostingsError
            Where the table has none of the columns of the mapping, or cannot be read on.
        """
        for row in table_rows(self.table, self.mapping):
            if row.broken:
                yield Refused(row.where, "broken", row.broken)
                continue
            self._check(row)
            yield self._sheet(row)

    def _check(self, row: Row) -> None:
        tops = {name.split("/")[1] if name.startswith("/") else name for name in self.mapping.columns}
        if not self._checked and self.table.form not in {"json", "jsonl", "yaml"} and tops.isdisjoint(row.values):
            raise OpenPostingsError(
                "the table has none of the columns of the mapping",
                where=self.table.name,
                hint=f"it has {', '.join(list(row.values)[:8])}",
            )
        self._checked = True
        for name in row.values:
            if name not in tops and name not in self.mapping.loses and name not in self.unread:
                self.unread[name] = None

    def _sheet(self, row: Row) -> Sheet | Refused:
        record, note = mended({name: self._value(name, value) for name, value in row.values.items()})
        record = cast("dict[str, Json]", record)
        fields = tuple(self._crosswalk(record))
        written = write_sheet(record, fields, self._loses)
        if not any(one.role == "key" and one.label == "title" for one in written.rows):
            return Refused(row.where, "broken", "the row has no title")
        notes = tuple(one for one in (self.table.note, note) if one)
        return Sheet(
            text=written.text,
            rows=written.rows,
            claims=written.claims,
            body=written.body,
            site=self.mapping.site,
            kind=self.mapping.kind,
            media_type=MEDIA_TYPES[self.table.form],
            where=row.where,
            notes=notes,
            trusted_id=self.mapping.trusted_id,
        )

    def _value(self, name: str, value: Json) -> Json:
        """Divide a value, or take a text out of the form that the mapping says it has."""
        column = self.mapping.columns.get(name)
        if column is None or not isinstance(value, str):
            return value
        if column.text == "python_list":
            items = python_list(value)
            value = "\n".join(items) if items is not None else value
        if column.split is not None:
            return [part.strip() for part in value.split(column.split) if part.strip()]
        return value

    def _crosswalk(self, record: dict[str, Json]) -> Iterator[Field]:
        for name, column in self.mapping.columns.items():
            if name.startswith("/"):
                for pointer, value in values_at(record, name):
                    yield from self._rows(name, column, pointer, value)
            elif record.get(name) not in (None, ""):
                yield from self._rows(name, column, self._fields[name].pointer, record[name])

    def _rows(self, name: str, column: Column, pointer: str, value: Json) -> Iterator[Field]:
        if isinstance(value, list):
            for index, one in enumerate(value):
                yield from self._rows(name, column, f"{pointer}/{index}", one)
            return
        chosen = self._row(name, column, pointer, value)
        yield chosen if chosen.pointer == pointer else replace(chosen, pointer=pointer)

    def _row(self, name: str, column: Column, pointer: str, value: Json) -> Field:
        words = str(value).strip()
        if words in self._sentinels or (column.to == "remote" and is_no(words)):
            return Field(pointer, SILENT)
        if name in self.mapping.not_stated and words in self.mapping.not_stated[name]:
            return Field(pointer, unsaid(TARGETS[column.to] or "/title", default_note()))
        if column.estimate and is_estimate(words, column.estimate):
            return Field(pointer, unsaid(TARGETS[column.to]))
        return self._epochs[name] if name in self._epochs and is_epoch(value) else self._fields[name]


def _pointer(name: str) -> str:
    return name if name.startswith("/") else pointer_of(name)


def _field(name: str, column: Column, mapping: Mapping) -> Field:
    if column.to in PAY_PARTS:
        parts = {one.to: other for other, one in mapping.columns.items() if one.to in PAY_PARTS}
        first = "pay_min" if "pay_min" in parts else "pay_max"
        reader = pay_bounds(parts, mapping.currency, mapping.unit)
        return Field(_pointer(name), reader if column.to == first else AGAIN)
    if column.to in MOMENTS and column.order is not None:
        return Field(_pointer(name), ordered_date(column.to, day_first=column.order == "day_first"))
    if column.before is not None:
        return Field(_pointer(name), employer_before)
    cut = CUTS[column.strip] if column.strip else None
    return Field(_pointer(name), _READERS.get(column.to, column.to), cut=cut)
