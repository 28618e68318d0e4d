"""When: posted, changed, closing; term, start dates, length, hours."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict, dataclass
from typing import Final

from openpostings.builders.normalise.ages import find_age, find_last_day
from openpostings.builders.normalise.dates import find_dates
from openpostings.builders.normalise.durations import find_durations, find_job_durations
from openpostings.builders.normalise.hours import find_work_hours
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import NUMBERS
from openpostings.builders.normalise.numeric_dates import day_first_in
from openpostings.builders.normalise.relative import Relative, find_relative
from openpostings.builders.normalise.terms import SEASONS, Term, find_terms
from openpostings.builders.normalise.timestamps import find_timestamps
from openpostings.builders.normalise.triggers import FIGURES, Trigger, triggers_in
from openpostings.builders.read.draft import Claim, Draft, Json
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.headings import normalise_heading
from openpostings.builders.read.page import KEY_RANK, TEXT_RANK, TITLE_RANK, Page, claim
from openpostings.builders.read.patterns import pattern
from openpostings.builders.read.sections import Part
from openpostings.builders.read.sentences import Span

_FIRST: Final = re.compile(
    r"\b(?:first|last|ersten|letzten|premiers|primeros|primeiros|eerste|første|första)\s*$", re.IGNORECASE
)
_TO: Final = re.compile(
    r"\s*(?:-|–|—|to|until|through|till|bis(?: zum)?|au|al|até|hasta(?: el)?|tot(?: en met)?|til(?: den)?|až|do)\s*"
)
_NOT_THE_JOB: Final = frozenset({"about_employer", "benefits", "legal", "responsibilities"})
_NO_DEADLINE: Final = frozenset({"about_employer", "benefits", "responsibilities"})
_POSTED: Final = re.compile(r"\W*(?:re)?posted\b", re.IGNORECASE)
_POSTED_LINE: Final = Trigger(lambda: [_POSTED])
_DEADLINE: Final = Trigger(lambda: [pattern("deadline")], folded=False)
_POSTED_KEYS: Final = {
    "posted": ("date_posted", "posted_at"),
    "modified": ("date_modified", "modified_at"),
    "deadline": ("valid_through", "valid_through_at"),
}


@dataclass(frozen=True, slots=True)
class _Scene:
    """A page, what is read of it, and whether its dates in figures write the day first (None where nothing shows)."""

    page: Page
    draft: Draft
    day_first: bool | None

    def dates(self, text: str, year: int | None = None) -> list[Match[dt.date]]:
        """Find full dates; days without a year are of the given one."""
        return find_dates(text, default_year=year, day_first=self.day_first)


def read_times(page: Page, draft: Draft) -> None:
    """Read all that is dated or has a length."""
    _read_terms(page, draft)
    year = _term_year(draft)
    scene = _Scene(page, draft, _days_first(page, draft))
    _read_moments(scene)
    _read_starts(scene, year)
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
    for _, span in page.sentences(SEASONS, but=_NOT_THE_JOB | {"team"}):
        if re.search(r"\bgraduat", span.text, re.IGNORECASE):
            continue
        for match in find_terms(span.text):
            draft.claim("terms", claim(span, match, _term(match.value), "text.term", rank=TEXT_RANK))


def _term(term: Term) -> Json:
    return {"season": term.season, "year": term.year}


def _term_year(draft: Draft) -> int | None:
    years = {int(str(found.value["year"])) for found in draft.of("terms") if isinstance(found.value, dict)}
    return years.pop() if len(years) == 1 else None


def _days_first(page: Page, draft: Draft) -> bool | None:
    """Tell how ``03/04/2026`` is meant: as another date of the page shows, and day first in other languages."""
    language = draft.first(["language"])
    return True if language is not None and language.value != "en" else day_first_in(page.text)


def _read_moments(scene: _Scene) -> None:
    page, draft = scene.page, scene.draft
    for field, span in page.keys("posted", "modified", "deadline"):
        _read_moment(scene, span, _POSTED_KEYS[field], f"key.{field}")
    for line in page.header():
        for kind, part in header_parts(line):
            if kind in _POSTED_KEYS:
                _read_moment(scene, part, _POSTED_KEYS[kind], f"header.{kind}")
    for row in page.placed:
        if (
            row.role in {"text", "chrome", "heading"}
            and row.label != "related"
            and triggers_in(row.line.text) & _POSTED_LINE.bit
            and _POSTED.match(row.line.text)
        ):
            span = Span(row.line.text_start, row.line.text_end, row.line.text)
            _read_moment(scene, span, _POSTED_KEYS["posted"], "text.posted")
    for section, sentence in page.sentences(_DEADLINE, but=_NO_DEADLINE):
        cue = pattern("deadline").search(sentence.text) if not section.kind.endswith("qualifications") else None
        if cue:
            rest = Span(sentence.start + cue.start(), sentence.end, sentence.text[cue.start() :])
            dates = scene.dates(rest.text)
            if dates:
                draft.claim("valid_through", claim(rest, dates[0], dates[0].value.isoformat(), "text.deadline"))


def _read_moment(scene: _Scene, span: Span, names: tuple[str, str], method: str) -> None:
    draft, dates = scene.draft, scene.dates(span.text)
    times = find_timestamps(span.text)
    if times:
        moment = times[0]
        written = moment.value.isoformat().replace("+00:00", "Z")
        draft.claim(names[1], claim(span, moment, written, method))
        day = dates[0].value if dates else moment.value.date()
        draft.claim(names[0], claim(span, moment, day.isoformat(), method))
    elif dates:
        draft.claim(names[0], claim(span, dates[0], dates[0].value.isoformat(), method))
    elif names[0] == "date_posted":
        for match in (find_relative(span.text) or find_age(span.text))[:1]:
            _read_relative(draft, span, match, scene.page.retrieved_at)
        known = scene.page.retrieved_at
        for last in find_last_day(span.text, known) if known and method == "key.posted" else ():
            draft.claim(names[0], claim(span, last, last.value.isoformat(), method, status="derived"))


def _read_relative(draft: Draft, span: Span, match: Match[Relative], retrieved_at: dt.datetime | None) -> None:
    draft.claim("relative", claim(span, match, None, "header.relative", status="derived"))
    if retrieved_at is None or match.value.open or match.value.unit == "MONTH":
        return
    day = (retrieved_at - match.value.delta).date().isoformat()
    found = claim(span, match, day, "header.relative", status="derived", rank=-1)
    draft.claim("date_posted", found)


def _read_starts(scene: _Scene, year: int | None) -> None:
    page = scene.page
    for _, span in page.keys("start"):
        _claim_starts(scene, span, "key.start", year)
    for line in page.header():
        for kind, part in header_parts(line):
            if kind == "start":
                _claim_starts(scene, part, "header.start", year)
            elif kind == "dates":
                _claim_starts(scene, part, "header.dates", year, first=_is_range(part.text))
    for section, sentence in page.sentences(FIGURES, but=_NOT_THE_JOB):
        if not section.kind.endswith("qualifications"):
            _read_start_sentence(scene, section, sentence, year)


def _read_start_sentence(scene: _Scene, section: Part, span: Span, year: int | None) -> None:
    """Read the dates of a list of start dates, or those behind a word for starting."""
    heads = section.heading is not None and pattern("start_heading").fullmatch(normalise_heading(section.heading))
    if heads and any(entry.start == span.start for entry in section.entries):
        _claim_starts(scene, span, "section.start", year)
        return
    cue = pattern("starts").search(span.text)
    if cue and not pattern("no_start").search(span.text):
        rest = Span(span.start + cue.start(), span.end, span.text[cue.start() :])
        _claim_starts(scene, rest, "text.start", year, first=_is_range(rest.text))


def _is_range(text: str) -> bool:
    dates = find_dates(text)
    between = text[dates[0].end : dates[1].start] if len(dates) > 1 else ""
    return bool(_TO.fullmatch(between)) or bool(
        len(dates) > 1 and re.search(r"\b(?:end(?:s|ing)?|until|through|to|finish\w*)\b", between)
    )


def _claim_starts(scene: _Scene, span: Span, method: str, year: int | None, *, first: bool = False) -> None:
    dates = scene.dates(span.text, year)
    closing = {(one.start, one.end) for one in scene.draft.of("valid_through")}
    for match in dates[:1] if first or _is_range(span.text) else dates:
        start = claim(span, match, match.value.isoformat(), method)
        # "The closing date is 3 May": what closes the applications starts nothing.
        if (start.start, start.end) not in closing:
            scene.draft.claim("job_start_dates", start)


def _read_lengths(page: Page, draft: Draft) -> None:
    for _, span in page.keys("duration"):
        for length in find_durations(span.text)[:1]:
            draft.claim("job_duration", claim(span, length, asdict(length.value), "key.duration", rank=KEY_RANK))
    for _, span in page.keys("hours", "employment_type"):
        _claim_hours(draft, span, "key.hours")
    lines = [(line, "header") for line in page.header()]
    if "title" in page.title:
        lines.append((page.title["title"], "title"))
    for line, place in lines:
        # Whatever length a title has is that of the job.
        lengths = find_durations(line.text) if place == "title" else find_job_durations(line.text)
        for length in lengths[:1]:
            draft.claim("job_duration", claim(line, length, asdict(length.value), f"{place}.duration", rank=TITLE_RANK))
        _claim_hours(draft, line, f"{place}.hours")
    for section, sentence in page.sentences(NUMBERS, but=_NOT_THE_JOB):
        for found in _lengths_in(section, sentence):
            draft.claim("job_duration", found)
        if section.kind != "preferred_qualifications":
            _claim_hours(draft, sentence, "text.hours")


def _lengths_in(part: Part, span: Span) -> list[Claim]:
    headed = part.heading is not None and pattern("length_heading").fullmatch(normalise_heading(part.heading))
    found = find_job_durations(span.text) or (find_durations(span.text)[:1] if headed else [])
    # Hours "on three days" are those of a week, and the days are no length of the job.
    weekly = any(length.value.unit == "DAY" for length in found) and bool(find_work_hours(span.text))
    kept = [
        length
        for length in found
        if not (weekly and length.value.unit == "DAY") and not _FIRST.search(span.text[: length.start])
    ]
    return [claim(span, length, asdict(length.value), "text.duration", rank=TEXT_RANK) for length in kept]


def _claim_hours(draft: Draft, span: Span, method: str) -> None:
    for match in find_work_hours(span.text):
        draft.claim("work_hours", claim(span, match, asdict(match.value), method))
