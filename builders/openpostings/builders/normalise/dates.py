"""Everything about time in a posting that is a date or a moment, in one place for the readers."""

from __future__ import annotations

from openpostings.builders.normalise.date_field import DateField, read_date_field, read_epoch
from openpostings.builders.normalise.full_dates import find_dates
from openpostings.builders.normalise.months import MonthYear, find_months
from openpostings.builders.normalise.relative import Relative, RelativeUnit, find_relative
from openpostings.builders.normalise.timestamps import find_timestamps

__all__ = [
    "DateField",
    "MonthYear",
    "Relative",
    "RelativeUnit",
    "find_dates",
    "find_months",
    "find_relative",
    "find_timestamps",
    "read_date_field",
    "read_epoch",
]
