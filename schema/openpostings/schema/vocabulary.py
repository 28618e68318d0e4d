"""The closed vocabularies of the record. A member's comment in the docstring tells what it means."""

from __future__ import annotations

from enum import StrEnum


class Completeness(StrEnum):
    """Whether the whole posting was there to read.

    ``complete``: from title to end. ``fragment``: cut off, so that title and employer may be null.
    """

    COMPLETE = "complete"
    FRAGMENT = "fragment"


class EmploymentType(StrEnum):
    """Google's eight values of schema.org ``employmentType``."""

    FULL_TIME = "FULL_TIME"
    PART_TIME = "PART_TIME"
    CONTRACTOR = "CONTRACTOR"
    TEMPORARY = "TEMPORARY"
    INTERN = "INTERN"
    VOLUNTEER = "VOLUNTEER"
    PER_DIEM = "PER_DIEM"
    OTHER = "OTHER"


class ExperienceLevel(StrEnum):
    """The career step that a posting is for, internships first."""

    INTERNSHIP = "internship"
    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    EXECUTIVE = "executive"


class JobLocationType(StrEnum):
    """Where the work is done.

    ``ONSITE``: at the job location. ``HYBRID``: partly there. ``TELECOMMUTE``: schema.org's word for remote.
    """

    ONSITE = "ONSITE"
    HYBRID = "HYBRID"
    TELECOMMUTE = "TELECOMMUTE"


class Season(StrEnum):
    """Season of a term; ``fall`` is autumn."""

    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"
    FALL = "fall"


class DurationUnit(StrEnum):
    """Unit of a job's length."""

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


class HoursUnit(StrEnum):
    """The span over which working hours are counted."""

    DAY = "DAY"
    WEEK = "WEEK"


class PayUnit(StrEnum):
    """The span that one payment is for, schema.org ``unitText``."""

    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


class SectionKind(StrEnum):
    """What a stretch of the text says, whatever its heading claims.

    ``programme``: how an internship or graduate programme runs. ``qualifications``: requirements that the
    text does not tell apart into minimum and preferred. ``legal``: equal opportunity, privacy, accommodation.
    """

    OVERVIEW = "overview"
    TEAM = "team"
    PROGRAMME = "programme"
    RESPONSIBILITIES = "responsibilities"
    MINIMUM_QUALIFICATIONS = "minimum_qualifications"
    PREFERRED_QUALIFICATIONS = "preferred_qualifications"
    QUALIFICATIONS = "qualifications"
    BENEFITS = "benefits"
    PAY = "pay"
    APPLICATION = "application"
    LEGAL = "legal"
    ABOUT_EMPLOYER = "about_employer"
    OTHER = "other"


class Priority(StrEnum):
    """How much a requirement is asked for: must, may, or the text does not say."""

    MINIMUM = "minimum"
    PREFERRED = "preferred"
    UNSPECIFIED = "unspecified"


class RequirementKind(StrEnum):
    """What a requirement is about."""

    EDUCATION = "education"
    EXPERIENCE = "experience"
    SKILL = "skill"
    LANGUAGE = "language"
    AVAILABILITY = "availability"
    WORK_AUTHORIZATION = "work_authorization"
    PUBLICATION = "publication"
    LICENCE = "licence"
    OTHER = "other"


class CredentialCategory(StrEnum):
    """Level of a degree or certificate, schema.org ``credentialCategory``."""

    HIGH_SCHOOL = "high_school"
    ASSOCIATE = "associate"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"
    PROFESSIONAL_CERTIFICATE = "professional_certificate"


class EducationStatus(StrEnum):
    """Whether the degree is being pursued, has been completed, or either will do."""

    PURSUING = "pursuing"
    COMPLETED = "completed"
    EITHER = "either"


class BenefitScope(StrEnum):
    """Whose perk it is: promised with this job, or shown in a profile of the employer."""

    POSTING = "posting"
    COMPANY = "company"


class ReviewPolicy(StrEnum):
    """When applications are looked at: as they come, or after a deadline."""

    ROLLING = "rolling"
    DEADLINE = "deadline"


class VisaSponsorship(StrEnum):
    """Whether the employer says that it sponsors a visa."""

    OFFERED = "offered"
    NOT_OFFERED = "not_offered"


class EligiblePersons(StrEnum):
    """Who may be hired: citizens, U.S. persons (22 CFR 120.62), or anyone authorised to work."""

    CITIZEN = "citizen"
    US_PERSON = "us_person"
    ANY_AUTHORIZED = "any_authorized"


class SecurityClearance(StrEnum):
    """Whether the text asks for a clearance, or says that none is needed."""

    REQUIRED = "required"
    NOT_REQUIRED = "not_required"


class PostingStatus(StrEnum):
    """Whether applications are taken, as the source says."""

    OPEN = "open"
    CLOSED = "closed"


class SourceKind(StrEnum):
    """How the source gave the posting.

    ``page``: text or HTML of a page. ``api``: a job board's API. ``listing``: one row of a list. ``contributed``: written
    by a person as an entry. ``synthetic``: generated, never a real job.
    """

    PAGE = "page"
    API = "api"
    LISTING = "listing"
    CONTRIBUTED = "contributed"
    SYNTHETIC = "synthetic"


class EvidenceStatus(StrEnum):
    """How a value stands to its source.

    ``stated``: the quote says it. ``derived``: it follows from the quote, or from other values. ``asserted``: the caller
    or a contributor says so, not the text. ``conflicting``: the source contradicts itself here. ``not_extracted``:
    something stands there that could not be read.
    """

    STATED = "stated"
    DERIVED = "derived"
    ASSERTED = "asserted"
    CONFLICTING = "conflicting"
    NOT_EXTRACTED = "not_extracted"
