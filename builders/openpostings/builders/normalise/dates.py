"""Everything about time in a posting that is a date or a moment, in one place for the readers."""

from __future__ import annotations

from openpostings.builders.normalise.full_dates import find_dates
from openpostings.builders.normalise.months import MonthYear, find_months
from openpostings.builders.normalise.relative import Relative, RelativeUnit, find_relative
from openpostings.builders.normalise.timestamps import find_timestamps

__all__ = ["MonthYear", "Relative", "RelativeUnit", "find_dates", "find_months", "find_relative", "find_timestamps"]
