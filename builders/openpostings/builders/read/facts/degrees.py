"""Which degrees are asked for, and where the title says otherwise."""

from __future__ import annotations

from typing import cast

from openpostings.builders.normalise.education import Degree, find_degrees
from openpostings.builders.normalise.graduation import Graduation, find_graduation
from openpostings.builders.normalise.held import held
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.places import parse_place
from openpostings.builders.read.draft import Claim, Draft, Json
from openpostings.builders.read.page import Page, claim, whole
from openpostings.builders.read.patterns import pattern
from openpostings.builders.read.sentences import Span


@held
def degrees_in(text: str) -> tuple[Match[Degree], ...]:
    """Find the degrees that a requirement names; two readers ask for those of each."""
    return tuple(find_degrees(text))


def read_degrees(page: Page, draft: Draft, asked: list[tuple[Span, str]]) -> None:
    """Read degrees from requirements; a title with other degrees contradicts them, and both sides are kept.

    Parameters
    ----------
    page
        The page.
    draft
        Where the claims go.
    asked
        Requirements with their priority.
    """
    windows: list[tuple[Span, Match[Graduation], str]] = []
    for span, priority in asked:
        degrees = degrees_in(span.text)
        bounds = find_graduation(span.text)
        for match in degrees:
            if not match.value.credential_category and all(_is_country(field) for field in match.value.fields_of_study):
                continue
            _claim(draft, span, match, priority, bounds[0].value if bounds else None)
        if bounds and not degrees:
            windows.append((span, bounds[0], priority))
    for span, bound, priority in windows:
        _bound(draft, span, bound, priority)
    _compare_title(page, draft)


def _json(degree: Degree, priority: str, window: Graduation | None) -> Json:
    after = window.after if window else None
    before = window.before if window else None
    return {
        "credential_category": degree.credential_category,
        "status": degree.status,
        "fields_of_study": [field for field in degree.fields_of_study if not _is_country(field)],
        "priority": priority,
        "graduation_after": after.isoformat() if after else None,
        "graduation_before": before.isoformat() if before else None,
    }


@held
def _is_country(field: str) -> bool:
    place = parse_place(field)
    return place is not None and place.address_country is not None and place.address_locality is None


def _claim(draft: Draft, span: Span, match: Match[Degree], priority: str, window: Graduation | None) -> None:
    value = _json(match.value, priority, window)
    if all(known.value != value for known in draft.of("education_requirements")):
        draft.claim("education_requirements", claim(span, match, value, "item.degree"))


def _bound(draft: Draft, span: Span, match: Match[Graduation], priority: str) -> None:
    """Give bounds that stand in an item of their own to every degree that is asked for and not yet held."""
    known = draft.of("education_requirements")
    dates = {"graduation_after": match.value.after, "graduation_before": match.value.before}
    bounds: dict[str, Json] = {name: day.isoformat() for name, day in dates.items() if day}
    for index, one in enumerate(known):
        degree = cast("dict[str, Json]", one.value)
        if degree["status"] == "completed" or any(degree[name] for name in dates):
            continue
        known[index] = Claim({**degree, **bounds}, one.start, one.end, one.method, one.status, one.note)
        for name, day in bounds.items():
            draft.claim(f"education_requirements/{index}/{name}", claim(span, match, day, "item.graduation"))
    if not known:
        value = _json(Degree(None), priority, match.value)
        draft.claim("education_requirements", claim(span, match, value, "item.graduation"))


def _compare_title(page: Page, draft: Draft) -> None:
    title = page.title.get("title")
    if title is None:
        return
    # The degree that a job leads to ("PhD position") is not one that it asks for.
    named = [] if pattern("degree_is_occupation").search(title.text) else find_degrees(title.text, title=True)
    asked = draft.of("education_requirements")
    levels = {str(level) for found in asked if (level := cast("dict[str, Json]", found.value)["credential_category"])}
    if not named or not levels or {str(match.value.credential_category) for match in named} == levels:
        return
    start, end = named[0].start, named[-1].end
    side = Span(title.start + start, title.start + end, title.text[start:end])
    draft.claim("education_requirements:conflict", whole(side, None, "title.degree", status="conflicting"))
    for found in asked:
        if cast("dict[str, Json]", found.value)["credential_category"] is not None:
            draft.claim(
                "education_requirements:conflict",
                Claim(found.start, found.start, found.end, "item.degree", "conflicting"),
            )
