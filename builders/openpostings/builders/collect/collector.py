"""The run: each board is asked for its list, part after part, and for the postings that need a request of their own."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol
from urllib.parse import urlsplit

from openpostings.builders.collect.archive import body_at
from openpostings.builders.collect.boards import Board
from openpostings.builders.collect.entry import Entry, Kind, Trouble
from openpostings.builders.collect.failure import Failed
from openpostings.builders.collect.fetch import NOT_MODIFIED, Ask, Fetcher, Gate, Got
from openpostings.builders.collect.guard import host_key
from openpostings.builders.collect.listing import NAMELESS, digest, read_detail, read_listing
from openpostings.builders.collect.robots import ALLOW_ALL, Robots, parse_robots
from openpostings.builders.collect.sites import Site
from openpostings.builders.collect.state import Seen, Store
from openpostings.schema.errors import OpenPostingsError

MAX_PARTS: Final = 1000
"""Parts of a board's list that are asked for."""

_VALIDATOR: Final = re.compile("[!-~][ -~]{0,499}")
_CLIENT_ERRORS: Final = range(400, 500)
_TOO_MANY: Final = 429


class Progress(Protocol):
    """Is told how far a run has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take the name of the stage, how much of it is done, and how much there is as far as is known."""


def silent(stage: str, done: int, total: int) -> None:
    """Say nothing."""


@dataclass(slots=True)
class Outcome:
    """What came of one board.

    Parameters
    ----------
    board
        The board.
    postings
        What was seen there.
    entries
        What each of its requests gave.
    troubles
        Why something of it is missing.
    """

    board: Board
    postings: dict[str, Seen] = field(default_factory=dict[str, Seen])
    entries: list[Entry] = field(default_factory=list[Entry])
    troubles: list[Trouble] = field(default_factory=list[Trouble])

    @property
    def is_whole(self) -> bool:
        """Tell whether the board came whole, so that what is missing has vanished."""
        return not self.troubles


@dataclass(slots=True)
class Collector:
    """Asks boards and keeps what they answer.

    Parameters
    ----------
    fetcher
        Makes the requests.
    store
        Keeps the answers.
    sites
        How the boards of each site are asked.
    details
        Whether postings are asked for one by one, where the site's list leaves something out.
    robots_everywhere
        Whether the robots.txt of a documented API is heeded too, and not that of pages alone.
    progress
        Told how far the run has come.
    """

    fetcher: Fetcher
    store: Store
    sites: Mapping[str, Site]
    details: bool = True
    robots_everywhere: bool = False
    progress: Progress = field(default_factory=lambda: silent)
    _robots: dict[str, asyncio.Task[Robots]] = field(default_factory=dict[str, "asyncio.Task[Robots]"])
    _asked: int = 0
    _planned: int = 0

    async def run(self, boards: Sequence[Board]) -> list[Outcome]:
        """Ask all boards, side by side.

        Parameters
        ----------
        boards
            What is asked.

        Returns
        -------
        list of Outcome
            In the order of the boards. What goes wrong with one is told there, and does not touch the others.

        Raises
        ------
        OpenPostingsError
            Where answers can no longer be kept.
        """
        outcomes = [Outcome(board) for board in boards]
        done = 0

        async def one(outcome: Outcome) -> None:
            nonlocal done
            await (self._page(outcome) if outcome.board.is_page else self._board(outcome))
            done += 1
            self.progress("boards", done, len(boards))

        self.progress("boards", 0, len(boards))
        try:
            async with asyncio.TaskGroup() as tasks:
                for outcome in outcomes:
                    tasks.create_task(one(outcome))
        except* OpenPostingsError as group:
            raise _first(group) from None
        return outcomes

    async def _page(self, outcome: Outcome) -> None:
        board = outcome.board
        entry = await self._ask(board, board.board, "page", None)
        _note(outcome, entry)
        if entry.stored and not entry.trouble:
            outcome.postings[board.board] = Seen(listed=entry.stored.digest)

    async def _board(self, outcome: Outcome) -> None:
        site = self.sites[outcome.board.site]
        listed: dict[str, str] = {}
        number = 0
        while True:
            url = site.list_address(outcome.board.board, number)
            entry = await self._ask(outcome.board, url, "list", site)
            _note(outcome, entry)
            if entry.trouble:
                break
            if number and entry.items and entry.items.keys() <= listed.keys():
                _trouble(outcome, url, "repeats", f"part {number + 1} lists nothing that was not there before")
                break
            listed |= entry.items
            number += 1
            if not site.has_more(number, entry.count, entry.total):
                break
            if number >= MAX_PARTS or not site.gives(number):
                _trouble(outcome, url, "too-many-pages", f"there is more after part {number}")
                break
        outcome.postings = {identifier: Seen(listed=sha) for identifier, sha in sorted(listed.items())}
        if self.details and site.detail:
            await self._detail(outcome, site)

    async def _detail(self, outcome: Outcome, site: Site) -> None:
        """Ask for each posting of a board by itself."""
        board = outcome.board
        async with asyncio.TaskGroup() as tasks:
            running = {
                identifier: tasks.create_task(self._ask(board, url, "detail", site))
                for identifier in outcome.postings
                if not identifier.startswith(NAMELESS)
                and (url := site.detail_address(board.board, identifier)) is not None
            }
        for identifier, task in running.items():
            entry = task.result()
            if entry.trouble is not None and entry.trouble.code == "not-found":
                # A posting that closes between the list and its own request has vanished; that is no trouble.
                del outcome.postings[identifier]
                entry = entry.model_copy(update={"trouble": None})
            elif entry.items and not entry.trouble:
                seen = {"detail": entry.items["detail"]}
                outcome.postings[identifier] = outcome.postings[identifier].model_copy(update=seen)
            _note(outcome, entry)

    async def _ask(self, board: Board, url: str, kind: Kind, site: Site | None) -> Entry:
        """Ask for an address, unless this run has its answer already, and write down what came of it."""
        self._planned += 1
        entry = self.store.done(url)
        if entry is None:
            entry = await self._request(board, url, kind, site)
        self._asked += 1
        self.progress("requests", self._asked, self._planned)
        return entry

    async def _request(self, board: Board, url: str, kind: Kind, site: Site | None) -> Entry:
        before = self.store.before(url)
        gate = self._allowed if kind == "page" or (self.robots_everywhere and kind != "robots") else None
        entry = _entry(board, url, kind, self.fetcher)
        got: Got | None = None
        try:
            got = await self.fetcher.get(_question(url, before, site, gate))
            if got.status == NOT_MODIFIED and before is not None and before.stored is not None:
                seen = {"retrieved_at": got.retrieved_at, "changed": False, "employer": board.employer}
                return self.store.keep(before.model_copy(update=seen), got, before.stored)
            entry = _read(entry, got, kind, site)
        except OpenPostingsError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault in one request must not stop the others
            entry = entry.model_copy(update={"trouble": _why(url, error)})
        if got is None:
            return self.store.keep(entry, None)
        # What cannot be read is kept as well: it is what the board answered.
        sha = digest(got.body)
        changed = before is None or before.stored is None or before.stored.digest != sha
        seen = {"changed": changed, "final_url": got.url, "retrieved_at": got.retrieved_at}
        return self.store.keep(entry.model_copy(update=seen), got, self.store.known(sha))

    async def _allowed(self, url: str) -> None:
        """Refuse an address that its host's robots.txt does not let us read."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if origin not in self._robots:
            self._robots[origin] = asyncio.create_task(self._rules(origin))
        robots = await asyncio.shield(self._robots[origin])
        self.fetcher.pace.slow(host_key(url), robots.delay)
        if not robots.allows(url):
            raise Failed("robots", f"the robots.txt of {urlsplit(url).netloc} does not let us read it")

    async def _rules(self, origin: str) -> Robots:
        board = Board("page", "")
        entry = await self._ask(board, f"{origin}/robots.txt", "robots", None)
        if entry.trouble is None and entry.stored is not None:
            stored = entry.stored
            return parse_robots(body_at(self.store.folder, stored.file, stored.offset, stored.digest))
        status = entry.trouble.status if entry.trouble else None
        if status in _CLIENT_ERRORS and status != _TOO_MANY:
            return ALLOW_ALL
        raise Failed("robots-unreachable", f"{origin}/robots.txt cannot be read")


def _question(url: str, before: Entry | None, site: Site | None, gate: Gate | None) -> Ask:
    return Ask(
        url,
        etag=before.etag if before else None,
        last_modified=before.last_modified if before else None,
        known_url=before.final_url if before else None,
        interval=site.interval if site else 0.0,
        throttled=site.throttled if site else (),
        gate=gate,
    )


def _entry(board: Board, url: str, kind: Kind, fetcher: Fetcher) -> Entry:
    return Entry(
        url=url,
        site=board.site,
        board=board.board,
        employer=board.employer,
        kind=kind,
        final_url=url,
        retrieved_at=fetcher.clock.now(),
    )


def _read(entry: Entry, got: Got, kind: Kind, site: Site | None) -> Entry:
    """Add what an answer says, and what keeps it from being sent again when it has not changed.

    Raises
    ------
    Failed
        Where it cannot be read; it is then to be sent again.
    """
    said: dict[str, object] = {}
    if kind == "list" and site is not None:
        listing = read_listing(got.body, site)
        said = {"items": listing.items, "count": listing.count, "total": listing.total}
    elif kind == "detail" and site is not None:
        said = {"items": {"detail": read_detail(got.body, site)}}
    said |= {"etag": _validator(got.header("etag")), "last_modified": _validator(got.header("last-modified"))}
    return entry.model_copy(update=said)


def _validator(value: str | None) -> str | None:
    return value if value is not None and _VALIDATOR.fullmatch(value) else None


def _why(url: str, error: Exception) -> Trouble:
    if isinstance(error, Failed):
        return Trouble(url=url, code=error.code, message=error.message, status=error.status)
    return Trouble(url=url, code="unexpected", message=type(error).__name__)


def _note(outcome: Outcome, entry: Entry) -> None:
    outcome.entries.append(entry)
    if entry.trouble is not None:
        outcome.troubles.append(entry.trouble)


def _trouble(outcome: Outcome, url: str, code: str, message: str) -> None:
    outcome.troubles.append(Trouble(url=url, code=code, message=message))


def _first(group: BaseExceptionGroup[OpenPostingsError]) -> OpenPostingsError:
    for error in group.exceptions:
        return _first(error) if isinstance(error, BaseExceptionGroup) else error
    raise AssertionError  # a group has at least one
