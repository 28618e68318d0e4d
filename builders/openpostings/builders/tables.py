"""Load the tables of data (vocabularies, patterns) that ship beside the code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import cast
from unicodedata import combining, normalize

import yaml

Table = dict[str, object]


def _read(file: Traversable) -> Table:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: object = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader, C or not
    if not isinstance(table, dict):
        message = f"data/{file.name} must be a mapping"
        raise TypeError(message)
    return cast("Table", table)


@cache
def _languages() -> tuple[Table, ...]:
    """Read ``data/languages/*.yaml``, in the order of their names."""
    folder = files("openpostings.builders").joinpath("data", "languages")
    found = (file for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(_read(file) for file in sorted(found, key=lambda file: file.name))


@cache
def load_table(name: str) -> Table:
    """Read ``data/<name>.yaml`` and what the files of languages add to it.

    Parameters
    ----------
    name
        File name without its ending.

    Returns
    -------
    dict
        The mapping at the top of the file; see :func:`merged`. Shared between callers: never change it.
    """
    table: object = _read(files("openpostings.builders").joinpath("data", f"{name}.yaml"))
    for language in _languages():
        if name in language:
            table = merged(table, language[name], name)
    return cast("Table", table)


def merged(table: object, addition: object, where: str) -> object:
    """Add the words of a language to a table.

    Parameters
    ----------
    table, addition
        Two mappings, two lists or two patterns; neither is changed.
    where
        Path to them, for the message.

    Returns
    -------
    object
        Mappings key by key; lists one behind the other, each item once; patterns as alternatives.

    Raises
    ------
    TypeError
        Where the two are of different kinds, or are single values that differ.
    """
    if isinstance(table, dict) and isinstance(addition, dict):
        both = dict(cast("Table", table))
        for key, value in cast("Table", addition).items():
            both[key] = merged(both[key], value, f"{where}/{key}") if key in both else value
        return both
    if isinstance(table, list) and isinstance(addition, list):
        rows = cast("list[object]", table)
        return rows + [row for row in cast("list[object]", addition) if row not in rows]
    if isinstance(table, str) and isinstance(addition, str):
        return f"{table}|{addition}"
    if table == addition:
        return addition
    message = f"a language and the shared table clash at {where}"
    raise TypeError(message)


def inverted(table: Mapping[str, Iterable[str]], where: str) -> dict[str, str]:
    """Turn a table of name to words into one of word to name.

    Parameters
    ----------
    table
        Words by name.
    where
        Which table it is, for the message.

    Raises
    ------
    TypeError
        Where one word stands under two names.
    """
    found: dict[str, str] = {}
    for name, words in table.items():
        for word in words:
            if found.setdefault(word, name) != name:
                message = f"{word!r} stands under both {found[word]!r} and {name!r} in {where}"
                raise TypeError(message)
    return found


def strings(value: object) -> tuple[str, ...]:
    """Narrow a list from a table to strings."""
    if not isinstance(value, list):
        message = f"expected a list of strings, got {type(value).__name__}"
        raise TypeError(message)
    return tuple(str(item) for item in cast("list[object]", value))


def string_lists(table: Table) -> dict[str, tuple[str, ...]]:
    """Narrow a table of name to list of strings."""
    return {key: strings(value) for key, value in table.items()}


def with_bare_letters(words: Mapping[str, str]) -> dict[str, str]:
    """Add each word in folded case without the marks on its letters, as capitals often are ("DURÉE", "DUREE")."""
    found = {word.casefold(): name for word, name in words.items()}
    for word, name in list(found.items()):
        bare = "".join(char for char in normalize("NFD", word) if not combining(char))
        found.setdefault(bare, name)
    return found
