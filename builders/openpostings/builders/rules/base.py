"""What a rule is: its code, why it is there, when it speaks, and two examples."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from openpostings.schema.fixes import Fix
from openpostings.schema.posting import Posting
from openpostings.schema.result import Anchor, Code, Position, Severity
from openpostings.schema.rules import Path

GROUPS: Final[Mapping[str, str]] = {
    "A": "authorization",
    "D": "duplicate",
    "L": "place",
    "P": "pay",
    "Q": "qualification",
    "R": "rights",
    "T": "time",
    "U": "link",
    "V": "evidence",
    "Y": "style",
}
"""The group of a rule by the letter of its code; each group is a folder beside this module."""

Fixable = Literal["safe", "unsafe"]
Example = str | tuple[str, ...]
"""Fields of a record as YAML, which stand over those of a small valid entry; several where a rule compares records."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a record breaks a rule.

    Parameters
    ----------
    path
        Keys and indexes that lead to the value.
    expected, got
        What should stand there and what does, in words.
    hint
        How this one is mended; empty for the general hint of the rule.
    anchor
        Whether the value is shown, or its key.
    fix
        What mends it, where a program can.
    after, before
        The breach is there only on days after, or before, a day. No rule looks at the clock: the day that a collection
        is judged for is given, or is the last one that the collection itself speaks of.
    position
        Line and column in the text of the entry, for what no path leads to.
    """

    path: Path = ()
    expected: str = ""
    got: str = ""
    hint: str = ""
    anchor: Anchor = "value"
    fix: Fix | None = None
    after: dt.date | None = None
    before: dt.date | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at beside the posting.

    Parameters
    ----------
    data
        The record as it was read.
    document
        Text of the entry's file; None where the record does not stand in a file of its own.
    text
        The source text, in which the spans of the record count; None where it is not at hand.
    file
        Name of the file.
    """

    data: Mapping[str, object] = field(default_factory=dict[str, object])
    document: str | None = None
    text: str | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a rule that compares records keeps of one.

    Parameters
    ----------
    key
        Records with the same key are compared.
    facts
        Whatever else the comparison looks at; small, and of plain values.
    path
        Where a breach is shown.
    """

    key: Hashable
    facts: tuple[Hashable, ...] = ()
    path: Path = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A note, and the record that it is of.

    Parameters
    ----------
    note
        What was kept.
    where
        File and line of the record, for a message.
    id
        The record's identifier.
    """

    note: Note
    where: str
    id: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What all rules say of themselves.

    Parameters
    ----------
    code
        The letter of its group and three digits.
    name
        Stable name in kebab case.
    message
        What is wrong, in a few words.
    why
        One sentence on why it matters.
    hint
        How it is mended in general.
    severity
        How much it weighs: ``error`` where the record says what cannot be, ``warning`` where it nearly surely is not
        meant, ``info`` where a person should know.
    when
        What must be stated before the rule is asked: a field of the posting (``base_salary``), a field below an object
        (``base_salary.max_value``), or a field with a value (``status=open``). An empty list states nothing.
    fix
        Whether its findings can be mended, and how safely.
    good, bad
        An example that keeps every rule, and one that breaks this rule and no other.
    text
        The source text of the examples, for a rule that looks at it.
    """

    code: str
    name: str
    message: str
    why: str
    hint: str
    good: Example
    bad: Example
    severity: Severity = "warning"
    when: tuple[str, ...] = ()
    fix: Fixable | None = None
    text: str | None = None

    @property
    def group(self) -> str:
        """The group that the letter of the code stands for."""
        return GROUPS[self.code[0]]

    @property
    def row(self) -> Code:
        """The rule as a row of the table of codes."""
        return Code(
            code=self.code,
            name=self.name,
            message=self.message,
            why=self.why,
            hint=self.hint,
            json_schema=False,
            severity=self.severity,
            rules=(),
            errors=(),
        )


@dataclass(frozen=True, kw_only=True)
class RecordRule(Rule):
    """A rule over one record.

    Parameters
    ----------
    check
        Gives each breach. It sees what is valid of the record; what is not valid is null there.
    """

    check: Callable[[Posting, Context], Iterator[Breach]]


@dataclass(frozen=True, kw_only=True)
class CollectionRule(Rule):
    """A rule over the records of one collection.

    Parameters
    ----------
    note
        Gives what is kept of a record, or None where the rule has nothing to compare it by.
    judge
        Gives each breach among records of one key, which are at least two, in the order of the collection, with the
        number of the record that it is shown at.
    """

    note: Callable[[Posting], Note | None]
    judge: Callable[[Sequence[Seen]], Iterator[tuple[int, Breach]]]


@dataclass(frozen=True, kw_only=True)
class SeriesRule(Rule):
    """A rule over a collection and the one before it. Its examples are two records: the older and the newer.

    Parameters
    ----------
    note
        As for :class:`CollectionRule`.
    judge
        Gives each breach of a newer record beside the older ones of the same key, of which there is at least one.
    """

    note: Callable[[Posting], Note | None]
    judge: Callable[[Sequence[Seen], Seen], Iterator[Breach]]
