"""What reading a document gives, and what YAML and JSON have in common: bounds, positions, what is refused."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from openpostings.schema.result import Anchor, Issue, Position
from openpostings.schema.rules import Path

MAX_BYTES: Final = 5_000_000
"""Bytes that one document may have."""

MAX_DEPTH: Final = 64
"""Levels that values may be nested. The record needs six."""

MAX_DIGITS: Final = 300
"""Digits of an integer that are read; a double ends at 309."""

SURROGATE: Final = re.compile("[\ud800-\udfff]")

Places = tuple[Mapping[Path, Position], Mapping[Path, Position]]
"""Positions of the values, and of the keys of those values that have one."""


@dataclass(frozen=True, slots=True)
class Located:
    """A document that was read.

    Parameters
    ----------
    data
        Its value, in the types of JSON. What was refused is null in it.
    issues
        What was refused, each with its position.
    refused
        Paths of the values that were refused: what else is said of them is noise.
    readable
        False where there is no value to go on with.
    places
        Gives the positions; called where there is something to report.
    """

    data: object
    issues: tuple[Issue, ...]
    refused: frozenset[Path]
    readable: bool
    places: Callable[[], Places]

    def position(self, path: Path, anchor: Anchor = "value") -> Position:
        """Find the line and column of a value or its key; of what is missing, those of the object that it misses in."""
        values, keys = self.places()
        if anchor == "key" and path in keys:
            return keys[path]
        while path and path not in values:
            path = path[:-1]
        return values.get(path, (1, 1))


class Lines:
    """Turns an offset in a text into line and column."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> Position:
        """Give line and column, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def unreadable(issue: Issue) -> Located:
    """Give the outcome for a document that holds no value to go on with."""
    return Located(data=None, issues=(issue,), refused=frozenset(), readable=False, places=lambda: ({}, {}))


def decode(raw: bytes) -> str | Issue:
    """Read bytes as UTF-8, with or without a byte order mark.

    Parameters
    ----------
    raw
        The bytes of a document.

    Returns
    -------
    str or Issue
        The text without the mark, or what is wrong with it.
    """
    if len(raw) > MAX_BYTES:
        return too_large()
    try:
        return raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").removeprefix("\ufeff")
        position = Lines(before).position(len(before))
        return Issue("not-utf-8", expected="UTF-8", got=f"the byte 0x{raw[error.start]:02X}", position=position)


def too_large() -> Issue:
    """Say that a document has too many bytes."""
    return Issue("too-large", expected=f"at most {MAX_BYTES:,} bytes", got="more", position=(1, 1))


def too_deep(position: Position) -> Issue:
    """Say that values are nested too deeply."""
    return Issue("too-deep", expected=f"at most {MAX_DEPTH} levels", got="more", position=position)
