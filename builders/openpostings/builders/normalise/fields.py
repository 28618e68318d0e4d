"""Values of fields that are known to hold a degree, a level or a length of experience, as interfaces spell them.

The same for other kinds of field: ``parse_places``, ``parse_workplace``, ``parse_employment_types``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from openpostings.builders.normalise.education import CredentialCategory, find_degrees
from openpostings.builders.normalise.employment import ExperienceLevel, find_experience_level
from openpostings.builders.normalise.experience import Experience, find_experience
from openpostings.builders.normalise.wording import mapping, plain_words
from openpostings.builders.tables import load_table, string_lists, strings

_APOSTROPHE = re.compile(r"['\u2019`]")
_LONGEST = 120
_LENGTH = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])")


@cache
def _spellings(key: str) -> dict[str, str]:
    table = string_lists(mapping(load_table("requirement_fields")[key]))
    return {spelling: meant for meant, spellings in table.items() for spelling in spellings}


def _known(key: str, value: str) -> str | None:
    return _spellings(key).get(plain_words(_APOSTROPHE.sub("", value)))


def parse_degree(value: str) -> CredentialCategory | None:
    """Read the value of a field that says a degree: "Bachelor's", ``bachelor degree``, ``HIGH_SCHOOL``, "PhD".

    Parameters
    ----------
    value
        The value.

    Returns
    -------
    CredentialCategory or None
        None where it names no level, or several.
    """
    known = _known("degrees", value)
    if known is not None:
        return cast("CredentialCategory", known)
    if len(value) > _LONGEST:
        return None
    degrees = find_degrees(value, title=True)
    found: set[CredentialCategory] = {
        match.value.credential_category for match in degrees if match.value.credential_category is not None
    }
    return next(iter(found)) if len(found) == 1 else None


def parse_experience_level(value: str) -> ExperienceLevel | None:
    """Read the value of a field that says a level: "Entry level", ``MID_LEVEL``, "Internship".

    Parameters
    ----------
    value
        The value.

    Returns
    -------
    ExperienceLevel or None
        None where it names no level, or several ("Mid-Senior level").
    """
    if plain_words(value) in strings(load_table("requirement_fields")["no_level"]):
        return None
    known = _known("levels", value)
    if known is not None:
        return cast("ExperienceLevel", known)
    found: set[ExperienceLevel] = {match.value for match in find_experience_level(value)}
    return next(iter(found)) if len(found) == 1 else None


def parse_experience(value: str) -> Experience | None:
    """Read the value of a field that says a length of experience: "2-4 years", "3+ years", "18 months".

    Parameters
    ----------
    value
        The value.

    Returns
    -------
    Experience or None
        None where it says no length, or several.
    """
    text = " ".join(value.split()) if len(value) <= _LONGEST else ""
    if not _LENGTH.search(text):
        return None
    found = find_experience(text) or find_experience(f"Experience: {text}")
    found = found or find_experience(f"{text} of experience")
    return found[0].value if len(found) == 1 else None
