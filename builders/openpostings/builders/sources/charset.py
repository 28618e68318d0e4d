"""Decode markup: by its byte order mark, as UTF-8, by what it declares itself, by its language."""

from __future__ import annotations

import codecs
import hashlib
import re
from typing import Final

from openpostings.builders.read.document import Document, decode

_HEAD: Final = 4096
_DECLARED: Final = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}(?P<meta>[A-Za-z0-9_:.-]{2,40})"
    rb"|^\s{0,99}<\?xml\b[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"'](?P<xml>[A-Za-z0-9_:.-]{2,40})[\"']",
    re.IGNORECASE,
)
_LANG: Final = re.compile(rb"<html\b[^>]{0,300}?\blang\s{0,9}=\s{0,9}[\"']?(?P<lang>[A-Za-z]{2})", re.IGNORECASE)
# As browsers do: who says Latin-1 means the larger code page of Windows.
_MEANT: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874"}
_BY_LANGUAGE: Final = {
    **dict.fromkeys(("cs", "sk", "pl", "hu", "sl", "hr", "ro"), "cp1250"),
    **dict.fromkeys(("ru", "uk", "bg", "sr"), "cp1251"),
    "el": "cp1253",
    "tr": "cp1254",
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
}
_UNSAFE: Final = frozenset({"utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "idna", "punycode", "rot13", "hex"})


def decode_markup(data: bytes, name: str, *, limit: int) -> Document:
    """Decode bytes that may be a page.

    Parameters
    ----------
    data
        The bytes.
    name
        File name, for messages.
    limit
        Most bytes that are taken.

    Returns
    -------
    Document
        UTF-8 is tried first, whatever is declared: text of another code page is hardly ever valid in it. A note tells
        each other way.

    Raises
    ------
    OpenPostingsError
        Where the bytes are too many, or are no text.
    """
    try:
        data.decode("utf-8") if len(data) <= limit else None
    except UnicodeDecodeError as error:
        found = None if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _told(data)
        if found is not None and b"\0" not in data:
            encoding, why = found
            text = data.decode(encoding, "replace")
            note = f"not UTF-8 at byte {error.start}, decoded as {encoding} ({why})"
            return Document(text, hashlib.sha256(data).hexdigest(), name, note)
    return decode(data, name, limit=limit)


def _told(data: bytes) -> tuple[str, str] | None:
    """Give the encoding that a page declares, or that pages in its language have."""
    head = data[:_HEAD]
    declared = _DECLARED.search(head)
    if declared:
        encoding = _known((declared["meta"] or declared["xml"]).decode("ascii"))
        if encoding is not None:
            return encoding, "as it declares"
    lang = _LANG.search(head)
    if lang:
        encoding = _BY_LANGUAGE.get(lang["lang"].decode("ascii").lower())
        if encoding is not None:
            return encoding, "by the language that it declares"
    return None


def _known(label: str) -> str | None:
    label = label.lower().replace("windows-", "cp")
    try:
        encoding = codecs.lookup(label).name
    except LookupError:
        return None
    if encoding in _UNSAFE:
        return None
    try:
        # A codec that gives no text, or takes none, is none of a page.
        b"a".decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    return _MEANT.get(encoding, encoding)
