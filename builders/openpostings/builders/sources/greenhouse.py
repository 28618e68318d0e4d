"""Greenhouse: the job board API (``/v1/boards/<board>/jobs?content=true`` and one job of it)."""

from __future__ import annotations

from typing import Final

from openpostings.builders.sources.base import BODY, Field
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.values import canonical

SOURCE: Final = Board(
    name="greenhouse",
    accepts="An answer of Greenhouse's job board API: a list of jobs, or one job.",
    records=("/jobs/*", ""),
    marks=("/absolute_url", "/internal_job_id", "/title"),
    crosswalk=(
        Field("/id", "identifier"),
        Field("/title", "title"),
        Field("/company_name", "employer"),
        Field("/location/name", "place"),
        Field("/absolute_url", canonical("source/url")),
        Field("/updated_at", "modified"),
        Field("/first_published", "posted"),
        Field("/requisition_id", "requisition"),
        Field("/departments/*/name", "unit"),
        Field("/content", BODY),
    ),
)
