"""How to apply, who may be hired, and what the law has it say."""

from __future__ import annotations

from typing import Annotated, ClassVar

from openpostings.schema.base import Listed, Member, RuledRecord
from openpostings.schema.rules import AtLeastOne, Rule, Unique
from openpostings.schema.scalars import Count, Line, Mark, Name, Url, described
from openpostings.schema.vocabulary import EligiblePersons, ReviewPolicy, SecurityClearance, VisaSponsorship


class Application(RuledRecord):
    """How an application is made and handled."""

    url: Annotated[
        Url | None,
        described(
            "Where to apply.", example="https://example.org/apply/7", source="https://schema.org/applicationContact"
        ),
    ] = None
    direct_apply: Annotated[
        bool | None,
        described("Whether one applies on the page itself.", example=True, source="https://schema.org/directApply"),
    ] = None
    max_applications: Annotated[
        Count | None,
        described("How many applications one person may make.", example=2, source="openpostings"),
    ] = None
    scope: Annotated[
        Line | None,
        described("What that limit covers, as written.", example="all jobs of the group", source="openpostings"),
    ] = None
    considered_in_order: Annotated[
        bool | None,
        described("Whether applications count in the order of applying.", example=True, source="openpostings"),
    ] = None
    review: Annotated[
        Member[ReviewPolicy] | None,
        described("When applications are looked at.", example="rolling", source="openpostings"),
    ] = None
    documents: Annotated[
        Listed[Name],
        described("Documents to send, lower case, singular.", example=["resume", "transcript"], source="openpostings"),
    ]
    must_state: Annotated[
        Listed[Name],
        described("What has to be said in the application.", example=["availability"], source="openpostings"),
    ]

    rules: ClassVar[tuple[Rule, ...]] = (
        AtLeastOne(
            ("url", "direct_apply", "max_applications", "scope", "considered_in_order", "review"),
            ("documents", "must_state"),
        ),
        Unique("documents"),
        Unique("must_state"),
    )


class WorkAuthorization(RuledRecord):
    """Three independent gates. Null says that the posting is silent, not that there is no gate."""

    visa_sponsorship: Annotated[
        Member[VisaSponsorship] | None,
        described("Whether a visa is sponsored.", example="not_offered", source="openpostings"),
    ] = None
    eligible_persons: Annotated[
        Member[EligiblePersons] | None,
        described("Who may be hired.", example="citizen", source="https://schema.org/eligibilityToWorkRequirement"),
    ] = None
    security_clearance: Annotated[
        Member[SecurityClearance] | None,
        described(
            "Whether a clearance is needed.",
            example="required",
            source="https://schema.org/securityClearanceRequirement",
        ),
    ] = None

    rules: ClassVar[tuple[Rule, ...]] = (AtLeastOne(("visa_sponsorship", "eligible_persons", "security_clearance")),)


class Notices(RuledRecord):
    """Notices that stand in the posting. None is ever ``false``: a missing notice is null."""

    privacy_policy_url: Annotated[
        Url | None,
        described("Privacy policy for applicants.", example="https://example.org/privacy", source="openpostings"),
    ] = None
    equal_opportunity: Annotated[
        Mark | None,
        described("True where an equal opportunity notice stands.", example=True, source="openpostings"),
    ] = None
    accommodation: Annotated[
        Mark | None,
        described("True where an accommodation notice stands.", example=True, source="openpostings"),
    ] = None

    rules: ClassVar[tuple[Rule, ...]] = (AtLeastOne(("privacy_policy_url", "equal_opportunity", "accommodation")),)
