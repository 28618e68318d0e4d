"""Bonus, equity, commission: pay beside the base, where it is offered for this job."""

from __future__ import annotations

from typing import Final

from openpostings.builders.normalise.triggers import Trigger
from openpostings.builders.read.draft import Draft
from openpostings.builders.read.page import Page, whole
from openpostings.builders.read.patterns import pattern
from openpostings.builders.read.sentences import Span

_NAMED: Final = Trigger(lambda: [pattern("incentive")], folded=False)
_KINDS: Final = frozenset({"pay", "programme", "overview", "other", "application"})


def read_incentives(page: Page, draft: Draft) -> None:
    """Read the names of incentives from sentences about pay; a list of perks and a denial give none."""
    for part, span in page.sentences(_NAMED):
        if part.kind in _KINDS:
            _claim(draft, span, "text.incentive")
    for _, span in page.keys("pay"):
        _claim(draft, span, "key.incentive")


def _claim(draft: Draft, span: Span, method: str) -> None:
    if pattern("incentive_denied").search(span.text) or pattern("incentive_other").search(span.text):
        return
    for match in pattern("incentive").finditer(span.text):
        name = Span(span.start + match.start(), span.start + match.end(), match.group())
        draft.claim("incentive_compensation", whole(name, name.text, method))
