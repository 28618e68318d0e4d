"""Write a posting as schema.org ``JobPosting`` in JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpostings.schema.crosswalk.vocabulary import schema_org
from openpostings.schema.posting import Posting
from openpostings.schema.scalars import JsonObject

CONTEXT: Final = "https://schema.org/"
_EMPTY: Final[tuple[object, ...]] = (None, [], {})


def to_schema_org(posting: Posting) -> JsonObject:
    """Write what schema.org can say of a posting.

    Parameters
    ----------
    posting
        A valid posting.

    Returns
    -------
    dict
        One ``JobPosting`` node with its context. What is not stated is left out (a deadline too); one value stands
        alone, several in a list. Fields that schema.org cannot say are those of ``schema_org().lost_out``.
    """
    said: JsonObject = posting.model_dump(mode="json", exclude={"provenance", "sections"})
    return {"@context": CONTEXT, **_node("JobPosting", **_work(said), **_terms(said), **_asked(said), **_origin(said))}


def _node(kind: str, **properties: object) -> JsonObject:
    return {"@type": kind, **{name: value for name, value in properties.items() if value not in _EMPTY}}


def _filled(kind: str, **properties: object) -> JsonObject | None:
    """Make a node, or nothing where it would say nothing."""
    node = _node(kind, **properties)
    return node if len(node) > 1 else None


def one_or_many(values: Sequence[object]) -> object:
    """Give one value alone, several as a list, none as nothing."""
    kept = [value for value in values if value not in _EMPTY]
    return kept[0] if len(kept) == 1 else kept or None


def _work(said: JsonObject) -> JsonObject:
    """Write what the job is, for whom and where."""
    employer = said["hiring_organization"]
    return {
        "title": said["title"],
        "hiringOrganization": employer and _employer(employer),
        "employmentUnit": _filled("Organization", name=said["employment_unit"]),
        "industry": one_or_many([_term(concept) for concept in said["industry"]]),
        "occupationalCategory": one_or_many([_code(concept) for concept in said["occupational_category"]]),
        "employmentType": one_or_many(said["employment_type"]),
        "jobLocation": one_or_many([_place("Place", place) for place in said["job_location"]]),
        "jobLocationType": said["job_location_type"],
        "applicantLocationRequirements": one_or_many(
            [_place(_area(place), place) for place in said["applicant_location_requirements"]]
        ),
    }


def _employer(employer: JsonObject) -> JsonObject:
    return _node(
        "Organization",
        name=employer["name"],
        url=employer["url"],
        sameAs=one_or_many(employer["same_as"]),
        parentOrganization=_filled("Organization", name=employer["parent_name"]),
    )


def _term(concept: JsonObject) -> JsonObject:
    return _node("DefinedTerm", name=concept["name"], termCode=concept["code"], inDefinedTermSet=concept["scheme"])


def _code(concept: JsonObject) -> JsonObject:
    return _node(
        "CategoryCode",
        name=concept["name"],
        codeValue=concept["code"],
        inCodeSet=_filled("CategoryCodeSet", name=concept["scheme"]),
    )


def _place(kind: str, place: JsonObject) -> JsonObject:
    address = _filled(
        "PostalAddress",
        addressLocality=place["address_locality"],
        addressRegion=place["address_region"],
        addressCountry=place["address_country"],
    )
    geo = None
    if place["latitude"] is not None:
        geo = _node("GeoCoordinates", latitude=place["latitude"], longitude=place["longitude"])
    # A place without parts has its words for an address, which every reader of postings looks at.
    return _node(kind, name=place["raw"] if address else None, address=address or place["raw"], geo=geo)


def _area(place: JsonObject) -> str:
    """Name the kind of area that an applicant must live in."""
    if place["address_locality"]:
        return "City"
    if place["address_region"]:
        return "State"
    return "Country" if place["address_country"] else "AdministrativeArea"


def _terms(said: JsonObject) -> JsonObject:
    """Write when, how long, how much."""
    return {
        "datePosted": _moment(said["date_posted"], said["posted_at"]),
        "validThrough": _moment(said["valid_through"], said["valid_through_at"]),
        # The vocabulary has one start; of alternatives it is the first.
        "jobStartDate": next(iter(said["job_start_dates"]), None),
        "jobDuration": _duration(said["job_duration"]),
        "workHours": _hours(said["work_hours"]),
        "baseSalary": _salary(said["base_salary"]),
        "incentiveCompensation": one_or_many(said["incentive_compensation"]),
        "jobBenefits": one_or_many([perk["name"] for perk in said["job_benefits"] if perk["scope"] == "posting"]),
    }


def _moment(day: str | None, moment: str | None) -> object:
    """Give a day, a time of that day, or both where the time in UTC lies on another day."""
    if day is None or moment is None:
        return day
    return moment if moment.startswith(day) else [day, moment]


def _duration(length: JsonObject | None) -> object:
    if length is None:
        return None
    if length["max_value"] is None:
        return f"P{length['value']}{length['unit'][0]}"
    return _node("QuantitativeValue", minValue=length["value"], maxValue=length["max_value"], unitText=length["unit"])


def _hours(hours: JsonObject | None) -> str | None:
    if hours is None:
        return None
    bounds = [hours["value"], *([hours["max_value"]] if hours["max_value"] is not None else [])]
    return f"{'-'.join(_number(bound) for bound in bounds)} hours per {hours['unit_text'].lower()}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _salary(pay: JsonObject | None) -> JsonObject | None:
    if pay is None:
        return None
    low, high = pay["min_value"], pay["max_value"]
    bounds = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    value = _node("QuantitativeValue", **bounds, unitText=pay["unit_text"])
    return _node("MonetaryAmount", currency=pay["currency"], value=value)


def _asked(said: JsonObject) -> JsonObject:
    """Write what one does, what one must bring and how one applies."""
    application: JsonObject = said["application"] or {}
    gates: JsonObject = said["work_authorization"] or {}
    table = schema_org()
    eligible = [words.get(gates.get(gate) or "") for gate, words in table.authorization.items()]
    return {
        "description": said["description"],
        "responsibilities": one_or_many([item["text"] for item in said["responsibilities"]]),
        "qualifications": one_or_many([item["text"] for item in said["qualifications"]]),
        "educationRequirements": one_or_many([_credential(degree) for degree in said["education_requirements"]]),
        "experienceRequirements": one_or_many([_experience(length) for length in said["experience_requirements"]]),
        "skills": one_or_many([_skill(skill) for skill in said["skills"]]),
        "eligibilityToWorkRequirement": one_or_many(eligible),
        "securityClearanceRequirement": table.clearance.get(gates.get("security_clearance") or ""),
        "applicationContact": _filled("ContactPoint", url=application.get("url")),
        "directApply": application.get("direct_apply"),
    }


def _credential(degree: JsonObject) -> JsonObject | None:
    return _filled(
        "EducationalOccupationalCredential",
        credentialCategory=schema_org().credentials.get(degree["credential_category"] or ""),
        about=one_or_many(degree["fields_of_study"]),
    )


def _experience(length: JsonObject) -> JsonObject | None:
    if length["months_min"] is None:
        return None
    return _node("OccupationalExperienceRequirements", monthsOfExperience=length["months_min"], name=length["in"])


def _skill(skill: JsonObject) -> object:
    concept = skill["concept"]
    if concept is None:
        return skill["name"]
    other = concept["name"] if concept["name"] != skill["name"] else None
    return _term({**concept, "name": skill["name"]}) | ({"alternateName": other} if other else {})


def _origin(said: JsonObject) -> JsonObject:
    """Write the page that the posting stands on, and its numbers."""
    source = said["source"]
    numbers = [
        _node("PropertyValue", propertyID=name, value=source[name])
        for name in ("identifier", "requisition_id")
        if source[name] is not None
    ]
    page = _filled(
        "WebPage",
        dateModified=_moment(said["date_modified"], said["modified_at"]),
        inLanguage=said["language"],
        publisher=_filled("Organization", name=source["publisher"]),
    )
    return {"url": source["url"], "identifier": one_or_many(numbers), "mainEntityOfPage": page}
