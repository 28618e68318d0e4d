"""Job-board APIs that answer with JSON: a source that is described, not programmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import urlsplit

from openpostings.builders.read.draft import Json
from openpostings.builders.read.refuse import Reason
from openpostings.builders.read.sheet import Kind, Sheet
from openpostings.builders.sources.base import Carrier, Field, Refused
from openpostings.builders.sources.sheets import values_at, write_sheet

_FIRST: Final = 5
"""So many records are looked at: a broken one at the beginning does not hide the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A job board whose answers are JSON.

    Parameters
    ----------
    name
        Registered short name.
    accepts
        One sentence: which answers.
    records
        Pointers to its records, ``*`` for each of a list; ``""`` where an answer is one record.
    marks
        Pointers that every record of it has, and together no other source's.
    other_marks
        The same for records of another shape: a row of a list beside one whole posting.
    crosswalk
        Where its values go.
    loses
        Values that the record has no field for, each with the reason.
    of_all
        Names and pointers of values of the whole answer that hold for each of its records, which get them by that name.
    cut
        Tells of a record that its text is not the whole, and why.
    tenant
        Gives the name of the tenant whose identifiers these are, where tenants number alike.
    host
        The host of its answers behind the name of the tenant.
    refuses
        Gives a reason, and a detail, for a record that must not be read.
    kind
        How it gives its records.
    trusted_id
        Whether its identifier names one posting.
    media_type
        Media type of its answers.
    """

    name: str
    accepts: str
    records: tuple[str, ...]
    marks: tuple[str, ...]
    crosswalk: tuple[Field, ...]
    other_marks: tuple[str, ...] = ()
    loses: tuple[tuple[str, str], ...] = ()
    of_all: tuple[tuple[str, str], ...] = ()
    cut: Callable[[Json], str | None] | None = None
    tenant: Callable[[Json], str | None] | None = None
    host: str | None = None
    refuses: Callable[[Json], tuple[Reason, str] | None] | None = None
    kind: Kind = "api"
    trusted_id: bool = True
    carrier: Carrier = "json"
    media_type: str = "application/json"

    def recognises(self, document: object) -> int:
        """Count the marks, where one of the first records has them all; see ``Source``."""
        for pattern in self.records:
            for _, record in values_at(cast("Json", document), pattern)[:_FIRST]:
                for marks in (self.marks, self.other_marks):
                    if marks and all(values_at(record, mark) for mark in marks):
                        return len(marks)
        return 0

    def sheets(self, document: object) -> Iterator[Sheet | Refused]:
        """Give the records of an answer; see ``Source``."""
        first = [marks[0] for marks in (self.marks, self.other_marks) if marks]
        for pattern in self.records:
            for where, record in values_at(cast("Json", document), pattern):
                if any(values_at(record, mark) for mark in first):
                    whole = self._with_shared(record, cast("Json", document)) if pattern else record
                    yield self._sheet(where, whole)

    def holds_nothing(self, document: object) -> bool:
        """Look for an empty list where the records stand, and for no list with members; see ``Listed``."""
        places = [pattern.removesuffix("/*") for pattern in self.records if pattern.endswith("/*")]
        found = [value for place in places for _, value in values_at(cast("Json", document), place)]
        return [] in found and not _has_members(cast("Json", document))

    def tenant_at(self, url: str) -> str | None:
        """Give the first name of the host, where it is one of the board's; see ``Tenanted``."""
        host = urlsplit(url).hostname or ""
        return host.partition(".")[0] if self.host is not None and host.endswith(self.host) else None

    def _with_shared(self, record: Json, document: Json) -> Json:
        shared = {name: found[0][1] for name, pointer in self.of_all if (found := values_at(document, pointer))}
        return {**shared, **record} if isinstance(record, dict) else record

    def _sheet(self, where: str, record: Json) -> Sheet | Refused:
        refused = self.refuses(record) if self.refuses else None
        if refused is not None:
            return Refused(where, *refused)
        written = write_sheet(record, self.crosswalk, self.loses)
        return Sheet(
            text=written.text,
            rows=written.rows,
            claims=written.claims,
            body=written.body,
            site=self.name,
            kind=self.kind,
            media_type=self.media_type,
            tenant=self.tenant(record) if self.tenant else None,
            where=where,
            cut=self.cut(record) if self.cut else None,
            trusted_id=self.trusted_id,
        )


def _has_members(document: Json) -> bool:
    """Tell whether any list of a document has a member."""
    open_: list[Json] = [document]
    while open_:
        value = open_.pop()
        if isinstance(value, list) and value:
            return True
        if isinstance(value, dict):
            open_ += value.values()
    return False
