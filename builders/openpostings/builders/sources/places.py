"""Readers of places that come in parts: town, region, country, coordinates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, cast

from openpostings.builders.normalise import gazetteer
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.placeparts import looks_like_city
from openpostings.builders.normalise.places import PlaceValue, parse_place, parse_places
from openpostings.builders.normalise.residence import find_residence
from openpostings.builders.normalise.workplace import find_workplace
from openpostings.builders.read.document import even_blanks
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.facts.place import place_json
from openpostings.builders.sources.base import Node, Reads
from openpostings.builders.sources.codes import folded, meanings
from openpostings.builders.sources.values import claimed, inside, unread, words_of

_NOWHERE: Final = re.compile(r"\b(?:remote|anywhere|worldwide|virtual|telecommut\w*|home office)\b", re.IGNORECASE)
_NO_NAME: Final = re.compile(
    r"[0-9]+|[^\w]*|[0-9]+ locations?|(?:multiple|various|several|all) locations?", re.IGNORECASE
)
_DOWNWARDS: Final = re.compile(
    r"(?P<land>[A-Z]{2,3})(?:[ -]{1,3}(?P<region>[A-Z]{2}))?[ -]{1,3}"
    r"(?P<city>[^\W\d_][^\d()]{1,40}?)(?: - [^\n]{1,80})?"
)
_SEVERAL: Final = re.compile(r"[^;|\u2022\n]+")
_MAY_BE_REMOTE: Final = re.compile(r"\bremote[- ](?:friendly|flexible|eligible|optional|possible)\b", re.IGNORECASE)
_CODE: Final = 3
_BOUNDS: Final = (90.0, 180.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Where in an object the parts of a place stand, as pointers below it.

    Parameters
    ----------
    city, region, country, code, other_code
        Town, region, the country's name, its ISO 3166-1 code under either of two names. A name may hold a code.
    shown
        The place as the board shows it.
    latitude, longitude
        Coordinates in degrees; zeros are none.
    """

    city: str | None = None
    region: str | None = None
    country: str | None = None
    code: str | None = None
    other_code: str | None = None
    shown: str | None = None
    latitude: str | None = None
    longitude: str | None = None


def country_code(name: str) -> str | None:
    """Read a country's name, or its code in any case.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2.
    """
    return gazetteer.country_of(name) or (gazetteer.country_of_code(name.upper()) if len(name) <= _CODE else None)


def place_text(*, country: str | None = None, workplace: str | None = None) -> Reads:
    """Read a text that stands where places stand: the places, or where a remote worker must live, and how one works.

    Parameters
    ----------
    country
        Pointer into the record to the country of one place that does not say its own.
    workplace
        Pointer into the record to how one works. Where that is said, a place does not say it too.
    """

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        land = country_code(words_of(inside(node.record, country)))
        said = bool(meanings("workplace").get(folded(inside(node.record, workplace))))
        parts = [part for part in _SEVERAL.finditer(even_blanks(node.text)) if part.group().strip()]
        for part in parts:
            start = node.start + part.start()
            one = replace(node, text=part.group(), start=start, end=start + len(part.group()))
            for field, claim in _place_in(one, land if len(parts) == 1 else None, country):
                if not (said and field == "job_location_type"):
                    yield field, claim

    return Reads(("job_location", "job_location_type", "applicant_location_requirements"), read)


def _place_in(node: Node, land: str | None, country: str | None) -> Iterator[tuple[str, Claim]]:
    """Read one part of a text that stands where places stand."""
    if _MAY_BE_REMOTE.search(node.text):
        yield unread("job_location", node, "some remote work may be possible")
        return
    works = find_workplace(node.text, labelled=True)
    for work in works:
        claim = claimed(node, work.value, "value.place_type")
        yield "job_location_type", claim._replace(start=node.start + work.start, end=node.start + work.end)
    residence = find_residence(node.text)
    for match in residence:
        yield "applicant_location_requirements", _matched(node, match, place_json(match.value))
    found = [] if residence else parse_places(node.text) or _reversed(node.text)
    for match in found:
        value = cast("dict[str, Json]", place_json(match.value))
        if land and len(found) == 1 and value["address_country"] is None:
            note = f"the country stands at {country}"
            yield "job_location", _matched(node, match, {**value, "address_country": land})._replace(note=note)
        else:
            yield "job_location", _matched(node, match, value)
    if not found and not works and not residence:
        yield unread("job_location", node, "no place that is known")


def _matched(node: Node, match: Match[PlaceValue], value: Json) -> Claim:
    claim = claimed(node, value, "value.place", note=match.note)
    return claim._replace(start=node.start + match.start, end=node.start + match.end)


def _reversed(text: str) -> list[Match[PlaceValue]]:
    """Read a place whose parts go from the country down, as codes: ``USA TX Austin``, ``DEU Wiesbaden - Depot``."""
    match = _DOWNWARDS.fullmatch(text.strip())
    land = gazetteer.country_of_code(match["land"]) if match else None
    if match is None or land is None:
        return []
    region = match["region"]
    if region and land not in {one.country for one in gazetteer.regions_of(region)}:
        return []
    city = match["city"]
    known = any(home == land for home, _ in gazetteer.homes(city))
    if not known and not (region and looks_like_city(city)):
        return []
    start = len(text) - len(text.lstrip())
    return [Match(PlaceValue(match[0], city, region, land), start, start + len(match[0]))]


def address(
    parts: Parts,
    *,
    remote: Callable[[Json], bool] | None = None,
    of_record: bool = False,
    towns: bool = False,
    hidden: str | None = None,
) -> Reads:
    """Read an object as one place of the job.

    Parameters
    ----------
    parts
        Where its parts stand.
    remote
        Tells of a record whether the work is remote. A country or a region alone is then where a worker must live.
    of_record
        Whether the parts stand apart, in the record itself; each of them is then evidence of the whole.
    towns
        Whether only a place with a town is read.
    hidden
        Pointer below the object to a flag that the employer does not show it. What is not shown is not stated.
    """

    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        place, note = _place(node.record if of_record else node.value, parts)
        if place is None or inside(node.value, hidden) is True:
            return
        town = place["address_locality"] is not None
        if towns and not town:
            return
        away = not town and remote is not None and remote(node.record)
        field = "applicant_location_requirements" if away else "job_location"
        yield field, claimed(node, place, "value.address", note=note)

    return Reads(("job_location", "applicant_location_requirements"), read)


def address_of(node: Node, value: Json, parts: Parts) -> Iterator[tuple[str, Claim]]:
    """Read an object that was made of a node's value as one place of the job."""
    place, note = _place(value, parts)
    if place is not None:
        yield "job_location", claimed(node, place, "value.address", note=note)


def _place(value: Json, parts: Parts) -> tuple[dict[str, Json] | None, str | None]:
    city, region, country, code = (
        _named(inside(value, pointer)) for pointer in (parts.city, parts.region, parts.country, parts.code)
    )
    code = code or _named(inside(value, parts.other_code))
    land = (country_code(code) if code else None) or (country_code(country) if country else None)
    if region and city.casefold().endswith(f", {region.casefold()}"):
        city = city[: -len(region) - 2].strip()
    names = [name for name in (city, region, country or code) if name]
    shown = words_of(inside(value, parts.shown))
    if not names or _NOWHERE.search(f"{city} {shown}"):
        return None, None
    found = _understood(city, region, land)
    raw = ", ".join(dict.fromkeys(names))
    latitude, longitude = _coordinates(inside(value, parts.latitude), inside(value, parts.longitude))
    place: dict[str, Json] = {
        "raw": shown or raw,
        "address_locality": found.address_locality,
        "address_region": found.address_region,
        "address_country": land or found.address_country,
        "latitude": latitude,
        "longitude": longitude,
    }
    return place, None if shown in {"", raw} else f"parts given apart: {raw}"


def _named(value: Json) -> str:
    words = words_of(value).strip(" ,;-")
    return "" if _NO_NAME.fullmatch(words) else words


def _understood(city: str, region: str, land: str | None) -> PlaceValue:
    """Bring a town to the name that most use, where its parts are understood as one place in that country."""
    given = PlaceValue("-", city or None, region or None, land)
    if not city:
        owners: set[str] = {one.country for one in gazetteer.regions_of(region)} if region else set()
        only = owners.pop() if len(owners) == 1 else None
        return given if land else PlaceValue("-", None, region or None, only)
    parsed = parse_place(", ".join(name for name in (city, region) if name))
    if parsed is None or parsed.address_locality is None or (land and parsed.address_country not in {None, land}):
        return given
    if region and parsed.address_region != region:
        return given
    return parsed


def _coordinates(latitude: Json, longitude: Json) -> tuple[float | None, float | None]:
    both = [_degrees(value, bound) for value, bound in zip((latitude, longitude), _BOUNDS, strict=True)]
    if any(value is None for value in both) or both == [0.0, 0.0]:
        return None, None
    return cast("tuple[float, float]", tuple(both))


def _degrees(value: Json, bound: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if -bound <= number <= bound else None
