"""Where the work is done, and where a remote worker must live."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Final

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.places import PlaceValue, find_places, parse_places
from openpostings.builders.normalise.residence import RESIDENCE, find_residence
from openpostings.builders.normalise.triggers import Trigger
from openpostings.builders.normalise.workplace import WORKPLACE, find_workplace
from openpostings.builders.read.draft import Draft, Json
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.page import KEY_RANK, TEXT_RANK, TITLE_RANK, Page, claim, whole
from openpostings.builders.read.patterns import matched, pattern
from openpostings.builders.read.sentences import Span

_NOT_THE_JOB: Final = frozenset({"about_employer", "benefits", "legal", "responsibilities"})


_STATED: Final = Trigger(lambda: [pattern("based"), pattern("works_on_site")], folded=False)


def place_json(value: PlaceValue) -> Json:
    """Write a place as the record has it."""
    fields: dict[str, Json] = asdict(value)
    fields["raw"] = " ".join(value.raw.split())
    return fields


def read_places(page: Page, draft: Draft) -> None:
    """Read places and the kind of workplace from title, header, keys and sentences about the job."""
    if "place" in page.title:
        span = page.title["place"]
        _claim_places(draft, span, parse_places(span.text), "title.place", TITLE_RANK)
    for name, span in page.title.items():
        if name.startswith("rest"):
            _read_part(draft, span, "title.place", TITLE_RANK)
    for line in page.header():
        for kind, part in header_parts(line):
            if kind in {"place", "workplace"}:
                _read_part(draft, part, "header.place", TITLE_RANK)
    for _, span in page.keys("place", "workplace"):
        _read_part(draft, span, "key.place", KEY_RANK)
    _read_sentences(page, draft)


def _read_part(draft: Draft, span: Span, method: str, rank: int) -> None:
    residence = find_residence(span.text)
    for match in residence:
        draft.claim("applicant_location_requirements", claim(span, match, place_json(match.value), method, rank=rank))
    for work in find_workplace(span.text, labelled=True):
        draft.claim("job_location_type", claim(span, work, work.value, f"{method}_type", rank=rank))
    if not residence:
        _claim_places(draft, span, parse_places(span.text) or find_places(span.text), method, rank)


def _claim_places(draft: Draft, span: Span, places: Iterable[Match[PlaceValue]], method: str, rank: int) -> None:
    for match in places:
        draft.claim("job_location", claim(span, match, place_json(match.value), method, rank=rank))


def _read_sentences(page: Page, draft: Draft) -> None:
    for part, span in page.sentences(_STATED, WORKPLACE, RESIDENCE, but=_NOT_THE_JOB):
        requirement = part.kind.endswith("qualifications")
        based = pattern("based").search(span.text) if not requirement else None
        if based:
            name = matched(based, "place")
            at = Span(span.start + based.start(name), span.start + based.end(name), based[name])
            _claim_places(draft, at, find_places(at.text)[:1], "text.place", TEXT_RANK)
        for work in find_workplace(span.text):
            draft.claim("job_location_type", claim(span, work, work.value, "text.workplace", rank=TEXT_RANK))
        there = pattern("works_on_site").search(span.text)
        if there and not pattern("not_on_site").search(span.text):
            how = matched(there, "how")
            hit = Span(span.start + there.start(how), span.start + there.end(how), there[how])
            draft.claim("job_location_type", whole(hit, "ONSITE", "text.workplace", rank=TEXT_RANK))
        for match in find_residence(span.text):
            draft.claim(
                "applicant_location_requirements",
                claim(span, match, place_json(match.value), "text.residence", rank=TEXT_RANK),
            )
