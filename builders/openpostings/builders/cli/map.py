"""``openpostings map``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from openpostings.builders.cli.output import write_text


@click.command("map")
@click.argument("file", required=False, metavar="FILE")
@click.option("--records", default="", metavar="POINTER", help="Of JSON: where its records stand, such as /jobs/*.")
@click.option("--sheet", metavar="NAME", help="Of a workbook: which sheet.")
@click.option("--schema", "as_schema", is_flag=True, help="Print the JSON Schema of mapping files instead.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(*, file: str | None, records: str, sheet: str | None, as_schema: bool, output: Path | None) -> None:
    """Propose a mapping for a table of jobs: which column goes where.

    The file is for review: it says why each column is proposed and shows three values. Nothing is read by it before it
    is given with `openpostings read --mapping`. Columns that no name tells stand in it as comments.

    \b
    Example:
      openpostings map jobs.csv -o jobs.mapping.yaml
      openpostings read jobs.csv --mapping jobs.mapping.yaml -o postings.jsonl
    """
    if as_schema:
        from openpostings.builders.sources.mapping import mapping_schema  # noqa: PLC0415 - keeps start-up short

        write_text(json.dumps(mapping_schema(), indent=2, ensure_ascii=False) + "\n", output)
        return
    if file is None:
        raise click.UsageError("expected the name of a table, or - for standard input")
    from openpostings.builders.sources.proposed import propose_mapping  # noqa: PLC0415 - keeps start-up short

    write_text(propose_mapping(file, sys.stdin.buffer, records=records, sheet=sheet), output)
