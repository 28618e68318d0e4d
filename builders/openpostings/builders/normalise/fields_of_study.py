"""Fields of study behind a degree, and in front of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from openpostings.builders.normalise.wording import mapping
from openpostings.builders.tables import load_table, strings

_LONGEST = 240
_LONGEST_FIELD = 70
_LONGEST_LISTED = 110
_MOST_LISTED_WORDS = 4
_MOST_WORDS = 7
_SEPARATOR = re.compile(r",? (?:and/or|or|and|oder|und|ou|et|y|e|o)(?= )|,|(?<![a-z])/|/(?=[A-Z])", re.IGNORECASE)
_LOWER_SLASH = re.compile(r"(?<=[a-z])/(?=[a-z])")
_STEM = re.compile(r"(?:an? )?STEM(?:[ -]related)?(?: (?:fields?|disciplines?|subjects?|majors?|areas?|degrees?))?")
_ARTICLES = re.compile(r"(?:an?|in|the|either|or|and|preferably|ideally|i\.e\.|e\.g\.)[ ]", re.IGNORECASE)
_DEGREE_BEHIND = re.compile(
    r"[ ](?:degrees?|majors?|programs?|or|and|and/or|oder|und|ou|et|o|y|an?|in|im|en)$", re.IGNORECASE
)
_LONGEST_TRAILER = 30
_LONGEST_RUN = 90
_WORD = re.compile(r"[^\s(]+")
_JOINS = frozenset({"or", "and", "and/or", "&"})
_MARKS = " .,:-\u2013*\"'\u201c\u201d?!"


@dataclass(frozen=True, slots=True)
class _Patterns:
    lead: re.Pattern[str]
    preamble: re.Pattern[str]
    stop: re.Pattern[str]
    related: re.Pattern[str]
    compound: re.Pattern[str]
    studied: re.Pattern[str]
    studied_in: re.Pattern[str]
    head: re.Pattern[str]
    part: re.Pattern[str]


def _words(key: str) -> str:
    return "|".join(strings(load_table("fields_of_study")[key]))


def _related() -> str:
    table = mapping(load_table("fields_of_study")["related"])
    keys = ("adjectives", "nouns", "vague", "alone")
    adjectives, nouns, vague, alone = ("|".join(strings(table[key])) for key in keys)
    articles = r"(?:(?:any|some|an?|other|another|closely|directly|highly|eine[mnrs]?|un|una|une) ){0,3}"
    return (
        rf"(?:(?:or|and) )?{articles}(?:(?:{adjectives})[ -]?){{0,2}}(?:{nouns})(?: (?:of study|related))?"
        rf"|.* (?:fields?|disciplines?|subjects?)|{articles}(?:{vague})(?: \S+){{0,6}}|(?:or )?{articles}(?:{alone})"
    )


@cache
def _patterns() -> _Patterns:
    table = load_table("degrees")
    stop = (
        rf"[;:()\n\r•|?]|\.(?=\s|$)|[\"\u201d](?=[,. ]|$)| [-\u2013\u2014] |,? (?:(?:{_words('stops')})\b"
        rf"|or (?:{_words('stops_behind_or')})|and (?:{_words('stops_behind_and')}))"
    )
    lead = rf"(?:['\u2019]s)?\)?,?(?: \(?(?:{_words('between')})\)?,?){{0,3}} \(?(?:(?:{_words('leads')}) |d['\u2019])"
    return _Patterns(
        re.compile(lead, re.IGNORECASE),
        re.compile(rf"(?:{_words('preambles')})", re.IGNORECASE),
        re.compile(stop, re.IGNORECASE),
        re.compile(_related(), re.IGNORECASE),
        re.compile("|".join(strings(table["compound_fields"])), re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:(?P<foreign>{_words('studied_abroad')})|{_words('studied')})[ ]", re.IGNORECASE),
        re.compile(rf"[ ](?:(?:{_words('studied_in')})[ ](?:full-time )?|\()$", re.IGNORECASE),
        re.compile(rf"(?:{_words('heads')})", re.IGNORECASE),
        re.compile(rf"(?:{_words('parts')}|{_words('heads')})", re.IGNORECASE),
    )


@cache
def _separators() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give words of other languages for "and" and "or", each with what shows that its language is spoken."""
    rows = cast("list[tuple[str, str]]", load_table("fields_of_study")["separators"])
    return tuple((re.compile(sign, re.IGNORECASE), words) for sign, words in rows)


@cache
def _separator(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join([*(rf",? (?:{word})(?= )" for word in words), _SEPARATOR.pattern]), re.IGNORECASE)


def _cut(text: str, start: int, end: int) -> list[str]:
    spoken = tuple(words for sign, words in _separators() if sign.search(text))
    shielded = [found.span() for found in _patterns().compound.finditer(text, start, end)]
    shielded += [found.span() for found in _LOWER_SLASH.finditer(text, start, end)]
    parts: list[str] = []
    at = start
    for cut in _separator(spoken).finditer(text, start, end):
        if any(low <= cut.start() < high for low, high in shielded):
            continue
        parts.append(text[at : cut.start()])
        at = cut.end()
    parts.append(text[at:end])
    return parts


def _clean(part: str) -> str | None:
    field = " ".join(part.split()).strip(_MARKS)
    article = _ARTICLES.match(field)
    while article is not None:
        field = field[article.end() :]
        article = _ARTICLES.match(field)
    if _STEM.fullmatch(field):
        return "STEM"
    if _patterns().related.fullmatch(field):
        return None
    field = _DEGREE_BEHIND.sub("", field)
    if not field or len(field) > _LONGEST_FIELD or len(field.split()) > _MOST_WORDS or not field[0].isalpha():
        return None
    return None if len(field) < 2 or _patterns().related.fullmatch(field) else field  # noqa: PLR2004 - a lone letter


_SCHOOL = re.compile(
    r"(?: degree| program(?:me)?)? (?:from|at) (?:an? |the )?(?:[\w-]+ ){0,2}?(?:college|university|institution|school)"
    r"(?: or (?:[\w-]+ )?(?:college|university|institution))?(?= in )"
)


def find_fields(text: str, end: int, high: int) -> tuple[tuple[str, ...], int]:
    """Read the fields of study that belong to a degree.

    Parameters
    ----------
    text
        The text.
    end
        Where the degree ends.
    high
        Where its sentence ends.

    Returns
    -------
    fields : tuple of str
        The fields as written, one each, without "or a related field"; empty where none are named.
    end : int
        The end of the evidence: of the fields, or of the degree where there are none.
    """
    patterns = _patterns()
    school = _SCHOOL.match(text, end)
    lead = patterns.lead.match(text, school.end() if school else end)
    if lead is None:
        return (), end
    low = lead.end()
    preamble = patterns.preamble.match(text, low)
    low = preamble.end() if preamble else low
    limit = min(len(text), max(high, low), low + _LONGEST)
    stop = patterns.stop.search(text, low, limit)
    limit = stop.start() if stop else limit
    fields = [field for part in _cut(text, low, limit) if (field := _clean(part)) is not None]
    if not fields:
        return (), end
    at = text.rfind(fields[-1], low, limit)
    return tuple(dict.fromkeys(fields)), at + len(fields[-1]) if at >= 0 else limit


def listed_fields(text: str, start: int) -> tuple[tuple[str, ...], int]:
    """Read fields of study that stand right here: behind "Du studierst", "étudiante en".

    Parameters
    ----------
    text
        The text.
    start
        Where they begin.

    Returns
    -------
    fields : tuple of str
        The fields as written, one each.
    end : int
        Where they end.
    """
    limit = min(len(text), start + _LONGEST_LISTED)
    stop = _patterns().stop.search(text, start, limit)
    limit = stop.start() if stop else limit
    fields = [field for part in _cut(text, start, limit) if (field := _clean(part)) is not None]
    if not fields or max(len(field.split()) for field in fields) > _MOST_LISTED_WORDS:
        return (), start
    return tuple(dict.fromkeys(fields)), text.rfind(fields[-1], start, limit) + len(fields[-1])


def find_fields_in_front(text: str, low: int, start: int) -> tuple[tuple[str, ...], int]:
    """Read the fields of study that stand in front of a degree: "student of law in a Master's", "a physics degree".

    Parameters
    ----------
    text
        The text.
    low
        Where its sentence, or what is left of it, begins.
    start
        Where the degree begins.

    Returns
    -------
    fields : tuple of str
        The fields as written, one each; empty where none are named.
    start : int
        Where the evidence begins: the fields, or the degree where there are none.
    """
    patterns = _patterns()
    low = max(low, start - _LONGEST)
    trailer = patterns.studied_in.search(text, max(low, start - _LONGEST_TRAILER), start)
    if trailer is None:
        return _run_in_front(text, low, start)
    leads = list(patterns.studied.finditer(text, low, trailer.start()))
    lead = leads[-1] if leads else None
    if lead is None or patterns.stop.search(text, lead.end(), trailer.start()):
        return (), start
    parts = _cut(text, lead.end(), trailer.start())
    fields = [field for part in parts if (field := _clean(part)) is not None]
    known = [field for field in fields if patterns.head.fullmatch(field.split()[-1])]
    if lead["foreign"] and all(field[0].isupper() or not field.isascii() for field in fields):
        known = fields
    return (tuple(dict.fromkeys(fields)), lead.end()) if fields and len(known) == len(fields) else ((), start)


def _run_in_front(text: str, low: int, start: int) -> tuple[tuple[str, ...], int]:
    """Read a run of words right in front of a degree that are all parts of names of fields."""
    patterns = _patterns()
    begin = last = start
    for word in reversed(list(_WORD.finditer(text, max(low, start - _LONGEST_RUN), start))):
        bare = word.group().strip(",")
        joins = bare.casefold() in _JOINS
        named = all(patterns.part.fullmatch(piece) for piece in bare.split("/"))
        ends = last == start and (
            joins or not patterns.head.fullmatch(bare.rpartition("/")[2]) or word.end() != start - 1
        )
        if ends or not (joins or named):
            if bare.casefold() in strings(load_table("fields_of_study")["no_run_behind"]):
                return (), start
            break
        last = word.start()
        begin = begin if joins or bare == "of" else word.start()
    fields = [field for part in _cut(text, begin, start) if (field := _clean(part)) is not None]
    return (tuple(dict.fromkeys(fields)), begin) if fields else ((), start)
