"""Patterns of an amount of money: sign, figures, multiple, code and unit of time."""

from __future__ import annotations

import re
from functools import cache

from openpostings.builders.normalise.amounts import amount_fragment, currency_fragment
from openpostings.builders.normalise.pay_context import period_fragment, table_words

BLANK = r"[ \u00a0\u202f]{0,2}"
DASH = r"(?:-{1,3}|[\u2010-\u2015\u2212~\u301c\uff5e]|\\u2013)"
# What may not touch the end of an amount: it is part of a name, a percentage, a longer figure.
_ENDS = r"(?!(?!pkg\b)[\w%]|[.,][0-9]|[ \u00a0]%)"
# "3 - $20": what stands before the dash was no money, so the rest is half of something.
HALF = re.compile(rf"[0-9][kK]?{BLANK}(?:{DASH}|\bto\b){BLANK}\Z")
# "$4,493.00 $5,460.00": two columns of a table, whose heads say what each is.
STACKED = re.compile(r"[$\u20ac\u00a3][ ]?[0-9][0-9.,]{0,14}[ \u00a0\t]{1,3}\Z")
# "$55,000 - $6x": the amount is the lower half of what could not be read.
HALF_READ = re.compile(rf"{BLANK}{DASH}{BLANK}[$\u20ac\u00a3]?[0-9]")
# "Level 5 - $85,000": in a field the figure is the name of a grade.
GRADE_BEFORE = re.compile(rf"[^\W\d_][ ]?[0-9]{{1,2}}{BLANK}{DASH}{BLANK}\Z")
GRADE_AFTER = re.compile(rf"[0-9]{{1,2}}{BLANK}{DASH}{BLANK}[$\u20ac\u00a3]")
GRADE_NAME = re.compile(r"[^\W\d_][ ]?\Z")
GLUED = re.compile(r"[\w.,%/:+'\u2019\u2212-]")


def _amount(side: str) -> str:
    sign = currency_fragment()
    big = r"m|mm|mio|million|millions|b|bn|billion|t|tn|trillion|crores?|cr"
    times = r"k|lpa|lakhs?|lacs?|l|cents?|pence|\u00a2"
    return (
        rf"(?P<{side}value>{amount_fragment(side)})(?:[.,][\u2013\u2014-](?![0-9]))?"
        rf"(?:[ ]?(?P<{side}k>{times})(?![^\W\d_])|(?P<{side}big>[ ]?(?:{big})(?![^\W\d_])))?"
        rf"(?:{BLANK}(?P<{side}after>{sign}))?"
        rf"(?:{BLANK}(?:(?P<{side}code>{sign})|\([ ]?(?P<{side}inner>{sign})[ ]?\)))?"
        rf"(?P<{side}more>\+(?![\w$]))?(?P<{side}per>{period_fragment()})?"
    )


@cache
def one_amount() -> re.Pattern[str]:
    """Compile one amount, from its figures on (groups ``a_value``, ``a_k``, ``a_per`` and so on)."""
    return re.compile(rf"{_amount('a_')}{_ENDS}", re.IGNORECASE)


@cache
def second_amount() -> re.Pattern[str]:
    """Compile the upper end of a range, from its dash or word on (groups ``b_value`` and so on)."""
    dash = rf"{BLANK}{DASH}{BLANK}"
    word = rf"[ \u00a0]{{1,2}}(?P<word>{table_words('to')})[ \u00a0]{{1,2}}"
    sign = rf"(?:(?:(?P<b_lead>{currency_fragment()}){BLANK})?(?P<b_sign>{currency_fragment()}){BLANK})?"
    return re.compile(
        rf"(?:(?:{dash}|{word})(?:{table_words('maximum')}[ ])?|(?P<slash>{BLANK}/{BLANK})"
        rf"|,?[ ]{{1,2}}{table_words('maximum')}(?:[ ]?:)?[ ]{{1,2}})"
        rf"{sign}{_amount('b_')}{_ENDS}",
        re.IGNORECASE,
    )


@cache
def sign_before() -> re.Pattern[str]:
    """Compile the signs of money right before an amount: "$", "CAD $"."""
    sign = currency_fragment()
    return re.compile(rf"(?:(?P<lead>{sign}){BLANK})?(?P<sign>{sign}){BLANK}\Z", re.IGNORECASE)


@cache
def bound_before() -> re.Pattern[str]:
    """Compile the words right before an amount that make it a bound ("up to"), or the first of two ("between")."""
    most, least, between = table_words("maximum"), table_words("minimum"), table_words("between")
    return re.compile(
        rf"(?<!\w)(?:(?P<most>{most}|\A[ ]{{0,2}}to)|(?P<least>{least})|(?P<between>{between}))"
        r"[ ]?:?[ ]{0,2}(?:a[ ])?\Z",
        re.IGNORECASE,
    )
