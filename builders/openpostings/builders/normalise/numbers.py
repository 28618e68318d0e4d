"""Numbers in words and figures: "two", "twelve", "twenty-four", "(2)", "two (2)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

from openpostings.builders.normalise.held import held
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.triggers import Trigger
from openpostings.builders.tables import load_table

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "da", "nb", "sv", "cs", "pl")
"""Languages with number words in ``data/numbers.yaml``."""


def alternation(words: Iterable[str]) -> str:
    """Build a regex fragment that matches any of the words, the longest first.

    Parameters
    ----------
    words
        Plain words or phrases; a blank inside stands for one or two blanks.

    Returns
    -------
    str
        A group without capture.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[ \u00a0]{1,2}") for word in ordered) + ")"


@cache
def number_words(languages: tuple[str, ...] = LANGUAGES) -> Mapping[str, int]:
    """Return number words in lower case with their values, from ``data/numbers.yaml``.

    Parameters
    ----------
    languages
        Two-letter codes, among ``LANGUAGES``.

    Returns
    -------
    Mapping
        Word to value. English compounds ("twenty-four") are included.
    """
    table = cast("dict[str, dict[str, dict[str, int]]]", load_table("numbers"))
    words: dict[str, int] = {}
    for language in languages:
        ones, tens = table["ones"].get(language, {}), table["tens"].get(language, {})
        words |= ones | tens | table["teens"].get(language, {})
        for ten, tens_value in tens.items():
            words |= {f"{ten}{dash}{one}": tens_value + value for one, value in ones.items() for dash in "- "}
    return words


@cache
def number_fragment(languages: tuple[str, ...] = LANGUAGES) -> str:
    """Build a regex fragment for one whole number, in figures of at most four digits, in words, or both.

    Parameters
    ----------
    languages
        Two-letter codes of the number words.

    Returns
    -------
    str
        A group without capture, for patterns compiled with ``re.IGNORECASE``; read its match with ``parse_number``.
    """
    in_brackets = r"\([ ]?[0-9]{1,4}[ ]?\)"
    return rf"(?:(?:[0-9]{{1,4}}|{alternation(number_words(languages))})(?:[ ]?{in_brackets})?|{in_brackets})"


_FIGURES = re.compile(r"[0-9]{1,4}")


def parse_number(text: str) -> int | None:
    """Read what ``number_fragment`` matched.

    Parameters
    ----------
    text
        The matched characters.

    Returns
    -------
    int or None
        None where word and figure contradict each other ("two (3)"), or nothing is a number.
    """
    before, bracket, _ = text.partition("(")
    word = " ".join(before.replace("\u00a0", " ").split()).casefold()
    spoken = int(word) if word.isascii() and word.isdigit() else number_words().get(word)
    figure = _FIGURES.search(text, len(before))
    if not bracket or figure is None:
        return spoken
    written = int(figure[0])
    return written if spoken in (None, written) and (not word or spoken is not None) else None


_DIGITS = re.compile(r"[0-9]+")
_TOKENS = re.compile(r"\([0-9]{1,4}\)|[0-9]+|[^\W\d_]+")
_FIGURE_TOKENS = re.compile(r"\([0-9]{1,4}\)|[0-9]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURE_MARKS = frozenset("(0123456789")


@held
def digit_starts(text: str) -> tuple[int, ...]:
    """Return where runs of ASCII figures begin: the only places that most patterns have to be tried at."""
    return tuple(hit.start() for hit in _DIGITS.finditer(text))


@held
def words_of(text: str) -> frozenset[str]:
    """Return the runs of letters of a text in lower case, to pass over texts that cannot hold what is looked for."""
    return frozenset(_LETTERS.findall(text.casefold()))


@held
def number_starts(text: str) -> tuple[int, ...]:
    """Return where runs of ASCII figures ("(2)" with its bracket) and words that begin a number stand, in order."""
    first = _first_words()
    if first.isdisjoint(words_of(text)):
        return tuple(hit.start() for hit in _FIGURE_TOKENS.finditer(text))
    folded = text.lower()
    # A few letters grow when they are put in lower case, and every place behind them moves.
    folded = folded if len(folded) == len(text) else text
    return tuple(hit.start() for hit in _TOKENS.finditer(folded) if hit[0] in first or hit[0][0] in _FIGURE_MARKS)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(re.split("[- ]", word)[0] for word in number_words())


NUMBERS = Trigger(lambda: [*_first_words(), *"0123456789"])
"""Fires where ``number_starts`` may find anything."""


@cache
def _pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,]){number_fragment(languages)}(?![\w%]|[.,][0-9])", re.IGNORECASE)


def find_numbers(text: str, *, languages: tuple[str, ...] = ("en",)) -> list[Match[int]]:
    """Find whole numbers of at most four digits, in figures or words.

    Parameters
    ----------
    text
        Any text.
    languages
        Two-letter codes of the number words (table: ``data/numbers.yaml``).

    Returns
    -------
    list of Match
        In order of position. "two (3)", decimals and percentages give nothing.
    """
    found: list[Match[int]] = []
    floor = 0
    for start in number_starts(text):
        hit = _pattern(languages).match(text, start) if start >= floor else None
        value = parse_number(hit[0]) if hit else None
        if hit and value is not None:
            found.append(Match(value, start, hit.end()))
        floor = hit.end() if hit else floor
    return found
