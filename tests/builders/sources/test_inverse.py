"""A record written out through the rows of a crosswalk, and read through them again, is the same record."""

from __future__ import annotations

import datetime as dt
import json
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpostings.builders.read.draft import Json
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.read.reader import read_sheet
from openpostings.builders.read.sheet import Sheet
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.inverse import write_record
from openpostings.builders.sources.registry import sources

BOARDS = [source for source in sources() if isinstance(source, Board)]
SAID = (
    ("title",),
    ("hiring_organization", "name"),
    ("employment_unit",),
    ("date_posted",),
    ("posted_at",),
    ("date_modified",),
    ("modified_at",),
    ("valid_through",),
    ("valid_through_at",),
    ("application", "url"),
    ("source", "url"),
    ("source", "identifier"),
    ("source", "requisition_id"),
)
WORD = st.text(string.ascii_lowercase, min_size=3, max_size=9).map(str.capitalize)
MOMENT = st.datetimes(dt.datetime(2001, 1, 1), dt.datetime(2099, 1, 1)).map(  # noqa: DTZ001 - the zone is written below
    lambda moment: moment.replace(microsecond=0, second=moment.second or 1).isoformat() + "Z"
)
NUMBER = st.integers(10_000, 10**9).map(str)
PLACE = st.sampled_from(["Austin, TX", "Lyon, France", "Toronto, ON", "Bengaluru", "London, United Kingdom"])


@st.composite
def records(draw: st.DrawFn) -> dict[str, Json]:
    # What was changed before it was posted is a conflict, and closing has no order.
    posted, modified = sorted((draw(MOMENT), draw(MOMENT)))
    closing = draw(MOMENT)
    number = draw(NUMBER)
    return {
        "title": f"{draw(WORD)} Engineer",
        "hiring_organization": {"name": f"{draw(WORD)} Works"},
        "employment_unit": f"{draw(WORD)} Systems",
        "job_location": [{"raw": draw(PLACE)}],
        "date_posted": posted[:10],
        "posted_at": posted,
        "date_modified": modified[:10],
        "modified_at": modified,
        "valid_through": closing[:10],
        "valid_through_at": closing,
        "application": {"url": f"https://jobs.example.org/{number}/apply"},
        "source": {
            "url": f"https://jobs.example.org/{number}",
            "identifier": number,
            "requisition_id": f"R-{draw(NUMBER)}",
        },
    }


def at(record: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        record = None if record is None else record.get(name)
    return record


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.name)
@settings(deadline=None, max_examples=30)
@given(record=records())
def test_what_a_board_can_say_comes_back(board: Board, record: dict[str, Json]) -> None:
    answer = write_record(board.crosswalk, record)
    (sheet,) = [one for one in board.sheets(answer) if isinstance(one, Sheet)]
    posting = read_sheet(sheet, "0" * 64, ReadOptions()).posting
    assert posting is not None
    got = json.loads(posting.model_dump_json())
    said = [path for path in SAID if at(got, path) is not None]
    assert {("title",), ("source", "url")} <= set(said) or board.name == "workday"
    for path in said:
        assert at(got, path) == at(record, path), path
    for place in got["job_location"]:
        assert place["raw"] == at(record, ("job_location",))[0]["raw"]
    # A posting that was changed before it was posted contradicts itself, and is drawn too.
    conflicts = {row["path"] for row in got["provenance"] if row["status"] == "conflicting"}
    assert conflicts <= {"/date_modified"}


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.name)
@settings(deadline=None, max_examples=30)
@given(record=records())
def test_writing_again_what_was_read_gives_the_same_answer(board: Board, record: dict[str, Json]) -> None:
    answer = write_record(board.crosswalk, record)
    (sheet,) = [one for one in board.sheets(answer) if isinstance(one, Sheet)]
    posting = read_sheet(sheet, "0" * 64, ReadOptions()).posting
    assert posting is not None
    assert write_record(board.crosswalk, json.loads(posting.model_dump_json())) == answer


def test_a_record_that_says_nothing_writes_nothing() -> None:
    assert all(write_record(board.crosswalk, {}) == {} for board in BOARDS)
