"""What is known of schema.org's ``JobPosting``: its properties, where each goes, what is lost in each direction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaOrg:
    """The table of the crosswalk with schema.org.

    Parameters
    ----------
    vocabulary, version, source
        Which vocabulary, which release of it, and where its terms and their licence are told.
    own, inherited
        Properties of ``JobPosting``, and those that it has as a ``Thing``.
    superseded
        Older names, each with the one that replaced it.
    mapped
        Field of the record (``outer/inner``) to the property that says it.
    lost_out
        Fields that schema.org cannot say, each with the reason.
    lost_in
        Properties that the record has no field for, each with the reason.
    read_as_text
        Properties that are part of the text of the posting and no field of their own.
    said_again
        Properties that say again, or a part of, what another one says.
    credentials
        Level of a degree, and how it is written.
    authorization, clearance
        Gates of work authorisation, and how each value is written.
    """

    vocabulary: str
    version: str
    source: str
    own: Sequence[str]
    inherited: Sequence[str]
    superseded: Mapping[str, str]
    mapped: Mapping[str, str]
    lost_out: Mapping[str, str]
    lost_in: Mapping[str, str]
    read_as_text: Sequence[str]
    said_again: Mapping[str, str]
    credentials: Mapping[str, str]
    authorization: Mapping[str, Mapping[str, str]]
    clearance: Mapping[str, str]


@cache
def schema_org() -> SchemaOrg:
    """Load the table.

    Returns
    -------
    SchemaOrg
        The same one each time.
    """
    text = files("openpostings.schema").joinpath("crosswalk/schema_org.json").read_text(encoding="utf-8")
    table: dict[str, Any] = json.loads(text)
    return SchemaOrg(**table)
