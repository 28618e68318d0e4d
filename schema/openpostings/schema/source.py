"""Where a record comes from, and what may be done with its text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, LiteralString, Protocol, cast

from pydantic import BaseModel

from openpostings.schema.base import Member, Record
from openpostings.schema.rules import Problem, Rule
from openpostings.schema.scalars import License, MediaType, Name, Sha256, Site, Timestamp, Url, described
from openpostings.schema.vocabulary import SourceKind


class Rights(Record):
    """What may be done with the text. Facts are free, sentences may not be."""

    license: Annotated[
        License,
        described("SPDX identifier, or `unknown`.", example="CC-BY-4.0", source="https://schema.org/license, SPDX"),
    ]
    redistribute_text: Annotated[
        bool | None,
        described("True where sentences may be passed on.", example=True, source="openpostings"),
    ] = None


class Source(Record):
    """The document that the record was made from."""

    site: Annotated[
        Site,
        described("Short registered name; `page` where unknown.", example="themuse", source="openpostings"),
    ]
    publisher: Annotated[
        Name | None,
        described("Who published the page.", example="The Muse", source="https://schema.org/publisher"),
    ] = None
    url: Annotated[
        Url | None,
        described(
            "Canonical address, no tracking.", example="https://example.org/jobs/7", source="https://schema.org/url"
        ),
    ] = None
    identifier: Annotated[
        Name | None,
        described("The site's own identifier.", example="4015339", source="https://schema.org/identifier"),
    ] = None
    requisition_id: Annotated[
        Name | None,
        described("The employer's requisition, as stated.", example="R-10234", source="openpostings"),
    ] = None
    retrieved_at: Annotated[
        Timestamp | None,
        described("When the source was fetched.", example="2026-03-05T12:00:00Z", source="openpostings"),
    ] = None
    media_type: Annotated[
        MediaType | None,
        described(
            "Media type of the bytes.", example="text/plain", source="https://schema.org/encodingFormat, RFC 6838"
        ),
    ] = None
    sha256: Annotated[
        Sha256 | None,
        described("SHA-256 of the raw bytes, hex.", example="0f" * 32, source="FIPS 180-4"),
    ] = None
    kind: Annotated[
        Member[SourceKind],
        described("How the source gave it.", example="page", source="openpostings"),
    ]
    rights: Annotated[
        Rights | None,
        described(
            "What may be done with the text.",
            example={"license": "unknown", "redistribute_text": None},
            source="https://schema.org/usageInfo",
        ),
    ] = None


class _Sourced(Protocol):
    """What the rule below reads of a posting, whose class stands above this module."""

    id: str
    source: Source


class IdHasSite(Rule):
    """The identifier begins with the name of the source's site."""

    code: ClassVar[LiteralString] = "id_site"

    @property
    def sentence(self) -> str:
        """What must hold."""
        return "`id` begins with `source.site` and a colon."

    def problems(self, record: BaseModel) -> Iterator[Problem]:
        """Give a breach where they differ."""
        posting = cast("_Sourced", record)
        start = f"{posting.source.site}:"
        if not posting.id.startswith(start):
            yield Problem(("id",), f"Expected an identifier that begins with {start!r}, got {posting.id!r}")
