"""What kind of employment it is."""

from __future__ import annotations

import re
from typing import Final

from openpostings.builders.normalise.employment import find_employment_types
from openpostings.builders.read.draft import Draft
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.page import KEY_RANK, TEXT_RANK, TITLE_RANK, Page, claim, whole
from openpostings.builders.read.sentences import Span

_INTERNSHIP: Final = re.compile(
    r"(?:(?:The|This|Our) )?(?P<word>[Ii]nternships?) (?:(?:at|with) \S.{1,60}? )?"
    r"(?:is|are|runs?|lasts?|starts?|begins?|pays?|takes|will|offers|centres|centers|focuses)\b"
)
_NOT_THE_JOB: Final = frozenset(
    {"about_employer", "benefits", "legal", "responsibilities", "minimum_qualifications", "preferred_qualifications", "qualifications"}
)


def read_employment(page: Page, draft: Draft) -> None:
    """Read employment types from title, header, keys and sentences; an internship sets the level too."""
    title = page.title.get("title")
    if title is not None:
        for match in find_employment_types(title.text, position="title"):
            draft.claim("employment_type", claim(title, match, match.value, "title.employment", rank=TITLE_RANK))
    for _, span in page.keys("employment_type"):
        for match in find_employment_types(span.text, position="value"):
            draft.claim("employment_type", claim(span, match, match.value, "key.employment", rank=KEY_RANK))
    for line in page.header():
        for kind, part in header_parts(line, page.placed):
            if kind in {"employment", "workplace"}:
                for match in find_employment_types(part.text, position="value"):
                    draft.claim("employment_type", claim(part, match, match.value, "header.employment", rank=KEY_RANK))
    for _, span in page.sentences(but=_NOT_THE_JOB):
        for match in find_employment_types(span.text, position="sentence"):
            draft.claim("employment_type", claim(span, match, match.value, "text.employment", rank=TEXT_RANK))
        subject = _INTERNSHIP.match(span.text)
        if subject:
            hit = Span(span.start + subject.start("word"), span.start + subject.end("word"), subject["word"])
            draft.claim("employment_type", whole(hit, "INTERN", "text.internship", status="derived", rank=TITLE_RANK))
    intern = next((found for found in draft.of("employment_type") if found.value == "INTERN"), None)
    if intern is not None and intern.start is not None:
        draft.claims["experience_level"] = [
            type(intern)("internship", intern.start, intern.end, "employment.level", "derived", rank=TEXT_RANK)
        ]
