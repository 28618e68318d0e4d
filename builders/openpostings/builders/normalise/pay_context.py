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
_LINE = re.compile(r"[.!?][ ]|\n|[;•|]")
_SOFT = re.compile(r"[,+]|\b(?:and|plus|with|as well as|in addition)\b", re.IGNORECASE)


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
def _kinds() -> Vocabulary:
    table = load_table("pay")
    return Vocabulary(dict.fromkeys(strings(table["pay"]), "pay") | dict.fromkeys(strings(table["not_pay"]), "not_pay"))


@cache
def _strong() -> Vocabulary:
    return Vocabulary(dict.fromkeys(strings(load_table("pay")["never"]), "never"))


@cache
def _pay_beside() -> re.Pattern[str]:
    return re.compile(rf"[ ]{{0,2}}[•|·,+(&]?[ ]{{0,2}}{table_words('beside')}(?!\w)", re.IGNORECASE)


def judge(text: str, start: int, end: int) -> Verdict:
    """Say whether the words around an amount make it pay.

    Parameters
    ----------
    text
        The whole text.
    start, end
        Span of the amounts.

    Returns
    -------
    str
        ``pay``, ``not_pay``, or ``unsaid`` where no word tells. The phrase after the amount decides before the words
        in front of it, and of those the nearest.
    """
    floor, ceiling = bounds(text, start, end, _LINE, (_LEFT, _RIGHT))
    soft = _SOFT.search(text, end, ceiling)
    ceiling = soft.start() if soft else ceiling
    # What follows a bracket that was opened before the amount speaks of something else.
    closing = text.find(")", end, ceiling)
    if closing >= 0 and "(" not in text[end:closing]:
        ceiling = closing
    after = {kind for _, _, kind in _kinds().find(text, end, ceiling)}
    if "not_pay" in after:
        return "not_pay"
    if _strong().has(text, floor, start):
        return "not_pay"
    before = [kind for _, _, kind in _kinds().find(text, floor, start)]
    if before:
        return cast("Verdict", before[-1])
    return "pay" if after or _pay_beside().match(text, end) else "unsaid"
