"""A run from beginning to end: put together, carried out, summed up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Final

from openpostings.builders.collect.boards import Board
from openpostings.builders.collect.collector import Collector, Progress, silent
from openpostings.builders.collect.fetch import Bounds, Fetcher
from openpostings.builders.collect.network import GuardedBackend, GuardedTransport
from openpostings.builders.collect.patience import Backoff, Clock, Pace
from openpostings.builders.collect.robots import PRODUCT
from openpostings.builders.collect.sites import Site
from openpostings.builders.collect.state import Store
from openpostings.builders.collect.summary import closing, lines, summarise
from openpostings.schema.errors import OpenPostingsError

_MAX_CONTACT: Final = 200


@dataclass(frozen=True, slots=True)
class Options:
    """How boards are asked.

    Parameters
    ----------
    details
        Whether postings are asked for one by one, where the site's list leaves something out.
    robots_everywhere
        Whether the robots.txt of documented APIs is heeded too.
    per_host, interval
        Requests to one host at once, and seconds between the beginnings of two.
    seconds, max_bytes
        What one answer may take.
    retries, seed, base
        Times that is asked again, the seed of the jitter between, and the seconds of the first wait.
    contact
        Told to the servers with our name.
    allow_private
        Whether addresses may lead into private networks.
    """

    details: bool = True
    robots_everywhere: bool = False
    per_host: int = 2
    interval: float = 0.25
    seconds: float = 60.0
    max_bytes: int = 64_000_000
    retries: int = 4
    seed: int = 0
    base: float = 1.0
    contact: str | None = None
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a run brought.

    Parameters
    ----------
    lines
        The summary, for a terminal.
    summary
        The summary, as it stands in ``summary.json``.
    failed
        Boards that did not come whole.
    """

    lines: tuple[str, ...]
    summary: dict[str, object]
    failed: int


async def collect(  # noqa: PLR0913 - what is asked, where it goes, and what tests put in the place of the world
    boards: Sequence[Board],
    sites: Mapping[str, Site],
    out: Path,
    options: Options,
    *,
    progress: Progress | None = None,
    clock: Clock | None = None,
    backend: GuardedBackend | None = None,
) -> Result:
    """Ask boards and keep what they answer.

    Parameters
    ----------
    boards
        What is asked.
    sites
        How the boards of each site are asked.
    out
        Folder of the collection. A run that was killed there is taken up.
    options
        How they are asked.
    progress
        Told how far the run has come.
    clock, backend
        Time, and what opens connections.

    Returns
    -------
    Result
        Also where boards failed.

    Raises
    ------
    OpenPostingsError
        Where the folder cannot be used, or answers can no longer be kept.
    """
    software = f"{PRODUCT}/{version(PRODUCT)}"
    clock = clock or Clock()
    backend = backend or GuardedBackend(allow_private=options.allow_private)
    fetcher = Fetcher(
        transport=GuardedTransport(backend),
        clock=clock,
        pace=Pace(clock, connections=options.per_host, interval=options.interval),
        backoff=Backoff(retries=options.retries, seed=options.seed, base=options.base),
        bounds=Bounds(seconds=options.seconds, max_bytes=options.max_bytes),
        user_agent=_named(software, options.contact),
    )
    with Store(out, software=software) as store:
        collector = Collector(
            fetcher,
            store,
            sites,
            details=options.details,
            robots_everywhere=options.robots_everywhere,
            progress=progress or silent,
        )
        try:
            outcomes = await collector.run(boards)
        finally:
            await fetcher.transport.aclose()
        summary = summarise(outcomes, store)
        said = (*lines(outcomes, store), *closing(outcomes, store))
        store.finish({one.board.key: one.postings for one in outcomes if one.is_whole}, summary)
    return Result(said, summary, sum(not one.is_whole for one in outcomes))


def _named(software: str, contact: str | None) -> str:
    if contact is None:
        return software
    if not contact.isascii() or not contact.isprintable() or len(contact) > _MAX_CONTACT:
        hint = "write an address or a mailbox in ASCII"
        raise OpenPostingsError("cannot be sent to a server", where="--contact", hint=hint)
    return f"{software} (+{contact})"
