"""What may leave the house: facts always, sentences by right, personal data never."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from openpostings.builders.export.personal import hide, mask, personal_in_link
from openpostings.builders.export.rights import kind_of_text, project
from openpostings.builders.shapes import shapes
from openpostings.schema.posting import Posting
from posting_samples import BARE_PHONE, EMAIL, PHONE, SENTENCES, TEXT, free, rich
from strategies import postings

MASKED = [
    "jane.doe+x@acme.co.uk",
    "JOBS@ACME.IO",
    "jörg@büro.de",
    "jane (at) acme (dot) com",
    "jane[at]acme.com",
    "+1 (408) 555-1234",
    "+442079460958",
    "(408) 555-1234",
    "1-408-555-1234",
    "408.555.1234",
    "0049 30 1234567",
    "020 7946 0958",
    "030/12345678",
    "(0171) 1234567",
    "06 12 34 56 78",
    "01.42.68.53.00",
    "138 1234 5678",
    "+1 408 555 1234 ext. 22",
]
AFTER_A_WORD = [
    "Call 4085551234",
    "Tel.: 5550199123",
    "phone number 555-0199",
    "WhatsApp +4915112345678",
    "电话：13812345678",  # noqa: RUF001 - the colon that is written there
    "Fax: 22 33 44 55",
]
KEPT = [
    "posted 2026-03-05T12:00:00+00:00",
    "05/11/2026 - 08/15/2026",
    "05/11/26 - 08/15/26",
    "01.09. - 31.12.2026",
    "07/15 - 08/20",
    "from 2026 05 11",
    "2025-2026",
    "Call 2026-2027",
    "$100,000 - $120,000",
    "USD 120 000 to 150 000",
    "100.000 - 120.000 EUR",
    "+10 000 000 users",
    "1 234 567 890 users",
    "R-10234",
    "JR1998765",
    "Job ID: 408-555-1234",
    "Req 408-555-1234",
    "Requisition 0045123456",
    "7527589557143783687",
    "4085551234",
    "15-2051.00",
    "95110-1234",
    "MA 02139-4307",
    "https://x.example/jobs/4085551234?x=408-555-1234",
    "9-5, 24/7/365",
    "0900-1700",
    "401(k)",
    "GMT+08:00",
    "arXiv 2301.12345",
    "ISBN 978-3-16-148410-0",
    "192.168.100.200",
    "hotel 1234567",
    "@jane on https://medium.com/@jane",
    "pandas@2.1.0",
    "12 - 16 weeks, 37.5 hours",
]


@pytest.mark.parametrize("text", MASKED)
@pytest.mark.parametrize("around", ["{}", "Write to {}.", "({})", "a, {}, b"])
def test_masked(text: str, around: str) -> None:
    before, after = around.split("{}")
    hidden = mask(around.format(text))
    assert len(hidden) == len(around.format(text))
    assert hidden.startswith(before)
    inside = hidden[len(before) : len(hidden) - len(after)]
    assert not any(char.isalnum() for char in inside), hidden
    assert [char == " " for char in inside] == [char == " " for char in text]


@pytest.mark.parametrize("text", AFTER_A_WORD)
def test_masked_after_a_word_for_a_telephone(text: str) -> None:
    assert not any(char.isdigit() for char in mask(text))


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    assert mask(text) == text


def test_numbers_side_by_side() -> None:
    assert mask("408-555-1234/408-555-9999") == "************/************"


@pytest.mark.parametrize(
    ("url", "hidden"),
    [
        ("https://x.example/a?m=jane@x.example&b=1", "https://x.example/a?m=**************&b=1"),
        ("https://x.example/a?m=jane%40x.example", "https://x.example/a?m=****************"),
        ("https://jane:pw@x.example/1", "https://*******@x.example/1"),
        ("https://x.example/4085551234", "https://x.example/4085551234"),
        ("https://medium.com/@jane", "https://medium.com/@jane"),
    ],
)
def test_links(url: str, hidden: str) -> None:
    assert hide(url, personal_in_link(url)) == hidden


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789 ().+-/@:,a.b\u00a0x$", max_size=60))
def test_a_mask_keeps_length_and_blanks_and_is_final(text: str) -> None:
    hidden = mask(text)
    assert len(hidden) == len(text)
    assert [char.isspace() for char in hidden] == [char.isspace() for char in text]


def test_facts_only() -> None:
    whole = Posting.model_validate(rich())
    given_away = project(whole)
    dumped = json.dumps(given_away.model_dump(mode="json"), ensure_ascii=False)
    assert not [sentence for sentence in SENTENCES if sentence in dumped]
    assert given_away.description is None
    assert [(item.text, item.depth) for item in given_away.responsibilities] == [(None, 0), (None, 1)]
    assert given_away.qualifications[0].kind == "education"
    assert [(section.kind, section.start, section.end, section.heading) for section in given_away.sections] == [
        ("overview", 0, 80, None)
    ]
    assert given_away.job_location == whole.job_location
    assert given_away.base_salary == whole.base_salary
    assert given_away.source == whole.source


def test_evidence_without_its_sentence() -> None:
    whole = Posting.model_validate(rich())
    rows = project(whole).provenance
    assert all(row.quote is None for row in rows)
    assert [row.path for row in rows] == [
        "",
        "/responsibilities/0",
        "/responsibilities/0",
        "/responsibilities/1",
        "/qualifications/0",
        "/application/must_state/0",
        "/qualifications/0/heading",
        "/qualifications/0/heading",
        "/base_salary",
    ]
    spans = [(row.start, row.end) for row in whole.provenance if row.path != "/description"]
    assert [(row.start, row.end) for row in rows] == spans
    assert [row.note for row in rows if row.note] == ["time zone not stated, taken as UTC"]


def test_text_stays_where_rights_permit_or_one_asks() -> None:
    for kept in (project(Posting.model_validate(free())), project(Posting.model_validate(rich()), include_text=True)):
        assert kept.responsibilities[0].text == SENTENCES[1]
        assert kept.description is not None
        assert kept.description.startswith(SENTENCES[0])
        assert kept.provenance[2].quote == SENTENCES[1]


def test_false_and_null_rights_are_no_permission() -> None:
    for rights in ({"license": "unknown", "redistribute_text": False}, {"license": "CC0-1.0"}, None):
        record = rich()
        record["source"]["rights"] = rights
        assert project(Posting.model_validate(record)).description is None


@pytest.mark.parametrize("include_text", [False, True])
def test_personal_data_is_masked_in_every_export(*, include_text: bool) -> None:
    dumped = json.dumps(project(Posting.model_validate(free()), include_text=include_text).model_dump(mode="json"))
    for secret in (EMAIL, PHONE, BARE_PHONE, "jane%40"):
        assert secret not in dumped
    assert "408-555-9876" in dumped  # the requisition
    assert "https://jobs.acme.example/4085551234?team=408-555-1234" in dumped


def test_a_number_known_by_a_word_is_masked_without_it_too() -> None:
    kept = project(Posting.model_validate(free()))
    row = next(row for row in kept.provenance if row.path == "/application/must_state/0")
    assert row.quote == "*" * len(BARE_PHONE)
    assert (row.start, row.end) == (TEXT.index(BARE_PHONE), TEXT.index(BARE_PHONE) + len(BARE_PHONE))


def test_masks_in_a_list_of_different_things_stay_different() -> None:
    record = rich()
    record["application"]["must_state"] = ["a@b.example", "c@d.example", "e@f.example"]
    kept = project(Posting.model_validate(record))
    assert kept.application is not None
    assert kept.application.must_state == ["***********", "*********** (2)", "*********** (3)"]


def test_evidence_of_evidence_still_leads_somewhere() -> None:
    record = rich()
    record["provenance"].append({"path": f"/provenance/{len(record['provenance']) - 1}/path", "status": "derived"})
    assert project(Posting.model_validate(record)).provenance[-1].path == "/provenance"


@settings(max_examples=200, deadline=None)
@given(record=postings(), include_text=st.booleans())
def test_what_is_exported_is_a_record(record: dict[str, Any], *, include_text: bool) -> None:
    whole = Posting.model_validate(record)
    before = whole.model_dump_json()
    exported = project(whole, include_text=include_text)
    assert whole.model_dump_json() == before
    assert Posting.model_validate(exported.model_dump(mode="json")) == exported
    assert project(exported, include_text=include_text) == exported
    for name, shape in shapes(Posting).items():
        if shape.is_list and name != "provenance":
            assert len(getattr(exported, name)) == len(getattr(whole, name)), name


@settings(max_examples=100, deadline=None)
@given(postings(), st.sampled_from(["jane@acme.example", "+1 408 555 0123", "Call 4085550199"]))
def test_masked_records_are_records(record: dict[str, Any], secret: str) -> None:
    record["title"] = record["employment_unit"] = f"Intern {secret}"
    record["incentive_compensation"] = [secret, "bonus"]
    record["provenance"] = [
        {"path": "", "status": "asserted", "quote": secret, "start": 7, "end": 7 + len(secret), "note": secret}
    ]
    exported = project(Posting.model_validate(record), include_text=True)
    assert secret not in exported.model_dump_json()
    assert exported.provenance[0].quote is not None


def models(model: type[BaseModel] = Posting) -> set[type[BaseModel]]:
    nested = {shape.model for shape in shapes(model).values() if shape.model is not None}
    return {model}.union(*(models(each) for each in nested))


def test_every_string_field_is_known_for_what_it_is() -> None:
    closed = {
        f"{model.__name__}.{name}"
        for model in models()
        for name, shape in shapes(model).items()
        if shape.base is str and not shape.closed and kind_of_text(model, name) == "closed"
    }
    assert closed == {
        "BaseSalary.currency",
        "Concept.code",
        "Concept.scheme",
        "Evidence.method",
        "Evidence.path",
        "Place.address_country",
        "Posting.id",
        "Posting.language",
        "Rights.license",
        "Source.identifier",
        "Source.media_type",
        "Source.requisition_id",
        "Source.sha256",
        "Source.site",
    }


def test_a_perk_that_is_a_sentence_keeps_its_place_and_loses_its_words() -> None:
    sentence = (
        "We pay for whatever you need to learn, from evening courses to a whole term away, and ask what came of it."
    )
    record = Posting.model_validate(
        {
            "schema_version": "1.0",
            "id": "acme:1",
            "completeness": "fragment",
            "source": {"site": "acme", "kind": "page"},
            "job_benefits": [{"name": sentence, "scope": "posting"}, {"name": "Dental Insurance", "scope": "posting"}],
            "application": {"scope": sentence},
            "provenance": [
                {"path": "/job_benefits", "status": "asserted"},
                {"path": "/application/scope", "status": "asserted"},
            ],
        }
    )
    kept = project(record)
    assert [perk.name for perk in kept.job_benefits] == [None, "Dental Insurance"]
    assert kept.application is None
    assert sentence not in kept.model_dump_json()
    assert project(record, include_text=True).job_benefits[0].name == sentence
