"""The rules that compare records: what is kept of each, and the verdict when all were seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from openpostings.builders.rules.base import Breach, CollectionRule, Rule, Seen, SeriesRule
from openpostings.builders.rules.run import Judged, judged, touches
from openpostings.builders.rules.stated import holds
from openpostings.dataset.entries import LoadedRecord
from openpostings.schema.posting import Posting
from openpostings.schema.result import Anchor, Position
from openpostings.schema.rules import Path


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


Groups = dict[Hashable, list[Kept]]


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
    groups, older = _grouped(kept), _grouped(before)
    for rule in rules:
        if isinstance(rule, CollectionRule):
            yield from _among(groups[rule.code], rule)
        elif isinstance(rule, SeriesRule):
            yield from _against(older[rule.code], groups[rule.code], rule)


def _among(groups: Groups, rule: CollectionRule) -> Iterator[Judged]:
    for group in groups.values():
        if len(group) > 1:
            for index, breach in rule.judge([one.seen for one in group]):
                yield _at(group[index], breach, rule)


def _against(older: Groups, groups: Groups, rule: SeriesRule) -> Iterator[Judged]:
    for key in (key for key in groups if key in older):
        known = [one.seen for one in older[key]]
        for one in groups[key]:
            for breach in rule.judge(known, one.seen):
                yield _at(one, breach, rule)


def _keep(record: LoadedRecord, posting: Posting, rule: CollectionRule | SeriesRule) -> Kept | None:
    note = rule.note(posting) if holds(posting, rule.when) else None
    if note is None or touches(note.path, record.pruned):
        return None
    seen = Seen(note, f"{record.file}:{record.line}", posting.id)
    return Kept(rule.code, seen, record.file, record.position(note.path, "value"))


def _grouped(kept: Iterable[Kept]) -> defaultdict[str, Groups]:
    groups: defaultdict[str, Groups] = defaultdict(dict)
    for one in kept:
        groups[one.code].setdefault(one.seen.note.key, []).append(one)
    return groups


def _at(kept: Kept, breach: Breach, rule: Rule) -> Judged:
    def position(path: Path, anchor: Anchor) -> Position:
        del path, anchor
        return kept.position

    return judged(breach, rule, file=kept.file, position=position)
