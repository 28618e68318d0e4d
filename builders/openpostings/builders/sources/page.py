"""The text of a page, of any site: a template where one is known, and a reader that works without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from openpostings.builders.read.document import document_from_text, even_blanks
from openpostings.builders.read.sheet import Kind, Sheet
from openpostings.builders.sources.base import Carrier, Field
from openpostings.builders.sources.templates import find_template


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
        text = document_from_text(str(document)).text
        known = find_template(even_blanks(text))
        yield Sheet(
            text=text,
            rows=(),
            claims=(),
            body=0,
            page=True,
            frames=known[1] if known else (),
            site=known[0].site if known else "",
            kind="page",
            media_type="text/plain",
        )


SOURCE: Final = PageText()
