"""What each source accepts, where its values go and what it loses, as Markdown; made from the sources themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from openpostings.builders.read.keys import KEY_PATHS
from openpostings.builders.sources.base import AGAIN, BODY, NAMED, Field, Reads, Source

_SAID: Final = {
    BODY: "the text of the posting",
    AGAIN: "says again what another value says",
    NAMED: "the field that its name stands for",
}
_CARRIERS: Final = {"json": "JSON", "xml": "XML", "html": "HTML", "markdown": "Markdown", "text": "text"}


_HEAD: Final = """\
# Sources

Which documents are read, where each value of theirs goes, and what is lost and why. Made by
`openpostings sources --markdown` from the sources themselves: never edit it by hand. `*` stands for each member of a
list, `**` for all that is below. A value that stands in neither table is told as unassigned in the ledger.
"""


def describe_document(sources: Sequence[Source]) -> str:
    """Describe sources, one after the other, under one heading.

    Parameters
    ----------
    sources
        In the order wanted.
    """
    return "\n".join([_HEAD, *(describe(source, level=2) for source in sources)])


def describe(source: Source, *, level: int = 1) -> str:
    """Describe one source.

    Parameters
    ----------
    source
        The source.
    level
        Of its heading.

    Returns
    -------
    str
        What it accepts, a table of where its values go, a table of what is lost and why.
    """
    mark = "#" * level
    parts = [f"{mark} {source.name}\n", f"{source.accepts} Carrier: {_CARRIERS[source.carrier]}.\n"]
    if source.crosswalk:
        parts.append("| value of the source | goes to |\n|---|---|")
        parts += [f"| `{_cell(row.pointer)}` | {target(row)} |" for row in source.crosswalk]
        parts.append("")
    if source.loses:
        parts.append("| value that is lost | because |\n|---|---|")
        parts += [f"| `{_cell(pointer)}` | {_cell(reason)} |" for pointer, reason in source.loses]
        parts.append("")
    return "\n".join(parts)


def target(row: Field) -> str:
    """Say where the value of a row goes: the fields of the record, or what else becomes of it."""
    if isinstance(row.to, Reads):
        return ", ".join(f"`/{field}`" for field in dict.fromkeys(row.to.fields))
    if not isinstance(row.to, str):
        return "read by the source"
    if row.to in _SAID:
        return f"{_SAID[row.to]}{''.join(_conditions(row))}"
    return f"`{KEY_PATHS.get(row.to, row.to)}`"


def _conditions(row: Field) -> Iterator[str]:
    if row.heading is not None:
        said = f"“{row.heading[1:]}”" if row.heading.startswith("=") else f"`{_cell(row.heading)}`"
        yield f", under {said}" if row.to == BODY else f": {said}"
    if row.twin is not None:
        yield f", where `{_cell(row.twin)}` is empty"
    if row.otherwise:
        yield ", where no other gave any"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
