"""SmartRecruiters: the posting API (``/v1/companies/<company>/postings`` and one posting of it)."""

from __future__ import annotations

from typing import Final

from openpostings.builders.read.draft import Json
from openpostings.builders.read.refuse import Reason
from openpostings.builders.sources.base import AGAIN, BODY, NAMED, Field
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import employment, level
from openpostings.builders.sources.money import PayParts, pay
from openpostings.builders.sources.places import Parts, address
from openpostings.builders.sources.values import canonical, concept, inside, moment, when_true, where

_OWN: Final = "a number of the board's own"


def _remote(record: Json) -> bool:
    return inside(record, "/location/remote") is True


def _not_hybrid(record: Json) -> bool:
    return inside(record, "/location/hybrid") is not True


def _refused(record: Json) -> tuple[Reason, str] | None:
    said = inside(record, "/visibility")
    return ("unlisted", "visibility is INTERNAL") if said == "INTERNAL" else None


SOURCE: Final = Board(
    name="smartrecruiters",
    accepts="An answer of SmartRecruiters' posting API: a list of postings, which has no texts, or one posting.",
    records=("/content/*", ""),
    marks=("/releasedDate", "/company/identifier", "/name"),
    refuses=_refused,
    crosswalk=(
        Field("/id", "identifier"),
        Field("/name", "title"),
        Field("/refNumber", "requisition"),
        Field("/company/name", "employer"),
        Field(
            "/location",
            address(
                Parts(
                    city="/city",
                    region="/region",
                    country="/country",
                    shown="/fullLocation",
                    latitude="/latitude",
                    longitude="/longitude",
                ),
                remote=_remote,
            ),
        ),
        Field("/location/fullLocation", AGAIN),
        Field("/location/remote", where(_not_hybrid, when_true("job_location_type", "TELECOMMUTE"))),
        Field("/location/hybrid", when_true("job_location_type", "HYBRID")),
        Field("/typeOfEmployment/label", employment()),
        Field("/typeOfEmployment/id", AGAIN),
        Field("/experienceLevel/id", level()),
        Field("/experienceLevel/label", AGAIN),
        Field("/department/label", "unit"),
        Field("/industry/label", concept("industry")),
        Field("/function/label", concept("occupational_category")),
        Field("/customField/*/valueLabel", NAMED, heading="/customField/*/fieldLabel"),
        Field("/compensation", pay(PayParts(low="/min", high="/max", currency="/currency", unit="/period"))),
        Field("/releasedDate", moment("posted")),
        Field("/postingUrl", canonical("source/url")),
        Field("/applyUrl", "apply_url"),
        Field("/jobAd/sections/companyDescription/text", BODY, heading="/jobAd/sections/companyDescription/title"),
        Field("/jobAd/sections/jobDescription/text", BODY, heading="/jobAd/sections/jobDescription/title"),
        Field("/jobAd/sections/qualifications/text", BODY, heading="/jobAd/sections/qualifications/title"),
        Field(
            "/jobAd/sections/additionalInformation/text",
            BODY,
            heading="/jobAd/sections/additionalInformation/title",
        ),
    ),
    loses=(
        ("/uuid", _OWN),
        ("/jobId", _OWN),
        ("/jobAdId", _OWN),
        ("/defaultJobAd", "which of several advertisements of one job it is"),
        ("/company/identifier", "the name of the employer's page on the board"),
        ("/department/id", _OWN),
        ("/industry/id", _OWN),
        ("/function/id", _OWN),
        ("/customField/*/fieldId", _OWN),
        ("/customField/*/fieldLabel", "the name of a field; its value stands beside it"),
        ("/customField/*/valueId", _OWN),
        ("/creator/**", "a person of the employer"),
        ("/language/**", "that of the posting is read from its text"),
        ("/referralUrl", "for people of the employer"),
        ("/ref", "an address of the API"),
        ("/active", "what is not active is not given"),
        ("/visibility", "what is internal is refused"),
        ("/actions/**", "addresses of the API"),
        ("/jobAd/sections/videos/**", "pictures"),
    ),
)
