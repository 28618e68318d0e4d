"""Employment type and level of experience: from titles, values of keys and sentences about the job."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal, cast, get_args

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.normalise.wording import (
    MOST_CANDIDATES,
    any_of,
    has_any,
    in_order,
    mapping,
    plain_blanks,
    plain_words,
    sentence_around,
)
from openpostings.builders.tables import load_table, string_lists, strings

EmploymentType = Literal[
    "FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"
]
ExperienceLevel = Literal["internship", "entry", "mid", "senior", "lead", "executive"]
Position = Literal["title", "value", "sentence"]

_LONGEST_TITLE = 300
_FRONT = 90
_LISTED = re.compile(r"[,;/|+&\u2022]|[ ](?:or|and)[ ]")
_HINT = re.compile(
    r"(?:full|part)[ \xa0-]?time|contract|freelance|tempor|seasonal|(?:fixed|limited)[ -]term|"
    r"intern|co-op|volunteer|per[ -]diem",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Level:
    name: ExperienceLevel
    not_before: re.Pattern[str]
    not_behind: re.Pattern[str]


def _types(position: str) -> dict[str, tuple[str, ...]]:
    return string_lists(mapping(load_table("employment_types")[position]))


def _grouped(patterns: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    parts = (f"(?P<{kind}>{'|'.join(sorted(words, key=len, reverse=True))})" for kind, words in patterns.items())
    return re.compile(any_of(parts), re.IGNORECASE)


@cache
def _value_pattern() -> re.Pattern[str]:
    return _grouped(_types("value"))


@cache
def _title_patterns() -> tuple[re.Pattern[str], ...]:
    only = _types("title_only")
    stage = "|".join(only["INTERN"])
    intern = "|".join(_types("title")["INTERN"])
    marked = "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in only.items() if kind != "INTERN")
    return (
        _grouped(_types("title")),
        re.compile(
            rf"(?:(?<=[(\[])|(?<=[-\u2013\u2014,|/:] ))(?:{marked})(?=\s*(?:$|[)\]|,;/]|[-\u2013\u2014] ))",
            re.IGNORECASE,
        ),
        # "Engineering-Intern": elsewhere a hyphen makes another word of it, as in "part-time".
        re.compile(rf"(?<=\w-)(?<!\bnon-)(?<!\bex-)(?<!\bpost-)(?P<INTERN>{intern})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?P<INTERN>{intern})(?=-\w)", re.IGNORECASE),
        re.compile(rf"^(?P<INTERN>{stage})(?=[ ].{{0,200}}(?<!\w)(?:[HF][/-][HF]|[0-9] mois)(?!\w))", re.IGNORECASE),
        re.compile(rf"^(?P<INTERN>{stage})(?=\s*(?:[-\u2013\u2014:(|]|(?:en|de|dans|pfe)\b))", re.IGNORECASE),
    )


@cache
def _title_not() -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile(rf"[ -]{{0,2}}(?:{'|'.join(words)})\b", re.IGNORECASE)
        for kind, words in _types("title_not").items()
    }


def _words(key: str) -> str:
    return "|".join(strings(load_table("employment_types")[key]))


@cache
def _sentence_patterns() -> tuple[re.Pattern[str], ...]:
    kinds = "|".join(f"(?P<{kind}>{'|'.join(words)})" for kind, words in _types("sentence").items())
    one = rf"(?<![\w-])(?:{kinds})(?!\w)"
    word = rf"(?:(?!(?:{_words('not_between')})\b)[A-Za-z0-9$][\w$/\u2013-]{{0,24}},?[ ])"
    job = f"(?:{_words('jobs')})"
    return tuple(
        re.compile(source, re.IGNORECASE)
        for source in (
            rf"\b(?:this|the|our) {word}{{0,5}}{job} (?:is|will be) (?:(?:an?|on a|for a) )?{word}{{0,5}}?{one}",
            rf"\b(?:this|it) (?:is|will be) (?:(?:an?|for a) )?{word}{{0,5}}?{one}",
            rf"{one}(?=,? {word}{{0,5}}{job}\b)",
            rf"{one}(?=,? \(?[0-9]{{1,2}}[ -](?:week|month|hours?))",
            rf"[0-9]{{1,2}}[ -](?:weeks?|months?)[ ,]{{1,2}}{word}{{0,3}}?{one}",
        )
    )


@cache
def _abroad() -> tuple[re.Pattern[str], ...]:
    sources = strings(load_table("employment_types")["statements"])
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


@cache
def _fields() -> dict[str, str]:
    return {spelling: kind for kind, spellings in _types("fields").items() for spelling in spellings}


def parse_employment_types(value: str) -> tuple[EmploymentType, ...]:
    """Read the value of a field that says the kind of employment, as interfaces of job boards spell it.

    Parameters
    ----------
    value
        ``FULL_TIME``, ``FullTime``, ``Full-time``, ``https://schema.org/FullTime``, ``Intern``, ``Contract``, a list of
        such, or words of other languages.

    Returns
    -------
    tuple of EmploymentType
        Google's values in their order, each once; empty where it says none of them ("Permanent").
    """
    found: set[str] = set()
    whole = _fields().get(plain_words(value))
    for part in [value] if whole or "://" in value else _LISTED.split(value):
        known = _fields().get(plain_words(part))
        found |= (
            {known} if known else {match.value for match in find_employment_types(plain_words(part), position="value")}
        )
    return tuple(kind for kind in get_args(EmploymentType) if kind in found)


@cache
def _sentence_refusals() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(rf"\b(?:{_words('not_behind')})\b[^.\n]{{0,40}}$", re.IGNORECASE),
        re.compile(rf"[ ,-]{{0,2}}(?:(?!(?:for|of|in)\b)\w+[ -]){{0,2}}(?:{_words('not_before')})\b", re.IGNORECASE),
    )


def _hints_abroad() -> tuple[str, ...]:
    return strings(load_table("employment_types")["hints_abroad"])


EMPLOYMENT = Trigger(lambda: [_HINT, _value_pattern(), *_title_patterns(), *_hints_abroad()])
"""Fires in every text that the finder below finds anything in."""


@needs(EMPLOYMENT)
def find_employment_types(text: str, *, position: Position) -> list[Match[EmploymentType]]:
    """Find the kinds of employment that a text claims for the job.

    Parameters
    ----------
    text
        The text.
    position
        Where it stands: a ``title``, the ``value`` of a key such as ``Employment type:``, or ``sentence`` for
        running text, where only statements about this job count.

    Returns
    -------
    list of Match
        Google's values, in order of position; the same value may come more than once.
    """
    if position == "sentence":
        return _in_sentences(text)
    if len(text) > _LONGEST_TITLE:
        return []
    if position == "value":
        return _named(_value_pattern(), text)
    found = (match for pattern in _title_patterns() for match in _named(pattern, text))
    return in_order([match for match in found if not _of_another(match, text)])


def _named(pattern: re.Pattern[str], text: str) -> list[Match[EmploymentType]]:
    return [
        Match(cast("EmploymentType", found.lastgroup), *found.span(found.lastgroup))
        for found in islice(pattern.finditer(text), MOST_CANDIDATES)
        if found.lastgroup is not None
    ]


def _of_another(match: Match[EmploymentType], text: str) -> bool:
    pattern = _title_not().get(match.value)
    return pattern is not None and pattern.match(text, match.end) is not None


SENTENCES = Trigger(lambda: [_HINT, *_hints_abroad()])
"""Fires in every sentence that kinds of employment are found in."""


@needs(SENTENCES)
def _in_sentences(text: str) -> list[Match[EmploymentType]]:
    patterns = _sentence_patterns() if _HINT.search(text) else ()
    if has_any(text, _hints_abroad()):
        patterns += _abroad()
    text = plain_blanks(text)
    behind, before = _sentence_refusals()
    found: list[Match[EmploymentType]] = []
    for pattern in patterns:
        for match in _named(pattern, text):
            low, _ = sentence_around(text, match.start, match.end)
            front = max(low, match.start - _FRONT)
            if before.match(text, match.end) is None and behind.search(text, front, match.start) is None:
                found.append(match)
    return in_order(found)


@cache
def _levels() -> tuple[re.Pattern[str], dict[str, _Level]]:
    words: dict[str, tuple[str, ...]] = {}
    levels: dict[str, _Level] = {}
    for name, value in mapping(load_table("experience_levels")["levels"]).items():
        table = mapping(value)
        words[name] = strings(table["words"])
        before, behind = strings(table["not_before"]), strings(table["not_behind"])
        levels[name] = _Level(
            cast("ExperienceLevel", name),
            re.compile(rf"\.?[ -]?(?:{'|'.join(before)})(?!\w)", re.IGNORECASE),
            re.compile(rf"(?<!\w)(?:{'|'.join(behind)}) $" if behind else r"(?!)", re.IGNORECASE),
        )
    return _grouped(words), levels


_LEVELS = Trigger(lambda: [_levels()[0]])


@needs(_LEVELS)
def find_experience_level(title: str) -> list[Match[ExperienceLevel]]:
    """Find the level that a title gives the job.

    Parameters
    ----------
    title
        The title.

    Returns
    -------
    list of Match
        An internship is an internship whatever else its title says; else each level named, in order.
    """
    if len(title) > _LONGEST_TITLE:
        return []
    pattern, levels = _levels()
    found: list[Match[ExperienceLevel]] = []
    for match in pattern.finditer(title):
        if match.lastgroup is None:
            continue
        level = levels[match.lastgroup]
        if level.not_before.match(title, match.end()) or level.not_behind.search(title, 0, match.start()):
            continue
        found.append(Match(level.name, match.start(), match.end()))
    interns = [match for match in found if match.value == "internship"]
    return interns or found
