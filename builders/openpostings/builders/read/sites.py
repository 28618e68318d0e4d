"""Which site a page is of, by the marks that its pages carry."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.literals import ODD, needed_words
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import load_table

_ANYWHERE: Final = frozenset({""})


@cache
def _signatures() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    """Give each site with its pattern and the words of which one stands wherever it matches."""
    table = cast("dict[str, str]", load_table("sites")["signatures"])
    return tuple(
        (site, re.compile(source, re.IGNORECASE), needed_words(source, re.IGNORECASE) or _ANYWHERE)
        for site, source in table.items()
    )


def find_site(text: str) -> tuple[str, Span] | None:
    """Tell the site of a page.

    Parameters
    ----------
    text
        The source text; its first 2,000 and last 2,000 characters are searched.

    Returns
    -------
    tuple or None
        The registered short name and the characters that show it.
    """
    for begin, end in ((0, min(len(text), 2000)), (max(0, len(text) - 2000), len(text))):
        lower = text[begin:end].lower()
        odd = ODD.search(text, begin, end) is not None
        for site, pattern, words in _signatures():
            match = pattern.search(text, begin, end) if odd or any(word in lower for word in words) else None
            if match:
                return site, Span(match.start(), match.end(), match.group())
    return None
