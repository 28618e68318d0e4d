"""``openpostings collect``."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from openpostings.schema.errors import OpenPostingsError

if TYPE_CHECKING:
    from openpostings.builders.collect.boards import Board, Problem
    from openpostings.builders.collect.collector import Progress
    from openpostings.builders.collect.sites import Site

_NEEDED: Final = (
    "httpx",
    "httpcore",
    "certifi",
    "fastwarc",
    "brotli",
    *(["backports"] if sys.version_info < (3, 14) else []),
)

_ROBOTS: Final = click.Choice(["pages", "all"])
_PARALLEL: Final = click.IntRange(1, 16)
_PAUSE: Final = click.FloatRange(0, 3600)
_SECONDS: Final = click.FloatRange(0.1, 3600)
_BYTES: Final = click.IntRange(1000, 256_000_000)


@click.command("collect")
@click.argument("file", metavar="BOARDS.yaml", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Folder of the collection.")
@click.option("--dry-run", is_flag=True, help="Show what would be asked first of each board, and ask nothing.")
@click.option("--no-details", is_flag=True, help="Ask for lists alone, and not for each posting by itself.")
@click.option("--sites", type=click.Path(path_type=Path), help="A table of further sites, in YAML.")
@click.option("--robots", type=_ROBOTS, default="pages", show_default=True, help="Whose robots.txt is heeded.")
@click.option("--per-host", type=_PARALLEL, default=2, show_default=True, help="Requests to a host at once.")
@click.option("--interval", type=_PAUSE, default=0.25, show_default=True, help="Seconds between two to a host.")
@click.option("--timeout", type=_SECONDS, default=60.0, show_default=True, help="Seconds that an answer may take.")
@click.option("--max-bytes", type=_BYTES, default=64_000_000, show_default=True, help="Bytes that an answer may have.")
@click.option("--retries", type=click.IntRange(0, 10), default=4, show_default=True, help="Times that is asked again.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the jitter between tries.")
@click.option("--contact", metavar="TEXT", help="Address or mailbox that is told to the servers.")
@click.option("--allow-private", is_flag=True, help="Let addresses lead into private networks: servers of your own.")
@click.pass_context
def command(  # noqa: PLR0913 - one parameter an option
    ctx: click.Context,
    *,
    file: Path,
    out: Path | None,
    dry_run: bool,
    no_details: bool,
    sites: Path | None,
    robots: str,
    per_host: int,
    interval: float,
    timeout: float,
    max_bytes: int,
    retries: int,
    seed: int,
    contact: str | None,
    allow_private: bool,
) -> None:
    """Ask public boards for their postings, politely, and keep every answer as it came.

    BOARDS.yaml is a list of boards, {site: greenhouse, board: acme, employer: Acme}, and of single pages, {site: page,
    url: https://…}. The answers go to DIR/run-00001.warc.gz, a file a run; DIR/summary.json tells for each board what
    is new, changed, unchanged and vanished. A run that was interrupted is taken up where it ended. What a server says
    has not changed is not sent again.

    The robots.txt of pages is heeded. Of boards it is not asked by default: their addresses are APIs that the sites
    document for programs, and robots.txt speaks to crawlers. --robots all heeds it there too.

    Exit code: 0 where every board came whole; 1 where something is missing; 2 for a mistake in the command or where
    nothing can be asked.

    \b
    Example:
      openpostings collect dataset/boards.yaml --dry-run
      openpostings collect dataset/boards.yaml --out collection --contact jobs-data@example.org
    """
    _look_for_packages()
    from openpostings.builders.collect.boards import read_boards  # noqa: PLC0415 - keeps start-up short
    from openpostings.builders.collect.run import Options, collect  # noqa: PLC0415 - the same
    from openpostings.builders.collect.sites import known_sites, read_sites  # noqa: PLC0415 - the same

    table = known_sites() | (read_sites(sites) if sites else {})
    boards, problems = read_boards(file, table)
    _report(file, problems)
    if not boards:
        raise OpenPostingsError(
            "holds no board that can be asked", where=str(file), hint="write `- {site: …, board: …}`"
        )
    if dry_run:
        _show(boards, table, out)
        ctx.exit(1 if problems else 0)
    if out is None:
        raise click.UsageError("Missing option '--out'.", ctx)
    options = Options(
        details=not no_details,
        robots_everywhere=robots == "all",
        per_host=per_host,
        interval=interval,
        seconds=timeout,
        max_bytes=max_bytes,
        retries=retries,
        seed=seed,
        contact=contact,
        allow_private=allow_private,
    )
    with _progress() as progress:
        result = asyncio.run(collect(boards, table, out, options, progress=progress))
    for line in result.lines:
        click.echo(line)
    if problems or result.failed:
        ctx.exit(1)


def _look_for_packages() -> None:
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        hint = "pip install 'openpostings[collect]'"
        raise OpenPostingsError(f"collecting needs {', '.join(missing)}", hint=hint)


def _report(file: Path, problems: Sequence[Problem]) -> None:
    for one in problems:
        hint = f" ({one.hint})" if one.hint else ""
        click.echo(f"{file}:{one.line}:{one.column}: {one.message}{hint}", err=True)


def _show(boards: Sequence[Board], table: dict[str, Site], out: Path | None) -> None:
    """Print what would be asked first of each board, and what it would show of the last answer."""
    from openpostings.builders.collect.state import State, read_state  # noqa: PLC0415 - keeps start-up short

    state = read_state(out) if out else State()
    for board in boards:
        url = board.board if board.is_page else table[board.site].list_address(board.board, 0)
        before = state.entries.get(url)
        condition = "  (if it changed)" if before and (before.etag or before.last_modified) else ""
        parts = "" if board.is_page or not table[board.site].paging else "  and the parts after it"
        single = "" if board.is_page or not table[board.site].detail else "  and each posting"
        click.echo(f"GET {url}{condition}{parts}{single}")


@contextmanager
def _progress() -> Generator[Progress | None]:
    """Draw progress on a terminal; elsewhere there is none, so that nothing but the summary is in a log."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - keeps start-up short
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn  # noqa: PLC0415 - the same

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show
