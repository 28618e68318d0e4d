"""Group the lines under a heading into paragraphs and lists, bullets over several lines and nested bullets included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from openpostings.builders.read.cues import sentence_cue
from openpostings.builders.read.lines import Line
from openpostings.builders.read.placed import Placed
from openpostings.builders.read.sentences import Span, sentences

_LISTED: Final = frozenset(
    {"responsibilities", "minimum_qualifications", "preferred_qualifications", "qualifications", "benefits"}
)
_FOOTNOTE_WORDS: Final = 12
_ITEM_WORDS: Final = 40
_MANY_SENTENCES: Final = 6
_MANY_KINDS: Final = 4
_MAX_DEPTH: Final = 16


class Entry(NamedTuple):
    """One bullet: its span without the mark, its text with white space folded, its depth from 0."""

    start: int
    end: int
    text: str
    depth: int


@dataclass(slots=True)
class Passage:
    """A paragraph (``spans``) or a list (``entries``); ``apart`` where an empty line stands before it.

    ``inline`` is one sentence of a line that was joined from several, so that its paragraph is not known.
    """

    start: int
    end: int
    apart: bool
    entries: list[Entry] = field(default_factory=list[Entry])
    spans: list[Span] = field(default_factory=list[Span])
    inline: bool = False


@dataclass(slots=True)
class _Bullet:
    line: Line
    end: int
    parts: list[str]


def passages(rows: Sequence[Placed], kind: str | None) -> list[Passage]:
    """Group lines into passages.

    Parameters
    ----------
    rows
        Items and texts under one heading, in order; a heading row with a value stands for its value. Frame between
        them ends a paragraph, but not a list.
    kind
        Kind of section that the heading claims: short lines under duties or requirements are bullets without a mark.
    """
    groups: list[list[Placed]] = []
    framed = False
    for row in rows:
        if row.role == "chrome":
            framed = True
            continue
        if groups and _joins(groups[-1], row, kind) and (not framed or row.role == "item"):
            groups[-1].append(row)
        else:
            groups.append([row])
        framed = False
    found: list[Passage] = []
    marked = any(row.role == "item" for row in rows)
    for group in groups:
        found.extend(_passages(group, kind, marked=marked))
    return found


def _is_footnote(group: Sequence[Placed], row: Placed) -> bool:
    """Tell a remark behind a list, marked with an asterisk, from a bullet of it."""
    words = row.line.text.split()
    return (
        row.line.blanks > 0
        and len(words) > _FOOTNOTE_WORDS
        and all(other.line.marker != row.line.marker for other in group)
        and row.line.marker in {"*", "+"}
    )


def _joins(group: Sequence[Placed], row: Placed, kind: str | None) -> bool:
    last = group[-1]
    if last.role == "heading" or row.role == "heading":
        return False
    if row.role == "item":
        return group[0].role == "item" and not _is_footnote(group, row)
    if last.line.inline or row.line.inline:
        return False
    lower = row.line.text[0].islower()
    if row.line.blanks:
        return False
    if group[0].role == "item":
        return (
            lower
            or row.line.indent > last.line.indent
            or (last.role == "text" and row.line.indent == last.line.indent > 0)
        )
    return lower or last.line.text[-1] in ",–—" or (kind in _LISTED and row.role == "text")


def _passages(group: list[Placed], kind: str | None, *, marked: bool) -> list[Passage]:
    first, last = group[0].line, group[-1].line
    if group[0].role == "heading":
        value = group[0].value
        if value is None:
            return []
        return _prose(Passage(value.start, value.end, apart=False), value.text, inline=True)
    passage = Passage(first.start, last.end, apart=first.blanks > 0)
    lone = (
        len(group) == 1
        and len(first.text.split()) > _FOOTNOTE_WORDS
        and first.marker in {"*", "+"}
        and kind not in _LISTED
    )
    if group[0].role == "item" and not lone:
        passage.entries = _entries(_bullets(group))
        return [passage]
    if kind in _LISTED and not marked and _unmarked_list(group):
        passage.entries = _entries(_bullets(group))
        return [passage]
    text = _source(group)
    return _prose(passage, text, inline=first.inline or (kind is None and _is_mixed(text)))


def _is_mixed(text: str) -> bool:
    """Tell one paragraph that says everything from a paragraph of a page."""
    cues = [sentence_cue(span.text) for span in sentences(text)]
    return len(cues) >= _MANY_SENTENCES and len({cue for cue in cues if cue}) >= _MANY_KINDS


def _source(group: Sequence[Placed]) -> str:
    """Join wrapped lines with as many blanks as lie between them, so that spans stay true."""
    pieces = [group[0].line.text]
    for before, after in pairwise(group):
        pieces += [" " * (after.line.text_start - before.line.text_end), after.line.text]
    return "".join(pieces)


def _prose(passage: Passage, text: str, *, inline: bool) -> list[Passage]:
    offset = passage.end - len(text) if inline and len(text) < passage.end - passage.start else passage.start
    spans = sentences(text, offset)
    if not inline:
        passage.spans = spans
        return [passage]
    # A line that was joined from several has lost its paragraphs: each sentence may turn to something else.
    return [
        Passage(span.start, span.end, apart=number > 0, spans=[span], inline=True) for number, span in enumerate(spans)
    ]


def _unmarked_list(group: Sequence[Placed]) -> bool:
    """Tell lines that are bullets without a mark from prose: several, each one sentence or less."""
    texts = [row.line.text for row in group]
    starts = [text for text in texts if not text[0].islower()]
    if len(starts) == 1:
        return len(texts) == 1 and texts[0][-1] not in ".!?:" and len(texts[0].split()) <= _ITEM_WORDS
    return all(len(sentences(text)) == 1 for text in texts)


def _bullets(group: Sequence[Placed]) -> list[_Bullet]:
    bullets: list[_Bullet] = []
    for row in group:
        line = row.line
        if bullets and not line.marker and (line.text[0].islower() or bullets[-1].line.marker):
            bullets[-1].end = line.text_end
            bullets[-1].parts.append(line.text)
        else:
            bullets.append(_Bullet(line, line.text_end, [line.text]))
    return bullets


def _entries(bullets: Sequence[_Bullet]) -> list[Entry]:
    entries: list[Entry] = []
    stack: list[tuple[int, str]] = []
    before = ""
    for bullet in bullets:
        place = (bullet.line.indent, bullet.line.marker)
        _climb(stack, place, nests=before.endswith(":"))
        before = bullet.parts[-1]
        text = " ".join(" ".join(bullet.parts).split())
        entries.append(Entry(bullet.line.text_start, bullet.end, text, min(len(stack) - 1, _MAX_DEPTH)))
    return entries


def _climb(stack: list[tuple[int, str]], place: tuple[int, str], *, nests: bool) -> None:
    """Move a stack of (indent, mark) to the level that an item with this indent and mark stands on."""
    indent, marker = place
    while len(stack) > 1 and indent < stack[-1][0]:
        stack.pop()
    if not stack or indent > stack[-1][0] + (0 if marker != stack[-1][1] else 1):
        stack.append(place)
    elif marker != stack[-1][1]:
        levels = [level for level, other in enumerate(stack) if other[1] == marker]
        if levels:
            del stack[levels[-1] + 1 :]
        elif nests or (stack[-1][1] in {"1.", "1)", "(1)", "a.", "(a)"} and marker in {"-", "*", "•", "◦", "–", "+"}):
            stack.append(place)
