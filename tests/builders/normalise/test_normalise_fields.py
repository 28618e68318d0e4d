"""Values of fields, as interfaces of job boards spell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.employment import parse_employment_types
from openpostings.builders.normalise.fields import parse_degree, parse_experience, parse_experience_level
from openpostings.builders.normalise.wording import plain_words
from openpostings.builders.normalise.workplace import parse_workplace

EMPLOYMENT = [
    ("FullTime", ("FULL_TIME",)),
    ("full_time", ("FULL_TIME",)),
    ("Full-time", ("FULL_TIME",)),
    ("FULL_TIME", ("FULL_TIME",)),
    ("https://schema.org/FullTime", ("FULL_TIME",)),
    ("http://schema.org/PART_TIME/", ("PART_TIME",)),
    ("Permanent", ()),
    ("Full Time, Permanent", ("FULL_TIME",)),
    ("permanent_full_time", ("FULL_TIME",)),
    ("Contract", ("CONTRACTOR",)),
    ("contract_to_hire", ("CONTRACTOR",)),
    ("Intern", ("INTERN",)),
    ("INTERN", ("INTERN",)),
    ("intern/co-op", ("INTERN",)),
    ("internship_full_time", ("FULL_TIME", "INTERN")),
    ("Temp", ("TEMPORARY",)),
    ("fixedTerm", ("TEMPORARY",)),
    ("PER_DIEM", ("PER_DIEM",)),
    ("OTHER", ("OTHER",)),
    ("full time/part time", ("FULL_TIME", "PART_TIME")),
    ("Full-time & Intern", ("FULL_TIME", "INTERN")),
    ("CDI temps plein", ("FULL_TIME",)),
    ("Apprenticeship", ()),
    ("", ()),
    ("Regular", ()),
    ("internal", ()),
]


@pytest.mark.parametrize(("value", "expected"), EMPLOYMENT)
def test_employment_types(value: str, expected: tuple[str, ...]) -> None:
    assert parse_employment_types(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("ON_SITE", "ONSITE"),
        ("OnSite", "ONSITE"),
        ("InOffice", "ONSITE"),
        ("Hybrid", "HYBRID"),
        ("HYBRID_REMOTE", "HYBRID"),
        ("fully_remote", "TELECOMMUTE"),
        ("TELECOMMUTE", "TELECOMMUTE"),
        ("Remote", "TELECOMMUTE"),
        ("unspecified", None),
        ("Remote or On-site", None),
        ("présentiel", "ONSITE"),
        ("", None),
        ("Remote Sensing", None),
    ],
)
def test_workplaces(value: str, expected: str | None) -> None:
    assert parse_workplace(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Bachelor's", "bachelor"),
        ("bachelor degree", "bachelor"),
        ("HIGH_SCHOOL", "high_school"),
        ("PhD", "doctorate"),
        ("Ph.D.", "doctorate"),
        ("Master's Degree", "master"),
        ("Associate's", "associate"),
        ("BS/MS", None),
        ("None", None),
        ("Bachelor's degree in Botany", "bachelor"),
        ("professional certificate", "professional_certificate"),
        ("x" * 500, None),
    ],
)
def test_degrees(value: str, expected: str | None) -> None:
    assert parse_degree(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Entry level", "entry"),
        ("MID_LEVEL", "mid"),
        ("EntryLevel", "entry"),
        ("Internship", "internship"),
        ("Mid-Senior level", None),
        ("Director", "executive"),
        ("Not Applicable", None),
        ("Principal", "lead"),
        ("", None),
    ],
)
def test_levels(value: str, expected: str | None) -> None:
    assert parse_experience_level(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2-4 years", (24, 48)),
        ("3+ years", (36, None)),
        ("18 months", (18, None)),
        ("Mindestens 3 Jahre", (36, None)),
        ("au moins 3 ans", (36, None)),
    ],
)
def test_lengths_of_experience(value: str, expected: tuple[int, int | None]) -> None:
    found = parse_experience(value)
    assert found is not None
    assert (found.months_min, found.months_max) == expected


@pytest.mark.parametrize("value", ["5", "2020-2021", "up to 3 years", "less than 1 year", "none", "", "9" * 300])
def test_what_is_no_length_of_experience(value: str) -> None:
    assert parse_experience(value) is None


@given(st.text(max_size=150))
def test_any_value_is_read_without_failing(value: str) -> None:
    parse_employment_types(value)
    parse_workplace(value)
    parse_degree(value)
    parse_experience_level(value)
    parse_experience(value)
    assert plain_words(plain_words(value)) == plain_words(value)


@given(
    st.sampled_from(["full time", "part time", "fixed term", "per diem"]), st.sampled_from(["_", "-", " ", "\u2011"])
)
def test_every_spelling_of_a_name_reads_alike(name: str, mark: str) -> None:
    written = name.replace(" ", mark)
    camel = name.title().replace(" ", "")
    assert parse_employment_types(written) == parse_employment_types(written.upper()) == parse_employment_types(camel)
    assert parse_employment_types(written) != ()
