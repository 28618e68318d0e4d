"""A rule that does not suspect a record finds nothing in it: the quick look changes no verdict."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openpostings.schema.posting import Posting, Section
from openpostings.schema.provenance import Evidence
from openpostings.schema.rules import Ordered, Requires, Together

NUMBERS = st.none() | st.integers(0, 4)


@given(st.none() | st.text("ab", max_size=4), NUMBERS, NUMBERS)
def test_rows_of_evidence(quote: str | None, start: int | None, end: int | None) -> None:
    row = Evidence.model_construct(path="/title", status="stated", quote=quote, start=start, end=end)
    for rule in Evidence.rules:
        assert rule.suspect(row) or not list(rule.problems(row))


@given(st.integers(0, 4), st.integers(0, 4), st.booleans())
def test_bounds(low: int, high: int, strict: bool) -> None:  # noqa: FBT001 - drawn
    rule = Ordered("start", "end", strict=strict)
    section = Section.model_construct(start=low, end=high)
    assert rule.suspect(section) or not list(rule.problems(section))


@given(st.sampled_from(["complete", "fragment", None]), st.none() | st.just("Engineer"))
def test_what_is_required(completeness: str | None, title: str | None) -> None:
    posting = Posting.model_construct(completeness=completeness, title=title, hiring_organization=None)
    for rule in (Requires("completeness", ("title",), equals="complete"), Requires("title", ("hiring_organization",))):
        assert rule.suspect(posting) or not list(rule.problems(posting))


def test_a_breach_is_suspected() -> None:
    row = Evidence.model_construct(path="/title", status="stated", quote="abc", start=4, end=None)
    assert Together(("start", "end")).suspect(row)
    assert not Together(("start", "end")).suspect(row.model_copy(update={"end": 7}))
