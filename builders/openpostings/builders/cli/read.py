"""``openpostings read``."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from openpostings.builders.cli.output import write_text

EXIT_REFUSED: Final = 3
EXIT_USAGE: Final = 2


class _Moment(click.ParamType[dt.datetime]):
    """A moment in ISO 8601; without a zone it is UTC."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        try:
            moment = dt.datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"expected a time such as 2026-03-05T12:00:00Z, got {value!r}", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


@click.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--site", metavar="NAME", help="Registered short name of the site, such as themuse.")
@click.option("--retrieved-at", type=_Moment(), metavar="TIME", help="When the page was fetched (ISO 8601).")
@click.option("--base-url", metavar="URL", help="Address of the page.")
@click.option("--license", "license_", metavar="SPDX", help="Licence of the text, where it has one.")
@click.option("--redistribute-text/--facts-only", default=None, help="Whether the text may be passed on.")
@click.option("--ledger", type=click.Path(path_type=Path, dir_okay=False), help="Write the account of every character.")
@click.option("--json", "as_json", is_flag=True, help="Report refusals and errors as JSON lines.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write postings to a file.")
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    *,
    files: tuple[str, ...],
    site: str | None,
    retrieved_at: dt.datetime | None,
    base_url: str | None,
    license_: str | None,
    redistribute_text: bool | None,
    ledger: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Read the text of pages into JSON Lines of postings, with evidence for every value.

    A page that is no posting (a bot wall, a 404, an expired page, a list of jobs) makes no record: its reason goes
    to standard error, and the exit code is 3. A file that cannot be read gives 2; the others are read all the same.

    \b
    Example:
      openpostings read page.txt --site themuse --ledger ledger.jsonl -o postings.jsonl
      curl -s https://example.org/job.txt | openpostings read - > postings.jsonl
    """
    from openpostings.builders.read.options import ReadOptions  # noqa: PLC0415 - keeps start-up short
    from openpostings.builders.read.pages import read_pages  # noqa: PLC0415 - keeps start-up short

    options = ReadOptions(site, base_url, retrieved_at, license_, redistribute_text)
    outcomes = list(read_pages(files, options, stdin=sys.stdin.buffer))
    write_text("".join(one.record for one in outcomes if one.record), output)
    if ledger is not None:
        write_text("".join(one.ledger for one in outcomes if one.ledger), ledger)
    _report((one.problem for one in outcomes if one.problem), as_json=as_json)
    if any(one.failed for one in outcomes):
        ctx.exit(EXIT_USAGE)
    if any(one.problem for one in outcomes):
        ctx.exit(EXIT_REFUSED)


def _report(problems: Iterable[dict[str, str]], *, as_json: bool) -> None:
    for problem in problems:
        if as_json:
            click.echo(json.dumps(problem, ensure_ascii=False, sort_keys=True), err=True)
        else:
            name = problem["file"].encode("unicode_escape").decode()
            click.echo(f"{name}: {problem['code']}: {problem['message']}", err=True)
