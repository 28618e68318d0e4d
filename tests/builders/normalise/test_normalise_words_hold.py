"""What holds for every finder of words: it never fails, its spans are true, and hostile texts do not stop it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpostings.builders.normalise.authorization import find_authorization
from openpostings.builders.normalise.education import find_degrees
from openpostings.builders.normalise.employment import find_employment_types, find_experience_level
from openpostings.builders.normalise.experience import find_experience
from openpostings.builders.normalise.graduation import find_graduation
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.places import find_places, parse_places
from openpostings.builders.normalise.residence import find_residence
from openpostings.builders.normalise.skills import find_skills
from openpostings.builders.normalise.workplace import find_workplace

Finder = Callable[[str], Sequence[Match[object]]]

FINDERS: dict[str, Finder] = {
    "authorization": find_authorization,
    "degrees": find_degrees,
    "degrees in a title": partial(find_degrees, title=True),
    "employment in a sentence": partial(find_employment_types, position="sentence"),
    "employment in a title": partial(find_employment_types, position="title"),
    "employment in a value": partial(find_employment_types, position="value"),
    "experience": find_experience,
    "level": find_experience_level,
    "graduation": find_graduation,
    "places": find_places,
    "places in position": parse_places,
    "places behind a label": partial(parse_places, labelled=True),
    "residence": find_residence,
    "skills": find_skills,
    "workplace": find_workplace,
    "workplace behind a label": partial(find_workplace, labelled=True),
}

PIECES = (
    "Austin, TX", "Berlin", "Remote (US)", "must be based in ", "hybrid role", "Bachelor's or Master's in Physics",
    "PhD student", "BS/MS", "graduating between December 2026 and June 2027", "class of 2027",
    "3+ years of Python experience", "two (2) to four years", "must be a U.S. citizen", "unable to sponsor visas",
    "active Secret clearance required", "C/C++", ".NET, R and Go", "this is a full-time position",
    "12-week internship", "Senior", "Staff", "Intern", "\n", " ", ", ", "; ", ". ", "(", ")", "/", " - ", "\u00a0",
    "\u2013", "or", "and", "in", "degree", "experience", "US", "\u2028", "İ", "ß", "🙂",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))

HOSTILE = {
    "digits": "1 " * 500_000,
    "commas": ", " * 500_000,
    "letters": "A" * 1_000_000,
    "small words": "a, " * 330_000,
    "capitals": "A B, C " * 140_000,
    "lines": "\n" * 1_000_000,
    "blanks": " " * 1_000_000,
    "brackets": "(" * 1_000_000,
    "places": "Boston, MA " * 90_000,
    "unknown places": "A A A, TX " * 100_000,
    "degrees": "BS/MS " * 160_000,
    "degree": "pursuing a degree in a " * 43_000,
    "years": "3 years " * 125_000,
    "years of": "5+ years of a " * 70_000,
    "sponsor": "must not now or sponsor " * 41_000,
    "citizen": "must be a citizen " * 55_000,
    "remote": "remote " * 140_000,
    "this is a": "this is a full-time " * 50_000,
    "weak skills": "C, R, Go, " * 100_000,
    "slashes": "/C" * 500_000,
    "subjects": "physics or engineering " * 43_000,
    "subject and degree": "a physics degree " * 60_000,
    "wrapped": "a  \n   b" * 120_000,
    "in a": "studying in a " * 70_000,
    "standards": "ISO/IEC 27001:" * 70_000,
    "labels": "Yesterday Posted " * 60_000,
    "acronyms": "a b (CAD) " * 100_000,
    "graduating": "graduating in 2027 or " * 45_000,
}
MOST_SECONDS = 3.0  # of the processor; the slowest takes about half


def _hold(text: str, matches: Sequence[Match[object]]) -> None:
    behind = 0
    for match in matches:
        assert behind <= match.start < match.end <= len(text)
        behind = match.end


@pytest.mark.parametrize("finder", FINDERS.values(), ids=FINDERS.keys())
@settings(deadline=None, max_examples=120)
@given(text=TEXTS)
def test_spans_are_in_the_text_in_order_and_apart(finder: Finder, text: str) -> None:
    _hold(text, finder(text))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("finder", FINDERS.values(), ids=FINDERS.keys())
def test_hostile_texts_take_linear_time(finder: Finder, text: str) -> None:
    before = time.process_time()
    matches = finder(text)
    assert time.process_time() - before < MOST_SECONDS
    _hold(text, matches)
