"""Greenhouse: the job board API (``/v1/boards/<board>/jobs?content=true`` and one job of it)."""

from __future__ import annotations

import re
from typing import Final

from openpostings.builders.normalise.places import parse_places
from openpostings.builders.normalise.workplace import find_workplace
from openpostings.builders.read.draft import Json
from openpostings.builders.sources.base import BODY, NAMED, Field
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.markup import unescaped
from openpostings.builders.sources.money import PayParts, named_unit, pay
from openpostings.builders.sources.places import place_text
from openpostings.builders.sources.values import canonical, inside, moment, where, words_of

_PAY_TITLE: Final = re.compile(
    r'<div class="title">(?P<title>[^<>]{1,200}?):?\s{0,9}</div>\s{0,99}<div class="pay-range">', re.IGNORECASE
)
_FORM: Final = "the form, not the job"
_OFFICES: Final = "the employer's offices; where the job is stands in /location"
_RANGES: Final = PayParts(
    low="/min_cents", high="/max_cents", currency="/currency_type", words=("/title", "/blurb"), cents=True
)


def _with_pay_in_line(content: str) -> str:
    """Bring the title of a pay range and its amounts into one line: "Hourly rate: $35 - $45"."""
    return _PAY_TITLE.sub(_joined, unescaped(content))


def _joined(match: re.Match[str]) -> str:
    """Join a title that names a span of time; any other is left as a heading of its own."""
    return f'<div class="pay-range">{match["title"]}: ' if named_unit(match["title"]) else match[0]


def _has_no_place(record: Json) -> bool:
    said = words_of(inside(record, "/location/name"))
    return not parse_places(said) and not find_workplace(said, labelled=True)


SOURCE: Final = Board(
    name="greenhouse",
    accepts="An answer of Greenhouse's job board API: a list of jobs, or one job.",
    records=("/jobs/*", "/departments/*/jobs/*", "/offices/*/departments/*/jobs/*", ""),
    marks=("/absolute_url", "/internal_job_id", "/title"),
    crosswalk=(
        Field("/id", "identifier"),
        Field("/title", "title"),
        Field("/company_name", "employer"),
        Field("/location/name", place_text()),
        Field("/offices/*/location", where(_has_no_place, place_text())),
        Field("/absolute_url", canonical("source/url")),
        Field("/updated_at", moment("modified")),
        Field("/first_published", moment("posted")),
        Field("/application_deadline", moment("deadline")),
        Field("/requisition_id", "requisition"),
        Field("/departments/*/name", "unit"),
        Field("/metadata/*/value", NAMED, heading="/metadata/*/name"),
        Field("/metadata/*/value/*", NAMED, heading="/metadata/*/name"),
        Field("/pay_input_ranges", pay(_RANGES)),
        Field("/content", BODY, prepare=_with_pay_in_line),
    ),
    loses=(
        ("/internal_job_id", "the number of the job inside the employer, which its postings share"),
        ("/language", "the language of the board; that of the posting is read from its text"),
        ("/departments/*/id", "a number of the board's own"),
        ("/departments/*/parent_id", "a number of the board's own"),
        ("/departments/*/child_ids/*", "a number of the board's own"),
        ("/offices/*/id", "a number of the board's own"),
        ("/offices/*/parent_id", "a number of the board's own"),
        ("/offices/*/child_ids/*", "a number of the board's own"),
        ("/offices/*/name", _OFFICES),
        ("/metadata/*/id", "a number of the board's own"),
        ("/metadata/*/name", "the name of a field; its value stands beside it"),
        ("/metadata/*/value_type", "how the board shows the field"),
        ("/data_compliance/**", _FORM),
        ("/compliance/**", _FORM),
        ("/questions/**", _FORM),
        ("/location_questions/**", _FORM),
        ("/demographic_questions/**", _FORM),
        ("/ai_disclaimer", _FORM),
        ("/include_ai_disclaimer", _FORM),
        ("/ai_opt_out_request_url", _FORM),
    ),
)
