"""The text that is read, and where its characters stand in the source text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from openpostings.builders.normalise.mojibake import Repaired, repair
from openpostings.builders.read.document import even_blanks
from openpostings.builders.read.marks import blank_marks
from openpostings.builders.read.wraps import join_wrapped


@dataclass(frozen=True)
class Mended:
    """A source text made fit to be read.

    Parameters
    ----------
    source
        The source text, in which every span of the record counts.
    body
        Where the page begins in it; what stands before was written by us and is whole.
    repaired
        The page with what was decoded wrongly or escaped put right, and a way back.
    """

    source: str
    body: int
    repaired: Repaired

    @cached_property
    def shown(self) -> str:
        """The repaired text with plain blanks."""
        return self.source[: self.body] + even_blanks(self.repaired.text)

    @cached_property
    def text(self) -> str:
        """The text as it is read: without marks of emphasis and breaks at a width; as long as ``shown``."""
        return self.source[: self.body] + join_wrapped(blank_marks(self.shown[self.body :]))

    @property
    def is_same(self) -> bool:
        """Whether every character stands where it stood."""
        return not self.repaired.layers

    def at(self, position: int) -> int:
        """Where a place of the text that is read is in the source text."""
        return position if position < self.body else self.body + self.repaired.at(position - self.body)


def mend(source: str, body: int = 0) -> Mended:
    """Make a source text fit to be read.

    Parameters
    ----------
    source
        The source text.
    body
        Where the page begins in it.
    """
    return Mended(source, body, repair(source[body:]))
