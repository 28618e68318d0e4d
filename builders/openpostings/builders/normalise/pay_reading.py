"""One or two amounts of money at a place of a text, with their currency, multiples and unit of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from openpostings.builders.normalise.amounts import amount_fragment, currency_fragment, parse_amount, read_currency
from openpostings.builders.normalise.pay_context import PayUnit, period_fragment, read_period, table_words

_THOUSAND = Decimal(1000)
_LAKH = Decimal(100_000)
_MULTIPLES = {
    "": Decimal(1),
    "k": _THOUSAND,
    "l": _LAKH,
    "lpa": _LAKH,
    "lakh": _LAKH,
    "lakhs": _LAKH,
    "lac": _LAKH,
    "lacs": _LAKH,
}
_ZERO = "a lower bound of 0 says nothing and is left out"
_WIDEST = 20
_NEAR = 3
_CEILING = Decimal(10) ** 11
_SIGN_LENGTH, _WORDS_LENGTH = 10, 28
_BLANK = r"[ \u00a0\u202f]{0,2}"
# "$4,493.00 $5,460.00": two columns of a table, whose heads say what each is.
# "3 - $20": what stands before the dash was no money, so the rest is half of something.
_HALF = re.compile(r"[0-9][kK]?[ \u00a0]{0,2}(?:[-\u2013\u2014~]|\bto\b)[ \u00a0]{0,2}\Z")
_STACKED = re.compile(r"[$\u20ac\u00a3][ ]?[0-9][0-9.,]{0,14}[ \u00a0\t]{1,3}\Z")
_GLUED = re.compile(r"[\w.,%/:+'\u2019-]")


@dataclass(frozen=True, slots=True)
class Reading:
    """Amounts as they stand, before their context is asked.

    Parameters
    ----------
    low, high
        The amounts in order; ``high`` is None where there is one.
    bound
        Which bound a single amount is, None where it is the pay itself.
    currency
        ISO 4217 code.
    unit
        The unit stated behind the amounts, if any.
    thousands
        Whether a multiple ("K") was written.
    notes
        What was derived.
    start, end
        Span in the text.
    amounts_at
        Where the amounts begin, behind the words of a bound ("up to").
    """

    low: Decimal
    high: Decimal | None
    bound: Literal["most", "least"] | None
    currency: str
    unit: PayUnit | None
    thousands: bool
    notes: tuple[str, ...]
    start: int
    amounts_at: int
    end: int


def _amount(side: str) -> str:
    sign = currency_fragment()
    big = r"m|mm|mio|million|millions|b|bn|billion|t|tn|trillion|crores?|cr"
    return (
        rf"(?P<{side}value>{amount_fragment(side)})"
        rf"(?:[ ]?(?P<{side}k>k|lpa|lakhs?|lacs?|l)(?![^\W\d_])|(?P<{side}big>[ ]?(?:{big})(?![^\W\d_])))?"
        rf"(?:{_BLANK}(?P<{side}after>{sign}))?(?P<{side}more>\+(?![\w$]))?(?P<{side}per>{period_fragment()})?"
    )


@cache
def _one() -> re.Pattern[str]:
    return re.compile(rf"{_amount('a_')}(?![\w%]|[.,][0-9])", re.IGNORECASE)


@cache
def _second() -> re.Pattern[str]:
    dash = r"[ \u00a0]{0,2}(?:[-\u2013\u2014~]|\\u2013)[ \u00a0]{0,2}"
    word = rf"[ \u00a0]{{1,2}}(?P<word>{table_words('to')})[ \u00a0]{{1,2}}(?:{table_words('maximum')}[ ])?"
    sign = rf"(?:(?P<b_sign>{currency_fragment()}){_BLANK})?"
    return re.compile(rf"(?:{dash}|{word}){sign}{_amount('b_')}(?![\w%]|[.,][0-9])", re.IGNORECASE)


@cache
def _sign_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<sign>{currency_fragment()}){_BLANK}\Z", re.IGNORECASE)


@cache
def _bound_before() -> re.Pattern[str]:
    most, least = table_words("maximum"), table_words("minimum")
    return re.compile(
        rf"(?<!\w)(?:(?P<most>{most})|(?P<least>{least})|(?P<between>between))[ ]?:?[ ]{{0,2}}(?:a[ ])?\Z",
        re.IGNORECASE,
    )


def _currency(signs: list[str], country: str | None) -> tuple[str, str | None] | None:
    """Read the currency from all signs of a match; None where two disagree or one is unknown."""
    stated: list[tuple[str, str | None]] = []
    for sign in signs:
        read = read_currency(sign, country)
        if read is None:
            return None
        stated.append(read)
    # "$50,000 CAD": the code says which dollar.
    certain = {code for code, note in stated if note is None}
    if len(certain) > 1:
        return None
    if certain:
        return certain.pop(), None
    return stated[0] if len({code for code, _ in stated}) == 1 else None


def _scaled(one: re.Match[str], two: re.Match[str] | None) -> tuple[Decimal, Decimal | None, bool] | None:
    """Return the amounts with their multiples; "$120-160K" lends its K to the first."""
    low = parse_amount(one["a_value"])
    high = parse_amount(two["b_value"]) if two else None
    if low is None or (two and high is None):
        return None
    low_word, high_word = (one["a_k"] or "").casefold(), ((two["b_k"] if two else None) or "").casefold()
    if high is not None and low < _THOUSAND and high < _THOUSAND:
        low_word = high_word = low_word or high_word
    low *= _MULTIPLES[low_word]
    return low, high * _MULTIPLES[high_word] if high is not None else None, bool(low_word or high_word)


def _unit(one: re.Match[str], two: re.Match[str] | None) -> tuple[PayUnit | None, bool]:
    """Return the unit stated behind the amounts, and whether two of them disagree."""
    words = [one["a_per"], two["b_per"] if two else None]
    units: set[PayUnit] = {unit for word in words if word and (unit := read_period(word))}
    if "lpa" in {(one["a_k"] or "").casefold(), ((two["b_k"] if two else None) or "").casefold()}:
        units.add("YEAR")
    return (next(iter(units)) if len(units) == 1 else None), len(units) > 1


def _range_holds(low: Decimal, high: Decimal, *, first_signed: bool, second_signed: bool) -> bool:
    """Say whether two amounts are the ends of one range, and not a level and its pay ("Level 3 - $20")."""
    small, large = min(low, high), max(low, high)
    if second_signed and not first_signed:
        return small >= _THOUSAND and large <= _NEAR * small
    return small == 0 or large <= _WIDEST * small


def _pair(text: str, one: re.Match[str], *, between: bool) -> re.Match[str] | None:
    """Match the upper end of a range behind the lower one; "and" joins the two only after "between"."""
    two = _second().match(text, one.end())
    if two is None or (two["word"] and two["word"].casefold() in ("and", "et") and not between):
        return None
    if one["a_per"] and not two["b_per"]:
        # "$25/hour - $1,000": the first has its unit, so a far larger second is its own amount.
        low, high = parse_amount(one["a_value"]), parse_amount(two["b_value"])
        return two if low and high and high <= _NEAR * low else None
    return two


def _bound(one: re.Match[str], before: re.Match[str] | None) -> Literal["most", "least"] | None:
    if before and before["most"]:
        return "most"
    return "least" if one["a_more"] or (before and before["least"]) else None


def _ordered(
    one: re.Match[str], two: re.Match[str] | None, *, signed: bool
) -> tuple[Decimal, Decimal | None, bool, str | None] | None:
    """Return the amounts in order, whether they had multiples, and a note; None where they are no pay."""
    amounts = _scaled(one, two)
    if amounts is None or one["a_big"] or (two and two["b_big"]):
        return None
    low, high, thousands = amounts
    if two is None or high is None:
        return (low, None, thousands, None) if 0 < low < _CEILING else None
    if not _range_holds(low, high, first_signed=signed, second_signed=bool(two["b_sign"])):
        return None
    swapped, low, high = high < low, min(low, high), max(low, high)
    note = "bounds put in order" if swapped else _ZERO if low == 0 else None
    return (low, high, thousands, note) if 0 < high < _CEILING else None


def read_amounts(text: str, place: int, floor: int, country: str | None) -> tuple[Reading | None, int]:
    """Read the amounts of money that begin at a figure.

    Parameters
    ----------
    text
        The whole text.
    place
        Where a run of figures begins.
    floor
        Where what was read before ends.
    country
        Where the job is (ISO 3166-1 alpha-2), or None.

    Returns
    -------
    tuple
        The reading, or None where there is no money; and where to go on.
    """
    sign = _sign_before().search(text, max(floor, place - _SIGN_LENGTH), place)
    start = sign.start() if sign else place
    glued = start and _GLUED.match(text, start - 1) and not (sign and text[start - 1] == ":")
    one = None if glued else _one().match(text, place)
    window = max(0, start - _WORDS_LENGTH)
    if one is None or _STACKED.search(text, window, start) or _HALF.search(text, window, start):
        return None, floor
    before = _bound_before().search(text, max(floor, start - _WORDS_LENGTH), start)
    two = _pair(text, one, between=bool(before and before["between"]))
    groups = (sign and sign["sign"], one["a_after"], two and two["b_sign"], two and two["b_after"])
    signs = [word for word in groups if word]
    if not signs:
        return None, floor
    end = two.end() if two else one.end()
    currency, (unit, torn) = _currency(signs, country), _unit(one, two)
    amounts = _ordered(one, two, signed=bool(sign))
    if currency is None or amounts is None or torn:
        return None, end
    low, high, thousands, note = amounts
    notes = tuple(word for word in (currency[1], note) if word)
    begin = before.start() if before and not before["between"] else start
    return Reading(low, high, _bound(one, before), currency[0], unit, thousands, notes, begin, start, end), end
