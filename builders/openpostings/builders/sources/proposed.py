"""Write a proposed mapping as a commented YAML file for review."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import BinaryIO, Final

from openpostings.builders.sources.mapped import table_rows
from openpostings.builders.sources.mapping import Mapping
from openpostings.builders.sources.proposal import Proposal, look, needs_both, propose
from openpostings.builders.sources.table_file import opened_table
from openpostings.schema.errors import OpenPostingsError

_BARE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[ ./()+&-]{1,2}[A-Za-z0-9_(]+\)?)*")
_WORDS_OF_YAML: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def propose_mapping(name: str, stdin: BinaryIO, *, records: str = "", sheet: str | None = None) -> str:
    """Propose a mapping for a table, as the text of a file for review.

    Parameters
    ----------
    name
        Path; ``-`` is standard input.
    stdin
        Where ``-`` is read from.
    records
        Of JSON: pointer to its records.
    sheet
        Of a workbook: the sheet.

    Raises
    ------
    OpenPostingsError
        Where the table cannot be read, or has no rows.
    """
    # Only where its rows stand is needed before there is a mapping.
    start = Mapping.model_validate(
        {"mapping": 1, "site": "table", "records": records, "sheet": sheet, "columns": {"any": "title"}}
    )
    with opened_table(name, stdin) as table:
        columns, rows = look(table_rows(table, start))
    if not columns:
        raise OpenPostingsError("expected rows below the names of the columns, found none", where=name)
    proposals, sentinels = propose(columns, rows)
    return "\n".join(_lines(name, start, proposals, sentinels, rows)) + "\n"


def _lines(
    name: str, start: Mapping, proposals: Sequence[Proposal], sentinels: Sequence[str], rows: int
) -> Iterator[str]:
    yield "# Proposed from the names of the columns; read it, mend it, and then give it with --mapping."
    yield f"# Looked at {rows} rows. What has no line below `columns` or `loses` is reported as unread."
    yield "mapping: 1"
    yield f"site: {_site(name)}"
    yield "kind: listing"
    if start.records:
        yield f"records: {json.dumps(start.records)}"
    if start.sheet is not None:
        yield f"sheet: {json.dumps(start.sheet, ensure_ascii=False)}"
    if needs_both(proposals):
        yield "# Bounds of pay need a currency and a unit; say them here if no column does."
        yield "# currency: USD"
        yield "# unit: YEAR"
    if sentinels:
        yield "# Values that stand for none."
        yield f"sentinels: [{', '.join(json.dumps(one, ensure_ascii=False) for one in sentinels)}]"
    yield from _columns(proposals)


def _columns(proposals: Sequence[Proposal]) -> Iterator[str]:
    mapped = [one for one in proposals if one.to]
    yield "columns:"
    for one in mapped:
        yield from _noted(one)
        yield f"  {_key(one.name)}: {_target(one)}"
    if not any(one.to == "title" for one in mapped):
        yield "  # No column is a title by its name; a mapping needs one."
    for one in proposals:
        if not one.to and not one.lost:
            yield from _noted(one)
            yield f"  # {_key(one.name)}: "
    lost = [one for one in proposals if one.lost]
    if lost:
        yield "loses:"
        for one in lost:
            yield from _noted(one)
            yield f"  {_key(one.name)}: {json.dumps(one.lost, ensure_ascii=False)}"


def _noted(one: Proposal) -> Iterator[str]:
    yield f"  # {one.reason}"
    if one.examples:
        yield f"  #   such as {' | '.join(one.examples)}"


def _target(one: Proposal) -> str:
    if not one.options:
        return one.to
    options = {"to": one.to, **one.options}
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in options.items()) + "}"


def _value(value: object) -> str:
    return value if isinstance(value, str) and _BARE.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    plain = _BARE.fullmatch(name) and name.casefold() not in _WORDS_OF_YAML
    return name if plain else json.dumps(name, ensure_ascii=not name.isprintable())


def _site(name: str) -> str:
    stem = PurePath(name).name.partition(".")[0].casefold()
    return re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:64].strip("-") or "table"
