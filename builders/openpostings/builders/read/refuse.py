"""Tell a page that is no posting, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from typing import Final, Literal, cast

from openpostings.builders.normalise.triggers import Choice, folded, triggers_in
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.layout import Layout
from openpostings.builders.read.placed import Placed
from openpostings.builders.read.sections import QUALIFICATIONS, Part
from openpostings.builders.read.sentences import Span
from openpostings.builders.read.titles import has_job_word
from openpostings.builders.tables import load_table, strings

Reason = Literal[
    "empty", "bot_wall", "not_found", "expired", "job_list", "not_a_posting", "unlisted", "broken", "unknown"
]
REASONS: Final[dict[Reason, str]] = {
    "empty": "the page holds no text",
    "bot_wall": "the site asked for a proof of being human, a login or a browser, instead of showing the page",
    "not_found": "the page says that there is nothing at its address",
    "expired": "the page says that the job is closed or gone",
    "job_list": "the page lists many jobs and describes none",
    "not_a_posting": "nothing on the page names a job or says what it asks for",
    "unlisted": "the source says that it must not be listed",
    "broken": "the record is not as its source writes them",
    "unknown": "no source reads documents of this shape; `openpostings map` starts a mapping for a table",
}

_LITTLE: Final = 1200
_SHORT_LINE: Final = 12
_PLENTY: Final = 12
_SHARE: Final = 8
_TELLING: Final = QUALIFICATIONS | {"responsibilities"}
_OF_A_JOB: Final = frozenset({"place", "posted", "workplace", "employment", "hours", "start", "deadline"})
_VAGUE: Final = frozenset({"application", "overview"})
_BINDING: Final = frozenset({"application", "programme"})
_USEFUL: Final = _TELLING | {"application", "programme", "pay", "benefits", "overview", "about_employer"}


@cache
def _patterns(when: str) -> tuple[tuple[Reason, str], ...]:
    table = cast("dict[Reason, object]", load_table("refusals")[when])
    return tuple((reason, row) for reason, rows in table.items() for row in strings(rows))


_ALWAYS: Final = Choice(partial(_patterns, "always"))
_SHORT: Final = Choice(partial(_patterns, "short"))


def refusal(layout: Layout, parts: Sequence[Part]) -> Reason | None:
    """Tell why a page is no posting.

    Parameters
    ----------
    layout
        The page, line by line.
    parts
        Its sections.

    Returns
    -------
    str or None
        A reason of ``REASONS``; None where the page is a posting, or a fragment of one.
    """
    rows = [row for row in layout.placed if row.role not in {"blank", "given"}]
    return _reason(layout, rows, parts) if rows else "empty"


def _reason(layout: Layout, rows: Sequence[Placed], parts: Sequence[Part]) -> Reason | None:
    lines = [folded(row.line.text) for row in rows if row.label not in {"related", "newsletter"}]
    for line, found in lines:
        for reason, pattern in _ALWAYS.left(found):
            if pattern.search(line):
                return reason
    telling = sum(len(part.sentences) for part in parts if part.kind in _TELLING)
    titled = any(row.role == "title" or (row.role == "key" and row.label == "title") for row in rows)
    keys = {row.label for row in rows if row.role == "key"}
    if _is_list(rows, parts, least=_PLENTY):
        return "job_list"
    if telling > 1 or (titled and (telling or len(keys) > 2)):  # noqa: PLR2004 - one sentence or key may be chance
        return None
    if _is_list(rows, parts):
        return "job_list"
    said = "\n".join(line for line, _ in lines)
    for reason, pattern in _SHORT.left(triggers_in(said)):
        if pattern.search(said) and (reason != "job_list" or not titled) and (len(said) < _LITTLE or not titled):
            return reason
    body = [part for part in parts if part.kind in _USEFUL]
    meta = any(_tells_of_job(row) for row in rows)
    if titled and body and (meta or _BINDING & {part.kind for part in body}):
        return None
    # An invitation and a line about the site stand in the frame of any page, so the two alone make no fragment.
    kinds = {part.kind for part in body}
    return None if layout.cut_off and len(kinds) > 1 and kinds - _VAGUE else "not_a_posting"


def _tells_of_job(row: Placed) -> bool:
    """Tell a header line with a place, a time of posting or a kind of work, or a key with its value."""
    if row.role != "header":
        return row.role == "key" and row.value is not None
    line = Span(row.line.text_start, row.line.text_end, row.line.text)
    return any(kind in _OF_A_JOB for kind, _ in header_parts(line))


def _is_list(rows: Sequence[Placed], parts: Sequence[Part], *, least: int = 4) -> bool:
    """Tell many short lines that each name a job from the description of one."""
    jobs = [row for row in rows if row.label != "related" and _names_job(row.line.text)]
    described = any(part.kind in _TELLING and part.entries for part in parts)
    return len(jobs) >= least and not described and len(jobs) * _SHARE >= len(rows)


def _names_job(text: str) -> bool:
    return len(text.split()) <= _SHORT_LINE and text[-1] not in ".!?:" and has_job_word(text)
