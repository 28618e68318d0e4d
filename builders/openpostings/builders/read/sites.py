"""Which site a page is of, by the marks that its pages carry."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.triggers import Choice, triggers_in
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import load_table


@cache
def _signatures() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = cast("dict[str, str]", load_table("sites")["signatures"])
    return tuple((site, re.compile(pattern, re.IGNORECASE)) for site, pattern in table.items())


_SIGNED: Final = Choice(_signatures)


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
        for site, pattern in _SIGNED.left(triggers_in(text[begin:end])):
            match = pattern.search(text, begin, end)
            if match:
                return site, Span(match.start(), match.end(), match.group())
    return None
