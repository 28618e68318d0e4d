"""Listing files: ``listings.json`` of contributed job lists, with ``terms`` and years or with ``season`` and none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from openpostings.builders.read.draft import Json
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
        entries = cast("list[object]", document)[:_LOOKED_AT] if isinstance(document, list) else [document]
        most = max(map(_told, entries), default=0)
        return most + len(_NEEDED) if most >= _LEAST else 0

    def sheets(self, document: object) -> Iterator[Sheet | Refused]:
        """Give the entries of a list; see ``Source``."""
        if not isinstance(document, list):
            yield self._sheet("", cast("Json", document))
            return
        for index, entry in enumerate(cast("list[Json]", document)):
            yield self._sheet(f"/{index}", entry)

    def _sheet(self, where: str, entry: Json) -> Sheet | Refused:
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


def _told(entry: object) -> int:
    """Count the telling keys of an entry; none where it lacks what every entry has."""
    keys = set(cast("dict[str, object]", entry)) if isinstance(entry, dict) else set[str]()
    return len(keys.intersection(_TELLING)) if keys.issuperset(_NEEDED) else 0


SOURCE: Final = Listings()
