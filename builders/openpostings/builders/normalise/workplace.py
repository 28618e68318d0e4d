"""Where the work is done: on site, remotely, or both by turns."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Literal, cast

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.normalise.wording import (
    MOST_CANDIDATES,
    has_any,
    in_order,
    mapping,
    plain_blanks,
    plain_words,
    sentence_around,
    unwrap,
)
from openpostings.builders.tables import load_table, string_lists, strings

LocationType = Literal["ONSITE", "HYBRID", "TELECOMMUTE"]

_LONGEST_VALUE = 300
_FRONT = 60
_HINT = re.compile(r"remote|hybrid|on[ -]?site|in[ -]person|in[ -]office|telecommut|work from home", re.IGNORECASE)
_MARK_BEFORE = r"(?:(?<=[(\[|/\u2022\u00b7])|(?<=[(\[|/\u2022\u00b7][ ])|(?<=[-\u2013\u2014,;:] )|(?<=\*\* ))"
_LINE_BEFORE = r"(?:(?<![^\n])[ \t*_\u2022-]{0,6})(?=(?-i:[A-Z1]))"
_PLACED = r",? (?:at|in|from|with) [A-Za-z]|[.;,]|$|[\n]"
_BEHIND = (
    r"(?=[ *_]{0,3}(?:[\n\r;)\]|/\u2022\u00b7]|$| [-\u2013\u2014] |,? (?:or|and) (?:on-?site|hybrid|remote)\b"
    r"|,? (?:in|within|from) (?:the )?(?-i:[A-Z])|,? ?\(|, (?-i:[A-Z])|-(?-i:[A-Z])))"
)


def _alternatives(kinds: dict[str, str]) -> str:
    return "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items())


@cache
def _labelled() -> re.Pattern[str]:
    words = string_lists(mapping(load_table("workplace")["labelled"]))
    kinds = {kind: "|".join(sorted(patterns, key=len, reverse=True)) for kind, patterns in words.items()}
    return re.compile(rf"(?<![\w-])(?:{_alternatives(kinds)})(?![\w])", re.IGNORECASE)


@cache
def _remote_things() -> re.Pattern[str]:
    return re.compile(rf"[ -](?:{load_table('workplace')['remote_things']})\b", re.IGNORECASE)


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(rf"\b{load_table('workplace')['negations']}\b[^.:;\n]{{0,30}}$", re.IGNORECASE)


@cache
def _statements() -> tuple[re.Pattern[str], ...]:
    table = load_table("workplace")
    jobs = str(table["jobs"])
    kinds = _alternatives({kind: str(pattern) for kind, pattern in mapping(table["kinds"]).items()})
    one = rf"(?<![\w-])(?:{kinds})(?![\w-])"
    words = r"(?:[A-Za-z0-9$][\w$/\u2013-]{0,24},?[ ]){0,4}?"
    keys, people, subjects, whole = (
        "|".join(strings(table[key])) for key in ("keys", "remotely_behind", "subjects", "whole_weeks")
    )
    done = r"(?:takes?|taking|will take) place|(?:is|are|will be|to be) (?:done|performed|carried out|conducted|based)"
    adverbs = (
        r"(?:(?:fully|100%|entirely|completely|exclusively|strictly|primarily|currently|now|also|[a-z]+-time),? ){0,2}"
    )
    ours = r"(?= (?:at|in) (?:our|the|its|one of our) (?!client|customer)[A-Za-z])"
    fully = r"(?:(?:fully|100%|entirely|completely|exclusively|strictly) )?"
    return tuple(
        re.compile(source, re.IGNORECASE)
        for source in (
            rf"(?:{_MARK_BEFORE}|{_LINE_BEFORE})(?:{kinds}){_BEHIND}",
            rf"{one}(?=,? (?:[A-Za-z0-9-]{{1,15}}[ ]){{0,2}}{jobs}\b)",
            rf"\b(?:this|the|our) {words}{jobs} (?:is|will be|can be|is to be) {words}{one}",
            rf"\b(?:this is|it is|it's) (?:an? )?{adverbs}{one}",
            rf"\b(?:{keys}): (?:an? )?{words}{one}",
            rf"\b(?:{people}) (?:(?:fully|100%|entirely|completely) )?(?P<TELECOMMUTE>remotely)(?![\w-])",
            rf"\b(?:{subjects})(?: on this \w+| for this \w+)?,? (?:{done}|is|will be) {fully}{one}(?={_PLACED})",
            rf"\b(?:this|the|our) {words}{jobs}(?:,? [\w' -]{{1,50}},)? (?:{done}) {fully}{one}",
            rf"\bwork(?:ing)? (?:fully |full[ -]time )?(?P<ONSITE>on[ -]?site|in[ -]person)(?=,? (?:{whole})\b)",
            rf"\b(?:{people}) (?P<ONSITE>on[ -]?site|in[ -]person){ours}",
        )
    )


@cache
def _abroad() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source, re.IGNORECASE) for source in strings(load_table("workplace")["statements"]))


@cache
def _fields() -> dict[str, str]:
    table = string_lists(mapping(load_table("workplace")["fields"]))
    return {spelling: kind for kind, spellings in table.items() for spelling in spellings}


def parse_workplace(value: str) -> LocationType | None:
    """Read the value of a field that says where the work is done, as interfaces of job boards spell it.

    Parameters
    ----------
    value
        ``ON_SITE``, ``Hybrid``, ``fully_remote``, ``TELECOMMUTE``; also words of other languages.

    Returns
    -------
    LocationType or None
        None where it says nothing, or several things that differ.
    """
    known = _fields().get(plain_words(value))
    if known is not None:
        return cast("LocationType", known)
    found: set[LocationType] = {match.value for match in find_workplace(value, labelled=True)}
    return next(iter(found)) if len(found) == 1 else None


WORKPLACE = Trigger(lambda: [_HINT, _labelled(), *strings(load_table("workplace")["hints_abroad"])])
"""Fires in every text that the finder below finds anything in."""


@needs(WORKPLACE)
def find_workplace(text: str, *, labelled: bool = False) -> list[Match[LocationType]]:
    """Find where the work of this job is done.

    Parameters
    ----------
    text
        A text; a line such as "Austin, TX (Hybrid)", or sentences.
    labelled
        Whether the text is the value of a key for places or ways of working, where the word alone says it.

    Returns
    -------
    list of Match
        ``ONSITE``, ``HYBRID`` or ``TELECOMMUTE``. Perks, teams, tools and what is denied are not claimed.
    """
    text = plain_blanks(text)
    if labelled:
        return _value(text) if len(text) <= _LONGEST_VALUE else []
    unwrapped = unwrap(text, sure=True)
    line, *statements = _statements() if _HINT.search(unwrapped.text) else (None,)
    if has_any(unwrapped.text, strings(load_table("workplace")["hints_abroad"])):
        statements += _abroad()
    found = _claims(text, line) if line else []
    for pattern in statements:
        found += [unwrapped.match(match) for match in _claims(unwrapped.text, pattern)]
    return in_order(found)


def _claims(text: str, pattern: re.Pattern[str]) -> list[Match[LocationType]]:
    found: list[Match[LocationType]] = []
    for match in islice(pattern.finditer(text), MOST_CANDIDATES):
        kind = match.lastgroup
        if kind is not None and not _refused(text, *match.span(kind)):
            found.append(Match(cast("LocationType", kind), *match.span(kind)))
    return found


def _refused(text: str, start: int, end: int) -> bool:
    if _remote_things().match(text, end):
        return True
    low, _ = sentence_around(text, start, end)
    return _negation().search(text, max(low, start - _FRONT), start) is not None


def _value(text: str) -> list[Match[LocationType]]:
    found: list[Match[LocationType]] = []
    for match in _labelled().finditer(text):
        kind = match.lastgroup
        if kind is not None and not _refused(text, *match.span()):
            found.append(Match(cast("LocationType", kind), *match.span()))
    return found
