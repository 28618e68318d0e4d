"""When a term is over, at the latest that the field's lists mean by its season."""

from __future__ import annotations

import datetime as dt
from typing import Final

from openpostings.schema.term import Term
from openpostings.schema.vocabulary import Season

# First and last day of the widest span that a season is used for: Canadian winter terms end in April, European summers
# in September, and a fall term that is a thesis begins in August.
_SPANS: Final = {
    Season.WINTER: ((1, 1), (4, 30)),
    Season.SPRING: ((1, 1), (6, 30)),
    Season.SUMMER: ((4, 1), (9, 30)),
    Season.FALL: ((8, 1), (12, 31)),
}


def first_day_of(term: Term) -> dt.date:
    """Give the earliest day that a term may begin on. A winter may begin in December of the year before."""
    if term.season is Season.WINTER:
        return dt.date(term.year - 1, 12, 1) if term.year > dt.MINYEAR else dt.date.min
    return dt.date(term.year, *_SPANS[term.season][0])


def last_day_of(term: Term) -> dt.date:
    """Give the latest day that a term may end on."""
    return dt.date(term.year, *_SPANS[term.season][1])
