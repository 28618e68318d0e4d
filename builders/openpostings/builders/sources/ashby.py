"""Ashby: the posting API (``/posting-api/job-board/<board>?includeCompensation=true``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.refuse import Reason
from openpostings.builders.sources.base import AGAIN, BODY, Field, Node, Reads
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import employment, folded, workplace
from openpostings.builders.sources.money import PayParts, pay_among
from openpostings.builders.sources.places import Parts, address, place_text
from openpostings.builders.sources.sheets import values_at
from openpostings.builders.sources.values import (
    as_written,
    canonical,
    incentives,
    inside,
    moment,
    unread,
    when_true,
    where,
)

_POSTAL: Final = "/address/postalAddress"
_PARTS: Final = Parts(
    city=f"{_POSTAL}/addressLocality",
    region=f"{_POSTAL}/addressRegion",
    country=f"{_POSTAL}/addressCountry",
    shown="/location",
)
_MAIN: Final = address(_PARTS, of_record=True, towns=True)
_TEXT: Final = place_text(country=f"{_POSTAL}/addressCountry", workplace="/workplaceType")
_SECOND: Final = address(_PARTS, towns=True)
_AMOUNTS: Final = PayParts(low="/minValue", high="/maxValue", currency="/currencyCode", unit="/interval")
_ON_TARGET: Final = re.compile(r"\bOTE\b|on[- ]target", re.IGNORECASE)


def _has_town(record: Json) -> bool:
    return bool(inside(record, f"{_POSTAL}/addressLocality")) and "remote" not in folded(inside(record, "/location"))


def _shown(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read how another place is shown, where its parts name no town."""
    above = inside(node.record, node.pointer.rpartition("/")[0])
    if not _has_town(above):
        yield from place_text(workplace="/workplaceType")(node)


def _salaries(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the base of all tiers. What one earns on target has commission in it and is no base."""
    parts = [part for _, part in values_at(node.value, "/*/components/*")]
    salaries = [part for part in parts if inside(part, "/compensationType") == "Salary"]
    base = [part for part in salaries if not _ON_TARGET.search(str(inside(part, "/summary")))]
    if salaries and not base:
        yield unread("base_salary", node, "on-target earnings, in which commission is counted")
        return
    yield from pay_among(node, base, _AMOUNTS)


def _summary(node: Node) -> Iterator[tuple[str, Claim]]:
    if isinstance(node.value, list):
        salaries = [part for part in node.value if inside(part, "/compensationType") == "Salary"]
        yield from pay_among(node, salaries, _AMOUNTS)


def _has_no_tiers(record: Json) -> bool:
    return not inside(record, "/compensation/compensationTiers")


def _says_no_workplace(record: Json) -> bool:
    return not inside(record, "/workplaceType")


def _unlisted(record: Json) -> tuple[Reason, str] | None:
    return ("unlisted", "isListed is false") if inside(record, "/isListed") is False else None


SOURCE: Final = Board(
    name="ashby",
    accepts="An answer of Ashby's posting API: the jobs of a board. One with isListed false is refused.",
    records=("/jobs/*", "/results/*", ""),
    marks=("/jobUrl", "/publishedAt", "/title"),
    refuses=_unlisted,
    crosswalk=(
        Field("/id", "identifier"),
        Field("/title", "title"),
        Field("/team", as_written("employment_unit")),
        Field("/department", where(lambda record: not inside(record, "/team"), as_written("employment_unit"))),
        Field("/employmentType", employment()),
        Field("/location", where(lambda record: not _has_town(record), _TEXT)),
        Field(_POSTAL, where(_has_town, _MAIN)),
        Field("/secondaryLocations/*", _SECOND),
        Field("/secondaryLocations/*/location", Reads(("job_location", "applicant_location_requirements"), _shown)),
        Field("/workplaceType", workplace()),
        Field("/isRemote", where(_says_no_workplace, when_true("job_location_type", "TELECOMMUTE"))),
        Field("/publishedAt", moment("posted")),
        Field("/updatedAt", moment("modified")),
        Field("/jobUrl", canonical("source/url")),
        Field("/applyUrl", "apply_url"),
        Field("/compensation/compensationTierSummary", incentives()),
        Field("/compensation/compensationTiers", Reads(("base_salary",), _salaries)),
        Field("/compensation/summaryComponents", where(_has_no_tiers, Reads(("base_salary",), _summary))),
        Field("/compensation/scrapeableCompensationSalarySummary", AGAIN),
        Field("/descriptionHtml", BODY),
        Field("/descriptionPlain", BODY, twin="/descriptionHtml"),
    ),
    loses=(
        ("/isListed", "what is not listed is refused"),
        ("/shouldDisplayCompensationOnJobPostings", "how the board shows the pay"),
    ),
)
