"""What stands around an amount: whether it is pay, and for which unit of time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, cast

from openpostings.builders.normalise.context import Vocabulary, bounds
from openpostings.builders.normalise.numbers import alternation
from openpostings.builders.tables import load_table, string_lists, strings

PayUnit = Literal["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]
Verdict = Literal["pay", "not_pay", "unsaid"]

_BARE: dict[str, PayUnit] = {"HOUR": "HOUR", "DAY": "DAY", "WEEK": "WEEK", "MONTH": "MONTH", "YEAR": "YEAR"}
_LEFT, _RIGHT = 140, 60
_PAIR = 2
_LINE = re.compile(r"[.!?][ ]|\n|[;•|]")
# "30,000 (OTE 45,000)": the bracket speaks of another amount.
_OTHER_SUM = re.compile(r"[ ]?\([^()\n$\u20ac\u00a3]{0,40}[$\u20ac\u00a3]")
_ALONE_BEFORE = re.compile(r"(?:\A|[\n|\u2022])[\s*-]{0,6}\Z")
_ALONE_AFTER = re.compile(r"[ \t*]{0,6}(?:\Z|[\n|\u2022])")
_SOFT_WORDS = (
    r"[,+&$\u20ac\u00a3]|\b(?:and|plus|with|as well as|in addition|excluding|excl|exclusive of|not including|before"
    r"|on top of)\b"
)
_SOFT = re.compile(_SOFT_WORDS, re.IGNORECASE)
_SOFT_IN_FIELD = re.compile(rf"{_SOFT_WORDS}|\b(?:including|incl?|inclusive)\b", re.IGNORECASE)


def table_words(key: str) -> str:
    """Return a regex fragment for a list of words in ``data/pay.yaml``."""
    return alternation(strings(load_table("pay")[key]))


@cache
def _unit_words(key: str) -> Mapping[str, PayUnit]:
    table = string_lists(cast("dict[str, object]", load_table("pay")[key]))
    return {word: cast("PayUnit", unit) for unit, words in table.items() for word in words}


@cache
def period_fragment() -> str:
    """Return a regex fragment for "per hour", "/yr", "annually", with what may stand between it and the amount."""
    filler = rf"(?:[ \u00a0]{{0,2}}{table_words('filler')}(?!\w)){{0,2}}"
    noun = rf"(?:(?<!\w){table_words('per')}|/)[ \u00a0]{{0,2}}{alternation(_unit_words('units'))}(?!\w)"
    # Fields of job boards name the unit bare, in capitals: "$20.00 - $25.00 HOUR".
    bare = "(?-i:HOUR|DAY|WEEK|MONTH|YEAR)(?![\\w-])"
    period = rf"(?:{noun}|(?<![^\W\d_])(?:{alternation(_unit_words('alone'))}(?!\w)|{bare}))"
    return rf"(?:{filler}[ \u00a0]{{0,2}}(?:\([ ]?{period}[ ]?\)|,?[ \u00a0]{{0,2}}{period}))"


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{table_words('per')}|/)[ \u00a0]{{0,2}}(?P<noun>{alternation(_unit_words('units'))})\)?$", re.IGNORECASE
    )


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(rf"(?P<word>{alternation(_unit_words('alone'))})\)?$", re.IGNORECASE)


def read_period(text: str) -> PayUnit | None:
    """Read what ``period_fragment`` matched."""
    folded = text.strip().replace("\u00a0", " ")
    hit = _noun().search(folded)
    if hit:
        return _unit_words("units").get(hit["noun"].casefold())
    bare = folded.rpartition(" ")[2].strip("()")
    if bare in _BARE:
        return _BARE[bare]
    word = _alone().search(folded)
    return _unit_words("alone").get(word["word"].casefold()) if word else None


@cache
def _before() -> Vocabulary:
    return Vocabulary(_unit_words("before"))


def period_before(text: str, start: int) -> tuple[PayUnit, int] | None:
    """Find the last word of the line before an amount that gives its unit.

    Parameters
    ----------
    text
        The whole text.
    start
        Where the amount begins.

    Returns
    -------
    tuple or None
        The unit, and where its word begins in the text.
    """
    floor, _ = bounds(text, start, start, _LINE, (_LEFT, 0))
    hits = list(_before().find(text, floor, start))
    # A figure between the word and the amount is what the word belongs to.
    if not hits or any(mark.isdigit() for mark in text[hits[-1][1] : start]):
        return None
    return cast("PayUnit", hits[-1][2]), hits[-1][0]


@cache
def _kinds(*, field: bool) -> Vocabulary:
    table = load_table("pay")
    fine = strings(table["fine_in_field"]) if field else ()
    others = [word for word in strings(table["not_pay"]) if word not in fine]
    return Vocabulary(dict.fromkeys(strings(table["pay"]), "pay") | dict.fromkeys(others, "not_pay"))


@cache
def _strong() -> Vocabulary:
    return Vocabulary(dict.fromkeys(strings(load_table("pay")["never"]), "never"))


@cache
def _pay_beside() -> re.Pattern[str]:
    return re.compile(rf"[ ]{{0,2}}[•|·,+(&]?[ ]{{0,2}}{table_words('beside')}(?!\w)", re.IGNORECASE)


@cache
def _odd() -> re.Pattern[str]:
    odd = table_words("odd_units")
    return re.compile(
        rf"[ \u00a0]{{0,2}}\(?(?:(?:/|p/|a|each|every)[ ]?{odd}(?!\w)|per[ ](?:[a-z]|[0-9])|{odd}(?!\w))", re.IGNORECASE
    )


def odd_period(text: str, end: int) -> bool:
    """Say whether an amount that has no unit is paid for something else: "$500 per shift", "$1,200 fortnightly"."""
    return _odd().match(text, end) is not None


@cache
def _estimate() -> re.Pattern[str]:
    return re.compile(rf"[^\n0-9$]{{0,24}}\b{table_words('estimate')}[ ]?(?:\)|:|;|,|\n|\Z)", re.IGNORECASE)


def estimate_after(text: str, end: int) -> int | None:
    """Find where "(Glassdoor est.)" right behind an amount ends: the amount is a guess, not what is paid."""
    hit = _estimate().match(text, end)
    return hit.end() if hit else None


@cache
def _qualified() -> frozenset[str]:
    return frozenset(strings(load_table("pay")["qualified"]))


def _is_perk(text: str, hits: list[tuple[int, int, str]]) -> bool:
    """Say whether the last word of pay is made a perk by the word before it: "wellness stipend"."""
    if len(hits) < _PAIR or text[hits[-1][0] : hits[-1][1]].casefold() not in _qualified():
        return False
    return hits[-2][2] == "not_pay" and not text[hits[-2][1] : hits[-1][0]].strip(" -")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether a range is all that its line, or its cell of a line, holds: what a posting so sets apart is pay."""
    return (
        _ALONE_BEFORE.search(text, max(0, start - _RIGHT), start) is not None
        and _ALONE_AFTER.match(text, end) is not None
    )


def judge(text: str, start: int, end: int, *, field: bool = False) -> Verdict:
    """Say whether the words around an amount make it pay.

    Parameters
    ----------
    text
        The whole text.
    start, end
        Span of the amounts.
    field
        The text is the value of a field for pay: words that there name a scale of pay ("award") tell nothing.

    Returns
    -------
    str
        ``pay``, ``not_pay``, or ``unsaid`` where no word tells. The phrase after the amount decides before the words
        in front of it, and of those the nearest.
    """
    floor, ceiling = bounds(text, start, end, _LINE, (_LEFT, _RIGHT))
    aside = _OTHER_SUM.match(text, end)
    soft = (_SOFT_IN_FIELD if field else _SOFT).search(text, end, ceiling)
    ceiling = end if aside else soft.start() if soft else ceiling
    # What follows a bracket that was opened before the amount speaks of something else.
    closing = text.find(")", end, ceiling)
    if closing >= 0 and "(" not in text[end:closing]:
        ceiling = closing
    after = {kind for _, _, kind in _kinds(field=field).find(text, end, ceiling)}
    if "not_pay" in after:
        return "not_pay"
    if _strong().has(text, floor, start):
        return "not_pay"
    before = list(_kinds(field=field).find(text, floor, start))
    if before:
        return "not_pay" if _is_perk(text, before) else cast("Verdict", before[-1][2])
    return "pay" if after or _pay_beside().match(text, end) else "unsaid"
