"""How old a row of a list is, and days without a year: "3d", "2mo", "Oct 05", seen from the moment of reading."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, datetime, timedelta
from typing import Final

from openpostings.builders.normalise.full_dates import find_dates
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.relative import Relative, RelativeUnit

_AGE: Final = re.compile(
    r"\s*(?P<value>[0-9]{1,3})\s?(?P<unit>h|hrs?|d|days?|w|wks?|weeks?|mo|mos|months?)(?P<open>\+)?\s*", re.IGNORECASE
)
_UNITS: Final[dict[str, RelativeUnit]] = {"h": "HOUR", "d": "DAY", "w": "WEEK", "m": "MONTH"}
_LONGEST: Final = 40
_LEAP: Final = 2000


def find_age(text: str) -> list[Match[Relative]]:
    """Read the age of a row.

    Parameters
    ----------
    text
        The whole value of a column such as "Age".

    Returns
    -------
    list of Match
        One at most. Minutes and years are not ages that lists give.
    """
    found = _AGE.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return []
    relative = Relative(int(found["value"]), _UNITS[found["unit"][0].casefold()], open=found["open"] is not None)
    return [Match(relative, found.start("value"), found.end("open" if found["open"] else "unit"))]


def find_last_day(text: str, seen: datetime) -> list[Match[date]]:
    """Read a day without a year as the last one before it was seen.

    Parameters
    ----------
    text
        The whole value of a column such as "Date Posted"; a day ahead of the moment by a zone's difference counts too.
    seen
        When it was fetched.

    Returns
    -------
    list of Match
        One at most; its note says whence the year is.
    """
    if len(text) > _LONGEST or find_dates(text):
        return []
    # A leap year has every day that a year may have.
    found = find_dates(text, default_year=_LEAP)
    if len(found) != 1:
        return []
    (day,) = found
    last = seen.date() + timedelta(days=1)
    for year in (last.year, last.year - 1):
        if (day.value.month, day.value.day) == (2, 29) and not isleap(year):
            continue
        value = day.value.replace(year=year)
        if value <= last:
            return [Match(value, day.start, day.end, "no year stated, taken as the last before it was retrieved")]
    return []
