"""Score records against a gold set, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from openpostings.builders.score.compare import Counts, FieldScore, is_near
from openpostings.builders.score.fields import WORDS, scored_fields, values_of
from openpostings.builders.score.gold import Labelled, Record, with_conflicts


@dataclass(slots=True)
class Score:
    """What came of a comparison.

    Parameters
    ----------
    fields
        By name, in the order of ``data/scores.yaml``.
    records
        Whether a record was made where there is one, and none where there is none.
    documents
        Documents compared.
    """

    fields: dict[str, FieldScore] = field(default_factory=dict[str, FieldScore])
    records: Counts = field(default_factory=Counts)
    documents: int = 0

    def overall(self) -> Counts:
        """Give the exact counts over all fields."""
        total = Counts()
        for one in self.fields.values():
            total.add(one.exact.right, one.exact.missed, one.exact.wrong)
        return total


def score(gold: Iterable[Labelled], predicted: Callable[[Labelled], Sequence[Record]]) -> Score:
    """Compare what was read with what should have been.

    Parameters
    ----------
    gold
        The labels.
    predicted
        Gives the records that were read from a document.

    Returns
    -------
    Score
        A record that was not made misses all that its label says; one that should not have been made claims all of
        its values wrongly.
    """
    found = Score({one.name: FieldScore() for one in scored_fields()})
    for document in gold:
        found.documents += 1
        for expected, got in _pairs(document.records, list(predicted(document))):
            found.records.add(int(bool(expected and got)), int(not got), int(not expected))
            for one in scored_fields():
                wanted, read = (values_of(with_conflicts(record), one) for record in (expected or {}, got or {}))
                found.fields[one.name].add(document.name, one, wanted, read)
    return found


def _pairs(expected: Sequence[Record], got: list[Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """Pair the records of one document: by title where it has several, else in their order."""
    left = list(got)
    for record in expected:
        same = next((one for one in left if is_near(one.get("title"), record.get("title"), (WORDS,))), None)
        if same is None and len(expected) == len(got) and left:
            same = left[0]
        if same is not None:
            left.remove(same)
        yield record, same
    for record in left:
        yield None, record
