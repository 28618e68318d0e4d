"""What the caller knows of a page, checked before any page is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pydantic import ValidationError

from openpostings.builders.normalise.urls import canonical_url
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.source import Source


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the caller knows of a page.

    Parameters
    ----------
    site
        Registered short name of the site; found by the marks of the page where None.
    url
        Address of the page.
    retrieved_at
        When it was fetched, with a time zone.
    license
        SPDX identifier of the text, ``unknown`` where None.
    redistribute_text
        Whether sentences may be passed on; None where nobody said so.
    employer
        Who hires, where the pages do not say it (the board of one employer).

    Raises
    ------
    OpenPostingsError
        Where one of them cannot stand in a record.
    """

    site: str | None = None
    url: str | None = None
    retrieved_at: dt.datetime | None = None
    license: str | None = None
    redistribute_text: bool | None = None
    employer: str | None = None

    def __post_init__(self) -> None:
        """Check them as the record will."""
        given = {
            "site": self.site or "page",
            "kind": "page",
            "url": canonical_url(self.url) if self.url is not None else None,
            "retrieved_at": self.retrieved_at,
            "publisher": self.employer,
            "rights": {"license": self.license or "unknown", "redistribute_text": self.redistribute_text},
        }
        if self.url is not None and given["url"] is None:
            raise OpenPostingsError("expected an http or https address", where="url", hint=f"got {self.url[:80]!r}")
        try:
            Source.model_validate(given)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            got = f"got {str(first['input'])[:80]!r}"
            raise OpenPostingsError(first["msg"], where=str(first["loc"][-1]), hint=got) from error
