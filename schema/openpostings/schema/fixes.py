"""What mends a record: changes of its values, by path. How a text is changed for them is another module's affair."""

from __future__ import annotations

from dataclasses import dataclass

from openpostings.schema.rules import Path


@dataclass(frozen=True, slots=True)
class SetValue:
    """Give a field a value, whether it is there or not.

    Parameters
    ----------
    path
        Keys and indexes that lead to the value. What the last part is put into is there.
    value
        In the types of JSON.
    """

    path: Path
    value: object


@dataclass(frozen=True, slots=True)
class RemoveValue:
    """Take a field away with its key, or an item out of its list."""

    path: Path


@dataclass(frozen=True, slots=True)
class RenameKey:
    """Give a value another key in the same object."""

    path: Path
    key: str


Change = SetValue | RemoveValue | RenameKey


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to mend one finding.

    Parameters
    ----------
    title
        What it does, in the imperative: ``Write "INTERN"``.
    changes
        To be made together or not at all.
    safe
        Whether the record says the same afterwards, or what its writer surely meant. What is not safe is for a person
        to look at.
    """

    title: str
    changes: tuple[Change, ...]
    safe: bool
