"""Cross-field rules, written once: each gives the check of a record and, where JSON Schema can say it, the fragment."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, LiteralString

from pydantic import BaseModel

from openpostings.schema.scalars import JsonObject

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of a rule, at a path below the record that the rule stands on."""

    path: Path
    message: str


@dataclass(frozen=True)
class Rule(ABC):
    """A condition on more than one field of a record. Its ``code`` is its name in the table of codes."""

    code: ClassVar[LiteralString]

    @property
    @abstractmethod
    def sentence(self) -> str:
        """What must hold, for the reference."""

    @abstractmethod
    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give each breach in a record whose fields are valid one by one."""

    def suspect(self, record: BaseModel) -> bool:  # noqa: ARG002 - the rules below look at it
        """Tell quickly whether a record may breach the rule; where not, ``problems`` gives none."""
        return True

    def fragment(self) -> JsonObject | None:
        """Give the JSON Schema that says the same, or None where JSON Schema cannot."""
        return None


def _present(name: str, *, is_list: bool = False) -> JsonObject:
    value: JsonObject = {"type": "array", "minItems": 1} if is_list else {"not": {"type": "null"}}
    return {"required": [name], "properties": {name: value}}


@dataclass(frozen=True)
class AtLeastOne(Rule):
    """An object that states nothing is not written: it is null.

    Parameters
    ----------
    fields
        Scalar or object fields.
    lists
        Fields that hold lists.
    """

    fields: tuple[str, ...]
    lists: tuple[str, ...] = ()
    code: ClassVar[LiteralString] = "nothing_stated"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return f"At least one of {_words(self.fields + self.lists)} is stated."

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach where every field is null or empty."""
        values = [getattr(record, name) for name in self.fields + self.lists]
        if all(value is None or value == [] for value in values):
            yield Problem((), f"Expected at least one of {_words(self.fields + self.lists)}")

    def fragment(self) -> JsonObject:
        """Give ``anyOf`` with one alternative for each field."""
        return {"anyOf": [_present(f) for f in self.fields] + [_present(f, is_list=True) for f in self.lists]}


@dataclass(frozen=True)
class Requires(Rule):
    """Where a field has a value (or any value), others must not be null."""

    when: str
    then: tuple[str, ...]
    equals: str | None = None
    code: ClassVar[LiteralString] = "required_with"

    @property
    def sentence(self) -> str:
        """What must hold."""
        condition = f"`{self.when}` is `{self.equals}`" if self.equals else f"`{self.when}` is stated"
        return f"Where {condition}, {_words(self.then)} must be stated."

    def suspect(self, record: BaseModel) -> bool:
        """Tell whether the condition holds at all."""
        value = getattr(record, self.when)
        return value is not None and (self.equals is None or value == self.equals)

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach for each field that is missing."""
        value = getattr(record, self.when)
        if value is None or (self.equals is not None and value != self.equals):
            return
        for name in self.then:
            if getattr(record, name) is None:
                yield Problem((name,), f"Expected a value, because `{self.when}` is {str(value)!r}")

    def fragment(self) -> JsonObject:
        """Give ``if`` and ``then``."""
        condition = (
            _present(self.when)
            if self.equals is None
            else {"required": [self.when], "properties": {self.when: {"const": self.equals}}}
        )
        return {"if": condition, "then": {"allOf": [_present(name) for name in self.then]}}


@dataclass(frozen=True)
class Together(Rule):
    """Fields that are all stated, or none is."""

    fields: tuple[str, ...]
    code: ClassVar[LiteralString] = "required_together"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return f"{_words(self.fields)} are stated together or not at all."

    def suspect(self, record: BaseModel) -> bool:
        """Tell whether some are missing."""
        for name in self.fields:  # noqa: SIM110 - `any` takes twice as long, and each row of evidence is asked
            if getattr(record, name) is None:
                return True
        return False

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach for each field that is missing beside another."""
        missing = [name for name in self.fields if getattr(record, name) is None]
        if 0 < len(missing) < len(self.fields):
            for name in missing:
                yield Problem((name,), f"Expected a value: {_words(self.fields)} go together")

    def fragment(self) -> JsonObject:
        """Give the two allowed cases."""
        none: JsonObject = {"properties": {name: {"type": "null"} for name in self.fields}}
        return {"anyOf": [none, {"allOf": [_present(name) for name in self.fields]}]}


@dataclass(frozen=True)
class Ordered(Rule):
    """The lower bound does not exceed the upper."""

    low: str
    high: str
    strict: bool = False
    code: ClassVar[LiteralString] = "bounds_order"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return f"`{self.low}` is {'less than' if self.strict else 'at most'} `{self.high}`."

    def suspect(self, record: BaseModel) -> bool:
        """Tell whether both are stated, and not ascending."""
        low, high = getattr(record, self.low), getattr(record, self.high)
        return low is not None and high is not None and not low < high

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach where the bounds are swapped."""
        low, high = getattr(record, self.low), getattr(record, self.high)
        if low is None or high is None:
            return
        if low > high or (self.strict and low == high):
            word = "more than" if self.strict else "at least"
            yield Problem((self.high,), f"Expected {word} `{self.low}`, which is {low}; got {high}")


@dataclass(frozen=True)
class Unique(Rule):
    """A list holds nothing twice."""

    field: str
    code: ClassVar[LiteralString] = "not_unique"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return f"`{self.field}` holds nothing twice."

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach for each repeated item."""
        seen: set[Hashable] = set()
        values: Sequence[Hashable] = getattr(record, self.field)
        for index, value in enumerate(values):
            if value in seen:
                yield Problem((self.field, index), f"Expected each item once, got {value} again")
            seen.add(value)

    def fragment(self) -> JsonObject:
        """Give ``uniqueItems``."""
        return {"properties": {self.field: {"uniqueItems": True}}}


@dataclass(frozen=True)
class Ascending(Rule):
    """A list is in ascending order."""

    field: str
    code: ClassVar[LiteralString] = "not_ascending"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return f"`{self.field}` is in ascending order."

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach for each item that is less than the one before."""
        values = getattr(record, self.field)
        for index in range(1, len(values)):
            if values[index] < values[index - 1]:
                yield Problem(
                    (self.field, index), f"Expected ascending order: {values[index]} follows {values[index - 1]}"
                )


def _words(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
