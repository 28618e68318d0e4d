"""What has been read so far: claims on fields, each with the characters that made it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Status = Literal["stated", "derived", "asserted", "conflicting", "not_extracted"]


class Claim(NamedTuple):
    """One reading of one field.

    Parameters
    ----------
    value
        The value, as JSON.
    start, end
        Span in the source text; both None where the caller asserted it.
    method
        Which step read it.
    status
        How it stands to the text.
    note
        What else must be known.
    rank
        Which claim is kept where two contradict each other: the higher, and of equals the first.
    """

    value: Json
    start: int | None
    end: int | None
    method: str
    status: Status = "stated"
    note: str | None = None
    rank: int = 0


class Row(NamedTuple):
    """One row of evidence, before its quote is cut from the text."""

    path: str
    status: Status
    start: int | None
    end: int | None
    method: str
    note: str | None = None


@dataclass(slots=True)
class Draft:
    """Claims by field, in the order in which they were read."""

    claims: dict[str, list[Claim]] = field(default_factory=dict[str, list[Claim]])
    values: dict[str, Json] = field(default_factory=dict[str, Json])
    rows: list[Row] = field(default_factory=list[Row])

    def claim(self, name: str, claim: Claim) -> None:
        """Add a reading of a field; the same reading of the same characters counts once."""
        known = self.claims.setdefault(name, [])
        for other in known:
            if other.start == claim.start and other.end == claim.end and other.value == claim.value:
                return
        known.append(claim)

    def of(self, name: str) -> list[Claim]:
        """Give the claims on a field, none where nothing was read."""
        return self.claims.get(name, [])

    def first(self, names: Iterable[str]) -> Claim | None:
        """Give the first claim on the first of several fields that has one."""
        return next((claims[0] for name in names if (claims := self.of(name))), None)

    def evidence(self, path: str, claim: Claim, status: Status | None = None) -> None:
        """Record the evidence of a claim for a path of the record."""
        self.rows.append(Row(path, status or claim.status, claim.start, claim.end, claim.method, claim.note))
