"""Recruitee: the careers site API (``https://<company>.recruitee.com/api/offers`` and one offer of it)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.refuse import Reason
from openpostings.builders.sources.base import AGAIN, BODY, Field, Node, Reads
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import credential, employment, folded, level
from openpostings.builders.sources.lengths import hours
from openpostings.builders.sources.money import PayParts, pay
from openpostings.builders.sources.places import Parts, address, place_text
from openpostings.builders.sources.values import canonical, claimed, concept, inside, moment, unread, where

_WAYS: Final = {"/remote": "TELECOMMUTE", "/hybrid": "HYBRID", "/on_site": "ONSITE"}
_GONE: Final = frozenset({"closed", "archived"})
_HIDDEN: Final = frozenset({"draft", "internal"})


def _set_ways(record: Json) -> list[str]:
    return [way for pointer, way in _WAYS.items() if inside(record, pointer) is True]


def _way(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the one way of working that is set; of several none is the job's."""
    ways = _set_ways(node.record)
    if node.value is True and len(ways) == 1:
        yield "job_location_type", claimed(node, ways[0], "flag.set")
    elif node.value is True:
        yield unread("job_location_type", node, "several ways of working are set at once")


def _remote(record: Json) -> bool:
    return _set_ways(record) == ["TELECOMMUTE"]


def _has_no_list(record: Json) -> bool:
    return not inside(record, "/locations")


def _refused(record: Json) -> tuple[Reason, str] | None:
    state = folded(inside(record, "/status"))
    if state in _GONE:
        return "expired", f"status is {state}"
    return ("unlisted", f"status is {state}") if state in _HIDDEN else None


_FLAG: Final = Reads(("job_location_type",), _way)
_HOURS: Final = hours(low="/min_hours", high="/max_hours")
_ROOT: Final = Parts(city="/city", region="/state_name", country="/country", code="/country_code")
_PARTS: Final = Parts(city="/city", region="/state", country="/country", code="/country_code")
_PLACE: Final = where(_has_no_list, address(_ROOT, remote=_remote, of_record=True))

SOURCE: Final = Board(
    name="recruitee",
    accepts="An answer of Recruitee's careers site API: the offers of a company, or one. Drafts are refused.",
    records=("/offers/*", "/offer", ""),
    marks=("/careers_url", "/title", "/id"),
    refuses=_refused,
    crosswalk=(
        Field("/id", "identifier"),
        Field("/title", "title"),
        Field("/company_name", "employer"),
        Field("/department", "unit"),
        Field("/locations/*", address(_PARTS, remote=_remote)),
        Field("/city", _PLACE),
        Field("/country", _PLACE),
        Field("/country_code", _PLACE),
        Field("/location", where(lambda record: _has_no_list(record) and not inside(record, "/city"), place_text())),
        Field("/remote", _FLAG),
        Field("/hybrid", _FLAG),
        Field("/on_site", _FLAG),
        Field("/employment_type_code", employment()),
        Field("/experience_code", level()),
        Field("/education_code", credential()),
        Field("/category_code", concept("occupational_category", "Recruitee")),
        Field("/min_hours", _HOURS),
        Field("/max_hours", _HOURS),
        Field("/salary", pay(PayParts(low="/min", high="/max", currency="/currency", unit="/period"))),
        Field("/published_at", moment("posted")),
        Field("/updated_at", moment("modified")),
        Field("/close_at", moment("deadline")),
        Field("/careers_url", canonical("source/url")),
        Field("/careers_apply_url", "apply_url"),
        Field("/description", BODY),
        Field("/requirements", BODY, heading="=Requirements"),
        Field("/sharing_description", AGAIN),
        Field("/state_name", AGAIN),
        Field("/state_code", AGAIN),
        Field("/postal_code", AGAIN),
        Field("/street", AGAIN),
    ),
    loses=(
        ("/created_at", "when it was begun, not when it was published"),
        ("/guid", "a number of the board's own"),
        ("/slug", "the name of the offer's page"),
        ("/position", "its place in the list of the board"),
        ("/status", "what is not published is refused"),
        ("/tags/*", "free words that do not say whether they are asked for"),
        ("/translations/**", "the same in other words or languages"),
        ("/locations_question/**", "the form, not the job"),
        ("/open_questions/**", "the form, not the job"),
        ("/mailbox_email", "a mail box for applications"),
        ("/cover_image", "a picture"),
        ("/options_cv", "the form, not the job"),
        ("/options_cover_letter", "the form, not the job"),
        ("/options_phone", "the form, not the job"),
        ("/options_photo", "the form, not the job"),
    ),
)
