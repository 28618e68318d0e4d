"""Deterministic identifiers: the same posting gets the same one on every machine and every run."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
_MAX_KEY: Final = 96
_UNKNOWN_SITE: Final = "page"


def stated_key(requisition: str, employer: str | None, site: str, *, tenant: str | None = None) -> str:
    """Make the key of an identifier from a stated requisition.

    Parameters
    ----------
    requisition
        As the source states it.
    employer
        Who hires: on a site that is not registered its requisitions are its own, so its name goes before them.
    site
        Registered name of the site.
    tenant
        Whose number it is, on a site where several number alike; its name goes before the number.

    Returns
    -------
    str
        Safe as a file name. A requisition that had to be changed for that keeps 8 hex digits of its own digest,
        so that two different ones never meet.
    """
    owner = tenant or (employer if site == _UNKNOWN_SITE else None)
    parts = [owner] if owner else []
    wanted = "-".join([*(_slug(part) for part in parts), requisition])
    safe = _UNSAFE.sub("-", unicodedata.normalize("NFKD", wanted)).strip("-._")[:_MAX_KEY]
    if safe == wanted:
        return safe
    return "-".join(part for part in (safe, hashlib.sha256(wanted.encode()).hexdigest()[:8]) if part)


def _slug(name: str) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-") or hashlib.sha256(name.encode()).hexdigest()[:8]


def content_key(title: str | None, employer: str | None, places: Iterable[str], body: str) -> str:
    """Make the key of an identifier from the content.

    Parameters
    ----------
    title, employer
        As stated, None where not.
    places
        Places as written, in any order.
    body
        Text of the sections, without the frame of the site.

    Returns
    -------
    str
        ``sha256-`` and 16 hex digits over the content, compatibility forms, case and white space folded.
    """
    content = [
        fold_content(title),
        fold_content(employer),
        sorted(fold_content(place) for place in places),
        fold_content(body),
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"sha256-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def fold_content(text: str | None) -> str:
    """Fold what may differ between two copies of one text: compatibility forms, case, white space."""
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split())
