"""Readers of schema.org's objects: pay, places, degrees, lengths, concepts, numbers of a posting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.education import find_degrees
from openpostings.builders.normalise.employment import find_employment_types
from openpostings.builders.normalise.experience import find_experience
from openpostings.builders.normalise.pay import find_pay
from openpostings.builders.normalise.skills import find_skills
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.patterns import pattern
from openpostings.builders.sources.base import Node
from openpostings.builders.sources.jsonld import term
from openpostings.builders.sources.markup import as_text
from openpostings.builders.sources.values import claimed
from openpostings.builders.tables import load_table, string_lists
from openpostings.schema.crosswalk import schema_org

Claims = Iterator[tuple[str, Claim]]
_MAX_AMOUNT: Final = Decimal(99_999_999_999)
_MAX_NAME: Final = 300
_MAX_MONTHS: Final = 600
_SKILL_WORDS: Final = 5
NAME_WORDS: Final = 8
_ISO_DURATION: Final = re.compile(r"P(?P<value>[0-9]{1,4})(?P<unit>[DWMY])")
_ISO_UNITS: Final = {"D": "DAY", "W": "WEEK", "M": "MONTH", "Y": "YEAR"}
_CODE: Final = re.compile(r"(?P<code>[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?)[\s:–—-]*(?P<name>.*)", re.DOTALL)
_PIECES: Final = re.compile(r"\s*[,;•|\n]\s*")


@cache
def _words(table: str) -> dict[str, str]:
    rows = string_lists(cast("dict[str, object]", load_table("schema_org")[table]))
    return {word: value for value, words in rows.items() for word in words}


def _table(name: str) -> dict[str, str]:
    return cast("dict[str, str]", load_table("schema_org")[name])


def inside(value: Json) -> dict[str, Json]:
    """Narrow a value to an object; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def folded(value: Json) -> str:
    """Give a text or number as one line, nothing for all else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def named(value: Json) -> str:
    """Give a text, or the name of the object that stands in its place."""
    return folded(value) or folded(inside(value).get("name"))


def says_nothing(text: str) -> bool:
    """Tell a text that says that nothing is asked for, or is a form's default."""
    rows = cast("list[str]", load_table("schema_org")["nothing"])
    return text.strip(" .").casefold() in rows


def employment(node: Node) -> Claims:
    """Read kinds of employment: the eight words, their addresses, and free wording in a list or with commas."""
    for part in _PIECES.split(folded(node.value)):
        key = "".join(char for char in term(part).upper() if char.isalpha())
        known = _table("employment").get(key)
        values = [known] if known else [str(one.value) for one in find_employment_types(part, position="value")]
        for value in values:
            yield "employment_type", claimed(node, value, "schema_org.employment")


def number(value: Json) -> Decimal | None:
    """Read a number above zero, or a text that is one."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        amount = Decimal(str(value).replace("\u00a0", "").replace(" ", "").replace(",", ""))
    except InvalidOperation:
        return None
    exponent = amount.as_tuple().exponent
    whole = isinstance(exponent, int) and exponent >= -4  # noqa: PLR2004 - what the record keeps
    return amount if whole and 0 < amount <= _MAX_AMOUNT else None


def salary(node: Node) -> Claims:
    """Read stated base pay: a number, a text, a ``MonetaryAmount`` or a ``PriceSpecification``."""
    value = inside(node.value)
    amount = inside(value.get("value")) or value
    currency = _currency(value) or _currency(amount) or _currency(inside(node.record), "salaryCurrency")
    bounds = _bounds(node.value, amount)
    if bounds is None:
        yield from _worded(node, value, currency)
        return
    low, high = bounds
    note = None
    if low is not None and high is not None and low > high:
        low, high, note = high, low, "the bounds were swapped"
    pay: Json = {
        "min_value": _plain(low),
        "max_value": _plain(high),
        "currency": currency,
        "unit_text": _unit(value, amount),
    }
    yield "base_salary", claimed(node, pay, "schema_org.salary", note=note)


def _bounds(value: Json, amount: dict[str, Json]) -> tuple[Decimal | None, Decimal | None] | None:
    single = next((one for key in ("value", "price") if (one := number(amount.get(key))) is not None), None)
    single = single if amount else number(value)
    low = number(amount.get("minValue")) or number(amount.get("minPrice"))
    high = number(amount.get("maxValue")) or number(amount.get("maxPrice"))
    if low is None and high is None:
        return None if single is None else (single, single)
    return low, high


def _currency(value: dict[str, Json], name: str = "") -> str | None:
    said = folded(value.get(name)) if name else folded(value.get("currency")) or folded(value.get("priceCurrency"))
    return said.upper() if re.fullmatch(r"[A-Za-z]{3}", said) else None


def _unit(value: dict[str, Json], amount: dict[str, Json]) -> str | None:
    for owner in (amount, value):
        for key in ("unitText", "unitCode"):
            found = _words("pay_units").get(term(folded(owner.get(key))).casefold())
            if found:
                return found
    return None


def _plain(amount: Decimal | None) -> Json:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _worded(node: Node, value: dict[str, Json], currency: str | None) -> Claims:
    """Read pay that is written in words where a number is due."""
    text = folded(node.value) or folded(value.get("value")) or folded(inside(value.get("value")).get("value"))
    if currency and text and not re.search(r"[A-Za-z€£$¥]", text):
        text = f"{text} {currency}"
    for match in find_pay(text, country=None, field=True)[:1]:
        found = match.value
        pay: Json = {
            "min_value": _plain(found.min_value),
            "max_value": _plain(found.max_value),
            "currency": found.currency or currency,
            "unit_text": found.unit_text,
        }
        yield "base_salary", claimed(node, pay, "schema_org.salary", note=match.note)


def duration(node: Node) -> Claims:
    """Read the length of a job: ``P12W``, or a ``QuantitativeValue`` with a unit."""
    value = inside(node.value)
    iso = _ISO_DURATION.fullmatch(folded(node.value) or folded(value.get("value")))
    if iso:
        length: dict[str, Json] = {"value": int(iso["value"]), "unit": _ISO_UNITS[iso["unit"]]}
    else:
        unit = next(
            (found for key in ("unitText", "unitCode")
             if (found := _words("duration_units").get(folded(value.get(key)).casefold()))),
            None,
        )  # fmt: skip
        low = number(value.get("value")) or number(value.get("minValue"))
        high = number(value.get("maxValue"))
        if unit is None or low is None or any(one and one != int(one) for one in (low, high)):
            return
        length = {"value": int(low), "unit": unit} | ({"max_value": int(high)} if high and high > low else {})
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
    known = (name for name, words in _table("schemes").items() if re.search(words, said, re.IGNORECASE))
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
    return pieces if all(len(piece.split()) <= most for piece in pieces) else []


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


def language(node: Node) -> Claims:
    """Read a language tag; a name of a language is no tag."""
    said = folded(node.value).replace("_", "-")
    parts = said.split("-")
    if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?", said):
        tag = "-".join([parts[0].lower(), *(one.title() if len(one) == 4 else one.upper() for one in parts[1:])])  # noqa: PLR2004 - a script
        yield "language", claimed(node, tag, "schema_org.language")
