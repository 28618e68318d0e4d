"""schema.org: ``JobPosting`` in JSON-LD, however it is wrapped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from openpostings.builders.read.draft import Json
from openpostings.builders.read.sheet import Kind, Sheet
from openpostings.builders.sources.base import AGAIN, BODY, Carrier, Field, Refused
from openpostings.builders.sources.jsonld import find_postings
from openpostings.builders.sources.markup import as_text
from openpostings.builders.sources.schema_parts import folded, inside, named, says_nothing
from openpostings.builders.sources.schema_pay import salary
from openpostings.builders.sources.schema_places import places, workplace
from openpostings.builders.sources.schema_values import (
    NAME_WORDS,
    address,
    concept,
    degree,
    duration,
    employment,
    experience,
    gates,
    identifier,
    incentives,
    language,
    short_names,
    skill,
)
from openpostings.builders.sources.sheets import write_sheet
from openpostings.builders.sources.values import canonical, when_true
from openpostings.builders.tables import load_table
from openpostings.schema.crosswalk import schema_org

HEADINGS: Final = "@headings"
"""Property of a prepared node that holds the headings of its texts."""
_SURE: Final = 100
_WITHIN: Final = 40
"""Characters of a text that must stand again in another one to be the same."""

_OBJECTS: Final = (
    Field("/jobLocation/*", places("job_location")),
    Field("/applicantLocationRequirements/*", places("applicant_location_requirements")),
    Field("/jobLocationType", workplace),
    Field("/jobLocationType/*", workplace),
    Field("/employmentType/*", employment),
    Field("/baseSalary/*", salary),
    Field("/jobDuration", duration),
    Field("/industry/*", concept("industry")),
    Field("/occupationalCategory/*", concept("occupational_category")),
    Field("/relevantOccupation/*", concept("occupational_category")),
    Field("/educationRequirements/*", degree),
    Field("/qualifications/*", degree),
    Field("/experienceRequirements/*", experience),
    Field("/skills/*", skill),
    Field("/identifier/*", identifier),
    Field("/incentiveCompensation/*", incentives),
    Field("/incentives/*", incentives),
    Field("/eligibilityToWorkRequirement/*", gates),
    Field("/securityClearanceRequirement/*", gates),
    Field("/directApply", when_true("application/direct_apply", value=True)),
    Field("/applicationContact/url", canonical("application/url")),
    Field("/hiringOrganization/url", canonical("hiring_organization/url")),
    Field("/hiringOrganization/sameAs", canonical("hiring_organization/same_as")),
    Field("/hiringOrganization/sameAs/*", canonical("hiring_organization/same_as")),
    Field("/mainEntityOfPage/inLanguage", language),
    Field("/inLanguage", language),
    Field("/url", address),
    Field("/mainEntityOfPage/url", address),
    Field("/mainEntityOfPage/@id", address),
    Field("/mainEntityOfPage", address),
)
_KEYS: Final = tuple(
    Field(pointer, key)
    for key, pointers in {
        "title": ("/title", "/title/*"),
        "employer": ("/hiringOrganization", "/hiringOrganization/name", "/hiringOrganization/0/name"),
        "parent": ("/hiringOrganization/parentOrganization", "/hiringOrganization/parentOrganization/name"),
        "unit": ("/employmentUnit", "/employmentUnit/name"),
        "posted": ("/datePosted", "/datePosted/*"),
        "deadline": ("/validThrough", "/validThrough/*"),
        "modified": (
            "/dateModified", "/dateModified/*", "/mainEntityOfPage/dateModified", "/mainEntityOfPage/dateModified/*",
        ),
        "start": ("/jobStartDate", "/jobStartDate/*"),
        "hours": ("/workHours",),
        "publisher": ("/mainEntityOfPage/publisher/name",),
    }.items()
    for pointer in pointers
)  # fmt: skip
_AGAIN: Final = (Field("/salaryCurrency", AGAIN), Field("/hiringOrganization/legalName", AGAIN))


@cache
def lost() -> tuple[tuple[str, str], ...]:
    """Give the values of a node that the record has no field for, each with the reason."""
    properties = [(f"/{name}{below}", why) for name, why in schema_org().lost_in.items() for below in ("", "/**")]
    return (
        *properties,
        *((pointer, "it names the kind of the node") for pointer in ("/@type", "/@type/*", "/**/@type", "/@id")),
        ("/**/@id", "it names a node"),
        ("/hiringOrganization/logo", "the record has no pictures"),
        ("/hiringOrganization/logo/**", "the record has no pictures"),
        ("/hiringOrganization/image/**", "the record has no pictures"),
        ("/hiringOrganization/address", "the seat of the employer is no place of work"),
        ("/hiringOrganization/address/**", "the seat of the employer is no place of work"),
        ("/hiringOrganization/description", "the record has no text on the employer but the posting's"),
        ("/applicationContact/**", "persons are not recorded"),
    )


@cache
def _headings() -> Mapping[str, str]:
    return cast("Mapping[str, str]", load_table("schema_org")["headings"])


@dataclass(frozen=True, slots=True)
class Prepared:
    """A node made ready to be written as a sheet.

    Parameters
    ----------
    record
        The node; texts that stand again in its description are marked.
    crosswalk
        Where its values go.
    told
        Whether its description stands in the text that the page shows.
    """

    record: dict[str, Json]
    crosswalk: tuple[Field, ...]
    told: bool


def prepare(node: dict[str, Json], shown: str = "") -> Prepared:
    """Make a node ready: which of its texts are the body, which say again what stands elsewhere.

    Parameters
    ----------
    node
        As ``find_postings`` gives it.
    shown
        Text of the page that the node stands on: what it holds is not told twice.
    """
    record = {name: value for name, value in node.items() if name != HEADINGS}
    held = _even(shown)
    rows = [Field("/name", AGAIN if record.get("title") else "title")]
    headings: dict[str, Json] = {}
    for name in ("description", *_headings()):
        value = record.get(name)
        texts = [text for text in _texts(value) if not _is_read_apart(name, text)]
        rest = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
        if not texts:
            continue
        new = [text for text in texts if not _stands(_even(text), held)]
        if not new:
            rows += [Field(f"/{name}", AGAIN), Field(f"/{name}/*", AGAIN)]
            continue
        block = "\n".join(f"- {text}" if "\n" not in text else text for text in new) if len(new) > 1 else new[0]
        record[name] = [block, *rest]
        held += _even(block)
        if name in _headings():
            headings[name] = [_headings()[name]]
            rows.append(Field(f"/{name}/0", BODY, heading=f"/{HEADINGS}/{name}/0"))
        else:
            rows.append(Field(f"/{name}/0", BODY))
    if headings:
        record[HEADINGS] = headings
    told = not any(row.to == BODY and row.pointer == "/description/0" for row in rows)
    return Prepared(record, (*rows, *_KEYS, *_AGAIN, *_OBJECTS), told)


def _texts(value: Json) -> list[str]:
    """Give the texts of a property as plain text, lists of short names as bullets."""
    members = value if isinstance(value, list) else [value]
    found: list[str] = []
    for member in members:
        text = as_text(member) if isinstance(member, str) else ""
        names = short_names(text) if "," in text or ";" in text else []
        found += names if len(names) > 1 else [text] if text and not says_nothing(text) else []
    return found


def _is_read_apart(name: str, text: str) -> bool:
    """Tell a text that a reader of values reads whole, and the body must not tell again."""
    table = schema_org()
    if name in {"skills", "incentiveCompensation", "incentives"}:
        return bool(short_names(text) if name == "skills" else short_names(text, NAME_WORDS))
    sentences = {*table.clearance.values(), *(one for words in table.authorization.values() for one in words.values())}
    return text in sentences


def _even(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _stands(text: str, held: str) -> bool:
    """Tell whether a text stands in another one; of a long one its beginning, middle and end."""
    if len(text) <= 4 * _WITHIN:
        return text in held
    middle = len(text) // 2
    return all(part in held for part in (text[:_WITHIN], text[middle : middle + _WITHIN], text[-_WITHIN:]))


def sheet_of(where: str, node: dict[str, Json]) -> Sheet | Refused:
    """Write a node as the sheet of a record.

    Parameters
    ----------
    where
        Its pointer in the document.
    node
        As ``find_postings`` gives it.
    """
    if not (named(node.get("title")) or named(node.get("name")) or _texts(node.get("description"))):
        return Refused(where, "not_a_posting", "a JobPosting without a title and a description")
    ready = prepare(node)
    written = write_sheet(ready.record, ready.crosswalk, lost())
    return Sheet(
        text=written.text,
        rows=written.rows,
        claims=written.claims,
        body=written.body,
        site="",
        kind="page",
        media_type="application/ld+json",
        where=where,
        trusted_id=trusted(node),
    )


def trusted(node: dict[str, Json]) -> bool:
    """Tell whether the identifier names one posting: the employer whose number it is must be known."""
    employer = node.get("hiringOrganization")
    first = employer[0] if isinstance(employer, list) and employer else employer
    return bool(named(first)) and not folded(inside(first).get("identifier"))


@dataclass(frozen=True, slots=True)
class SchemaOrgSource:
    """JSON-LD with ``JobPosting`` nodes."""

    name: str = "schema-org"
    carrier: Carrier = "json"
    accepts: str = "JSON-LD with JobPosting nodes of schema.org: one, a list, a graph, or items of a list."
    crosswalk: tuple[Field, ...] = (*_KEYS, *_AGAIN, *_OBJECTS)
    kind: Kind = "page"

    @property
    def loses(self) -> tuple[tuple[str, str], ...]:
        """Values that the record has no field for; see ``Source``."""
        return lost()

    def recognises(self, document: object) -> int:
        """Take a document that holds a ``JobPosting``; see ``Source``."""
        return _SURE if next(find_postings(cast("Json", document)), None) is not None else 0

    def sheets(self, document: object) -> Iterator[Sheet | Refused]:
        """Give the postings; see ``Source``."""
        for where, node in find_postings(cast("Json", document)):
            yield sheet_of(where, node)


SOURCE: Final = SchemaOrgSource()
