"""What holds of any text at all."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gold import pages, source_text
from openpostings.builders.read.document import even_blanks
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.read.reader import read_text

PIECES = st.sampled_from(
    [
        "Data Intern",
        "About Acme",
        "Responsibilities",
        "REQUIREMENTS:",
        "**Preferred**",
        "## Pay",
        "- Build models",
        "  * nested",
        "• Experience with Python is a plus",
        "1. Pursuing a BS/MS in physics",
        "Location: Austin, TX",
        "Posted: 2026-02-30",
        "2 days ago",
        "$45 - $60 per hour",
        "Acme is an equal opportunity employer.",
        "Apply to at most two roles by May 4, 2026.",
        "----",
        "",
        "\u00a0",
        "Summer 2026",
        "12 weeks",
        "Posted: 2025-08-15T20:28:21",
        "\x00\x07",
        "—",
        "|a|b|",
    ]
)
LONE = re.compile("[\ud800-\udfff]")
TEXTS = st.one_of(
    st.text(max_size=400),
    st.text(st.characters(categories=["L", "Z", "C", "P"]), max_size=60),
    st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=40).map("\n".join),
    st.lists(PIECES, max_size=30).map(" ".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gives_a_record_or_a_reason_and_is_accounted_for(text: str) -> None:
    reading = read_text(text)
    assert (reading.posting is None) == (reading.refusal is not None)
    even = even_blanks(text)
    covered = sum(sum(not c.isspace() for c in even[e.start : e.end]) for e in reading.ledger.entries)
    assert covered == reading.ledger.characters == sum(not c.isspace() for c in even)
    if reading.posting is not None:
        for row in reading.posting.provenance:
            if row.start is not None:
                assert row.quote == LONE.sub("\ufffd", text)[row.start : row.end]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([page for page in pages() if page.name[0].isdigit()]), st.data())
def test_a_damaged_page_is_still_read_or_refused(page: object, data: st.DataObject) -> None:
    text = source_text(page)  # type: ignore[arg-type]
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, len(text)))
    reading = read_text(text[:begin] + text[end:])
    assert (reading.posting is None) == (reading.refusal is not None)


@pytest.mark.parametrize("page", pages()[:12], ids=lambda page: page.stem)
def test_the_same_text_gives_the_same_record(page: object) -> None:
    text = source_text(page)  # type: ignore[arg-type]
    first, second = read_text(text), read_text(text)
    assert first == second


def test_the_identifier_does_not_depend_on_frame_or_white_space() -> None:
    body = "Data Intern\nAcme Labs\nAustin, TX\n\nResponsibilities\n- Build models\n- Write reports\n"
    framed = f"Skip to content\n\n{body.replace('- ', '-   ')}\n\n\u00a9 2026 Acme Labs\n"
    one, two = read_text(body).posting, read_text(framed).posting
    assert one is not None
    assert two is not None
    assert one.id == two.id
    assert one.id.startswith("page:sha256-")
    other = read_text(body.replace("Build", "Break")).posting
    assert other is not None
    assert other.id != one.id


def test_two_employers_with_one_requisition_are_two() -> None:
    page = "Data Intern\nCompany: {}\nJob ID: 118\n\nResponsibilities\n- Build models\n- Write reports\n"
    ids = {posting.id for name in ("Acme Labs", "Brook Works") if (posting := read_text(page.format(name)).posting)}
    assert ids == {"page:acme-labs-118", "page:brook-works-118"}


def test_what_a_key_announces_and_nobody_can_read_is_said() -> None:
    posting = read_text(
        "Data Intern\nCompany: Acme\nSalary: DOQ\n\nResponsibilities\n- Build models\n- Write reports\n"
    ).posting
    assert posting is not None
    assert posting.base_salary is None
    rows = [row for row in posting.provenance if row.path == "/base_salary"]
    assert [(row.status.value, row.quote) for row in rows] == [("not_extracted", "DOQ")]


def test_a_relative_time_that_disagrees_with_the_retrieval_is_shown() -> None:
    head = "Data Intern\nCompany: Acme\nPosted: 2026-01-02\n2 days ago\n"
    text = f"{head}\nResponsibilities\n- Build models\n- Write reports\n"
    posting = read_text(text, ReadOptions(retrieved_at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))).posting
    assert posting is not None
    sides = [row.quote for row in posting.provenance if row.status == "conflicting"]
    assert sorted(side or "" for side in sides) == ["2 days ago", "2026-01-02"]


def test_text_is_described_only_where_it_may_be_passed_on() -> None:
    text = "Data Intern\nCompany: Acme\n\nResponsibilities\n- Build models\n- Write reports\n"
    closed, opened = (
        read_text(text).posting,
        read_text(text, ReadOptions(license="CC-BY-4.0", redistribute_text=True)).posting,
    )
    assert closed is not None
    assert closed.description is None
    assert opened is not None
    assert opened.description is not None
    assert "Build models" in opened.description


@pytest.mark.parametrize(
    "text",
    [
        "a" * 500_000,
        "- " * 250_000,
        "1. " * 160_000,
        "$1 " * 160_000,
        "\n" * 500_000,
        ": " * 250_000,
        "(" * 300_000,
        "A, TX " * 80_000,
    ],
    ids=["letters", "dashes", "numbers", "dollars", "lines", "colons", "brackets", "places"],
)
def test_hostile_text_ends_in_time(text: str) -> None:
    started = time.perf_counter()
    read_text(text)
    assert time.perf_counter() - started < 20


DUTIES = "\nResponsibilities\n- Build models\n- Write reports\n"


def test_a_value_too_long_for_the_record_costs_that_value_alone() -> None:
    posting = read_text(f"Data Intern\nCompany: Acme\nRef: {'R-1' * 400}\nLocation: Austin, TX\n{DUTIES}").posting
    assert posting is not None
    assert posting.source.requisition_id is None
    assert posting.job_location[0].address_locality == "Austin"
    assert [row.status.value for row in posting.provenance if row.path == "/source/requisition_id"] == ["not_extracted"]


def test_the_dates_of_similar_jobs_are_not_those_of_this_one() -> None:
    text = f"Data Intern\nCompany: Acme\n{DUTIES}\nSimilar jobs\nTest Engineer\nPosted 2026-01-05\n"
    posting = read_text(text).posting
    assert posting is not None
    assert posting.date_posted is None


def test_what_is_said_differently_without_contradiction_is_shown() -> None:
    text = f"Data Intern\nCompany: Acme\nTeam: Payments\n\nAbout the role\nYou will join our Ledger team.\n{DUTIES}"
    posting = read_text(text).posting
    assert posting is not None
    rows = {row.quote: row.note for row in posting.provenance if row.path == "/employment_unit"}
    assert posting.employment_unit == "Payments"
    assert rows["Payments"] is None
    assert "also" in (rows["Ledger"] or "")


def test_an_address_that_the_page_and_the_caller_give_differently_is_a_conflict() -> None:
    text = f"Data Intern\nCompany: Acme\nURL: https://a.example/1\n{DUTIES}"
    posting = read_text(text, ReadOptions(url="https://b.example/2")).posting
    assert posting is not None
    assert posting.source.url == "https://b.example/2"
    assert [row.status.value for row in posting.provenance if row.path == "/source/url"] == ["conflicting"] * 2


@pytest.mark.parametrize(
    ("header", "places", "conflicting"),
    [
        ("Location: Portland, OR; Portland, ME", ["Portland, OR", "Portland, ME"], False),
        ("Portland, OR\nLocation: Portland, ME", ["Portland, ME"], True),
        ("Cambridge, UK\nLocation: Cambridge, MA", ["Cambridge, MA"], True),
        ("Portland\nLocation: Portland, ME", ["Portland, ME"], False),
        ("Boston, Massachusetts\nLocation: Boston, MA", ["Boston, MA"], False),
    ],
)
def test_towns_of_one_name_are_one_place_unless_they_are_said_to_lie_apart(
    header: str, places: list[str], *, conflicting: bool
) -> None:
    posting = read_text(
        f"Data Intern\nOld Mill\n{header}\n\nResponsibilities\n- Count trees\n- Write reports\n"
    ).posting
    assert posting is not None
    assert [place.raw for place in posting.job_location] == places
    against = [row for row in posting.provenance if row.path == "/job_location" and row.status == "conflicting"]
    assert len(against) == (2 if conflicting else 0)


def test_without_bullets_only_a_sentence_with_a_duty_is_one() -> None:
    said = "You will count the sacks of the mill. You will help with the books. Our stones are two hundred years old."
    posting = read_text(f"Data Intern\nOld Mill\nLocation: Lyon, France\n\n{said}\n\nRequirements\n- Excel\n").posting
    assert posting is not None
    assert [item.text for item in posting.responsibilities] == [
        "You will count the sacks of the mill.",
        "You will help with the books.",
    ]


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("Join the Flour Group.", "Flour"),
        ("You work in our Flour Group.", "Flour"),
        ("You will find your way within the OM Group.", None),
    ],
)
def test_the_whole_firm_is_no_unit(said: str, unit: str | None) -> None:
    posting = read_text(
        f"Data Intern\nOld Mill\nLyon, France\n\nAbout the role\n{said}\n\nSkills\n- Excel\n- SQL\n"
    ).posting
    assert posting is not None
    assert posting.employment_unit == unit


@pytest.mark.parametrize("more", ["", "\n## Benefits\n\n- Free bread\n- Paid holidays\n"])
def test_an_invitation_and_a_line_about_roles_alone_make_no_fragment(more: str) -> None:
    frame = "to the newsletter.\n\n## How to apply\n\nSend your resume by e-mail to us.\n\n"
    frame += "## About the role\n\nThis role is one of many in our team.\n"
    assert (read_text(frame + more).refusal is None) == bool(more)


def test_letters_that_are_control_characters_in_the_source_are_no_quote() -> None:
    posting = read_text("INTERN\n\x8a\n•EXPERIENCE WITH").posting
    assert posting is not None
    rows = [row for row in posting.provenance if row.path == "/hiring_organization/name"]
    assert [(row.status, row.quote, row.start) for row in rows] == [("derived", None, None)]
