"""Times told from the moment of reading: "2 days ago", "Posted yesterday", "30+ days ago"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal, cast

from openpostings.builders.normalise.context import tokens
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import alternation, number_fragment, number_starts, parse_number, words_of
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.tables import load_table, strings

RelativeUnit = Literal["MINUTE", "HOUR", "DAY", "WEEK", "MONTH"]

_LENGTH: dict[RelativeUnit, timedelta] = {
    "MINUTE": timedelta(minutes=1),
    "HOUR": timedelta(hours=1),
    "DAY": timedelta(days=1),
    "WEEK": timedelta(weeks=1),
    "MONTH": timedelta(days=30),
}
_WINDOW = 32


@dataclass(frozen=True, slots=True)
class Relative:
    """A time before the moment of reading.

    Parameters
    ----------
    value
        How many units ago; 0 for "today" and "just now".
    unit
        The unit it was said in, which is also how exact it is. A month counts as 30 days.
    open
        "30+ days ago": this long ago or longer.
    """

    value: int
    unit: RelativeUnit
    open: bool = False

    @property
    def delta(self) -> timedelta:
        """The stated distance."""
        return self.value * _LENGTH[self.unit]

    @property
    def _slack(self) -> timedelta:
        """How much longer ago it may be: what was said was rounded down to its unit."""
        return timedelta() if self.unit == "DAY" else _LENGTH[self.unit]

    def posted_date(self, retrieved_at: datetime) -> date | None:
        """Return the day meant, seen from the reading; None where weeks, months or an open bound leave it unsure."""
        if self.open or self.unit in ("WEEK", "MONTH"):
            return None
        return (retrieved_at - self.delta).date()

    def posted_between(self, retrieved_at: datetime) -> tuple[date | None, date]:
        """Return the earliest (None where open) and the latest day meant, seen from the reading."""
        latest = (retrieved_at - self.delta).date()
        return (None if self.open else (retrieved_at - self.delta - self._slack).date()), latest

    def retrieved_between(self, posted: date) -> tuple[date, date | None]:
        """Return the earliest and the latest day of reading (None where open), seen from the day of posting."""
        start = datetime(posted.year, posted.month, posted.day) + self.delta  # noqa: DTZ001 - a day, without a zone
        if self.open:
            return start.date(), None
        # Posted at any time of its day: hours may run over midnight.
        rest = timedelta() if self.unit == "DAY" else timedelta(days=1) - timedelta(microseconds=1)
        return start.date(), (start + self._slack + rest).date()


@cache
def _units() -> Mapping[str, RelativeUnit]:
    table = cast("dict[RelativeUnit, list[str]]", load_table("relative")["units"])
    return {word: unit for unit, words in table.items() for word in words}


def _words(key: str) -> str:
    return alternation(strings(load_table("relative")[key]))


@cache
def _counted() -> re.Pattern[str]:
    """Compile "2 days", "an hour", "30+ days", and whether "ago" follows."""
    return re.compile(
        rf"(?P<count>{number_fragment()}|{_words('one')}(?=[ \u00a0]))(?P<plus>[ ]?\+)?[ \u00a0]?"
        rf"(?P<unit>{alternation(_units())})(?P<tail>[ ]?\+)?(?P<ago>[ \u00a0]{{1,2}}{_words('ago')})?(?!\w)",
        re.IGNORECASE,
    )


@cache
def _one_ago() -> re.Pattern[str]:
    units, ago = alternation(_units()), _words("ago")
    return re.compile(rf"(?<!\w){_words('one')}[ \u00a0]{units}[ \u00a0]{{1,2}}{ago}(?!\w)", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('before')}[ ]\Z", re.IGNORECASE)


@cache
def _one_before() -> re.Pattern[str]:
    units = alternation(_units())
    return re.compile(rf"(?<!\w){_words('before')}[ ](?={_words('one')}[ \u00a0]{units}(?!\w))", re.IGNORECASE)


@cache
def _more() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('more')}[ ]\Z", re.IGNORECASE)


@cache
def _day() -> re.Pattern[str]:
    days = alternation([*strings(load_table("relative")["today"]), *strings(load_table("relative")["yesterday"])])
    return re.compile(rf"(?<![^\W_])(?:(?P<now>{_words('now')})|(?P<day>{days}))(?!\w)", re.IGNORECASE)


@cache
def _posted() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_words('posted')}[ ]?:?[ ]{{1,2}}\Z", re.IGNORECASE)


_ALONE_BEFORE = re.compile(r"(?:\A|\n)[ \t]{0,4}\Z")
_ALONE_AFTER = re.compile(r"[ \t]{0,4}(?:\Z|\n)")
_GLUED = re.compile(r"[\w.,+$€£\u2013-]")


def _make(text: str, hit: re.Match[str], floor: int) -> Match[Relative] | None:
    """Read a count with its unit that "ago" follows or "vor" precedes."""
    start = hit.start()
    more = _more().search(text, max(floor, start - _WINDOW), start)
    begin = more.start() if more else start
    before = None if hit["ago"] else _before().search(text, max(floor, begin - _WINDOW), begin)
    if not hit["ago"] and before is None:
        return None
    one = hit["count"].casefold() in strings(load_table("relative")["one"])
    value, unit = 1 if one else parse_number(hit["count"]), _units().get(hit["unit"].casefold())
    if value is None or unit is None:
        return None
    is_open = bool(more or hit["plus"] or hit["tail"])
    return Match(Relative(value, unit, is_open), before.start() if before else begin, hit.end())


@cache
def _told() -> frozenset[str]:
    table = load_table("relative")
    return frozenset(tokens(phrase)[0] for phrase in (*strings(table["ago"]), *strings(table["before"])))


def _counts(text: str) -> Iterator[Match[Relative]]:
    if _told().isdisjoint(words_of(text)):
        return
    starts = [*number_starts(text), *(hit.start() for hit in _one_ago().finditer(text))]
    starts += [hit.end() for hit in _one_before().finditer(text)]
    floor = 0
    for start in sorted(starts):
        if start < floor or (start and _GLUED.match(text, start - 1)):
            continue
        hit = _counted().match(text, start)
        match = _make(text, hit, floor) if hit else None
        if match is not None:
            yield match
            floor = match.end


@cache
def _day_words() -> frozenset[str]:
    table = load_table("relative")
    phrases = (*strings(table["today"]), *strings(table["yesterday"]), *strings(table["now"]))
    return frozenset(tokens(phrase)[-1] for phrase in phrases)


def _days(text: str) -> Iterator[Match[Relative]]:
    if _day_words().isdisjoint(words_of(text)):
        return
    yesterday = strings(load_table("relative")["yesterday"])
    for hit in _day().finditer(text):
        posted = _posted().search(text, max(0, hit.start() - _WINDOW), hit.start())
        if hit["now"]:
            yield Match(Relative(0, "MINUTE"), hit.start(), hit.end())
        elif posted or (
            _ALONE_BEFORE.search(text, max(0, hit.start() - 5), hit.start()) and _ALONE_AFTER.match(text, hit.end())
        ):
            value = int(hit["day"].casefold() in yesterday)
            yield Match(Relative(value, "DAY"), posted.start() if posted else hit.start(), hit.end())


_TOLD = Trigger(lambda: [*_told(), *_day_words()])


@needs(_TOLD)
def find_relative(text: str) -> list[Match[Relative]]:
    """Find times told from the moment of reading.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Match
        In order of position. "today" and "yesterday" count only after "posted" and its like, or alone in their line.
        Years ago, negative counts and vague ones ("a few days ago") give nothing. Words: ``data/relative.yaml``.
    """
    kept: list[Match[Relative]] = []
    for match in sorted([*_counts(text), *_days(text)], key=lambda match: match.start):
        if not kept or kept[-1].end <= match.start:
            kept.append(match)
    return kept
