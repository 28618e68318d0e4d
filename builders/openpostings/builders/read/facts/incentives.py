"""Bonus, equity, commission: pay beside the base, where it is offered for this job."""

from __future__ import annotations

import re
from typing import Final

from openpostings.builders.read.draft import Draft
from openpostings.builders.read.page import Page, whole
from openpostings.builders.read.sentences import Span

_NAMES: Final = re.compile(
    r"\b(?:(?:(?!an?\b|the\b|and\b|or\b|of\b|no\b|any\b|your\b|our\b|every\b|receives?\b|plus\b|with\b)[a-z][a-z-]+[ -])?bonus(?:es)?"
    r"|stock options?|equity|restricted stock units|rsus|(?:sales )?commissions?|profit[- ]sharing)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"\b(?:not|no|nor|without|except|excluding|un?eligible)\b|n['’]t\b", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"\b(?:(?:private|diversity|health|gender|racial|pay|social|brand) equity|equity,? (?:and|&) inclusion|equity (?:research|market|fund)|bonus points)",
    re.IGNORECASE,
)
_KINDS: Final = frozenset({"pay", "programme", "overview", "other", "application"})


def read_incentives(page: Page, draft: Draft) -> None:
    """Read the names of incentives from sentences about pay; a list of perks and a denial give none."""
    for part, span in page.sentences():
        if part.kind not in _KINDS or _DENIED.search(span.text) or _OTHER.search(span.text):
            continue
        for match in _NAMES.finditer(span.text):
            name = Span(span.start + match.start(), span.start + match.end(), match.group())
            draft.claim("incentive_compensation", whole(name, name.text, "text.incentive"))
    for _, span in page.keys("pay"):
        for match in _NAMES.finditer(span.text) if not _DENIED.search(span.text) else ():
            name = Span(span.start + match.start(), span.start + match.end(), match.group())
            draft.claim("incentive_compensation", whole(name, name.text, "key.incentive"))
