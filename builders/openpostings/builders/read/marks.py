"""Markdown inside a line: emphasis and code marks are form, and no part of any text."""

from __future__ import annotations

import re
from typing import Final

_INSIDE: Final = re.compile(r"(?P<mark>\*\*|__|`|(?<![\w*])\*(?=[^\s*]))(?P<inside>[^*_`\n]{1,200})(?P=mark)(?!\w)")
_WHOLE: Final = re.compile(r"\s*(?:[-*+•◦–]\s+|#{1,6}\s+|[0-9]{1,2}[.)]\s+)?(?:\*\*|__).{1,200}?(?:\*\*|__)\s*:?\s*")


def blank_marks(text: str) -> str:
    """Put spaces for the marks around a part of a line; the length, so every span, stays.

    Parameters
    ----------
    text
        The source text. A line that is bold as a whole keeps its marks, since it may be a heading.
    """
    if "**" not in text and "__" not in text and "`" not in text:
        return text
    return "\n".join(_blanked(line) for line in text.split("\n"))


def _blanked(line: str) -> str:
    if _WHOLE.fullmatch(line):
        return line
    return _INSIDE.sub(_spaces, line)


def _spaces(match: re.Match[str]) -> str:
    blank = " " * len(match["mark"])
    return f"{blank}{match['inside']}{blank}"
