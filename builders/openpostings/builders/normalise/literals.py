"""What a text must hold for a pattern to match in it, derived from the pattern itself."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, Final

_ODD_CHARS: Final = (
    "\u0130\u0131\u017f\u0399\u039c\u03a3\u03b9\u03bc\u03c3\u03d0\u03d1\u03d5\u03d6\u03f0\u03f1\u03f5"
    "\u1c80-\u1c87\u1e9b\u1fbe\u1fd3\u1fe3\ua64a\ua64b\ufb06"
)
ODD: Final = re.compile(f"[{_ODD_CHARS}]")
"""Letters that `re.IGNORECASE` folds otherwise than `str.lower`: dotless i, long s, some Greek, old Cyrillic."""

_FOLDED: Final = re.compile(r"[\s'\u2019\u2018\u02bc\u0060\u00b4\u0092]")
"""Characters that readers fold before they search: blanks and apostrophes."""

_MOST_EXACT: Final = 96
_MOST_NEEDED: Final = 20_000
_LONGEST: Final = 24
_WIDEST_SET: Final = 12
_MOST_TIMES: Final = 3
_LETTER, _BLANK, _MARK = 0.3, 0.7, 0.05
_NOTHING: Final = frozenset({""})

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Node:
    """What is known of a part of a pattern.

    Parameters
    ----------
    exact
        All texts that it matches, in lower case; None where these are not known or too many.
    needed
        Texts of which one stands in whatever it matches; None where nothing is known.
    """

    exact: Words | None = None
    needed: Words | None = None

    @property
    def best(self) -> Words | None:
        """The most telling of both."""
        return self.exact if self.exact is not None and "" not in self.exact else self.needed


@cache
def _parser() -> Any:  # noqa: ANN401 - the parser of `re` has no types; what it gives is narrowed in _walk
    return import_module("re._parser")


def needed_words(source: str, flags: int = 0, *, folded: bool = True) -> frozenset[str] | None:
    """Derive the texts of which one must stand in a text that a pattern matches.

    Parameters
    ----------
    source
        The pattern.
    flags
        Those that it is compiled with.
    folded
        Whether the reader may fold blanks and apostrophes before it searches: then no text holds any.

    Returns
    -------
    frozenset of str or None
        In lower case, to be looked for in the text in lower case. None where the pattern may match without any such
        text, or its form is not known.
    """
    try:
        tree: Any = _parser().parse(source, flags)
    except (ValueError, OverflowError, RecursionError, re.error):
        return None
    best = _Walk(_FOLDED if folded else ODD).sequence(tree).best
    return None if best is None else _shortest(best)


def needed_of_word(word: str, *, folded: bool = True) -> frozenset[str] | None:
    """Derive the same for a plain word or phrase, whatever its case: the longest part of it that is not folded."""
    avoid = _FOLDED if folded else ODD
    parts = (part for piece in avoid.split(word.lower()) for part in ODD.split(piece))
    best = max(parts, key=len, default="")
    return frozenset({best}) if best else None


def _shortest(words: Iterable[str]) -> frozenset[str]:
    """Leave out each text that holds another one of them: the other one is found with it."""
    kept: set[str] = set()
    for word in sorted(words, key=len):
        pieces = (word[i:j] for i in range(len(word)) for j in range(i + 1, len(word) + 1))
        if kept.isdisjoint(pieces):
            kept.add(word)
    return frozenset(kept)


def _chance(words: Words) -> float:
    """Guess how likely it is that a line holds one of some words: letters and blanks are common, figures are not."""
    return sum(
        math.prod(_LETTER if char.isalpha() else _BLANK if char == " " else _MARK for char in word) for word in words
    )


def _rarer(one: Words | None, two: Words | None) -> Words | None:
    if one is None or two is None:
        return one or two
    return one if _chance(one) <= _chance(two) else two


def _product(left: Words, right: Words) -> Words | None:
    if len(left) * len(right) > _MOST_EXACT:
        return None
    made = frozenset(one + two for one in left for two in right)
    return made if max(map(len, made)) <= _LONGEST else None


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk down the tree of a pattern; what ``avoid`` finds stands in no text."""

    avoid: re.Pattern[str]

    def sequence(self, items: Iterable[Any]) -> _Node:
        """Join the parts of a sequence: what stands side by side makes longer texts."""
        run: Words = _NOTHING
        needed: Words | None = None
        whole = True
        for item in items:
            node = self._node(str(item[0]), item[1])
            longer = _product(run, node.exact) if node.exact is not None else None
            if longer is not None:
                run = longer
                continue
            whole = False
            needed = _rarer(_rarer(needed, None if "" in run else run), node.best)
            run = node.exact if node.exact is not None else _NOTHING
        return _Node(run if whole else None, _rarer(needed, None if "" in run else run))

    def _node(self, kind: str, value: Any) -> _Node:  # noqa: ANN401 - of the parser's tree, narrowed by its kind
        if kind == "LITERAL":
            return self._chars({chr(value)})
        if kind == "IN":
            return self._charset(value)
        if kind == "BRANCH":
            return _either([self.sequence(branch) for branch in value[1]])
        if kind == "SUBPATTERN":
            return self.sequence(value[3])
        if kind == "ATOMIC_GROUP":
            return self.sequence(value)
        if kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            return _repeated(int(value[0]), int(value[1]), self.sequence(value[2]))
        # What stands around a match takes no characters of it, so the parts before and behind touch.
        return _Node(_NOTHING) if kind in {"AT", "ASSERT", "ASSERT_NOT"} else _Node()

    def _charset(self, parts: Any) -> _Node:  # noqa: ANN401 - as above
        chars: set[str] = set()
        for kind, value in parts:
            if str(kind) == "LITERAL":
                chars.add(chr(value))
            elif str(kind) == "RANGE" and value[1] - value[0] < _WIDEST_SET:
                chars.update(map(chr, range(value[0], value[1] + 1)))
            else:
                return _Node()
        return self._chars(chars)

    def _chars(self, chars: set[str]) -> _Node:
        folded = frozenset(char.lower() for char in chars)
        if len(folded) > _WIDEST_SET or any(self.avoid.search(char) or ODD.search(char) for char in folded):
            return _Node()
        return _Node(folded, folded)


def _either(nodes: list[_Node]) -> _Node:
    needed: Words | None = frozenset()
    exact: Words | None = frozenset()
    for node in nodes:
        exact = None if exact is None or node.exact is None else exact | node.exact
        needed = None if needed is None or node.best is None else needed | node.best
    if exact is not None and len(exact) > _MOST_EXACT:
        exact = None
    if needed is not None and len(needed) > _MOST_NEEDED:
        needed = None
    return _Node(exact, needed)


def _repeated(least: int, most: int, node: _Node) -> _Node:
    """Spell out a part that stands there a few times; of more, tell only what each holds."""
    if node.exact is None or most > _MOST_TIMES:
        return _Node(None, node.best if least else None)
    total: Words = frozenset()
    power: Words | None = _NOTHING
    for count in range(most + 1):
        if power is None or len(total | power) > _MOST_EXACT:
            return _Node(None, node.best if least else None)
        if count >= least:
            total |= power
        power = _product(power, node.exact)
    return _Node(total, None if "" in total else total)
