"""Who may be hired, and the notices that the law has the page carry."""

from __future__ import annotations

import re
from typing import Final

from openpostings.builders.normalise.authorization import find_authorization
from openpostings.builders.normalise.urls import find_urls
from openpostings.builders.read.draft import Draft
from openpostings.builders.read.page import Page, claim, whole
from openpostings.builders.read.sentences import Span

_NO_GATE: Final = frozenset({"benefits", "responsibilities", "about_employer"})
_PRIVACY: Final = re.compile(r"(?i)\bprivacy|\bdata protection|\bdatenschutz|\bconfidentialité")
_EQUAL: Final = re.compile(
    r"(?i)\bequal[- ](?:employment )?opportunit(?:y|ies)\b|\b(?:without regard to|regardless of|on the basis of|irrespective of|does not discriminate)\b.{0,80}"
    r"\b(?:race|sex|gender|religion|colou?r|age|disabilit\w*|national origin|origin)\b|\bchancengleichheit\b|\bégalité des chances\b|\bigualdad de oportunidades\b"
)
_ACCOMMODATION: Final = re.compile(
    r"(?i)\b(?:accommodations?|reasonable adjustments?)\b(?!.{0,20}\b(?:allowance|is provided|included|costs?|housing)\b)"
)
_CONTEXT: Final = re.compile(
    r"(?i)\b(?:disabilit|request|applica|applicant|candidate|need|interview|process|reasonable|ask|recruit)\w*"
)


def read_notices(page: Page, draft: Draft) -> None:
    """Read the three gates of work authorisation, and privacy, equal opportunity and accommodation notices."""
    for part, span in page.sentences(but=_NO_GATE):
        for match in find_authorization(span.text.replace("’", "'")):  # noqa: RUF001
            draft.claim(f"work_authorization/{match.value.gate}", claim(span, match, match.value.value, "text.gate"))
        _read_notices(draft, span, part.kind)
    for part in page.parts:
        if part.kind == "about_employer":
            for span in part.sentences:
                _read_notices(draft, span, part.kind)


def _read_notices(draft: Draft, span: Span, kind: str) -> None:
    if _PRIVACY.search(span.text):
        for url in find_urls(span.text)[:1]:
            draft.claim("notices/privacy_policy_url", claim(span, url, url.value, "text.privacy"))
    equal = _EQUAL.search(span.text)
    if equal:
        hit = Span(span.start + equal.start(), span.start + equal.end(), equal.group())
        draft.claim("notices/equal_opportunity", whole(hit, value=True, method="text.equal_opportunity"))
    help_ = _ACCOMMODATION.search(span.text)
    if help_ and (kind == "legal" or _CONTEXT.search(span.text)):
        hit = Span(span.start + help_.start(), span.start + help_.end(), help_.group())
        draft.claim("notices/accommodation", whole(hit, value=True, method="text.accommodation"))
