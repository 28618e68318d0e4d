"""People who study, without the name of a degree: "penultimate-year student", "rising junior"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from openpostings.builders.normalise.fields_of_study import listed_fields
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.wording import MOST_CANDIDATES, mapping
from openpostings.builders.tables import load_table, string_lists


@dataclass(frozen=True, slots=True)
class Studying:
    """What is said of people who study.

    Parameters
    ----------
    bachelor
        Whether it is said of a first degree.
    fields
        What they study, as written.
    """

    bachelor: bool
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reader:
    """A pattern, and the plain word without which it is not tried."""

    hint: str
    pattern: re.Pattern[str]
    bachelor: bool = False


@cache
def _years() -> tuple[_Reader, ...]:
    table = load_table("studying")
    return tuple(
        _Reader(hint, re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), key == "bachelor")
        for key in ("bachelor", "year")
        for hint, patterns in string_lists(mapping(table[key])).items()
        for pattern in patterns
    )


@cache
def _subjects() -> tuple[_Reader, ...]:
    table = string_lists(mapping(load_table("studying")["subjects"]))
    return tuple(
        _Reader(hint, re.compile(rf"(?<![\w-])(?:{pattern})[ ]"))
        for hint, patterns in table.items()
        for pattern in patterns
    )


def studying_hints() -> list[str]:
    """Give the words of which every text holds one that the finder below finds anything in."""
    return [reader.hint for reader in (*_years(), *_subjects())]


def find_studying(text: str) -> Iterator[Match[Studying]]:
    """Find people who study, by their year or by their subject.

    Parameters
    ----------
    text
        A text whose lines are joined.

    Yields
    ------
    Match
        What is said of them; the evidence of one may overlap that of another.
    """
    folded = text.casefold()
    for reader in _years():
        if reader.hint in folded:
            for match in islice(reader.pattern.finditer(text), MOST_CANDIDATES):
                yield Match(Studying(reader.bachelor), *match.span())
    for reader in _subjects():
        if reader.hint in folded:
            yield from _by_subject(text, reader.pattern)


def _by_subject(text: str, pattern: re.Pattern[str]) -> Iterator[Match[Studying]]:
    for match in islice(pattern.finditer(text), MOST_CANDIDATES):
        fields, end = listed_fields(text, match.end())
        capital = "studier" not in match.group() or all(field[0].isupper() for field in fields)
        if fields and capital:
            yield Match(Studying(bachelor=False, fields=fields), match.start(), end)
