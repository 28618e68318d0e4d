"""Tell what a paragraph speaks of by the wording of its sentences."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import cast

from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import load_table, strings

Cues = tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _cues(strength: str) -> Cues:
    table = cast("dict[str, object]", load_table("cues")[strength])
    return tuple((kind, re.compile("|".join(f"(?:{row})" for row in strings(rows)))) for kind, rows in table.items())


def fold(text: str) -> str:
    """Fold case, quotes and white space as the patterns expect."""
    return " ".join(text.replace("’", "'").casefold().split())


@lru_cache(maxsize=4096)
def _first(folded: str, strength: str) -> str | None:
    return next((kind for kind, pattern in _cues(strength) if pattern.search(folded)), None)


def strong_cue(sentence: str) -> str | None:
    """Give the kind that a sentence is of beyond doubt (``legal``, ``pay``, ``application``), or None."""
    return _first(fold(sentence)[:2000], "strong")


def sentence_cue(sentence: str) -> str | None:
    """Give the kind that a sentence is most likely of, or None where nothing tells."""
    folded = fold(sentence)[:2000]
    return _first(folded, "strong") or _first(folded, "weak")


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
