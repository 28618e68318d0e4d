"""Give every line of a page its role: frame, title, header, key, heading, item or text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from openpostings.builders.normalise.relative import find_relative
from openpostings.builders.normalise.residence import find_residence
from openpostings.builders.read.chrome import chrome_label, menu_parts
from openpostings.builders.read.employer import ends_as_firm, is_name
from openpostings.builders.read.facts.header_parts import header_words
from openpostings.builders.read.headings import heading_kind, normalise_heading
from openpostings.builders.read.lines import Line
from openpostings.builders.read.placed import Placed, key_value, pair_keys
from openpostings.builders.read.sentences import Span
from openpostings.builders.read.shown import framed, known_title
from openpostings.builders.read.tail import mark_footer, swallow
from openpostings.builders.read.titles import GOOD, has_job_word, title_score
from openpostings.builders.tables import load_table, strings

_HEADED: Final = re.compile(r"(?P<heading>[^:.!?]{2,60}):(?:\*\*|__)?\s+(?P<text>\S.*)")
_QUESTION: Final = re.compile(r"[QA][:.]\s")
_LONG_WORDS: Final = 12
_PROSE_WORDS: Final = 6
_HEADED_WORDS: Final = 5
_ALONE_WORDS: Final = 4
_HEADING_WORDS: Final = 10
_VALUE_WORDS: Final = 14
_HEADED_LINE_WORDS: Final = 30
_HEADER_LINES: Final = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """The page, line by line, and whether its beginning is there."""

    placed: tuple[Placed, ...]
    cut_off: bool


def lay_out(
    lines: Sequence[Line],
    employer: str | None = None,
    *,
    titled: bool = False,
    known: str | None = None,
    frames: Sequence[tuple[int, int, str]] = (),
) -> Layout:
    """Give every line its role.

    Parameters
    ----------
    lines
        All lines of the page.
    employer
        What the text calls its employer, if it does: a line of that name alone names no job.
    titled
        Whether the job is named elsewhere: the lines are its description, which has no header.
    known
        What the page's markup calls the job: the line that says it is the title.
    frames
        Stretches that the page's markup shows as its frame, each with a label.
    """
    first, rows = framed([_first_role(line) for line in lines], frames)
    placed = pair_keys(rows)
    body = 0 if titled else first + _body_start(placed[first:])
    title = _find_title(placed[:body], employer)
    if known and not titled and (line := known_title(placed, known)) is not None:
        title = line
        body = max(body, line + 1 + _body_start(placed[line + 1 :]))
    placed = _headings(placed, title, body)
    if title is not None:
        placed[title] = placed[title]._replace(role="title", label="")
        body = _header(placed, title, body, employer)
    else:
        _frame_above(placed[:body], placed)
        _dated_lines(placed, body)
    _facts_at_a_glance(placed)
    _keys_in_body(placed, body)
    swallow(placed)
    mark_footer(placed)
    return Layout(tuple(placed), cut_off=title is None and _starts_inside(placed))


def _first_role(line: Line) -> Placed:
    if not line.text:
        return Placed(line, "blank")
    key = key_value(line)
    if key:
        return Placed(line, "key", key[0], key[1])
    label = chrome_label(line.text)
    if label and not line.marker:
        return Placed(line, "chrome", label)
    return Placed(line, "item" if line.marker else "text")


def _body_start(placed: Sequence[Placed]) -> int:
    """Tell where the prose begins: the first long sentence, or the first list."""
    for index, row in enumerate(placed[:_HEADER_LINES]):
        words = row.line.text.split()
        if row.role == "item" or (row.role == "text" and len(words) > _LONG_WORDS and row.line.text[-1] in ".!?:;"):
            return index
    return min(len(placed), _HEADER_LINES)


def _find_title(rows: Sequence[Placed], employer: str | None) -> int | None:
    best, best_score, first = None, 0, True
    for index, row in enumerate(rows):
        if row.role == "key" and row.label == "title" and row.value:
            return _as_key_title(rows, index)
        if row.role != "text" or row.line.text == employer:
            continue
        if menu_parts(row.line.text) and not has_job_word(row.line.text):
            continue
        score = title_score(row.line, first=first) + _followed_by_header(rows, index)
        first = False
        if score > best_score:
            best, best_score = index, score
    return best if best_score >= GOOD else None


def _as_key_title(rows: Sequence[Placed], index: int) -> int | None:
    """Prefer a line that names the job to a key that repeats it."""
    value = rows[index].value
    for number, row in enumerate(rows[:index]):
        if value and row.role == "text" and value.text.casefold() in row.line.text.casefold():
            return number
    return None


def _followed_by_header(rows: Sequence[Placed], index: int) -> int:
    text = rows[index].line.text
    if text[0].islower() or text[-1] in ".!?;,:" or index + 1 >= len(rows):
        return 0
    after = rows[index + 1]
    return 3 * (after.role == "key" or bool(find_relative(after.line.text)))


def _headings(placed: Sequence[Placed], title: int | None, body: int) -> list[Placed]:
    rows = list(placed)
    start = title + 1 if title is not None else 0
    for index, row in enumerate(rows):
        if index < start or row.role not in {"text", "key", "chrome", "item"}:
            continue
        kind = heading_kind(row.line.text)
        if menu_parts(row.line.text) and not row.line.heading:
            continue
        if row.role == "chrome" and (kind is None or not _heads_prose(rows, index)):
            continue
        if row.role == "item" and (kind is None or not _nothing_but_heading(rows, index)):
            continue
        if row.role == "key" or _QUESTION.match(row.line.text):
            continue
        opened = _heading_with_text(row.line) if row.role == "text" and not kind else None
        if opened:
            rows[index] = opened
            continue
        if kind or _looks_like_heading(rows, index, header=index < body):
            rows[index] = row._replace(role="heading", label=kind or "")
    return rows


def _heads_prose(rows: Sequence[Placed], index: int) -> bool:
    """Tell a heading from an entry of a menu that has the same words ("About us")."""
    line = rows[index].line
    after = rows[index + 1] if index + 1 < len(rows) else None
    prose = after is not None and after.role == "text" and after.line.text[-1] in ".!?"
    long = after is not None and len(after.line.text.split()) >= _PROSE_WORDS
    return line.heading or line.text.endswith(":") or (prose and long)


def _heading_with_text(line: Line) -> Placed | None:
    """Part a line such as ``Responsibilities: You will …`` into its heading and its text."""
    match = _HEADED.fullmatch(line.text)
    kind = heading_kind(match["heading"]) if match else None
    if match is None or not kind or len(match["heading"].split()) > _HEADED_WORDS:
        return None
    start = line.text_start + match.start("text")
    if kind == "pay" and match["text"][-1] not in ".!?" and any(char.isdigit() for char in match["text"]):
        return Placed(line, "key", "pay", Span(start, line.text_end, match["text"]))
    return Placed(line, "heading", kind, Span(start, line.text_end, match["text"]))


def _nothing_but_heading(rows: Sequence[Placed], index: int) -> bool:
    """Tell whether a marked line heads deeper items, as in a profile's categories, and is no item itself."""
    line = rows[index].line
    if len(rows) <= index + 1 or not (line.heading or line.text.endswith(":")):
        return False
    return rows[index + 1].line.marker not in {"", line.marker}


def _looks_like_heading(rows: Sequence[Placed], index: int, *, header: bool) -> bool:
    line = rows[index].line
    words = line.text.split()
    if rows[index].role != "text" or not words or len(words) > _HEADING_WORDS or line.text[-1] in ".;,!":
        return False
    if "://" in line.text:
        return False
    following = next((row for row in rows[index + 1 :] if row.role != "blank"), None)
    if following is None:
        return False
    if line.heading or (line.text.endswith(":") and not header):
        return True
    prose = len(following.line.text.split()) >= _PROSE_WORDS and following.line.text[-1] in ".!?:"
    if line.text.isupper() and sum(char.isalpha() for char in line.text) > 2:  # noqa: PLR2004
        return not header or (prose and line.blanks > 0)
    apart = line.blanks > 0 or (index > 0 and rows[index - 1].role == "item" and not line.marker)
    alone = following.line.blanks > 0 and line.blanks > 0 and following.role in {"text", "heading"}
    alone = alone and any(row.role == "item" for row in rows[:index]) and len(words) <= _ALONE_WORDS
    leads = alone or following.role == "item" or prose or len(following.line.text.split()) > _LONG_WORDS
    return apart and leads and line.text[0].isupper() and (not header or (prose and following.line.blanks == 0))


def _header(placed: list[Placed], title: int, body: int, employer: str | None) -> int:
    """Mark what stands before the title as frame, and the short lines after it as header."""
    for index in range(title):
        row = placed[index]
        if row.role in {"text", "heading", "item"} and not find_relative(row.line.text):
            named = row.line.text == employer if employer else not has_job_word(row.line.text)
            above = index == title - 1 and is_name(row.line.text) and named
            placed[index] = row._replace(role="header" if above else "chrome", label="" if above else "navigation")
    index = title + 1
    while index < len(placed) and (index < body or placed[index].role in {"key", "chrome", "blank"}):
        row = placed[index]
        if row.role == "heading":
            break
        if row.role == "text":
            if len(row.line.text.split()) > (
                _HEADED_LINE_WORDS if " | " in row.line.text else _VALUE_WORDS
            ) or _is_sentence(row.line.text):
                break
            placed[index] = row._replace(role="header")
        index += 1
    return index


def _frame_above(head: Sequence[Placed], placed: list[Placed]) -> None:
    """Mark what stands above the key that names the job as frame, where no line of its own names it."""
    key = next((index for index, row in enumerate(head) if row.role == "key" and row.label == "title"), 0)
    for index in range(key):
        if placed[index].role in {"text", "heading"}:
            placed[index] = placed[index]._replace(role="chrome", label="navigation")


def _dated_lines(placed: list[Placed], body: int) -> None:
    """Take a short dated line right under a key ("Posted on 3 May 2026") for one of the header."""
    for above, index in pairwise(range(min(body, len(placed)))):
        line = placed[index].line
        under = placed[above].role in {"key", "header"} and placed[index].role == "text" and not line.blanks
        dated = any(char.isdigit() for char in line.text) and len(line.text.split()) <= _PROSE_WORDS + 2
        if under and dated and any(header_words(kind).match(line.text) for kind in ("posted", "modified", "deadline")):
            placed[index] = placed[index]._replace(role="header", label="")


def _facts_at_a_glance(placed: list[Placed]) -> None:
    """Take the short lines under a heading such as "At a glance" for header lines."""
    inside = False
    for index, row in enumerate(placed):
        if row.role == "heading" and not (inside and not row.line.blanks):
            inside = row.value is None and normalise_heading(row.line.text) in _facts_headings()
            if inside:
                placed[index] = row._replace(role="chrome", label="navigation")
        elif inside and row.role in {"text", "item", "heading"}:
            inside = len(row.line.text.split()) <= _VALUE_WORDS and not _is_sentence(row.line.text)
            if inside:
                placed[index] = row._replace(role="header", label="")


@cache
def _facts_headings() -> frozenset[str]:
    return frozenset(strings(load_table("header")["facts_headings"]))


def _is_sentence(text: str) -> bool:
    return (
        text[-1] == "."
        and not (text.isupper() or ends_as_firm(text))
        and not (len(text.split()) < _PROSE_WORDS + 2 and find_residence(text))
    )


def _keys_in_body(placed: list[Placed], body: int) -> None:
    """Take a key whose value is a sentence for a heading and its text, once the header is over."""
    for index in range(body, len(placed)):
        row = placed[index]
        if row.role != "key" or row.value is None:
            continue
        kind = heading_kind(row.line.text.partition(":")[0])
        prose = row.value.text[-1] in ".!?" or len(row.value.text.split()) > _VALUE_WORDS
        if row.label in {"url", "apply_url"}:
            prose = "://" not in row.value.text
        if prose and row.label != "requisition":
            under = index > 0 and placed[index - 1].role == "heading" and placed[index - 1].value is None
            opens = kind is not None and not under
            placed[index] = row._replace(role="heading" if opens else "text", label=kind if kind and opens else "")
        elif row.line.marker:
            placed[index] = row._replace(role="item", label="", value=None)


def _starts_inside(placed: Sequence[Placed]) -> bool:
    first = next((row for row in placed if row.role not in {"chrome", "blank"}), None)
    return first is not None and first.role in {"text", "item"}
