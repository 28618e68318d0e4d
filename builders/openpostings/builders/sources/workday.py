"""Workday: the careers site API (``/wday/cxs/<tenant>/<site>/jobs``, a list, and one job of it)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import AGAIN, BODY, Field, Node, Reads
from openpostings.builders.sources.board import Board
from openpostings.builders.sources.codes import employment
from openpostings.builders.sources.places import place_text
from openpostings.builders.sources.values import canonical, claimed, inside, moment, words_of

_JOB: Final = "/jobPostingInfo"
_HOST: Final = ".myworkdayjobs.com"
_PLACE: Final = place_text(country=f"{_JOB}/country/descriptor", workplace=f"{_JOB}/remoteType")


def _number(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read a bullet as the number of the requisition where the address of the job ends with it."""
    words = words_of(node.value)
    path = words_of(inside(node.record, "/externalPath"))
    end = path.rpartition("_")[2]
    if words and (end == words or end.rpartition("-")[0] == words):
        yield "source/requisition_id", claimed(node, words, "value.requisition")


def _tenant(record: Json) -> str | None:
    host = urlsplit(words_of(inside(record, f"{_JOB}/externalUrl"))).hostname or ""
    return host.partition(".")[0] if host.endswith(_HOST) else None


SOURCE: Final = Board(
    name="workday",
    accepts="An answer of a Workday careers site: a list of jobs, which has no texts, or one job.",
    records=("/jobPostings/*", ""),
    marks=(f"{_JOB}/title", f"{_JOB}/jobDescription"),
    other_marks=("/externalPath", "/title"),
    tenant=_tenant,
    host=_HOST,
    trusted_id=False,
    crosswalk=(
        Field("/title", "title"),
        Field("/locationsText", place_text()),
        Field("/postedOn", "posted"),
        Field("/timeType", employment()),
        Field("/remoteType", "workplace"),
        Field("/bulletFields/*", Reads(("source/requisition_id",), _number)),
        Field(f"{_JOB}/id", "identifier"),
        Field(f"{_JOB}/title", "title"),
        Field(f"{_JOB}/jobReqId", "requisition"),
        Field("/hiringOrganization/name", "employer"),
        Field("/hiringOrganization/url", "employer_url"),
        Field(f"{_JOB}/location", _PLACE),
        Field(f"{_JOB}/additionalLocations/*", place_text(workplace=f"{_JOB}/remoteType")),
        Field(f"{_JOB}/startDate", moment("posted")),
        Field(f"{_JOB}/postedOn", "posted"),
        Field(f"{_JOB}/endDate", moment("deadline")),
        Field(f"{_JOB}/timeType", employment()),
        Field(f"{_JOB}/remoteType", "workplace"),
        Field(f"{_JOB}/country/descriptor", AGAIN),
        Field(f"{_JOB}/country/alpha2Code", AGAIN),
        Field(f"{_JOB}/jobRequisitionLocation/**", AGAIN),
        Field(f"{_JOB}/externalUrl", canonical("source/url")),
        Field(f"{_JOB}/jobDescription", BODY),
    ),
    loses=(
        ("/externalPath", "an address without its host"),
        (f"{_JOB}/country/id", "a number of the board's own"),
        (f"{_JOB}/jobPostingId", "the name of the posting's page"),
        (f"{_JOB}/jobPostingSiteId", "the name of the careers site"),
        (f"{_JOB}/questionnaireId", "the form, not the job"),
        (f"{_JOB}/canApply", "whether the form is open"),
        (f"{_JOB}/includeResumeParsing", "the form, not the job"),
        (f"{_JOB}/posted", "what the API gives is posted"),
        (f"{_JOB}/logoImage/**", "a picture"),
        ("/similarJobs/**", "other jobs"),
        ("/userAuthenticated", "whether the reader has logged in"),
    ),
)
