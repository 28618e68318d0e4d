"""Dates in figures: ``2026-05-11``, ``05/11/2026``, ``25/12/2026``, ``11.05.2026``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from openpostings.builders.normalise.calendar_words import YEAR, make_date
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import digit_starts

_MONTHS_IN_YEAR = 12
_FIRST_SHORT_YEAR, _LAST_SHORT_YEAR = 10, 50

_NUMERIC = re.compile(
    rf"(?:(?P<year>{YEAR})(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})(?=T[0-9]|\b)"
    r"|(?P<a>[0-9]{1,2})(?:(?P<sep>[-/.])(?P<b>[0-9]{1,2})(?P=sep)|\.[ ](?P<spaced>[0-9]{1,2})\.[ ])"
    rf"(?P<last>{YEAR}|[0-9]{{2}}(?![0-9]))\b)(?![./-]\w)",
)
_MARKED = re.compile(r"[0-9]{1,4}[-/.]")
_GLUED = re.compile(r"[\w./+-]")
ORDER_NOTE = "order of day and month not stated, read as month first"
_INFERRED = "order of day and month taken from another date of the text"
_SHORT_NOTE = "year of two figures read as 20yy"


def _order(hits: Iterable[re.Match[str]]) -> bool | None:
    """Learn from the dates that can be read one way only whether the text writes the day first."""
    day_first = {
        int(hit["a"]) > _MONTHS_IN_YEAR
        for hit in hits
        if hit["sep"] in ("/", "-") and (int(hit["a"]) > _MONTHS_IN_YEAR) != (int(hit["b"]) > _MONTHS_IN_YEAR)
    }
    return day_first.pop() if len(day_first) == 1 else None


def day_first_in(text: str) -> bool | None:
    """Tell from the dates of a text that can be read one way only whether it writes the day first.

    Parameters
    ----------
    text
        A whole page.

    Returns
    -------
    bool or None
        None where no date shows it, or two contradict each other.
    """
    return _order(hit for place in digit_starts(text) if (hit := _NUMERIC.match(text, place)) is not None)


def short_year(figures: str) -> tuple[int | None, str | None]:
    """Read a year of two figures, 2010-2050, with the note that says so; None for others."""
    year = int(figures)
    return (2000 + year, _SHORT_NOTE) if _FIRST_SHORT_YEAR <= year <= _LAST_SHORT_YEAR else (None, None)


def _short(hit: re.Match[str], a: int, b: int, *, day_first: bool | None) -> tuple[date, str] | None:
    """Read ``10/17/19``, ``05/11/26`` and ``01.09.26``.

    Only a month, a day and a year fit the sizes of the first. Of the second the order has to be known. A point stands
    in dates of the third kind only.
    """
    year, note = short_year(hit["last"])
    if year is None or note is None or hit["sep"] == "-":
        return None
    if hit["sep"] != "/":
        first = bool(hit["sep"]) and len(hit["a"]) + len(hit["b"]) == len("0109") and b <= _MONTHS_IN_YEAR
        value = make_date(year, b, a) if first else None
    elif b > _MONTHS_IN_YEAR >= a and day_first is not True:
        value = make_date(year, a, b)
    else:
        value = None if day_first is None else make_date(year, *((b, a) if day_first else (a, b)))
    return (value, note) if value else None


def _read(
    hit: re.Match[str], *, day_first: bool | None, inferred: bool | None
) -> tuple[date | None, str | None] | None:
    if hit["year"]:
        # "2026.5.1" is as likely a version as a date.
        if hit["mark"] == "." and len(hit["month"] + hit["day"]) != len("0511"):
            return None
        return make_date(int(hit["year"]), int(hit["month"]), int(hit["day"])), None
    a, b = int(hit["a"]), int(hit["b"] or hit["spaced"])
    if len(hit["last"]) != len("2026"):
        return _short(hit, a, b, day_first=inferred if day_first is None else day_first)
    year, note = int(hit["last"]), None
    if a > _MONTHS_IN_YEAR or b > _MONTHS_IN_YEAR:
        first = a > _MONTHS_IN_YEAR
    elif hit["sep"] not in ("/", "-"):
        first = True
    elif day_first is not None:
        first = day_first
    else:
        first = bool(inferred)
        note = None if a == b else ORDER_NOTE if inferred is None else _INFERRED
    day, month = (a, b) if first else (b, a)
    return make_date(year, month, day), note


def _hits(text: str) -> Iterator[re.Match[str]]:
    for start in digit_starts(text):
        if _MARKED.match(text, start) and not (start and _GLUED.match(text, start - 1)):
            hit = _NUMERIC.match(text, start)
            if hit:
                yield hit


def numeric_dates(text: str, *, day_first: bool | None = None) -> list[Match[date]]:
    """Find dates in figures.

    Parameters
    ----------
    text
        Any text.
    day_first
        How ``03/04/2026`` is meant. None: as another date of the text shows, else month first with a note.

    Returns
    -------
    list of Match
        In order of position. Dotted dates are day first. Impossible days and years outside 1900-2100 give nothing.
    """
    hits = list(_hits(text))
    inferred = _order(hits) if day_first is None else None
    found: list[Match[date]] = []
    for hit in hits:
        value, note = _read(hit, day_first=day_first, inferred=inferred) or (None, None)
        if value:
            found.append(Match(value, hit.start(), hit.end(), note))
    return found
