"""Propose a mapping from the names of columns. What the values look like counts for confidence only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from typing import Final, cast

from openpostings.builders.normalise.dates import find_dates, find_relative, find_timestamps
from openpostings.builders.normalise.employment import find_employment_types
from openpostings.builders.normalise.pay import find_pay
from openpostings.builders.normalise.places import parse_places
from openpostings.builders.normalise.urls import canonical_url
from openpostings.builders.normalise.wording import mapping
from openpostings.builders.normalise.workplace import find_workplace
from openpostings.builders.read.draft import Json
from openpostings.builders.sources.base import BODY
from openpostings.builders.sources.mapped_values import is_epoch, rating_off
from openpostings.builders.sources.python_list import python_list
from openpostings.builders.sources.table_rows import Row
from openpostings.builders.tables import load_table, string_lists, strings

LOOKED_AT: Final = 1_000
MAX_NAMES: Final = 2_000
_EXAMPLES: Final = 3
_MAX_DEPTH: Final = 4
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_WORDS: Final = re.compile(r"[^0-9A-Za-zÀ-ž]+")
_MOST: Final = 0.2


@dataclass(slots=True)
class Seen:
    """What a column holds in the rows that were looked at."""

    name: str
    filled: int = 0
    texts: list[str] = field(default_factory=list[str])

    def share(self, test: Callable[[str], object]) -> float:
        """Tell the share of its values that pass a test."""
        return sum(bool(test(text)) for text in self.texts) / len(self.texts) if self.texts else 0.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a column may go.

    Parameters
    ----------
    name
        The column, or a pointer.
    to
        Its target; empty where none is proposed.
    options
        What else the mapping says of it.
    lost
        Why it has no place; empty where it may have one.
    reason
        Why this is proposed, for the reviewer.
    examples
        Shortened values.
    """

    name: str
    to: str
    options: Mapping[str, object]
    lost: str
    reason: str
    examples: tuple[str, ...]


def look(rows: Iterator[Row]) -> tuple[list[Seen], int]:
    """Look at the first rows of a table.

    Parameters
    ----------
    rows
        The rows; broken ones are passed over.

    Returns
    -------
    tuple
        The columns in the order in which they came, and the number of rows.
    """
    found: dict[str, Seen] = {}
    count = 0
    for row in islice((one for one in rows if not one.broken), LOOKED_AT):
        count += 1
        for name, value in row.values.items():
            for pointer, leaf in _leaves(name, value, 0):
                if pointer not in found and len(found) < MAX_NAMES:
                    found[pointer] = Seen(pointer)
                if pointer in found and leaf not in (None, ""):
                    found[pointer].filled += 1
                    found[pointer].texts.append(str(leaf)[:50_000])
    return list(found.values()), count


def _leaves(name: str, value: Json, depth: int) -> Iterator[tuple[str, Json]]:
    """Give the plain values below a column; those of a list under one name."""
    if depth > _MAX_DEPTH or not isinstance(value, dict | list):
        yield name, value
        return
    at = name if name.startswith("/") else "/" + name.replace("~", "~0").replace("/", "~1")
    if isinstance(value, list):
        if not value:
            yield (f"{at}/*" if depth else name), None
        for one in value[:20]:
            yield from _leaves(f"{at}/*", one, depth + 1)
        return
    for key, one in value.items():
        yield from _leaves(f"{at}/{key.replace('~', '~0').replace('/', '~1')}", one, depth + 1)


@cache
def _names() -> Mapping[str, str]:
    table = string_lists(mapping(load_table("columns")["targets"]))
    keys = string_lists(load_table("keys"))
    found = {name: target for target, names in keys.items() for name in names}
    return found | {name: target for target, names in table.items() for name in names}


@cache
def _lost() -> Mapping[str, str]:
    return {name: str(reason) for name, reason in mapping(load_table("columns")["loses"]).items()}


@cache
def _sentinels() -> frozenset[str]:
    return frozenset(strings(load_table("columns")["sentinels"]))


def words_of_name(name: str) -> str:
    """Give a column's name as words in lower case: "jobTitle", "Job_Title" and "/job/title" are "job title"."""
    return " ".join(_WORDS.sub(" ", _CAMEL.sub(" ", name)).casefold().split())


def propose(columns: Sequence[Seen], rows: int) -> tuple[list[Proposal], list[str]]:
    """Propose a mapping.

    Parameters
    ----------
    columns
        What was seen of each column.
    rows
        Number of rows that were looked at.

    Returns
    -------
    tuple
        A proposal for each column, in their order, and the sentinels that were seen. Two columns are never proposed for
        one target that takes one; the first by name keeps it.
    """
    sentinels = sorted({text for one in columns for text in one.texts if text in _sentinels()})
    taken: dict[str, str] = {}
    return [_proposal(_without(one, sentinels), rows, taken) for one in columns], sentinels


def _without(seen: Seen, sentinels: Sequence[str]) -> Seen:
    known = frozenset(sentinels)
    return Seen(seen.name, seen.filled, [text for text in seen.texts if text not in known])


def _proposal(seen: Seen, rows: int, taken: dict[str, str]) -> Proposal:
    words = words_of_name(seen.name)
    tail = words_of_name(seen.name.rstrip("/*").rpartition("/")[2])
    examples = tuple(_short(text) for text in dict.fromkeys(seen.texts))[:_EXAMPLES]
    filled = f"{seen.filled} of {rows} rows filled"
    lost = _lost().get(words) or _lost().get(tail)
    target = _names().get(words) or (_names().get(tail) if "/" in seen.name else None)
    if target is None:
        return Proposal(
            seen.name, "", {}, lost or "", f"{lost or 'no target is known by this name'}; {filled}", examples
        )
    if target in taken and target not in _SEVERAL:
        reason = f"the name says {target}, which {taken[target]} has already; {filled}"
        return Proposal(seen.name, "", {}, "", reason, examples)
    taken.setdefault(target, seen.name)
    test = _TESTS.get(target)
    share = f", {seen.share(test):.0%} read as such" if test is not None and seen.texts else ""
    return Proposal(seen.name, target, _options(seen, target), "", f"by its name; {filled}{share}", examples)


_SEVERAL: Final = frozenset({"place", "category", "industry", "unit", BODY})


def _short(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text)
    folded = " ".join(line.split())
    return folded if len(folded) <= 60 else folded[:59] + "…"  # noqa: PLR2004 - a comment is one short line


def _options(seen: Seen, target: str) -> dict[str, object]:
    """See what must be told of the values of a column before they can be read."""
    options: dict[str, object] = {}
    if target == "employer" and seen.share(_is_rated) > _MOST:
        options["strip"] = "rating"
    if target == BODY and seen.share(lambda text: python_list(text) is not None) > _MOST:
        options["text"] = "python_list"
    if target == "pay":
        known = strings(load_table("columns")["estimates"])
        marks = [mark for mark in known if any(mark in text for text in seen.texts)]
        wide = [mark for mark in marks if not any(mark != other and mark in other for other in marks)]
        if wide:
            options["estimate"] = wide
    if target in {"posted", "modified", "deadline"} and (order := _order(seen)):
        options["order"] = order
    return options


def _is_rated(text: str) -> bool:
    name = " ".join(text.split())
    return rating_off(name) != (0, len(name))


def _order(seen: Seen) -> str:
    """Tell the order of days and months, where one value leaves no other."""
    found = [
        match for text in seen.texts if (match := re.match(r"\s*([0-9]{1,2})[./-]([0-9]{1,2})[./-][0-9]{4}", text))
    ]
    first, second = (any(int(match[at]) > 12 for match in found) for at in (1, 2))  # noqa: PLR2004 - months of a year
    return "day_first" if first and not second else "month_first" if second and not first else ""


def _is_date(text: str) -> bool:
    return bool(is_epoch(text) or find_dates(text) or find_timestamps(text) or find_relative(text))


_TESTS: Final[Mapping[str, Callable[[str], object]]] = {
    "place": lambda text: parse_places(text) or find_workplace(text, labelled=True),
    "posted": _is_date,
    "modified": _is_date,
    "deadline": _is_date,
    "pay": lambda text: find_pay(text, country="US", field=True),
    "url": canonical_url,
    "apply_url": canonical_url,
    "employer_url": canonical_url,
    "employment_type": lambda text: find_employment_types(text, position="value"),
    "workplace": lambda text: find_workplace(text, labelled=True),
}


def needs_both(proposals: Sequence[Proposal]) -> bool:
    """Tell bounds of pay without a column for their currency or unit, which the reviewer must then say."""
    targets = {one.to for one in proposals}
    bounds = {"pay_min", "pay_max"} & targets
    return bool(bounds) and not {"pay_currency", "pay_unit"} <= targets


def fields_of(proposals: Sequence[Proposal]) -> dict[str, object]:
    """Give the columns of a proposal as a mapping has them."""
    return {
        one.name: cast("object", {"to": one.to, **one.options} if one.options else one.to)
        for one in proposals
        if one.to
    }
