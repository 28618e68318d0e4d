"""Amounts of money in figures, and the currency of a sign."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import cast

from openpostings.builders.normalise.context import tokens
from openpostings.builders.normalise.numbers import alternation, words_of
from openpostings.builders.tables import load_table, strings

_MARK = r"[ ,.'\u2019\u00a0\u202f]"


def amount_fragment(prefix: str) -> str:
    """Return a regex fragment for an amount in figures.

    Parameters
    ----------
    prefix
        What the name of its inner group begins with, so that a pattern can hold two.
    """
    mark = f"{prefix}mark"
    grouped = (
        rf"[0-9]{{1,3}}(?P<{mark}>{_MARK})[0-9]{{3}}(?:(?P={mark})[0-9]{{3}}){{0,3}}(?![0-9])(?:[.,][0-9]{{1,4}})?"
    )
    indian = r"[0-9]{1,2}(?:,[0-9]{2}){1,3},[0-9]{3}(?:\.[0-9]{1,4})?"
    return rf"(?:{grouped}|{indian}|[0-9]{{1,11}}(?:[.,][0-9]{{1,4}})?)(?![0-9])"


_GROUPS = re.compile(r"[ '\u2019\u00a0\u202f]")
_THOUSAND = 3
_LARGEST = Decimal(10) ** 11


def parse_amount(text: str) -> Decimal | None:
    """Read an amount in figures, written with either decimal mark.

    Parameters
    ----------
    text
        Figures with marks, as ``AMOUNT`` matches them: ``1,234.56``, ``1.234,56``, ``45 000``, ``6,00,000``.

    Returns
    -------
    Decimal or None
        None where the marks contradict each other, or the amount is not below 1e11.
    """
    plain = _GROUPS.sub("", text)
    comma, point = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and point >= 0:
        decimal = max(comma, point)
        mark = plain[decimal]
        if plain.count(mark) > 1:
            return None
    else:
        decimal = max(comma, point)
        grouped = decimal >= 0 and (len(plain) - decimal - 1 == _THOUSAND)
        if grouped or plain.count(",") > 1 or plain.count(".") > 1:
            decimal = -1
    whole = plain if decimal < 0 else plain[:decimal]
    digits = whole.replace(",", "").replace(".", "")
    fraction = plain[decimal + 1 :] if decimal >= 0 else ""
    if not digits:
        return None
    value = Decimal(f"{digits}.{fraction}" if fraction else digits)
    return value if value < _LARGEST else None


@cache
def _signs() -> Mapping[str, str]:
    table = load_table("currencies")
    aliases = cast("dict[str, str]", table["aliases"])
    codes = {code.casefold(): aliases.get(code, code) for code in strings(table["codes"])}
    return {**cast("dict[str, str]", table["signs"]), **codes}


@cache
def _shared() -> Mapping[str, Mapping[str, str]]:
    return cast("dict[str, dict[str, str]]", load_table("currencies")["shared"])


@cache
def currency_fragment() -> str:
    """Return a regex fragment for a sign or code of money, for patterns compiled with ``re.IGNORECASE``."""
    words = [*_signs(), *_shared()]
    letters = [word for word in words if word[0].isalpha()]
    marks = [word for word in words if not word[0].isalpha()]
    # A sign that begins with a letter ends a word or touches a figure: "Rs.", "USD", never the end of another word.
    return rf"(?:(?<![^\W\d_]){alternation(letters)}(?![^\W\d_])|{alternation(marks)}(?![^\W\d_]))"


@cache
def _marks() -> re.Pattern[str]:
    signs = {mark for word in (*_signs(), *_shared()) for mark in word if not mark.isalnum() and mark != "."}
    return re.compile("[" + re.escape("".join(sorted(signs))) + "]")


@cache
def _lettered() -> Mapping[str, str]:
    """Return signs that are letters alone, by the run of letters that they hold."""
    return {tokens(word)[0]: word for word in (*_signs(), *_shared()) if word.rstrip(".").isalpha()}


def money_words() -> list[str]:
    """Return the signs and words of which one stands wherever ``sign_places`` finds anything."""
    marks = {mark for word in (*_signs(), *_shared()) for mark in word if not mark.isalnum() and mark != "."}
    return [*_lettered(), *sorted(marks)]


def sign_places(text: str) -> list[int]:
    """Return where signs and codes of money may stand, in order of position."""
    places = [hit.start() for hit in _marks().finditer(text)]
    words = _lettered().keys() & words_of(text)
    if words:
        spelt = re.compile(rf"(?<![^\W\d_]){alternation(words)}(?![^\W\d_])", re.IGNORECASE)
        places = sorted([*places, *(hit.start() for hit in spelt.finditer(text))])
    return places


def read_currency(sign: str, country: str | None) -> tuple[str, str | None] | None:
    """Read a sign or code of money.

    Parameters
    ----------
    sign
        What ``currency_fragment`` matched.
    country
        Where the job is, ISO 3166-1 alpha-2, or None.

    Returns
    -------
    tuple or None
        The ISO 4217 code and a note where it was derived; None for a shared sign that the country does not decide.
    """
    word = " ".join(sign.replace("\u00a0", " ").split()).casefold()
    certain = _signs().get(word)
    if certain:
        return certain, None
    shared = _shared().get(word, {})
    local = shared.get(country.upper()) if country else None
    if local:
        return local, f"currency derived from {word} in {country}"
    fallback = cast("dict[str, str]", load_table("currencies")["fallback"]).get(word)
    return (fallback, f"currency derived from {word}") if fallback else None
