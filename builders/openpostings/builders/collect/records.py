"""Single records of a WARC 1.1 file, each in a gzip member of its own.

fastwarc makes and parses the records: it has types, and comes with resiliparse. The walk from member to member
is our own, because fastwarc passes over a torn end in silence, and a resumed run must know where a torn end begins.
"""

from __future__ import annotations

import datetime as dt
import io
import uuid
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

MAX_RECORD: Final = 272_000_000
"""Bytes of one record that are read."""

_CHUNK: Final = 65_536
_GZIP: Final = zlib.MAX_WBITS | 16
_LEVEL: Final = 6

Fields = Sequence[tuple[str, str]]


class Torn(Exception):  # noqa: N818 - it says where good records end
    """From this offset on there is no whole record."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"no whole record from byte {offset}")
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Parameters
    ----------
    kind
        ``response``, ``request``, ``metadata``, ``revisit``, …
    fields
        Named fields of its head, with their names in lower case.
    status
        Status of the HTTP answer in it; None where there is none.
    headers
        Headers of that answer.
    block
        What follows: the body of the HTTP answer, or the whole block.
    """

    kind: str
    fields: dict[str, str]
    status: int | None
    headers: tuple[tuple[str, str], ...]
    block: bytes

    def field(self, name: str) -> str:
        """Give a named field; empty where there is none."""
        return self.fields.get(name, "")


def record_id(*parts: str) -> str:
    """Make the identifier of a record from its content: the same record gets the same one everywhere."""
    return f"uuid:{uuid.uuid5(uuid.NAMESPACE_URL, chr(10).join(parts))}"


def moment(time: dt.datetime) -> str:
    """Write a time as WARC 1.1 does, in UTC, with microseconds."""
    return time.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def pack(kind: WarcRecordType, identifier: str, fields: Fields, block: bytes) -> bytes:
    """Make a record, in its gzip member.

    Parameters
    ----------
    kind
        The type of the record.
    identifier
        What :func:`record_id` gives.
    fields
        Named fields; ``WARC-Date`` is the first of them.
    block
        The content.
    """
    record: Any = WarcRecord()
    record.init_headers(kind, identifier.encode())
    for name, value in fields:
        record.headers[name] = value
    record.set_bytes_content(block)
    buffer = io.BytesIO()
    writer = GzipWriter(buffer, compression_level=_LEVEL)
    record.write(writer, checksum_data=True)
    writer.finish()
    return buffer.getvalue()


def members(stream: BinaryIO, start: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Walk over the gzip members of a file.

    Parameters
    ----------
    stream
        The open file.
    start
        Where to begin: the beginning of a member.

    Yields
    ------
    tuple
        Where a member begins, where it ends, and what it unpacks to.

    Raises
    ------
    Torn
        Where a member is broken off, damaged or too large; those before it were given.
    """
    stream.seek(start)
    held = b""
    while True:
        inner, parts, size, used = zlib.decompressobj(_GZIP), list[bytes](), 0, 0
        while not inner.eof:
            chunk = held or stream.read(_CHUNK)
            if not (chunk or used):
                return
            try:
                # Bounded, so that a bomb in a file is no worse than one from the network.
                out = inner.decompress(chunk, _CHUNK * 16)
            except zlib.error:
                raise Torn(start) from None
            if not (chunk or out or inner.eof):
                raise Torn(start)
            held = inner.unconsumed_tail or inner.unused_data
            used += len(chunk) - len(held)
            size += len(out)
            if size > MAX_RECORD:
                raise Torn(start)
            parts.append(out)
        yield start, start + used, b"".join(parts)
        start += used


def unpack(raw: bytes) -> Record | None:
    """Read a record.

    Parameters
    ----------
    raw
        What a member unpacks to.

    Returns
    -------
    Record or None
        None where it is no record, or not the whole of one.
    """
    try:
        for record in ArchiveIterator(io.BytesIO(raw), parse_http=False):
            return _record(record)
    except (OSError, ValueError, RuntimeError):
        return None
    return None


def _record(record: WarcRecord) -> Record | None:
    fields = {name.lower(): value for name, value in record.headers.to_tuples()}
    length = record.content_length
    if not record.is_http:
        block = record.reader.read(length)
        whole = len(block) == length
        return Record(str(record.record_type), fields, None, (), block) if whole else None
    untyped: Any = record
    untyped.parse_http(auto_decode="transfer")
    headers = record.http_headers
    status = headers.status_code
    block = record.reader.read(length)
    if "chunked" not in (headers.get("Transfer-Encoding") or "").lower():
        said = headers.get("Content-Length") or ""
        if said.isdecimal() and str(record.record_type) == "response" and len(block) < int(said):
            return None
    return Record(str(record.record_type), fields, status, headers.to_tuples(), block)
