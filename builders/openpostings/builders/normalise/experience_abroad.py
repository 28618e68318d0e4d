"""Lengths of experience in other languages, and where the word stands in front: "Experience: 3-5 years"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.wording import MOST_CANDIDATES, has_any, mapping
from openpostings.builders.tables import load_table, strings

_MOST_MONTHS = 20 * 12
_FRONT = 60
_REACH = 90
_LONGEST_KIND = 70
_CLAUSE = re.compile(r"[.;\n\r\u2022|!?]")
_END_OF_KIND = r"[.;:(),\n\r\u2022|!?]|[ ][-\u2013\u2014][ ]"
_DIGITS = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Length:
    """A length of experience before it is given its public form.

    Parameters
    ----------
    months_min, months_max
        Bounds in months.
    kind
        What kind of experience, as written.
    """

    months_min: int
    months_max: int | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    numbers: tuple[tuple[re.Pattern[str], int], ...]
    amount: re.Pattern[str]
    behind: re.Pattern[str]
    in_front: re.Pattern[str]
    lead: re.Pattern[str]
    end: re.Pattern[str]
    refused: re.Pattern[str]


def _words(key: str) -> str:
    return "|".join(sorted(strings(load_table("experience_abroad")[key]), key=len, reverse=True))


@cache
def _patterns() -> _Patterns:
    table = mapping(load_table("experience_abroad")["numbers"])
    number = rf"(?:[0-9]{{1,2}}|{'|'.join(sorted(table, key=len, reverse=True))})"
    own = r"(?:[ ]?\([0-9]{1,2}\))?"
    marks = _words("marks")
    bound = rf"(?P<low>{number}){own}(?P<plus>[ ]?(?:{_words('plus')}))?"
    upper = rf"(?:[ ]?(?:{_words('to')})[ ]?(?P<high>{number}){own})?[ -]?"
    unit = rf"(?:(?P<years>{_words('years')})|(?P<months>{_words('months')}))(?P<plus2>[ ]?(?:{_words('plus')}))?(?!\w)"
    before = rf"[ ]{{0,2}}(?:(?:{_words('before_length')})[ ]{{0,2}}){{0,5}}$"
    article = r"(?:(?:un[eoa]?|einer?|eine[mn]|la|le|el|l['\u2019])[ ]?)?"
    sources = (
        rf"(?<![\w.,$\u20ac\u00a3/-]){bound}{upper}{unit}",
        rf"[ ]{{0,2}}(?:(?:{_words('between')})[ ]?){{0,4}}(?P<mark>{marks})(?!\w)",
        rf"(?<!\w)(?:{marks}|{_words('marks_in_front')}){before}",
        rf"[ ](?:{_words('leads')})[ ]?(?:(?<=['\u2019])|(?<=[ ])){article}",
        rf"{_END_OF_KIND}|[ ](?:{_words('stops')})(?!\w)",
        rf"(?<!\w)(?:{_words('not_in_front')})(?!\w)",
    )
    numbers = tuple((re.compile(word, re.IGNORECASE), int(str(value))) for word, value in table.items())
    return _Patterns(numbers, *(re.compile(source, re.IGNORECASE) for source in sources))


def _value(number: str) -> int:
    if _DIGITS.match(number):
        return int(number)
    return next(value for word, value in _patterns().numbers if word.fullmatch(number))


def _bounds(match: re.Match[str]) -> tuple[int, int | None] | None:
    unit = 12 if match["years"] else 1
    low = _value(match["low"]) * unit
    high = _value(match["high"]) * unit if match["high"] else None
    if low > _MOST_MONTHS or (high is not None and not low <= high <= _MOST_MONTHS):
        return None
    return low, None if match["plus"] or match["plus2"] else high


def _kind(text: str, end: int) -> tuple[str | None, int]:
    lead = _patterns().lead.match(text, end)
    if lead is None:
        return None, end
    limit = min(len(text), lead.end() + _LONGEST_KIND)
    stop = _patterns().end.search(text, lead.end(), limit)
    last = stop.start() if stop else limit
    if stop is None and limit < len(text):
        last = max(text.rfind(" ", lead.end(), limit), lead.end())
    phrase = text[lead.end() : last].strip()
    return (phrase, lead.end() + len(text[lead.end() : last].rstrip())) if phrase else (None, end)


def lengths_abroad(text: str) -> Iterator[Match[Length]]:
    """Find lengths of experience that are asked for: "mindestens 2 Jahre Berufserfahrung", "expérience de 3 ans".

    Parameters
    ----------
    text
        A text whose lines are joined.

    Yields
    ------
    Match
        The lengths in order; the evidence reaches from the length, or the word in front of it, to the kind.
    """
    if not has_any(text, strings(load_table("experience_abroad")["hints"])):
        return
    patterns = _patterns()
    for match in islice(patterns.amount.finditer(text), MOST_CANDIDATES):
        bounds = _bounds(match)
        front = max(0, match.start() - _FRONT)
        for cut in _CLAUSE.finditer(text, front, match.start()):
            front = cut.end()
        if bounds is None or patterns.refused.search(text, front, match.start()):
            continue
        behind = patterns.behind.match(text, match.end(), min(len(text), match.end() + _REACH))
        before = None if behind else patterns.in_front.search(text, front, match.start())
        if behind is None and before is None:
            continue
        start = match.start() if before is None else before.start()
        kind, end = _kind(text, behind.end() if behind else match.end())
        yield Match(Length(*bounds, kind), start, end)
