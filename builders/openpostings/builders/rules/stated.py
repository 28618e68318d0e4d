"""When a rule is asked: what of a posting must be stated, by one definition for records and for columns."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel


@cache
def condition(text: str) -> tuple[tuple[str, ...], str | None]:
    """Split ``a.b=word`` into the names that lead to a field and the value that it must have, if any."""
    names, _, value = text.partition("=")
    return tuple(names.split(".")), value or None


def holds(record: BaseModel, conditions: tuple[str, ...]) -> bool:
    """Tell whether all of a rule's conditions hold for a posting."""
    return all(_holds(record, *condition(text)) for text in conditions)


def _holds(record: BaseModel, names: tuple[str, ...], wanted: str | None) -> bool:
    value: object = record
    for name in names:
        value = getattr(value, name, None)
        if value is None or value == []:
            return False
    return wanted is None or str(value) == wanted
