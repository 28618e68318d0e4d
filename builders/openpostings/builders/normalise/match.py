"""What every normaliser gives back: a value and the characters that said it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

ValueT_co = TypeVar("ValueT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Match(Generic[ValueT_co]):
    """A value read from a text.

    Parameters
    ----------
    value
        What was read, a plain immutable value.
    start, end
        Half-open span in characters of the text that was searched; ``text[start:end]`` is the evidence.
    note
        What a reader of the record must know about how it was got, if anything ("time zone not stated, taken as UTC").
    """

    value: ValueT_co
    start: int
    end: int
    note: str | None = None
