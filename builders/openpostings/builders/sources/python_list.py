"""Read the text of a Python list of strings, as tables keep paragraphs that a scraper printed. Nothing is evaluated."""

from __future__ import annotations

import re
from typing import Final

MAX_ITEMS: Final = 20_000
_ITEM: Final = re.compile(
    r"\s*(?:[uU]?'(?P<single>(?:[^'\\\n]|\\.)*)'|[uU]?\"(?P<double>(?:[^\"\\\n]|\\.)*)\")\s*(?P<after>[,\]])", re.DOTALL
)
_ESCAPE: Final = re.compile(
    r"\\(?:(?P<plain>[nrtabfv'\"\\0\n])|x(?P<byte>[0-9a-fA-F]{2})|u(?P<short>[0-9a-fA-F]{4})|U(?P<long>[0-9a-fA-F]{8}))"
)
_PLAIN: Final = {"n": "\n", "r": "\n", "t": "\t", "a": " ", "b": " ", "f": " ", "v": " ", "0": " ", "\n": ""}
_LAST: Final = 0x10FFFF


def python_list(text: str) -> list[str] | None:
    """Read the text of a list of strings.

    Parameters
    ----------
    text
        Such as ``['About the job', 'We need…']``.

    Returns
    -------
    list of str or None
        Its items; None where the text is no such list.
    """
    body = text.strip()
    if not body.startswith("["):
        return None
    if body == "[]":
        return []
    items: list[str] = []
    at = 1
    while len(items) < MAX_ITEMS:
        found = _ITEM.match(body, at)
        if found is None:
            return items if items and body[at:].strip() == "]" else None
        raw = found["single"] if found["single"] is not None else found["double"]
        items.append(_ESCAPE.sub(_character, raw))
        at = found.end()
        if found["after"] == "]":
            return items if at == len(body) else None
    return None


def _character(found: re.Match[str]) -> str:
    if found["plain"]:
        return _PLAIN.get(found["plain"], found["plain"])
    code = int(found["byte"] or found["short"] or found["long"], 16)
    return chr(code) if code <= _LAST and not 0xD800 <= code <= 0xDFFF else "\ufffd"  # noqa: PLR2004 - surrogates
