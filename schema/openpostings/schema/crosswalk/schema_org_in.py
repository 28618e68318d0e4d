"""Read the ``JobPosting`` that ``to_schema_org`` writes: its exact inverse, and no reader of what others write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, cast

from openpostings.schema.crosswalk.vocabulary import schema_org
from openpostings.schema.scalars import JsonObject

_DURATION: Final = re.compile(r"P(?P<value>[0-9]{1,10})(?P<unit>[DWMY])")
_UNITS: Final = {"D": "DAY", "W": "WEEK", "M": "MONTH", "Y": "YEAR"}
_NUMBER: Final = r"[0-9]{1,3}(?:\.[0-9]{1,400})?(?:e-[0-9]{1,3})?"
_HOURS: Final = re.compile(rf"(?P<value>{_NUMBER})(?:-(?P<max_value>{_NUMBER}))? hours per (?P<unit>week|day)")
_DAY: Final = 10


def from_schema_org(node: JsonObject) -> JsonObject:
    """Give the fields of a posting that a canonical ``JobPosting`` says.

    Parameters
    ----------
    node
        A node in the form that :func:`to_schema_org` writes. Values in another form are left out: reading what the
        web publishes, with evidence, is the work of the builders' source ``schema_org``.

    Returns
    -------
    dict
        Fields of the record; what is not said is left out. Together with the bookkeeping fields they make a posting.
    """
    fields = {**_work(node), **_terms(node), **_asked(node), **_page(node)}
    source: JsonObject = {"url": node.get("url"), "publisher": fields.pop("publisher")}
    for number in _nodes(node.get("identifier")):
        if number.get("propertyID") in {"identifier", "requisition_id"}:
            source[number["propertyID"]] = number.get("value")
    fields["source"] = _stated(source)
    return _stated(fields)


def _stated(fields: JsonObject) -> JsonObject:
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


def _many(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [] if value is None else [value]


def _nodes(value: object) -> list[JsonObject]:
    return [cast("JsonObject", one) for one in _many(value) if isinstance(one, dict)]


def _texts(value: object) -> list[str]:
    return [one for one in _many(value) if isinstance(one, str)]


def _node(value: object) -> JsonObject:
    nodes = _nodes(value)
    return nodes[0] if nodes else {}


def _work(node: JsonObject) -> JsonObject:
    employer = _node(node.get("hiringOrganization"))
    organization = {
        "name": employer.get("name"),
        "url": employer.get("url"),
        "same_as": _texts(employer.get("sameAs")),
        "parent_name": _node(employer.get("parentOrganization")).get("name"),
    }
    return {
        "title": node.get("title"),
        "hiring_organization": _stated(organization),
        "employment_unit": _node(node.get("employmentUnit")).get("name"),
        "industry": [_term(one) for one in _nodes(node.get("industry"))],
        "occupational_category": [_code(one) for one in _nodes(node.get("occupationalCategory"))],
        "employment_type": _texts(node.get("employmentType")),
        "job_location": [_place(one) for one in _nodes(node.get("jobLocation"))],
        "job_location_type": node.get("jobLocationType"),
        "applicant_location_requirements": [_place(one) for one in _nodes(node.get("applicantLocationRequirements"))],
    }


def _term(term: JsonObject) -> JsonObject:
    concept = {"name": term.get("name"), "code": term.get("termCode"), "scheme": term.get("inDefinedTermSet")}
    return _stated(concept)


def _code(code: JsonObject) -> JsonObject:
    scheme = _node(code.get("inCodeSet")).get("name")
    return _stated({"name": code.get("name"), "code": code.get("codeValue"), "scheme": scheme})


def _place(place: JsonObject) -> JsonObject:
    address, geo = place.get("address"), _node(place.get("geo"))
    parts = _node(address)
    fields = {
        "raw": address if isinstance(address, str) else place.get("name"),
        "address_locality": parts.get("addressLocality"),
        "address_region": parts.get("addressRegion"),
        "address_country": parts.get("addressCountry"),
        "latitude": geo.get("latitude"),
        "longitude": geo.get("longitude"),
    }
    return _stated(fields)


def _terms(node: JsonObject) -> JsonObject:
    perks = [{"name": name, "scope": "posting"} for name in _texts(node.get("jobBenefits"))]
    return {
        **_moment(node.get("datePosted"), "date_posted", "posted_at"),
        **_moment(node.get("validThrough"), "valid_through", "valid_through_at"),
        "job_start_dates": _texts(node.get("jobStartDate")),
        "job_duration": _duration(node.get("jobDuration")),
        "work_hours": _hours(node.get("workHours")),
        "base_salary": _salary(_node(node.get("baseSalary"))),
        "incentive_compensation": _texts(node.get("incentiveCompensation")),
        "job_benefits": perks,
    }


def _moment(value: object, day: str, moment: str) -> JsonObject:
    texts = _texts(value)
    timed = next((one for one in texts if len(one) > _DAY), None)
    return {day: texts[0][:_DAY] if texts else None, moment: timed}


def _duration(value: object) -> JsonObject | None:
    if isinstance(value, dict):
        span = cast("JsonObject", value)
        return {"value": span.get("minValue"), "max_value": span.get("maxValue"), "unit": span.get("unitText")}
    match = _DURATION.fullmatch(value) if isinstance(value, str) else None
    return {"value": int(match["value"]), "unit": _UNITS[match["unit"]]} if match else None


def _hours(value: object) -> JsonObject | None:
    match = _HOURS.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    high = match["max_value"]
    hours = {"value": float(match["value"]), "max_value": float(high) if high else None}
    return _stated({**hours, "unit_text": match["unit"].upper()})


def _salary(amount: JsonObject) -> JsonObject | None:
    value = _node(amount.get("value"))
    if not value:
        return None
    whole = value.get("value")
    low, high = (value.get("minValue"), value.get("maxValue")) if whole is None else (whole, whole)
    pay = {"min_value": low, "max_value": high, "currency": amount.get("currency"), "unit_text": value.get("unitText")}
    return _stated(pay)


def _asked(node: JsonObject) -> JsonObject:
    asked = {"depth": 0, "priority": "unspecified", "kind": "other"}
    application = {
        "url": _node(node.get("applicationContact")).get("url"),
        "direct_apply": node.get("directApply"),
    }
    return {
        "description": node.get("description"),
        "responsibilities": [{"text": text, "depth": 0} for text in _texts(node.get("responsibilities"))],
        "qualifications": [{"text": text, **asked} for text in _texts(node.get("qualifications"))],
        "education_requirements": [_degree(one) for one in _nodes(node.get("educationRequirements"))],
        "experience_requirements": [_length(one) for one in _nodes(node.get("experienceRequirements"))],
        "skills": [_skill(one) for one in _many(node.get("skills"))],
        "application": _stated(application),
        "work_authorization": _stated(dict(_gates(node))),
    }


def _degree(credential: JsonObject) -> JsonObject:
    levels = {words: level for level, words in schema_org().credentials.items()}
    level = levels.get(str(credential.get("credentialCategory")))
    fields = _texts(credential.get("about"))
    return _stated({"credential_category": level, "fields_of_study": fields, "priority": "unspecified"})


def _length(asked: JsonObject) -> JsonObject:
    months = asked.get("monthsOfExperience")
    return _stated({"months_min": months, "in": asked.get("name"), "priority": "unspecified"})


def _skill(value: object) -> JsonObject:
    term = _node(value)
    if not term:
        return {"name": value, "priority": "unspecified"}
    concept = {**_term(term), "name": term.get("alternateName") or term.get("name")}
    return {"name": term.get("name"), "priority": "unspecified", "concept": concept}


def _gates(node: JsonObject) -> Iterator[tuple[str, str]]:
    table = schema_org()
    said = _texts(node.get("eligibilityToWorkRequirement")) + _texts(node.get("securityClearanceRequirement"))
    for gate, words in (*table.authorization.items(), ("security_clearance", table.clearance)):
        for value, sentence in words.items():
            if sentence in said:
                yield gate, value


def _page(node: JsonObject) -> JsonObject:
    page = _node(node.get("mainEntityOfPage"))
    return {
        **_moment(page.get("dateModified"), "date_modified", "modified_at"),
        "language": page.get("inLanguage"),
        "publisher": _node(page.get("publisher")).get("name"),
    }
