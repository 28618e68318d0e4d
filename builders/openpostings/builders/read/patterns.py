"""Patterns that tell facts, kept in ``data/facts.yaml``."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

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
    return re.compile("|".join(rows))
