from __future__ import annotations

import pytest

from openpostings.builders.normalise.residence import find_residence
from openpostings.builders.normalise.workplace import find_workplace

CLAIMS = [
    ("Remote", "TELECOMMUTE"),
    ("Remote - US", "TELECOMMUTE"),
    ("Lisbon, Portugal (Remote)", "TELECOMMUTE"),
    ("This position is fully remote.", "TELECOMMUTE"),
    ("You will work remotely from home.", "TELECOMMUTE"),
    ("A remote internship for chemists", "TELECOMMUTE"),
    ("Austin, TX (Hybrid)", "HYBRID"),
    ("London, UK / Hybrid", "HYBRID"),
    ("This is a hybrid role.", "HYBRID"),
    ("Workplace type: Hybrid", "HYBRID"),
    ("Denver, CO (On-site)", "ONSITE"),
    ("An in-person internship in our lab", "ONSITE"),
    ("This role is on-site in Omaha.", "ONSITE"),
    ("The work takes place on site at our quarry.", "ONSITE"),
    ("This role is no longer remote: it is on-site at our mill.", "ONSITE"),
    ("Able to work on site five days a week", "ONSITE"),
    ("The internship is in person, Monday to Friday.", "ONSITE"),
    ("It is\n  on-site at our yard.", "ONSITE"),
    ("You will be on-site at our lab.", "ONSITE"),
    ("The work is done remotely.", "TELECOMMUTE"),
]


@pytest.mark.parametrize(("text", "expected"), CLAIMS)
def test_where_the_work_is_done(text: str, expected: str) -> None:
    assert [match.value for match in find_workplace(text)] == [expected]


NOTHING = [
    "Remote Sensing Intern",
    "we lead remote teams",
    "travel to remote areas",
    "hybrid cloud and hybrid vehicles",
    "on-site gym and cafe",
    "Hybrid Work Opportunities",
    "This is not a remote position.",
    "No remote work.",
    "Remote desktop support",
    "Hybrid roles require three days in the office",
    "We are a remote-first company.",
    "customer service, in person, by telephone",
    "flexibility to work remotely",
    "monitor remote sites",
    "Previous remote internship",
    "This job is no longer remote.",
    "on-site parking at our shop",
    "Our gym is on-site at the plant",
    "It is a gym on-site in Omaha",
    "work on site two days a week",
    "The interview takes place on site at our office",
    "You will be on-site at our client's yard",
    "Our work takes place in remote areas",
    "You do not work on site full-time",
]


@pytest.mark.parametrize("text", NOTHING)
def test_perks_things_and_denials_claim_nothing(text: str) -> None:
    assert find_workplace(text) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Hybrid, three days a week", ["HYBRID"]),
        ("Remote or On-site", ["TELECOMMUTE", "ONSITE"]),
        ("In person", ["ONSITE"]),
        ("Not remote", []),
        ("Omaha", []),
    ],
)
def test_behind_a_label_the_word_is_enough(value: str, expected: list[str]) -> None:
    assert [match.value for match in find_workplace(value, labelled=True)] == expected


RESIDENCE = [
    ("Remote (US)", [("US", "US")]),
    ("Remote - Canada", [("Canada", "CA")]),
    ("Remote, USA", [("USA", "US")]),
    ("Remote (US or Canada)", [("US", "US"), ("Canada", "CA")]),
    ("US Remote", [("US", "US")]),
    ("Spain / Portugal (Remote)", [("Spain", "ES"), ("Portugal", "PT")]),
    ("You must be based in Spain.", [("Spain", "ES")]),
    ("Applicants must reside in the United States to apply", [("United States", "US")]),
    ("Remote within the EU", [("EU", None)]),
    ("Remote in North Dakota", [("North Dakota", "US")]),
    ("Austin, TX (Remote)", []),
    ("Remote Sensing Intern", []),
    ("Remote - flexible hours", []),
    ("serving residents of Spain", []),
    ("our office is located in Spain", []),
]


@pytest.mark.parametrize(("text", "expected"), RESIDENCE)
def test_where_a_remote_worker_must_live(text: str, expected: list[tuple[str, str | None]]) -> None:
    matches = find_residence(text)
    assert [(match.value.raw, match.value.address_country) for match in matches] == expected
    assert [text[match.start : match.end] for match in matches] == [raw for raw, _ in expected]
