"""When: posted, changed, closing; term, start dates, length, hours."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict
from typing import Final

from openpostings.builders.normalise.dates import find_dates
from openpostings.builders.normalise.durations import find_durations, find_job_durations
from openpostings.builders.normalise.hours import find_work_hours
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.relative import Relative, find_relative
from openpostings.builders.normalise.terms import Term, find_terms
from openpostings.builders.normalise.timestamps import find_timestamps
from openpostings.builders.read.draft import Claim, Draft, Json
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.headings import normalise_heading
from openpostings.builders.read.page import KEY_RANK, TEXT_RANK, TITLE_RANK, Page, claim
from openpostings.builders.read.sections import Part
from openpostings.builders.read.sentences import Span

_NOT_THE_JOB: Final = frozenset({"about_employer", "benefits", "legal", "responsibilities"})
_START_HEADING: Final = re.compile(r"(?:.* )?start(?:ing)?(?: dates?)?|beginn|(?:possible |available )?dates|startdatum|date de début")
_STARTS: Final = re.compile(
    r"\b(?:start(?:s|ing)?(?: dates?)?|begin(?:s|ning)?|commenc(?:e|es|ing)|from|ab|beginnt|débute|à partir du)\b", re.IGNORECASE
)
_NO_START: Final = re.compile(
    r"\b(?:appl(?:y|ications?)|deadline|review|interviews?|posted|graduat\w+|founded|since|until)\b", re.IGNORECASE
)
_LENGTH_HEADING: Final = re.compile(r"(?:.* )?(?:duration|length|how long|dauer|durée|duración|duur)(?: .*)?")
_DEADLINE: Final = re.compile(
    r"\b(?:apply (?:by|before|until|no later than)|deadline(?: for applications?| to apply)?(?: is| of|:)?|closing date(?: is|:)?|applications? (?:close|are due|due|must be (?:received|submitted)|will be accepted|accepted)"
    r"|clos(?:es|ing) (?:on|:)|(?:received|submitted|sent|upload\w*|submit|send)\b.{0,120}\b(?:by|before|until|no later than)|bewerb\w+.{0,40}\bbis|avant le|bewerbungsschluss|(?:references?|resume|cv|transcripts?|letter)\b.{0,40}\bby)\b",
    re.IGNORECASE,
)
_POSTED_KEYS: Final = {"posted": ("date_posted", "posted_at"), "modified": ("date_modified", "modified_at"), "deadline": ("valid_through", "valid_through_at")}


def read_times(page: Page, draft: Draft) -> None:
    """Read all that is dated or has a length."""
    _read_terms(page, draft)
    year = _term_year(draft)
    _read_moments(page, draft)
    _read_starts(page, draft, year)
    _read_lengths(page, draft)


def _read_terms(page: Page, draft: Draft) -> None:
    title = page.title.get("title")
    if title is not None:
        for match in find_terms(title.text, title=True):
            draft.claim("terms", claim(title, match, _term(match.value), "title.term", rank=TITLE_RANK))
    for _, span in page.keys("term", "start"):
        for match in find_terms(span.text, title=True):
            draft.claim("terms", claim(span, match, _term(match.value), "key.term", rank=KEY_RANK))
    for line in page.header():
        for match in find_terms(line.text):
            draft.claim("terms", claim(line, match, _term(match.value), "header.term", rank=TITLE_RANK))
    for _, span in page.sentences(but=_NOT_THE_JOB):
        if re.search(r"\bgraduat", span.text, re.IGNORECASE):
            continue
        for match in find_terms(span.text):
            draft.claim("terms", claim(span, match, _term(match.value), "text.term", rank=TEXT_RANK))


def _term(term: Term) -> Json:
    return {"season": term.season, "year": term.year}


def _term_year(draft: Draft) -> int | None:
    years = {found.value["year"] for found in draft.of("terms") if isinstance(found.value, dict)}
    year = years.pop() if len(years) == 1 else None
    return year if isinstance(year, int) else None


def _read_moments(page: Page, draft: Draft) -> None:
    for field, span in page.keys("posted", "modified", "deadline"):
        _read_moment(draft, span, _POSTED_KEYS[field], f"key.{field}", page.retrieved_at)
    for line in page.header():
        for kind, part in header_parts(line, page.placed):
            if kind in _POSTED_KEYS:
                _read_moment(draft, part, _POSTED_KEYS[kind], f"header.{kind}", page.retrieved_at)
    for row in page.placed:
        if row.role in {"text", "chrome", "heading"} and re.match(r"(?i)\W*(?:re)?posted\b", row.line.text):
            span = Span(row.line.text_start, row.line.text_end, row.line.text)
            _read_moment(draft, span, _POSTED_KEYS["posted"], "text.posted", page.retrieved_at)
    for part, span in page.sentences(but=frozenset({"about_employer", "benefits", "responsibilities"})):
        cue = _DEADLINE.search(span.text) if not part.kind.endswith("qualifications") else None
        if cue:
            rest = Span(span.start + cue.start(), span.end, span.text[cue.start() :])
            dates = find_dates(rest.text)
            if dates:
                draft.claim("valid_through", claim(rest, dates[0], dates[0].value.isoformat(), "text.deadline"))


def _read_moment(
    draft: Draft, span: Span, names: tuple[str, str], method: str, retrieved_at: dt.datetime | None
) -> None:
    times = find_timestamps(span.text)
    dates = find_dates(span.text)
    if times:
        moment = times[0]
        written = moment.value.isoformat().replace("+00:00", "Z")
        draft.claim(names[1], claim(span, moment, written, method))
        day = dates[0].value if dates else moment.value.date()
        draft.claim(names[0], claim(span, moment, day.isoformat(), method))
    elif dates:
        draft.claim(names[0], claim(span, dates[0], dates[0].value.isoformat(), method))
    elif names[0] == "date_posted":
        for match in find_relative(span.text)[:1]:
            _read_relative(draft, span, match, retrieved_at)


def _read_relative(draft: Draft, span: Span, match: Match[Relative], retrieved_at: dt.datetime | None) -> None:
    draft.claim("relative", claim(span, match, None, "header.relative", status="derived"))
    if retrieved_at is None or match.value.open or match.value.unit == "MONTH":
        return
    day = (retrieved_at - match.value.delta).date().isoformat()
    found = claim(span, match, day, "header.relative", status="derived", rank=-1)
    draft.claim("date_posted", found)


def _read_starts(page: Page, draft: Draft, year: int | None) -> None:
    for _, span in page.keys("start"):
        _claim_starts(draft, span, "key.start", year)
    for line in page.header():
        for kind, part in header_parts(line, page.placed):
            if kind == "start":
                _claim_starts(draft, part, "header.start", year)
            elif kind == "dates":
                _claim_starts(draft, part, "header.dates", year, first=_is_range(part.text))
    for part, span in page.sentences(but=_NOT_THE_JOB):
        if part.kind.endswith("qualifications"):
            continue
        heads = part.heading is not None and _START_HEADING.fullmatch(normalise_heading(part.heading))
        listed = bool(heads) and any(entry.start == span.start for entry in part.entries)
        cue = None if listed else _STARTS.search(span.text)
        if listed:
            _claim_starts(draft, span, "section.start", year)
        elif cue and not _NO_START.search(span.text):
            rest = Span(span.start + cue.start(), span.end, span.text[cue.start() :])
            _claim_starts(draft, rest, "text.start", year, first=_is_range(rest.text))


def _is_range(text: str) -> bool:
    dates = find_dates(text)
    between = text[dates[0].end : dates[1].start] if len(dates) > 1 else ""
    return bool(re.fullmatch(r"\s*(?:-|–|—|to|until|through|till|bis|au)\s*", between)) or bool(  # noqa: RUF001
        len(dates) > 1 and re.search(r"\b(?:end(?:s|ing)?|until|through|to|finish\w*)\b", between)
    )


def _claim_starts(draft: Draft, span: Span, method: str, year: int | None, *, first: bool = False) -> None:
    dates = find_dates(span.text, default_year=year)
    for match in dates[:1] if first or _is_range(span.text) else dates:
        draft.claim("job_start_dates", claim(span, match, match.value.isoformat(), method))


def _read_lengths(page: Page, draft: Draft) -> None:
    for _, span in page.keys("duration"):
        for length in find_durations(span.text)[:1]:
            draft.claim("job_duration", claim(span, length, asdict(length.value), "key.duration", rank=KEY_RANK))
    for _, span in page.keys("hours", "employment_type"):
        _claim_hours(draft, span, "key.hours")
    for line in page.header():
        for length in find_job_durations(line.text)[:1]:
            draft.claim("job_duration", claim(line, length, asdict(length.value), "header.duration", rank=TITLE_RANK))
        _claim_hours(draft, line, "header.hours")
    title = page.title.get("title")
    if title is not None:
        for length in find_job_durations(title.text):
            draft.claim("job_duration", claim(title, length, asdict(length.value), "title.duration", rank=TITLE_RANK))
    for part, span in page.sentences(but=_NOT_THE_JOB):
        for found in _lengths_in(part, span):
            draft.claim("job_duration", found)
        if not part.kind.endswith("preferred_qualifications"):
            _claim_hours(draft, span, "text.hours")


def _lengths_in(part: Part, span: Span) -> list[Claim]:
    headed = part.heading is not None and _LENGTH_HEADING.fullmatch(normalise_heading(part.heading))
    found = find_job_durations(span.text) or (find_durations(span.text)[:1] if headed else [])
    return [claim(span, length, asdict(length.value), "text.duration", rank=TEXT_RANK) for length in found]


def _claim_hours(draft: Draft, span: Span, method: str) -> None:
    for match in find_work_hours(span.text):
        draft.claim("work_hours", claim(span, match, asdict(match.value), method))
