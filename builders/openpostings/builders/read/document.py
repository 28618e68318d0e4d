"""The source as it came: bytes in, text and digest out."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from openpostings.schema.errors import OpenPostingsError

MAX_BYTES: Final = 2_000_000
"""A page of text beyond this is not a posting, and reading it would take seconds."""

SURROGATES: Final = re.compile("[\ud800-\udfff]")
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Document:
    """A source text.

    Parameters
    ----------
    text
        The decoded characters; every span of the record counts in these, from 0.
    sha256
        Digest of the raw bytes, hex.
    name
        File name or address, for messages.
    note
        What was done to decode it, where that was not plain UTF-8.
    """

    text: str
    sha256: str
    name: str = "<text>"
    note: str | None = None


def document_from_text(text: str, name: str = "<text>") -> Document:
    """Take characters that are decoded already; the digest is that of their UTF-8 form.

    A lone surrogate is no character: U+FFFD stands for it, so that spans stay.
    """
    text = SURROGATES.sub("\ufffd", text)
    return Document(text, hashlib.sha256(text.encode("utf-8")).hexdigest(), name)


def decode(data: bytes, name: str, *, limit: int = MAX_BYTES) -> Document:
    """Decode bytes: by their byte order mark, as UTF-8, or as Windows-1252 with a note.

    Parameters
    ----------
    data
        The bytes.
    name
        File name or address, for messages.
    limit
        Most bytes that are taken.

    Raises
    ------
    OpenPostingsError
        Where the bytes are too many, or are no text.
    """
    if len(data) > limit:
        raise OpenPostingsError(
            f"expected at most {limit} bytes, got {len(data)}", where=name, hint="give one page in one file"
        )
    digest = hashlib.sha256(data).hexdigest()
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return Document(text, digest, name, f"decoded as {encoding} by its byte order mark")
    if b"\0" in data:
        raise OpenPostingsError("expected text, got binary data", where=name, hint="save the page as UTF-8 text")
    try:
        return Document(data.decode("utf-8"), digest, name)
    except UnicodeDecodeError as error:
        note = f"not UTF-8 at byte {error.start}, decoded as windows-1252"
        return Document(data.decode("cp1252", "replace"), digest, name, note)


_SPACES: Final = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_CONTROLS: Final = "".join(chr(code) for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) != "\n")
_BLANKS: Final = re.compile(f"[{re.escape(_SPACES + _CONTROLS)}]")


def even_blanks(text: str) -> str:
    """Put a plain space for every blank and control character but the line feed; the length, so every span, stays."""
    return _BLANKS.sub(" ", text)
