"""Where a remote worker must live."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.placegrammar import read_places
from openpostings.builders.normalise.placeparts import Draft
from openpostings.builders.normalise.places import PlaceValue
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.normalise.wording import MOST_CANDIDATES, in_order, plain_blanks
from openpostings.builders.tables import load_table, strings

_HINT = re.compile(
    r"remot|télétravail|teletrabajo|teletrabalho|à distance|resid|based in|located in|living? in|based within"
    r"|anywhere|home[ -]based",
    re.IGNORECASE,
)
_REMOTE_BEHIND = re.compile(
    r"[ ]?(?:[-\u2013\u2014/,(]|only)?[ ]?\(?(?:fully |100% )?"
    r"remote(?![ -](?:sens|team|area|site|desk|access|control))\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"\bremote\b", re.IGNORECASE)
_KEY = re.compile(r"[ \t*_\u2022-]{0,6}[A-Z][A-Za-z ]{0,24}:[ *]{1,4}")
_BETWEEN = re.compile(r"[ \t;|,/&)\u2022\u00b7]{0,6}(?:(?:or|and)[ ])?")
_REACH = 80


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = load_table("residence")
    triggers = "|".join(strings(table["triggers"]))
    ends, not_before = str(table["ends"]), str(table["not_before"])
    return (
        re.compile(triggers, re.IGNORECASE),
        re.compile(ends, re.IGNORECASE),
        re.compile(not_before, re.IGNORECASE),
    )


RESIDENCE = Trigger(lambda: [_HINT])
"""Fires in every text that the finder below finds anything in."""


@needs(RESIDENCE)
def find_residence(text: str) -> list[Match[PlaceValue]]:
    """Find where a remote worker must live: "Remote (US)", "Remote - Canada", "must be based in Spain".

    Parameters
    ----------
    text
        A header line, the value of a key, or sentences.

    Returns
    -------
    list of Match
        Countries, regions, towns, and areas such as "EU", of which only ``raw`` is filled.
    """
    if _HINT.search(text) is None:
        return []
    plain = plain_blanks(text)
    found = [*_behind(plain), *_in_front(plain)]
    return in_order(_match(text, draft) for draft in found)


def _match(text: str, draft: Draft) -> Match[PlaceValue]:
    raw = text[draft.start : draft.end]
    value = PlaceValue(raw, draft.city, draft.region, draft.country)
    return Match(value, draft.start, draft.end)


def _behind(text: str) -> list[Draft]:
    """Read what stands behind "remote in", "must live in" and their like."""
    trigger_pattern, end_pattern, not_before = _patterns()
    found: list[Draft] = []
    for trigger in islice(trigger_pattern.finditer(text), MOST_CANDIDATES):
        start = trigger.end()
        high = min(len(text), start + _REACH)
        end = end_pattern.search(text, start, high)
        drafts = read_places(text, start, end.start() if end else high)
        near = drafts[:1] and drafts[0].start - start <= 1
        if near and not_before.match(text, drafts[-1].end) is None:
            found += drafts
    return found


def _in_front(text: str) -> list[Draft]:
    """Read a line that names countries and then says remote: "Spain / United Kingdom (Remote)"."""
    found: list[Draft] = []
    at = 0
    for line in islice(_REMOTE.finditer(text), MOST_CANDIDATES):
        start = max(at, text.rfind("\n", max(0, line.start() - 160), line.start()) + 1)
        at = line.end()
        key = _KEY.match(text, start, line.start())
        start = key.end() if key else start
        drafts = read_places(text, start, line.start())
        places = [draft for draft in drafts if draft.city is not None]
        begin = places[-1].end if places else start
        countries = [draft for draft in drafts if draft.start >= begin and draft.city is None]
        joined = countries and _REMOTE_BEHIND.match(text, countries[-1].end)
        if joined and _BETWEEN.fullmatch(text, begin, countries[0].start):
            found += countries
    return found
