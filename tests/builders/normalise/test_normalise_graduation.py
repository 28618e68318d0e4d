from __future__ import annotations

from datetime import date

import pytest

from openpostings.builders.normalise.graduation import Graduation, find_graduation

CASES = [
    ("graduating between December 2026 and June 2027", date(2026, 12, 1), date(2027, 6, 30)),
    ("Expected to graduate by May 2027", None, date(2027, 5, 31)),
    ("must graduate no later than June 30, 2027", None, date(2027, 6, 30)),
    ("graduating in 2027", date(2027, 1, 1), date(2027, 12, 31)),
    ("graduate in 2026 or 2027", date(2026, 1, 1), date(2027, 12, 31)),
    ("Class of 2027", date(2027, 1, 1), date(2027, 12, 31)),
    ("Graduation date: May/June 2027", date(2027, 5, 1), date(2027, 6, 30)),
    ("graduation date between Dec 2026 - June 2028", date(2026, 12, 1), date(2028, 6, 30)),
    ("an expected graduation date in February 2028", date(2028, 2, 1), date(2028, 2, 29)),
    ("graduating in December 2026 or later", date(2026, 12, 1), None),
    ("will graduate after May 2026", date(2026, 5, 1), None),
    ("May 2027 graduates", date(2027, 5, 1), date(2027, 5, 31)),
]


@pytest.mark.parametrize(("text", "after", "before"), CASES)
def test_bounds(text: str, after: date | None, before: date | None) -> None:
    (match,) = find_graduation(text)
    assert match.value == Graduation(after, before)


NOTHING = [
    "expected graduation date of Spring 2027",
    "Spring 2027 graduates",
    "recent graduates starting in June 2027",
    "2027 Graduate Programme",
    "upon graduation you will join us in July 2027",
    "graduates earn $2027 a week",
    "our class of servers of 2027",
    "graduating soon",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_has_no_known_date_is_not_claimed(text: str) -> None:
    assert find_graduation(text) == []
