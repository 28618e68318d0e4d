"""Hand-made records for the tests of the release: every field filled, with sentences that no fact repeats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

EMAIL = "jane.doe+jobs@acme-robotics.co.uk"
PHONE = "+1 (408) 555-0123"
BARE_PHONE = "4085550199"

SENTENCES = (
    "We build friendly robots for greenhouses.",
    "Calibrate the gripper arms every morning",
    "Sweep the workshop after every shift",
    "What a typical week looks like",
    "Holding or pursuing a degree in a relevant field",
    "Must-haves for this adventure",
    "The adventure in a nutshell",
)
ABOUT, DUTY, NESTED, HEADING, REQUIREMENT, MUST, NUTSHELL = SENTENCES
TEXT = "\n".join(SENTENCES) + f"\nCall {BARE_PHONE} or write to {EMAIL}, {PHONE}."


def _row(path: str, quote: str, **more: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"path": path, "status": "stated", "quote": quote, "start": start, "end": start + len(quote), **more}


def rich(key: str = "1", **changes: object) -> dict[str, Any]:
    """Give a record with every field filled and evidence on several levels."""
    record: dict[str, Any] = {
        "schema_version": "1.0",
        "id": f"acme:{key}",
        "completeness": "complete",
        "source": {
            "site": "acme",
            "publisher": "Acme Jobs",
            "url": "https://jobs.acme.example/4085551234?team=408-555-1234",
            "identifier": "408-555-1234",
            "requisition_id": "408-555-9876",
            "retrieved_at": "2026-03-05T12:00:00.250000Z",
            "media_type": "text/plain",
            "sha256": "0f" * 32,
            "kind": "page",
            "rights": {"license": "unknown", "redistribute_text": None},
        },
        "title": f"Robotics Intern {key}",
        "hiring_organization": {
            "name": "Acme Robotics",
            "url": "https://acme.example",
            "same_as": ["https://www.wikidata.org/wiki/Q1"],
            "parent_name": "Acme Group",
        },
        "employment_unit": "Greenhouse",
        "industry": [{"name": "Robotics", "code": "333", "scheme": "NAICS"}],
        "occupational_category": [{"name": "Engineers", "code": "17-2199.08", "scheme": "O*NET-SOC"}],
        "employment_type": ["INTERN", "FULL_TIME"],
        "experience_level": "internship",
        "job_location": [
            {"raw": "San Jose, CA", "address_country": "US", "latitude": 37.3394, "longitude": -121.895},
            {"raw": "Zürich"},
        ],
        "job_location_type": "HYBRID",
        "applicant_location_requirements": [{"raw": "US", "address_country": "US"}],
        "date_posted": "2026-03-03",
        "date_modified": "2026-03-09",
        "valid_through": "2026-04-30",
        "posted_at": "2026-03-03T10:00:00Z",
        "modified_at": "2026-03-09T10:00:00.000001Z",
        "valid_through_at": "2026-04-30T23:59:59.999999Z",
        "terms": [{"season": "summer", "year": 2026}],
        "job_start_dates": ["2026-05-11", "2026-06-15"],
        "job_duration": {"value": 12, "max_value": 16, "unit": "WEEK"},
        "work_hours": {"value": 37.5, "unit_text": "WEEK"},
        "base_salary": {"min_value": 45, "max_value": 60.1234, "currency": "USD", "unit_text": "HOUR"},
        "incentive_compensation": ["annual bonus"],
        "description": TEXT,
        "sections": [{"kind": "overview", "heading": NUTSHELL, "start": 0, "end": 80}],
        "responsibilities": [
            {"text": DUTY, "depth": 0, "heading": HEADING},
            {"text": NESTED, "depth": 1, "heading": HEADING},
        ],
        "qualifications": [
            {"text": REQUIREMENT, "depth": 0, "heading": MUST, "priority": "minimum", "kind": "education"}
        ],
        "education_requirements": [
            {
                "credential_category": "master",
                "status": "pursuing",
                "fields_of_study": ["robotics"],
                "priority": "minimum",
            }
        ],
        "experience_requirements": [{"months_min": 6, "priority": "preferred", "in": "robotics"}],
        "skills": [{"name": "ROS", "priority": "minimum", "concept": {"name": "ROS"}}],
        "job_benefits": [{"category": "Health", "name": "Dental", "scope": "company"}],
        "application": {
            "url": "https://jobs.acme.example/apply?by=jane%40acme.example",
            "direct_apply": True,
            "max_applications": 2,
            "scope": "all jobs",
            "documents": ["resume"],
            "must_state": [f"mail {EMAIL}", "availability"],
        },
        "work_authorization": {"visa_sponsorship": "not_offered"},
        "notices": {"equal_opportunity": True},
        "status": "open",
        "language": "en-US",
        "provenance": [
            {"path": "", "status": "asserted", "method": "test"},
            _row("/description", TEXT),
            _row("/responsibilities/0/text", DUTY, note="time zone not stated, taken as UTC"),
            _row("/responsibilities/0/heading", HEADING),
            _row("/responsibilities/1", NESTED, note="below: calibrate the Gripper arms every morning"),
            _row("/qualifications/0", REQUIREMENT, note='read from "in a field"'),
            _row("/application/must_state/0", BARE_PHONE),
            {**_row("/qualifications/0/heading", MUST), "status": "conflicting"},
            {**_row("/qualifications/0/heading", NUTSHELL), "status": "conflicting"},
            {"path": "/base_salary", "status": "derived"},
        ],
    }
    return record | changes


def free(key: str = "free") -> dict[str, Any]:
    """Give a record whose sentences may be passed on."""
    record = rich(key)
    record["source"]["rights"] = {"license": "CC0-1.0", "redistribute_text": True}
    return record


def small(key: str, **changes: object) -> dict[str, Any]:
    """Give a record of a few fields."""
    record: dict[str, Any] = {
        "schema_version": "1.0",
        "id": f"acme:{key}",
        "completeness": "complete",
        "source": {"site": "acme", "kind": "listing"},
        "title": f"Intern {key}",
        "hiring_organization": {"name": f"Employer {len(key)}"},
        "provenance": [{"path": "", "status": "asserted"}],
    }
    return record | changes


def write_lines(path: Path, *records: object) -> Path:
    """Write records as JSON Lines. A string is written as it is."""
    lines = (record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
