"""Pages written against the reader by somebody who had not seen it: how much of them is read as labelled.

They measure, and are not fitted line by line: a page may differ from its label, and the share of fields that do not is
held. The labels follow `docs/reading.md`.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gold import differences, label, source_text
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.read.reader import read_text
from openpostings.schema import Posting

PAGES = sorted((Path(__file__).parents[1] / "heldout").glob("*.txt"))
LABELS = {page.stem: label(page) for page in PAGES}
POSTINGS = [page for page in PAGES if "refusal" not in LABELS[page.stem]]
REFUSED = [page for page in PAGES if "refusal" in LABELS[page.stem]]
FIELDS = len(Posting.model_fields) + 6
EXACT_FIELDS = 0.975
CLEAR_FIELDS = ("title", "employment_type", "terms", "job_start_dates", "job_duration", "date_posted", "base_salary")


def options(page: Path) -> ReadOptions:
    moment = (LABELS[page.stem].get("read_options") or {}).get("retrieved_at")
    return ReadOptions(retrieved_at=dt.datetime.fromisoformat(moment) if moment else None)


def differing(page: Path) -> list[str]:
    posting = read_text(source_text(page), options(page)).posting
    assert posting is not None, page.stem
    return [name for name, _, _ in differences(posting, LABELS[page.stem])]


def test_nearly_all_fields_are_read_as_labelled() -> None:
    wrong = {page.stem: names for page in POSTINGS if (names := differing(page))}
    share = 1 - sum(len(names) for names in wrong.values()) / (FIELDS * len(POSTINGS))
    assert share >= EXACT_FIELDS, f"{share:.4f} of the fields are as labelled; these are not: {wrong}"


@pytest.mark.parametrize("field", CLEAR_FIELDS)
def test_what_decides_for_a_reader_of_postings_is_right_everywhere(field: str) -> None:
    assert not [page.stem for page in POSTINGS if field in differing(page)]


@pytest.mark.parametrize("page", REFUSED, ids=lambda page: page.stem)
def test_pages_that_are_none_are_refused_with_their_reason(page: Path) -> None:
    assert read_text(source_text(page)).refusal == LABELS[page.stem]["refusal"]
