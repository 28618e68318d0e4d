"""Cut a page into sections by what each stretch says, whatever its heading claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from openpostings.builders.read.cues import opens_no_duty, paragraph_kind, sentence_cue, strong_cue
from openpostings.builders.read.headings import normalise_heading
from openpostings.builders.read.passages import Entry, Passage, passages
from openpostings.builders.read.patterns import pattern
from openpostings.builders.read.placed import Placed
from openpostings.builders.read.sentences import Span

QUALIFICATIONS: Final = frozenset({"minimum_qualifications", "preferred_qualifications", "qualifications"})
_LISTS: Final = QUALIFICATIONS | {"responsibilities", "benefits"}
_PROSE_WORDS: Final = 8
_SOFT: Final = frozenset({"about_employer", "overview", "team", "other", "programme"})


@dataclass(slots=True)
class Part:
    """One section.

    Parameters
    ----------
    kind
        What it says, a member of the section kinds.
    heading
        Its heading as written, without marks and colon; None where it has none.
    start, end
        Span in the source text, heading included.
    entries
        Its bullets, or its lines where these are bullets without a mark.
    spans
        Its sentences outside lists.
    aside
        Whether it answers questions or speaks of other openings, so that its facts need not be this job's.
    """

    kind: str
    heading: str | None
    start: int
    end: int
    entries: list[Entry] = field(default_factory=list[Entry])
    spans: list[Span] = field(default_factory=list[Span])
    aside: bool = False

    @property
    def sentences(self) -> list[Span]:
        """All that it says, bullets and prose, in the order of the text."""
        items = [Span(entry.start, entry.end, entry.text) for entry in self.entries]
        return sorted([*self.spans, *items], key=lambda span: span.start)


@dataclass(slots=True)
class _Segment:
    """A heading and all that follows it up to the next."""

    heading: Placed | None
    kind: str | None
    passages: list[Passage]
    repeated: bool = False
    aside: bool = False
    opened: bool = False
    turned: bool = False
    last: str | None = None


def heading_text(row: Placed) -> str:
    """Give a heading as it is recorded: white space folded, without the colon behind it."""
    text = row.line.text if row.value is None else row.line.text.partition(":")[0]
    return " ".join(text.split()).strip("*_# ").rstrip(":").strip("*_ ")


def find_sections(placed: Sequence[Placed], employer: str | None) -> list[Part]:
    """Cut the body of a page into sections.

    Parameters
    ----------
    placed
        The lines with their roles.
    employer
        Name of the employer where it is known: a paragraph that begins with it is about the employer.
    """
    parts: list[Part] = []
    segments = list(_segments(placed))
    claims = [segment.kind for segment in segments if segment.passages]
    for segment in segments:
        segment.repeated = claims.count("responsibilities") > 1
        segment.aside = segment.heading is not None and _is_aside(segment.heading)
        for number, passage in enumerate(segment.passages):
            kind, keeps = _kind(segment, passage, first=number == 0, employer=employer)
            segment.last = kind
            _append(parts, segment, passage, kind, keeps=keeps)
            segment.turned = number == 0 and segment.kind == "overview" and kind == "about_employer"
    return parts


def _is_notice(passage: Passage) -> bool:
    """Tell a notice of the employer that stands behind questions or other openings, and is not one of them."""
    return passage.apart and any(pattern("equal_opportunity").search(span.text) for span in passage.spans)


def _is_aside(heading: Placed) -> bool:
    return pattern("aside_heading").fullmatch(normalise_heading(heading_text(heading))) is not None


def _segments(placed: Sequence[Placed]) -> Iterator[_Segment]:
    heading: Placed | None = None
    outer: str | None = None
    rows: list[Placed] = []
    for row in placed:
        if row.role in {"heading", "key", "title", "header"}:
            if rows or (heading is not None and row.role != "heading"):
                yield _Segment(heading, _claim(heading, outer), passages(rows, _claim(heading, outer)))
                outer = None
            elif heading is not None:
                outer = heading.label or outer
            rows = []
            heading = row if row.role == "heading" else None
            outer = outer if row.role == "heading" else None
            if row.role == "heading" and row.value is not None:
                rows.append(row)
        elif row.role in {"item", "text"} or (row.role == "chrome" and rows):
            rows.append(row)
    if rows or heading is not None:
        yield _Segment(heading, _claim(heading, outer), passages(rows, _claim(heading, outer)))


def _claim(heading: Placed | None, outer: str | None) -> str | None:
    return None if heading is None else heading.label or outer


def _kind(segment: _Segment, passage: Passage, *, first: bool, employer: str | None) -> tuple[str, bool]:
    """Give the kind of a passage, and whether the heading above is its heading."""
    if segment.aside and not _is_notice(passage):
        return "other", True
    if passage.entries:
        return _entries_kind(segment, passage, first=first)
    claim = segment.kind
    own = _own_kind(passage, employer, headed=segment.heading is not None)
    if claim is None:
        return own if passage.inline or segment.last not in _SOFT or _tells(passage) else segment.last or own, first
    strong = next((cue for span in passage.spans if (cue := strong_cue(span.text))), None)
    if passage.inline and strong is None and not first:
        return segment.last or claim, segment.last == claim
    if claim == "responsibilities" and _refuted(segment, passage):
        return (strong, False) if strong and not first else ("overview", True)
    if strong is None or strong == claim:
        return _without_strong_cue(segment, passage, claim, own, first=first)
    if first:
        speaks = (claim in _SOFT and strong == "legal") or (claim == "benefits" and strong == "pay")
        return (strong, True) if speaks else (claim, True)
    return strong, False


def _is_praise(segment: _Segment) -> bool:
    """Tell a heading such as "Why join us", which claims perks and may head anything, from "Benefits"."""
    return segment.heading is None or pattern("benefits_heading").search(heading_text(segment.heading)) is None


def _heads_programme(segment: _Segment) -> bool:
    """Tell a heading that may head the dates of a programme: "About the co-op", "The internship at a glance"."""
    return (
        segment.heading is not None and pattern("programme_heading").search(heading_text(segment.heading)) is not None
    )


def _is_programme(passage: Passage) -> bool:
    """Tell a paragraph that is about dates and length from its first word to its last."""
    cues = [sentence_cue(span.text) for span in passage.spans]
    return len(cues) > 1 and cues[0] == "programme" and set(cues) <= {"programme", None}


def _entries_kind(segment: _Segment, passage: Passage, *, first: bool) -> tuple[str, bool]:
    paying = sum(strong_cue(entry.text) == "pay" for entry in passage.entries)
    if segment.kind == "pay" and paying * 2 < len(passage.entries):
        return "benefits", first
    return _list_kind(segment, passage), True


def _without_strong_cue(segment: _Segment, passage: Passage, claim: str, own: str, *, first: bool) -> tuple[str, bool]:
    """Let prose speak of something else than its heading where its own wording is plain."""
    listed = any(other.entries for other in segment.passages)
    if first:
        if claim == "overview" and _heads_programme(segment) and _is_programme(passage):
            segment.kind = "programme"
            return segment.kind, True
        lies = claim == "benefits" and (_is_praise(segment) or own in _SOFT)
        if lies and not listed and paragraph_kind(passage.spans) not in {"benefits", "pay"}:
            # "Why join us" heads a praise of the employer as often as a list of perks.
            segment.kind = "about_employer" if own == "other" else own
            return segment.kind, True
        about = own == "about_employer" and (claim == "overview" or (claim in QUALIFICATIONS and not listed))
        return own if about else claim, True
    if listed and claim in _LISTS and passage.apart and own in {*_SOFT, "pay"} - {"other"}:
        return own, False
    opens = sentence_cue(passage.spans[0].text)
    turns = passage.apart and claim in _SOFT | {"pay"} and opens in {"programme", "benefits"} and opens != claim
    if turns:
        return str(opens), False
    if segment.turned and own != "programme":
        return own if own != "other" else claim, False
    return claim, True


def _own_kind(passage: Passage, employer: str | None, *, headed: bool) -> str:
    kind = paragraph_kind(passage.spans)
    opens = passage.spans[0].text.removeprefix("The ")
    about = employer is not None and opens.casefold().startswith(employer.casefold())
    if about and kind not in {"legal", "pay", "application", "programme", "overview", "benefits"}:
        return "about_employer"
    prose = len(passage.spans) > 1 or len(opens.split()) > _PROSE_WORDS
    return kind or ("overview" if prose and not headed else "other")


def _tells(passage: Passage) -> bool:
    """Tell whether the wording of a paragraph says what it speaks of."""
    return any(sentence_cue(span.text) for span in passage.spans)


def _refuted(segment: _Segment, passage: Passage) -> bool:
    """Tell whether prose under a heading of duties names none, while duties stand elsewhere."""
    cues = [sentence_cue(span.text) for span in passage.spans]
    if "responsibilities" in cues and cues[0] in {"responsibilities", None}:
        return False
    listed = any(other.entries for other in segment.passages)
    return segment.repeated or (not listed and any(cue in _SOFT for cue in cues)) or (any(cues) and listed)


def _list_kind(segment: _Segment, passage: Passage) -> str:
    if segment.kind and (segment.kind != "overview" or not _are_duties(passage)):
        return segment.kind
    if segment.kind:
        return "responsibilities"
    cues = [cue for entry in passage.entries if (cue := sentence_cue(entry.text))]
    if passage.spans and (lead := sentence_cue(passage.spans[0].text)):
        return lead
    named = [cue for cue in cues if cue in QUALIFICATIONS or cue in {"benefits", "responsibilities"}]
    if len(named) * 3 >= len(passage.entries):
        return max(named, key=named.count)
    return "other"


def _are_duties(passage: Passage) -> bool:
    """Tell a list of things to do: each item opens with a word for doing, and none asks for anything."""
    words = [entry.text.split()[0] for entry in passage.entries]
    doing = [word for word in words if word.isalpha() and not opens_no_duty(word)]
    cues = {sentence_cue(entry.text) for entry in passage.entries}
    return len(words) > 1 and len(doing) == len(words) and not cues & QUALIFICATIONS


def _append(parts: list[Part], segment: _Segment, passage: Passage, kind: str, *, keeps: bool) -> None:
    """Add a passage to the last section where it goes on; else open one, under its heading where it is the first."""
    heading = segment.heading if keeps else None
    last = parts[-1] if parts else None
    aside = segment.aside and kind == "other"
    opens = heading is not None and not segment.opened
    goes_on = last is not None and last.kind == kind and not opens and last.aside == aside
    if last is None or not goes_on:
        start = heading.line.start if heading is not None and opens else passage.start
        named = heading_text(heading) if heading is not None and opens else None
        last = Part(kind, named, start, passage.end, aside=aside)
        parts.append(last)
    segment.opened = segment.opened or heading is not None
    last.end = max(last.end, passage.end)
    last.entries.extend(passage.entries)
    last.spans.extend(passage.spans)
