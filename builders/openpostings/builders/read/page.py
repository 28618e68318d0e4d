"""The page as the fact readers see it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.triggers import Trigger, triggers_in
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
    _said: tuple[tuple[Part, Span, int], ...] = field(init=False, repr=False, compare=False)
    _keyed: tuple[tuple[str, Span], ...] = field(init=False, repr=False, compare=False)
    _header: tuple[Span, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """List once what a dozen readers go through: sentences with what fires in them, keys, header lines."""
        said = tuple(
            (part, span, triggers_in(span.text))
            for part in self.parts
            for span in part.sentences
            if not part.aside and (part.kind in _OWN or not _of_another(span.text, self.title.get("title")))
        )
        keyed = tuple((row.label, row.value) for row in self.placed if row.role == "key" and row.value is not None)
        lines = (row.line for row in self.placed if row.role == "header")
        object.__setattr__(self, "_said", said)
        object.__setattr__(self, "_keyed", keyed)
        object.__setattr__(self, "_header", tuple(Span(line.text_start, line.text_end, line.text) for line in lines))

    def keys(self, *fields: str) -> list[tuple[str, Span]]:
        """Give the values of key-value lines for these fields, in the order of the text."""
        return [(label, value) for label, value in self._keyed if label in fields]

    def header(self) -> tuple[Span, ...]:
        """Give the lines of the header other than the title."""
        return self._header

    def sentences(self, *holding: Trigger, but: frozenset[str] = frozenset()) -> list[tuple[Part, Span]]:
        """Give the sentences and bullets of all sections but those of some kinds, and but asides.

        Parameters
        ----------
        holding
            Triggers of which one must fire in a sentence; all sentences are given where there is none.
        but
            Kinds of sections that are passed over.
        """
        bits = 0
        for trigger in holding:
            bits |= trigger.bit
        return [
            (part, span) for part, span, found in self._said if (found & bits or not holding) and part.kind not in but
        ]


def _of_another(text: str, title: Span | None) -> bool:
    """Tell a sentence about a scholarship or another programme, which the title does not name."""
    other = pattern("other_thing").search(text)
    if other is None or pattern("this_job").search(text):
        return False
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
