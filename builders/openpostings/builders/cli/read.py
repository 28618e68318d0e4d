"""``openpostings read``."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import click

from openpostings.builders.cli.output import opened

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


_File = click.Path(path_type=Path, dir_okay=False)


@click.command("read")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--site", metavar="NAME", help="Registered short name of the site, such as themuse.")
@click.option("--employer", metavar="NAME", help="Who hires, where the documents do not say it.")
@click.option("--retrieved-at", type=_Moment(), metavar="TIME", help="When it was fetched (ISO 8601).")
@click.option("--base-url", metavar="URL", help="Address of the page.")
@click.option("--license", "license_", metavar="SPDX", help="Licence of the text, where it has one.")
@click.option("--redistribute-text/--facts-only", default=None, help="Whether the text may be passed on.")
@click.option("--mapping", type=_File, help="Where the columns go, for tables; see `openpostings map`.")
@click.option("--ledger", type=_File, help="Write the account of every character.")
@click.option("--texts", type=_File, help="Write the source texts, in which the spans count.")
@click.option("--counts", is_flag=True, help="Report what came of each source: postings, refusals by reason.")
@click.option("--json", "as_json", is_flag=True, help="Report refusals and errors as JSON lines.")
@click.option("-o", "--output", type=_File, help="Write postings to a file.")
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    *,
    files: tuple[str, ...],
    site: str | None,
    employer: str | None,
    retrieved_at: dt.datetime | None,
    base_url: str | None,
    license_: str | None,
    redistribute_text: bool | None,
    mapping: Path | None,
    ledger: Path | None,
    texts: Path | None,
    counts: bool,
    as_json: bool,
    output: Path | None,
) -> None:
    """Read documents into JSON Lines of postings, with evidence for every value.

    Text and HTML of pages, JSON-LD, answers of job-board APIs, listing files, tables with a mapping: what a document is
    is told by its content. Of a folder every file is read.

    What is no posting (a bot wall, a 404, an expired page, a list of jobs) makes no record: its reason goes to standard
    error, and the exit code is 3. A file that cannot be read gives 2; the others are read all the same.

    \b
    Example:
      openpostings read page.txt --site themuse --ledger ledger.jsonl -o postings.jsonl
      curl -s https://example.org/job.html | openpostings read - > postings.jsonl
      openpostings read jobs.csv --mapping jobs.mapping.yaml > postings.jsonl
    """
    from openpostings.builders.read.options import ReadOptions  # noqa: PLC0415 - keeps start-up short
    from openpostings.builders.sources.intake import read_files  # noqa: PLC0415 - keeps start-up short
    from openpostings.builders.sources.mapping import read_mapping  # noqa: PLC0415 - keeps start-up short

    columns = read_mapping(mapping) if mapping is not None else None
    options = ReadOptions(site, base_url, retrieved_at, license_, redistribute_text, employer)
    seen: Counter[tuple[str, str]] = Counter()
    failed = refused = False
    with opened(output) as out, opened(ledger, beside=True) as account, opened(texts, beside=True) as sources:
        for one in read_files(files, options, stdin=sys.stdin.buffer, mapping=columns):
            out(one.record)
            account(one.ledger)
            sources(one.text)
            if one.problem:
                _report(one.problem, as_json=as_json)
            seen[one.source or "-", one.problem["code"] if one.problem else "posting"] += 1
            failed = failed or one.failed
            refused = refused or one.problem is not None
    if counts:
        _tell(seen)
    if failed or refused:
        ctx.exit(EXIT_USAGE if failed else EXIT_REFUSED)


def _report(problem: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(problem, ensure_ascii=False, sort_keys=True), err=True)
    else:
        name = problem["file"].encode("unicode_escape").decode()
        click.echo(f"{name}: {problem['code']}: {problem['message']}", err=True)


def _tell(seen: Counter[tuple[str, str]]) -> None:
    """Write a table of counts to standard error: a line for each source and each thing that came of its records."""
    for (source, code), count in sorted(seen.items()):
        click.echo(f"{source:<16} {code:<16} {count:>8}", err=True)
