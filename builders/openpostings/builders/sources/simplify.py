"""Listing files: ``listings.json`` of contributed job lists, in both shapes (``terms`` with years, ``season`` without)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from openpostings.builders.read.sheet import Kind, Sheet
from openpostings.builders.sources.base import AGAIN, Carrier, Field, Refused
from openpostings.builders.sources.listing_values import (
    active,
    address,
    category,
    degrees,
    employer_address,
    listed_place,
    sponsorship,
)
from openpostings.builders.sources.mend import mended
from openpostings.builders.sources.sheets import write_sheet
from openpostings.builders.sources.values import epoch

_NEEDED: Final = ("company_name", "title")
_TELLING: Final = ("locations", "terms", "season", "is_visible", "sponsorship", "date_updated", "date_posted", "active")
_LEAST: Final = 3
_LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True)
class Listings:
    """A list of jobs that people contributed by a form."""

    name: str = "simplify"
    carrier: Carrier = "json"
    accepts: str = "A listings.json of a contributed job list, with terms or with seasons, or one entry of it."
    kind: Kind = "listing"
    crosswalk: tuple[Field, ...] = (
        Field("/id", "identifier"),
        Field("/title", "title"),
        Field("/company_name", "employer"),
        Field("/company_url", employer_address),
        Field("/locations/*", listed_place),
        Field("/url", address),
        Field("/terms/*", "term"),
        Field("/season", "term"),
        Field("/date_posted", epoch("posted")),
        Field("/date_updated", epoch("modified")),
        Field("/active", active),
        Field("/sponsorship", sponsorship),
        Field("/degrees", degrees),
        Field("/category", category),
        Field("/is_visible", AGAIN),
    )
    loses: tuple[tuple[str, str], ...] = (
        ("/source", "names who handed the entry in, often a person"),
        ("/company_url", "a page of the list about the employer, not the employer's own"),
    )

    def recognises(self, document: object) -> int:
        """Count the telling keys of the first entries; see ``Source``."""
        entries = document[:_LOOKED_AT] if isinstance(document, list) else [document]
        found = (sum(key in entry for key in _TELLING) for entry in entries if _is_entry(entry))
        most = max(found, default=0)
        return most + len(_NEEDED) if most >= _LEAST else 0

    def sheets(self, document: object) -> Iterator[Sheet | Refused]:
        """Give the entries of a list; see ``Source``."""
        if not isinstance(document, list):
            yield self._sheet("", document)
            return
        for index, entry in enumerate(document):
            yield self._sheet(f"/{index}", entry)

    def _sheet(self, where: str, entry: object) -> Sheet | Refused:
        if not isinstance(entry, dict):
            return Refused(where, "broken", "an entry is an object")
        if entry.get("is_visible") is False:
            return Refused(where, "unlisted")
        if not str(entry.get("title") or "").strip():
            return Refused(where, "broken", "the entry has no title")
        record, note = mended(entry)
        written = write_sheet(record, self.crosswalk, self.loses)
        return Sheet(
            text=written.text,
            rows=written.rows,
            claims=written.claims,
            body=written.body,
            site=self.name,
            kind=self.kind,
            where=where,
            notes=(note,) if note else (),
            trusted_id=False,
        )


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and all(key in entry for key in _NEEDED)


SOURCE: Final = Listings()
