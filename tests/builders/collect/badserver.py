"""A server on this machine that answers as it is told, badly too; and a world that does not wait."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpostings.builders.collect.boards import Board
from openpostings.builders.collect.network import GuardedBackend
from openpostings.builders.collect.patience import Clock
from openpostings.builders.collect.run import Options, Result, collect
from openpostings.builders.collect.sites import Paging, Site


@dataclass(frozen=True)
class Request:
    """A request that came in."""

    target: str
    headers: dict[str, str]


Handler = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


def answer(
    body: bytes | str | list[Any] | dict[str, Any] = b"",
    *,
    status: str = "200 OK",
    headers: Sequence[tuple[str, str]] = (),
    length: int | None = None,
) -> bytes:
    """Make the bytes of an answer; what is no text is sent as JSON."""
    if not isinstance(body, bytes | str):
        body = json.dumps(body)
    raw = body.encode() if isinstance(body, str) else body
    length = len(raw) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {length}", "Connection: close"]
    lines += [f"{key}: {value}" for key, value in headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + raw


@dataclass
class Server:
    """What stands at which target: bytes, a list of bytes for one request after another, or a handler."""

    port: int = 0
    log: list[Request] = field(default_factory=list)
    _routes: dict[str, bytes | list[bytes] | Handler] = field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def targets(self) -> list[str]:
        return [request.target for request in self.log]

    def at(self, target: str, what: bytes | list[bytes] | Handler) -> None:
        self._routes[target] = what

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            writer.transport.abort()
        finally:
            writer.close()
            with suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        pairs = [line.partition(":") for line in head[1:] if line]
        request = Request(head[0].split(" ")[1], {key.lower(): value.strip() for key, _, value in pairs})
        self.log.append(request)
        what = self._routes.get(request.target, answer("not here", status="404 Not Found"))
        if callable(what):
            await what(request, writer)
        else:
            writer.write((what.pop(0) if len(what) > 1 else what[0]) if isinstance(what, list) else what)
        await writer.drain()


@contextmanager
def running() -> Iterator[Server]:
    """Run a server in a thread of its own."""
    server, loop = Server(), asyncio.new_event_loop()
    ready = threading.Event()

    async def main() -> None:
        started = await asyncio.start_server(server.serve, "127.0.0.1", 0)
        server.port = started.sockets[0].getsockname()[1]
        ready.set()
        try:
            async with started:
                await stop.wait()
        finally:
            tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(main(),))
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


class Time:
    """A clock that goes on when somebody sleeps, and takes no time doing it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []
        self.clock = Clock(now=self.now, monotonic=lambda: self.seconds, sleep=self.sleep)

    def now(self) -> dt.datetime:
        return dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC) + dt.timedelta(seconds=self.seconds)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds
        await asyncio.sleep(0)


def site(server: Server, **changes: Any) -> Site:
    """Make a site whose boards stand on a server: `{"jobs": [{"id": …}, …]}` at `/<board>`."""
    values: dict[str, Any] = {
        "url": f"{server.base}/{{board}}",
        "board": "[a-z0-9-]+",
        "form": "json",
        "items": "jobs",
        "id": "id",
    }
    return Site(**(values | changes))


def paged(server: Server, size: int = 2, **changes: Any) -> Site:
    url = f"{server.base}/{{board}}?skip={{offset}}&limit={{size}}"
    return site(server, url=url, paging=Paging(kind="offset", size=size, **changes))


def jobs(*identifiers: int | str, **more: Any) -> dict[str, Any]:
    return {"jobs": [{"id": one, "title": f"Clerk {one}"} for one in identifiers], **more}


OPTIONS = Options(allow_private=True, retries=2, seconds=5.0, interval=0.0)


def run(
    out: Path,
    boards: Sequence[Board],
    sites: dict[str, Site],
    options: Options = OPTIONS,
    *,
    time: Time | None = None,
    backend: GuardedBackend | None = None,
) -> Result:
    """Collect, without waiting."""
    clock = (time or Time()).clock
    return asyncio.run(collect(boards, sites, out, options, clock=clock, backend=backend))
