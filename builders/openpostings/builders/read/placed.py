"""Lines with their roles, and the key-value lines among them: on one line, in a table, or the value below its key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from openpostings.builders.read.lines import Line
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import inverted, load_table, string_lists, with_bare_letters

Role = Literal["chrome", "title", "header", "key", "heading", "item", "text", "blank", "given"]

_KEY: Final = re.compile(r"(?P<key>[^:|]{1,40}?)(?:\*\*|__)?\s*:(?:\*\*|__)?\s+(?P<value>\S.*)")
_TABLE_KEY: Final = re.compile(r"\|?\s*(?P<key>[^|:]{1,40}?)\s*:?\s*\|\s*(?P<value>[^|]*[^|\s])\s*\|?")
_VALUE_WORDS: Final = 12
_LEAST_PAIRS: Final = 2
_SEVERAL: Final = frozenset({"place", "employment_type"})
_SHORT_VALUE_WORDS: Final = 5


class Placed(NamedTuple):
    """A line and its role.

    Parameters
    ----------
    line
        The line.
    role
        What it is on the page.
    label
        Of the frame: which part; of a heading: the kind of section that it claims; of a key: the field; of a line of a
        structured source (``given``): ``read`` (it may say nothing), ``again``, ``lost``, or empty where nobody reads
        it.
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


def key_of(name: str) -> str | None:
    """Give the key of ``data/keys.yaml`` that a name stands for, None where it is no key's."""
    return _fields().get(name.strip(" *_#:").replace("’", "'").casefold())


def key_value(line: Line) -> tuple[str, Span] | None:
    """Read a line such as ``Location: Austin, TX`` or ``| Location | Austin, TX |``.

    Returns
    -------
    tuple or None
        The field that the key belongs to (by ``data/keys.yaml``) and the span of the value.
    """
    for mark, pattern in ((":", _KEY), ("|", _TABLE_KEY)):
        match = pattern.fullmatch(line.text) if mark in line.text else None
        if match:
            field = key_of(match["key"])
            if field:
                value = match["value"].strip("*_ ") if match["value"].startswith(("*", "_")) else match["value"]
                at = line.text_start + match.start("value") + match["value"].index(value)
                return field, Span(at, at + len(value), value)
    return None


def _bare_key(row: Placed) -> str | None:
    """Give the field of a line that is nothing but a key."""
    if row.role not in {"text", "chrome"} or row.line.marker:
        return None
    return key_of(row.line.text)


def _can_be_value(row: Placed, *, any_: bool = False) -> bool:
    text = row.line.text
    if row.role not in {"text", "chrome", "key"} or row.line.blanks or row.line.marker or not text:
        return False
    short = len(text.split()) <= _VALUE_WORDS and text[-1] not in ".:?!"
    return any_ or (short and _bare_key(row) in {None, "workplace"})


def pair_keys(rows: Sequence[Placed]) -> list[Placed]:
    """Read keys whose values stand on the next line, where at least two such pairs follow one another.

    Parameters
    ----------
    rows
        The lines with their first roles. A lone pair may be a heading and its text, and is left alone.
    """
    found = _table_rows(rows)
    index = 0
    while index < len(found):
        pairs = _pairs_from(found, index)
        if len(pairs) < _LEAST_PAIRS:
            index += 1
            continue
        for key, field, values in pairs:
            for at in range(key + 1, key + 1 + values):
                line = found[at].line
                value = Span(line.text_start, line.text_end, line.text)
                found[at] = found[at]._replace(role="key", label=field, value=value)
            found[key] = found[key]._replace(role="key", label=field, value=None)
        index = pairs[-1][0] + pairs[-1][2] + 1
    return found


def _table_rows(rows: Sequence[Placed]) -> list[Placed]:
    """Take a row of a table whose key nobody knows for a key that the record has no field for."""
    found = list(rows)
    for index, row in enumerate(rows):
        match = _TABLE_KEY.fullmatch(row.line.text) if row.role == "text" else None
        beside = [
            found[at]
            for at in (index - 1, index + 1)
            if 0 <= at < len(rows) and (at < index or not rows[at].line.blanks)
        ]
        if match and any(one.role == "key" and "|" in one.line.text for one in beside) and not row.line.blanks:
            at = row.line.text_start + match.start("value")
            found[index] = row._replace(
                role="key", label="lost", value=Span(at, at + len(match["value"]), match["value"])
            )
    return found


def _pairs_from(rows: Sequence[Placed], index: int) -> list[tuple[int, str, int]]:
    """Give the keys that follow one another from here, each with its field and the number of its values."""
    pairs: list[tuple[int, str, int]] = []
    while index + 1 < len(rows):
        field = _bare_key(rows[index])
        if field is None or not _can_be_value(rows[index + 1], any_=field == "lost"):
            break
        values = 1
        while field in _SEVERAL and index + values + 1 < len(rows) and _goes_on(rows, index + values + 1):
            values += 1
        pairs.append((index, field, values))
        index += values + 1
    return pairs


def _goes_on(rows: Sequence[Placed], index: int) -> bool:
    """Tell whether a line is one more value: no key itself, right below, and a key or the end of the block follows."""
    if not _can_be_value(rows[index]) or _bare_key(rows[index]) is not None:
        return False
    words = rows[index].line.text.split()
    return len(words) <= _SHORT_VALUE_WORDS and not rows[index].line.text[0].islower()
