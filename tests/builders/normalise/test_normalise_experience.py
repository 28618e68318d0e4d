from __future__ import annotations

import pytest

from openpostings.builders.normalise.experience import Experience, find_experience

CASES = [
    ("3+ years of Python experience", 36, None, "Python"),
    ("3+ years of Python", 36, None, "Python"),
    ("two to four years of experience", 24, 48, None),
    ("at least 5 years' experience in data modelling", 60, None, "data modelling"),
    ("minimum of two (2) years of relevant experience", 24, None, None),
    ("6 months+ of experience with SQL", 6, None, "SQL"),
    ("0-2 years of experience", 0, 24, None),
    ("1 to 3 years of hands-on experience with control systems, or similar", 12, 36, "control systems"),
    ("3\u20135 years in analytical chemistry", 36, 60, "analytical chemistry"),
    ("Two to five years of lock keeping", 24, 60, "lock keeping"),
    ("1-3 years of glass blowing", 12, 36, "glass blowing"),
    ("- Four years as a dispatcher", 48, None, "dispatcher"),
    ("You have two years of welding", 24, None, "welding"),
    ("Requires 3 years in retail", 36, None, "retail"),
    ("2 years\n    of database work", 24, None, "database work"),
    ("Between two and four years of surveying", 24, 48, "surveying"),
    ("3 years minimum of nursing", 36, None, "nursing"),
    ("2 years in a similar role", 24, None, None),
    ("3+ years in optics, acoustics, or data logging, ideally at sea", 36, None, "optics, acoustics, or data logging"),
    ("3 years of experience in Java, C++, and strong writing skills", 36, None, "Java, C++"),
    ("1 year or more, but less than 2 years, of experience as described", 12, 24, None),
    ("3 years of experience in at least one of the following: tides, wind", 36, None, None),
    ("2 years of full-time, or its equivalent, clerical experience", 24, None, "clerical"),
    ("10+ years working in finance", 120, None, "finance"),
    ("Minimum 3 years as a plumber", 36, None, "plumber"),
    ("1.5 years of experience in a wet lab", 18, None, "wet lab"),
    ("5 years with a Bachelor's degree", 60, None, None),
    ("4 years of experience with a relevant degree", 48, None, None),
    ("3+ years with master data management", 36, None, "master data management"),
    ("Five years of supervisory experience.", 60, None, "supervisory"),
    ("4 years\u00a0of\u00a0experience in logistics; more is better", 48, None, "logistics"),
]


@pytest.mark.parametrize(("text", "low", "high", "kind"), CASES)
def test_lengths(text: str, low: int, high: int | None, kind: str | None) -> None:
    (match,) = find_experience(text)
    assert match.value == Experience(low, high, kind)


NOTHING = [
    "for over 20 years we have had experience with rivers",
    "founded 10 years ago",
    "a company that is 10 years old",
    "18 years of age",
    "in the last 5 years of growth",
    "a 2 year contract",
    "a 4-year degree in physics",
    "over the next 3 years of the plan",
    "our team has 40 years of combined experience",
    "Two years of college may be substituted",
    "one year of experience may be substituted for two years of study",
    "one year of which must be in a lead role",
    "less than 2 years of experience",
    "a 6-month internship with a stipend",
    "401k vesting after 3 years of service",
    "1,200 years of history",
    "12 weeks of training",
    "Two years of parental leave",
    "3 years in Berlin",
    "Our team spent two years of work on it",
    "2 years of funding",
    "6 months of internship",
    "for two years of fun",
    "two years of which were in sales",
    "one year of retail may be substituted",
]


@pytest.mark.parametrize("text", NOTHING)
def test_other_lengths_are_not_claimed(text: str) -> None:
    assert find_experience(text) == []


def test_two_lengths_in_one_sentence() -> None:
    text = "5 years of experience in nursing, including two years of experience in triage."
    matches = find_experience(text)
    assert [match.value for match in matches] == [Experience(60, None, "nursing"), Experience(24, None, "triage")]
    assert [text[match.start : match.end] for match in matches] == [
        "5 years of experience in nursing",
        "two years of experience in triage",
    ]


def test_a_length_that_goes_on_from_another() -> None:
    matches = find_experience("5 years of Java and 2 years of Go")
    assert [match.value for match in matches] == [Experience(60, None, "Java"), Experience(24, None, "Go")]
