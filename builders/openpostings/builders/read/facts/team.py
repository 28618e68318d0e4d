"""Whose opening it is: the team or department."""

from __future__ import annotations

import re
from typing import Final

from openpostings.builders.normalise.triggers import Trigger
from openpostings.builders.read.draft import Draft
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.page import KEY_RANK, TEXT_RANK, TITLE_RANK, Page, whole
from openpostings.builders.read.sentences import Span

_BRACKET: Final = re.compile(r"\((?P<unit>[^()]{2,200})\)")
_WORD: Final = r"[A-Z][\w/&+'’-]*"
_TEAM: Final = re.compile(
    r"\b(?:[Jj]oin(?:ing)?|[Ff]or|[Ww]ithin|[Oo]n|[Ii]n|[Oo]f|[Pp]art of) (?:our|the) "
    rf"(?P<unit>{_WORD}(?:,? (?:{_WORD}|and|&|of|for)){{0,6}}?) (?:[Tt]eam|[Dd]epartment|[Gg]roup|[Dd]ivision)\b"
)
_CONCERN: Final = re.compile(r"(?:[Ww]ithin|[Ii]n|[Oo]f|[Oo]n|[Ff]or) the .* Group")
"""The whole firm, as those with several companies call themselves."""
_NAMED: Final = Trigger(lambda: [_TEAM], folded=False)
_NOT_THE_JOB: Final = frozenset({"about_employer", "benefits", "legal", "responsibilities"})


def read_team(page: Page, draft: Draft) -> None:
    """Read the unit from a key, a bracket of the title that begins with the employer's name, or a sentence."""
    for _, span in page.keys("unit"):
        draft.claim("employment_unit", whole(span, " ".join(span.text.split()), "key.unit", rank=TEXT_RANK))
    _read_header(page, draft)
    title = page.title.get("title")
    employer = draft.first(["hiring_organization/name"])
    if title is not None and employer is not None:
        for match in _BRACKET.finditer(title.text):
            unit = match["unit"]
            if unit.casefold().startswith(f"{employer.value} ".casefold()):
                span = Span(title.start + match.start("unit"), title.start + match.end("unit"), unit)
                draft.claim("employment_unit", whole(span, " ".join(unit.split()), "title.unit", rank=KEY_RANK))
    for part, span in page.sentences(_NAMED, but=_NOT_THE_JOB):
        if part.kind.endswith("qualifications"):
            continue
        for match in _TEAM.finditer(span.text):
            if _CONCERN.fullmatch(match.group()):
                continue
            unit = Span(span.start + match.start("unit"), span.start + match.end("unit"), match["unit"])
            draft.claim("employment_unit", whole(unit, " ".join(unit.text.split()), "text.unit", rank=TITLE_RANK))


def _read_header(page: Page, draft: Draft) -> None:
    for line in page.header():
        for kind, part in header_parts(line):
            if kind == "unit":
                draft.claim("employment_unit", whole(part, " ".join(part.text.split()), "header.unit", rank=KEY_RANK))
