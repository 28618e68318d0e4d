"""``openpostings schema``."""

from __future__ import annotations

from pathlib import Path

import click

from openpostings.builders.cli.output import write_text


@click.command("schema")
@click.option("--markdown", is_flag=True, help="The field reference, in Markdown.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(*, markdown: bool, output: Path | None) -> None:
    """Print the JSON Schema 2020-12 of a posting, derived from the models.

    \b
    Example:
      openpostings schema > posting.schema.json
      openpostings schema --markdown -o fields.md
    """
    if markdown:
        from openpostings.schema.reference import field_reference  # noqa: PLC0415 - keeps start-up short

        text = field_reference()
    else:
        from openpostings.schema.document import json_schema_text  # noqa: PLC0415 - keeps start-up short

        text = json_schema_text()
    write_text(text, output)
