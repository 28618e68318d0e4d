"""Readers of schema.org's objects: pay, places, degrees, lengths, concepts, numbers of a posting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, cast

from openpostings.builders.normalise.education import find_degrees
from openpostings.builders.normalise.employment import find_employment_types
from openpostings.builders.normalise.experience import find_experience
from openpostings.builders.normalise.skills import find_skills
from openpostings.builders.normalise.urls import canonical_url
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.page import TITLE_RANK
from openpostings.builders.read.patterns import pattern
from openpostings.builders.sources.base import Node
from openpostings.builders.sources.jsonld import term
from openpostings.builders.sources.markup import as_text
from openpostings.builders.sources.schema_parts import code_table, code_words, folded, inside, named, says_nothing
from openpostings.builders.sources.schema_pay import number
from openpostings.builders.sources.values import claimed
from openpostings.builders.tables import load_table
from openpostings.schema.crosswalk import schema_org

Claims = Iterator[tuple[str, Claim]]
_MAX_NAME: Final = 300
_MAX_MONTHS: Final = 600
_SKILL_WORDS: Final = 5
_MAX_PIECES: Final = 100
NAME_WORDS: Final = 8
_ISO_DURATION: Final = re.compile(r"P(?P<value>[0-9]{1,4})(?P<unit>[DWMY])")
_ISO_UNITS: Final = {"D": "DAY", "W": "WEEK", "M": "MONTH", "Y": "YEAR"}
_CODE: Final = re.compile(r"(?P<code>[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?)[\s:–—-]*(?P<name>.*)", re.DOTALL)
_PIECES: Final = re.compile(r"\s*[,;•|\n]\s*")


def employment(node: Node) -> Claims:
    """Read kinds of employment: the eight words, their addresses, and free wording in a list or with commas."""
    for part in _PIECES.split(folded(node.value)):
        key = "".join(char for char in term(part).upper() if char.isalpha())
        known = code_table("employment").get(key)
        values = [known] if known else [str(one.value) for one in find_employment_types(part, position="value")]
        for value in values:
            # A page's own words are kept before its data where the two exclude each other, and both are shown.
            claim = claimed(node, value, "schema_org.employment")
            yield "employment_type", claim._replace(rank=TITLE_RANK)


def duration(node: Node) -> Claims:
    """Read the length of a job: ``P12W``, or a ``QuantitativeValue`` with a unit."""
    value = inside(node.value)
    iso = _ISO_DURATION.fullmatch(folded(node.value) or folded(value.get("value")))
    if iso:
        length: dict[str, Json] = {"value": int(iso["value"]), "unit": _ISO_UNITS[iso["unit"]]}
    else:
        unit = next(
            (found for key in ("unitText", "unitCode")
             if (found := code_words("duration_units").get(folded(value.get(key)).casefold()))),
            None,
        )  # fmt: skip
        low = number(value.get("value")) or number(value.get("minValue"))
        high = number(value.get("maxValue"))
        if unit is None or low is None or any(one and one != int(one) for one in (low, high)):
            return
        length = {"value": int(low), "max_value": int(high) if high and high > low else None, "unit": unit}
    if length["value"]:
        yield "job_duration", claimed(node, {"max_value": None, **length}, "schema_org.duration")


def concept(field: str) -> _Concept:
    """Make the reader of a term of a vocabulary: a text, a text with its code, or an object."""
    return _Concept(field)


class _Concept:
    """Reads ``industry`` and ``occupational_category``."""

    def __init__(self, field: str) -> None:
        self._field = field

    def __call__(self, node: Node) -> Claims:
        """Give the claim of a node."""
        value = inside(node.value)
        deeper = value.get("occupationalCategory")
        for one in deeper if isinstance(deeper, list) else [deeper] if deeper else [node.value]:
            found = concept_of(one)
            if found is not None:
                yield self._field, claimed(node, found, "schema_org.concept")


def concept_of(value: Json) -> Json:
    """Read a ``DefinedTerm``, a ``CategoryCode`` or a text as a Concept of the record; None where it has no words."""
    parts = inside(value)
    code = folded(parts.get("termCode")) or folded(parts.get("codeValue"))
    name = named(value) or folded(parts.get("description"))
    scheme = _scheme(parts.get("inDefinedTermSet")) or _scheme(parts.get("inCodeSet"))
    coded = _CODE.fullmatch(name)
    if coded and not code:
        code, name = coded["code"], coded["name"].strip() or coded["code"]
        scheme = scheme or ("O*NET-SOC" if "." in code else "SOC")
    name = name or code
    if not name or max(len(name), len(code)) > _MAX_NAME or says_nothing(name):
        return None
    return {"name": name, "code": code or None, "scheme": scheme}


def _scheme(value: Json) -> str | None:
    said = named(value) or folded(inside(value).get("url"))
    if not said or len(said) > _MAX_NAME:
        return None
    known = (name for name, words in code_table("schemes").items() if re.search(words, said, re.IGNORECASE))
    return next(known, said)


def degree(node: Node) -> Claims:
    """Read an ``EducationalOccupationalCredential``."""
    value = inside(node.value)
    if not value:
        return
    levels = {words: level for level, words in schema_org().credentials.items()}
    said = named(value.get("credentialCategory")) or folded(value.get("name"))
    found = find_degrees(said)
    level = levels.get(said.casefold()) or (found[0].value.credential_category if found else None)
    about = value.get("about")
    fields = [name for one in (about if isinstance(about, list) else [about]) if (name := named(one))]
    fields = fields or [*(found[0].value.fields_of_study if found else ())]
    if level is None and not fields:
        return
    read: Json = {
        "credential_category": level,
        "status": None,
        "fields_of_study": [*dict.fromkeys(name for name in fields if len(name) <= _MAX_NAME)],
        "priority": "unspecified",
        "graduation_after": None,
        "graduation_before": None,
    }
    yield "education_requirements", claimed(node, read, "schema_org.degree")


def experience(node: Node) -> Claims:
    """Read an ``OccupationalExperienceRequirements`` with its months."""
    value = inside(node.value)
    months = number(value.get("monthsOfExperience"))
    if months is None:
        text = named(value.get("monthsOfExperience")) if value else ""
        found = find_experience(f"{text} of experience") if text else []
        low = found[0].value.months_min if found else None
    else:
        low = int(months) if months == int(months) and months <= _MAX_MONTHS else None
    if low:
        kind = named(value) or None
        read: Json = {"months_min": low, "months_max": None, "priority": "unspecified", "in": kind}
        yield "experience_requirements", claimed(node, read, "schema_org.experience")


def skill(node: Node) -> Claims:
    """Read named skills: terms of a vocabulary, and short names in a list; longer texts stand in the body."""
    value = inside(node.value)
    if value:
        found = concept_of(value)
        name = folded(value.get("name")) or folded(value.get("description"))
        if name and isinstance(found, dict):
            other = folded(value.get("alternateName")) or name
            bare = found["code"] is None and found["scheme"] is None and other == name
            yield "skills", _skill(node, name, None if bare and "@type" not in value else {**found, "name": other})
        return
    for piece in short_names(folded(node.value)):
        known = find_skills(piece)
        if known:
            for match in known:
                yield "skills", _skill(node, match.value, None)
        elif pattern("skill_name").match(piece) or not re.search(_table_text("soft_skills"), piece, re.IGNORECASE):
            yield "skills", _skill(node, piece, None)


def _table_text(name: str) -> str:
    return cast("str", load_table("schema_org")[name])


def short_names(text: str, most: int = _SKILL_WORDS) -> list[str]:
    """Part a list of short names; nothing where one of them is a sentence or a phrase.

    Parameters
    ----------
    text
        Names between commas, semicolons, bars or on lines.
    most
        Words that a name may have.
    """
    pieces = [piece.strip(" .") for piece in _PIECES.split(text)]
    pieces = [piece for piece in pieces if piece]
    return pieces if len(pieces) <= _MAX_PIECES and all(len(piece.split()) <= most for piece in pieces) else []


def incentives(node: Node) -> Claims:
    """Read the names of incentives, as written; longer texts stand in the body."""
    for piece in short_names(as_text(folded(node.value)), NAME_WORDS):
        if not says_nothing(piece):
            yield "incentive_compensation", claimed(node, piece, "schema_org.incentive")


def _skill(node: Node, name: str, term_: Json) -> Claim:
    value: Json = {"name": name[:_MAX_NAME], "priority": "unspecified", "concept": term_}
    return claimed(node, value, "schema_org.skill")


def identifier(node: Node) -> Claims:
    """Read the number of a posting: a text, or a ``PropertyValue`` whose kind is told."""
    value = inside(node.value)
    said = folded(node.value) or folded(value.get("value")) or folded(value.get("@id"))
    kind = "requisition_id" if value.get("propertyID") == "requisition_id" else "identifier"
    record = inside(node.record)
    titles = {named(record.get("hiringOrganization")), named(record.get("title"))}
    if said and len(said) <= _MAX_NAME and said not in titles and not says_nothing(said):
        yield f"source/{kind}", claimed(node, said, "schema_org.identifier")


def gates(node: Node) -> Claims:
    """Read the sentences with which :func:`openpostings.schema.crosswalk.to_schema_org` writes the three gates."""
    table = schema_org()
    for gate, words in (*table.authorization.items(), ("security_clearance", table.clearance)):
        for value, sentence in words.items():
            if folded(node.value) == sentence:
                yield f"work_authorization/{gate}", claimed(node, value, "schema_org.gate")


def address(node: Node) -> Claims:
    """Read the address of the posting; the employer's home page, which some give in its place, is none."""
    url = canonical_url(folded(node.value))
    employer = inside(inside(node.record).get("hiringOrganization"))
    same = employer.get("sameAs")
    homes = [employer.get("url"), *(same if isinstance(same, list) else [same])]
    if url is not None and url not in [canonical_url(folded(home)) for home in homes if home]:
        yield "source/url", claimed(node, url, "value.url")


def language(node: Node) -> Claims:
    """Read a language tag; a name of a language is no tag."""
    said = folded(node.value).replace("_", "-")
    parts = said.split("-")
    if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?", said):
        tag = "-".join([parts[0].lower(), *(one.title() if len(one) == 4 else one.upper() for one in parts[1:])])  # noqa: PLR2004 - a script
        yield "language", claimed(node, tag, "schema_org.language")
