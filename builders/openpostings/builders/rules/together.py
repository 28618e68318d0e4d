"""The rules that compare records: what is kept of each, and the verdict when all were seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openpostings.builders.rules.base import CollectionRule, Rule, Seen, SeriesRule
from openpostings.builders.rules.run import Judged, judged, touches
from openpostings.builders.rules.stated import holds
from openpostings.dataset.entries import LoadedRecord
from openpostings.schema.posting import Posting
from openpostings.schema.result import Position


@dataclass(frozen=True, slots=True)
class Kept:
    """What one rule keeps of one record.

    Parameters
    ----------
    code
        The rule.
    seen
        The note.
    file
        Name of the record's file.
    position
        Where a breach would be shown.
    """

    code: str
    seen: Seen
    file: str
    position: Position


def keep(record: LoadedRecord, rules: Iterable[Rule]) -> Iterator[Kept]:
    """Give what rules that compare records keep of one."""
    if record.partial is None:
        return
    for rule in rules:
        if isinstance(rule, CollectionRule | SeriesRule) and (kept := _keep(record, record.partial, rule)):
            yield kept


def compare(kept: Iterable[Kept], rules: Iterable[Rule], *, before: Iterable[Kept] = ()) -> Iterator[Judged]:
    """Hold the records of a collection against each other, and against those of the collection before.

    Parameters
    ----------
    kept
        Of the collection, in its order.
    rules
        Rules over single records are passed over.
    before
        Of the collection before it.
    """
    groups = _grouped(kept)
    older = _grouped(before)
    for rule in rules:
        if isinstance(rule, CollectionRule):
            for group in groups[rule.code].values():
                if len(group) > 1:
                    for index, breach in rule.judge([one.seen for one in group]):
                        yield _at(group[index], breach, rule)
        elif isinstance(rule, SeriesRule):
            for key, group in groups[rule.code].items():
                if key in older[rule.code]:
                    known = [one.seen for one in older[rule.code][key]]
                    for one in group:
                        for breach in rule.judge(known, one.seen):
                            yield _at(one, breach, rule)


def _keep(record: LoadedRecord, posting: Posting, rule: CollectionRule | SeriesRule) -> Kept | None:
    note = rule.note(posting) if holds(posting, rule.when) else None
    if note is None or touches(note.path, record.pruned):
        return None
    seen = Seen(note, f"{record.file}:{record.line}", posting.id)
    return Kept(rule.code, seen, record.file, record.position(note.path, "value"))


def _grouped(kept: Iterable[Kept]) -> defaultdict[str, dict[Hashable, list[Kept]]]:
    groups: defaultdict[str, dict[Hashable, list[Kept]]] = defaultdict(dict)
    for one in kept:
        groups[one.code].setdefault(one.seen.note.key, []).append(one)
    return groups


def _at(kept: Kept, breach: Any, rule: Rule) -> Judged:
    return judged(breach, rule, file=kept.file, position=lambda path, anchor: kept.position)
