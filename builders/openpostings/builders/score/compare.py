"""Pair what was expected with what was read, exactly and leniently, and count."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, cast

from openpostings.builders.score.fields import WORDS, Scored, Value, flat

_WORD: Final = re.compile(r"\w+")
_NEAR: Final = 0.8
Same = Callable[[Value, Value], bool]


@dataclass(slots=True)
class Counts:
    """Right, missed and wrong values of one field, over all records."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float | None:
        """Share of what was read that is right; None where nothing was read."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of what was expected that was read; None where nothing was expected."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of both; None where nothing was expected nor read."""
        total = 2 * self.right + self.missed + self.wrong
        return 2 * self.right / total if total else None

    def add(self, right: int, missed: int, wrong: int) -> None:
        """Count the values of one record."""
        self.right += right
        self.missed += missed
        self.wrong += wrong


@dataclass(frozen=True, slots=True)
class Example:
    """A record in which a field differs: what was expected and not read, and what was read and not expected."""

    record: str
    missed: tuple[Value, ...]
    wrong: tuple[Value, ...]


@dataclass(slots=True)
class FieldScore:
    """The score of one field."""

    exact: Counts = field(default_factory=Counts)
    lenient: Counts = field(default_factory=Counts)
    examples: list[Example] = field(default_factory=list[Example])

    def add(self, record: str, field_: Scored, expected: Sequence[Value], got: Sequence[Value]) -> None:
        """Count one record.

        Parameters
        ----------
        record
            Its name, for the examples.
        field_
            The field.
        expected, got
            Its values by the label and by the reader.
        """
        missed, wrong = _unpaired(expected, got, lambda one, two: one == two)
        self.exact.add(len(expected) - len(missed), len(missed), len(wrong))
        if missed or wrong:
            self.examples.append(Example(record, tuple(missed), tuple(wrong)))
        near_missed, near_wrong = _unpaired(missed, wrong, lambda one, two: is_near(one, two, field_.near))
        self.lenient.add(len(expected) - len(near_missed), len(near_missed), len(near_wrong))

    def worst(self, most: int) -> list[Example]:
        """Give the records with the most differences, first those with wrong claims."""
        order = sorted(self.examples, key=lambda one: (-len(one.wrong), -len(one.missed), one.record))
        return order[:most]


def _unpaired(expected: Sequence[Value], got: Sequence[Value], same: Same) -> tuple[list[Value], list[Value]]:
    left = list(got)
    missed: list[Value] = []
    for value in expected:
        at = next((index for index, other in enumerate(left) if same(value, other)), None)
        if at is None:
            missed.append(value)
        else:
            del left[at]
    return missed, left


def is_near(one: Value, two: Value, near: tuple[str, ...]) -> bool:
    """Tell whether two values are nearly the same.

    Parameters
    ----------
    one, two
        The values.
    near
        Which parts decide; ``("words",)`` for texts, of which four in five words must be common.
    """
    if not near:
        return False
    if near == (WORDS,):
        return _common(one, two) >= _NEAR
    if not isinstance(one, Mapping) or not isinstance(two, Mapping):
        return False
    first, second = cast("Mapping[str, object]", one), cast("Mapping[str, object]", two)
    return any(part in first for part in near) and all(first.get(part) == second.get(part) for part in near)


def _common(one: Value, two: Value) -> float:
    first, second = (_words(value) for value in (one, two))
    total = len(first) + len(second)
    return 2 * len(first & second) / total if total else 0.0


def _words(value: Value) -> set[str]:
    return set(_WORD.findall(" ".join(flat(value)).casefold()))
