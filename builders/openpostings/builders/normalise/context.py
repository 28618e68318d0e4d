"""Words around a place of a text: where its sentence ends, and which words of a table stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_TOKEN = re.compile(r"(?<![^\W_])[^\W_]+")


def tokens(text: str) -> tuple[str, ...]:
    """Split a phrase into its runs of letters and figures, in lower case ("401(k)" gives two)."""
    return tuple(hit[0].casefold() for hit in _TOKEN.finditer(text))


def bounds(text: str, start: int, end: int, cut: re.Pattern[str], reach: tuple[int, int]) -> tuple[int, int]:
    """Find the sentence around a span.

    Parameters
    ----------
    text
        The whole text.
    start, end
        The span.
    cut
        Pattern of what ends a sentence.
    reach
        At most so many characters before and after the span are looked at.

    Returns
    -------
    tuple of int
        Where the sentence begins and ends.
    """
    floor, ceiling = max(0, start - reach[0]), min(len(text), end + reach[1])
    for hit in cut.finditer(text, floor, start):
        floor = hit.end()
    after = cut.search(text, end, ceiling)
    return floor, after.start() if after else ceiling


class Vocabulary:
    """Phrases with the kind that each stands for, found by whole words whatever stands between them.

    Parameters
    ----------
    phrases
        Phrase to kind.
    """

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Mapping[str, str]) -> None:
        """Index the phrases by their first word, the longest first."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, kind in phrases.items():
            words = tokens(phrase)
            self._by_first.setdefault(words[0], []).append((words, kind))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield begin, end and kind of each phrase in a span of a text, without overlap."""
        hits = list(_TOKEN.finditer(text, start, end))
        words = [hit[0].casefold() for hit in hits]
        place = 0
        while place < len(words):
            for phrase, kind in self._by_first.get(words[place], ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    yield hits[place].start(), hits[place + len(phrase) - 1].end(), kind
                    place += len(phrase) - 1
                    break
            place += 1

    def has(self, text: str, start: int, end: int) -> bool:
        """Say whether any phrase stands in a span of a text."""
        return next(self.find(text, start, end), None) is not None
