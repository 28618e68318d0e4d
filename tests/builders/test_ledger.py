"""The ledger gives each non-blank character the label of the last thing that was laid over it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.read.document import even_blanks
from openpostings.builders.read.draft import Row
from openpostings.builders.read.ledger import account
from openpostings.builders.read.lines import Line
from openpostings.builders.read.mended import mend
from openpostings.builders.read.placed import Placed
from openpostings.builders.read.sections import Part

TEXT = st.text("ab \n\u00a0", max_size=40)


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[int, int]:
    start = draw(st.integers(0, length))
    return start, draw(st.integers(start, length))


def expected(text: str, laid: list[tuple[int, int, str]]) -> list[str]:
    labels = ["unassigned"] * len(text)
    for start, end, label in laid:
        labels[start:end] = [label] * (end - start)
    return labels


@given(st.data(), TEXT)
def test_each_character_has_the_label_that_was_laid_last(data: st.DataObject, text: str) -> None:
    drawn = st.lists(spans(len(text)), max_size=4)
    sections = data.draw(drawn)
    chrome = [(start, end) for start, end in data.draw(drawn) if start < end]
    rows = [Row(f"/skills/{number}", "stated", *span, "test") for number, span in enumerate(data.draw(drawn))]
    lines = [Line(start, end, start, end, text[start:end], 0, 0) for start, end in chrome]
    ledger = account(
        mend(text),
        [Placed(line, "chrome", "footer") for line in lines],
        [Part(f"kind{number}", None, *span) for number, span in enumerate(sections)],
        rows,
    )
    laid = [(*span, f"section:kind{number}") for number, span in enumerate(sections)]
    laid += [(start, end, "chrome:footer") for start, end in chrome]
    evidence = [(row.start or 0, row.end or 0, f"field:{row.path}") for row in rows]
    laid += sorted(evidence, key=lambda one: one[0] - one[1])
    labels = expected(text, laid)
    given_labels = {at: entry.label for entry in ledger.entries for at in range(entry.start, entry.end)}
    inked = [at for at, char in enumerate(text) if not char.isspace()]
    assert [given_labels[at] for at in inked] == [labels[at] for at in inked]
    assert ledger.characters == len(inked)
    assert ledger.unassigned == sum(labels[at] == "unassigned" for at in inked)
    assert all(
        one.end <= two.start and one.label != two.label
        for one, two in zip(ledger.entries, ledger.entries[1:], strict=False)
    )
    assert all(not text[at].isspace() for entry in ledger.entries for at in (entry.start, entry.end - 1))


@given(st.text(max_size=60))
def test_blanks_are_made_even_one_for_one(text: str) -> None:
    even = even_blanks(text)
    assert len(even) == len(text)
    for before, after in zip(text, even, strict=True):
        blank = before != "\n" and (before.isspace() or before < " " or "\x7f" <= before < "\xa0")
        assert after == (" " if blank else before)
