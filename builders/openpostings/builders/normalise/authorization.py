"""Who may be hired: sponsorship, eligible persons, clearance. Three gates, each only where said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal, cast

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.normalise.wording import has_any, in_order, mapping, sentence_around, unwrap
from openpostings.builders.tables import load_table, string_lists

Gate = Literal["visa_sponsorship", "eligible_persons", "security_clearance"]
_MOST_ANCHORS = 500
ClaimValue = Literal["offered", "not_offered", "citizen", "us_person", "any_authorized", "required", "not_required"]


@dataclass(frozen=True, slots=True)
class AuthorizationClaim:
    """What one sentence says of one gate.

    Parameters
    ----------
    gate
        Which of the three.
    value
        What it says: ``offered``/``not_offered``, ``citizen``/``us_person``/``any_authorized``,
        ``required``/``not_required``.
    """

    gate: Gate
    value: ClaimValue


_DENIED = re.compile(r"\b(?:no|not|never|without|unable|cannot|can't|don't|won't)\b[^.;,]{0,60}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reader:
    """How one gate is read."""

    anchor: re.Pattern[str]
    abroad: tuple[str, ...]
    anchor_abroad: re.Pattern[str]
    claims: tuple[tuple[AuthorizationClaim, re.Pattern[str]], ...]
    refused: re.Pattern[str]


@cache
def _readers() -> tuple[_Reader, ...]:
    table = load_table("authorization")
    anchors, refusals = mapping(table["anchors"]), mapping(table["not_in_sentence_with"])
    abroad = string_lists(mapping(table["anchors_abroad"]))
    made: list[_Reader] = []
    for gate, values in mapping(table["claims"]).items():
        claims = tuple(
            (AuthorizationClaim(cast("Gate", gate), cast("ClaimValue", value)), re.compile(pattern, re.IGNORECASE))
            for value, patterns in string_lists(mapping(values)).items()
            for pattern in patterns
        )
        words, anchor = abroad[gate], str(anchors[gate])
        sources = (anchor, "|".join([anchor, *map(re.escape, words)]), str(refusals[gate]))
        one, either, refused = (re.compile(source, re.IGNORECASE) for source in sources)
        made.append(_Reader(one, words, either, claims, refused))
    return tuple(made)


def _sentences(text: str, anchor: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    behind = 0
    for match in islice(anchor.finditer(text), _MOST_ANCHORS):
        if match.start() >= behind:
            low, behind = sentence_around(text, match.start(), match.end())
            yield low, behind


AUTHORIZATION = Trigger(
    lambda: [*(reader.anchor for reader in _readers()), *(word for reader in _readers() for word in reader.abroad)]
)
"""Fires in every text that the finder below finds anything in."""


@needs(AUTHORIZATION)
def find_authorization(text: str) -> list[Match[AuthorizationClaim]]:
    """Find what a posting says of visas, citizenship and clearance.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Match
        The claims in order. Lists of what is not regarded in hiring ("citizenship status"), questions of a form and
        sponsors of other things than visas are none.
    """
    unwrapped = unwrap(text.replace("\u2019", "'"), sure=True)
    text = unwrapped.text
    found: list[Match[AuthorizationClaim]] = []
    for reader in _readers():
        anchor = reader.anchor_abroad if has_any(text, reader.abroad) else reader.anchor
        for low, high in _sentences(text, anchor):
            if text[high : high + 1] == "?" or reader.refused.search(text, low, high):
                continue
            for claim, pattern in reader.claims:
                found += [
                    Match(claim, *match.span())
                    for match in pattern.finditer(text, low, high)
                    if (claim.value != "offered" or _DENIED.search(text, low, match.start()) is None)
                    and not (claim.gate == "eligible_persons" and text.startswith(" sponsor", match.end()))
                ]
    return [unwrapped.match(match) for match in in_order(found)]
