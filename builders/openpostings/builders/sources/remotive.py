"""Remotive: the API of remote jobs (``/api/remote-jobs``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from openpostings.builders.normalise.places import parse_place
from openpostings.builders.read.draft import Claim
from openpostings.builders.read.facts.place import place_json
from openpostings.builders.sources.base import BODY, Field, Node, Reads
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import employment, folded
from openpostings.builders.sources.values import canonical, claimed, concept, moment, unread

_PART: Final = re.compile(r"[^,;/]+")
_ANYWHERE: Final = frozenset({"worldwide", "anywhere", "global", "remote", "anywhereintheworld"})


def _where_to_live(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read where one must live. The board has remote jobs alone."""
    note = "the board has remote jobs alone"
    yield "job_location_type", claimed(node, "TELECOMMUTE", "source.remote", status="derived", note=note)
    for part in _PART.finditer(node.text):
        name = part.group().strip()
        if not name or folded(name) in _ANYWHERE:
            continue
        start = node.start + part.start() + part.group().index(name)
        place = parse_place(name, labelled=True)
        if place is None:
            yield unread("applicant_location_requirements", node, f"{name[:60]} is no place that is known")
            continue
        claim = claimed(node, place_json(place), "value.residence")
        yield "applicant_location_requirements", claim._replace(start=start, end=start + len(name))


SOURCE: Final = Board(
    name="remotive",
    accepts="An answer of Remotive's API of remote jobs.",
    records=("/jobs/*", ""),
    marks=("/publication_date", "/candidate_required_location", "/url"),
    crosswalk=(
        Field("/id", "identifier"),
        Field("/title", "title"),
        Field("/company_name", "employer"),
        Field(
            "/candidate_required_location",
            Reads(("applicant_location_requirements", "job_location_type"), _where_to_live),
        ),
        Field("/job_type", employment()),
        Field("/salary", "pay"),
        Field("/publication_date", moment("posted")),
        Field("/category", concept("occupational_category")),
        Field("/url", canonical("source/url")),
        Field("/description", BODY),
    ),
    loses=(
        ("/tags/*", "free words that do not say whether they are asked for"),
        ("/company_logo", "a picture"),
        ("/company_logo_url", "a picture"),
    ),
)
