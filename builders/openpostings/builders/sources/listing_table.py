"""Tables of contributed job lists, as their papers show them: Markdown's or HTML's, one row a job."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.authorization import find_authorization
from openpostings.builders.normalise.wording import mapping
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.sheet import Kind, Sheet
from openpostings.builders.sources.base import AGAIN, Carrier, Field, Node, Refused
from openpostings.builders.sources.grids import find_grids
from openpostings.builders.sources.listing_rows import ListedRow, RowReader, legend, roles
from openpostings.builders.sources.listing_values import address, category, education, home_page, listed_place
from openpostings.builders.sources.sheets import write_sheet
from openpostings.builders.sources.values import claimed
from openpostings.builders.tables import load_table, strings

_SURE: Final = 10
_KEYS: Final = {
    "title": "title",
    "posted": "posted",
    "term": "term",
    "deadline": "deadline",
    "pay": "pay",
    "workplace": "workplace",
    "employment_type": "employment_type",
    "level": "experience_level",
}
_LOST: Final = (
    ("/links/*", "other pages about the same job"),
    ("/section", "a heading that names no kind of work"),
)


@cache
def _table(name: str) -> Mapping[str, object]:
    return mapping(load_table("listing_tables")[name])


@cache
def _category() -> re.Pattern[str]:
    return re.compile(str(load_table("listing_tables")["category"]), re.IGNORECASE)


def _section(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the heading above a table, where it names a kind of work."""
    found = _category().fullmatch(node.text)
    name = " ".join(found["name"].split()) if found else ""
    words = {word.strip(",&/+").casefold() for word in name.split()}
    if name and words.isdisjoint(strings(load_table("listing_tables")["no_category"])):
        part = Node(node.pointer, name, node.start, node.end, name, node.record)
        yield from category(part)


def _inactive(node: Node) -> Iterator[tuple[str, Claim]]:
    yield "status", claimed(node, "closed", "listing.heading")


def _note(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read what a note says of visas and citizenship."""
    for found in find_authorization(node.text):
        start = node.start + found.start
        claim = claimed(node, found.value.value, "listing.note")
        yield (
            f"work_authorization/{found.value.gate}",
            Claim(claim.value, start, node.start + found.end, claim.method, "stated", None, claim.rank),
        )


def _mark(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read a mark that is known."""
    row = mapping(_table("marks")[str(node.value)])
    for value in strings(row["values"]):
        written = education(value) if row["field"] == "education_requirements" else value
        yield str(row["field"]), claimed(node, written, "listing.mark")


@dataclass(frozen=True, slots=True)
class ListingTables:
    """The papers of contributed lists."""

    name: str = "listing-table"
    carrier: Carrier = "text"
    accepts: str = (
        "The README of a contributed job list: Markdown or HTML tables with a company, a role and a link or place."
    )
    kind: Kind = "listing"
    crosswalk: tuple[Field, ...] = ()
    loses: tuple[tuple[str, str], ...] = _LOST

    def recognises(self, document: object) -> int:
        """Look for a table with a company, a role and a third thing; see ``Source``."""
        if not isinstance(document, str) or ("|" not in document and "<t" not in document):
            return 0
        return _SURE if any(roles(grid.header) for grid in find_grids(document)) else 0

    def sheets(self, document: object) -> Iterator[Sheet | Refused]:
        """Give the rows of all tables that are lists of jobs; see ``Source``."""
        text = str(document)
        meanings = legend(text)
        for grid in find_grids(text):
            known = roles(grid.header)
            if known is None:
                continue
            fields = _fields(grid.header, known)
            for row in RowReader(grid, known).rows():
                yield self._sheet(row, (*fields, *_marks(row.record, meanings)))

    def _sheet(self, row: ListedRow, fields: Sequence[Field]) -> Sheet | Refused:
        where = f"line {row.line}"
        if row.broken:
            return Refused(where, "broken", row.broken)
        written = write_sheet(row.record, fields, _loses(row.record))
        return Sheet(
            text=written.text,
            rows=written.rows,
            claims=written.claims,
            body=written.body,
            site=self.name,
            kind=self.kind,
            media_type="text/markdown",
            where=where,
            trusted_id=False,
        )


def _marks(record: Mapping[str, Json], meanings: Mapping[str, str]) -> Iterator[Field]:
    """Give a row of the crosswalk for each known mark, unless the list's own legend says something else of it."""
    for index, mark in enumerate(cast("list[str]", record.get("marks", []))):
        known = _table("marks").get(mark)
        said = meanings.get(mark, "")
        if known is not None and (not said or any(word in said for word in strings(mapping(known)["words"]))):
            yield Field(f"/marks/{index}", _mark)


def _fields(header: Sequence[str], known: Sequence[str]) -> tuple[Field, ...]:
    found = [
        Field("/section", _section),
        Field("/inactive", _inactive),
        Field("/link", address),
    ]
    for head, role in zip(header, known, strict=True):
        at = "/" + head.replace("~", "~0").replace("/", "~1")
        if role == "employer":
            found += [Field(at, "employer"), Field(f"{at} above", "employer"), Field(f"{at} link", home_page)]
        elif role == "place":
            found.append(Field(f"{at}/*", listed_place))
        elif role == "note":
            found.append(Field(at, _note))
        elif role == "link":
            found.append(Field(at, AGAIN))
        elif role in _KEYS:
            found.append(Field(at, _KEYS[role]))
    return tuple(found)


def _loses(record: Mapping[str, object]) -> list[tuple[str, str]]:
    """Name the marks of a row that are known to say nothing of the job, and the list's pages about employers."""
    idle = _table("idle")
    marks = cast("list[str]", record.get("marks", []))
    told = [(f"/marks/{index}", str(idle[mark])) for index, mark in enumerate(marks) if mark in idle]
    pages = [(f"/{name}", "a page of the list about the employer") for name in record if name.endswith(" link")]
    return [*_LOST, *told, *pages]


SOURCE: Final = ListingTables()
