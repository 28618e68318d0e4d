"""The columns in the words of Hugging Face ``datasets``, for the card's front matter.

Written here, and not by ``datasets``, because importing it takes longer than a small build; a test holds this against
``datasets.Features`` for every column.
"""

from __future__ import annotations

from typing import Any, cast

import pyarrow as pa

from openpostings.schema.scalars import JsonObject

_NAMES = {"double": "float64", "date32[day]": "date32"}


def features(schema: pa.Schema) -> list[JsonObject]:
    """Give the features of a schema as they stand in YAML.

    Parameters
    ----------
    schema
        A schema of the portable types.
    """
    return [_feature(schema.field(name)) for name in schema.names]


def type_name(kind: pa.DataType) -> str:
    """Name a column's type for readers of the card."""
    if pa.types.is_list(kind):
        return f"list of {type_name(cast('pa.ListType', kind).value_type)}"
    return "object" if pa.types.is_struct(kind) else _NAMES.get(str(kind), str(kind))


def _feature(field: pa.Field) -> JsonObject:
    key, value = _kind(field.type)
    return {"name": field.name, key: value}


def _kind(kind: pa.DataType) -> tuple[str, Any]:
    if pa.types.is_list(kind):
        key, value = _kind(cast("pa.ListType", kind).value_type)
        return "list", {key: value} if key == "list" else value
    if pa.types.is_struct(kind):
        inner = cast("pa.StructType", kind)
        return "struct", [_feature(inner.field(i)) for i in range(inner.num_fields)]
    return "dtype", type_name(kind)
