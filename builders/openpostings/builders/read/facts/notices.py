"""Who may be hired, and the notices that the law has the page carry."""

from __future__ import annotations

from typing import Final

from openpostings.builders.normalise.authorization import AUTHORIZATION, find_authorization
from openpostings.builders.normalise.triggers import Trigger
from openpostings.builders.read.draft import Draft
from openpostings.builders.read.page import Page, claim, stated_urls, whole
from openpostings.builders.read.patterns import pattern
from openpostings.builders.read.sentences import Span

_NO_GATE: Final = frozenset({"benefits", "responsibilities", "about_employer"})


_NOTICES: Final = Trigger(lambda: [pattern(name) for name in ("privacy", "equal_opportunity", "accommodation")])


def read_notices(page: Page, draft: Draft) -> None:
    """Read the three gates of work authorisation, and privacy, equal opportunity and accommodation notices."""
    for part, span in page.sentences(AUTHORIZATION, _NOTICES, but=_NO_GATE):
        for match in find_authorization(span.text.replace("’", "'")):
            draft.claim(f"work_authorization/{match.value.gate}", claim(span, match, match.value.value, "text.gate"))
        _read_notices(draft, span, part.kind)
    for line in page.header():
        for match in find_authorization(line.text.replace("’", "'")):
            draft.claim(f"work_authorization/{match.value.gate}", claim(line, match, match.value.value, "header.gate"))
    for _, span in page.keys("clearance"):
        none, asked = (pattern(name).search(span.text) for name in ("clearance_none", "clearance_asked"))
        if none or asked:
            value = "not_required" if none else "required"
            draft.claim("work_authorization/security_clearance", whole(span, value, "key.clearance"))
    for part, span in page.sentences(_NOTICES):
        if part.kind == "about_employer":
            _read_notices(draft, span, part.kind)


def _read_notices(draft: Draft, span: Span, kind: str) -> None:
    if pattern("privacy").search(span.text):
        for url in stated_urls(span.text)[:1]:
            draft.claim("notices/privacy_policy_url", claim(span, url, url.value, "text.privacy"))
    equal = pattern("equal_opportunity").search(span.text)
    if equal:
        hit = Span(span.start + equal.start(), span.start + equal.end(), equal.group())
        draft.claim("notices/equal_opportunity", whole(hit, value=True, method="text.equal_opportunity"))
    help_ = pattern("accommodation").search(span.text)
    if help_ and (kind == "legal" or pattern("accommodation_context").search(span.text)):
        hit = Span(span.start + help_.start(), span.start + help_.end(), help_.group())
        draft.claim("notices/accommodation", whole(hit, value=True, method="text.accommodation"))
