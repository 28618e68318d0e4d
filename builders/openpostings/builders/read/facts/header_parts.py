"""Part a header line ("Acme · Austin, TX · 2 weeks ago") and tell what each part is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, cast

from openpostings.builders.normalise.dates import find_dates
from openpostings.builders.normalise.employment import find_employment_types
from openpostings.builders.normalise.hours import find_work_hours
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.pay import find_pay
from openpostings.builders.normalise.places import find_places, parse_places
from openpostings.builders.normalise.relative import Relative, find_relative
from openpostings.builders.normalise.residence import find_residence
from openpostings.builders.normalise.workplace import find_workplace
from openpostings.builders.read.chrome import chrome_label
from openpostings.builders.read.employer import is_company
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import load_table

_SEPARATOR: Final = re.compile(r"\s*[·|•∙‧・]\s*|\s+/\s+|\s+[–—-]\s+(?=[0-9]+ (?:day|week|hour|month))|\s{3,}")
_SPACE: Final = " \t\u00a0,;|·•∙‧・-–—"


@cache
def header_words(name: str) -> re.Pattern[str]:
    """Give the pattern of words that open a dated header line: ``posted``, ``modified``, ``deadline``, ``start``."""
    return re.compile(rf"\s*(?:{cast('str', load_table('header')[name])})\b\s*:?\s*", re.IGNORECASE)


@lru_cache(maxsize=512)
def header_parts(line: Span) -> tuple[tuple[str, Span], ...]:
    """Part a header line; several readers of facts ask for the same one.

    Parameters
    ----------
    line
        The line.

    Returns
    -------
    tuple of tuple
        A kind (``posted modified deadline start chrome workplace employment pay hours dates place name unit``) and its
        span.
    """
    parts: list[tuple[str, Span]] = []
    begin = 0
    for match in [*_SEPARATOR.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        part = _cut(line, begin, end)
        if part is not None:
            parts.extend(_typed(part))
        begin = match.end() if match else end
    kinds = {kind for kind, _ in parts}
    if " / " in line.text and "place" in kinds and kinds & {"employment", "workplace"}:
        # "Toronto, ON / Platform / Internship": some boards name the team among place and kind of work.
        return tuple(("unit" if kind == "name" else kind, part) for kind, part in parts)
    return tuple(parts)


def _cut(line: Span, begin: int, end: int) -> Span | None:
    piece = line.text[begin:end]
    text = piece.strip(_SPACE)
    if not text:
        return None
    start = line.start + begin + piece.index(text)
    return Span(start, start + len(text), text)


def _typed(part: Span) -> Iterator[tuple[str, Span]]:
    for kind in ("posted", "modified", "deadline", "start"):
        if header_words(kind).match(part.text) and any(char.isdigit() for char in part.text):
            yield kind, part
            return
    relative = find_relative(part.text) or _day_before_place(part.text)
    if relative:
        match = relative[0]
        yield "posted", _within(part, match.start, match.end)
        for begin, end in ((0, match.start), (match.end, len(part.text))):
            rest = _cut(part, begin, end)
            if rest is not None and not header_words("posted").fullmatch(rest.text):
                yield from _typed(rest)
        return
    yield _kind(part.text), part


def _day_before_place(text: str) -> list[Match[Relative]]:
    """Read "Yesterday Austin, TX": the day counts where nothing but a place follows."""
    first, _, rest = text.partition(" ")
    return find_relative(first) if rest and first.isalpha() and parse_places(rest) and not parse_places(first) else []


def _within(part: Span, begin: int, end: int) -> Span:
    return Span(part.start + begin, part.start + end, part.text[begin:end])


def _kind(text: str) -> str:
    if chrome_label(text):
        return "chrome"
    if find_pay(text):
        return "pay"
    if find_work_hours(text):
        return "hours"
    if find_dates(text):
        return "dates"
    if find_residence(text) or find_workplace(text, labelled=True):
        return "workplace"
    if find_employment_types(text, position="value"):
        return "employment"
    if not is_company(text) and (parse_places(text) or find_places(text)):
        return "place"
    return "name"
