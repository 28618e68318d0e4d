"""Find the line that names the job, and what else stands on it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from openpostings.builders.normalise.held import held
from openpostings.builders.normalise.places import parse_place
from openpostings.builders.normalise.relative import find_relative
from openpostings.builders.normalise.triggers import Trigger, triggers_in
from openpostings.builders.read.chrome import chrome_label
from openpostings.builders.read.employer import is_company, is_name
from openpostings.builders.read.headings import heading_kind
from openpostings.builders.read.lines import Line
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import load_table, strings

_MAX_WORDS: Final = 25
_LIKELY_WORDS: Final = 16
_JOB_WORD: Final = 4
_SEARCHED: Final = 2000
"""Characters of a line that are searched for a word for a job: no title is longer, and some lines have no end."""
GOOD: Final = 4
_HIRING: Final = re.compile(
    r"(?P<employer>.{2,60}?) (?:is|are) (?:now )?(?:hiring|looking for|seeking|recruiting)(?: an?)?:? (?P<title>.+)"
)
_AT: Final = re.compile(r"(?P<title>.{3,150}?)\s+(?:@|at|bei|chez)\s+(?P<employer>.{2,80})")
_BARS: Final = re.compile(r"\s+[|•·]\s+")
_DASHES: Final = re.compile(r"\s+[-–—]\s+")


@cache
def _job_words() -> re.Pattern[str]:
    table = load_table("titles")
    words, suffixes = (
        sorted((re.escape(word) for word in strings(table[name])), key=len, reverse=True)
        for name in ("words", "suffixes")
    )
    named = rf"(?:(?<!\w)(?:{'|'.join(words)})|(?:{'|'.join(suffixes)}))"
    return re.compile(rf"{named}(?:s|in|\*in|:in|/in|_in|/-in|/a|/o|\(a\)|\(e\))?(?!\w)", re.IGNORECASE)


_JOB: Final = Trigger(lambda: [*strings(load_table("titles")["words"]), *strings(load_table("titles")["suffixes"])])


@held
def has_job_word(text: str) -> bool:
    """Tell whether a text holds a word for a job ("engineer", "intern", "nurse")."""
    return triggers_in(text) & _JOB.bit != 0 and _job_words().search(text, 0, _SEARCHED) is not None


def title_score(line: Line, *, first: bool) -> int:
    """Weigh how much a line looks like the name of a job; below ``GOOD`` it does not.

    Parameters
    ----------
    line
        A line before the body.
    first
        Whether it is the first line that is no frame.
    """
    text = line.text
    words = len(text.split())
    if not 0 < words <= _MAX_WORDS or line.marker or text[-1] in ".!?;," or chrome_label(text):
        return 0
    if find_relative(text) or heading_kind(text):
        return 0
    score = _JOB_WORD * has_job_word(text) + 2 * line.heading + first - 2 * (words > _LIKELY_WORDS)
    if text[0].islower():
        score -= 2
    if not has_job_word(text) and parse_place(text) is not None:
        return 0
    return score


def split_title(line: Line, known: str | None) -> dict[str, Span]:
    """Part a title line into title, employer and place.

    Parameters
    ----------
    line
        The line that names the job.
    known
        What the text elsewhere calls its employer, if anything.

    Returns
    -------
    dict of str to Span
        ``title`` always; ``employer`` and ``place`` where the line states them; ``rest…`` for other parts between bars.
    """
    hiring = _HIRING.fullmatch(line.text)
    if hiring and is_name(hiring["employer"]) and has_job_word(hiring["title"]):
        return {"title": _group(line, hiring, "title"), "employer": _group(line, hiring, "employer")}
    parts = _parts(line, _BARS)
    if len(parts) > 1:
        return _barred(parts, known)
    at = _AT.fullmatch(line.text)
    if at and is_name(at["employer"]) and has_job_word(at["title"]) and not _is_place(at["employer"]):
        return {"title": _group(line, at, "title"), "employer": _group(line, at, "employer")}
    return _dashed(line, known)


def _group(line: Line, match: re.Match[str], name: str) -> Span:
    return Span(line.text_start + match.start(name), line.text_start + match.end(name), match[name])


def _parts(line: Line, separator: re.Pattern[str]) -> list[Span]:
    spans: list[Span] = []
    begin = 0
    for match in [*separator.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        spans.append(Span(line.text_start + begin, line.text_start + end, line.text[begin:end]))
        begin = match.end() if match else end
    return [span for span in spans if span.text.strip()]


def _is_place(text: str) -> bool:
    place = None if is_company(text) else parse_place(text)
    return place is not None and place.address_locality is not None


def _barred(parts: list[Span], known: str | None) -> dict[str, Span]:
    found: dict[str, Span] = {}
    named = [part for part in parts if known is not None and part.text.casefold() == known.casefold()]
    jobs = [part for part in parts if has_job_word(part.text) and part not in named]
    found["title"] = (jobs or parts)[0]
    for part in parts:
        if part is found["title"]:
            continue
        if part in named or ("employer" not in found and not named and is_name(part.text) and not _is_place(part.text)):
            found["employer"] = part
        else:
            found[f"rest{len(found)}"] = part
    return found


def _dashed(line: Line, known: str | None) -> dict[str, Span]:
    found: dict[str, Span] = {}
    parts = _parts(line, _DASHES)
    while len(parts) > 1:
        last = parts[-1]
        if known is not None and last.text.casefold() == known.casefold():
            found["employer"] = parts.pop()
        elif not found and _is_place(last.text) and has_job_word(parts[0].text):
            found["place"] = parts.pop()
        else:
            break
    end = parts[-1].end
    found["title"] = Span(line.text_start, end, line.text[: end - line.text_start])
    return found
