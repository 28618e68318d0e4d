"""``data/postings-*.parquet``: sorted rows, in shards of a fixed number of records.

Shards and row groups are cut by count, never by bytes, time or number of workers, so the same records give the same
files. The bytes are pyarrow's: another version of pyarrow may pack the same rows otherwise, which is why the content
digest of a release is over the records and not over these files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from openpostings.builders.arrow import arrow_schema, to_arrow
from openpostings.schema.posting import Posting

ROW_GROUP: Final = 8_192
"""Rows of a row group: small enough that a look-up reads little, large enough that columns pack well."""

SHARD: Final = 16 * ROW_GROUP
"""Rows of a shard: a file of some 100-250 MB at 3-4 KB a record."""

COMPRESSION_LEVEL: Final = 3


@dataclass(frozen=True)
class Shard:
    """One file of data that was written.

    Parameters
    ----------
    path
        Its path in the release.
    rows
        Records in it.
    arrow_bytes
        What its columns take in memory, which ``datasets`` shows as the size of a split.
    """

    path: str
    rows: int
    arrow_bytes: int


def write_parquet(
    lines: Sequence[bytes],
    root: Path,
    *,
    shard: int = SHARD,
    row_group: int = ROW_GROUP,
    advance: Callable[[int], None] | None = None,
) -> list[Shard]:
    """Write records to ``root/data``.

    Parameters
    ----------
    lines
        The records as JSON, in the order of the release. Each is checked once more as it is read, so that
        nothing is written that is not a valid record.
    root
        Folder of the release. ``data`` is made in it.
    shard, row_group
        Rows of a file, and of a row group.
    advance
        Called with the number of rows after each row group.

    Returns
    -------
    list of Shard
        At least one: a release without rows has one file without rows, so that its columns are known.
    """
    (root / "data").mkdir()
    count = max(1, -(-len(lines) // shard))
    names = [f"data/postings-{index:05d}-of-{count:05d}.parquet" for index in range(count)]
    return [
        _write_shard(lines[index * shard : (index + 1) * shard], root, name, row_group, advance)
        for index, name in enumerate(names)
    ]


def _write_shard(
    lines: Sequence[bytes], root: Path, name: str, row_group: int, advance: Callable[[int], None] | None
) -> Shard:
    writer = pq.ParquetWriter(
        root / name,
        arrow_schema(),
        version="2.6",
        compression="zstd",
        compression_level=COMPRESSION_LEVEL,
        write_statistics=True,
        write_page_index=True,
        store_schema=True,
    )
    arrow_bytes = 0
    with writer:
        for group in _groups(lines, row_group):
            batch = to_arrow(map(Posting.model_validate_json, group))
            arrow_bytes += batch.nbytes
            writer.write_batch(batch, row_group_size=row_group)
            if advance is not None:
                advance(len(group))
    return Shard(name, len(lines), arrow_bytes)


def _groups(lines: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    return (lines[first : first + size] for first in range(0, len(lines), size))
