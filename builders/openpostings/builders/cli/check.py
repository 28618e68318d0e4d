"""``openpostings check``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from openpostings.builders.checking.session import Session
from openpostings.builders.cli.output import write_text
from openpostings.builders.records import READERS
from openpostings.builders.rules.registry import rules
from openpostings.dataset.entries import STDIN, LoadedRecord, find_entries, read_records, read_stream
from openpostings.schema.report import FORMATS

_STANDARD_INPUT = "-"


def _existing(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        # A dangling link is there, and reading it says what is wrong with it.
        if value != _STANDARD_INPUT and not Path(value).exists() and not Path(value).is_symlink():
            raise click.BadParameter(f"{value!r} does not exist.", context, parameter)
    return values


@click.command("check")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, callback=_existing)
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="Form of the report.")
def command(*, paths: tuple[str, ...], form: str) -> None:
    """Check entries and records: where, what is wrong, what was expected, and how it is mended.

    PATH is a file (YAML, JSON, JSON Lines, Parquet), a directory that is walked, or - for JSON Lines on standard input.
    The exit code is 0 where nothing was found, 1 where something was, 2 for a mistake in the command.

    \b
    Example:
      openpostings check dataset/entries
      openpostings check postings.jsonl --format json
      openpostings read page.txt | openpostings check -
    """
    session = Session(tuple(rules().values()))
    for record in _records(paths):
        session.add(record)
    findings = session.findings()
    write_text(FORMATS[form](findings, session.summary()), None)
    if findings:
        sys.exit(1)


def _records(paths: tuple[str, ...]) -> Iterator[LoadedRecord]:
    seen: set[Path] = set()
    for path in paths:
        if path == _STANDARD_INPUT:
            yield from read_stream(sys.stdin.buffer, STDIN)
            continue
        for file in find_entries(Path(path)):
            # A file that is named twice is one file, not two postings.
            if file.absolute() not in seen:
                seen.add(file.absolute())
                yield from read_records(file, readers=READERS)
