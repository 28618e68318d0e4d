from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.context import Vocabulary
from openpostings.builders.normalise.numbers import find_numbers, number_words, parse_number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two of the twelve", [2, 12]),
        ("Twenty-four hours", [24]),
        ("at most two (2) roles", [2]),
        ("(3) days", [3]),
        ("3 and four", [3, 4]),
        ("two (3) roles", []),
        ("7%", []),
        ("1.5 and 2,000", []),
        ("someone", []),
        ("K9 units", []),
        ("٣ roles", []),
        ("½", []),
    ],
)
def test_numbers(text: str, values: list[int]) -> None:
    assert [match.value for match in find_numbers(text)] == values


def test_words_of_other_languages_are_read_only_when_asked_for() -> None:
    assert find_numbers("zwölf Wochen") == []
    assert [match.value for match in find_numbers("zwölf Wochen", languages=("de",))] == [12]


@given(st.sampled_from(sorted(number_words().items())))
def test_every_word_is_read_back(entry: tuple[str, int]) -> None:
    word, value = entry
    assert parse_number(word.upper()) == value
    assert parse_number(f"{word} ({value})") == value
    assert parse_number(f"{word} ({value + 1})") is None


def test_vocabulary_finds_whole_words_whatever_stands_between() -> None:
    words = Vocabulary({"sign on": "bonus", "sign": "mark"})
    assert [kind for _, _, kind in words.find("a sign-on, a sign, no design", 0, 28)] == ["bonus", "mark"]


@pytest.mark.parametrize("unit", ["1 ", "two ", "(1", "twenty-"])
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begin = time.perf_counter()
    find_numbers(text)
    assert time.perf_counter() - begin < 3
