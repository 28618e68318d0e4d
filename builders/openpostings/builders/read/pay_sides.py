"""Two statements of pay: whether they can both hold, and which says more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from openpostings.builders.read.draft import Claim, Json

_BOUNDS: Final = ("min_value", "max_value")
_KINDS: Final = ("currency", "unit_text")


def pays_differ(kept: Claim, other: Claim) -> bool:
    """Tell whether two statements contradict each other: what one leaves open the other may say.

    A stretch over several ranges (a derived one) holds each of them.
    """
    left, right = (cast("dict[str, Json]", one.value) for one in (kept, other))
    if any(_differ(left[name], right[name]) for name in _KINDS):
        return True
    if kept.status == "derived" and _within(left, right):
        return False
    return any(_differ(left[name], right[name]) for name in _BOUNDS)


def fullest(kept: Claim, claims: Sequence[Claim]) -> Claim:
    """Give the claim that says all that one says, and most beside it.

    Parameters
    ----------
    kept
        The claim that is kept for its place.
    claims
        All claims.
    """
    said = {name: value for name, value in cast("dict[str, Json]", kept.value).items() if value is not None}
    fuller = [one for one in claims if said.items() <= cast("dict[str, Json]", one.value).items()]
    return max(
        [kept, *fuller], key=lambda one: sum(part is not None for part in cast("dict[str, Json]", one.value).values())
    )


def _differ(left: Json, right: Json) -> bool:
    return left is not None and right is not None and left != right


def _within(outer: dict[str, Json], inner: dict[str, Json]) -> bool:
    low, high = (cast("float | None", outer[name]) for name in _BOUNDS)
    amounts = [cast("float", inner[name]) for name in _BOUNDS if inner[name] is not None]
    return all((low is None or low <= one) and (high is None or one <= high) for one in amounts)
