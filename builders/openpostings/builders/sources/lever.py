"""Lever: the postings API (``/v0/postings/<site>?mode=json`` and one posting of it)."""

from __future__ import annotations

from typing import Final

from openpostings.builders.read.draft import Json
from openpostings.builders.sources.base import BODY, Field
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import employment, level, workplace
from openpostings.builders.sources.inverse import epoch_of
from openpostings.builders.sources.money import PayParts, pay
from openpostings.builders.sources.places import place_text
from openpostings.builders.sources.values import as_written, canonical, epoch, inside, where

_PLACE: Final = place_text(country="/country", workplace="/workplaceType")


def _has_no_team(record: Json) -> bool:
    return not inside(record, "/categories/team")


def _several(record: Json) -> bool:
    places = inside(record, "/categories/allLocations")
    return isinstance(places, list) and len(places) > 1


SOURCE: Final = Board(
    name="lever",
    accepts="An answer of Lever's postings API: a list of postings, or one posting.",
    records=("/*", "/data/*", "/data", ""),
    marks=("/hostedUrl", "/categories", "/text"),
    crosswalk=(
        Field("/id", "identifier"),
        Field("/text", "title"),
        Field("/categories/location", where(lambda record: not _several(record), _PLACE)),
        Field("/categories/allLocations/*", where(_several, place_text(workplace="/workplaceType"))),
        Field("/categories/commitment", employment()),
        Field("/categories/level", level()),
        Field("/categories/team", as_written("employment_unit")),
        Field("/categories/department", where(_has_no_team, as_written("employment_unit"))),
        Field("/workplaceType", workplace()),
        Field("/createdAt", epoch("posted"), write=epoch_of("posted_at")),
        Field("/hostedUrl", canonical("source/url")),
        Field("/applyUrl", "apply_url"),
        Field("/salaryRange", pay(PayParts(low="/min", high="/max", currency="/currency", unit="/interval"))),
        Field("/description", BODY),
        Field("/opening", BODY, twin="/description"),
        Field("/descriptionBody", BODY, twin="/description"),
        Field("/descriptionPlain", BODY, twin="/description"),
        Field("/openingPlain", BODY, twin="/description"),
        Field("/descriptionBodyPlain", BODY, twin="/descriptionPlain"),
        Field("/lists/*/content", BODY, heading="/lists/*/text"),
        Field("/salaryDescription", BODY, heading="=Salary"),
        Field("/salaryDescriptionPlain", BODY, heading="=Salary", twin="/salaryDescription"),
        Field("/additional", BODY),
        Field("/additionalPlain", BODY, twin="/additional"),
    ),
    loses=(
        ("/country", "completes a place that stands alone; of several it does not say which it is of"),
        ("/tags/*", "free words that say nothing by themselves"),
        ("/state", "what the API gives is published"),
    ),
)
