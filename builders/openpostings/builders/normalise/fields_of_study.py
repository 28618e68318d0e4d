"""Fields of study behind a degree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from openpostings.builders.normalise.wording import mapping
from openpostings.builders.tables import load_table, strings

_LONGEST = 240
_LONGEST_FIELD = 70
_MOST_WORDS = 7
_SEPARATOR = re.compile(r",? (?:and/or|or|and|oder|und|ou|et|y|e)(?= )|,|(?<![a-z])/|/(?=[A-Z])", re.IGNORECASE)
_LOWER_SLASH = re.compile(r"(?<=[a-z])/(?=[a-z])")
_STEM = re.compile(r"(?:an? )?STEM(?:[ -]related)?(?: (?:fields?|disciplines?|subjects?|majors?|areas?|degrees?))?")
_ARTICLES = re.compile(r"(?:an?|in|the|either|or|and|preferably|ideally|i\.e\.|e\.g\.)[ ]", re.IGNORECASE)
_DEGREE_BEHIND = re.compile(r"[ ](?:degrees?|majors?|programs?|or|and)$", re.IGNORECASE)
_MARKS = " .,:-\u2013*\"'\u201c\u201d?!"


@dataclass(frozen=True, slots=True)
class _Patterns:
    lead: re.Pattern[str]
    preamble: re.Pattern[str]
    stop: re.Pattern[str]
    related: re.Pattern[str]
    compound: re.Pattern[str]


def _words(key: str) -> str:
    return "|".join(strings(load_table("fields_of_study")[key]))


def _related() -> str:
    table = mapping(load_table("fields_of_study")["related"])
    keys = ("adjectives", "nouns", "vague", "alone")
    adjectives, nouns, vague, alone = ("|".join(strings(table[key])) for key in keys)
    articles = r"(?:(?:any|some|an?|other|another|closely|directly|highly) ){0,3}"
    return (
        rf"(?:(?:or|and) )?{articles}(?:(?:{adjectives})[ -]?){{0,2}}(?:{nouns})(?: (?:of study|related))?"
        rf"|.* (?:fields?|disciplines?|subjects?)|{articles}(?:{vague})(?: \S+){{0,6}}|(?:or )?{articles}(?:{alone})"
    )


@cache
def _patterns() -> _Patterns:
    table = load_table("degrees")
    stop = (
        rf"[;:()\n\r•|?]|\.(?=\s|$)| [-\u2013\u2014] |,? (?:(?:{_words('stops')})\b"
        rf"|or (?:{_words('stops_behind_or')})|and (?:{_words('stops_behind_and')}))"
    )
    lead = rf"(?:['\u2019]s)?,?(?: \(?(?:{_words('between')})\)?,?){{0,3}} \(?(?:{_words('leads')}) "
    return _Patterns(
        re.compile(lead, re.IGNORECASE),
        re.compile(rf"(?:{_words('preambles')})", re.IGNORECASE),
        re.compile(stop, re.IGNORECASE),
        re.compile(_related(), re.IGNORECASE),
        re.compile("|".join(strings(table["compound_fields"])), re.IGNORECASE),
    )


def _cut(text: str, start: int, end: int) -> list[str]:
    shielded = [found.span() for found in _patterns().compound.finditer(text, start, end)]
    shielded += [found.span() for found in _LOWER_SLASH.finditer(text, start, end)]
    parts: list[str] = []
    at = start
    for cut in _SEPARATOR.finditer(text, start, end):
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
    lead = patterns.lead.match(text, end)
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
