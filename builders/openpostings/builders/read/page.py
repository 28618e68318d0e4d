"""The page as the fact readers see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.urls import find_urls
from openpostings.builders.read.draft import Claim, Json, Status
from openpostings.builders.read.patterns import pattern
from openpostings.builders.read.placed import Placed
from openpostings.builders.read.sections import Part
from openpostings.builders.read.sentences import Span

_OWN: Final = frozenset({"responsibilities", "minimum_qualifications", "preferred_qualifications", "qualifications"})
_STEM: Final = 6
TITLE_RANK: Final = 1
KEY_RANK: Final = 2
TEXT_RANK: Final = 3
"""Where two places of a page contradict each other, the more specific one is kept: sentence, then key, then header."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, laid out.

    Parameters
    ----------
    text
        The source text.
    placed
        Its lines with their roles.
    parts
        Its sections.
    employer
        What the text calls its employer, where it does.
    retrieved_at
        When the page was fetched, UTC, where the caller knows.
    """

    text: str
    placed: Sequence[Placed]
    parts: Sequence[Part]
    employer: Span | None = None
    retrieved_at: dt.datetime | None = None
    title: dict[str, Span] = field(default_factory=dict[str, Span])

    def keys(self, *fields: str) -> Iterator[tuple[str, Span]]:
        """Give the values of key-value lines for these fields, in the order of the text."""
        for row in self.placed:
            if row.role == "key" and row.label in fields and row.value is not None:
                yield row.label, row.value

    def header(self) -> Iterator[Span]:
        """Give the lines of the header other than the title."""
        for row in self.placed:
            if row.role == "header":
                yield Span(row.line.text_start, row.line.text_end, row.line.text)

    def sentences(self, *, but: frozenset[str] = frozenset()) -> Iterator[tuple[Part, Span]]:
        """Give the sentences and bullets of all sections but those of some kinds, and those that are asides."""
        for part in self.parts:
            if part.kind not in but and not part.aside:
                for span in part.sentences:
                    if part.kind in _OWN or not self._of_another(span.text):
                        yield part, span

    def _of_another(self, text: str) -> bool:
        """Tell a sentence about a scholarship or another programme, which the title does not name."""
        other = pattern("other_thing").search(text)
        if other is None or pattern("this_job").search(text):
            return False
        title = self.title.get("title")
        return title is None or other.group()[:_STEM].casefold() not in title.text.casefold()


def claim(
    span: Span, match: Match[object], value: Json, method: str, *, status: Status = "stated", rank: int = 0
) -> Claim:
    """Make a claim of a match inside a span of the text."""
    return Claim(value, span.start + match.start, span.start + match.end, method, status, match.note, rank)


def whole(
    span: Span, value: Json, method: str, *, status: Status = "stated", rank: int = 0, note: str | None = None
) -> Claim:
    """Make a claim of a whole span."""
    return Claim(value, span.start, span.end, method, status, note, rank)


def stated_urls(text: str) -> list[Match[str]]:
    """Find the addresses that a record can hold: whole ones, with their scheme."""
    return [
        match for match in find_urls(text) if match.value.isascii() and match.value.startswith(("http://", "https://"))
    ]
