"""Personio: the feed of open positions (``https://<company>.jobs.personio.de/xml``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from openpostings.builders.read.sheet import Kind, Sheet
from openpostings.builders.sources.base import BODY, Carrier, Field, Refused
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import employment, experience_years, level
from openpostings.builders.sources.values import concept, moment
from openpostings.builders.sources.xmltree import plain, root_name

_ROOT: Final = "workzag-jobs"
_POSITIONS: Final = Board(
    name="personio",
    accepts="Personio's XML feed of the open positions of a company.",
    records=(f"/{_ROOT}/position/*", f"/{_ROOT}/position"),
    marks=("/id", "/name"),
    trusted_id=True,
    carrier="xml",
    media_type="application/xml",
    crosswalk=(
        Field("/id", "identifier"),
        Field("/name", "title"),
        Field("/subcompany", "employer"),
        Field("/office", "place"),
        Field("/additionalOffices/office", "place"),
        Field("/additionalOffices/office/*", "place"),
        Field("/department", "unit"),
        Field("/employmentType", employment()),
        Field("/schedule", employment()),
        Field("/seniority", level()),
        Field("/yearsOfExperience", experience_years()),
        Field("/occupationCategory", concept("occupational_category", "Personio")),
        Field("/createdAt", moment("posted")),
        Field("/jobDescriptions/jobDescription/value", BODY, heading="/jobDescriptions/jobDescription/name"),
        Field("/jobDescriptions/jobDescription/*/value", BODY, heading="/jobDescriptions/jobDescription/*/name"),
    ),
    loses=(
        ("/recruitingCategory", "a heading of the employer's own list"),
        ("/occupation", "the code of the occupation, which is Personio's own"),
        ("/keywords", "free words that do not say whether they are asked for"),
    ),
)


@dataclass(frozen=True, slots=True)
class Personio:
    """The feed, whose XML is read as plain values first."""

    board: Board = _POSITIONS

    @property
    def name(self) -> str:
        """See ``Source``."""
        return self.board.name

    @property
    def carrier(self) -> Carrier:
        """See ``Source``."""
        return self.board.carrier

    @property
    def accepts(self) -> str:
        """See ``Source``."""
        return self.board.accepts

    @property
    def loses(self) -> tuple[tuple[str, str], ...]:
        """See ``Source``."""
        return self.board.loses

    @property
    def crosswalk(self) -> tuple[Field, ...]:
        """See ``Source``."""
        return self.board.crosswalk

    @property
    def kind(self) -> Kind:
        """See ``Source``."""
        return self.board.kind

    def recognises(self, document: object) -> int:
        """Tell by the name of the root; see ``Source``."""
        return len(self.board.marks) if root_name(document) == _ROOT else 0

    def sheets(self, document: object) -> Iterator[Sheet | Refused]:
        """Give the positions; see ``Source``."""
        yield from self.board.sheets(plain(document))


SOURCE: Final = Personio()
