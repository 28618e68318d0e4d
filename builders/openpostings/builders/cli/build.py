"""``openpostings build``."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from openpostings.builders.pipeline import Progress

_STAGES = {"check": "checking", "project": "keeping what may be exported", "write": "writing"}


@click.command("build")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build"),
    show_default=True,
    help="Folder of the release. A release that stands there is replaced in one step.",
)
@click.option(
    "--include-text",
    is_flag=True,
    help="Export sentences of sources that do not permit it too. For local work only.",
)
def command(*, paths: tuple[str, ...], out: Path, include_text: bool) -> None:
    """Check postings and write a release: Parquet, card, citation, manifest, rejects.

    PATH is an entry (YAML, JSON), JSON Lines or Parquet of postings, a folder of these, or - for standard input.
    Without any, the entries that come with the package are built.

    Exit code: 0 where every record passed; 1 where some did not: they stand in rejects.jsonl with what was found, and
    the release is written all the same; 2 where nothing could be built.

    \b
    Example:
      openpostings build
      openpostings read page.txt | openpostings build - --out release
    """
    from openpostings.builders.pipeline import build  # noqa: PLC0415 - keeps start-up short

    with _progress() as progress:
        result = build(paths, out=out, include_text=include_text, progress=progress)
    click.echo(f"{result.rows} rows, {result.rejects} rejects, release {result.manifest.release} in {result.out}")
    if result.rejects:
        sys.exit(1)


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

        def show(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_STAGES[stage], total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show
