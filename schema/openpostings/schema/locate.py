"""A document's text as data, with the line and column of every value."""

from __future__ import annotations

from typing import Literal

from openpostings.schema.located import SURROGATE, Lines, Located, unreadable
from openpostings.schema.result import Issue

Kind = Literal["yaml", "json"]


def locate(text: str, *, kind: Kind) -> Located:
    """Read a document's text as data, with positions.

    Parameters
    ----------
    text
        The document, decoded.
    kind
        ``yaml`` or ``json``.

    Returns
    -------
    Located
        The data and what was refused in it; the function raises nothing for any text.
    """
    lone = SURROGATE.search(text)
    if lone is not None:
        position = Lines(text).position(lone.start())
        return unreadable(Issue("not-unicode", expected="a character", got=f"U+{ord(lone[0]):04X}", position=position))
    if kind == "json":
        from openpostings.schema.json_source import read_json  # noqa: PLC0415 - what is not needed is not loaded

        return read_json(text)
    from openpostings.schema.yaml_source import read_yaml  # noqa: PLC0415 - YAML is loaded where it is read

    return read_yaml(text)
