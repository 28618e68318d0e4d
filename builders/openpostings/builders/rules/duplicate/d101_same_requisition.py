"""D101: two records with one requisition of one employer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpostings.builders.rules.base import Breach, CollectionRule, Note, Seen
from openpostings.schema.posting import Posting


def _note(posting: Posting) -> Note | None:
    employer = posting.hiring_organization
    if employer is None:
        return None
    key = (employer.name.casefold(), (posting.source.requisition_id or "").casefold())
    places = tuple(sorted(place.raw or "" for place in posting.job_location))
    return Note(key, (posting.title or "", places), ("source", "requisition_id"))


def _judge(group: Sequence[Seen]) -> Iterator[tuple[int, Breach]]:
    first: dict[tuple[object, ...], Seen] = {}
    for index, one in enumerate(group):
        known = first.setdefault(one.note.facts, one)
        if known is not one and known.id != one.id:
            yield (
                index,
                Breach(("source", "requisition_id"), "one record for a requisition", f"{known.where} is of it too"),
            )


RULE = CollectionRule(
    code="D101",
    name="same-requisition",
    message="another record has this requisition, title and place",
    why="A requisition is one vacancy; counted twice, it is two.",
    hint="Keep the record that says more, and take the other away.",
    when=("source.requisition_id", "hiring_organization"),
    note=_note,
    judge=_judge,
    bad=(
        "source: {requisition_id: R-10234}",
        "source: {requisition_id: R-10234}",
    ),
    # The same advert in another city is another vacancy to whom it may concern.
    good=(
        "source: {requisition_id: R-10234}\njob_location: [{raw: 'Austin, TX'}]",
        "source: {requisition_id: R-10234}\njob_location: [{raw: 'Boston, MA'}]",
    ),
)
