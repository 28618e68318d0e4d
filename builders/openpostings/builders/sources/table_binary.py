"""The rows of workbooks and of Parquet: values only, batch by batch, bounded."""

from __future__ import annotations

import datetime as dt
import math
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, Protocol, cast

from openpostings.builders.read.draft import Json
from openpostings.builders.sources.table_file import TableFile
from openpostings.builders.sources.table_rows import MAX_COLUMNS, Row, column_names
from openpostings.schema.errors import OpenPostingsError

MAX_SHEET: Final = 1_000_000_000
MAX_RATIO: Final = 200
"""Times that a workbook may be larger than its file; XML packs to a tenth or a twentieth."""
_SMALL: Final = 10_000_000
_BATCH: Final = 512
_MIDNIGHT: Final = dt.time()
_LIMIT: Final = 100_000_000


def workbook_rows(table: TableFile, sheet: str | None) -> Iterator[Row]:
    """Give the rows of one sheet of a workbook; of a formula its last value.

    Parameters
    ----------
    table
        The open file.
    sheet
        Name of the sheet; the first where None.

    Raises
    ------
    OpenPostingsError
        Where it is no workbook, unpacks to too much, has no such sheet, or openpyxl is missing.
    """
    _check_zip(table)
    try:
        # Imported late: an extra that only workbooks need.
        from openpyxl import load_workbook  # noqa: PLC0415
    except ImportError as error:
        raise OpenPostingsError(
            "workbooks are read with openpyxl, which is not installed",
            where=table.name,
            hint="pip install 'openpostings[xlsx]'",
        ) from error
    try:
        book = cast("_Book", load_workbook(table.file, read_only=True, data_only=True))
        yield from _sheet_rows(table.name, _chosen(book, sheet, table.name).iter_rows(values_only=True))
    except OpenPostingsError:
        raise
    except Exception as error:
        # openpyxl raises whatever its parsers raise; a workbook that is broken is one the user can mend.
        raise OpenPostingsError(
            f"expected a workbook: {type(error).__name__}: {error}"[:300],
            where=table.name,
            hint="save it again, or as CSV",
        ) from error


class _Sheet(Protocol):
    """What is asked of a sheet of openpyxl, which has no types."""

    def iter_rows(self, *, values_only: bool) -> Iterator[tuple[object, ...]]:
        """Give its rows."""
        ...


class _Book(Protocol):
    """What is asked of a workbook of openpyxl."""

    sheetnames: list[str]

    def __getitem__(self, name: str) -> _Sheet: ...


def _chosen(book: _Book, sheet: str | None, name: str) -> _Sheet:
    names = book.sheetnames
    if not names or (sheet is not None and sheet not in names):
        raise OpenPostingsError(
            f"expected the sheet {sheet!r}", where=name, hint=f"it has {', '.join(names[:10]) or 'none'}"
        )
    return book[sheet or names[0]]


def _check_zip(table: TableFile) -> None:
    try:
        with zipfile.ZipFile(table.file) as packed:
            infos = packed.infolist()
            if "xl/workbook.xml" not in packed.namelist():
                raise OpenPostingsError(
                    "expected a workbook, got another ZIP", where=table.name, hint="unpack it first"
                )
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        raise OpenPostingsError(f"expected a workbook: {error}", where=table.name, hint="save it again") from error
    unpacked = sum(info.file_size for info in infos)
    stored = sum(info.compress_size for info in infos)
    if unpacked > MAX_SHEET or (unpacked > _SMALL and unpacked > MAX_RATIO * max(stored, 1)):
        raise OpenPostingsError(f"unpacks to {unpacked} bytes, which is too much", where=table.name, hint="save as CSV")
    table.file.seek(0)


def _sheet_rows(name: str, rows: Iterator[tuple[object, ...]]) -> Iterator[Row]:
    header: tuple[str, ...] | None = None
    for number, cells in enumerate(rows, 1):
        if len(cells) > MAX_COLUMNS and any(cell is not None for cell in cells[MAX_COLUMNS:]):
            column_names(cells, name)
        kept = [plain(cell) for cell in cells[:MAX_COLUMNS]]
        while kept and kept[-1] in (None, ""):
            kept.pop()
        if not kept:
            continue
        if header is None:
            header = column_names(kept, name)
        elif len(kept) > len(header):
            yield Row(f"row {number}", {}, f"expected {len(header)} cells, got {len(kept)}")
        else:
            yield Row(f"row {number}", dict(zip(header, kept, strict=False)))


def parquet_rows(table: TableFile) -> Iterator[Row]:
    """Give the rows of a Parquet file, batch by batch.

    Raises
    ------
    OpenPostingsError
        Where it is broken or has too many columns.
    """
    from pyarrow import ArrowException  # noqa: PLC0415 - keeps the start of `read` short
    from pyarrow import parquet as pq  # noqa: PLC0415 - keeps the start of `read` short

    number = 0
    try:
        file = pq.ParquetFile(
            table.file, thrift_string_size_limit=_LIMIT, thrift_container_size_limit=_LIMIT, buffer_size=1 << 20
        )
        columns = column_names(file.schema_arrow.names, table.name)
        for batch in file.iter_batches(batch_size=_BATCH):
            for values in cast("list[dict[str, object]]", batch.to_pylist()):
                number += 1
                yield Row(f"row {number}", dict(zip(columns, map(plain, values.values()), strict=False)))
    except (ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        raise OpenPostingsError(
            f"expected Parquet: {' '.join(str(error).split())[:200]}", where=table.name, hint="write it again"
        ) from error


def plain(value: object) -> Json:
    """Write a value as JSON: moments in ISO 8601, a day where the time is midnight, decimals as they read."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return (int(value) if value.is_integer() else value) if math.isfinite(value) else None
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT and value.tzinfo is None else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(float(value))
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in cast("Mapping[object, object]", value).items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in cast("list[object]", value)]
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
