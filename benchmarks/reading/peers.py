"""The tools, ours among them, behind one face: a string or a page in, claims out."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tasks import fold

from openpostings.builders import read_text
from openpostings.builders.normalise.dates import find_dates
from openpostings.builders.normalise.pay import find_pay
from openpostings.builders.normalise.workplace import find_workplace
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.sources.intake import read_files

Claims = frozenset[object]
Tool = Callable[[str], Claims]


def _number(value: Any) -> float | None:  # noqa: ANN401 - numbers of other libraries
    return None if value is None else float(value)


def ours_pay(text: str) -> Claims:
    """Our pay grammar, told that the string is about pay."""
    found = find_pay(text, field=True)
    return frozenset((_number(one.value.min_value), _number(one.value.max_value)) for one in found[:1])


def ats_pay(text: str) -> Claims:
    """``ats_scrapers``: a range or one amount."""
    low, high = import_module("ats_scrapers.enrichment.derived").parse_salary_range(text)
    return frozenset() if low is None and high is None else frozenset({(low, high)})


def price_pay(text: str) -> Claims:
    """``price_parser``: one price, or the two of a range where a dash divides the string."""
    parser = import_module("price_parser").Price
    found = [parser.fromstring(part).amount for part in re.split(r"\s*[-–—]\s*|\bto\b", text, maxsplit=1)]
    amounts = [float(amount) for amount in found if amount is not None]
    return frozenset({(amounts[0], amounts[-1])}) if amounts else frozenset()


def ours_dates(text: str) -> Claims:
    """Our dates."""
    return frozenset(one.value for one in find_dates(text))


def dateparser_dates(text: str) -> Claims:
    """``dateparser.search``: what it finds that is a full date."""
    search = import_module("dateparser.search").search_dates
    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "RELATIVE_BASE": dt.datetime(2026, 1, 1)}  # noqa: DTZ001
    return frozenset(moment.date() for _, moment in search(text, settings=settings) or [])


def ours_remote(text: str) -> Claims:
    """Our workplace words in a title."""
    return frozenset(one.value for one in find_workplace(text) if one.value == "TELECOMMUTE")


def ats_remote(text: str) -> Claims:
    """``ats_scrapers``: whether a title is of a remote job."""
    remote = import_module("ats_scrapers.enrichment.derived").infer_is_remote(text)
    return frozenset({"TELECOMMUTE"}) if remote else frozenset()


def ours_items(text: str) -> Claims:
    """Our reader on the text of the page."""
    posting = read_text(text).posting
    if posting is None:
        return frozenset()
    rows: list[tuple[str, str]] = [("duty", one.text) for one in posting.responsibilities]
    rows += [("requirement", one.text) for one in posting.qualifications]
    rows += [("benefit", one.name) for one in posting.job_benefits]
    return frozenset((kind, fold(words)) for kind, words in rows)


_SEGMENTS = {
    "responsibilities": "duty",
    "qualifications": "requirement",
    "requirements": "requirement",
    "benefits": "benefit",
}


def jobstruct_items(markup: str) -> Claims:
    """``jobstruct``'s offline method: each line of the segments that are items."""
    parsed = import_module("jobstruct.jobstructhtml").JobStructHTML.from_string(markup)
    return frozenset(
        (kind, fold(line)) for segment, kind in _SEGMENTS.items() for line in getattr(parsed, segment) if fold(line)
    )


_PLAIN = ("title", "employer", "date_posted", "valid_through", "employment_type")


def ours_fields(path: str) -> Claims:
    """Our reader on a page of HTML: the fields that JSON-LD has too."""
    outcomes = read_files([path], ReadOptions(), stdin=io.BytesIO())
    return frozenset(pair for one in outcomes if one.record for pair in plain_fields(json.loads(one.record)))


def plain_fields(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give the fields of a record, or of a label, that JSON-LD says in plain words too."""
    said = {**record, "employer": (record.get("hiring_organization") or {}).get("name")}
    for name in _PLAIN:
        values = said.get(name)
        for value in values if isinstance(values, list) else [values]:
            if value:
                yield name, str(value)


def extruct_fields(path: str) -> Claims:
    """``extruct`` alone: what the JSON-LD and the Microdata of a page say, taken as they are."""
    markup = Path(path).read_text(encoding="utf-8", errors="replace")
    found = import_module("extruct").extract(markup, syntaxes=["json-ld", "microdata"], uniform=True, errors="ignore")
    nodes = [node for rows in found.values() for node in rows if node.get("@type") == "JobPosting"]
    pairs: set[tuple[str, str]] = set()
    for node in nodes:
        employer = node.get("hiringOrganization")
        kinds = node.get("employmentType")
        said = {
            "title": node.get("title"),
            "employer": employer.get("name") if isinstance(employer, dict) else employer,
            "date_posted": str(node.get("datePosted") or "")[:10],
            "valid_through": str(node.get("validThrough") or "")[:10],
        }
        pairs |= {(name, str(value)) for name, value in said.items() if value}
        pairs |= {("employment_type", str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind}
    return frozenset(pairs)


def missing(modules: Iterable[str]) -> list[str]:
    """Tell which of the peers are not installed."""
    absent: list[str] = []
    for name in modules:
        try:
            import_module(name)
        except ImportError:
            absent.append(name)
    return absent
