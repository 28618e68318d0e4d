"""Load the tables of data (vocabularies, patterns) that ship beside the code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import cast

import yaml

Table = dict[str, object]


@cache
def load_table(name: str) -> Table:
    """Read ``data/<name>.yaml``.

    Parameters
    ----------
    name
        File name without its ending.

    Returns
    -------
    dict
        The mapping at the top of the file. Shared between callers: never change it.
    """
    text = files("openpostings.builders").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: object = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, the C one where it was built
    if not isinstance(table, dict):
        message = f"data/{name}.yaml must be a mapping"
        raise TypeError(message)
    return cast("Table", table)


def strings(value: object) -> tuple[str, ...]:
    """Narrow a list from a table to strings."""
    if not isinstance(value, list):
        message = f"expected a list of strings, got {type(value).__name__}"
        raise TypeError(message)
    return tuple(str(item) for item in cast("list[object]", value))


def string_lists(table: Table) -> dict[str, tuple[str, ...]]:
    """Narrow a table of name to list of strings."""
    return {key: strings(value) for key, value in table.items()}
