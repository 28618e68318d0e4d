"""Templates of pages as text: each tells its site, its frame and its header lines; no page is read worse for it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gold import PAGES, differences, label, source_text
from openpostings.builders.read.keys import KEY_PATHS
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.read.reader import read_sheet
from openpostings.builders.sources.page import SOURCE
from openpostings.builders.sources.templates import find_template, templates
from openpostings.schema import Posting

HELD_OUT = PAGES.parent / "heldout"
KNOWN = [page for page in sorted([*PAGES.glob("*.txt"), *HELD_OUT.glob("*.txt")]) if find_template(source_text(page))]
HEADERS = {
    "themuse": ('A logo with "the muse" in dark blue text.\n\nKelp Farmer\n\n3 days ago Tofino, BC\n', "posted place"),
    "linkedin": (
        "Kelp Farmer\nSaltwort Growers · Tofino, BC · 2 weeks ago · Over 100 applicants\n\nAbout the job\n",
        "employer place posted",
    ),
    "indeed": ("Kelp Farmer\nTofino, BC - Hybrid remote\n\nFull job description\nReport job\n", "place workplace"),
    "greenhouse": ("Back to jobs\nKelp Farmer\nTofino, BC\n\nCreate a Job Alert\nPowered by Greenhouse\n", ""),
    "lever": (
        "Kelp Farmer\nTofino, BC / Farm – Nursery / Full-time / On-site\n\nJobs powered by Lever\n",
        "place unit employment_type workplace",
    ),
    "ashby": ("Kelp Farmer\nLocation Type\nOn-site\nEmployment Type\nFull time\n\nPowered by Ashby\n", ""),
    "workday": ("Kelp Farmer\nlocations\nTofino\ntime type\nFull time\nposted on\nToday\nJob requisition id\nR1", ""),
    "handshake": (
        "Explore  Jobs  Events  Inbox\nKelp Farmer\n\nAt a glance\nOnsite, based in Tofino, BC\n\nSimilar jobs\n",
        "workplace place",
    ),
    "usajobs": (
        "Kelp Warden\nOpen & closing dates\n03/02/2026 to 03/20/2026\nPay scale & grade\nGS 5\nAppointment type\n",
        "posted deadline",
    ),
}  # fmt: skip


def test_every_template_has_its_header() -> None:
    assert {template.site for template in templates()} == set(HEADERS)


@pytest.mark.parametrize("site", HEADERS)
def test_a_header_tells_its_site_and_its_values(site: str) -> None:
    text, keys = HEADERS[site]
    found = find_template(text)
    assert found is not None
    template, stretches = found
    assert template.site == site
    assert [label.removeprefix("key:") for _, _, label in stretches if label.startswith("key:")] == keys.split()
    assert all(start < end <= after for (start, end, _), (after, _, _) in pairwise(stretches))


@pytest.mark.parametrize("site", HEADERS)
def test_keys_of_a_template_are_keys_of_the_record(site: str) -> None:
    template = next(one for one in templates() if one.site == site)
    assert {name for line in template.lines for name in line.groupindex} <= set(KEY_PATHS)


def test_a_page_of_no_site_has_no_template() -> None:
    assert find_template("Kelp Farmer\nSaltwort Growers\nTofino, BC\n\nYou grow kelp. Apply now.\n") is None


def read(page: Path) -> tuple[Posting | None, str, str]:
    options = label(page).get("read_options") or {}
    (sheet,) = SOURCE.sheets(source_text(page))
    reading = read_sheet(sheet, "0" * 64, ReadOptions(site=options.get("site")))
    return reading.posting, sheet.site, reading.refusal or ""


LABELLED = [
    page for page in KNOWN if page.parent == PAGES and "retrieved_at" not in str(label(page).get("read_options"))
]


@pytest.mark.parametrize("page", LABELLED, ids=lambda page: page.stem)
def test_a_page_with_a_template_gives_its_expected_record(page: Path) -> None:
    posting, site, _ = read(page)
    assert site
    assert posting is not None
    assert list(differences(posting, label(page))) == []


@pytest.mark.parametrize("page", KNOWN, ids=lambda page: page.stem)
def test_every_quote_is_the_text_at_its_span_with_a_template(page: Path) -> None:
    posting, site, refusal = read(page)
    assert (posting is None) == bool(refusal)
    if posting is not None and not (label(page).get("read_options") or {}).get("site"):
        assert posting.source.site == site
        for row in posting.provenance:
            assert row.start is None or row.quote == source_text(page)[row.start : row.end]


@settings(deadline=None)
@given(st.text(alphabet="abc /·-–()\n0129", max_size=400))
def test_any_text_has_a_template_or_none(text: str) -> None:
    found = find_template(f"Jobs powered by Lever\n{text}")
    assert found is not None
    for (_, end, _), (start, _, _) in pairwise(found[1]):
        assert end <= start
