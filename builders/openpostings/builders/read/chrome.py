"""Tell the frame of a site (menus, newsletter boxes, teasers, footers) from the posting in it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.held import held
from openpostings.builders.normalise.triggers import Choice, folded
from openpostings.builders.tables import load_table, strings

_MAX_LENGTH: Final = 320
_MENU_PART_WORDS: Final = 6


@cache
def _patterns() -> tuple[tuple[str, str], ...]:
    table = cast("dict[str, object]", load_table("chrome")["lines"])
    return tuple((label, row) for label, rows in table.items() for row in strings(rows))


_LABELS: Final = Choice(_patterns)


@cache
def swallowing() -> frozenset[str]:
    """Give the labels whose lines take the short lines behind them along."""
    return frozenset(strings(load_table("chrome")["swallow"]))


@cache
def ending() -> frozenset[str]:
    """Give the labels behind which, once the posting has been told, nothing of it follows."""
    return frozenset(strings(load_table("chrome")["ends"]))


@held
def chrome_label(text: str) -> str | None:
    """Tell which part of a site's frame a line is.

    Parameters
    ----------
    text
        One line.

    Returns
    -------
    str or None
        ``navigation``, ``action``, ``newsletter``, ``cookies``, ``related``, ``form``, ``media``, ``footer``, or None.
    """
    if len(text) > _MAX_LENGTH:
        return None
    plain, found = folded(text)
    return _LABELS.whole(plain.strip(" :"), found)


@cache
def _separators() -> re.Pattern[str]:
    return re.compile(cast("str", load_table("chrome")["separators"]))


def menu_parts(text: str) -> list[str]:
    """Give the parts of a line that bars or arrows divide, or nothing where it is no such line."""
    if _separators().search(text) is None:
        return []
    parts = [part.strip() for part in _separators().split(text)]
    if len(parts) < 2 or any(not part or len(part.split()) > _MENU_PART_WORDS for part in parts):  # noqa: PLR2004
        return []
    return parts
