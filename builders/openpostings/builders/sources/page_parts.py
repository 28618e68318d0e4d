"""Take a page of HTML apart: what its scripts and its head say, what it shows, and which of that is its frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, cast

from openpostings.builders.normalise.urls import canonical_url
from openpostings.builders.read.draft import Json
from openpostings.builders.read.headings import heading_kind
from openpostings.builders.read.lines import Line, split_lines
from openpostings.builders.read.placed import key_value
from openpostings.builders.read.sections import QUALIFICATIONS
from openpostings.builders.read.titles import GOOD, has_job_word, title_score
from openpostings.builders.sources.jsonld_repair import parse_json_ld
from openpostings.builders.sources.markup import MAX_CHARACTERS, Element, Rendered, render_element
from openpostings.schema.errors import OpenPostingsError

Frames = tuple[tuple[int, int, str], ...]
MAX_SHOWN: Final = 1_000_000
MAX_HEAD: Final = 20_000
MAX_SCRIPTS: Final = 2_000
MAX_SCRIPT_CHARACTERS: Final = 3_000_000
_MAIN_SHARE: Final = 0.4
_LONGEST_TITLE: Final = 300
_LONGEST_URL: Final = 4000
_LEAST_JOBS: Final = 5
_JOB_WORDS: Final = 9
_TELLING: Final = QUALIFICATIONS | {"responsibilities"}


class _Tree(Protocol):
    """A parsed page of resiliparse, which has no types."""

    document: Element
    head: Element | None
    body: Element | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """A page, taken apart.

    Parameters
    ----------
    shown
        What a browser shows, as text.
    frames
        Stretches of it that are the site's frame, in order, without overlap.
    headline
        Its main heading, where that names a job; None where it does not.
    jobs
        Jobs that its headings and links name, where it describes none of them; 0 where it describes one.
    head
        What its head says: ``title``, ``og:title``, ``og:site_name``, ``og:url``, ``canonical``.
    scripts
        Values of its JSON-LD scripts.
    notes
        What was repaired in them.
    """

    shown: str
    frames: Frames
    headline: str | None
    jobs: int
    head: dict[str, Json]
    scripts: tuple[Json, ...]
    notes: tuple[str, ...]


def take_apart(markup: str) -> PageParts:
    """Take a page apart.

    Parameters
    ----------
    markup
        The page; anything is accepted, as browsers do.

    Raises
    ------
    OpenPostingsError
        Where it is larger than a page can be.
    """
    if len(markup) > MAX_CHARACTERS:
        raise OpenPostingsError(
            f"expected at most {MAX_CHARACTERS} characters of HTML, got {len(markup)}", hint="give one page in one file"
        )
    # Imported late: an extension module that only pages need.
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415

    tree = cast("_Tree", HTMLTree.parse(markup))
    rendered = render_element(tree.body) if tree.body is not None else Rendered("")
    if len(rendered.text) > MAX_SHOWN:
        raise OpenPostingsError(f"expected a page of at most {MAX_SHOWN} characters, got {len(rendered.text)}")
    # The lists of elements that the library gives are walked through from their start for each one: not used.
    in_head = [] if tree.head is None else list(_below(tree.head))
    scripts, notes = _scripts([*(one for one in in_head if one.tag == "script"), *rendered.scripts])
    head = _head(tree, in_head)
    lines = [line for line in split_lines(rendered.text) if line.text and (line.heading or line.marker)]
    return PageParts(
        shown=rendered.text,
        frames=_frames(rendered),
        headline=_headline(rendered, lines, head),
        jobs=_listed_jobs(lines),
        head=head,
        scripts=scripts,
        notes=notes,
    )


def _below(element: Element) -> Iterator[Element]:
    """Give the elements in the head of a page."""
    stack = [element.first_child]
    for _ in range(MAX_HEAD):
        if not stack:
            return
        node = stack.pop()
        if node is not None:
            stack += [node.next, node.first_child]
            if not node.tag.startswith("#"):
                yield node


def _scripts(elements: Sequence[Element]) -> tuple[tuple[Json, ...], tuple[str, ...]]:
    values: list[Json] = []
    notes: list[str] = []
    read = size = 0
    for script in elements:
        kind = (script.getattr("type") or "").partition(";")[0].strip().casefold()
        if kind != "application/ld+json":
            continue
        text = script.text
        read, size = read + 1, size + len(text)
        if read > MAX_SCRIPTS or size > MAX_SCRIPT_CHARACTERS:
            notes.append("JSON-LD: scripts beyond the first left out")
            break
        found, told = parse_json_ld(text)
        values += found
        notes += told
    return tuple(values), tuple(dict.fromkeys(notes))


def _head(tree: _Tree, elements: Sequence[Element]) -> dict[str, Json]:
    head: dict[str, Json] = {}
    for element in elements:
        if element.tag == "meta":
            name = (element.getattr("property") or element.getattr("name") or "").casefold()
            content = " ".join((element.getattr("content") or "").split())
            if name in {"og:title", "og:site_name", "og:url"} and content:
                head.setdefault(name, content[:_LONGEST_TITLE])
        elif element.tag == "link" and (element.getattr("rel") or "").casefold() == "canonical":
            head.setdefault("canonical", canonical_url((element.getattr("href") or "")[:_LONGEST_URL]))
    head["title"] = " ".join((tree.title or "")[:_LONGEST_URL].split())[:_LONGEST_TITLE]
    return {name: value for name, value in head.items() if value}


def _headline(rendered: Rendered, lines: Sequence[Line], head: dict[str, Json]) -> str | None:
    """Give the heading that names the job: one that the page's own title repeats, or one with a word for a job."""
    titles = " ".join(str(head.get(name, "")) for name in ("title", "og:title")).casefold()
    outside = [(start, end) for start, end, label in rendered.frames if label in {"navigation", "footer", "action"}]
    best, best_score = None, 0
    for line in lines:
        if not line.heading or len(line.text) > _LONGEST_TITLE:
            continue
        if any(start <= line.start < end for start, end in outside):
            continue
        job = has_job_word(line.text)
        score = 2 * (line.text.casefold() in titles) + 2 * job + (title_score(line, first=False) >= GOOD)
        if score > best_score and (job or rendered.text[line.start : line.start + 2] == "##"):
            best, best_score = line.text, score
    return best if best_score > 1 else None


def _listed_jobs(lines: Sequence[Line]) -> int:
    """Count the jobs that a list names: headings and items of few words, and no heading that tells of one job."""
    headings = [line for line in lines if line.heading]
    if any(heading_kind(line.text) in _TELLING for line in headings):
        return 0
    named = {line.text.casefold() for line in lines if title_score(line, first=False) >= GOOD or _is_job(line.text)}
    return len(named) if len(named) >= _LEAST_JOBS and len(named) * 5 >= len(lines) else 0


def _is_job(text: str) -> bool:
    return len(text.split()) <= _JOB_WORDS and text[-1] not in ".!?:;," and has_job_word(text)


def _frames(rendered: Rendered) -> Frames:
    """Choose the stretches that are frame: what elements say is frame, and what stands outside of the main content."""
    size = len(rendered.text)
    mains = [(start, end) for start, end, label in rendered.frames if label == "main"]
    found = [(start, end, label) for start, end, label in rendered.frames if label not in {"main", "aside"}]
    found += [
        (start, end, "related")
        for start, end, label in rendered.frames
        if label == "aside" and not _has_keys(rendered.text[start:end])
    ]
    if len(mains) == 1 and mains[0][1] - mains[0][0] >= size * _MAIN_SHARE:
        start, end = mains[0]
        found += [(0, start, "navigation"), (end, size, "footer")]
    return merged(tuple(found))


def merged(frames: Frames) -> Frames:
    """Put stretches in order and take out what two of them share: the first to begin keeps it."""
    return tuple(_apart(sorted((one for one in frames if one[0] < one[1]), key=lambda one: (one[0], -one[1]))))


def _has_keys(text: str) -> bool:
    """Tell a box beside the text that holds facts about the job."""
    return any(key_value(line) is not None for line in split_lines(text))


def _apart(frames: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    at = 0
    for start, end, label in frames:
        if end > at:
            yield max(start, at), end, label
            at = end
