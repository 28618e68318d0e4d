"""Where a command's output goes."""

from __future__ import annotations

from pathlib import Path

import click

from openpostings.schema.errors import OpenPostingsError


def write_text(text: str, output: Path | None) -> None:
    """Write to a file, or to standard output where none is named.

    Raises
    ------
    OpenPostingsError
        Where the file cannot be written.
    """
    if output is None:
        click.echo(text.encode("utf-8"), nl=False)
        return
    try:
        output.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise OpenPostingsError(
            f"cannot write: {error.strerror}", where=str(output), hint="name a file in a folder that you may write to"
        ) from error
