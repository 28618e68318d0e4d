"""Patterns that tell facts, kept in ``data/facts.yaml``."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final, cast

from openpostings.builders.tables import load_table, strings


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Compile a pattern of ``data/facts.yaml``.

    Parameters
    ----------
    name
        Its key; a list is an alternation of its rows.
    """
    row = load_table("facts")[name]
    rows = strings(cast("list[object]", row)) if isinstance(row, list) else (str(row),)
    return re.compile(numbered("|".join(rows)))


_GROUP: Final = re.compile(r"\(\?P<(?P<name>[a-z]+)>")


def numbered(regex: str) -> str:
    """Give numbers to groups of one name that alternatives of several languages share: ``name``, ``name_1``."""
    seen: Counter[str] = Counter()

    def rename(match: re.Match[str]) -> str:
        name = match["name"]
        seen[name] += 1
        return match.group() if seen[name] == 1 else f"(?P<{name}_{seen[name] - 1}>"

    return _GROUP.sub(rename, regex)


def matched(match: re.Match[str], name: str) -> str:
    """Give the one of the numbered groups of a name that took part in a match; the first where none did."""
    return next(
        (group for group, text in match.groupdict().items() if text is not None and group.partition("_")[0] == name),
        name,
    )
