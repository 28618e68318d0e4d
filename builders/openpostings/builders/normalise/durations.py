"""Lengths of time that the sentence makes the length of the job."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from openpostings.builders.normalise.context import Vocabulary, bounds
from openpostings.builders.normalise.duration_words import (
    AT_LEAST,
    AT_MOST,
    LENGTHS,
    Duration,
    DurationUnit,
    find_durations,
)
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import NUMBERS, alternation
from openpostings.builders.normalise.triggers import needs
from openpostings.builders.tables import load_table, strings

__all__ = ["AT_LEAST", "AT_MOST", "Duration", "DurationUnit", "find_durations", "find_job_durations"]

_LEFT, _RIGHT, _NEAR = 160, 100, 80
_MOST_JUDGED = 2000
"""So many lengths of a text are judged: a posting states a handful, a hostile text a hundred thousand."""
_LONGEST_YEARS = 6
_SINGULAR = ("day", "week", "month", "year", "mo", "wk", "yr")
_COVER = re.compile(r"[ -](?:maternity|paternity|parental(?:[ ]leave)?|sickness)[ ]cover", re.IGNORECASE)
_BREAK = re.compile(r"(?:(?<![ .][0-9])(?<![ .][0-9][0-9])\.|[!?;•|])\s|\n")


def _words(key: str) -> str:
    return alternation(strings(load_table("duration_context")[key]))


@cache
def _never() -> Vocabulary:
    return Vocabulary(dict.fromkeys(strings(load_table("duration_context")["never"]), "never"))


@cache
def _jobs() -> Vocabulary:
    return Vocabulary(dict.fromkeys(strings(load_table("duration_context")["jobs"]), "job"))


@cache
def _never_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('never_before')}(?:[ ]the)?[ ]\Z", re.IGNORECASE)


@cache
def _about() -> str:
    return rf"(?:[ ]{{1,2}}{_words('about')})?"


@cache
def _key() -> re.Pattern[str]:
    """Compile "Duration: " right before a length."""
    return re.compile(
        rf"(?<!\w){_words('keys')}(?:[ ]?\([^()\n]{{0,30}}\))?[ ]?[:|\u2013-][ ]{{0,3}}(?:\*\*[ ]?)?"
        rf"(?:{_words('about')}[ ])?\Z",
        re.IGNORECASE,
    )


@cache
def _subject() -> re.Pattern[str]:
    """Compile "the internship runs for " right before a length."""
    return re.compile(
        rf"(?<!\w){_words('jobs')}(?:[ ][\w'\u2019()-]{{1,20}}){{0,4}}?[ ]{_words('joins')}{_about()}"
        rf"(?:[ ](?:a|an|the))?[ ]\Z",
        re.IGNORECASE,
    )


@cache
def _lasting() -> re.Pattern[str]:
    """Compile "lasts " right before a length, with anything between it and what lasts."""
    return re.compile(rf"(?<!\w){_words('lasts')}{_about()}(?:[ ](?:a|an|the))?[ ]\Z", re.IGNORECASE)


@cache
def _for() -> re.Pattern[str]:
    """Compile the opening of a clause about the job or who does it, whose length stands behind "for" or a verb."""
    who = _words("jobs")
    people = _words("people")
    return re.compile(
        rf"(?:(?:the|this|our|each|a|an)[ ])?(?:[\w-]{{1,20}}[ ]){{0,2}}?(?:{who}|{people})[ ]"
        rf"(?:(?:runs?|is|are|works?|stays?|will|takes?|starts?|begins?)(?!\w)[^.!?]{{0,120}}?[ ]for{_about()}"
        r"(?:[ ](?:a|the))?"
        rf"|(?:stays?|will stay|works?|will work){_about()})[ ]\Z",
        re.IGNORECASE,
    )


@cache
def _bound_to() -> re.Pattern[str]:
    """Compile a clause that binds somebody for a length: "able to work on site for", "you will join our team for"."""
    return re.compile(
        r"(?<!\w)(?:(?:able|available|willing|expected|required)[ ]to"
        r"|you(?:['\u2019]ll|[ ]will)[ ](?:join|be|work|spend|stay))(?!\w)"
        rf"[^.!?]{{0,80}}?[ ](?:for|of){_about()}(?:[ ](?:a|the|at least))?[ ]\Z",
        re.IGNORECASE,
    )


@cache
def _never_after() -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?:/|{_words('never_after')}(?!\w))", re.IGNORECASE)


@cache
def _it() -> re.Pattern[str]:
    return re.compile(r"\s*(?:it|this|and)[ ]", re.IGNORECASE)


@cache
def _commit() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('commits')}{_about()}(?:[ ](?:a|an|the))?[ ]\Z", re.IGNORECASE)


@cache
def _noun_after() -> re.Pattern[str]:
    """Compile the noun that a length describes: "12-week paid summer internship", "12 weeks of employment"."""
    return re.compile(rf"(?:[ -]{{1,2}}[\w'\u2019/&-]{{1,20}}){{0,4}}?[ -]{{1,2}}{_words('jobs')}(?!\w)", re.IGNORECASE)


@cache
def _noun_right_after() -> re.Pattern[str]:
    """Compile the noun right behind a length in the plural: "24 months apprenticeship", "12 weeks' internship"."""
    return re.compile(rf"['\u2019]?[ ](?:paid[ ]|fixed[- ]term[ ])?{_words('jobs')}(?!\w)", re.IGNORECASE)


@cache
def _noun_before() -> re.Pattern[str]:
    """Compile the noun before a length in brackets: "Internship (6 months)"."""
    return re.compile(rf"(?<!\w){_words('jobs')}[ ]\({_about()}[ ]?\Z", re.IGNORECASE)


@cache
def _long_after() -> re.Pattern[str]:
    return re.compile(r"[ ](?:long|in (?:length|duration)|duration)(?!\w)", re.IGNORECASE)


def _skip_blanks(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _is_job(text: str, match: Match[Duration]) -> bool:
    floor, ceiling = bounds(text, match.start, match.end, _BREAK, (_LEFT, _RIGHT))
    near = max(floor, match.start - _NEAR)
    too_long = match.value.unit == "YEAR" and (match.value.max_value or match.value.value) > _LONGEST_YEARS
    if too_long or _never_before().search(text, near, match.start) or _never_after().match(text, match.end, ceiling):
        return False
    if _key().search(text, near, match.start):
        return True
    if _COVER.match(text, match.end):
        return True
    comma = text.find(",", match.end, ceiling)
    if _never().has(text, floor, match.start) or _never().has(text, match.end, comma if comma >= 0 else ceiling):
        return False
    return _is_of_job(text, match, floor, ceiling)


def _is_of_job(text: str, match: Match[Duration], floor: int, ceiling: int) -> bool:
    """Tell whether the words around a length tie it to the job or to who does it."""
    near = max(floor, match.start - _NEAR)
    singular = text[match.start : match.end].casefold().endswith(_SINGULAR)
    if (_noun_after() if singular else _noun_right_after()).match(text, match.end, ceiling):
        return True
    if text[match.end : match.end + 1] in (")", ",") and _noun_before().search(text, near, match.start):
        return True
    if _subject().search(text, near, match.start) or _commit().search(text, near, match.start):
        return True
    if _lasting().search(text, near, match.start):
        return _jobs().has(text, floor, match.start) or bool(_it().match(text, floor))
    if _for().match(text, _skip_blanks(text, floor), match.start) or _bound_to().search(text, floor, match.start):
        return True
    return bool(_long_after().match(text, match.end, ceiling) and _jobs().has(text, floor, match.start))


@needs(NUMBERS, LENGTHS)
def find_job_durations(text: str) -> list[Match[Duration]]:
    """Find the lengths of the job, internship, programme or contract.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Match
        In order of position. A length that is only an upper bound ("up to 6 months") is left out; a lower bound ("at
        least 12 weeks") says so in its note. Lengths of leave, experience, notice, probation, projects and spans of
        the calendar ("within 3 months") are not the job's. Words: ``data/duration_context.yaml``.
    """
    stated = (match for match in find_durations(text) if match.note != AT_MOST)
    return [match for match in islice(stated, _MOST_JUDGED) if _is_job(text, match)]
