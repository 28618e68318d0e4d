"""How long an experience is asked for."""

from __future__ import annotations

from openpostings.builders.normalise.experience import find_experience
from openpostings.builders.read.draft import Draft, Json
from openpostings.builders.read.page import claim
from openpostings.builders.read.sentences import Span


def read_experience(draft: Draft, asked: list[tuple[Span, str]]) -> None:
    """Read lengths of experience from requirements.

    Parameters
    ----------
    draft
        Where the claims go.
    asked
        Requirements with their priority.
    """
    for span, priority in asked:
        for match in find_experience(span.text):
            value: Json = {
                "months_min": match.value.months_min,
                "months_max": match.value.months_max,
                "priority": priority,
                "in": match.value.in_,
            }
            draft.claim("experience_requirements", claim(span, match, value, "item.experience"))
