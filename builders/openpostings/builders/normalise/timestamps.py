"""Moments: a full date with a time of day, given back in UTC."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import cast

from openpostings.builders.normalise.calendar_words import FIRST_YEAR, LAST_YEAR
from openpostings.builders.normalise.full_dates import find_dates
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import alternation
from openpostings.builders.normalise.triggers import FIGURES, needs
from openpostings.builders.tables import load_table, strings

NO_ZONE = "time zone not stated, taken as UTC"
_NOON = 12
_HOURS = 24
_MICROSECOND_FIGURES = 6
_MAX_OFFSET_MINUTES = 14 * 60


@cache
def _offsets() -> Mapping[str, int]:
    return cast("dict[str, int]", load_table("zones")["offsets"])


@cache
def _tail() -> re.Pattern[str]:
    zones = alternation(_offsets())
    unfixed = alternation(strings(load_table("zones")["unfixed"]))
    return re.compile(
        r"(?:T(?=[0-9])|,?[ \u00a0]{1,2}(?:(?:[Aa]t|@|um|à|-|\u2013)[ ])?)"
        r"(?P<hour>[01]?[0-9]|2[0-3])"
        r"(?::(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?:[.,](?P<fraction>[0-9]{1,9}))?)?)?"
        r"(?:[ \u00a0\u202f]?(?P<half>[AaPp])(?:[Mm]|\.[ ]?[Mm]\.?)(?![A-Za-z]))?"
        rf"(?:[ ]?\(?(?P<zone>{zones})(?!\w)\)?)?(?P<offset>[ ]?[+-](?:0[0-9]|1[0-4]):?(?:00|15|30|45))?(?![0-9:])"
        r"(?P<other>[ ]?\(?(?:[A-Z]{1,5}T\b|(?i:" + unfixed + r")\b|[+-][0-9]))?",
    )


def _hour(hit: re.Match[str]) -> int | None:
    hour = int(hit["hour"])
    if hit["half"] is None:
        return hour if hit["minute"] else None
    if not 1 <= hour <= _NOON:
        return None
    return hour % _NOON + (_NOON if hit["half"] in "Pp" else 0)


def _minutes_east(hit: re.Match[str]) -> int | None:
    """Return the stated offset in minutes; None where none is stated."""
    base = _offsets()[hit["zone"]] if hit["zone"] else None
    if hit["offset"] is None:
        return base
    figures = hit["offset"].strip().replace(":", "")
    minutes = int(figures[1:3]) * 60 + int(figures[3:5])
    return (base or 0) + (minutes if figures[0] == "+" else -minutes)


def _moment(day: date, hit: re.Match[str]) -> tuple[datetime, str | None] | None:
    hour = _hour(hit)
    if hour is None or hit["other"]:
        return None
    east = _minutes_east(hit)
    if east is not None and abs(east) > _MAX_OFFSET_MINUTES:
        return None
    fraction = (hit["fraction"] or "")[:_MICROSECOND_FIGURES].ljust(_MICROSECOND_FIGURES, "0")
    zone = timezone(timedelta(minutes=east or 0))
    minute, second = int(hit["minute"] or 0), int(hit["second"] or 0)
    value = datetime(day.year, day.month, day.day, hour, minute, second, int(fraction), tzinfo=zone).astimezone(UTC)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    return value, NO_ZONE if east is None else None


@needs(FIGURES)
def find_timestamps(text: str) -> list[Match[datetime]]:
    """Find full dates with a time of day.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Match
        Moments in UTC, in order of position. A time without a zone is taken as UTC and the note says so; one with a
        zone that is not in ``data/zones.yaml`` ("5 PM ET", "local time") gives nothing. Parts of a second beyond
        microseconds are cut.
    """
    if ":" not in text and "m" not in text and "M" not in text:
        return []
    found: list[Match[datetime]] = []
    for match in find_dates(text):
        hit = _tail().match(text, match.end)
        read = _moment(match.value, hit) if hit else None
        if hit and read:
            note = "; ".join(part for part in (match.note, read[1]) if part) or None
            found.append(Match(read[0], match.start, hit.end(), note))
    return found
