"""Open a table of any form: what it is told by its bytes, its digest taken, never the whole of it in memory."""

from __future__ import annotations

import codecs
import gzip
import hashlib
import re
import tempfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Final, Literal, cast

from openpostings.schema.errors import OpenPostingsError

Form = Literal["csv", "json", "jsonl", "yaml", "xlsx", "parquet"]

MAX_UNPACKED: Final = 8_000_000_000
"""Bytes that a packed table may unpack to."""

_CHUNK: Final = 1 << 20
_HEAD: Final = 1 << 16
_SPOOLED: Final = 64_000_000
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_YAML: Final = re.compile(r"(?:\s*#[^\n]*\n|\s*\n|---\s*\n)*-[ ]{1,4}[\"']?[A-Za-z_][\w -]{0,40}[\"']?:(?:\s|$)")
MEDIA_TYPES: Final[dict[Form, str]] = {
    "csv": "text/csv",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "yaml": "application/yaml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True, slots=True)
class TableFile:
    """An open table.

    Parameters
    ----------
    name
        File name, for messages.
    file
        Its bytes, unpacked, from the beginning.
    form
        What they are.
    sha256
        Digest of the raw bytes.
    encoding
        Of text: how it is decoded.
    size
        Bytes, unpacked.
    note
        What was done to decode it.
    """

    name: str
    file: BinaryIO
    form: Form
    sha256: str
    encoding: str
    size: int
    note: str | None = None


@contextmanager
def opened_table(name: str, stdin: BinaryIO) -> Generator[TableFile]:
    """Open a table.

    Parameters
    ----------
    name
        Path; ``-`` is standard input.
    stdin
        Where ``-`` is read from.

    Raises
    ------
    OpenPostingsError
        Where it cannot be read, unpacks to too much, or is none of the forms.
    """
    with _raw(name, stdin) as raw:
        sha256 = _digest(raw)
        raw.seek(0)
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        file = cast("BinaryIO", gzip.GzipFile(fileobj=raw, mode="rb")) if packed else raw
        try:
            yield _table(name, file, sha256)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise OpenPostingsError(
                f"expected gzip, got broken data: {error}", where=name, hint="fetch it again"
            ) from error


@contextmanager
def _raw(name: str, stdin: BinaryIO) -> Generator[BinaryIO]:
    if name == "-":
        with tempfile.SpooledTemporaryFile(max_size=_SPOOLED) as spooled:
            while chunk := stdin.read(_CHUNK):
                spooled.write(chunk)
            spooled.seek(0)
            yield cast("BinaryIO", spooled)
        return
    path = Path(name)
    if not path.is_file():
        what = "something else" if path.exists() else "nothing"
        raise OpenPostingsError(f"expected a file, found {what}", where=name, hint="check the path")
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise OpenPostingsError(
            f"cannot be read: {error.strerror or error}", where=name, hint="check its permissions"
        ) from error


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _table(name: str, file: BinaryIO, sha256: str) -> TableFile:
    head = file.read(_HEAD)
    if not head.strip():
        raise OpenPostingsError("expected a table, got an empty file", where=name, hint="check the file")
    if head.startswith(b"PAR1"):
        file.seek(0)
        return TableFile(name, file, "parquet", sha256, "", 0)
    if head.startswith(b"PK\x03\x04"):
        file.seek(0)
        return TableFile(name, file, "xlsx", sha256, "", 0)
    file.seek(0)
    encoding, size, note = _decoding(name, file, head)
    file.seek(0)
    form = _form(head.decode(encoding, "replace").removeprefix("\ufeff"))
    return TableFile(name, file, form, sha256, encoding, size, note)


def _decoding(name: str, file: BinaryIO, head: bytes) -> tuple[str, int, str | None]:
    """Go through the bytes once: their number, and whether all of them are UTF-8."""
    marked = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    utf8 = codecs.getincrementaldecoder("utf-8")()
    size = zeros = 0
    broken: int | None = None
    while chunk := file.read(_CHUNK):
        if broken is None and marked is None:
            try:
                utf8.decode(chunk)
            except UnicodeDecodeError as error:
                broken = size + error.start
        zeros += chunk.count(0)
        size += len(chunk)
        if size > MAX_UNPACKED:
            raise OpenPostingsError(f"unpacks to more than {MAX_UNPACKED} bytes", where=name, hint="split the file")
    if marked is not None:
        note = None if marked == "utf-8-sig" else "decoded as UTF-16 by its byte order mark"
        return marked, size, note
    if zeros * 1000 > size:
        raise OpenPostingsError("expected a table, got binary data", where=name, hint="save it as CSV in UTF-8")
    if broken is not None:
        return "cp1252", size, f"not UTF-8 at byte {broken}, decoded as windows-1252"
    return "utf-8", size, None


def _form(head: str) -> Form:
    text = head.lstrip()
    if text.startswith("{"):
        return "jsonl" if re.match(r"\{[^\n]*\}[ \t\r]*\n\s*\S", text) else "json"
    if re.match(r"\[\s*(?:[\[{\]]|$)", text):
        return "json"
    return "yaml" if _YAML.match(head) else "csv"
