"""Where a command's output goes."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
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


@contextmanager
def opened(output: Path | None, *, beside: bool = False) -> Generator[Callable[[str], None]]:
    """Give a function that writes to a file, or to standard output where none is named.

    Parameters
    ----------
    output
        The file.
    beside
        Whether nothing is written at all where no file is named.

    Raises
    ------
    OpenPostingsError
        Where the file cannot be written.
    """
    if output is None:
        yield _nowhere if beside else _to_standard_output
        return
    try:
        with output.open("wb") as file:

            def write(text: str) -> None:
                file.write(text.encode("utf-8"))

            yield write
    except OSError as error:
        raise OpenPostingsError(
            f"cannot write: {error.strerror}", where=str(output), hint="name a file in a folder that you may write to"
        ) from error


def _to_standard_output(text: str) -> None:
    if text:
        click.echo(text.encode("utf-8"), nl=False)


def _nowhere(text: str) -> None:
    del text
