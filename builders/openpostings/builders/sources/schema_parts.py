"""What every reader of schema.org's values needs: narrowing, names, and the tables of words."""

from __future__ import annotations

from functools import cache
from typing import cast

from openpostings.builders.read.draft import Json
from openpostings.builders.tables import load_table, string_lists


@cache
def code_words(table: str) -> dict[str, str]:
    """Give each word of a table of ``data/schema_org.yaml`` with the value that it means."""
    rows = string_lists(cast("dict[str, object]", load_table("schema_org")[table]))
    return {word: value for value, words in rows.items() for word in words}


def code_table(name: str) -> dict[str, str]:
    """Give a table of ``data/schema_org.yaml``."""
    return cast("dict[str, str]", load_table("schema_org")[name])


def inside(value: Json) -> dict[str, Json]:
    """Narrow a value to an object; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def folded(value: Json) -> str:
    """Give a text or number as one line, nothing for all else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def named(value: Json) -> str:
    """Give a text, or the name of the object that stands in its place."""
    return folded(value) or folded(inside(value).get("name"))


def says_nothing(text: str) -> bool:
    """Tell a text that says that nothing is asked for, or is a form's default."""
    rows = cast("list[str]", load_table("schema_org")["nothing"])
    return text.strip(" .").casefold() in rows
