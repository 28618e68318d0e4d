"""When to ask again, and how fast: back-off with jitter, ``Retry-After``, and a polite pace for each host."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import re
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Final

_MAX_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, as it is handed in: tests hand in one that does not wait.

    Parameters
    ----------
    now
        Gives the time, in UTC.
    monotonic
        Gives seconds that never go back.
    sleep
        Waits for a number of seconds.
    """

    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait before asking again.

    Parameters
    ----------
    retries
        Times that a request is made again.
    base, cap
        Seconds of the first wait, and of the longest; each is at most twice the one before.
    longest
        Seconds that a server may ask to wait. Where it asks for more, the request is given up: asking earlier than
        the server wants would be impolite.
    seed
        Of the jitter. Each address has its own sequence, so that the order of requests does not matter.
    """

    retries: int = 4
    base: float = 1.0
    cap: float = 60.0
    longest: float = 300.0
    seed: int = 0

    def wait(self, url: str, attempt: int) -> float:
        """Give the seconds to wait after a failed attempt.

        Parameters
        ----------
        url
            What was asked for.
        attempt
            Its number, from 0.

        Returns
        -------
        float
            Between half of the full wait and all of it.
        """
        full = min(self.cap, self.base * 2.0 ** min(attempt, 60))
        drawn = random.Random(f"{self.seed} {attempt} {url}").random()  # noqa: S311 - spreads load, guards nothing
        return full * (0.5 + drawn / 2)


def retry_after(value: str | None, now: dt.datetime) -> float | None:
    """Read the header ``Retry-After``.

    Parameters
    ----------
    value
        Seconds, or an HTTP date.
    now
        The time, in UTC.

    Returns
    -------
    float or None
        Seconds from now, not below 0; None where the header is missing or says nothing that can be read.
    """
    text = (value or "").strip()
    if re.fullmatch("[0-9]+", text):
        return float(text) if len(text) <= _MAX_DIGITS else float(10**_MAX_DIGITS)
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())


@dataclass(slots=True)
class _Host:
    slots: asyncio.Semaphore
    next_start: float = 0.0
    interval: float = 0.0


@dataclass(slots=True)
class Pace:
    """Holds requests to one host apart.

    Parameters
    ----------
    clock
        Time.
    connections
        Requests to one host at once.
    interval
        Seconds between the beginnings of two requests to one host, at the least.
    """

    clock: Clock
    connections: int = 2
    interval: float = 0.25
    _hosts: dict[str, _Host] = field(default_factory=dict[str, _Host])

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncGenerator[None]:
        """Wait for the turn of a request to a host, and hold its place while it runs."""
        state = self._host(host)
        async with state.slots:
            while (wait := state.next_start - self.clock.monotonic()) > 0:
                await self.clock.sleep(wait)
            state.next_start = self.clock.monotonic() + max(self.interval, state.interval)
            yield

    def slow(self, host: str, interval: float) -> None:
        """Keep at least this many seconds between two requests to a host from now on."""
        state = self._host(host)
        state.interval = max(state.interval, interval)

    def pause(self, host: str, seconds: float) -> None:
        """Ask a host for nothing more for some seconds."""
        state = self._host(host)
        state.next_start = max(state.next_start, self.clock.monotonic() + seconds)

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(asyncio.Semaphore(self.connections)))
