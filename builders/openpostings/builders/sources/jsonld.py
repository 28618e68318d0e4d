"""Find the postings in JSON-LD, whatever it wraps them in, and even out the ways in which JSON-LD says one thing."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from openpostings.builders.read.draft import Json
from openpostings.schema.crosswalk import schema_org

MAX_DEPTH: Final = 60
MAX_VALUES: Final = 200_000
MAX_POSTINGS: Final = 10_000
MAX_MEMBERS: Final = 200
"""Members of one list in a posting; what has more is no list of places or skills."""
_TERM: Final = re.compile(r"(?:https?://(?:www\.)?schema\.org/+|schema:)(?P<term>[A-Za-z]+)/?", re.IGNORECASE)
_SEVERAL: Final = frozenset(
    {
        "applicantLocationRequirements", "baseSalary", "benefits", "educationRequirements",
        "eligibilityToWorkRequirement", "employerOverview", "employmentType", "experienceRequirements", "identifier",
        "incentiveCompensation", "incentives", "industry", "jobBenefits", "jobLocation", "occupationalCategory",
        "qualifications", "relevantOccupation", "responsibilities", "securityClearanceRequirement", "skills",
    }
)  # fmt: skip
"""Properties that are given as a list here, also where they have one value: a value then has one pointer."""


def term(name: str) -> str:
    """Take the vocabulary's address from the name of a type or a property.

    Parameters
    ----------
    name
        Such as ``https://schema.org/title``, ``schema:title`` or ``title``.
    """
    match = _TERM.fullmatch(name.strip())
    return match["term"] if match else name


def is_posting(value: Json) -> bool:
    """Tell a ``JobPosting`` node, with one type or several."""
    if not isinstance(value, dict):
        return False
    kinds = value.get("@type") or value.get("type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and term(kind).casefold() == "jobposting" for kind in listed)


def find_postings(document: Json) -> Iterator[tuple[str, dict[str, Json]]]:
    """Give the ``JobPosting`` nodes of a document with their pointers, in its order.

    Parameters
    ----------
    document
        Parsed JSON: a node, a list, a graph, a list of items, a page with its main entity.

    Yields
    ------
    tuple
        Pointer and node; of nodes that refer to others by ``@id`` these are put in. At most ``MAX_POSTINGS``.
    """
    known = _identified(document)
    found = 0
    for pointer, value in _nodes(document):
        if isinstance(value, dict) and is_posting(value) and found < MAX_POSTINGS:
            found += 1
            yield pointer, plain_node(value, known)


def _nodes(document: Json) -> Iterator[tuple[str, Json]]:
    """Go through all objects in their order, but not into postings."""
    stack: list[tuple[str, Json, int]] = [("", document, 0)]
    for _ in range(MAX_VALUES):
        if not stack:
            return
        pointer, value, depth = stack.pop()
        if isinstance(value, dict):
            yield pointer, value
            if is_posting(value):
                continue
        if depth >= MAX_DEPTH or not isinstance(value, dict | list):
            continue
        members = value.items() if isinstance(value, dict) else enumerate(value)
        below = [(f"{pointer}/{name}", member, depth + 1) for name, member in members]
        stack.extend(one for one in reversed(below) if isinstance(one[1], dict | list))


def _identified(document: Json) -> dict[str, dict[str, Json]]:
    """Give the nodes that others can refer to: those with an ``@id`` and something beside it."""
    known: dict[str, dict[str, Json]] = {}
    for _, value in _nodes(document):
        if isinstance(value, dict) and len(value) > 1 and isinstance(name := value.get("@id"), str):
            known.setdefault(name, value)
    return known


def plain_node(node: dict[str, Json], known: Mapping[str, dict[str, Json]]) -> dict[str, Json]:
    """Even out a ``JobPosting`` node.

    Parameters
    ----------
    node
        As it was published.
    known
        Nodes that it may refer to, by their ``@id``.

    Returns
    -------
    dict
        Names without the vocabulary's address, ``@value`` objects as their values, references resolved once,
        properties that may repeat as lists; empty values left out.
    """
    made: dict[str, Json] = {}
    for name, value in node.items():
        own = _spelt(term(name))
        kept = _plain(value, known, 0)
        if own == "@context" or kept in (None, "", [], {}):
            continue
        if own in _SEVERAL:
            made[own] = kept if isinstance(kept, list) else [kept]
        else:
            made[own] = kept[0] if isinstance(kept, list) and len(kept) == 1 else kept
    return made


@cache
def _spellings() -> dict[str, str]:
    table = schema_org()
    return {name.casefold(): name for name in (*table.own, *table.superseded, *table.inherited)}


def _spelt(name: str) -> str:
    return _spellings().get(name.casefold(), name)


def _plain(value: Json, known: Mapping[str, dict[str, Json]], depth: int) -> Json:
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, list):
        members = [_plain(one, known, depth + 1) for one in value[:MAX_MEMBERS]]
        return [one for one in members if one not in (None, "", [], {})]
    if isinstance(value, str):
        # Names are often escaped as if they stood in HTML; of a text with tags the escapes are decoded with the tags.
        return value.strip() if "<" in value or "&lt;" in value else html.unescape(value).strip()
    if not isinstance(value, dict):
        return value
    for name in ("@value", "@list", "@set"):
        if name in value:
            return _plain(value[name], known, depth + 1)
    reference = value.get("@id")
    if set(value) == {"@id"} and isinstance(reference, str) and reference in known:
        # What a node refers to is put in once: two nodes may refer to each other.
        value, known = known[reference], {}
    kept = {term(name): _plain(one, known, depth + 1) for name, one in value.items() if name != "@context"}
    single = {name: one[0] if isinstance(one, list) and len(one) == 1 else one for name, one in kept.items()}
    return {name: one for name, one in single.items() if one not in (None, "", [], {})}
