"""The posting: the single definition that every other shape of the record is derived from."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from openpostings.schema.application import Application, Notices, WorkAuthorization
from openpostings.schema.base import Listed, Member, Record, RuledRecord
from openpostings.schema.pay import BaseSalary
from openpostings.schema.place import Place
from openpostings.schema.provenance import (
    ConflictHasSides,
    Evidence,
    EvidenceCovers,
    EvidenceResolves,
    SectionsInOrder,
)
from openpostings.schema.requirement import Benefit, Concept, Education, Experience, Item, Requirement, Skill
from openpostings.schema.rules import Ascending, Ordered, Requires, Rule, Unique
from openpostings.schema.scalars import (
    Date,
    Integer,
    LanguageTag,
    Line,
    Name,
    PostingId,
    Text,
    Timestamp,
    Url,
    described,
)
from openpostings.schema.source import IdHasSite, Source
from openpostings.schema.term import JobDuration, Term, WorkHours
from openpostings.schema.vocabulary import (
    Completeness,
    EmploymentType,
    ExperienceLevel,
    JobLocationType,
    PostingStatus,
    SectionKind,
)

SCHEMA_VERSION = "1.0"


class Organization(Record):
    """Who hires."""

    name: Annotated[Name, described("Name as stated.", example="Acme Robotics", source="https://schema.org/name")]
    url: Annotated[
        Url | None,
        described("Home page of the employer.", example="https://acme.example", source="https://schema.org/url"),
    ] = None
    same_as: Annotated[
        Listed[Url],
        described(
            "Pages that identify it.", example=["https://www.wikidata.org/wiki/Q1"], source="https://schema.org/sameAs"
        ),
    ]
    parent_name: Annotated[
        Name | None,
        described(
            "Organization that it belongs to.", example="Acme Group", source="https://schema.org/parentOrganization"
        ),
    ] = None


class Section(RuledRecord):
    """A stretch of the source text that is of one kind."""

    kind: Annotated[
        Member[SectionKind],
        described("What the stretch says, whatever its heading.", example="responsibilities", source="openpostings"),
    ]
    heading: Annotated[
        Line | None,
        described("Its heading, as written.", example="What you'll do", source="openpostings"),
    ] = None
    start: Annotated[Integer, described("First character in the source text.", example=120, source="RFC 5147")]
    end: Annotated[Integer, described("Character after the last.", example=840, source="RFC 5147")]

    rules: ClassVar[tuple[Rule, ...]] = (Ordered("start", "end", strict=True),)


class Posting(RuledRecord):
    """One job or internship posting, as its source states it, with evidence for every value."""

    # Required
    schema_version: Annotated[
        Literal["1.0"],
        described("Released schema that the record obeys.", example="1.0", source="openpostings"),
    ]
    id: Annotated[
        PostingId,
        described(
            "`<site>:<key>`: a stated requisition or identifier, else `sha256-` and 16 hex digits over the content.",
            example="acme:R-10234",
            source="openpostings",
        ),
    ]
    completeness: Annotated[
        Member[Completeness],
        described("Whether the whole posting was there to read.", example="complete", source="openpostings"),
    ]
    source: Annotated[
        Source,
        described(
            "Document that the record was made from.",
            example={"site": "page", "kind": "page"},
            source="https://schema.org/isBasedOn",
        ),
    ]
    # What the job is
    title: Annotated[
        Name | None,
        described("As stated, white space folded.", example="Data Engineer Intern", source="https://schema.org/title"),
    ] = None
    hiring_organization: Annotated[
        Organization | None,
        described("Who hires.", example={"name": "Acme"}, source="https://schema.org/hiringOrganization"),
    ] = None
    employment_unit: Annotated[
        Name | None,
        described("Team or department.", example="Payments", source="https://schema.org/employmentUnit"),
    ] = None
    industry: Annotated[
        Listed[Concept],
        described("Industries.", example=[{"name": "Software publishers"}], source="https://schema.org/industry"),
    ]
    occupational_category: Annotated[
        Listed[Concept],
        described(
            "Occupations.",
            example=[{"name": "Data Scientists", "code": "15-2051.00", "scheme": "O*NET-SOC"}],
            source="https://schema.org/occupationalCategory",
        ),
    ]
    employment_type: Annotated[
        Listed[Member[EmploymentType]],
        described("Kinds of employment.", example=["INTERN"], source="https://schema.org/employmentType, Google"),
    ]
    experience_level: Annotated[
        Member[ExperienceLevel] | None,
        described("Career step.", example="internship", source="openpostings"),
    ] = None
    # Where
    job_location: Annotated[
        Listed[Place],
        described("Places of work.", example=[{"raw": "San Jose, CA"}], source="https://schema.org/jobLocation"),
    ]
    job_location_type: Annotated[
        Member[JobLocationType] | None,
        described("On site, hybrid or remote.", example="HYBRID", source="https://schema.org/jobLocationType"),
    ] = None
    applicant_location_requirements: Annotated[
        Listed[Place],
        described(
            "Where a remote worker must live.",
            example=[{"raw": "US", "address_country": "US"}],
            source="https://schema.org/applicantLocationRequirements",
        ),
    ]
    # When
    date_posted: Annotated[
        Date | None,
        described("Day of posting.", example="2026-03-03", source="https://schema.org/datePosted"),
    ] = None
    date_modified: Annotated[
        Date | None,
        described("Day of the last change.", example="2026-03-09", source="https://schema.org/dateModified"),
    ] = None
    valid_through: Annotated[
        Date | None,
        described(
            "Deadline as stated; never estimated.", example="2026-04-30", source="https://schema.org/validThrough"
        ),
    ] = None
    posted_at: Annotated[
        Timestamp | None,
        described("Time of posting, UTC.", example="2026-03-03T10:00:00Z", source="https://schema.org/datePosted"),
    ] = None
    modified_at: Annotated[
        Timestamp | None,
        described(
            "Time of the last change, UTC.", example="2026-03-09T10:00:00Z", source="https://schema.org/dateModified"
        ),
    ] = None
    valid_through_at: Annotated[
        Timestamp | None,
        described(
            "Time of the deadline, UTC.", example="2026-04-30T23:59:00Z", source="https://schema.org/validThrough"
        ),
    ] = None
    terms: Annotated[
        Listed[Term],
        described("Seasons of the job.", example=[{"season": "summer", "year": 2026}], source="openpostings"),
    ]
    job_start_dates: Annotated[
        Listed[Date],
        described(
            "Alternative start dates, ascending.", example=["2026-05-11"], source="https://schema.org/jobStartDate"
        ),
    ]
    job_duration: Annotated[
        JobDuration | None,
        described("Length of the job.", example={"value": 12, "unit": "WEEK"}, source="https://schema.org/jobDuration"),
    ] = None
    work_hours: Annotated[
        WorkHours | None,
        described("Working hours.", example={"value": 40, "unit_text": "WEEK"}, source="https://schema.org/workHours"),
    ] = None
    # Pay
    base_salary: Annotated[
        BaseSalary | None,
        described(
            "Stated base pay.",
            example={"min_value": 45, "max_value": 60, "currency": "USD", "unit_text": "HOUR"},
            source="https://schema.org/baseSalary",
        ),
    ] = None
    incentive_compensation: Annotated[
        Listed[Name],
        described(
            "Equity, bonus, commission.", example=["annual bonus"], source="https://schema.org/incentiveCompensation"
        ),
    ]
    # What the text says
    description: Annotated[
        Text | None,
        described(
            "Body as plain text, where rights permit.", example="We build...", source="https://schema.org/description"
        ),
    ] = None
    sections: Annotated[
        Listed[Section],
        described(
            "Stretches of the text by kind.",
            example=[{"kind": "overview", "start": 0, "end": 80}],
            source="openpostings",
        ),
    ]
    responsibilities: Annotated[
        Listed[Item],
        described(
            "Duties.", example=[{"text": "Build models.", "depth": 0}], source="https://schema.org/responsibilities"
        ),
    ]
    qualifications: Annotated[
        Listed[Requirement],
        described(
            "Requirements.",
            example=[{"text": "Good SQL.", "depth": 0, "priority": "minimum", "kind": "skill"}],
            source="https://schema.org/qualifications",
        ),
    ]
    education_requirements: Annotated[
        Listed[Education],
        described(
            "Degrees asked for.",
            example=[{"credential_category": "master", "status": "pursuing", "priority": "minimum"}],
            source="https://schema.org/educationRequirements",
        ),
    ]
    experience_requirements: Annotated[
        Listed[Experience],
        described(
            "Lengths of experience asked for.",
            example=[{"months_min": 36, "priority": "minimum"}],
            source="https://schema.org/experienceRequirements",
        ),
    ]
    skills: Annotated[
        Listed[Skill],
        described(
            "Skills asked for.", example=[{"name": "SQL", "priority": "minimum"}], source="https://schema.org/skills"
        ),
    ]
    job_benefits: Annotated[
        Listed[Benefit],
        described("Perks.", example=[{"name": "Dental", "scope": "posting"}], source="https://schema.org/jobBenefits"),
    ]
    # Applying
    application: Annotated[
        Application | None,
        described("How to apply.", example={"max_applications": 2}, source="openpostings"),
    ] = None
    work_authorization: Annotated[
        WorkAuthorization | None,
        described(
            "Visa, citizenship and clearance.",
            example={"visa_sponsorship": "not_offered"},
            source="https://schema.org/eligibilityToWorkRequirement",
        ),
    ] = None
    notices: Annotated[
        Notices | None,
        described("Notices that stand in the text.", example={"equal_opportunity": True}, source="openpostings"),
    ] = None
    status: Annotated[
        Member[PostingStatus] | None,
        described(
            "Open or closed, as the source says.", example="open", source="https://schema.org/creativeWorkStatus"
        ),
    ] = None
    language: Annotated[
        LanguageTag | None,
        described("BCP 47 tag of the body.", example="en", source="https://schema.org/inLanguage, BCP 47"),
    ] = None
    # Evidence
    provenance: Annotated[
        Listed[Evidence],
        described(
            "Evidence for every value.", example=[{"path": "", "status": "asserted"}], source="W3C PROV, openpostings"
        ),
    ]

    rules: ClassVar[tuple[Rule, ...]] = (
        Requires("completeness", ("title", "hiring_organization"), equals="complete"),
        Requires("posted_at", ("date_posted",)),
        Requires("modified_at", ("date_modified",)),
        Requires("valid_through_at", ("valid_through",)),
        Unique("employment_type"),
        Unique("terms"),
        Unique("job_start_dates"),
        Ascending("job_start_dates"),
        IdHasSite(),
        SectionsInOrder(),
        EvidenceResolves(),
        EvidenceCovers(),
        ConflictHasSides(),
    )
