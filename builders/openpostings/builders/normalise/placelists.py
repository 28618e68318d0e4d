"""Where one place of a list ends and the next begins."""

from __future__ import annotations

import re
from functools import cache

from openpostings.builders.normalise import gazetteer, placeparts
from openpostings.builders.normalise.placeparts import Piece

_HARD = re.compile(
    r"[;|\n\u2022\u00b7+&]|<br ?/?>|[ ]?/[ ]?|,?[ ](?:or|and|und|oder|ou|et|y|e|och|og|en)[ ]|[.][ ](?=Remote)"
    r"|(?<=[a-z])[ ]OR[ ](?=[A-Z][a-z])|(?<=, [A-Z]{2})[ ]OR[ ](?=[A-Z])"
    r"|(?<=, [A-Z][A-Z])[ ](?=[A-Z][a-z])(?!Remote|Hybrid|On|United |Canada)"
    r"|(?<=, USA)[ ](?=[A-Z][a-z])(?!Remote|Hybrid|On)"
)
_JOINED = re.compile(r"[\w.] (?:and|y|&|e|en) \w")


@cache
def _joined_names() -> re.Pattern[str]:
    """Names that hold a separator themselves: "Trinidad and Tobago"."""
    names = [name for name in (*gazetteer.country_names(), *gazetteer.region_names()) if _HARD.search(name)]
    spelt = {spelling for name in names for spelling in (name, name.replace(" and ", " & "))}
    return re.compile("|".join(re.escape(name) for name in sorted(spelt, key=lambda name: (-len(name), name))))


def stretches(text: str, start: int, end: int) -> list[Piece]:
    """Cut at what stands between places, but not inside a name.

    Parameters
    ----------
    text
        The text.
    start, end
        The stretch that stands where places stand.

    Returns
    -------
    list of Piece
        One for each place or more, in order.
    """
    chunks = placeparts.split(text, start, end, _HARD)
    joined = len(chunks) > 1 and _JOINED.search(text, start, end)
    shields = list(_joined_names().finditer(text, start, end)) if joined else []
    if not shields:
        return chunks
    inside = {at for shield in shields for at in range(*shield.span())}
    cuts = [cut for cut in _HARD.finditer(text, start, end) if cut.start() not in inside]
    edges = [start, *(edge for cut in cuts for edge in cut.span()), end]
    pieces = (placeparts.trimmed(text, low, high) for low, high in zip(edges[::2], edges[1::2], strict=True))
    return [piece for piece in pieces if piece is not None]
