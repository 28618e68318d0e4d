"""The rows of a table that is text: CSV and its kin, JSON, JSON Lines, YAML; a row that is broken costs itself."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from openpostings.builders.read.draft import Json
from openpostings.builders.sources.carriers import MAX_STRUCTURED, parse_json, parse_yaml
from openpostings.builders.sources.delimited import find_delimiter
from openpostings.builders.sources.sheets import values_at
from openpostings.builders.sources.table_file import TableFile
from openpostings.schema.errors import OpenPostingsError

MAX_COLUMNS: Final = 2_000
MAX_LINE: Final = 8_000_000
MAX_FIELD: Final = 1_000_000
_SAMPLE: Final = 65_536


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Parameters
    ----------
    where
        Its line or number, for messages.
    values
        Its values by the names of their columns.
    broken
        Why it cannot be read; empty for a good one.
    """

    where: str
    values: dict[str, Json]
    broken: str = ""


def text_rows(table: TableFile, records: str) -> Iterator[Row]:
    """Give the rows of a table that is text.

    Parameters
    ----------
    table
        The open table.
    records
        Of JSON: pointer to its records, ``*`` for each of a list.

    Raises
    ------
    OpenPostingsError
        Where it is not what it seems, or has too many columns.
    """
    text = io.TextIOWrapper(table.file, encoding=table.encoding, errors="replace", newline="")
    try:
        if table.form == "csv":
            yield from _csv(table.name, text)
        elif table.form == "jsonl":
            yield from _json_lines(text)
        else:
            yield from _structured(table, text, records)
    finally:
        text.detach()


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Give lines of bounded length; of a longer one only the beginning, and the mark that it was cut."""
    while line := text.readline(MAX_LINE):
        yield line
        if not line.endswith("\n"):
            while len(more := text.readline(MAX_LINE)) == MAX_LINE and not more.endswith("\n"):
                pass


def _csv(name: str, text: io.TextIOWrapper) -> Iterator[Row]:
    delimiter = _delimiter(text)
    if csv.field_size_limit() < MAX_FIELD:
        csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(_clean(_lines(text)), delimiter=delimiter)
    header: tuple[str, ...] | None = None
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(f"line {first}", {}, str(error))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = column_names(cells, name)
        else:
            yield _row(f"line {first}", header, cells)


def _clean(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\0", "\ufffd") if "\0" in line else line


def _row(where: str, header: Sequence[str], cells: Sequence[str]) -> Row:
    if len(cells) != len(header) and (len(cells) < len(header) or any(cells[len(header) :])):
        return Row(where, {}, f"expected {len(header)} cells, got {len(cells)}")
    return Row(where, dict(zip(header, cells, strict=False)))


def column_names(cells: Sequence[object], name: str) -> tuple[str, ...]:
    """Give the names of columns: white space folded, none empty, none twice.

    Raises
    ------
    OpenPostingsError
        Where there are more than ``MAX_COLUMNS``.
    """
    if len(cells) > MAX_COLUMNS:
        raise OpenPostingsError(
            f"expected at most {MAX_COLUMNS} columns, got {len(cells)}", where=name, hint="leave out what is not needed"
        )
    names: dict[str, None] = {}
    for number, cell in enumerate(cells, 1):
        plain = " ".join(str("" if cell is None else cell).split())[:200]
        plain = plain if plain.strip("*") else f"column {number}"
        names[plain if plain not in names else f"{plain} ({number})"] = None
    return tuple(names)


def _delimiter(text: io.TextIOWrapper) -> str:
    """Choose what divides the first rows into the most columns, the same number in nearly each."""
    sample = text.read(_SAMPLE)
    text.seek(0)
    return find_delimiter(sample)[0]


def _json_lines(text: io.TextIOWrapper) -> Iterator[Row]:
    for number, line in enumerate(_lines(text), 1):
        if not line.strip():
            continue
        where = f"line {number}"
        if len(line) >= MAX_LINE:
            yield Row(where, {}, f"expected at most {MAX_LINE} characters on a line")
            continue
        try:
            value = parse_json(line)
        except ValueError as error:
            yield Row(where, {}, f"expected JSON on one line: {error}")
            continue
        yield object_row(where, value)


def object_row(where: str, value: Json) -> Row:
    """Give a row of an object; its names are folded as those of columns are."""
    if not isinstance(value, dict):
        return Row(where, {}, f"expected an object, got {type(value).__name__}")
    return Row(where, {" ".join(name.split()) or "column": _finite(one) for name, one in value.items()})


def _finite(value: Json) -> Json:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _structured(table: TableFile, text: io.TextIOWrapper, records: str) -> Iterator[Row]:
    if table.size > MAX_STRUCTURED:
        raise OpenPostingsError(
            f"expected at most {MAX_STRUCTURED} bytes of {table.form.upper()}, got {table.size}",
            where=table.name,
            hint="give it as JSON Lines, which is read line by line",
        )
    whole = text.read()
    try:
        document = parse_json(whole.removeprefix("\ufeff")) if table.form == "json" else parse_yaml(whole)
    except json.JSONDecodeError as error:
        place = f"{table.name}:{error.lineno}:{error.colno}"
        raise OpenPostingsError(f"expected JSON: {error.msg}", where=place, hint="mend it there") from error
    except ValueError as error:
        raise OpenPostingsError(f"expected {table.form.upper()}: {error}", where=table.name) from error
    pattern = records or ("/*" if isinstance(document, list) else "")
    found = values_at(document, pattern)
    if not found:
        raise OpenPostingsError(
            f"nothing stands at {pattern!r}", where=table.name, hint="give `records`, such as /jobs/*, in the mapping"
        )
    for pointer, value in found:
        yield object_row(pointer or "/", value)
