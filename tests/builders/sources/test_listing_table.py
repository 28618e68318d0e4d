"""Tables of lists: cells, headings, marks, the employer above; a broken row costs itself."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import SOURCES, came_of, came_of_text, expected, told

from openpostings.builders.read.options import ReadOptions
from openpostings.builders.sources.cells import read_cell
from openpostings.builders.sources.grids import find_grids
from openpostings.builders.sources.listing_rows import roles
from openpostings.builders.sources.listing_table import SOURCE

FOLDER = SOURCES / "listing-table"
JANUARY = ReadOptions(retrieved_at=dt.datetime(2026, 1, 10, tzinfo=dt.UTC))
HEAD = "| Company | Role | Location | Application | Date Posted |\n| --- | --- | --- | --- | --- |\n"


def test_markdown_and_html_tables_are_read_whole() -> None:
    came = came_of([FOLDER / "list.md"], options=JANUARY)
    assert [told(record) for record in came.records] == expected("listing-table")
    assert [came.unassigned(index) for index in range(6)] == [[], [], ["/marks/2: 🦄"], [], [], []]


def test_a_broken_row_costs_itself_and_what_leans_on_it() -> None:
    came = came_of([FOLDER / "refused.md"])
    assert [one["file"].partition("#")[2] for one in came.problems] == ["line 5", "line 7", "line 8", "line 9"]
    assert {one["code"] for one in came.problems} == {"broken"}
    assert [record["title"] for record in came.records] == ["Lab Intern"]
    assert came.records[0]["work_authorization"]["visa_sponsorship"] == "not_offered"


def test_without_the_time_of_retrieval_a_day_has_no_year() -> None:
    came = came_of([FOLDER / "list.md"])
    assert {record["date_posted"] for record in came.records} == {None}
    assert [row["status"] for row in came.evidence(0, "/date_posted")] == ["not_extracted"]


def row(company: str, role: str, place: str = "Lyon, France", link: str = "", posted: str = "") -> str:
    return f"| {company} | {role} | {place} | {link} | {posted} |\n"


@pytest.mark.parametrize(
    ("mark", "field", "value"),
    [
        ("🛂", "work_authorization", {"visa_sponsorship": "not_offered"}),
        (":passport_control:", "work_authorization", {"visa_sponsorship": "not_offered"}),
        ("🇺🇸", "work_authorization", {"eligible_persons": "citizen"}),
        ("🔒", "status", "closed"),
        ("🔥", "status", None),
    ],
)
def test_a_mark_says_what_it_says(mark: str, field: str, value: object) -> None:
    (record,) = came_of_text(HEAD + row("Old Mill", f"Data Intern {mark}")).records
    assert (record["title"], told(record).get(field)) == ("Data Intern", value)


def test_a_legend_that_says_something_else_is_believed() -> None:
    text = "- 🇺🇸 - has an office in America\n\n" + HEAD + row("Old Mill", "Data Intern 🇺🇸")
    came = came_of_text(text)
    assert came.records[0]["work_authorization"] is None
    assert came.unassigned(0) == ["/marks/0: 🇺🇸"]


def test_a_flag_beside_a_place_says_nothing_of_citizenship() -> None:
    (record,) = came_of_text(HEAD + row("Old Mill", "Data Intern", "🇺🇸 Austin, TX")).records
    assert record["work_authorization"] is None
    assert [place["raw"] for place in record["job_location"]] == ["Austin, TX"]


def test_several_roles_of_a_cell_are_several_postings() -> None:
    cell = "✅ [Mill Engineer](https://a.example/1) <br> 🔒 **[Closed]** 🔒 <br> - [Grain Analyst](https://a.example/2)"
    came = came_of_text(HEAD + row("Old Mill", cell))
    assert [(one["title"], one["application"]["url"], one["status"]) for one in came.records] == [
        ("Mill Engineer", "https://a.example/1", None),
        ("Grain Analyst", "https://a.example/2", "closed"),
    ]


@pytest.mark.parametrize(
    ("heading", "category"),
    [
        ("## 💻 Software Engineering Internship Roles", "Software Engineering"),
        ("## Quantitative Finance New Grad Positions", "Quantitative Finance"),
        ("### FAANG+", None),
        ("## Summer 2026 Internships", None),
        ("## All Jobs", None),
    ],
)
def test_a_heading_names_a_kind_of_work_or_nothing(heading: str, category: str | None) -> None:
    (record,) = came_of_text(f"{heading}\n\n{HEAD}" + row("Old Mill", "Data Intern")).records
    assert [one["name"] for one in record["occupational_category"]] == ([category] if category else [])


def test_an_employer_is_linked_to_a_home_page_or_to_nothing() -> None:
    for link, url in [("https://oldmill.example", "https://oldmill.example/"), ("https://jobs.lever.co/oldmill", None)]:
        (record,) = came_of_text(HEAD + row(f"[Old Mill]({link})", "Data Intern")).records
        assert record["hiring_organization"]["url"] == url


@pytest.mark.parametrize(
    ("header", "known"),
    [
        (["Company", "Role", "Location"], ("employer", "title", "place")),
        (["Name", "Position", "Posting", "Age"], ("employer", "title", "link", "posted")),
        (["Company", "Position", "Salary", "Whim"], ("employer", "title", "pay", "")),
        (["Company", "Location", "Notes"], None),
        (["Role", "Permission", "Scope"], None),
        ([], None),
    ],
)
def test_heads_tell_a_list_of_jobs(header: list[str], known: tuple[str, ...] | None) -> None:
    assert roles(header) == known


@pytest.mark.parametrize(
    ("raw", "lines", "links", "marks"),
    [
        ("**[Old Mill](https://a.example)**", ("Old Mill",), (("Old Mill", "https://a.example"),), ()),
        ("[![Apply](https://i.example/x.png)](https://a.example/1)", (), (("", "https://a.example/1"),), ()),
        (
            "<a href='https://a.example/?x=1&amp;y=2'>Apply</a>",
            ("Apply",),
            (("Apply", "https://a.example/?x=1&y=2"),),
            (),
        ),
        ("<details><summary>2 places</summary>Bonn</br>Ulm</details>", ("Bonn", "Ulm"), (), ()),
        ("- Bonn <br> - Ulm", ("Bonn", "Ulm"), (), ()),
        ("Data \\| Intern 🔒", ("Data | Intern",), (), ("🔒",)),
        ("R&amp;D", ("R&D",), (), ()),
        ("", (), (), ()),
    ],
)
def test_a_cell_is_its_words_links_and_marks(
    raw: str, lines: tuple[str, ...], links: tuple[tuple[str, str], ...], marks: tuple[str, ...]
) -> None:
    cell = read_cell(raw)
    assert (cell.lines, cell.links, cell.marks) == (lines, links, marks)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "<table><tr><td>x</td></tr></table>",
        "Company | Role | Location\n",
        "{}",
    ],
)
def test_other_texts_are_left_to_others(text: str) -> None:
    assert SOURCE.recognises(text) == 0
    assert SOURCE.recognises([text]) == 0


def test_a_page_with_a_table_of_facts_stays_a_page() -> None:
    text = "Data Intern\nOld Mill\n\n| Location | Lyon, France |\n|---|---|\n| Pay | 20 EUR per hour |\n"
    assert SOURCE.recognises(text) == 0


@given(st.text(alphabet="|-<>tablerdh/ \n#[]()!🔒↳a", max_size=300))
def test_any_text_is_taken(text: str) -> None:
    for grid in find_grids(HEAD + row("Old Mill", text.replace("\n", " ")) + text):
        assert all(line >= 1 for line, _ in grid.rows)
    for sheet in SOURCE.sheets(HEAD + text):
        assert sheet.where.startswith("line ")


WORDS = st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,2}", fullmatch=True)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_each_row_is_a_sheet_with_its_employer_and_title(jobs: list[tuple[str, str]]) -> None:
    text = HEAD + "".join(row(*job) for job in jobs)
    found = [{one.label: one.value.text for one in sheet.rows if one.value} for sheet in SOURCE.sheets(text)]  # type: ignore[union-attr]
    assert [(one["employer"], one["title"]) for one in found] == jobs


@pytest.mark.parametrize(
    "text",
    [
        "|" * 500_000,
        "<table>" * 100_000,
        "<tr><td>" * 100_000,
        "<details><summary>" * 50_000,
        HEAD + "| [" * 100_000,
        HEAD + row("<a href=" * 20_000, "x"),
        ("|---" * 60 + "|\n") * 3_000,
    ],
    ids=["bars", "tables", "cells", "folds", "brackets", "links", "rules"],
)
def test_hostile_text_takes_little_time(text: str) -> None:
    began = time.process_time()
    list(SOURCE.sheets(text))
    assert time.process_time() - began < 5
