"""Feeds of jobs in XML: RSS and Atom, and lists whose elements are jobs (``<offers>``, ``<jobs>``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final, cast
from xml.etree import ElementTree as ET

from openpostings.builders.read.draft import Json
from openpostings.builders.read.refuse import Reason
from openpostings.builders.read.sheet import Kind, Sheet
from openpostings.builders.sources.base import AGAIN, BODY, Carrier, Field, Refused
from openpostings.builders.sources.markup import as_text
from openpostings.builders.sources.schema_places import workplace
from openpostings.builders.sources.schema_values import employment
from openpostings.builders.sources.sheets import write_sheet
from openpostings.builders.sources.values import as_written, canonical
from openpostings.builders.sources.xml_tree import as_record, local_name
from openpostings.builders.tables import load_table, strings

_SURE: Final = 3
_LEAST: Final = 40
"""Letters of a text that describes a job; a teaser is shorter."""

_RSS: Final = (
    Field("/title", "title"),
    Field("/title/#text", "title"),
    Field("/link", canonical("source/url")),
    Field("/link/@href", canonical("source/url")),
    Field("/link/*/@href", canonical("source/url")),
    Field("/guid", canonical("source/url")),
    Field("/guid/#text", canonical("source/url")),
    Field("/pubDate", "posted"),
    Field("/published", "posted"),
    Field("/date", "posted"),
    Field("/updated", "modified"),
    Field("/company", "employer"),
    Field("/creator", AGAIN),
    Field("/location", "place"),
    Field("/region", "place"),
    Field("/type", "employment_type"),
    Field("/salary", "pay"),
    Field("/expires", "deadline"),
    Field("/encoded", BODY),
    Field("/content/#text", BODY, otherwise=True),
    Field("/content", BODY, otherwise=True),
    Field("/description", BODY, otherwise=True),
    Field("/summary", BODY, otherwise=True),
    Field("/summary/#text", BODY, otherwise=True),
)


@cache
def _names(field: str) -> tuple[str, ...]:
    return strings(cast("dict[str, object]", load_table("feeds")["elements"])[field])


@cache
def _offers() -> tuple[Field, ...]:
    """Make the crosswalk of lists of jobs from the names that their elements have."""
    keys = [
        Field(f"/{name}{below}", key)
        for key in ("title", "employer", "place", "pay", "posted", "modified", "deadline", "start", "hours", "unit",
                    "requisition", "industry", "experience_level")
        for name in _names(key)
        for below in ("", "/name", "/*", "/*/name", "/*/*")
    ]  # fmt: skip
    values: list[Field] = [
        *(Field(f"/{name}{below}", employment) for name in _names("employment_type") for below in ("/*/*", "/*", "")),
        *(Field(f"/{name}{below}", workplace) for name in _names("employment_type") for below in ("/*/*", "/*", "")),
        *(Field(f"/{name}{below}", "workplace") for name in _names("workplace") for below in ("", "/*")),
        *(Field(f"/{name}", canonical("source/url")) for name in _names("url")),
        *(Field(f"/{name}", canonical("application/url")) for name in _names("apply_url")),
        *(Field(f"/{name}", as_written("source/identifier")) for name in _names("identifier")),
    ]
    bodies = [Field(f"/{name}", BODY) for name in _names("body")]
    return (*keys, *values, *bodies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list of jobs in XML.

    Parameters
    ----------
    name
        Registered short name.
    accepts
        One sentence: which documents.
    items
        Gives the elements that are its records; none where it is no such list.
    rows
        Gives the crosswalk.
    site
        Short name of the site; empty where the text shall tell it.
    """

    name: str
    accepts: str
    items: Callable[[ET.Element], list[ET.Element]]
    rows: Callable[[], tuple[Field, ...]]
    carrier: Carrier = "xml"
    kind: Kind = "listing"
    loses: tuple[tuple[str, str], ...] = (
        ("/category", "it files the entry, not the job"),
        ("/category/*", "it files the entry, not the job"),
        ("/enclosure/**", "the record has no pictures"),
        ("/logo", "the record has no pictures"),
        ("/author/**", "persons are not recorded"),
    )

    @property
    def crosswalk(self) -> tuple[Field, ...]:
        """Where its values go; see ``Source``."""
        return self.rows()

    def recognises(self, document: object) -> int:
        """Take a document with its elements; see ``Source``."""
        return _SURE if isinstance(document, ET.Element) and self.items(cast("ET.Element", document)) else 0

    def sheets(self, document: object) -> Iterator[Sheet | Refused]:
        """Give the records; see ``Source``."""
        if not isinstance(document, ET.Element):
            return
        for number, item in enumerate(self.items(cast("ET.Element", document)), 1):
            where = f"{local_name(item)} {number}"
            record = as_record(item)
            refused = self._refused(record)
            yield Refused(where, *refused) if refused else self._sheet(where, record)

    def _refused(self, record: Json) -> tuple[Reason, str] | None:
        if not isinstance(record, dict):
            return "not_a_posting", "an entry without elements"
        texts = [value for row in self.rows() if row.to == BODY for value in [record.get(row.pointer[1:])]]
        if not any(isinstance(text, str) and len(as_text(text)) >= _LEAST for text in texts):
            return "not_a_posting", "an entry without a description"
        return None

    def _sheet(self, where: str, record: Json) -> Sheet:
        written = write_sheet(record, self.rows(), self.loses)
        return Sheet(
            text=written.text,
            rows=written.rows,
            claims=written.claims,
            body=written.body,
            site="",
            kind=self.kind,
            media_type="application/xml",
            where=where,
            trusted_id=any(name.startswith("source/identifier") for name, _ in written.claims),
        )


def _entries(root: ET.Element) -> list[ET.Element]:
    """Give the entries of RSS, RDF and Atom."""
    if local_name(root).casefold() not in {"rss", "feed", "rdf", "channel"}:
        return []
    return [element for element in root.iter() if local_name(element) in {"item", "entry"}]


def _jobs(root: ET.Element) -> list[ET.Element]:
    """Give the children of a root, or of a list in it, that have a title and a text as jobs have."""
    for owner in (root, *root):
        named = [child for child in owner if re.fullmatch(_pattern(), local_name(child).casefold())]
        if named and any(_is_job(child) for child in named):
            return named
    return [root] if re.fullmatch(_pattern(), local_name(root).casefold()) and _is_job(root) else []


def _pattern() -> str:
    return cast("str", load_table("feeds")["record"])


def _is_job(element: ET.Element) -> bool:
    names = {local_name(child) for child in element}
    return bool(names & set(_names("title"))) and bool(names & set(_names("body")))


RSS: Final = Feed(
    name="rss", accepts="RSS, RDF or Atom feeds whose entries are jobs.", items=_entries, rows=lambda: _RSS
)
OFFERS: Final = Feed(
    name="job-feed",
    accepts="XML lists of jobs: elements such as offer, job, vacancy with a title and a description.",
    items=_jobs,
    rows=_offers,
)
