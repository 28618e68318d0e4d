"""Mend what was escaped once too often in the values of a record, and say so."""

from __future__ import annotations

import html
import re
from typing import Final

from openpostings.builders.read.draft import Json

_UNICODE: Final = re.compile(r"\\u(?P<code>[0-9a-fA-F]{4})")
_ENTITY: Final = re.compile(r"&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}[0-9]{0,2});")
_MAX_DEPTH: Final = 8
_SURROGATES: Final = range(0xD800, 0xE000)


def mended(record: Json) -> tuple[Json, str | None]:
    r"""Take literal ``\u2013`` and ``&amp;`` in values for the characters that they stand for.

    Parameters
    ----------
    record
        A record of a list or a table, whose values are plain text and no HTML.

    Returns
    -------
    tuple
        The record, the same one where nothing was to be mended, and what was done.
    """
    done: set[str] = set()
    result = _mended(record, done, 0)
    return (result, f"taken for characters: {', '.join(sorted(done))}") if done else (record, None)


def _mended(value: Json, done: set[str], depth: int) -> Json:
    if isinstance(value, str):
        return _text(value, done) if "\\u" in value or "&" in value else value
    if depth < _MAX_DEPTH and isinstance(value, list):
        return [_mended(one, done, depth + 1) for one in value]
    if depth < _MAX_DEPTH and isinstance(value, dict):
        return {name: _mended(one, done, depth + 1) for name, one in value.items()}
    return value


def _text(value: str, done: set[str]) -> str:
    if value.startswith(("http://", "https://")):
        return value
    plain = _UNICODE.sub(_character, value)
    if plain != value:
        done.add("\\u escapes")
    bare = html.unescape(plain) if _ENTITY.search(plain) else plain
    if bare != plain:
        done.add("HTML entities")
    return bare


def _character(found: re.Match[str]) -> str:
    code = int(found["code"], 16)
    return found[0] if code in _SURROGATES or code < ord(" ") else chr(code)
