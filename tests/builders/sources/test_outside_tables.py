"""Real lists and tables, where they lie: each record is read or told, and every value points to its characters."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from reading import Came, came_of, mapped

from openpostings.builders.sources.proposed import propose_mapping
from outside import SHARED

REAL = SHARED / "real"

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not shipped")

GLASSDOOR = """
mapping: 1
site: glassdoor
columns:
  Job Title: title
  Salary Estimate: {to: pay, estimate: ["(Glassdoor est.)"]}
  Job Description: body
  Company Name: {to: employer, strip: rating}
  Location: place
  Industry: industry
sentinels: ["-1"]
loses:
  column 1: a number of the row
  Rating: an opinion of the employer
  Headquarters: of the employer
  Size: of the employer
  Founded: of the employer
  Type of ownership: of the employer
  Sector: says the industry again, more widely
  Revenue: of the employer
  Competitors: of the employer
"""
USRSE = """
mapping: 1
site: usrse
columns:
  name: title
  location: {to: place, before: employer}
  url: url
  posted: posted
  expires: deadline
"""


def share(found: Came, field: str) -> float:
    return sum(record[field] not in (None, []) for record in found.records) / len(found.records)


@pytest.mark.parametrize(
    ("file", "postings", "unlisted"),
    [("simplify/2024-09.json", 5009, 623), ("simplify/2024-10.json", 5369, 631), ("cvrve/2024-10.json", 1909, 2)],
)
def test_listings(file: str, postings: int, unlisted: int) -> None:
    found = came_of([REAL / "listings" / file])
    assert found.counts == {("simplify", "posting"): postings, ("simplify", "unlisted"): unlisted}
    for field in ("title", "hiring_organization", "status", "posted_at"):
        assert share(found, field) == 1
    offered = {"visa_sponsorship": "offered"}
    assert not any(offered.items() <= (record["work_authorization"] or {}).items() for record in found.records)
    assert sum(one["unassigned"] for one in found.ledgers) == 0


def test_adverts_in_a_csv() -> None:
    file = REAL / "corpora" / "glassdoor" / "glassdoor_jobs.csv"
    found = came_of([file], mapping=mapped(GLASSDOOR))
    assert found.counts == {("glassdoor", "posting"): 956}
    assert not any(record["hiring_organization"]["name"][-3:] in {"3.8", "3.4", "4.8"} for record in found.records)
    assert share(found, "base_salary") < 0.1
    assert sum(one["unassigned"] for one in found.ledgers) < 0.01 * sum(one["characters"] for one in found.ledgers)


def test_jobs_in_yaml() -> None:
    found = came_of(sorted((REAL / "corpora" / "usrse").glob("*.yml")), mapping=mapped(USRSE))
    assert found.counts == {("usrse", "posting"): 44}
    assert share(found, "hiring_organization") > 0.75


@pytest.mark.parametrize("path", ["corpora/glassdoor/glassdoor_jobs.csv", "corpora/usrse/jobs.yml"])
def test_a_proposal_is_a_mapping(path: str) -> None:
    assert mapped(propose_mapping(str(REAL / path), io.BytesIO())).columns


def test_titles_and_places_without_texts(tmp_path: Path) -> None:
    packed = next((REAL / "aggregates").glob("*.json.gz"))
    rows = json.loads(gzip.decompress(packed.read_bytes()))[:3000]
    lines = tmp_path / "rows.jsonl"
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    columns = "{company: employer, title: title, location: place, url: url, id: identifier, updated_at: modified}"
    lost = "{company_slug: says the company again, absolute_url: says the url again, departments: empty}"
    mapping = mapped(f"mapping: 1\nsite: boards\ntrusted_id: true\ncolumns: {columns}\nloses: {lost}\n")
    found = came_of([lines], mapping=mapping)
    assert found.counts == {("boards", "posting"): 3000}
    assert len({record["id"] for record in found.records}) == 3000
