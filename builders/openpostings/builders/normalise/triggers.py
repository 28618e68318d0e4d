"""Tell in one pass over a text which readers can find anything in it at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, wraps
from importlib import import_module
from typing import Any, Concatenate, Final, Generic, ParamSpec, Protocol, TypeVar, cast

from openpostings.builders.normalise.held import forget, held
from openpostings.builders.normalise.literals import ODD, needed_of_word, needed_words

_EVERYTHING: Final = -1
_UNEVEN: Final = re.compile(r"[^\S ]| (?: |\Z)|\A ")

Source = re.Pattern[str] | str
RestT = ParamSpec("RestT")
FoundT = TypeVar("FoundT")
NameT = TypeVar("NameT")


class _Automaton(Protocol):
    """What is used of pyahocorasick, which has no types."""

    def add_word(self, word: str, value: int) -> object:
        """Add a word with its value."""
        ...

    def make_automaton(self) -> None:
        """Close it."""
        ...

    def iter(self, text: str) -> Iterator[tuple[int, int]]:
        """Give the end and the value of each word in a text."""
        ...


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


class _Declared:
    """What has a part in the one pass."""

    __slots__ = ("folded",)

    def __init__(self, *, folded: bool) -> None:
        """Have the words of all parts joined again with those of this one."""
        self.folded = folded
        _DECLARED.append(self)
        if _BUILT:
            _BUILT.clear()
            forget()

    def take(self, bit: int) -> list[frozenset[str] | None]:
        """Take a bit, and those above it, and give the words of each; None where a bit is always set."""
        raise NotImplementedError

    def words(self, sources: Iterable[Source]) -> frozenset[str] | None:
        """Give the words of which a text must hold one; None where a pattern may match without any."""
        words: set[str] = set()
        for source in sources:
            if isinstance(source, str):
                needed = needed_of_word(source, folded=self.folded)
            else:
                needed = needed_words(source.pattern, source.flags, folded=self.folded)
            if needed is None:
                return None
            words |= needed
        return frozenset(words)


class Trigger(_Declared):
    """What one reader needs: a text in which it does not fire holds nothing for the reader.

    Parameters
    ----------
    sources
        Gives patterns of which one must match in a text, or words of which one must stand in it; called with the
        first text that is looked at, so that nothing is compiled before.
    folded
        Whether the reader folds blanks and apostrophes of the text before it searches.
    """

    __slots__ = ("bit", "sources")

    def __init__(self, sources: Callable[[], Iterable[Source]], *, folded: bool = True) -> None:
        """Declare it; its bit is known with the first text."""
        self.sources = sources
        self.bit = 0
        super().__init__(folded=folded)

    def take(self, bit: int) -> list[frozenset[str] | None]:
        """Take one bit."""
        self.bit = bit
        return [self.words(self.sources())]


class Choice(_Declared, Generic[NameT]):
    """Patterns with a name each, of which the first that is found in a text decides.

    Parameters
    ----------
    rows
        Gives names and patterns in their order, as written; called with the first text. A pattern is compiled where a
        text is first searched for it.
    """

    __slots__ = ("_known", "_rows", "any")

    def __init__(self, rows: Callable[[], Sequence[tuple[NameT, str]]]) -> None:
        """Declare it; the bits of its rows are known with the first text."""
        self._rows = rows
        self._known: tuple[tuple[NameT, str, int], ...] = ()
        self.any = 0
        super().__init__(folded=False)

    def take(self, bit: int) -> list[frozenset[str] | None]:
        """Take a bit for each row."""
        rows = self._rows()
        self._known = tuple((name, source, bit << place) for place, (name, source) in enumerate(rows))
        self.any = sum(own for _, _, own in self._known)
        return [needed_words(source, folded=self.folded) for _, source in rows]

    def left(self, found: int) -> list[tuple[NameT, re.Pattern[str]]]:
        """Give the names and patterns that may be found in a text where these bits fire."""
        if not found & self.any:
            return []
        return [(name, _compiled(source)) for name, source, bit in self._known if found & bit]

    def first(self, text: str, found: int) -> NameT | None:
        """Give the name of the first pattern that is found in a text where these bits fire, None where none is."""
        if found & self.any:
            for name, source, bit in self._known:
                if found & bit and _compiled(source).search(text):
                    return name
        return None

    def whole(self, text: str, found: int) -> NameT | None:
        """Give the name of the first pattern that a text matches from end to end, None where none is."""
        if found & self.any:
            for name, source, bit in self._known:
                if found & bit and _compiled(source).fullmatch(text):
                    return name
        return None


_DECLARED: Final[list[_Declared]] = []
_BUILT: Final[list[tuple[_Automaton, int]]] = []


def _build() -> tuple[_Automaton, int]:
    """Make one automaton of all words; what needs no word fires always."""
    module: Any = import_module("ahocorasick")
    automaton = cast("_Automaton", module.Automaton())
    bits: dict[str, int] = {"\0": 0}
    always, bit = 0, 1
    for declared in _DECLARED:
        for words in declared.take(bit):
            if words is None or "" in words:
                always |= bit
            else:
                for word in words:
                    bits[word] = bits.get(word, 0) | bit
            bit <<= 1
    for word, value in bits.items():
        automaton.add_word(word, value)
    automaton.make_automaton()
    return automaton, always


def _scan(text: str) -> int:
    if not _BUILT:
        _BUILT.append(_build())
    automaton, found = _BUILT[0]
    lower = text.lower()
    for _, bits in automaton.iter(lower):
        found |= bits
    if not text.isascii():
        if ODD.search(text):
            return _EVERYTHING
        folded = text.casefold()
        if folded != lower:
            for _, bits in automaton.iter(folded):
                found |= bits
    return found


@held
def triggers_in(text: str) -> int:
    """Give the bits of all that fires in a text.

    Parameters
    ----------
    text
        Any text; as written, or with case, blanks and apostrophes folded.

    Returns
    -------
    int
        To be joined by ``&`` with the ``bit`` of a trigger, which is known from then on.
    """
    return _scan(text)


@held
def folded(text: str) -> tuple[str, int]:
    """Fold case, blanks and apostrophes of a text, and give the bits of all that fires in it then.

    Parameters
    ----------
    text
        A line or a sentence.

    Returns
    -------
    tuple of str and int
        The folded text, and the bits; they hold for any part of it too.
    """
    if text.isascii() and not _UNEVEN.search(text):
        return text.lower(), triggers_in(text)
    plain = " ".join(text.replace("\u2019", "'").casefold().split())
    return plain, triggers_in(plain)


def needs(
    first: Trigger, second: Trigger | None = None
) -> Callable[[Callable[Concatenate[str, RestT], list[FoundT]]], Callable[Concatenate[str, RestT], list[FoundT]]]:
    """Make a finder give nothing at once for a text in which a trigger, or one of two, does not fire.

    Parameters
    ----------
    first, second
        What every text holds that the finder finds anything in.
    """

    def guard(
        finder: Callable[Concatenate[str, RestT], list[FoundT]],
    ) -> Callable[Concatenate[str, RestT], list[FoundT]]:
        @wraps(finder)
        def guarded(text: str, /, *args: RestT.args, **kwargs: RestT.kwargs) -> list[FoundT]:
            found = triggers_in(text)
            if not found & first.bit or (second is not None and not found & second.bit):
                return []
            return finder(text, *args, **kwargs)

        return guarded

    return guard


FIGURES: Final = Trigger(lambda: "0123456789")
"""Fires where an ASCII figure stands."""
