"""The employer in a page's own title, where the page shows the same name: two places that agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from openpostings.builders.normalise.places import parse_places
from openpostings.builders.read.draft import Claim
from openpostings.builders.read.lines import split_lines
from openpostings.builders.read.page import KEY_RANK
from openpostings.builders.sources.base import Node, Reader
from openpostings.builders.sources.page_parts import PageParts

_MARKS: Final = re.compile(r"\s*[|–—·•@]\s*|\s+-\s+|(?:^|\s)(?:at|bei|chez|u)\s+", re.IGNORECASE)
_LEAST: Final = 3


def employer_in_title(parts: PageParts) -> tuple[str, Reader] | None:
    """Find the employer beside the headline in the page's title.

    Parameters
    ----------
    parts
        The page, taken apart.

    Returns
    -------
    tuple or None
        Which of its titles says it, and the reader that claims it; None where the page does not show that name on a
        line of its own, or it is a place or the site's name.
    """
    if parts.headline is None:
        return None
    site = str(parts.head.get("og:site_name", "")).casefold()
    shown = {line.text.casefold() for line in split_lines(parts.shown)}
    for which in ("og:title", "title"):
        before, headline, behind = str(parts.head.get(which, "")).partition(parts.headline)
        for name in (*_MARKS.split(behind), *_MARKS.split(before)) if headline else ():
            told = name.strip(" ,:()")
            known = len(told) >= _LEAST and told.casefold() in shown and told.casefold() != site
            if known and not parse_places(told):
                return which, _reader(told)
    return None


def _reader(name: str) -> Reader:
    def read(node: Node) -> Iterator[tuple[str, Claim]]:
        at = node.text.rfind(name)
        if at >= 0:
            start = node.start + at
            claim = Claim(name, start, start + len(name), "page.title", "derived", rank=KEY_RANK)
            yield "hiring_organization/name", claim

    return read
