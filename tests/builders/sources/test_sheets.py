"""A structured record as text: every value has a line, every span its characters, every row of a crosswalk works."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import AGAIN, BODY, Field, Node
from openpostings.builders.sources.sheets import MAX_DEPTH, values_at, write_sheet
from openpostings.builders.sources.values import as_written, claimed, epoch

JSON: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


def roles(record: Json, crosswalk: tuple[Field, ...], loses: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    written = write_sheet(record, crosswalk, loses)
    return {row.line.text.partition(": ")[0]: f"{row.role}:{row.label}" for row in written.rows}


def test_each_value_has_a_line_and_silence_has_none() -> None:
    record: Json = {
        "title": "Intern",
        "tags": ["a", "b"],
        "none": None,
        "empty": "",
        "list": [],
        "map": {},
        "no": False,
    }
    assert write_sheet(record, ()).text == "/title: Intern\n/tags/0: a\n/tags/1: b\n/no: false\n"


def test_a_key_of_a_pointer_is_escaped_as_rfc_6901_says() -> None:
    assert write_sheet({"a/b~c": {"d": 1}}, ()).text == "/a~1b~0c/d: 1\n"


def test_a_row_is_a_key_with_the_span_of_its_value() -> None:
    written = write_sheet({"job": {"name": "  Data Intern "}}, (Field("/job/name", "title"),))
    row = written.rows[0]
    assert (row.role, row.label) == ("key", "title")
    assert row.value is not None
    assert written.text[row.value.start : row.value.end] == row.value.text == "Data Intern"


def test_stars_stand_for_members_and_all_that_is_below() -> None:
    record: Json = {"places": [{"city": "Bonn"}, {"city": "Ulm"}], "deep": {"a": {"b": 1}}}
    assert values_at(record, "/places/*/city") == [("/places/0/city", "Bonn"), ("/places/1/city", "Ulm")]
    found = roles(record, (Field("/places/*/city", "place"),), (("/deep/**", "of no use"),))
    assert found == {"/places/0/city": "key:place", "/places/1/city": "key:place", "/deep/a/b": "given:lost"}


def test_what_nobody_reads_is_told_apart_from_what_is_known_to_be_lost() -> None:
    found = roles({"x": 1, "y": 2, "z": 3}, (Field("/x", AGAIN),), (("/y", "a colour"),))
    assert found == {"/x": "given:again", "/y": "given:lost", "/z": "given:"}


def test_the_first_row_for_a_value_counts() -> None:
    assert roles({"x": "a"}, (Field("/x", "title"), Field("/*", AGAIN))) == {"/x": "key:title"}


def test_a_reader_gets_the_lines_of_an_object_and_its_claims_are_kept() -> None:
    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        assert node.text == "/pay/min: 3\n/pay/max: 4"
        yield "base_salary", claimed(node, {"min_value": 3}, "test.pay")

    written = write_sheet({"a": 1, "pay": {"min": 3, "max": 4}}, (Field("/pay", read),))
    name, one = written.claims[0]
    assert (name, written.text[one.start : one.end]) == ("base_salary", "/pay/min: 3\n/pay/max: 4")
    assert [row.label for row in written.rows] == ["", "read", "read"]


def test_bodies_stand_under_their_headings_behind_the_values() -> None:
    record: Json = {"lists": [{"text": "Duties", "html": "<ul><li>Sort</li></ul>"}], "title": "x", "plain": "twin"}
    crosswalk = (Field("/lists/*/html", BODY, heading="/lists/*/text"), Field("/plain", BODY, otherwise=True))
    written = write_sheet(record, crosswalk)
    assert written.text == "/title: x\n\n## Duties\n\n- Sort"
    assert written.text[written.body :].startswith("## Duties")


def test_a_body_is_read_otherwise_only_where_the_first_is_silent() -> None:
    crosswalk = (Field("/html", BODY), Field("/plain", BODY, otherwise=True))
    assert write_sheet({"html": None, "plain": "words"}, crosswalk).text == "\nwords"


def test_depth_is_bounded() -> None:
    record: Json = "x"
    for _ in range(MAX_DEPTH + 5):
        record = [record]
    assert write_sheet(record, ()).text == ""


@given(JSON)
def test_any_record_is_written_line_by_line(record: Json) -> None:
    written = write_sheet(record, (Field("/*", as_written("title")), Field("/*/*", "place")))
    assert written.text.count("\n") == len(written.rows)
    for row in written.rows:
        assert written.text[row.line.start : row.line.end] == row.line.text
        if row.value is not None:
            assert written.text[row.value.start : row.value.end] == row.value.text
    for _, one in written.claims:
        assert one.start is not None
        assert one.end is not None
        assert 0 <= one.start <= one.end <= len(written.text)


@pytest.mark.parametrize("value", [1_752_000_000, 1_752_000_000_000, "1752000000000"])
def test_seconds_and_milliseconds_are_told_apart(value: Json) -> None:
    written = write_sheet({"at": value}, (Field("/at", epoch("posted")),))
    assert {name: one.value for name, one in written.claims} == {
        "date_posted": "2025-07-08",
        "posted_at": "2025-07-08T18:40:00Z",
    }


@pytest.mark.parametrize("value", [0, -1, True, "soon", 12, 10**30, None, 1.5e300])
def test_what_is_no_moment_gives_none(value: Json) -> None:
    assert write_sheet({"at": value}, (Field("/at", epoch("posted")),)).claims == ()
