"""Tell what a paragraph speaks of by the wording of its sentences."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from typing import Final, cast

from openpostings.builders.normalise.held import held
from openpostings.builders.normalise.triggers import Choice, folded
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import load_table, strings

Cues = tuple[tuple[str, str], ...]


@cache
def _cues(strength: str) -> Cues:
    table = cast("dict[str, object]", load_table("cues")[strength])
    return tuple((kind, row) for kind, rows in table.items() for row in strings(rows))


_STRONG: Final = Choice(partial(_cues, "strong"))
_WEAK: Final = Choice(partial(_cues, "weak"))


def fold(text: str) -> str:
    """Fold case, quotes and white space as the patterns expect."""
    return folded(text)[0]


@held
def strong_cue(sentence: str) -> str | None:
    """Give the kind that a sentence is of beyond doubt (``legal``, ``pay``, ``application``), or None."""
    text, found = folded(sentence)
    return _STRONG.first(text[:2000], found)


@held
def sentence_cue(sentence: str) -> str | None:
    """Give the kind that a sentence is most likely of, or None where nothing tells."""
    text, found = folded(sentence)
    return strong_cue(sentence) or _WEAK.first(text[:2000], found)


def paragraph_kind(spans: list[Span]) -> str | None:
    """Give the kind of most sentences of a paragraph; of several, the one that comes first."""
    kinds = [kind for span in spans if (kind := sentence_cue(span.text))]
    counts = Counter(kinds)
    return max(counts, key=lambda kind: (counts[kind], -kinds.index(kind))) if counts else None


@cache
def _no_duty() -> frozenset[str]:
    return frozenset(strings(load_table("cues")["no_duty"]))


def opens_no_duty(word: str) -> bool:
    """Tell whether a word is none that a duty begins with ("the", "our", "paid")."""
    return word.casefold() in _no_duty()
