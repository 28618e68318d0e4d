"""The source text of a record made from a structured source: a line for every value, then the text of the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openpostings.builders.read.draft import Claim
from openpostings.builders.read.placed import Placed

Kind = Literal["page", "api", "listing", "contributed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A record of a structured source, written out as text so that every value has characters to point to.

    Parameters
    ----------
    text
        The source text. Every span of the record counts in it. First a line ``<JSON Pointer>: <value>`` for each value
        of the source, in its order, then the body.
    rows
        The lines before the body. A row with the role ``key`` is read as a key-value line of a page is; one with the
        role ``given`` was read by `claims`, or is labelled with the reason why it is not.
    claims
        Fields and what the source says of them, where a line alone does not say it. One with the status
        ``not_extracted`` fills nothing: it says that something stands there which could not be read, and why.
    body
        Where the body begins; the length of `text` where there is none.
    page
        Whether the body is a whole page with header and frame, or the description of the job alone.
    frames
        Stretches of the body that are the site's frame, each with a label of the ledger; in order.
    headline
        Of a page: what its own main heading names, where that is the job; None where it is not known.
    site
        Registered short name of the source; empty where the text shall tell it.
    kind
        How the source gives its records.
    media_type
        Media type of the bytes.
    tenant
        Whose identifiers these are, where a site has many tenants that number alike; it goes before the key.
    where
        Place of the record in its source, for messages; a JSON Pointer, a line or a row.
    notes
        What was done to the bytes before they could be read: repairs, decoding.
    cut
        Why the record is a fragment, where the source gives less than the whole text.
    trusted_id
        Whether `source.identifier` names one posting of the site; a list's own number often does not.
    """

    text: str
    rows: tuple[Placed, ...]
    claims: tuple[tuple[str, Claim], ...]
    body: int
    page: bool = False
    frames: tuple[tuple[int, int, str], ...] = ()
    headline: str | None = None
    site: str = "page"
    kind: Kind = "api"
    media_type: str = "application/json"
    tenant: str | None = None
    where: str = ""
    notes: tuple[str, ...] = ()
    cut: str | None = None
    trusted_id: bool = True
