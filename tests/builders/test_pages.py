"""The own pages, labelled by `docs/reading.md` before the reader saw them, give their expected records exactly."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from gold import differences, label, pages, source_text
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.read.reader import Reading, read_text

ALL = pages()
POSTINGS = [page for page in ALL if "refusal" not in label(page)]
REFUSED = [page for page in ALL if "refusal" in label(page)]


def reading(page: Path) -> Reading:
    given: dict[str, Any] = label(page).get("read_options") or {}
    moment = given.get("retrieved_at")
    options = ReadOptions(
        site=given.get("site"), retrieved_at=dt.datetime.fromisoformat(moment) if moment is not None else None
    )
    return read_text(source_text(page), options)


def test_there_are_forty_pages_and_all_reasons() -> None:
    assert len(POSTINGS) >= 40
    assert {label(page)["refusal"] for page in REFUSED} == {
        "bot_wall",
        "empty",
        "expired",
        "job_list",
        "not_a_posting",
        "not_found",
    }


@pytest.mark.parametrize("page", POSTINGS, ids=lambda page: page.stem)
def test_page_gives_its_expected_record(page: Path) -> None:
    posting = reading(page).posting
    assert posting is not None
    found = [
        f"{name}\n  expected {wanted}\n  got      {got}" for name, wanted, got in differences(posting, label(page))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("page", REFUSED, ids=lambda page: page.stem)
def test_page_is_refused_with_its_reason(page: Path) -> None:
    read = reading(page)
    assert read.posting is None
    assert read.refusal == label(page)["refusal"]


@pytest.mark.parametrize("page", POSTINGS, ids=lambda page: page.stem)
def test_every_quote_is_the_text_at_its_span(page: Path) -> None:
    text = source_text(page)
    posting = reading(page).posting
    assert posting is not None
    for row in posting.provenance:
        if row.start is not None:
            assert row.quote == text[row.start : row.end]


@pytest.mark.parametrize("page", POSTINGS, ids=lambda page: page.stem)
def test_every_character_is_accounted_for(page: Path) -> None:
    text = source_text(page)
    ledger = reading(page).ledger
    at = 0
    for entry in ledger.entries:
        assert not text[at : entry.start].strip()
        assert entry.start < entry.end
        at = entry.end
    assert not text[at:].strip()
    assert ledger.characters == sum(not char.isspace() for char in text)
    assert ledger.share < 0.01, [text[e.start : e.end] for e in ledger.entries if e.label == "unassigned"]


@pytest.mark.parametrize("page", [page for page in POSTINGS if label(page).get("chrome")], ids=lambda page: page.stem)
def test_the_frame_of_the_site_is_told_apart(page: Path) -> None:
    text = source_text(page)
    folded = text.replace("\u00a0", " ")
    entries = reading(page).ledger.entries
    for words in label(page)["chrome"]:
        start = folded.index(words)
        touched = [entry for entry in entries if entry.start < start + len(words) and entry.end > start]
        assert {entry.label.partition(":")[0] for entry in touched} == {"chrome"}, words
