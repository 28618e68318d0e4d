"""What kind of employment it is."""

from __future__ import annotations

from typing import Final

from openpostings.builders.normalise.employment import SENTENCES, Position, find_employment_types
from openpostings.builders.normalise.triggers import Trigger
from openpostings.builders.read.draft import Claim, Draft
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.page import KEY_RANK, TEXT_RANK, TITLE_RANK, Page, claim, whole
from openpostings.builders.read.patterns import pattern
from openpostings.builders.read.sentences import Span

_NOT_THE_JOB: Final = frozenset(
    {
        "about_employer",
        "benefits",
        "legal",
        "responsibilities",
        "minimum_qualifications",
        "preferred_qualifications",
        "qualifications",
    }
)


_INTERNSHIP: Final = Trigger(lambda: [pattern("internship")], folded=False)


def read_employment(page: Page, draft: Draft) -> None:
    """Read employment types from title, header, keys and sentences; an internship sets the level too."""
    title = page.title.get("title")
    if title is not None:
        _claim(draft, title, "title", "title.employment", TITLE_RANK)
    for name, span in page.title.items():
        if name.startswith("rest"):
            _claim(draft, span, "value", "title.employment", TITLE_RANK)
    for _, span in page.keys("employment_type", "hours"):
        _claim(draft, span, "value", "key.employment", KEY_RANK)
    for line in page.header():
        for kind, part in header_parts(line):
            if kind in {"employment", "workplace"}:
                _claim(draft, part, "value", "header.employment", KEY_RANK)
    for _, span in page.sentences(SENTENCES, _INTERNSHIP, but=_NOT_THE_JOB):
        _claim(draft, span, "sentence", "text.employment", TEXT_RANK)
        subject = pattern("internship").match(span.text)
        if subject:
            hit = Span(span.start + subject.start("word"), span.start + subject.end("word"), subject["word"])
            draft.claim("employment_type", whole(hit, "INTERN", "text.internship", status="derived", rank=TITLE_RANK))
    _set_level(draft)


def _claim(draft: Draft, span: Span, position: Position, method: str, rank: int) -> None:
    for match in find_employment_types(span.text, position=position):
        draft.claim("employment_type", claim(span, match, match.value, method, rank=rank))


def _set_level(draft: Draft) -> None:
    """Let an internship decide the level, whatever other words the title has."""
    intern = next((found for found in draft.of("employment_type") if found.value == "INTERN"), None)
    if intern is not None:
        level = Claim("internship", intern.start, intern.end, "employment.level", "derived", rank=TEXT_RANK)
        draft.claims["experience_level"] = [level]
