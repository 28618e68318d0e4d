"""Degrees that are asked for: level, whether it is still pursued, and in which fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Literal, cast

from openpostings.builders.normalise.fields_of_study import find_fields, find_fields_in_front
from openpostings.builders.normalise.graduation import Graduation, find_graduation
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.studying import find_studying, studying_hints
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.normalise.wording import (
    EDGE_BEFORE,
    MOST_CANDIDATES,
    has_any,
    in_order,
    mapping,
    sentence_around,
    unwrap,
)
from openpostings.builders.tables import load_table, strings

__all__ = ["CredentialCategory", "Degree", "Graduation", "Status", "find_degrees", "find_graduation"]

CredentialCategory = Literal["high_school", "associate", "bachelor", "master", "doctorate", "professional_certificate"]
Status = Literal["pursuing", "completed", "either"]

_EDGE_BEHIND = r"(?!\w|&[A-Za-z]\b)"
_APOSTROPHES = str.maketrans("\u00b4\u0060\u2018\u02bc\u0092", "\u2019" * 5)
_LONGEST_JOIN = 30
_ABROAD = 3  # where the patterns of other languages stand
_CITY_IN_FRONT = re.compile(r"[A-Z][a-z]+, $")
_BARE = re.compile(
    r"(?<![\w-])(?:(?:university|college|technical|relevant|academic|advanced|graduate|quantitative) )?"
    r"degrees?(?= (?:program(?:me)? )?in )",
    re.IGNORECASE,
)
_BARE_BEHIND_FIELDS = re.compile(r"(?<![\w-])degrees?(?![\w-])", re.IGNORECASE)
_HINT = re.compile(
    r"[Dd]egree|DEGREE|[Dd]iploma|DIPLOMA|[Hh]igh.[Ss]chool|HIGH|[Bb]ac|BACH|[Mm]aster|MAST|[Dd]octor|DOCT|"
    r"[Pp][Hh]\.?[ ]?[Dd]|\b[BM]\.?[ABCEFILMPST]|\bM[12] |"
    r"[Uu]ndergrad|GED|G\.E|[Cc]ertificate|[Aa]ssociate|\bA\.?[ABS]|J\.?D|"
    r"Pharm|[Ii]ng[ée]nieur|[Ss]tudi[ue]|[Ll]icenciatura|[Gg]rado en|[Mm]áster|[Ss]econdary|"
    r"Ed\.?D|D\.?Phil|[Ll]aurea|[Dd]oktor|Promotion|D\.?V\.?M|DSc"
)


@cache
def _bare_abroad() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(strings(load_table('degrees')['bare']))})(?![\w-])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Degree:
    """One level of education as a requirement names it.

    Parameters
    ----------
    credential_category
        The level; None where a degree is asked for and its level is not said.
    status
        Whether it is still pursued; None where nothing is said.
    fields_of_study
        As written, one each.
    """

    credential_category: CredentialCategory | None
    status: Status | None = None
    fields_of_study: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    level: CredentialCategory | None
    start: int
    end: int
    weak: bool = False
    needs_fields: bool = False


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    table = load_table("degrees")
    words: list[str] = []
    letters: list[str] = []
    weak: list[str] = []
    abroad: list[str] = []
    for level, value in mapping(table["levels"]).items():
        rows = mapping(value)
        for kind, into in (("words", words), ("letters", letters), ("weak", weak), ("abroad", abroad)):
            alternatives = sorted(strings(rows[kind]), key=len, reverse=True)
            if alternatives:
                into.append(f"(?P<{level}>{'|'.join(alternatives)})")
    return (
        re.compile(f"{EDGE_BEFORE}(?:{'|'.join(words)}){_EDGE_BEHIND}", re.IGNORECASE),
        re.compile(f"{EDGE_BEFORE}(?:{'|'.join(letters)}){_EDGE_BEHIND}"),
        re.compile(f"{EDGE_BEFORE}(?:{'|'.join(weak)}){_EDGE_BEHIND}"),
        re.compile(f"{EDGE_BEFORE}(?:{'|'.join(abroad)}){_EDGE_BEHIND}", re.IGNORECASE),
    )


@cache
def _refusals() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_table("degrees")
    behind = "|".join(strings(table["not_behind"]))
    before = "|".join(strings(table["not_before"]))
    return (
        re.compile(rf"(?<!\w)(?:{behind})[ -]$", re.IGNORECASE),
        re.compile(rf"[ -](?:{before})(?!\w)", re.IGNORECASE),
    )


@cache
def _statuses() -> re.Pattern[str]:
    table = load_table("degrees")
    pursuing, completed = ("|".join(strings(table[key])) for key in ("pursuing", "completed"))
    return re.compile(rf"(?<![\w-])(?:(?P<pursuing>{pursuing})|(?P<completed>{completed}))(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Around:
    """Patterns for what stands beside degrees."""

    join: re.Pattern[str]
    weak_behind: re.Pattern[str]
    weak_in_front: re.Pattern[str]
    school_in_front: re.Pattern[str]
    student: re.Pattern[str]
    goes_on: re.Pattern[str]
    done: re.Pattern[str]
    either: re.Pattern[str]
    pursuing_name: re.Pattern[str]
    completed_name: re.Pattern[str]
    people: re.Pattern[str]
    people_behind: re.Pattern[str]


@cache
def _around() -> _Around:
    table = load_table("degrees")
    keys = ("joins", "weak_behind", "student_behind", "weak_in_front", "school_in_front")
    joins, weak, student, weak_in_front, school_in_front = ("|".join(strings(table[key])) for key in keys)
    shared = r"(?:['\u2019]s)?(?: \(?(?:degrees?|level|programs?|students?)\)?)?"
    articles = r"(?:(?:an?|higher|preferably|your|either)[ ]){0,2}"
    return _Around(
        re.compile(rf"{shared}[ ]?(?:{joins})[ ]?{articles}"),
        re.compile(rf"(?:['\u2019]s)?[ ]?\(?(?:{weak})", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{weak_in_front})$", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{school_in_front})$", re.IGNORECASE),
        re.compile(rf"(?:['\u2019]s)?(?: degree| program)?(?:[ -]| \()?(?:{student})\b", re.IGNORECASE),
        re.compile(str(table["pursuing_behind"]), re.IGNORECASE),
        re.compile(str(table["completed_behind"]), re.IGNORECASE),
        re.compile(str(table["either_behind"]), re.IGNORECASE),
        re.compile(str(table["pursuing_names"]), re.IGNORECASE),
        re.compile(str(table["completed_names"]), re.IGNORECASE),
        re.compile(rf"(?:['\u2019]s)?(?:[ -](?:degree|level))?[ -]{table['people']}(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{table['people_behind']})[ ](?:[\w'\u2019/-]+,? ){{0,4}}$", re.IGNORECASE),
    )


def _says_abroad(text: str) -> bool:
    return has_any(text, strings(load_table("degrees")["hints_abroad"]))


def _tokens(text: str) -> list[_Token]:
    behind, before = _refusals()
    found: list[_Token] = []
    patterns = _patterns() if _says_abroad(text) else _patterns()[:_ABROAD]
    for position, pattern in enumerate(patterns):
        for match in islice(pattern.finditer(text), MOST_CANDIDATES):
            verb = match.group()[:6].casefold() == "master"
            front = verb and behind.search(text, max(0, match.start() - 14), match.start())
            refused = front or before.match(text, match.end()) or _of_others(text, *match.span())
            if not refused:
                level = cast("CredentialCategory", match.lastgroup)
                end = match.start() + len(match.group().rstrip())
                found.append(_Token(level, match.start(), end, position == 2))  # noqa: PLR2004 - the weak ones
    for pattern, needs_fields in ((_BARE, False), (_bare_abroad(), False), (_BARE_BEHIND_FIELDS, True)):
        bare = islice(pattern.finditer(text), MOST_CANDIDATES)
        found += [_Token(None, *match.span(), needs_fields=needs_fields) for match in bare]
    kept: list[_Token] = []
    for token in sorted(found, key=lambda token: (token.start, -token.end, token.weak, token.needs_fields)):
        last = kept[-1] if kept else None
        if last is not None and _abbreviates(text, token, last.level, last.end):
            kept[-1] = replace(last, end=token.end + 1)
        elif last is None or token.start >= last.end:
            kept.append(token)
    return kept


def _abbreviates(text: str, token: _Token, level: CredentialCategory | None, end: int) -> bool:
    """Whether a degree stands in brackets behind the same one: "Bachelor of Science (BS)"."""
    in_brackets = text[end : token.start] == " (" and text[token.end : token.end + 1] == ")"
    return in_brackets and token.level == level


def _of_others(text: str, start: int, end: int) -> bool:
    """Whether this is the degree of people whom one works with: "experience tutoring high school students"."""
    around = _around()
    named = around.pursuing_name.search(text, start, end) or around.people.match(text, end)
    return named is not None and around.people_behind.search(text, max(0, start - 60), start) is not None


def _joined(text: str, first: _Token, second: _Token) -> bool:
    gap = second.start - first.end
    return gap <= _LONGEST_JOIN and _around().join.fullmatch(text, first.end, second.start) is not None


def _groups(text: str, *, title: bool) -> list[list[_Token]]:
    """Degrees that stand side by side share their fields; letters alone need company or a word behind them."""
    groups: list[list[_Token]] = []
    for token in _tokens(text):
        if groups and _joined(text, groups[-1][-1], token):
            groups[-1].append(token)
        else:
            groups.append([token])
    return [group for group in groups if any(_sure(text, token, title=title) for token in group) or len(group) > 1]


def _sure(text: str, token: _Token, *, title: bool) -> bool:
    if not token.weak:
        return True
    low = max(0, token.start - 60)
    if token.level == "high_school":
        return _around().school_in_front.search(text, low, token.start) is not None
    if _CITY_IN_FRONT.search(text, max(0, token.start - 20), token.start):
        return False
    bracketed = text[token.start - 1 : token.start] == "(" and text[token.end : token.end + 1] == ")"
    spelt = text.startswith("aster", token.start + 1)
    led = spelt and _around().weak_in_front.search(text, low, token.start)
    return bool(_around().weak_behind.match(text, token.end) or (title and bracketed) or led)


def _status(text: str, low: int, group: list[_Token], behind: int) -> tuple[Status | None, int | None]:
    """Read what stands in front of a degree, back to the sentence's beginning or the degree before, and behind it."""
    start, end = group[0].start, group[-1].end
    around = _around()
    kinds: set[str] = set()
    first: int | None = None
    for match in _statuses().finditer(text, low, start):
        first = match.start() if first is None else first
        kinds.add(str(match.lastgroup))
    if around.either.match(text, end):
        return "either", first
    school = group[0].level == "high_school" and group[0].weak and not kinds
    if school or around.student.match(text, end) or around.goes_on.match(text, behind):
        kinds.add("pursuing")
    if any(around.pursuing_name.search(text, token.start, token.end) for token in group):
        kinds.add("pursuing")
    finished = around.done.match(text, end) or around.done.match(text, behind)
    if finished or any(around.completed_name.search(text, token.start, token.end) for token in group):
        kinds.add("completed")
    if len(kinds) > 1:
        return "either", first
    return cast("Status | None", kinds.pop() if kinds else None), first


DEGREES = Trigger(lambda: [_HINT, *strings(load_table("degrees")["hints_abroad"]), *studying_hints()])
"""Fires in every text that the finder below finds anything in."""


@needs(DEGREES)
def find_degrees(text: str, *, title: bool = False) -> list[Match[Degree]]:
    """Find the degrees that a requirement (or a title) names.

    Parameters
    ----------
    text
        A requirement, a list of them, or a title.
    title
        Whether the text is a title, where letters in brackets need no further company: "Research Intern (MS)".

    Returns
    -------
    list of Match
        One for each level named, in order; levels side by side share their fields of study.
    """
    unwrapped = unwrap(text if text.isascii() and "`" not in text else text.translate(_APOSTROPHES))
    text = unwrapped.text
    found = _named_degrees(text, title=title) if _HINT.search(text) or _says_abroad(text) else []
    for one in find_studying(text):
        level: CredentialCategory | None = "bachelor" if one.value.bachelor else None
        said = [match for match in found if match.value.status == "pursuing"]
        known = any(level in {None, match.value.credential_category} for match in said)
        if not known and not any(match.start < one.end and one.start < match.end for match in found):
            found.append(Match(Degree(level, "pursuing", one.value.fields), one.start, one.end))
    found = _either(sorted(found, key=lambda match: match.start))
    # "An undergraduate in a BSc in physics" names one degree: the student says no more than it does.
    fuller = {one.value.credential_category for one in found if one.value.fields_of_study and one.value.status}
    kept = [one for one in found if one.value.fields_of_study or one.value.credential_category not in fuller]
    return [unwrapped.match(match) for match in in_order(kept)]


def _named_degrees(text: str, *, title: bool) -> list[Match[Degree]]:
    found: list[Match[Degree]] = []
    behind = 0
    status: Status | None = None
    groups = _groups(text, title=title)
    for at, group in enumerate(groups):
        low, high = sentence_around(text, group[0].start, group[-1].end)
        high = min(high, groups[at + 1][0].start) if at + 1 < len(groups) else high
        last = found[-1] if found else None
        if last is not None and last.value.fields_of_study and len(group) == 1:
            level = last.value.credential_category or group[0].level
            if _abbreviates(text, group[0], level, last.end):
                found[-1] = Match(replace(last.value, credential_category=level), last.start, group[0].end + 1)
                behind = group[0].end + 1
                continue
        fields, begin, end = _fields(text, max(low, behind), group, high)
        if group[0].needs_fields and not fields:
            continue
        status_here, said_at = _status(text, max(low, behind), group, end)
        goes_on = _around().goes_on.match(text, end)
        end = goes_on.end() if goes_on else end
        same_sentence = bool(found) and low < behind
        status = status_here or (status if same_sentence else None)
        for position, token in enumerate(group):
            start = min(begin, token.start if said_at is None else said_at) if position == 0 else token.start
            stop = end if position == len(group) - 1 else token.end
            if token.level is not None or ((fields or status) and all(other.level is None for other in group)):
                found.append(Match(Degree(token.level, status, fields), start, stop))
        behind = max(behind, end)
    return found


def _fields(text: str, low: int, group: list[_Token], high: int) -> tuple[tuple[str, ...], int, int]:
    start, end = group[0].start, group[-1].end
    fields, behind = find_fields(text, end, high)
    if fields:
        return fields, start, behind
    fields, begin = find_fields_in_front(text, low, start)
    return fields, begin, end


def _either(found: list[Match[Degree]]) -> list[Match[Degree]]:
    """Join the degrees of one level that may be held or still be pursued, as one text names both."""
    joined: list[Match[Degree]] = []
    for match in found:
        last = joined[-1] if joined else match
        both = {match.value.status, last.value.status} == {"completed", "pursuing"}
        if both and match.value.credential_category == last.value.credential_category:
            fields = tuple(dict.fromkeys(last.value.fields_of_study + match.value.fields_of_study))
            joined[-1] = Match(Degree(last.value.credential_category, "either", fields), last.start, match.end)
        else:
            joined.append(match)
    return joined
