from __future__ import annotations

import pytest

from openpostings.builders.normalise.authorization import find_authorization

CASES = [
    ("We are unable to sponsor work visas at this time.", "visa_sponsorship", "not_offered"),
    ("Acme will not sponsor visas for this role.", "visa_sponsorship", "not_offered"),
    ("We cannot offer immigration sponsorship.", "visa_sponsorship", "not_offered"),
    ("No visa sponsorship is available.", "visa_sponsorship", "not_offered"),
    ("Visa sponsorship is not available for this position.", "visa_sponsorship", "not_offered"),
    ("This role is not eligible for visa sponsorship.", "visa_sponsorship", "not_offered"),
    ("Applicants who do not now or in the future require sponsorship", "visa_sponsorship", "not_offered"),
    ("Must not require sponsorship now or in the future.", "visa_sponsorship", "not_offered"),
    ("Visa sponsorship is available.", "visa_sponsorship", "offered"),
    ("We sponsor visas for the right people.", "visa_sponsorship", "offered"),
    ("We offer visa sponsorship and relocation.", "visa_sponsorship", "offered"),
    ("Alder & Quoin offers visa sponsorship for this role.", "visa_sponsorship", "offered"),
    ("Acme is able to provide visa and relocation sponsorship.", "visa_sponsorship", "offered"),
    ("We offer sponsorship.", "visa_sponsorship", "offered"),
    ("We can\u2019t sponsor visas.", "visa_sponsorship", "not_offered"),
    ("Acme doesn\u2019t provide sponsorship.", "visa_sponsorship", "not_offered"),
    ("We are unable to\n   sponsor visas.", "visa_sponsorship", "not_offered"),
    ("You must be a U.S. citizen.", "eligible_persons", "citizen"),
    ("U.S. citizenship required", "eligible_persons", "citizen"),
    ("Must be a United States citizen", "eligible_persons", "citizen"),
    ("You must be a U.S. person under ITAR.", "eligible_persons", "us_person"),
    ("Must be a U.S. citizen or permanent resident.", "eligible_persons", "us_person"),
    ("Must be authorized to work in the United States.", "eligible_persons", "any_authorized"),
    ("You must have the right to work in the UK.", "eligible_persons", "any_authorized"),
    ("Must be legally eligible to work in Canada", "eligible_persons", "any_authorized"),
    ("Active Secret clearance required.", "security_clearance", "required"),
    ("Ability to obtain and maintain a security clearance", "security_clearance", "required"),
    ("Must hold a current TS/SCI clearance", "security_clearance", "required"),
    ("No security clearance required.", "security_clearance", "not_required"),
]


@pytest.mark.parametrize(("text", "gate", "value"), CASES)
def test_claims(text: str, gate: str, value: str) -> None:
    (match,) = find_authorization(text)
    assert (match.value.gate, match.value.value) == (gate, value)


NOTHING = [
    "We hire without regard to race, citizenship, or age.",
    "regardless of citizenship status or creed",
    "You will present to the executive sponsor.",
    "Acme sponsors the 401k plan.",
    "We are proud sponsors of the city marathon.",
    "Find sponsors for our summer event.",
    "Do you now or in the future require sponsorship?",
    "Are you authorized to work in the United States?",
    "Proof of U.S. citizenship or other documents will be asked for.",
    "A security clearance is preferred.",
    "Clearance sale every May",
    "You authorize us to work with your data",
    "citizen developers and citizen science",
    "Acme offers sponsorship packages to clubs.",
    "The bank offers event sponsorship.",
    "Our foundation provides sponsorship of local teams.",
    "If Acme offers visa sponsorship, we will tell you.",
    "The team rarely offers visa sponsorship.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_claim(text: str) -> None:
    assert find_authorization(text) == []


def test_gates_are_independent() -> None:
    matches = find_authorization("Must be legally authorized to work in the US without visa sponsorship.")
    assert [(match.value.gate, match.value.value) for match in matches] == [
        ("eligible_persons", "any_authorized"),
        ("visa_sponsorship", "not_offered"),
    ]


def test_with_or_without_sponsorship_says_nothing_of_it() -> None:
    matches = find_authorization("Authorized to work in the US with or without sponsorship")
    assert [match.value.value for match in matches] == ["any_authorized"]
