"""USAJOBS: the search API (``/api/search``) of the federal government of the United States."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import AGAIN, BODY, Field, Node, Reads
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import code_of, employment
from openpostings.builders.sources.money import PayParts, pay
from openpostings.builders.sources.places import Parts, address, place_text
from openpostings.builders.sources.values import (
    canonical,
    claimed,
    inside,
    moment,
    when_true,
    where,
    words_of,
)

_JOB: Final = "/MatchedObjectDescriptor"
_DETAILS: Final = f"{_JOB}/UserArea/Details"
_MONEY: Final = "dollars of the United States, in which all federal pay is"


def _federal(record: Json) -> tuple[str, str] | None:
    return ("USD", _MONEY) if record is not None else None


def _remote(record: Json) -> bool:
    return inside(record, f"{_DETAILS}/RemoteIndicator") is True


def _has_no_places(record: Json) -> bool:
    return not inside(record, f"{_JOB}/PositionLocation")


def _category(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read an occupational series of the Office of Personnel Management."""
    name, code = words_of(inside(node.value, "/Name")), words_of(inside(node.value, "/Code"))
    if name:
        value: Json = {"name": name, "code": code or None, "scheme": "OPM"}
        yield "occupational_category", claimed(node, value, "value.concept")


_PAY: Final = PayParts(low="/MinimumRange", high="/MaximumRange", unit="/RateIntervalCode", money=_federal)
_PLACE: Final = Parts(
    city="/CityName",
    region="/CountrySubDivisionCode",
    country="/CountryCode",
    shown="/LocationName",
    latitude="/Latitude",
    longitude="/Longitude",
)

SOURCE: Final = Board(
    name="usajobs",
    accepts="An answer of the search API of USAJOBS.",
    records=("/SearchResult/SearchResultItems/*", "/SearchResultItems/*", ""),
    marks=(f"{_JOB}/PositionTitle", f"{_JOB}/PositionURI", "/MatchedObjectId"),
    crosswalk=(
        Field("/MatchedObjectId", "identifier"),
        Field(f"{_JOB}/PositionID", "requisition"),
        Field(f"{_JOB}/PositionTitle", "title"),
        Field(f"{_JOB}/OrganizationName", "employer"),
        Field(f"{_JOB}/DepartmentName", "parent"),
        Field(f"{_JOB}/PositionURI", canonical("source/url")),
        Field(f"{_JOB}/ApplyURI/*", "apply_url"),
        Field(f"{_JOB}/PositionLocation/*", address(_PLACE, remote=_remote)),
        Field(f"{_JOB}/PositionLocationDisplay", where(_has_no_places, place_text())),
        Field(f"{_DETAILS}/RemoteIndicator", when_true("job_location_type", "TELECOMMUTE")),
        Field(f"{_JOB}/PositionSchedule/*/Name", employment()),
        Field(f"{_JOB}/PositionSchedule/*/Code", AGAIN),
        Field(f"{_JOB}/PositionOfferingType/*/Name", employment()),
        Field(f"{_JOB}/PositionOfferingType/*/Code", AGAIN),
        Field(f"{_JOB}/JobCategory/*", Reads(("occupational_category",), _category)),
        Field(f"{_JOB}/PositionRemuneration", pay(_PAY)),
        Field(f"{_JOB}/PublicationStartDate", moment("posted")),
        Field(f"{_JOB}/PositionStartDate", AGAIN),
        Field(f"{_JOB}/ApplicationCloseDate", moment("deadline")),
        Field(f"{_JOB}/PositionEndDate", AGAIN),
        Field(f"{_DETAILS}/SecurityClearance", code_of("clearance", "work_authorization/security_clearance")),
        Field(f"{_DETAILS}/WhoMayApply/Name", code_of("eligible_persons", "work_authorization/eligible_persons")),
        Field(f"{_DETAILS}/WhoMayApply/Code", AGAIN),
        Field(f"{_DETAILS}/JobSummary", BODY, heading="=Summary"),
        Field(f"{_DETAILS}/MajorDuties", BODY, heading="=Duties"),
        Field(f"{_DETAILS}/MajorDuties/*", BODY, heading="=Duties"),
        Field(f"{_DETAILS}/Requirements", BODY, heading="=Requirements"),
        Field(f"{_DETAILS}/KeyRequirements/*", BODY, heading="=Key requirements"),
        Field(f"{_JOB}/QualificationSummary", BODY, heading="=Qualifications"),
        Field(f"{_DETAILS}/Education", BODY, heading="=Education"),
        Field(f"{_DETAILS}/OtherInformation", BODY, heading="=Additional information"),
        Field(f"{_DETAILS}/Benefits", BODY, heading="=Benefits"),
        Field(f"{_DETAILS}/Evaluations", BODY, heading="=How you will be evaluated"),
        Field(f"{_DETAILS}/RequiredDocuments", BODY, heading="=Required documents"),
        Field(f"{_DETAILS}/HowToApply", BODY, heading="=How to apply"),
        Field(f"{_DETAILS}/WhatToExpectNext", BODY, heading="=Next steps"),
        Field(f"{_DETAILS}/AgencyMarketingStatement", BODY, heading="=About the agency"),
    ),
    loses=(
        (f"{_JOB}/JobGrade/**", "the record has no field for a grade of a pay plan"),
        (f"{_DETAILS}/LowGrade", "the record has no field for a grade of a pay plan"),
        (f"{_DETAILS}/HighGrade", "the record has no field for a grade of a pay plan"),
        (f"{_DETAILS}/PromotionPotential", "the record has no field for a grade of a pay plan"),
        (f"{_DETAILS}/TeleworkEligible", "that one may ask to telework now and then is no kind of workplace"),
        (f"{_DETAILS}/HiringPath/*", "groups of applicants; the record has no field for them"),
        (f"{_DETAILS}/TotalOpenings", "the record has no field for the number of openings"),
        (f"{_DETAILS}/TravelCode", "the record has no field for travel"),
        (f"{_DETAILS}/Relocation", "the record has no field for relocation"),
        (f"{_DETAILS}/SubAgencyName", "the organisation and its department stand for it"),
        (f"{_JOB}/SubAgency", "the organisation and its department stand for it"),
        (f"{_DETAILS}/OrganizationCodes", "a number of the site's own"),
        (f"{_DETAILS}/DrugTestRequired", "the record has no field for tests"),
        (f"{_DETAILS}/ServiceType", "the record has no field for kinds of federal service"),
        (f"{_DETAILS}/AnnouncementClosingType", "how the announcement closes, whose day stands beside it"),
        (f"{_DETAILS}/AdjudicationType/**", "the record has no field for how people are vetted"),
        (f"{_DETAILS}/PositionSensitivitiy", "the record has no field for how people are vetted"),
        (f"{_DETAILS}/BenefitsUrl", "an address of the site"),
        (f"{_DETAILS}/BenefitsDisplayDefaultText", "how the site shows the benefits"),
        (f"{_DETAILS}/WithinArea", "how near to the place that was searched for"),
        (f"{_DETAILS}/CommuteDistance", "how near to the place that was searched for"),
        (f"{_DETAILS}/ApplyOnlineUrl", "the address of the form, which /ApplyURI gives"),
        (f"{_DETAILS}/DetailStatusUrl", "an address of the site"),
        (f"{_DETAILS}/Language", "that of the posting is read from its text"),
        (f"{_JOB}/UserArea/IsRadialSearch", "a fact of the search"),
        (f"{_JOB}/PositionFormattedDescription/**", "words of the site"),
        ("/RelevanceScore", "a fact of the search"),
        ("/RelevanceRank", "a fact of the search"),
    ),
)
