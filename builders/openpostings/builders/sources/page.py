"""The text of a page, of any site: the reader that works with no template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from openpostings.builders.read.document import document_from_text
from openpostings.builders.read.sheet import Kind, Sheet
from openpostings.builders.sources.base import Carrier, Field


@dataclass(frozen=True, slots=True)
class PageText:
    """What a browser shows of a page, saved as text."""

    name: str = "page"
    carrier: Carrier = "text"
    accepts: str = "The text of one page of any careers site or job board."
    crosswalk: tuple[Field, ...] = ()
    loses: tuple[tuple[str, str], ...] = ()
    kind: Kind = "page"

    def recognises(self, document: object) -> int:
        """Take any text, less surely than a source that knows its form; see ``Source``."""
        return int(isinstance(document, str))

    def sheets(self, document: object) -> Iterator[Sheet]:
        """Give the page; see ``Source``."""
        yield Sheet(
            text=document_from_text(str(document)).text,
            rows=(),
            claims=(),
            body=0,
            page=True,
            site="",
            kind="page",
            media_type="text/plain",
        )


SOURCE: Final = PageText()
