"""What one will do, what one must bring, and what one gets."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from openpostings.schema.base import Listed, Member, Record, RuledRecord
from openpostings.schema.rules import AtLeastOne, Ordered, Rule
from openpostings.schema.scalars import Date, Integer, Line, Name, described, integral
from openpostings.schema.vocabulary import (
    BenefitScope,
    CredentialCategory,
    EducationStatus,
    Priority,
    RequirementKind,
)

Depth = Annotated[int, Field(ge=0, le=16), BeforeValidator(integral)]


class Concept(Record):
    """A term of a vocabulary, with its code where one is known."""

    name: Annotated[Name, described("Label of the term.", example="Data Scientists", source="https://schema.org/name")]
    code: Annotated[
        Name | None,
        described("Code of the term.", example="15-2051.00", source="https://schema.org/termCode"),
    ] = None
    scheme: Annotated[
        Name | None,
        described("Vocabulary that the code is of.", example="O*NET-SOC", source="https://schema.org/inDefinedTermSet"),
    ] = None


class Item(Record):
    """One bullet or sentence of a list, with its place in the list."""

    text: Annotated[
        Line | None,
        described(
            "The item as written; null in an export of facts only.", example="Build models.", source="openpostings"
        ),
    ] = None
    depth: Annotated[Depth, described("0 at the top, 1 below a bullet, and so on.", example=0, source="openpostings")]
    heading: Annotated[
        Line | None,
        described("Heading that the item stands under.", example="Responsibilities", source="openpostings"),
    ] = None


class Requirement(Item):
    """An item that asks for something."""

    priority: Annotated[
        Member[Priority],
        described("Whether it must be met.", example="minimum", source="openpostings"),
    ]
    kind: Annotated[
        Member[RequirementKind],
        described("What it is about.", example="education", source="openpostings"),
    ]


class Education(RuledRecord):
    """A degree asked for: its level, whether it is being pursued, and its fields."""

    credential_category: Annotated[
        Member[CredentialCategory] | None,
        described("Level of the degree.", example="master", source="https://schema.org/credentialCategory"),
    ] = None
    status: Annotated[
        Member[EducationStatus] | None,
        described("Whether it is pursued or completed.", example="pursuing", source="openpostings"),
    ] = None
    fields_of_study: Annotated[
        Listed[Name],
        described("Fields as written, one each.", example=["computer science"], source="openpostings"),
    ]
    priority: Annotated[
        Member[Priority],
        described("Whether it must be met.", example="minimum", source="openpostings"),
    ]
    graduation_after: Annotated[
        Date | None,
        described("Earliest date of graduation.", example="2026-12-01", source="openpostings"),
    ] = None
    graduation_before: Annotated[
        Date | None,
        described("Latest date of graduation.", example="2027-06-30", source="openpostings"),
    ] = None

    rules: ClassVar[tuple[Rule, ...]] = (
        AtLeastOne(("credential_category", "status", "graduation_after", "graduation_before"), ("fields_of_study",)),
        Ordered("graduation_after", "graduation_before"),
    )


class Experience(RuledRecord):
    """A length of experience asked for."""

    months_min: Annotated[
        Integer | None,
        described("Least months.", example=36, source="https://schema.org/monthsOfExperience"),
    ] = None
    months_max: Annotated[
        Integer | None,
        described("Most months.", example=60, source="https://schema.org/monthsOfExperience"),
    ] = None
    priority: Annotated[
        Member[Priority],
        described("Whether it must be met.", example="minimum", source="openpostings"),
    ]
    in_: Annotated[
        Name | None,
        Field(alias="in"),
        described("What kind of experience, as written.", example="data engineering", source="openpostings"),
    ] = None

    rules: ClassVar[tuple[Rule, ...]] = (AtLeastOne(("months_min", "months_max")), Ordered("months_min", "months_max"))


class Skill(Record):
    """A named tool, language, framework or method that is asked for."""

    name: Annotated[Name, described("The usual name.", example="PyTorch", source="https://schema.org/skills")]
    priority: Annotated[
        Member[Priority],
        described("Whether it must be met.", example="minimum", source="openpostings"),
    ]
    concept: Annotated[
        Concept | None,
        described(
            "The term of a vocabulary that it is.",
            example={"name": "PyTorch", "code": "43232304", "scheme": "UNSPSC"},
            source="https://schema.org/DefinedTerm",
        ),
    ] = None


class Benefit(Record):
    """A perk: of this job, or of the employer as its profile shows it."""

    category: Annotated[
        Name | None,
        described("Heading that it is listed under.", example="Health and Wellness", source="openpostings"),
    ] = None
    name: Annotated[
        Name | None,
        described(
            "The perk as written; null in an export of facts only where it is a sentence.",
            example="Dental Insurance",
            source="https://schema.org/jobBenefits",
        ),
    ] = None
    scope: Annotated[
        Member[BenefitScope],
        described("Whether the job or the company's profile says it.", example="company", source="openpostings"),
    ]
