"""The closed vocabularies of the record. A docstring tells what each member means, and the reference shows it."""

from __future__ import annotations

from enum import StrEnum


class Completeness(StrEnum):
    """Whether the whole posting was there to read.

    - ``complete``: read from title to end
    - ``fragment``: cut off, so that title and employer may be null
    """

    COMPLETE = "complete"
    FRAGMENT = "fragment"


class EmploymentType(StrEnum):
    """Google's eight values of schema.org ``employmentType``.

    - ``FULL_TIME``: a full working week
    - ``PART_TIME``: less than a full week
    - ``CONTRACTOR``: hired as a contractor, not as an employee
    - ``TEMPORARY``: for a limited time
    - ``INTERN``: an internship, a co-op or a placement
    - ``VOLUNTEER``: unpaid work for a cause
    - ``PER_DIEM``: hired by the day
    - ``OTHER``: a kind that is stated and is none of these
    """

    FULL_TIME = "FULL_TIME"
    PART_TIME = "PART_TIME"
    CONTRACTOR = "CONTRACTOR"
    TEMPORARY = "TEMPORARY"
    INTERN = "INTERN"
    VOLUNTEER = "VOLUNTEER"
    PER_DIEM = "PER_DIEM"
    OTHER = "OTHER"


class ExperienceLevel(StrEnum):
    """The career step that a posting is for.

    - ``internship``: during or right after one's studies
    - ``entry``: a first job, or one for new graduates
    - ``mid``: some years of experience
    - ``senior``: many years of experience
    - ``lead``: guides others, or owns a field
    - ``executive``: directs an organization
    """

    INTERNSHIP = "internship"
    ENTRY = "entry"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    EXECUTIVE = "executive"


class JobLocationType(StrEnum):
    """Where the work is done.

    - ``ONSITE``: at the job location
    - ``HYBRID``: partly at the job location
    - ``TELECOMMUTE``: schema.org's word for remote
    """

    ONSITE = "ONSITE"
    HYBRID = "HYBRID"
    TELECOMMUTE = "TELECOMMUTE"


class Season(StrEnum):
    """Season of a term, as northern universities name it.

    - ``winter``: about January to March
    - ``spring``: about January to May
    - ``summer``: about May to August
    - ``fall``: autumn, about September to December
    """

    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"
    FALL = "fall"


class DurationUnit(StrEnum):
    """Unit of a job's length.

    - ``DAY``: days
    - ``WEEK``: weeks
    - ``MONTH``: months
    - ``YEAR``: years
    """

    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


class HoursUnit(StrEnum):
    """The span over which working hours are counted.

    - ``DAY``: hours a day
    - ``WEEK``: hours a week
    """

    DAY = "DAY"
    WEEK = "WEEK"


class PayUnit(StrEnum):
    """The span that one payment is for, schema.org ``unitText``.

    - ``HOUR``: paid by the hour
    - ``DAY``: paid by the day
    - ``WEEK``: paid by the week
    - ``MONTH``: paid by the month
    - ``YEAR``: paid by the year
    """

    HOUR = "HOUR"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


class SectionKind(StrEnum):
    """What a stretch of the text says, whatever its heading claims.

    - ``overview``: what the job is about
    - ``team``: what the team or department does
    - ``programme``: how an internship or graduate programme runs
    - ``responsibilities``: what one will do
    - ``minimum_qualifications``: what one must bring
    - ``preferred_qualifications``: what one had better bring
    - ``qualifications``: requirements that the text does not tell apart into minimum and preferred
    - ``benefits``: perks
    - ``pay``: what is paid
    - ``application``: how to apply and how applications are handled
    - ``legal``: equal opportunity, privacy, accommodation
    - ``about_employer``: who the employer is
    - ``other``: anything else that belongs to the posting
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
    """How much a requirement is asked for.

    - ``minimum``: it must be met
    - ``preferred``: it may be met
    - ``unspecified``: the text does not say
    """

    MINIMUM = "minimum"
    PREFERRED = "preferred"
    UNSPECIFIED = "unspecified"


class RequirementKind(StrEnum):
    """What a requirement is about.

    - ``education``: a degree, a field of study, a graduation
    - ``experience``: work done before, and for how long
    - ``skill``: a tool, a method, an ability
    - ``language``: a human language
    - ``availability``: when or how much one can work
    - ``work_authorization``: a right to work, a citizenship, a clearance
    - ``publication``: papers, talks, prizes
    - ``licence``: a licence or certificate to practise
    - ``other``: anything else that is asked for
    """

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
    """Level of a degree or certificate, schema.org ``credentialCategory``.

    - ``high_school``: secondary school
    - ``associate``: associate degree
    - ``bachelor``: bachelor's degree
    - ``master``: master's degree
    - ``doctorate``: doctorate
    - ``professional_certificate``: certificate of a profession
    """

    HIGH_SCHOOL = "high_school"
    ASSOCIATE = "associate"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTORATE = "doctorate"
    PROFESSIONAL_CERTIFICATE = "professional_certificate"


class EducationStatus(StrEnum):
    """How far the degree has come.

    - ``pursuing``: being studied for
    - ``completed``: awarded
    - ``either``: one or the other will do
    """

    PURSUING = "pursuing"
    COMPLETED = "completed"
    EITHER = "either"


class BenefitScope(StrEnum):
    """Whose perk it is.

    - ``posting``: promised with this job
    - ``company``: shown in a profile of the employer
    """

    POSTING = "posting"
    COMPANY = "company"


class ReviewPolicy(StrEnum):
    """When applications are looked at.

    - ``rolling``: as they come
    - ``deadline``: after a deadline
    """

    ROLLING = "rolling"
    DEADLINE = "deadline"


class VisaSponsorship(StrEnum):
    """Whether the employer sponsors a visa.

    - ``offered``: the text says that it does
    - ``not_offered``: the text says that it does not
    """

    OFFERED = "offered"
    NOT_OFFERED = "not_offered"


class EligiblePersons(StrEnum):
    """Who may be hired.

    - ``citizen``: citizens of the country alone
    - ``us_person``: U.S. persons, 22 CFR 120.62
    - ``any_authorized``: anyone who is authorised to work
    """

    CITIZEN = "citizen"
    US_PERSON = "us_person"
    ANY_AUTHORIZED = "any_authorized"


class SecurityClearance(StrEnum):
    """Whether a security clearance is needed.

    - ``required``: the text asks for one, now or later
    - ``not_required``: the text says that none is needed
    """

    REQUIRED = "required"
    NOT_REQUIRED = "not_required"


class PostingStatus(StrEnum):
    """Whether applications are taken, as the source says.

    - ``open``: they are taken
    - ``closed``: they are no longer taken
    """

    OPEN = "open"
    CLOSED = "closed"


class SourceKind(StrEnum):
    """How the source gave the posting.

    - ``page``: text or HTML of a page
    - ``api``: an answer of a job board's API
    - ``listing``: one row of a list
    - ``contributed``: written by a person as an entry
    - ``synthetic``: generated, never a real job
    """

    PAGE = "page"
    API = "api"
    LISTING = "listing"
    CONTRIBUTED = "contributed"
    SYNTHETIC = "synthetic"


class EvidenceStatus(StrEnum):
    """How a value stands to its source.

    - ``stated``: the quote says it
    - ``derived``: it follows from the quote, or from other values
    - ``asserted``: the caller or a contributor says so, not the text
    - ``conflicting``: the source contradicts itself here
    - ``not_extracted``: something stands there that could not be read
    """

    STATED = "stated"
    DERIVED = "derived"
    ASSERTED = "asserted"
    CONFLICTING = "conflicting"
    NOT_EXTRACTED = "not_extracted"
