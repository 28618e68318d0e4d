"""What a source is: what it accepts, where its values go, what it loses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol, runtime_checkable

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.refuse import Reason
from openpostings.builders.read.sheet import Kind, Sheet

Carrier = Literal["json", "xml", "html", "markdown", "text", "table"]
"""What the bytes are, before anybody asks what they say."""

GROUP: Final = "openpostings.sources"
"""Entry-point group in which sources are found."""

BODY: Final = "body"
"""Target of a value that is the text of the posting, as HTML or as plain text."""

AGAIN: Final = "again"
"""Target of a value that says again what another one of the same record says."""

NAMED: Final = "named"
"""Target of a value of a field that the employer named: read as the key of that name, where ``data/keys.yaml`` has it
and ``custom_fields`` of ``data/job_board_codes.yaml`` allows it; else nobody reads it."""
SILENT: Final = "silent"
"""Target of a value that stands for none: a dash, a -1, a date of the year 1."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a record and the characters of the sheet that write it.

    Parameters
    ----------
    pointer
        JSON Pointer into the record.
    value
        The value.
    start, end
        Its span in the sheet: of a plain value its characters, of a list or an object the lines of all that is in it.
    text
        The characters of the span.
    record
        The whole record, for values that need others to be understood.
    """

    pointer: str
    value: Json
    start: int
    end: int
    text: str
    record: Json


Reader = Callable[[Node], Iterator[tuple[str, Claim]]]
"""Gives the fields that a value fills, each with its claim."""

Writer = Callable[[Mapping[str, Json]], Json]
"""Gives the value that a source would have for a record, given as JSON; None where the record does not say it."""


@dataclass(frozen=True, slots=True)
class Reads:
    """A reader that says which fields it fills, so that a crosswalk can be printed.

    Parameters
    ----------
    fields
        Paths of the record, without the slash before them.
    read
        The reader.
    """

    fields: tuple[str, ...]
    read: Reader

    def __call__(self, node: Node) -> Iterator[tuple[str, Claim]]:
        """Read a value."""
        return self.read(node)


Cut = Callable[[str], tuple[int, int] | None]
"""Gives the part of a value that counts."""


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a crosswalk.

    Parameters
    ----------
    pointer
        Where the value stands in a record: a JSON Pointer, ``*`` for each member of a list, ``**`` for all below.
    to
        Where it goes: a key of ``data/keys.yaml`` (the value is then read as that key's value on a page is), ``BODY``,
        ``AGAIN``, ``NAMED``, ``SILENT``, or a reader that gives claims.
    heading
        Of a body: pointer to its heading, or ``=`` and the words that the name of its field stands for; of a named
        value: pointer to its name. With the same ``*``.
    otherwise
        Of a body: read only where none of the rows above gave one.
    twin
        Of a body: pointer to the value that says the same; read only where that one is empty.
    prepare
        Of a body: what is done to it before its form is read.
    write
        The way back, for a value that a record alone decides; see ``sources.inverse``.
    cut
        Of a value that a key reads: gives the start and the end of what counts in it; None where nothing does.
    """

    pointer: str
    to: str | Reader
    heading: str | None = None
    otherwise: bool = False
    twin: str | None = None
    prepare: Callable[[str], str] | None = None
    write: Writer | None = None
    cut: Cut | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A record of a source that makes no posting, and why."""

    where: str
    reason: Reason
    detail: str = ""


@runtime_checkable
class Source(Protocol):
    """A kind of document that postings are made from.

    A third party adds one with an entry point in the group ``openpostings.sources`` that leads to such an object.
    """

    @property
    def name(self) -> str:
        """Registered short name; ``source.site`` of its records."""
        ...

    @property
    def carrier(self) -> Carrier:
        """What its bytes are."""
        ...

    @property
    def accepts(self) -> str:
        """One sentence: which documents it reads."""
        ...

    @property
    def loses(self) -> tuple[tuple[str, str], ...]:
        """Pointers of values that the record has no field for, each with the reason."""
        ...

    @property
    def crosswalk(self) -> tuple[Field, ...]:
        """Where its values go."""
        ...

    @property
    def kind(self) -> Kind:
        """How it gives its records."""
        ...

    def recognises(self, document: object) -> int:
        """Tell how surely a document is of this source: 0 is not at all; the surest source reads it.

        Parameters
        ----------
        document
            What the carrier made of the bytes: parsed JSON, the root element of XML, a parsed page, or text.
        """
        ...

    def sheets(self, document: object) -> Iterator[Sheet | Refused]:
        """Give the records of a document."""
        ...


@runtime_checkable
class Listed(Protocol):
    """A source whose answers are lists, which hold nothing where an employer has no openings."""

    def holds_nothing(self, document: object) -> bool:
        """Tell an answer that is a list of the source's shape without a record in it."""
        ...


@runtime_checkable
class Tenanted(Protocol):
    """A source whose tenants number alike, and whose addresses tell which tenant answered."""

    def tenant_at(self, url: str) -> str | None:
        """Give the tenant at an address, None where it does not say one."""
        ...
