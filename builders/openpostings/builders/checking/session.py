"""One check of a collection: form first, then rules over single records, then rules that compare them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from openpostings.builders.rules.base import Rule
from openpostings.builders.rules.run import Judged, judge, last_day
from openpostings.builders.rules.together import Kept, compare, keep
from openpostings.dataset.entries import LoadedRecord, Together
from openpostings.schema.report import Summary
from openpostings.schema.result import Finding


@dataclass
class Session:
    """Takes records one by one, and gives all findings at the end.

    Parameters
    ----------
    rules
        The rules that are asked.
    day
        The day that the collection is judged for; without it, the last day that one of its records speaks of.
    """

    rules: Sequence[Rule]
    day: dt.date | None = None
    _judged: list[Judged] = field(default_factory=list[Judged])
    _findings: list[Finding] = field(default_factory=list[Finding])
    _kept: list[Kept] = field(default_factory=list[Kept])
    _before: list[Kept] = field(default_factory=list[Kept])
    _together: Together = field(default_factory=Together)
    _files: set[str] = field(default_factory=set[str])
    _records: int = 0
    _last: dt.date | None = None

    def add(self, loaded: LoadedRecord) -> None:
        """Check one record."""
        record = self._together.check(loaded)
        self._files.add(record.file)
        self._records += record.data is not None
        self._findings += record.findings
        self._judged += judge(record, self.rules)
        self._kept += keep(record, self.rules)
        if record.partial is not None:
            day = last_day(record.partial)
            self._last = max(filter(None, (day, self._last)), default=None)

    def before(self, records: Iterable[LoadedRecord]) -> None:
        """Keep what rules need of the collection before this one."""
        for record in records:
            self._before += keep(record, self.rules)

    def findings(self) -> list[Finding]:
        """Give what is wrong, in order."""
        day = self.day or self._last
        judged = [*self._judged, *compare(self._kept, self.rules, before=self._before)]
        return sorted({*self._findings, *(one.finding for one in judged if one.holds_on(day))})

    def summary(self) -> Summary:
        """Count what was checked."""
        return Summary(len(self._files), self._records)
