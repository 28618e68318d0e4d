from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.terms import find_terms


def read(text: str, *, title: bool = False) -> list[tuple[str, int]]:
    return [(match.value.season, match.value.year) for match in find_terms(text, title=title)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Summer 2026", [("summer", 2026)]),
        ("2026 Summer", [("summer", 2026)]),
        ("2026 - Fall", [("fall", 2026)]),
        ("Summer '26", [("summer", 2026)]),
        ("Summer of 2026", [("summer", 2026)]),
        ("Fall/Winter 2026", [("fall", 2026), ("winter", 2026)]),
        ("Spring and Summer 2027", [("spring", 2027), ("summer", 2027)]),
        ("Spring 2026, Summer 2026", [("spring", 2026), ("summer", 2026)]),
        ("autumn 2026", [("fall", 2026)]),
        ("Sommer 2026", [("summer", 2026)]),
        ("été 2026", [("summer", 2026)]),
        ("verano de 2026", [("summer", 2026)]),
        ("Sommersemester 2026", [("summer", 2026)]),
    ],
)
def test_terms(text: str, terms: list[tuple[str, int]]) -> None:
    assert read(text) == terms


@pytest.mark.parametrize(
    "text",
    [
        "Summer Street 2020 Building",
        "Winter Park 2026",
        "spring 2 cleaning",
        "Spring Boot 2026",
        "in 2026 fall rates rose",
        "summer",
        "2026",
        "Summer 26",
        "offspring 2026",
        "Summer 1820",
        "Summer Analyst 2027",
    ],
)
def test_no_term(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Summer Analyst 2027", [("summer", 2027)]),
        ("2026 Software Engineering Internship - Summer", [("summer", 2026)]),
        ("2026 Internship (Summer or Fall)", [("summer", 2026), ("fall", 2026)]),
        ("Data Intern-Summer 2026", [("summer", 2026)]),
        ("2026 Spring Boot Intern", []),
        ("Intern - Summer - 2026", [("summer", 2026)]),
        ("2026 Spring Data Analyst Intern", [("spring", 2026)]),
        ("Data Intern, Summer 2026", [("summer", 2026)]),
        ("Summer Street 2020 Building Manager", []),
        ("Summer Intern 2026 or 2027", []),
        ("Winter Park Ranger 2026", []),
        ("2026 offshore rig intern", []),
    ],
)
def test_title(text: str, terms: list[tuple[str, int]]) -> None:
    assert read(text, title=True) == terms


def test_the_span_beside_the_year_covers_it() -> None:
    text = "Fall/Winter 2026"
    first, second = find_terms(text)
    assert (text[first.start : first.end], text[second.start : second.end]) == ("Fall", "Winter 2026")
    assert first.note is not None
    assert second.note is None


@given(st.sampled_from(["winter", "spring", "summer", "fall"]), st.integers(1900, 2100), st.booleans())
def test_written_terms_are_read_back(season: str, year: int, first: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    text = f"{year} {season.title()}" if first else f"{season} {year}"
    assert read(text) == [(season, year)]


PIECES = st.sampled_from(["Summer", "fall", "/", " ", "2026", "'26", "and", "-", "Street", "\n", "été", "("])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=20).map("".join)), st.booleans())
def test_any_text_gives_ordered_spans(text: str, title: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    end = 0
    for match in find_terms(text, title=title):
        assert end <= match.start < match.end <= len(text)
        end = match.end


@pytest.mark.parametrize("unit", ["summer ", "summer/", "2026 ", "summer 2026 ", "'26 ", "Fall and ", "a20 "])
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begin = time.perf_counter()
    find_terms(text)
    find_terms(text, title=True)
    assert time.perf_counter() - begin < 3
