"""The Muse: the public jobs API (``/api/public/jobs`` and one job of it)."""

from __future__ import annotations

from typing import Final

from openpostings.builders.sources.base import AGAIN, BODY, Field
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import level, meant
from openpostings.builders.sources.values import canonical, concept, moment, together

_INTERN: Final = meant("levels_of_employment", "employment_type")


SOURCE: Final = Board(
    name="themuse",
    accepts="An answer of The Muse's public jobs API: a page of results, or one job.",
    records=("/results/*", ""),
    marks=("/refs/landing_page", "/publication_date", "/name"),
    crosswalk=(
        Field("/id", "identifier"),
        Field("/name", "title"),
        Field("/company/name", "employer"),
        Field("/locations/*/name", "place"),
        Field("/levels/*/short_name", together(level(), _INTERN)),
        Field("/levels/*/name", AGAIN),
        Field("/categories/*/name", concept("occupational_category")),
        Field("/publication_date", moment("posted")),
        Field("/refs/landing_page", canonical("source/url")),
        Field("/contents", BODY),
    ),
    loses=(
        ("/company/id", "a number of the board's own"),
        ("/company/short_name", "the name of the employer's page on the board"),
        ("/short_name", "the name of the posting's page on the board"),
        ("/type", "which way the posting came to the board"),
        ("/model_type", "says that it is a job"),
        ("/tags/**", "lists of employers that the board makes"),
    ),
)
