"""Which field of the record each key of a key-value line speaks of."""

from __future__ import annotations

from typing import Final

KEY_PATHS: Final = {
    "title": "/title",
    "employer": "/hiring_organization/name",
    "employer_url": "/hiring_organization/url",
    "parent": "/hiring_organization/parent_name",
    "unit": "/employment_unit",
    "place": "/job_location",
    "workplace": "/job_location_type",
    "employment_type": "/employment_type",
    "experience_level": "/experience_level",
    "posted": "/date_posted",
    "modified": "/date_modified",
    "deadline": "/valid_through",
    "start": "/job_start_dates",
    "term": "/terms",
    "duration": "/job_duration",
    "hours": "/work_hours",
    "pay": "/base_salary",
    "requisition": "/source/requisition_id",
    "url": "/source/url",
    "clearance": "/work_authorization/security_clearance",
    "apply_url": "/application/url",
    "status": "/status",
    "industry": "/industry",
    "identifier": "/source/identifier",
    "publisher": "/source/publisher",
}
"""Field by name of the key in ``data/keys.yaml``."""
