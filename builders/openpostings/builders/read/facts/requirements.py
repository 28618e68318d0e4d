"""Duties and requirements as items, and what the requirements say of degrees, experience and skills."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.held import held
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.places import parse_place
from openpostings.builders.normalise.skills import find_skills
from openpostings.builders.normalise.triggers import Choice, folded
from openpostings.builders.read.cues import fold, sentence_cue
from openpostings.builders.read.draft import Claim, Draft, Json
from openpostings.builders.read.facts.degrees import degrees_in, read_degrees
from openpostings.builders.read.facts.lengths import read_experience
from openpostings.builders.read.page import Page, claim
from openpostings.builders.read.passages import Entry
from openpostings.builders.read.patterns import matched, pattern
from openpostings.builders.read.sections import QUALIFICATIONS, Part
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import load_table, strings

_PRIORITY: Final = {"minimum_qualifications": "minimum", "preferred_qualifications": "preferred"}
_AND: Final = r"or|and|oder|und|ou|et|o|y|e|of|en|eller|og|och|nebo|a|lub|i"
_BETWEEN: Final = re.compile(rf"\s*(?:,(?:\s*(?:{_AND})\b)?|\s(?:{_AND}|&)\s)\s*")
_NO_ITEM: Final = frozenset({"legal", "application", "pay", "benefits", "about_employer"})


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    table = cast("dict[str, object]", load_table("requirement_kinds")["kinds"])
    return tuple((kind, row) for kind, rows in table.items() for row in strings(rows))


_KINDS: Final = Choice(_kinds)


@cache
def _words() -> tuple[tuple[str, str], ...]:
    table = load_table("requirement_kinds")
    return tuple((name, cast("str", table[name])) for name in ("preferred", "minimum"))


_NEED: Final = Choice(_words)


@held
def _skills_of(text: str) -> tuple[Match[str], ...]:
    """Give the skills of a requirement, each with its span; the same one may stand on several pages."""
    return tuple(find_skills(text))


@held
def requirement_kind(text: str) -> str:
    """Tell what a requirement is about.

    Parameters
    ----------
    text
        The item as written.
    """
    kind = _KINDS.first(*folded(text))
    return kind or ("skill" if _skills_of(text) else "other")


def requirement_priority(text: str, section: str) -> str:
    """Tell whether a requirement must be met: its own words first, then its section."""
    said = _NEED.first(*folded(text))
    priority = _PRIORITY.get(section, "unspecified")
    return said if said is not None and (said == "preferred" or priority == "unspecified") else priority


def read_requirements(page: Page, draft: Draft) -> None:
    """Read duties and requirements, then what the requirements hold."""
    asked: list[tuple[Span, str]] = []
    for part in page.parts:
        if part.kind == "responsibilities":
            for entry in _items(part):
                value: Json = {"text": entry.text, "depth": entry.depth, "heading": part.heading}
                draft.claim("responsibilities", Claim(value, entry.start, entry.end, "section.item"))
        elif part.kind in QUALIFICATIONS:
            asked.extend(_read_requirement(page, draft, part, entry) for entry in _items(part))
    read_degrees(page, draft, asked)
    read_experience(draft, asked)
    _read_skills(draft, asked)


def _items(part: Part) -> Iterator[Entry]:
    if part.entries:
        yield from sorted(part.entries, key=lambda entry: entry.start)
        return
    for span in part.spans:
        # A line without a full stop is an item of a list that lost its bullets, whatever its words are.
        cue = sentence_cue(span.text)
        if part.heading is None and part.kind == "responsibilities" and cue != "responsibilities":
            # Without a heading nothing but its own words makes a sentence a duty.
            continue
        gate = cue == "legal" and part.kind in QUALIFICATIONS and requirement_kind(span.text) == "work_authorization"
        if span.text[-1] not in ".!?" or cue not in _NO_ITEM or gate:
            yield Entry(span.start, span.end, " ".join(span.text.split()), 0)


def _read_requirement(page: Page, draft: Draft, part: Part, entry: Entry) -> tuple[Span, str]:
    priority = requirement_priority(entry.text, part.kind)
    value: Json = {
        "text": entry.text,
        "depth": entry.depth,
        "heading": part.heading,
        "priority": priority,
        "kind": requirement_kind(entry.text),
    }
    draft.claim("qualifications", Claim(value, entry.start, entry.end, "section.item"))
    return Span(entry.start, entry.end, page.text[entry.start : entry.end]), priority


def _skills_in(text: str) -> Iterator[Match[str]]:
    """Give the skills of a requirement, but not the subjects that a degree is asked in."""
    fields = {field.casefold() for degree in degrees_in(text) for field in degree.value.fields_of_study}
    known = [match for match in _skills_of(text) if text[match.start : match.end].casefold() not in fields]
    yield from known
    if requirement_kind(text) in {"skill", "experience"} and not fields:
        yield from _named_skills(text, known)


def _named_skills(text: str, known: list[Match[str]]) -> Iterator[Match[str]]:
    """Give names that a requirement asks for and nothing else ("Experience with EPANET"), where no table has them."""
    whole = pattern("named_skill").match(text)
    if whole is None:
        return
    begin, last = whole.span(matched(whole, "names"))
    for mark in [*_BETWEEN.finditer(text, begin, last), None]:
        end = mark.start() if mark else last
        name = " ".join(text[begin:end].split())
        taken = any(match.start < end and begin < match.end for match in known)
        if not taken and pattern("skill_name").match(name) and not _is_place_or_tongue(name):
            yield Match(name, begin, end)
        begin = mark.end() if mark else end


def _is_place_or_tongue(name: str) -> bool:
    return parse_place(name) is not None or _language().search(fold(name)) is not None


@cache
def _language() -> re.Pattern[str]:
    return re.compile("|".join(tongue for kind, tongue in _kinds() if kind == "language"))


def _read_skills(draft: Draft, asked: list[tuple[Span, str]]) -> None:
    found: dict[str, Claim] = {}
    must: set[str] = set()
    for span, priority in asked:
        for match in _skills_in(span.text):
            if match.value not in found or (priority == "minimum" and match.value not in must):
                value: Json = {"name": match.value, "priority": priority, "concept": None}
                found[match.value] = claim(span, match, value, "item.skill")
                must.update([match.value] if priority == "minimum" else [])
    for one in found.values():
        draft.claim("skills", one)
