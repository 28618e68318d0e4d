"""The rules over one record: each breach becomes a finding at its place in the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openpostings.builders.rules.base import Breach, Context, RecordRule, Rule
from openpostings.builders.rules.stated import holds
from openpostings.dataset.entries import LoadedRecord
from openpostings.schema.posting import Posting
from openpostings.schema.result import Finding, Issue, Locator, finding
from openpostings.schema.rules import Path


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding that may hold on some days only.

    Parameters
    ----------
    finding
        What is wrong.
    after, before
        It is there on days after, or before, a day.
    """

    finding: Finding
    after: dt.date | None = None
    before: dt.date | None = None

    def holds_on(self, day: dt.date | None) -> bool:
        """Tell whether it is there on a day; on no known day, only what is there on all days is."""
        if self.after is None and self.before is None:
            return True
        if day is None:
            return False
        return (self.after is None or day > self.after) and (self.before is None or day < self.before)


def judge(record: LoadedRecord, rules: Iterable[Rule], *, text: str | None = None) -> Iterator[Judged]:
    """Hold one record against rules over single records.

    Parameters
    ----------
    record
        The record; what is valid of it is judged.
    rules
        Those that compare records are passed over.
    text
        The source text, where it is at hand.
    """
    if record.partial is None:
        return
    context = Context(data=record.data or {}, document=record.document, text=text, file=record.file)
    yield from judge_posting(record.partial, rules, context=context, position=record.position, pruned=record.pruned)


def judge_posting(
    posting: Posting,
    rules: Iterable[Rule],
    *,
    context: Context,
    position: Locator,
    pruned: frozenset[Path] = frozenset(),
) -> Iterator[Judged]:
    """Hold one posting against rules over single records; see :func:`judge`."""
    for rule in rules:
        if not isinstance(rule, RecordRule) or not holds(posting, rule.when):
            continue
        for breach in rule.check(posting, context):
            if not touches(breach.path, pruned):
                yield judged(breach, rule, file=context.file, position=position)


def judged(breach: Breach, rule: Rule, *, file: str, position: Locator) -> Judged:
    """Place a breach in a file."""
    issue = Issue(
        rule.name,
        breach.path,
        breach.expected,
        breach.got,
        breach.hint,
        breach.anchor,
        breach.position,
        breach.fix,
    )
    place = breach.position or position(breach.path, breach.anchor)
    return Judged(finding(issue, file=file, position=place, row=rule.row), breach.after, breach.before)


def touches(path: Path, others: Iterable[Path]) -> bool:
    """Tell whether a path is one of others, leads to one, or comes from one; the empty path is the whole record."""
    return bool(path) and any(path[: len(other)] == other[: len(path)] for other in others)


def last_day(posting: Posting) -> dt.date | None:
    """Give the last day on which a record says that it, or what it is of, was looked at."""
    retrieved = posting.source.retrieved_at
    days = (retrieved.date() if retrieved else None, posting.date_modified, posting.date_posted)
    return max((day for day in days if day is not None), default=None)
