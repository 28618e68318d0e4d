"""What is written down of each request that was answered: in the journal, in the archive, and for the next run."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from openpostings.builders.collect.guard import MAX_URL

Kind = Literal["list", "detail", "page", "robots"]
"""What was asked for: a part of a board's list, one posting of it, a page, or a robots.txt."""

_FILE: Final = r"^run-[0-9]{5,9}\.warc\.gz$"

Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
File = Annotated[str, Field(pattern=_FILE)]


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Trouble(_Closed):
    """Why a request has no usable answer.

    Parameters
    ----------
    url
        What was asked for.
    code
        Code in the table of failures.
    message
        What happened, in one sentence.
    status
        Status of the answer, where there was one.
    """

    url: str
    code: str
    message: str
    status: int | None = None


class Stored(_Closed):
    """Where the bytes of an answer stand.

    Parameters
    ----------
    file, offset
        The file of the archive and the place of the record there.
    record_id, date, url
        What the record says of itself, for those that refer to it.
    digest
        SHA-256 of the bytes.
    size
        Their number.
    """

    file: File
    offset: Annotated[int, Field(ge=0)]
    record_id: str
    date: dt.datetime
    url: Annotated[str, Field(max_length=MAX_URL)]
    digest: Digest
    size: Annotated[int, Field(ge=0)]


class Entry(_Closed):
    """A request that was answered, or given up.

    Parameters
    ----------
    url
        What was asked for: the key of the entry.
    site, board, employer, kind
        For which board, and what it was. Of a robots.txt the board is empty.
    final_url
        The address that answered, after redirects.
    retrieved_at
        When.
    changed
        False where the bytes are those of before: the server said so, or they have the same digest.
    etag, last_modified
        What the next request shows, to get nothing if nothing changed.
    stored
        Where the bytes stand; None where there are none.
    items, count, total
        What a list holds: digests by identifier, postings, and what it says of the whole.
    trouble
        Why there is no usable answer; None where there is.
    """

    url: Annotated[str, Field(max_length=MAX_URL)]
    site: str
    board: str
    employer: str | None = None
    kind: Kind
    final_url: Annotated[str, Field(max_length=MAX_URL)]
    retrieved_at: dt.datetime
    changed: bool = True
    etag: str | None = None
    last_modified: str | None = None
    stored: Stored | None = None
    items: dict[str, Digest] = {}
    count: int = 0
    total: int | None = None
    trouble: Trouble | None = None

    def json_line(self) -> bytes:
        """Give it as one line of JSON."""
        return self.model_dump_json(exclude_defaults=True).encode() + b"\n"
