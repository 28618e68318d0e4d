"""Triggers pass over a text only where the reader behind them finds nothing in it."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpostings.builders.normalise.authorization import find_authorization
from openpostings.builders.normalise.durations import find_durations, find_job_durations
from openpostings.builders.normalise.education import find_degrees
from openpostings.builders.normalise.employment import find_employment_types, find_experience_level
from openpostings.builders.normalise.experience import find_experience
from openpostings.builders.normalise.full_dates import find_dates
from openpostings.builders.normalise.graduation import find_graduation
from openpostings.builders.normalise.hours import find_work_hours
from openpostings.builders.normalise.months import find_months
from openpostings.builders.normalise.pay import find_pay
from openpostings.builders.normalise.places import find_places
from openpostings.builders.normalise.relative import find_relative
from openpostings.builders.normalise.residence import find_residence
from openpostings.builders.normalise.terms import find_terms
from openpostings.builders.normalise.timestamps import find_timestamps
from openpostings.builders.normalise.triggers import Choice, Trigger, folded, needs, triggers_in
from openpostings.builders.normalise.urls import find_urls
from openpostings.builders.normalise.workplace import find_workplace

Finder = Callable[[str], object]
PAGES = sorted((Path(__file__).parents[2] / "pages").glob("*.txt"))
LINES = [line.strip() for page in PAGES for line in page.read_text(encoding="utf-8").split("\n") if line.strip()]
GUARDED: dict[str, tuple[Callable[..., object], dict[str, object]]] = {
    "authorization": (find_authorization, {}),
    "dates": (find_dates, {}),
    "dates of a year": (find_dates, {"default_year": 2026}),
    "degrees": (find_degrees, {}),
    "degrees in a title": (find_degrees, {"title": True}),
    "durations": (find_durations, {}),
    "employment in a sentence": (find_employment_types, {"position": "sentence"}),
    "employment in a title": (find_employment_types, {"position": "title"}),
    "employment in a value": (find_employment_types, {"position": "value"}),
    "experience": (find_experience, {}),
    "graduation": (find_graduation, {}),
    "hours": (find_work_hours, {}),
    "job durations": (find_job_durations, {}),
    "level": (find_experience_level, {}),
    "months": (find_months, {}),
    "pay": (find_pay, {"country": "US", "field": True}),
    "places": (find_places, {}),
    "relative": (find_relative, {}),
    "residence": (find_residence, {}),
    "terms": (find_terms, {}),
    "terms in a title": (find_terms, {"title": True}),
    "timestamps": (find_timestamps, {}),
    "urls": (find_urls, {}),
    "workplace": (find_workplace, {}),
    "workplace behind a label": (find_workplace, {"labelled": True}),
}
CHANGES: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    str.swapcase,
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace(" ", "  "),
    lambda text: text.replace("'", "\u2019"),
    lambda text: text.replace("ss", "\u00df").replace("s", "\u017f"),
    lambda text: text.replace("i", "\u0131"),
)


def open_and_guarded(name: str) -> tuple[Finder, Finder]:
    finder, options = GUARDED[name]
    bare = inspect.unwrap(finder)
    assert bare is not finder, f"{name} has no trigger"
    return partial(bare, **options), partial(finder, **options)


@pytest.mark.parametrize("name", GUARDED)
def test_lines_of_pages_give_the_same_with_and_without_the_trigger(name: str) -> None:
    bare, guarded = open_and_guarded(name)
    found = [bare(line) for line in LINES]
    assert any(found)
    assert [guarded(line) for line in LINES] == found


@settings(max_examples=40)
@given(st.sampled_from(sorted(GUARDED)), st.lists(st.sampled_from(LINES), min_size=1, max_size=3), st.data())
def test_changed_lines_give_the_same_with_and_without_the_trigger(
    name: str, lines: list[str], data: st.DataObject
) -> None:
    bare, guarded = open_and_guarded(name)
    text = data.draw(st.sampled_from(CHANGES))(data.draw(st.sampled_from(["\n", " ", ". "])).join(lines))
    assert guarded(text) == bare(text)


def rows() -> list[tuple[str, str]]:
    return [("pay", r"\bpay\b"), ("work", "work(?:ing|s)? here"), ("any", "[xyz]?"), ("end", "ends$")]


CHOICE = Choice(rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("they pay", "pay"), ("he works here", "work"), ("payment", "any"), ("working there", "any"), ("", "any")],
)
def test_the_first_pattern_that_is_found_decides(text: str, expected: str) -> None:
    choice = Choice(rows)
    assert choice.first(text, triggers_in(text)) == expected


@given(st.text("pay work heringsxz", max_size=30))
def test_a_choice_is_what_searching_each_pattern_gives(text: str) -> None:
    found = triggers_in(text)
    assert CHOICE.first(text, found) == next((name for name, source in rows() if re.search(source, text)), None)
    assert CHOICE.whole(text, found) == next((name for name, source in rows() if re.fullmatch(source, text)), None)
    left = {name for name, _ in CHOICE.left(found)}
    assert left >= {name for name, source in rows() if re.search(source, text)}


@given(st.text(max_size=60))
def test_folding_is_that_of_case_blanks_and_apostrophes(text: str) -> None:
    plain, found = folded(text)
    assert plain == " ".join(text.replace("\u2019", "'").casefold().split())
    assert found == triggers_in(plain)


def test_a_trigger_that_needs_nothing_fires_always_and_one_declared_late_is_known() -> None:
    always, late = Trigger(lambda: [re.compile("a?")]), Trigger(lambda: ["zyxw vuts"])
    assert triggers_in("nothing") & always.bit
    assert not triggers_in("nothing") & late.bit
    assert triggers_in("ZYXW of all") & late.bit


def test_a_guard_asks_both_triggers() -> None:
    first, second = Trigger(lambda: ["qqone"]), Trigger(lambda: ["qqtwo"])

    @needs(first, second)
    def finder(text: str) -> list[str]:
        return [text]

    assert finder("qqone qqtwo") == ["qqone qqtwo"]
    assert finder("qqone") == finder("qqtwo") == finder("") == []
