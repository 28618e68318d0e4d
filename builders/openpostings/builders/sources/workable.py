"""Workable: the account's jobs (``/api/v1/widget/accounts/<account>?details=true``), and one job of the other APIs."""

from __future__ import annotations

from typing import Final

from openpostings.builders.read.draft import Json
from openpostings.builders.read.refuse import Reason
from openpostings.builders.sources.base import AGAIN, BODY, Field
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import credential, employment, folded, level, workplace
from openpostings.builders.sources.money import PayParts, pay
from openpostings.builders.sources.places import Parts, address
from openpostings.builders.sources.values import as_written, canonical, concept, inside, moment, when_true, where

_CLOSED: Final = frozenset({"closed", "archived"})


def _remote(record: Json) -> bool:
    flags = (inside(record, pointer) for pointer in ("/telecommuting", "/remote", "/location/telecommuting"))
    return any(flag is True for flag in flags) or folded(inside(record, "/workplace")) == "remote"


def _says_no_workplace(record: Json) -> bool:
    return not inside(record, "/workplace") and not inside(record, "/location/workplace_type")


def _has_no_list(record: Json) -> bool:
    return not inside(record, "/locations")


def _stands_alone(record: Json) -> bool:
    return _has_no_list(record) and not inside(record, "/location")


def _refused(record: Json) -> tuple[Reason, str] | None:
    state = folded(inside(record, "/state"))
    if inside(record, "/isInternal") is True or state == "draft":
        return "unlisted", "internal or a draft"
    return ("expired", f"state is {state}") if state in _CLOSED else None


_PARTS: Final = Parts(
    city="/city", region="/region", country="/country", code="/countryCode", other_code="/country_code"
)
_APART: Final = Parts(city="/city", region="/state", country="/country")
_FLAG: Final = where(_says_no_workplace, when_true("job_location_type", "TELECOMMUTE"))
_PLACE: Final = where(_stands_alone, address(_APART, remote=_remote, of_record=True))

SOURCE: Final = Board(
    name="workable",
    accepts="An answer of Workable's APIs: the jobs of an account, or one job. Drafts and internal jobs are refused.",
    records=("/jobs/*", "/results/*", ""),
    marks=("/shortcode", "/title"),
    of_all=(("account_name", "/name"), ("account_description", "/description")),
    refuses=_refused,
    crosswalk=(
        Field("/shortcode", "identifier"),
        Field("/title", "title"),
        Field("/full_title", AGAIN),
        Field("/account_name", "employer"),
        Field("/code", "requisition"),
        Field("/employment_type", employment()),
        Field("/type", employment()),
        Field("/telecommuting", _FLAG),
        Field("/remote", _FLAG),
        Field("/location/telecommuting", _FLAG),
        Field("/workplace", workplace()),
        Field("/location/workplace_type", workplace()),
        Field("/locations/*", address(_PARTS, remote=_remote, hidden="/hidden")),
        Field("/location", where(_has_no_list, address(_PARTS, remote=_remote))),
        Field("/city", _PLACE),
        Field("/state", _PLACE),
        Field("/country", _PLACE),
        Field("/department", as_written("employment_unit")),
        Field("/department/0", as_written("employment_unit")),
        Field("/industry", concept("industry")),
        Field("/function", concept("occupational_category")),
        Field("/experience", level()),
        Field("/education", credential()),
        Field("/salary", pay(PayParts(low="/salary_from", high="/salary_to", currency="/salary_currency"))),
        Field("/published_on", moment("posted")),
        Field("/published", moment("posted")),
        Field("/created_at", where(lambda record: not inside(record, "/published_on"), moment("posted"))),
        Field("/url", canonical("source/url")),
        Field("/application_url", "apply_url"),
        Field("/description", BODY),
        Field("/full_description", BODY, twin="/description"),
        Field("/requirements", BODY, heading="=Requirements"),
        Field("/benefits", BODY, heading="=Benefits"),
    ),
    loses=(
        ("/id", "a number of the board's own"),
        ("/account_description", "of the employer, not of the job"),
        ("/shortlink", "another address of the same page"),
        ("/keywords/*", "free words that do not say whether they are asked for"),
        ("/state", "what is not published is refused"),
        ("/isInternal", "what is internal is refused"),
        ("/approvalStatus", "a step inside the employer"),
        ("/accountUid", "a number of the board's own"),
        ("/language", "that of the posting is read from its text"),
    ),
)
