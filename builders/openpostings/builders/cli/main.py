"""The command ``openpostings``. Each command is a module of its own, imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import cast

import click

from openpostings.schema.errors import OpenPostingsError

COMMANDS = {
    "build": "Check postings and write a release: Parquet, card, manifest.",
    "check": "Check entries and records; say where, what, why and how to mend.",
    "collect": "Ask public boards for their postings, and keep every answer as it came.",
    "map": "Propose a mapping for a table of jobs, for review.",
    "read": "Read pages into records with evidence for every value.",
    "score": "Score what was read against a gold set, field by field.",
    "schema": "Print the JSON Schema or the field reference.",
    "sources": "List the sources that documents are read by, with their crosswalks.",
}


class _LazyGroup(click.Group):
    """A group that knows its commands by name and help alone until one is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"openpostings.builders.cli.{cmd_name}")
        return cast("click.Command", module.command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="openpostings")
def cli() -> None:
    """Turn job and internship postings into records that can be trusted.

    \b
    Example:
      openpostings read page.txt -o postings.jsonl
      openpostings build postings.jsonl --out release
    """


def main() -> None:
    """Run the command line; what a user can mend ends with one line and exit code 2, never with a traceback."""
    try:
        cli(windows_expand_args=False)
    except OpenPostingsError as error:
        click.echo(f"openpostings: {error}", err=True)
        sys.exit(2)
