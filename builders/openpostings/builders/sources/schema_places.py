"""Readers of schema.org's places: objects with an address, texts, virtual locations."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from openpostings.builders.normalise.gazetteer import country_of, country_of_code
from openpostings.builders.normalise.places import parse_places
from openpostings.builders.normalise.residence import find_residence
from openpostings.builders.normalise.workplace import find_workplace
from openpostings.builders.read.draft import Json
from openpostings.builders.read.facts.place import place_json
from openpostings.builders.sources.base import Node, Reader
from openpostings.builders.sources.schema_parts import folded, inside, named, says_nothing
from openpostings.builders.sources.schema_values import Claims
from openpostings.builders.sources.values import claimed
from openpostings.builders.tables import load_table, strings

_MAX_NAME: Final = 500
_MAX_PLACES: Final = 200


def places(field: str) -> Reader:
    """Make the reader of a place, into ``job_location`` or ``applicant_location_requirements``.

    Parameters
    ----------
    field
        The field that places go to; a text that says "remote" gives the kind of workplace instead.
    """

    def read(node: Node) -> Claims:
        for one in list(_addresses(node.value))[:_MAX_PLACES]:
            if isinstance(one, str):
                yield from _worded(node, one, field)
            elif "virtual" in str(one.get("@type")).casefold():
                yield "job_location_type", claimed(node, "TELECOMMUTE", "schema_org.virtual")
            else:
                yield from _place(node, one, field)

    return read


def workplace(node: Node) -> Claims:
    """Read the kind of workplace: ``TELECOMMUTE``, or words for it."""
    for match in find_workplace(folded(node.value), labelled=True):
        yield "job_location_type", claimed(node, match.value, "schema_org.workplace")


def _addresses(value: Json) -> Iterator[str | dict[str, Json]]:
    """Give the addresses of a place, each with the place's name and geo where it is the only one."""
    if isinstance(value, list):
        for one in value:
            yield from _addresses(one)
        return
    if isinstance(value, str):
        yield value
        return
    place = inside(value)
    address = place.get("address")
    if isinstance(address, list):
        for one in address:
            yield from _addresses({**place, "address": one} if isinstance(one, dict) else one)
    elif isinstance(address, dict):
        yield {**address, "@type": place.get("@type"), "@name": place.get("name"), "@geo": place.get("geo")}
    elif folded(address):
        yield folded(address)
    elif place:
        yield {**place, "@name": place.get("name"), "@geo": place.get("geo")}


def _worded(node: Node, text: str, field: str) -> Claims:
    if not _part(text):
        return
    remote = find_workplace(text, labelled=True)
    for match in remote:
        yield "job_location_type", claimed(node, match.value, "schema_org.workplace")
    residence = find_residence(text)
    if residence:
        for one in residence:
            yield "applicant_location_requirements", claimed(node, place_json(one.value), "schema_org.residence")
        return
    found = parse_places(text, labelled=not remote)
    for value in found:
        yield field, claimed(node, place_json(value.value), "schema_org.place")


def _place(node: Node, address: dict[str, Json], field: str) -> Claims:
    employer = named(inside(node.record).get("hiringOrganization")).casefold()
    locality, region, country = (
        "" if part.casefold() == employer else part
        for part in (_part(address.get(name)) for name in ("addressLocality", "addressRegion", "addressCountry"))
    )
    name = _part(address.get("@name"))
    if not (locality or region or country):
        street = _part(address.get("streetAddress"))
        for text in (name, street):
            claims = list(_worded(node, text, field)) if text else []
            if claims:
                yield from claims
                return
        return
    remote = find_workplace(locality, labelled=True) if locality else []
    if remote and not parse_places(locality):
        yield "job_location_type", claimed(node, remote[0].value, "schema_org.workplace")
        locality = ""
        if not (region or country):
            return
    yield field, claimed(node, _json(locality, region, country, address), "schema_org.place")


def _part(value: Json) -> str:
    """Give a part of an address; a country may be an object with a name."""
    said = named(value).strip(" ,")
    nowhere = said.casefold() in strings(load_table("schema_org")["nowhere"])
    return "" if nowhere or says_nothing(said) or len(said) > _MAX_NAME else said


def _json(locality: str, region: str, country: str, address: dict[str, Json]) -> Json:
    """Write a place as the record has it: what is stated apart stays, what is missing follows from the whole."""
    written = [*dict.fromkeys(part for part in (locality, region, country) if part)]
    said = _part(address.get("@name"))
    whole = parse_places(", ".join(written))
    known = whole[0].value if len(whole) == 1 else None
    code = country_of(country) or country_of_code(country.upper()) if country else None
    # The name of a place may be that of a building: it is the place as written only where it names the same.
    same = (locality or region or country).casefold() in said.casefold() or country_of(said) == (code or "")
    raw = said if said and same else ", ".join(written)
    single = parse_places(locality) if locality else []
    city = single[0].value if len(single) == 1 else None
    parts: dict[str, Json] = {
        "raw": raw,
        "address_locality": (city.address_locality if city and city.address_locality else locality) or None,
        "address_region": region or (city.address_region if city else None) or None,
        "address_country": code or (known.address_country if known else None),
    }
    return parts | _geo(address.get("@geo"))


def _geo(value: Json) -> dict[str, Json]:
    point = inside(value)
    try:
        latitude, longitude = (float(folded(point.get(name)) or "nan") for name in ("latitude", "longitude"))
    except ValueError:
        return {}
    if not (math.isfinite(latitude) and math.isfinite(longitude)) or (latitude, longitude) == (0.0, 0.0):
        return {}
    inside_bounds = -90 <= latitude <= 90 and -180 <= longitude <= 180  # noqa: PLR2004 - degrees
    return {"latitude": latitude, "longitude": longitude} if inside_bounds else {}
