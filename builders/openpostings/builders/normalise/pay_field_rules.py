"""What the words of a field for pay make of an amount: base pay, a whole package, a guess, or no pay at all."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from openpostings.builders.normalise.context import Vocabulary
from openpostings.builders.normalise.pay import fits
from openpostings.builders.normalise.pay_context import PayUnit, judge, odd_period
from openpostings.builders.normalise.pay_reading import Reading
from openpostings.builders.tables import load_table, strings

Sum = Literal["base", "whole", "unsaid"]

TOO_LONG: Final = "beyond the longest field that is read"
NOT_MONEY: Final = "no amount of money"
NOTHING: Final = "zero is no pay"
UNREAD: Final = "an amount that contradicts itself or is no pay of a person"
_RESULTS: Final = "paid by results only"
_ODD: Final = "paid for something that the record has no unit for"
_OTHER: Final = "another sum than pay"
_UNSAID: Final = "no currency, unit or size says that it is pay"
_SIZE: Final = "too small or too large for pay"
_BLOCKING: Final = frozenset({TOO_LONG, UNREAD, _ODD, _SIZE})

BARE_YEARLY: Final = Decimal(10_000)
"""From here on an amount with neither currency nor unit may be a year's pay."""
_NEAR: Final = 40
_FIGURES = re.compile(r"[0-9](?:[0-9.,]*[0-9])?(?:[ ]?%|[^\W\d_]+)?")
_PLAN = re.compile(r"401[ ]?\(?k\b", re.IGNORECASE)
_PHRASE_END = re.compile(r"[0-9,;|\n\u2022+(]|[.][ ]")
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _vocabulary(key: str) -> Vocabulary:
    return Vocabulary(dict.fromkeys(strings(load_table("pay")[key]), key))


def figure_end(text: str, place: int) -> int:
    """Return where the figures end that begin at a place, with the letters that touch them ("10pm")."""
    hit = _FIGURES.match(text, place)
    return hit.end() if hit else place + 1


def estimate_before(text: str, floor: int, start: int) -> bool:
    """Say whether words in front of an amount call it a guess: "Estimated: $70K"."""
    return _vocabulary("estimated").has(text, max(floor, start - _NEAR), start)


def is_about(text: str, floor: int, start: int) -> bool:
    """Say whether "circa" or its like stands in front of an amount."""
    return _vocabulary("about").has(text, max(floor, start - _NEAR), start)


def kind_of_sum(text: str, reading: Reading, floor: int) -> Sum:
    """Say whether the words at an amount call it base pay or a whole package."""
    stop = _PHRASE_END.search(text, reading.end)
    ceiling = min(stop.start() if stop else len(text), reading.end + _NEAR)
    last: tuple[int, Sum] = (-1, "unsaid")
    kinds: tuple[Sum, ...] = ("base", "whole")
    for kind in kinds:
        if _vocabulary(kind).has(text, reading.end, ceiling):
            return kind
        for start, _, _ in _vocabulary(kind).find(text, floor, reading.amounts_at):
            last = max(last, (start, kind))
    return last[1]


def superannuation(text: str, end: int) -> bool | None:
    """Say whether Australian superannuation, named behind an amount or else before it, is inside; None if not named."""
    named, inside = _vocabulary("super"), _vocabulary("super_inside")
    hit = next(named.find(text, end, len(text)), None) or next(named.find(text, 0, end), None)
    if hit is None:
        return None
    near, behind = max(0 if hit[0] < end else end, hit[0] - _NEAR // 2), min(len(text), hit[1] + _NEAR // 3)
    return inside.has(text, near, hit[0]) or inside.has(text, hit[1], behind)


def _is_evident(text: str, reading: Reading, unit: PayUnit | None) -> bool:
    """Say whether an amount without a sign is pay: by unit, multiple, bound, or size where no other thing is named."""
    if unit is not None or reading.thousands:
        return True
    if reading.low < BARE_YEARLY:
        return False
    named = _LETTER.search(text, 0, reading.start) is not None
    told = reading.high is not None or reading.bound is not None or not named
    return told or judge(text, reading.amounts_at, reading.end, field=True) == "pay"


def reason_against(text: str, reading: Reading, unit: PayUnit | None) -> str | None:
    """Say why the amounts of a field are not pay.

    Parameters
    ----------
    text
        The field.
    reading
        The amounts.
    unit
        The unit that the text or the source states, or None.

    Returns
    -------
    str or None
        The reason, None where they are pay.
    """
    if unit is None and odd_period(text, reading.end):
        return _ODD
    if _vocabulary("results_only").has(text, 0, len(text)):
        return _RESULTS
    if judge(text, reading.amounts_at, reading.end, field=True) == "not_pay" or _PLAN.match(text, reading.amounts_at):
        return _OTHER
    if not reading.signed and not _is_evident(text, reading, unit):
        return _UNSAID
    if unit is None and reading.low < BARE_YEARLY:
        return None
    return None if fits(reading, unit or "YEAR", "pay" if reading.signed else "unsaid") else _SIZE


def is_blocked(text: str, reason: str) -> bool:
    """Say whether a refusal leaves open what the field states: "45 - 50" alone may be pay, "12 weeks" is not."""
    return reason in _BLOCKING or (reason == _UNSAID and _LETTER.search(text) is None)
