"""The record as columns: one Arrow schema, derived from the models, and the way there and back without loss.

Only types that Spark, DuckDB, polars and ``datasets`` all read are used: string, bool, int32, int64, float64,
decimal128(18, 4), date32, timestamp[us, UTC], list and struct. Every column is nullable: which fields a record must
have is the models' affair, and readers differ in what they make of a column that is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any, Final, cast

import pyarrow as pa
from pydantic import BaseModel

from openpostings.builders.shapes import Shape, shapes
from openpostings.schema.posting import SCHEMA_VERSION, Posting
from openpostings.schema.scalars import JsonObject

INT32_MAX: Final = 2**31 - 1

_SCALARS: Final[dict[type, pa.DataType]] = {
    str: pa.string(),
    bool: pa.bool_(),
    float: pa.float64(),
    Decimal: pa.decimal128(18, 4),
    dt.date: pa.date32(),
    dt.datetime: pa.timestamp("us", "UTC"),
}


@cache
def arrow_schema(model: type[BaseModel] = Posting) -> pa.Schema:
    """Derive the Arrow schema of a model.

    Parameters
    ----------
    model
        The model of one row.

    Returns
    -------
    pyarrow.Schema
        With the description of each field, nested ones too, as its metadata, and the version of the schema as
        metadata of the whole.

    Raises
    ------
    TypeError
        Where a field's type has no portable column, or two columns differ only in case (SQL engines fold case).
    """
    return pa.schema(_fields(model), metadata={"schema_version": SCHEMA_VERSION})


def to_arrow(postings: Iterable[Posting]) -> pa.RecordBatch:
    """Write postings as columns.

    Parameters
    ----------
    postings
        Valid records. Together their texts must stay under 2 GB, the most that one Arrow string column holds.

    Returns
    -------
    pyarrow.RecordBatch
        One row a posting, in the order given.
    """
    rows = [posting.model_dump(by_alias=True) for posting in postings]
    return pa.RecordBatch.from_pylist(rows, schema=arrow_schema())


def from_arrow(rows: pa.RecordBatch | pa.Table) -> list[JsonObject]:
    """Read columns back as JSON objects.

    Parameters
    ----------
    rows
        Columns that :func:`to_arrow` gave, or a release's.

    Returns
    -------
    list of dict
        Each equal to ``Posting.model_dump(mode="json")`` of the posting that was written.
    """
    return [cast("JsonObject", _json(row)) for row in rows.to_pylist()]


def _fields(model: type[BaseModel]) -> list[pa.Field]:
    known = shapes(model)
    folded: dict[str, str] = {}
    for name in known:
        other = folded.setdefault(name.casefold(), name)
        if other != name:
            raise TypeError(f"{model.__name__}: columns {other!r} and {name!r} differ only in case")
    return [
        pa.field(name, _type(shape, f"{model.__name__}.{name}"), metadata={"description": shape.description})
        for name, shape in known.items()
    ]


def _type(shape: Shape, where: str) -> pa.DataType:
    if shape.model is not None:
        single: pa.DataType = pa.struct(_fields(shape.model))
    elif shape.base is int:
        single = _integer(shape)
    elif shape.base in _SCALARS:
        single = _SCALARS[shape.base]
    else:
        raise TypeError(f"{where}: no portable column for {shape.base.__name__}")
    return pa.list_(single) if shape.is_list else single


def _integer(shape: Shape) -> pa.DataType:
    low, high = shape.bound("ge"), shape.bound("le")
    fits = low is not None and high is not None and low >= -INT32_MAX - 1 and high <= INT32_MAX
    return pa.int32() if fits else pa.int64()


def _json(value: object) -> Any:  # noqa: ANN401 - JSON
    """Give a value as the models' JSON serialisers do."""
    if isinstance(value, dict):
        return {key: _json(item) for key, item in cast("dict[str, object]", value).items()}
    if isinstance(value, list):
        return [_json(item) for item in cast("list[object]", value)]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, dt.date) else value
