"""Lines with their roles, and the key-value lines among them: on one line, in a table, or the value below its key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Literal

from openpostings.builders.read.lines import Line
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import inverted, load_table, string_lists, with_bare_letters

Role = Literal["chrome", "title", "header", "key", "heading", "item", "text", "blank", "given"]

_KEY: Final = re.compile(r"(?P<key>[^:|]{1,40}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s+(?P<value>\S.*)")
_TABLE_KEY: Final = re.compile(r"\|?\s*(?P<key>[^|:]{1,40}?)\s*:?\s*\|\s*(?P<value>[^|]*[^|\s])\s*\|?")
_VALUE_WORDS: Final = 12
_LEAST_PAIRS: Final = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and its role.

    Parameters
    ----------
    line
        The line.
    role
        What it is on the page.
    label
        Of the frame: which part; of a heading: the kind of section that it claims; of a key: the field; of a line of a
        structured source (``given``): ``read``, ``again``, ``lost``, or nothing where nobody reads it.
    value
        Of a key: the span of the value.
    """

    line: Line
    role: Role
    label: str = ""
    value: Span | None = None


@cache
def _fields() -> dict[str, str]:
    return with_bare_letters(inverted(string_lists(load_table("keys")), "keys"))


def key_value(line: Line) -> tuple[str, Span] | None:
    """Read a line such as ``Location: Austin, TX`` or ``| Location | Austin, TX |``.

    Returns
    -------
    tuple or None
        The field that the key belongs to (by ``data/keys.yaml``) and the span of the value.
    """
    for pattern in (_KEY, _TABLE_KEY):
        match = pattern.fullmatch(line.text)
        if match:
            field = _fields().get(match["key"].strip(" *_#").replace("’", "'").casefold())
            if field:
                value = match["value"].strip("*_ ") if match["value"].startswith(("*", "_")) else match["value"]
                at = line.text_start + match.start("value") + match["value"].index(value)
                return field, Span(at, at + len(value), value)
    return None


def _bare_key(row: Placed) -> str | None:
    """Give the field of a line that is nothing but a key."""
    if row.role not in {"text", "chrome"} or row.line.marker:
        return None
    return _fields().get(row.line.text.strip(" *_#:").replace("’", "'").casefold())


def _can_be_value(row: Placed) -> bool:
    text = row.line.text
    if row.role not in {"text", "chrome", "key"} or row.line.blanks or row.line.marker or not text:
        return False
    return len(text.split()) <= _VALUE_WORDS and text[-1] not in ".:?!" and _bare_key(row) in {None, "workplace"}


def pair_keys(rows: Sequence[Placed]) -> list[Placed]:
    """Read keys whose values stand on the next line, where at least two such pairs follow one another.

    Parameters
    ----------
    rows
        The lines with their first roles. A lone pair may be a heading and its text, and is left alone.
    """
    found = list(rows)
    index = 0
    while index < len(found):
        pairs = _pairs_from(found, index)
        if len(pairs) < _LEAST_PAIRS:
            index += 1
            continue
        for key, field in pairs:
            line = found[key + 1].line
            found[key + 1] = replace(
                found[key + 1], role="key", label=field, value=Span(line.text_start, line.text_end, line.text)
            )
            found[key] = replace(found[key], role="key", label=field, value=None)
        index = pairs[-1][0] + 2
    return found


def _pairs_from(rows: Sequence[Placed], index: int) -> list[tuple[int, str]]:
    pairs: list[tuple[int, str]] = []
    while index + 1 < len(rows):
        field = _bare_key(rows[index])
        if field is None or not _can_be_value(rows[index + 1]):
            break
        pairs.append((index, field))
        index += 2
    return pairs
