"""One or two amounts of money at a place of a text, with their currency, multiples and unit of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from openpostings.builders.normalise.amounts import parse_amount, read_currency
from openpostings.builders.normalise.pay_context import PayUnit, read_period
from openpostings.builders.normalise.pay_patterns import (
    GLUED,
    GRADE_AFTER,
    GRADE_BEFORE,
    GRADE_NAME,
    HALF,
    HALF_READ,
    STACKED,
    bound_before,
    one_amount,
    second_amount,
    sign_before,
)

_THOUSAND = Decimal(1000)
_LAKH = Decimal(100_000)
_CENT = Decimal("0.01")
_MULTIPLES = {
    "": Decimal(1),
    "cents": _CENT,
    "cent": _CENT,
    "\u00a2": _CENT,
    "pence": _CENT,
    "k": _THOUSAND,
    "l": _LAKH,
    "lpa": _LAKH,
    "lakh": _LAKH,
    "lakhs": _LAKH,
    "lac": _LAKH,
    "lacs": _LAKH,
}
ZERO = "a lower bound of 0 says nothing and is left out"
SWAPPED = "bounds put in order"
CENTS = "stated in cents"
_AND = ("and", "et", "und", "y", "e", "og", "och", "en")
# "0412 345 678": the last groups of a longer figure.
_LONGER = re.compile(r"[0-9][ \u00a0]\Z")
_WIDEST = 20
_NEAR = 3
_CEILING = Decimal(10) ** 11
_SIGN_LENGTH, _WORDS_LENGTH = 16, 28


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
        ISO 4217 code; None where none is stated (which only ``bare`` lets pass).
    unit
        The unit stated behind the amounts, if any.
    signed
        Whether a sign or code of money stands at them, even one that several currencies share.
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
    currency: str | None
    unit: PayUnit | None
    signed: bool
    thousands: bool
    notes: tuple[str, ...]
    start: int
    amounts_at: int
    end: int


def _currency(signs: list[str], country: str | None) -> tuple[str | None, str | None] | None:
    """Read the currency from all signs of a match: None where two disagree, a currency of None where none decides."""
    certain: set[str] = set()
    derived: list[tuple[str, str | None]] = []
    open_sign = None
    for sign in signs:
        read = read_currency(sign, country)
        if read is None:
            open_sign = sign.strip()
        elif read[1] is None:
            certain.add(read[0])
        else:
            derived.append(read)
    # "$50,000 CAD": the code says which dollar.
    if len(certain) > 1 or len({code for code, _ in derived}) > 1:
        return None
    if certain:
        return certain.pop(), None
    if open_sign or not derived:
        return None, f"{open_sign} is the sign of several currencies" if open_sign else None
    return derived[0]


def _lent(low: Decimal, high: Decimal, words: tuple[str, str]) -> tuple[str, str]:
    """Lend the multiple of one bound to the other: "$120-160K", "2500 - 3000 cents", but not "$800 - $1k"."""
    shared = words[0] or words[1]
    if words[0] and words[1]:
        return words
    if _MULTIPLES[shared] < 1:
        return shared, shared
    return (shared, shared) if low < _THOUSAND and high < _THOUSAND and (words[0] or low <= high) else words


def _scaled(one: re.Match[str], two: re.Match[str] | None) -> tuple[Decimal, Decimal | None, str] | None:
    """Return the amounts with their multiples, and the word of the multiple."""
    low = parse_amount(one["a_value"])
    high = parse_amount(two["b_value"]) if two else None
    if low is None or (two and high is None):
        return None
    words = (one["a_k"] or "").casefold(), ((two["b_k"] if two else None) or "").casefold()
    if high is None:
        return low * _MULTIPLES[words[0]], None, words[0]
    words = _lent(low, high, words)
    # "40-50,000": the thousands are written once.
    if not any(words) and 0 < low < _THOUSAND <= high and low <= high / _THOUSAND <= _NEAR * low and low == int(low):
        low *= _THOUSAND
    return low * _MULTIPLES[words[0]], high * _MULTIPLES[words[1]], words[0] or words[1]


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


def _slash_holds(one: re.Match[str], two: re.Match[str]) -> bool:
    """Say whether a stroke joins two bounds ("$40/45k", "60,000/70,000") and does not divide ("$40/2 hours")."""
    first, second = one["a_after"] or one["a_code"], two["b_after"] or two["b_code"]
    if first and second and first.casefold() != second.casefold():
        return False
    amounts = _scaled(one, two)
    return amounts is not None and amounts[1] is not None and _THOUSAND <= amounts[0] < amounts[1] <= 2 * amounts[0]


def _pair(text: str, one: re.Match[str], *, between: bool) -> re.Match[str] | None:
    """Match the upper end of a range behind the lower one; "and" joins the two only after "between"."""
    two = second_amount().match(text, one.end())
    if two is None or (two["word"] and two["word"].casefold() in _AND and not between):
        return None
    if two["slash"] and not _slash_holds(one, two):
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
) -> tuple[Decimal, Decimal | None, bool, tuple[str, ...]] | None:
    """Return the amounts in order, whether they had multiples, and notes; None where they are no pay."""
    amounts = _scaled(one, two)
    if amounts is None or one["a_big"] or (two and two["b_big"]):
        return None
    low, high, word = amounts
    notes = [CENTS] if word and _MULTIPLES[word] < 1 else []
    if two is None or high is None:
        return (low, None, bool(word), tuple(notes)) if 0 < low < _CEILING else None
    if not _range_holds(low, high, first_signed=signed, second_signed=bool(two["b_sign"])):
        return None
    if high < low:
        notes.append(SWAPPED)
    low, high = min(low, high), max(low, high)
    if low == 0:
        notes.append(ZERO)
    return (low, high, bool(word), tuple(notes)) if 0 < high < _CEILING else None


def _signs(sign: re.Match[str] | None, one: re.Match[str], two: re.Match[str] | None) -> list[str]:
    """Return every sign and code of money that stands at the amounts."""
    groups = [
        *(sign.group("lead", "sign") if sign else ()),
        *one.group("a_after", "a_code", "a_inner"),
        *(two.group("b_lead", "b_sign", "b_after", "b_code", "b_inner") if two else ()),
    ]
    return [word for word in groups if word]


def _is_glued(text: str, start: int, *, signed: bool, bare: bool) -> bool:
    """Say whether an amount is the end of something longer; "Pay:$20" is not."""
    if not start or GLUED.match(text, start - 1) is None:
        return bare and not signed and bool(_LONGER.search(text, max(0, start - 2), start))
    return text[start - 1] != ":" or not (signed or bare) or (start > 1 and text[start - 2].isdigit())


def _is_part(text: str, start: int, place: int, *, signed: bool, bare: bool) -> bool:
    """Say whether an amount is half of a range that was not read, one of two columns, or the name of a grade."""
    window = max(0, start - _WORDS_LENGTH)
    if bare and not signed and GRADE_NAME.search(text, window, start) and GRADE_AFTER.match(text, place):
        return True
    if STACKED.search(text, window, start):
        return True
    graded = bare and signed and GRADE_BEFORE.search(text, window, start)
    return not graded and HALF.search(text, window, start) is not None


def read_amounts(
    text: str, place: int, floor: int, country: str | None, *, bare: bool = False
) -> tuple[Reading | None, int]:
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
    bare
        Amounts count without a currency too.

    Returns
    -------
    tuple
        The reading, or None where there is no money; and where to go on.
    """
    sign = sign_before().search(text, max(floor, place - _SIGN_LENGTH), place)
    start = sign.start() if sign else place
    one = None if _is_glued(text, start, signed=bool(sign), bare=bare) else one_amount().match(text, place)
    if one is None or _is_part(text, start, place, signed=bool(sign), bare=bare):
        return None, floor
    before = bound_before().search(text, max(floor, start - _WORDS_LENGTH), start)
    two = _pair(text, one, between=bool(before and before["between"]))
    signs = _signs(sign, one, two)
    if not signs and not bare:
        return None, floor
    end = two.end() if two else one.end()
    if two is None and not one["a_per"] and HALF_READ.match(text, end):
        return None, end
    currency, (unit, torn) = _currency(signs, country), _unit(one, two)
    amounts = _ordered(one, two, signed=bool(sign))
    if currency is None or amounts is None or torn or not (currency[0] or bare):
        return None, end
    low, high, thousands, notes = amounts
    said = tuple(word for word in (currency[1], *notes) if word)
    begin = before.start() if before and not before["between"] else start
    return Reading(
        low, high, _bound(one, before), currency[0], unit, bool(signs), thousands, said, begin, start, end
    ), end
