"""The Arrow schema: derived from the models, portable, and lossless."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from typing import Annotated, Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from pydantic import BaseModel, Field

from openpostings.builders.arrow import arrow_schema, from_arrow, to_arrow
from openpostings.builders.shapes import shapes
from openpostings.schema.posting import Posting
from posting_samples import rich, small
from strategies import postings

PORTABLE = {
    pa.string(),
    pa.bool_(),
    pa.int32(),
    pa.int64(),
    pa.float64(),
    pa.decimal128(18, 4),
    pa.date32(),
    pa.timestamp("us", "UTC"),
}


def models(model: type[BaseModel] = Posting) -> set[type[BaseModel]]:
    nested = {shape.model for shape in shapes(model).values() if shape.model is not None}
    return {model}.union(*(models(each) for each in nested))


def columns(fields: Iterable[pa.Field], path: str = "") -> dict[str, pa.Field]:
    found = {}
    for field in fields:
        here = f"{path}.{field.name}" if path else field.name
        found[here] = field
        kind = field.type.value_type if pa.types.is_list(field.type) else field.type
        if pa.types.is_struct(kind):
            found |= columns(kind, here)
    return found


def test_every_model_is_in_the_schema() -> None:
    assert len(models()) >= 20
    for model in models():
        assert arrow_schema(model).names == [info.alias or name for name, info in model.model_fields.items()]


def test_only_portable_types() -> None:
    for name, field in columns(arrow_schema()).items():
        kind = field.type.value_type if pa.types.is_list(field.type) else field.type
        assert pa.types.is_struct(kind) or kind in PORTABLE, name
        assert field.nullable, name


def test_no_two_columns_differ_only_in_case() -> None:
    names = list(columns(arrow_schema()))
    assert len({name.casefold() for name in names}) == len(names)


def test_descriptions_and_version_are_metadata() -> None:
    assert arrow_schema().metadata == {b"schema_version": b"1.0"}
    for name, field in columns(arrow_schema()).items():
        assert field.metadata[b"description"], name


def test_types_follow_the_annotations() -> None:
    known = columns(arrow_schema())
    assert known["base_salary.min_value"].type == pa.decimal128(18, 4)
    assert known["job_start_dates"].type == pa.list_(pa.date32())
    assert known["posted_at"].type == pa.timestamp("us", "UTC")
    assert known["provenance.start"].type == pa.int32()
    assert known["experience_requirements.in"].type == pa.string()
    assert known["job_location.latitude"].type == pa.float64()


class _Case(BaseModel):
    url: str
    other: Annotated[str, Field(alias="URL")]


class _Two(BaseModel):
    value: int | str


class _Loose(BaseModel):
    value: dict[str, int]


class _Number(BaseModel):
    value: Literal[1]


class _Unbounded(BaseModel):
    value: int


@pytest.mark.parametrize(
    ("model", "message"),
    [(_Case, "only in case"), (_Two, "one type"), (_Loose, "no projection|no portable"), (_Number, "words")],
)
def test_what_has_no_column_is_refused(model: type[BaseModel], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        arrow_schema(model)


def test_an_unbounded_integer_is_wide() -> None:
    assert arrow_schema(_Unbounded).field("value").type == pa.int64()


def through_parquet(batch: pa.RecordBatch) -> pa.Table:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_batches([batch]), stream)
    return pq.read_table(io.BytesIO(stream.getvalue()))


@pytest.mark.parametrize("record", [rich(), small("1")])
def test_round_trip(record: dict[str, Any]) -> None:
    posting = Posting.model_validate(record)
    batch = to_arrow([posting])
    assert batch.schema.equals(arrow_schema(), check_metadata=True)
    assert from_arrow(batch) == [posting.model_dump(mode="json")]


@settings(max_examples=150, deadline=None)
@given(postings())
def test_round_trip_of_any_posting(record: dict[str, Any]) -> None:
    posting = Posting.model_validate_json(json.dumps(record))
    expected = json.dumps(posting.model_dump(mode="json"))
    batch = to_arrow([posting])
    assert [json.dumps(row) for row in from_arrow(batch)] == [expected]
    assert [json.dumps(row) for row in from_arrow(through_parquet(batch))] == [expected]
    assert Posting.model_validate(from_arrow(batch)[0]) == posting


def test_no_rows() -> None:
    assert from_arrow(to_arrow([])) == []
