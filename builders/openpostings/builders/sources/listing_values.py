"""Readers of the values of contributed job lists: choices of a form, places beside "Remote", addresses of employers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, cast
from urllib.parse import urlsplit

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.places import PlaceValue, find_places, parse_places
from openpostings.builders.normalise.residence import find_residence
from openpostings.builders.normalise.urls import canonical_url
from openpostings.builders.normalise.wording import mapping
from openpostings.builders.normalise.workplace import LocationType, find_workplace
from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.read.facts.place import place_json
from openpostings.builders.read.page import KEY_RANK
from openpostings.builders.sources.base import Node
from openpostings.builders.sources.values import claimed
from openpostings.builders.tables import load_table, strings

_BOARDS: Final = ("careers.", "jobs.", "career.", "job-boards.", "boards.")


@cache
def _defaults(name: str) -> frozenset[str]:
    return frozenset(strings(mapping(load_table("listing")[name])["default"]))


@cache
def _says(name: str) -> Mapping[str, object]:
    return mapping(mapping(load_table("listing")[name])["says"])


@cache
def _profile_hosts() -> tuple[str, ...]:
    return strings(load_table("listing")["profile_hosts"])


def default_note() -> str:
    """Say why a choice of a form is not read."""
    return str(load_table("listing")["note"])


def not_chosen(node: Node, field: str) -> tuple[str, Claim]:
    """Claim that a value stands there which the form chose by itself."""
    return field, claimed(node, None, "form.default", status="not_extracted", note=default_note())


def sponsorship(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the choice of a form on sponsorship; what it chooses by itself says nothing."""
    word = " ".join(str(node.value).split()).casefold()
    found = _says("sponsorship").get(word)
    if found is not None:
        gate, value = strings(found)
        yield f"work_authorization/{gate}", claimed(node, value, "form.sponsorship")
    elif word in _defaults("sponsorship"):
        yield not_chosen(node, "work_authorization/visa_sponsorship")


def degrees(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the degrees of a form; the one that it chooses by itself, alone, says nothing."""
    listed = node.value if isinstance(node.value, list) else [node.value]
    words = [" ".join(str(one).split()).casefold() for one in listed]
    if len(words) == 1 and words[0] in _defaults("degrees"):
        yield not_chosen(node, "education_requirements")
        return
    known = [_says("degrees").get(word) for word in words]
    for level in dict.fromkeys(str(one) for one in known if one is not None):
        yield "education_requirements", claimed(node, education(level), "form.degrees")


def education(level: str) -> Json:
    """Write a level of education that is asked for, of which nothing else is said."""
    return {
        "credential_category": level,
        "status": None,
        "fields_of_study": [],
        "priority": "unspecified",
        "graduation_after": None,
        "graduation_before": None,
    }


def category(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the list's own heading for jobs of a kind."""
    words = " ".join(str(node.value).split())
    if words.casefold() in _defaults("category"):
        yield not_chosen(node, "occupational_category")
    elif isinstance(node.value, str) and words:
        concept: Json = {"name": words, "code": None, "scheme": None}
        yield "occupational_category", claimed(node, concept, "value.concept")


def active(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read whether the list calls a job open."""
    if isinstance(node.value, bool):
        yield "status", claimed(node, "open" if node.value else "closed", "flag.active")


def address(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the address of a job, which is where one applies."""
    url = canonical_url(_without_referrer(node.value)) if isinstance(node.value, str) else None
    if url is not None:
        yield "source/url", claimed(node, url, "value.url")
        yield "application/url", claimed(node, url, "value.url")


def _without_referrer(url: str) -> str:
    """Leave out the parameter in which a list names itself."""
    front, mark, query = url.partition("?")
    kept = [part for part in query.split("&") if part.casefold() not in _referrers()]
    return f"{front}?{'&'.join(kept)}" if mark and kept else front


def home_page(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the address that an employer's name leads to, where that is a home page and no list of jobs."""
    parts = urlsplit(node.value) if isinstance(node.value, str) and node.value.isascii() else None
    if parts is not None and parts.path in {"", "/"} and not (parts.hostname or "").startswith(_BOARDS):
        yield from employer_address(node)


def employer_address(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read the address of an employer. A page that a list has about it is none."""
    url = canonical_url(node.value) if isinstance(node.value, str) else None
    if url is not None and not is_profile(url):
        yield "hiring_organization/url", claimed(node, url, "value.url")


def is_profile(url: str) -> bool:
    """Tell a list's page about an employer from the employer's own."""
    host = urlsplit(url).hostname or ""
    return any(host == one or host.endswith(f".{one}") for one in _profile_hosts())


@cache
def _referrers() -> frozenset[str]:
    return frozenset(strings(load_table("listing")["referrers"]))


@lru_cache(maxsize=65_536)
def _read_place(
    text: str,
) -> tuple[Sequence[Match[PlaceValue]], Sequence[Match[PlaceValue]], Sequence[Match[LocationType]]]:
    """Give places, places to live in and kinds of workplace; kept, since lists say the same few again and again."""
    homes = tuple(find_residence(text))
    places = () if homes else tuple(parse_places(text) or find_places(text))
    return places, homes, tuple(find_workplace(text, labelled=True))


def listed_place(node: Node) -> Iterator[tuple[str, Claim]]:
    """Read one of the places of a list. A country beside "Remote" is where one must live, not where one works."""
    if not isinstance(node.value, str):
        return
    places, homes, kinds = _read_place(node.text)
    for kind in kinds:
        yield "job_location_type", _part(node, kind, kind.value, "listed.workplace")
    for home in homes:
        yield "applicant_location_requirements", _part(node, home, place_json(home.value), "listed.residence")
    for place in places:
        country = place.value.address_locality is None and place.value.address_region is None
        field = "applicant_location_requirements" if country and _says_remote(node) else "job_location"
        yield field, _part(node, place, place_json(place.value), "listed.place")
    if not (kinds or homes or places):
        yield "job_location", claimed(node, None, "listed.place", status="not_extracted")


def _part(node: Node, found: Match[object], value: Json, method: str) -> Claim:
    claim = Claim(value, node.start + found.start, node.start + found.end, method, "stated", found.note, KEY_RANK)
    return claim._replace(status="derived") if "residence" in method else claim


def _says_remote(node: Node) -> bool:
    record = cast("dict[str, Json]", node.record)
    siblings = record.get(node.pointer.split("/")[1])
    if not isinstance(siblings, list):
        return False
    return any(isinstance(one, str) and " ".join(one.split()).casefold() == "remote" for one in siblings)
