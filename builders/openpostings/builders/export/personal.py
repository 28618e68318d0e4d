"""E-mail addresses and telephone numbers in text, and the mask that hides them without moving a character.

A mask keeps every blank and puts ``*`` for every other character, so that a quote is as long as its span and a line
stays a line. What is found anywhere in a record is masked everywhere in it: a number that is known by the word "call"
before it in the description is known in the quote that begins after that word too.

Dates, pay, requisition numbers, codes and the digits of addresses on the web are not telephone numbers. A bare run of
digits is taken for one only after a word that says so, since most bare runs of digits in postings are identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from openpostings.builders.tables import load_table, strings

MASK: Final = "*"
SHORTEST: Final = 7
LONGEST: Final = 15
"""Digits of a telephone number: local ones have seven or more, E.164 allows fifteen."""

_LABEL = r"[^\W_](?:[\w-]{0,62}[^\W_])?"
_EMAIL: Final = re.compile(
    rf"(?<![\w.+%*-])[\w.!$'+%^`{{|}}~*-]{{0,64}}[\w+%*-](?:@|%40)(?:{_LABEL}\.)+[^\W\d_]{{2,24}}(?![\w@])"
)
_SPELT: Final = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{1,64}} ?[(\[{{] ?at ?[)\]}}] ?{_LABEL}"
    rf"(?: ?(?:\.|[(\[{{] ?(?:dot|punkt|point) ?[)\]}}]) ?{_LABEL})+",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"(?:https?://|www[.])[^\s<>\"]+", re.IGNORECASE)
_SEPARATOR = r"[ \u00a0./()\u2010-\u2013-]{1,3}"
_EXTENSION = r"(?:[ ,]{0,2}(?:x|ext[.]?|extension) ?[0-9]{1,6})?"
_BEFORE = r"(?<![\w.,$\u20ac\u00a3\u00a5#+*-])"
_AFTER = r"(?![\w%]|[.,][0-9])"

_DIGITS: Final = re.compile(rf"[0-9](?:[^0-9]{{0,3}}[0-9]){{{SHORTEST - 1}}}")
"""Digits near enough to one another for a telephone number: most texts have none, and are done."""

_FORMS: Final = tuple(
    re.compile(_BEFORE + form + _EXTENSION + _AFTER, re.IGNORECASE)
    for form in (
        # +1 (408) 555-1234, +442079460958, 0049 30 1234567
        rf"(?:\+ ?|00(?=[1-9][0-9]{{0,2}}{_SEPARATOR}))[1-9](?:(?:{_SEPARATOR})?[0-9]){{7,14}}",
        # (408) 555-1234, 1-408-555-1234, 408.555.1234
        (
            r"(?:1[ .-])?(?:\([2-9][0-9]{2}\)[ .-]?|[2-9][0-9]{2}[ .\u2010-\u2013-])"
            r"[2-9][0-9]{2}[ .\u2010-\u2013-][0-9]{4}"
        ),
        # 020 7946 0958, 030/12345678, (0171) 1234567, 06 12 34 56 78: a trunk zero, and at least one separator
        rf"(?<!/)(?:\(0[0-9]{{1,4}}\) ?|0[0-9]{{1,4}}{_SEPARATOR})[0-9](?:(?:{_SEPARATOR})?[0-9]){{4,9}}",
        # 138 1234 5678
        r"1[3-9][0-9][ -][0-9]{4}[ -][0-9]{4}",
    )
)
_DATE: Final = re.compile(
    r"(?:19|20)[0-9]{2}[./ -][0-9]{1,2}[./ -][0-9]{1,2}(?![0-9])"
    r"|(?<![0-9])[0-9]{1,2}[./ -][0-9]{1,2}[./ -](?:19|20)[0-9]{2}"
)
_ROUND: Final = re.compile(r"\+? ?[0-9]{1,3}(?:[ .]000)+|(?:19|20)[0-9]{2}[^0-9]{1,3}(?:19|20)[0-9]{2}")
"""Round amounts and pairs of years."""

_FRENCH_PAIRS: Final = 5
_CURRENCY = r"USD|EUR|GBP|CHF|CAD|AUD|JPY|INR|CNY|RMB|[$\u20ac\u00a3\u00a5]"
_MONEY_AFTER: Final = re.compile(rf" ?(?:{_CURRENCY}|k\b)", re.IGNORECASE)
_MONEY_BEFORE: Final = re.compile(rf"(?:{_CURRENCY}) ?$", re.IGNORECASE)


def personal(text: str) -> Iterator[tuple[int, int]]:
    """Find e-mail addresses and telephone numbers.

    Parameters
    ----------
    text
        Any text.

    Yields
    ------
    tuple of int
        Start and end of each. They may overlap.
    """
    if "@" in text or "%40" in text:
        yield from (match.span() for match in _EMAIL.finditer(text))
    if "(" in text or "[" in text or "{" in text:
        yield from (match.span() for match in _SPELT.finditer(text))
    if _DIGITS.search(text) is not None:
        yield from _telephones(text)


def personal_in_link(url: str) -> Iterator[tuple[int, int]]:
    """Find e-mail addresses in an address on the web: in its path and query, and the name of a user before its host."""
    start = url.find("://") + 3
    host_end = next((i for i in range(start, len(url)) if url[i] in "/?#"), len(url))
    user_end = url.rfind("@", start, host_end)
    if user_end > start:
        yield start, user_end
    yield from (match.span() for match in _EMAIL.finditer(url, host_end))


def hide(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put the mask over spans, keeping blanks and length."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = [char if char.isspace() else MASK for char in chars[start:end]]
    return "".join(chars)


def mask(text: str) -> str:
    """Mask a text that stands in no record, such as a message."""
    return hide(text, personal(text))


def _telephones(text: str) -> Iterator[tuple[int, int]]:
    links = [match.span() for match in _LINK.finditer(text)]
    _, other = _cues()
    for form in _FORMS:
        for match in form.finditer(text):
            before = text[max(0, match.start() - 24) : match.start()]
            if _is_number(match.group()) and not _is_money(text, match) and other.search(before) is None:
                yield from _outside(match.span(), links)
    cue, _ = _cues()
    for match in cue.finditer(text):
        if _is_number(match.group("digits"), after_word=True):
            yield from _outside(match.span("digits"), links)


def _is_number(found: str, *, after_word: bool = False) -> bool:
    main = re.split(r"[ ,]*(?:x|ext)", found, maxsplit=1, flags=re.IGNORECASE)[0]
    groups: list[str] = re.findall("[0-9]+", main)
    if not SHORTEST <= sum(map(len, groups)) <= LONGEST + 2 or _DATE.search(found) or _ROUND.fullmatch(main):
        return False
    # 05/11/26 - 08/15/26 and 01.09. - 31.12. are days; five pairs are how a number is written in French.
    in_pairs = max(map(len, groups)) <= len("00")
    return not in_pairs or len(groups) == _FRENCH_PAIRS or (after_word and not {"/", "."} & {*main})


def _is_money(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 5) : match.start()]
    return _MONEY_BEFORE.search(before) is not None or _MONEY_AFTER.match(text, match.end()) is not None


def _outside(span: tuple[int, int], links: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not any(start < span[1] and span[0] < end for start, end in links):
        yield span


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give the pattern of digits after a word for a telephone, and that of a word for an identifier at the end."""
    table = load_table("telephone_cues")
    phone, number, other = (_either(strings(table[key])) for key in ("telephone", "number", "other"))
    gap = r"[ :.#\u00a0\uff1a]{0,3}"
    digits = rf"(?P<digits>[+(]{{0,2}}[0-9](?:(?:{_SEPARATOR})?[0-9]){{6,16}}{_EXTENSION})"
    cue = rf"(?<![^\W\d_])(?:{phone})\b\.?(?:{gap}(?:{number})\b\.?){{0,2}}{gap}{digits}{_AFTER}"
    identifier = rf"(?<!\w)(?:{other})\b{gap}(?:(?:id|no|number)\b{gap})?$"
    return re.compile(cue, re.IGNORECASE), re.compile(identifier, re.IGNORECASE)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
