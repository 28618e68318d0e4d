# ruff: noqa: ANN401 - the names are pyarrow's
# What we use of pyarrow.parquet.
from collections.abc import Iterator, Sequence
from os import PathLike
from types import TracebackType
from typing import Any, BinaryIO, Self

from pyarrow import RecordBatch, Schema, Table

class ParquetWriter:
    def __init__(
        self,
        where: str | PathLike[str] | BinaryIO,
        schema: Schema,
        *,
        version: str = ...,
        compression: str = ...,
        compression_level: int | None = ...,
        use_dictionary: bool = ...,
        write_statistics: bool = ...,
        write_page_index: bool = ...,
        store_schema: bool = ...,
    ) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def write_batch(self, batch: RecordBatch, row_group_size: int | None = ...) -> None: ...
    def write_table(self, table: Table, row_group_size: int | None = ...) -> None: ...
    def close(self) -> None: ...

class ParquetFile:
    schema_arrow: Schema
    def __init__(
        self,
        source: str | PathLike[str] | BinaryIO,
        *,
        thrift_string_size_limit: int | None = ...,
        thrift_container_size_limit: int | None = ...,
        buffer_size: int = ...,
    ) -> None: ...
    def iter_batches(self, batch_size: int = ...) -> Iterator[RecordBatch]: ...

def read_table(
    source: str | PathLike[str], *, columns: Sequence[str] | None = ..., partitioning: str | None = ...
) -> Table: ...
def read_schema(where: str | PathLike[str]) -> Schema: ...
def read_metadata(where: str | PathLike[str]) -> Any: ...
