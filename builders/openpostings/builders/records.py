"""Records in columns: the reader of Parquet that the floors below do without, since it needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, BinaryIO, Final

from openpostings.dataset.entries import LoadedRecord, Reader, from_result
from openpostings.schema.check import check_record
from openpostings.schema.result import Issue, Result, finding, safe

_BATCH = 256


def read_parquet(stream: BinaryIO, file: str) -> Iterator[LoadedRecord]:
    """Read and check the rows of a Parquet file, batch by batch.

    Parameters
    ----------
    stream
        The open file.
    file
        Name for the findings, whose line is the row, from 1.

    Yields
    ------
    LoadedRecord
        One for each row; and one for a file that is no Parquet, or breaks off.
    """
    # Imported here, since only Parquet needs it and it takes long to load; and by name, since it has no types.
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    row = 0
    try:
        with parquet.ParquetFile(stream) as table:
            for batch in table.iter_batches(batch_size=_BATCH):
                for data in _rows(batch):
                    row += 1
                    result = check_record(data, file=file, line=row)
                    yield LoadedRecord(
                        file,
                        row,
                        result.data,
                        result.posting,
                        result.findings,
                        result.position,
                        partial=result.partial,
                        pruned=result.pruned,
                    )
    except (arrow.ArrowException, OSError, ValueError, OverflowError) as error:
        got = safe(str(error).splitlines()[0] if str(error) else type(error).__name__)[:200]
        found = finding(Issue("syntax-error", expected="Parquet", got=got), file=file, position=(row + 1, 1))
        result = Result(data=None, posting=None, findings=(found,))
        yield from_result(result, file)


def _rows(batch: Any) -> list[dict[str, object]]:  # noqa: ANN401 - pyarrow has no types
    rows: list[dict[str, object]] = batch.to_pylist()
    return rows


READERS: Final[Mapping[str, Reader]] = {".parquet": read_parquet}
"""The readers that ``openpostings.dataset.entries`` takes beside its own."""
