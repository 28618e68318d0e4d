"""A field that is known to be a date: a day, a moment, a number of seconds, "3 days ago", or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final, Literal

from openpostings.builders.normalise.calendar_words import make_date
from openpostings.builders.normalise.full_dates import find_dates
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.months import find_months
from openpostings.builders.normalise.relative import Relative, find_relative
from openpostings.builders.normalise.timestamps import find_timestamps
from openpostings.builders.tables import load_table, strings

__all__ = ["DateField", "read_date_field", "read_epoch"]

DateStatus = Literal["stated", "derived", "silent", "not_extracted"]

_LONGEST: Final = 500
_MILLISECONDS: Final = 100_000_000_000
"""Seconds since 1970 stay below this until the year 5138, milliseconds have been above it since 1973."""
_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 12, 31, tzinfo=UTC)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NUMBER = re.compile(r"-?[0-9]{1,16}(?:[.][0-9]{1,9})?")
_COMPACT = re.compile(r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_NO_DAY = "a day that stands for none"
_SEVERAL = "several dates"
_PART = "no full date"
_UNREAD = "no date was understood"
_OPEN = "this long ago or longer: no day"
_COARSE = "told in months: no day"
_NO_MOMENT = "told from a moment of reading that is not known"
_COUNTED = "counted from the moment of reading"


@dataclass(frozen=True, slots=True)
class DateField:
    """What a field for a date says.

    Parameters
    ----------
    day
        The day as written, in the zone that the field is written in; None where it states none.
    moment
        The moment in UTC, where a time is stated too.
    status
        ``stated``; ``derived`` for what was counted ("3 days ago", seconds since 1970); ``silent`` where the field says
        nothing or stands for nothing; ``not_extracted`` where something stands that gives no day.
    note
        What was derived, or why there is no day.
    """

    day: date | None
    moment: datetime | None
    status: DateStatus
    note: str | None


def read_epoch(value: float) -> tuple[datetime, str] | None:
    """Read seconds or milliseconds since 1970.

    Parameters
    ----------
    value
        The number.

    Returns
    -------
    tuple or None
        The moment in UTC and the unit that was read, or None where neither gives a moment of 1990-2100.
    """
    in_milliseconds = abs(value) >= _MILLISECONDS
    seconds = value / 1000 if in_milliseconds else value
    if not (_FIRST - _EPOCH).total_seconds() <= seconds <= (_LAST - _EPOCH).total_seconds():
        return None
    return _EPOCH + timedelta(seconds=seconds), f"{'milliseconds' if in_milliseconds else 'seconds'} since 1970"


@cache
def _no_dates() -> frozenset[str]:
    return frozenset(strings(load_table("relative")["no_date"]))


def _nothing(note: str | None = None) -> DateField:
    return DateField(None, None, "silent", note)


def _unread(note: str) -> DateField:
    return DateField(None, None, "not_extracted", note)


def _from_number(text: str) -> DateField:
    value = float(text)
    if value in (0, -1):
        return _nothing(_NO_DAY)
    compact = _COMPACT.fullmatch(text)
    day = make_date(*(int(part) for part in compact.groups())) if compact else None
    if day is not None:
        return DateField(day, None, "stated", None)
    read = read_epoch(value)
    if read is None:
        return _unread(_UNREAD)
    return DateField(read[0].date(), read[0], "derived", read[1])


def _from_relative(found: Relative, retrieved_at: datetime | None) -> DateField:
    if found.open:
        return _unread(_OPEN)
    if found.unit == "MONTH":
        return _unread(_COARSE)
    if retrieved_at is None:
        return _unread(_NO_MOMENT)
    return DateField((retrieved_at - found.delta).date(), None, "derived", _COUNTED)


def _note(*parts: str | None) -> str | None:
    return "; ".join(dict.fromkeys(part for part in parts if part)) or None


def _from_words(text: str, days: list[Match[date]]) -> DateField:
    if len({match.value for match in days}) > 1:
        return _unread(_SEVERAL)
    moments = find_timestamps(text)
    day, moment = days[0], moments[0] if len(moments) == 1 else None
    note = _note(day.note, moment.note if moment else None)
    return DateField(day.value, moment.value if moment else None, "stated", note)


def read_date_field(
    value: str | float, *, retrieved_at: datetime | None = None, day_first: bool | None = None
) -> DateField:
    """Read a field that is known to be a date.

    Parameters
    ----------
    value
        The value of the field: text, or seconds or milliseconds since 1970.
    retrieved_at
        When the field was read, from which "3 days ago" is counted.
    day_first
        How ``03/04/2026`` is meant, where other dates of the source show it.

    Returns
    -------
    DateField
        The day, the moment where a time is stated, and how it was got. A day that software writes for none
        (``0001-01-01``) and words that name none ("as soon as possible") are silent.
    """
    text = " ".join(str(value).split()) if not isinstance(value, bool) else ""
    if not text or text.casefold().rstrip(".!") in _no_dates():
        return _nothing()
    if len(text) > _LONGEST:
        return _unread(_UNREAD)
    if _NUMBER.fullmatch(text):
        return _from_number(text)
    if text.startswith(strings(load_table("relative")["no_days"])):
        return _nothing(_NO_DAY)
    days = find_dates(text, day_first=day_first)
    if days:
        return _from_words(text, days)
    relative = find_relative(text)
    if len(relative) == 1:
        return _from_relative(relative[0].value, retrieved_at)
    return _unread(_PART if find_months(text) else _UNREAD)
