"""What every tool is asked: strings and pages of the gold set with what their labels say."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from openpostings.builders.score.gold import Labelled, Record

DATES = ("date_posted", "date_modified", "valid_through", "job_start_dates")
ITEMS = {"responsibilities": "duty", "qualifications": "requirement", "job_benefits": "benefit"}


@dataclass(frozen=True)
class Line:
    """A line of a page, and what its label says of it."""

    text: str
    values: frozenset[object]


def text_of(document: Labelled) -> str:
    """Give the text of a document, or nothing where it is no plain text."""
    if document.path is None or document.path.suffix not in {".txt", ".md"}:
        return ""
    return document.path.read_text(encoding="utf-8", errors="replace")


def pay_lines(document: Labelled, record: Record) -> Iterator[Line]:
    """Give the first line that holds the figures of the labelled pay."""
    pay = cast("Mapping[str, float] | None", record.get("base_salary"))
    if not pay:
        return
    bounds = [pay.get("min_value"), pay.get("max_value")]
    figures = {_digits(f"{bound:.2f}".rstrip("0").rstrip(".")) for bound in bounds if bound}
    for line in text_of(document).splitlines():
        found = {_digits(number) for number in re.findall(r"[0-9][0-9.,'\u00a0\u202f ]*", line)}
        found |= {number.removesuffix("00") for number in found} | {f"{number}000" for number in found}
        if figures and figures <= found:
            yield Line(line, frozenset({tuple(bounds)}))
            return


def _digits(number: str) -> str:
    return re.sub(r"[^0-9]", "", number)


def date_lines(document: Labelled, record: Record) -> Iterator[Line]:
    """Give the lines in which day and year of a labelled date stand, each with all such dates."""
    days: list[str] = []
    for name in DATES:
        value = record.get(name)
        days += cast("list[str]", value) if isinstance(value, list) else [str(value)] if value else []
    dates = {dt.date.fromisoformat(day) for day in days}
    for line in text_of(document).splitlines():
        numbers = set(re.findall(r"[0-9]+", line))
        here = {day for day in dates if str(day.year) in numbers and {str(day.day), f"{day.day:02d}"} & numbers}
        if here and len(line) < 200:  # noqa: PLR2004 - a line, and no page that lost its breaks
            yield Line(line, frozenset(here))


def items(record: Record) -> frozenset[tuple[str, str]]:
    """Give the labelled items of a page, each with its kind."""
    found: set[tuple[str, str]] = set()
    for name, kind in ITEMS.items():
        for one in cast("list[Mapping[str, str]]", record.get(name) or []):
            found.add((kind, fold(str(one.get("text") or one.get("name")))))
    return frozenset(found)


def fold(text: str) -> str:
    """Fold what tools may change in a text: case, white space, marks at its ends."""
    return " ".join(text.split()).strip("-•*·.;: ").casefold()


def as_html(document: Labelled, record: Record) -> str:
    """Write a page as HTML, with the headings that its label names."""
    headings = {fold(str(row["heading"])) for row in cast("list[Record]", record["sections"]) if row.get("heading")}
    rows: list[str] = []
    for line in text_of(document).splitlines():
        words = html.escape(line.strip().lstrip("#").strip())
        if not words:
            continue
        if fold(line.strip("# *")) in headings:
            rows.append(f"</div><h3>{words}</h3><div>")
        elif re.match(r"\s*(?:[-*•◦–]|[0-9]{1,2}\.)\s", line):
            rows.append(f"<li>{html.escape(re.sub(r'^[^A-Za-z0-9À-ž]+', '', words))}</li>")
        else:
            rows.append(f"<p>{words}</p>")
    return f"<html><body><div>{''.join(rows)}</div></body></html>"
