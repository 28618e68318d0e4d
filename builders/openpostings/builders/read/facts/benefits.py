"""Perks, of the posting or of the employer's profile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openpostings.builders.read.draft import Claim, Draft, Json
from openpostings.builders.read.page import Page
from openpostings.builders.read.passages import Entry
from openpostings.builders.read.patterns import pattern
from openpostings.builders.read.sections import Part

_MAX_NAME: Final = 300


def read_benefits(page: Page, draft: Draft) -> None:
    """Read each perk of a list, with the heading inside the list that it stands under."""
    for part in page.parts:
        if part.kind != "benefits":
            continue
        scope = "company" if _is_profile(part) else "posting"
        for head, entry in _perks(part):
            category = head.text.rstrip(":") if head else None
            value: Json = {"category": category, "name": entry.text[:_MAX_NAME].rstrip(), "scope": scope}
            number = len(draft.of("job_benefits"))
            draft.claim("job_benefits", Claim(value, entry.start, entry.end, "section.perk"))
            if head is not None:
                above = Claim(category, head.start, head.end, "section.perk_category")
                draft.claim(f"job_benefits/{number}/category", above)


def _parents(part: Part) -> list[int]:
    entries = part.entries
    return [index for index in range(len(entries) - 1) if entries[index + 1].depth > entries[index].depth]


def _is_profile(part: Part) -> bool:
    """Tell a board's profile of the employer, perks under categories and nothing else, from what a job offers."""
    if part.heading is not None and pattern("profile_heading").fullmatch(part.heading):
        return True
    tops = [index for index, entry in enumerate(part.entries) if entry.depth == 0]
    return len(tops) > 1 and set(tops) <= set(_parents(part))


def _perks(part: Part) -> Iterator[tuple[Entry | None, Entry]]:
    parents = set(_parents(part))
    category: Entry | None = None
    for index, entry in enumerate(part.entries):
        if index in parents:
            category = entry
            continue
        if entry.depth == 0:
            category = None
        yield category, entry
