"""All labelled pages together: how much of what they say is read, and how much of what is read is right.

The pages of `tests/gold` were labelled by `docs/reading.md` before the reader saw them. The floors are held on all of
them; `openpostings score` prints the table with the worst examples.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from openpostings.builders.score.gold import load_gold, read_gold
from openpostings.builders.score.scoring import Score, score

TESTS = Path(__file__).parents[1]
SETS = [TESTS / name for name in ("pages", "heldout", "gold")]
F1 = {
    0.98: ("title", "employer", "place", "employment_type", "date_posted", "term", "start_date", "duration"),
    0.97: ("requirement_priority", "section"),
    0.95: ("pay", "education", "experience", "visa_sponsorship", "eligible_persons", "security_clearance"),
}
PRECISION = 0.99


@pytest.fixture(scope="module")
def scored() -> Score:
    return score(load_gold(SETS), read_gold)


def test_the_set_is_large_and_wide() -> None:
    gold = load_gold(SETS)
    languages = {record.get("language") for document in gold for record in document.records} - {None}
    assert len(gold) >= 150
    assert len(languages) >= 5


@pytest.mark.parametrize(("field", "floor"), [(field, floor) for floor, fields in F1.items() for field in fields])
def test_what_is_said_is_read(scored: Score, field: str, floor: float) -> None:
    found = scored.fields[field].exact.f1
    assert found is not None
    assert found >= floor, scored.fields[field].worst(5)


def test_what_is_read_is_right(scored: Score) -> None:
    wrong = {name: one.worst(3) for name, one in scored.fields.items() if (one.exact.precision or 1) < PRECISION}
    assert not wrong
