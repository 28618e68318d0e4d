"""Readers of codes: employment, level, degree, workplace, experience, as the APIs of job boards name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.employment import find_employment_types
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import Node, Reads
from openpostings.builders.sources.values import claimed, unread
from openpostings.builders.tables import Table, load_table, string_lists, strings

_NOT_CODE: Final = re.compile(r"[^a-z0-9]+")


def folded(value: object) -> str:
    """Give the form under which the table of codes has a code: letters and digits, in lower case."""
    return _NOT_CODE.sub("", str(value).casefold())


@cache
def meanings(name: str) -> dict[str, tuple[str, ...]]:
    """Give what each code of one part of ``data/job_board_codes.yaml`` means."""
    found: dict[str, tuple[str, ...]] = {}
    for meaning, codes in string_lists(cast("Table", _table()[name])).items():
        for code in codes:
            found[code] = (*found.get(code, ()), meaning)
    return found


@cache
def listed(name: str) -> frozenset[str]:
    """Give a list of codes of ``data/job_board_codes.yaml``."""
    return frozenset(strings(_table()[name]))


def _table() -> Table:
    return load_table("job_board_codes")


def employment() -> Reads:
    """Read one code, or words, as employment types."""
    return Reads(("employment_type",), _employment)


def _employment(node: Node) -> Iterator[tuple[str, Claim]]:
    if not isinstance(node.value, str):
        return
    code = folded(node.value)
    known = meanings("employment").get(code, ())
    for name in known:
        yield "employment_type", claimed(node, name, "code.employment")
    if known or code in listed("employment_silent"):
        return
    found = find_employment_types(node.text.replace("_", " "), position="value")
    for match in found:
        claim = claimed(node, match.value, "value.employment")
        yield "employment_type", claim._replace(start=node.start + match.start, end=node.start + match.end)
    if not found:
        yield unread("employment_type", node, "none of the known kinds of employment")


def level() -> Reads:
    """Read one code as an experience level."""
    return Reads(("experience_level",), _level)


def _level(node: Node) -> Iterator[tuple[str, Claim]]:
    if not isinstance(node.value, str) or folded(node.value) in listed("levels_silent"):
        return
    known = meanings("levels").get(folded(node.value), ())
    for name in known:
        yield "experience_level", claimed(node, name, "code.level")
    if not known:
        unclear = folded(node.value) in listed("levels_unclear")
        note = "spans several levels" if unclear else "none of the known levels"
        yield unread("experience_level", node, note)


def credential() -> Reads:
    """Read one code as the degree that is asked for."""
    return Reads(("education_requirements",), _credential)


def _credential(node: Node) -> Iterator[tuple[str, Claim]]:
    if not isinstance(node.value, str) or folded(node.value) in listed("credentials_silent"):
        return
    known = meanings("credentials").get(folded(node.value), ())
    for name in known:
        value: Json = {
            "credential_category": name,
            "status": None,
            "fields_of_study": [],
            "priority": "unspecified",
            "graduation_after": None,
            "graduation_before": None,
        }
        yield "education_requirements", claimed(node, value, "code.credential")
    if not known:
        yield unread("education_requirements", node, "none of the known degrees")


def workplace() -> Reads:
    """Read one code as where the work is done."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        for name in meanings("workplace").get(folded(node.value), ()):
            yield "job_location_type", claimed(node, name, "code.workplace")

    return Reads(("job_location_type",), read)


def experience_years() -> Reads:
    """Read a step of years, such as ``2-5``, as the experience that is asked for."""
    return Reads(("experience_requirements",), _experience_years)


def _experience_years(node: Node) -> Iterator[tuple[str, Claim]]:
    steps = cast("dict[str, list[int | None]]", _table()["experience_years"])
    bounds = steps.get(folded(node.value))
    if bounds is None:
        yield unread("experience_requirements", node, "none of the known steps of years")
        return
    low, high = bounds
    value: Json = {"months_min": low, "months_max": high, "priority": "unspecified", "in": None}
    yield "experience_requirements", claimed(node, value, "code.experience")


def meant(part: str, field: str) -> Reads:
    """Read one code of one part of ``data/job_board_codes.yaml`` as what it means; others say nothing here."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        for name in meanings(part).get(folded(node.value), ()):
            yield field, claimed(node, name, "code.meant", status="derived")

    return Reads((field,), read)


def code_of(part: str, field: str) -> Reads:
    """Read one code of a part of ``data/job_board_codes.yaml``; one that is not there is told as not extracted."""

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        known = meanings(part).get(folded(node.value), ())
        for name in known:
            yield field, claimed(node, name, f"code.{part}")
        if not known and folded(node.value) not in listed("silent"):
            yield unread(field.partition("/")[0], node, "none of the known words")

    return Reads((field,), read)
