"""Hold what was found in the last texts, within bounds that a hostile text cannot stretch."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

ResultT = TypeVar("ResultT")

_SHORT: Final = 1000
_SHORT_HELD: Final = 4096
_LONG_HELD: Final = 2

_FORGET: Final[list[Callable[[], None]]] = []


def held(function: Callable[[str], ResultT]) -> Callable[[str], ResultT]:
    """Hold what a function gave for the last texts: many short ones, and two of any length.

    Parameters
    ----------
    function
        A pure function of a text, whose result nobody changes.
    """
    short = lru_cache(maxsize=_SHORT_HELD)(function)
    long = lru_cache(maxsize=_LONG_HELD)(function)
    _FORGET.extend((short.cache_clear, long.cache_clear))

    @wraps(function)
    def hold(text: str) -> ResultT:
        return short(text) if len(text) <= _SHORT else long(text)

    return hold


def forget() -> None:
    """Let go of all that is held."""
    for clear in _FORGET:
        clear()
