"""HTML pages: what their scripts and attributes say of a posting, and what they show, cross-checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from openpostings.builders.read.document import even_blanks
from openpostings.builders.read.draft import Json
from openpostings.builders.read.sheet import Kind, Sheet
from openpostings.builders.sources.anchors import around
from openpostings.builders.sources.base import AGAIN, BODY, Carrier, Field, Refused
from openpostings.builders.sources.embedded import embedded_postings
from openpostings.builders.sources.jsonld import find_postings
from openpostings.builders.sources.page_parts import PageParts, merged, take_apart
from openpostings.builders.sources.page_title import employer_in_title
from openpostings.builders.sources.schema_org import lost, prepare, sheet_of, trusted
from openpostings.builders.sources.schema_parts import named
from openpostings.builders.sources.sheets import Written, write_sheet
from openpostings.builders.sources.templates import find_template
from openpostings.builders.sources.values import as_written, canonical

_PAGE: Final = "@page"
_SHOWN: Final = ("og:title", "og:url", "og:site_name", "canonical")
_HEAD: Final = (
    Field(f"/{_PAGE}/canonical", canonical("source/url")),
    Field(f"/{_PAGE}/og:site_name", as_written("source/publisher")),
    Field(f"/{_PAGE}/shown", BODY),
)


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page, or a piece of one, as a browser gets it."""

    name: str = "html"
    carrier: Carrier = "html"
    accepts: str = "A page of HTML: JSON-LD, Microdata and RDFa with JobPosting, and the text that it shows."
    crosswalk: tuple[Field, ...] = _HEAD
    kind: Kind = "page"

    @property
    def loses(self) -> tuple[tuple[str, str], ...]:
        """Values that the record has no field for; see ``Source``."""
        return lost()

    def recognises(self, document: object) -> int:
        """Take any HTML; see ``Source``."""
        return int(isinstance(document, str))

    def sheets(self, document: object) -> Iterator[Sheet | Refused]:
        """Give the posting of a page, or those of a list of described ones; see ``Source``."""
        parts = take_apart(str(document))
        nodes = _unique(node for script in parts.scripts for _, node in find_postings(script))
        notes = parts.notes
        if not nodes:
            found, told = embedded_postings(str(document))
            nodes, notes = _unique(iter(found)), (*notes, *told)
        described = [node for node in nodes if node.get("description")]
        if len(nodes) > 1 and len(described) != 1:
            yield from _listed(nodes)
        elif not nodes and parts.jobs:
            yield Refused("", "job_list", f"{parts.jobs} jobs named, none described")
        else:
            yield _page(parts, (described or nodes or [{}])[0], notes)


def _unique(nodes: Iterator[dict[str, Json]]) -> list[dict[str, Json]]:
    """Leave out nodes that a page gives twice."""
    found: dict[tuple[str, str, str], dict[str, Json]] = {}
    for node in nodes:
        told = (named(node.get("title")) or named(node.get("name")), str(node.get("url")), str(node.get("description")))
        found.setdefault(told, node)
    return list(found.values())


def _listed(nodes: list[dict[str, Json]]) -> Iterator[Sheet | Refused]:
    if not any(node.get("description") for node in nodes):
        yield Refused("", "job_list", f"{len(nodes)} postings without a description")
        return
    for number, node in enumerate(nodes):
        where = f"posting {number + 1}"
        if node.get("description"):
            yield sheet_of(where, node)
        else:
            yield Refused(where, "job_list", "named in a list, not described")


def _page(parts: PageParts, node: dict[str, Json], notes: tuple[str, ...]) -> Sheet:
    shown, frames = parts.shown, parts.frames
    ready = prepare(node, shown) if node else None
    title = named(node.get("title")) or named(node.get("name"))
    if ready and not ready.told:
        # The page shows other things than its posting, which is drawn later or stands behind a button.
        frames = ((0, len(shown), "navigation"),) if shown else ()
    elif isinstance(node.get("description"), str):
        frames = merged((*frames, *around(shown, str(node["description"]), title)))
    template = None if node else find_template(even_blanks(shown))
    frames = merged((*frames, *template[1])) if template else frames
    named_there = None if node else employer_in_title(parts)
    kept = named_there[0] if named_there else ""
    head = {name: value for name, value in parts.head.items() if name in (kept, *_SHOWN)}
    record: dict[str, Json] = {**(ready.record if ready else {}), _PAGE: head}
    rows = ready.crosswalk if ready else ()
    if named_there:
        rows = (Field(f"/{_PAGE}/{kept}", named_there[1]), *rows)
    again = tuple(Field(f"/{_PAGE}/{name}", AGAIN) for name in ("og:title", "og:url"))
    written = write_sheet(record, (*rows, *_HEAD, *again), lost())
    text, body, frames = _with_shown(written, shown, frames)
    return Sheet(
        text=text,
        rows=written.rows,
        claims=written.claims,
        body=body,
        page=bool(shown) and (ready is None or ready.told),
        frames=frames,
        headline=title or parts.headline,
        site=template[0].site if template else "",
        kind="page",
        media_type="text/html",
        notes=notes,
        trusted_id=bool(node) and trusted(node),
    )


def _with_shown(
    written: Written, shown: str, frames: tuple[tuple[int, int, str], ...]
) -> tuple[str, int, tuple[tuple[int, int, str], ...]]:
    """Put what the page shows before the texts that it does not show; its spans move along."""
    if not shown:
        return written.text, written.body, ()
    head, rest = written.text[: written.body], written.text[written.body :]
    head = head if rest or not head else f"{head}\n"
    text = f"{head}{shown}" + (f"\n\n{rest}" if rest else "")
    return text, len(head), tuple((start + len(head), end + len(head), label) for start, end, label in frames)


SOURCE: Final = HtmlPage()
