"""Write a posting as an entry of a ``listings.json``: the way back, for what such an entry can say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Final

from openpostings.builders.normalise.wording import mapping
from openpostings.builders.read.draft import Json
from openpostings.builders.tables import load_table, strings
from openpostings.schema.posting import Posting
from openpostings.schema.vocabulary import CredentialCategory

LOSSES: Final = (
    "body, sections, duties, requirements, skills, benefits",
    "pay, hours, duration, start dates, deadline",
    "hybrid work",
    "several gates of work authorization at once, and that sponsorship is offered, which is also the form's choice",
    "a bachelor's degree alone, which is also the form's choice",
    "regions and countries of a place beside its words",
)
"""What an entry cannot say."""


@cache
def _sponsorship() -> dict[tuple[str, ...], str]:
    """Give the first choice of the form for each gate and value, as the form writes it."""
    found: dict[tuple[str, ...], str] = {}
    for words, said in mapping(mapping(load_table("listing")["sponsorship"])["says"]).items():
        found.setdefault(strings(said), words)
    return found


@cache
def _degrees() -> dict[str, str]:
    found: dict[str, str] = {}
    for words, level in mapping(mapping(load_table("listing")["degrees"])["says"]).items():
        found.setdefault(str(level), words)
    return found


def to_simplify(posting: Posting) -> dict[str, Json]:
    """Write a posting as an entry of a contributed list.

    Parameters
    ----------
    posting
        Any posting with a title.

    Returns
    -------
    dict
        The entry; ``LOSSES`` says what it cannot hold. What the posting does not state is left out, never a default.
    """
    organization = posting.hiring_organization
    application = posting.application
    url = (application.url if application else None) or posting.source.url
    entry: dict[str, Json] = {
        "id": posting.source.identifier,
        "title": posting.title,
        "company_name": organization.name if organization else None,
        "company_url": organization.url if organization else None,
        "locations": list(_places(posting)),
        "url": url,
        "terms": [f"{term.season.value.capitalize()} {term.year}" for term in posting.terms],
        "date_posted": _seconds(posting.posted_at),
        "date_updated": _seconds(posting.modified_at),
        "active": posting.status.value == "open" if posting.status else None,
        "is_visible": True,
        "sponsorship": _gate(posting),
        "degrees": [words for one in posting.education_requirements if (words := _degree(one.credential_category))],
        "category": posting.occupational_category[0].name if posting.occupational_category else None,
    }
    return {name: value for name, value in entry.items() if name == "locations" or value not in (None, [], "")}


def _degree(category: CredentialCategory | None) -> str | None:
    return _degrees().get(category.value) if category is not None else None


def _places(posting: Posting) -> Iterator[str]:
    yield from (place.raw for place in posting.job_location if place.raw)
    homes = [place.raw for place in posting.applicant_location_requirements]
    yield from (f"Remote in {home}" for home in homes)
    if not homes and posting.job_location_type is not None and posting.job_location_type.value == "TELECOMMUTE":
        yield "Remote"


def _seconds(moment: dt.datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def _gate(posting: Posting) -> str | None:
    gates = posting.work_authorization
    if gates is None:
        return None
    if gates.visa_sponsorship is not None and gates.visa_sponsorship.value == "not_offered":
        return _sponsorship()["visa_sponsorship", "not_offered"]
    if gates.eligible_persons is not None and gates.eligible_persons.value == "citizen":
        return _sponsorship()["eligible_persons", "citizen"]
    return None
