"""Postings in a page's attributes: Microdata and RDFa, read by ``extruct``, which is an extra."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any, Final, cast

from openpostings.builders.read.draft import Json
from openpostings.builders.sources.jsonld import find_postings

MAX_MARKUP: Final = 500_000
"""Characters of a page that is searched for attributes: its tree is built a second time."""
_MICRODATA: Final = re.compile(r"itemtype\s{0,9}=\s{0,9}[\"']?[^\"'>]{0,200}schema\.org/+JobPosting", re.IGNORECASE)
_RDFA: Final = re.compile(
    r"typeof\s{0,9}=\s{0,9}[\"']?[^\"'>]{0,200}\bJobPosting|property=[\"']?schema:hiringOrganization", re.IGNORECASE
)
_MISSING: Final = "Microdata and RDFa not read: the extra `openpostings[html]` is not installed"


def embedded_postings(markup: str) -> tuple[list[dict[str, Json]], tuple[str, ...]]:
    """Find the postings that a page's attributes describe.

    Parameters
    ----------
    markup
        The page.

    Returns
    -------
    tuple
        The nodes, and what must be known of how they were read.
    """
    if "JobPosting" not in markup and "hiringOrganization" not in markup:
        return [], ()
    syntaxes = [name for name, mark in (("microdata", _MICRODATA), ("rdfa", _RDFA)) if mark.search(markup)]
    if not syntaxes:
        return [], ()
    if len(markup) > MAX_MARKUP:
        return [], (f"Microdata and RDFa of a page of more than {MAX_MARKUP} characters not read",)
    try:
        extruct: Any = import_module("extruct")
    except ImportError:
        return [], (_MISSING,)
    found: list[dict[str, Json]] = []
    notes: list[str] = []
    for syntax in syntaxes:
        try:
            read = extruct.extract(markup, syntaxes=[syntax], uniform=True, errors="strict")
        except Exception as error:  # noqa: BLE001 - whatever a library says of a broken page, the rest is read all the same
            notes.append(f"{syntax}: not read ({type(error).__name__})")
            continue
        nodes = [node for _, node in find_postings(cast("Json", read.get(syntax)))]
        if nodes:
            notes.append(f"read from {'Microdata' if syntax == 'microdata' else 'RDFa'}")
            found += nodes
            break
    return found, tuple(notes)
