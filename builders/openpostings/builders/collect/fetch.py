"""One request: within its bounds, at the host's pace, again where that may help, redirects followed by hand."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, cast

import httpcore
import httpx

from openpostings.builders.collect.decode import ACCEPTED, Body
from openpostings.builders.collect.failure import Failed
from openpostings.builders.collect.guard import followed, host_key
from openpostings.builders.collect.patience import Backoff, Clock, Pace, retry_after

Headers = tuple[tuple[str, str], ...]
Gate = Callable[[str], Awaitable[None]]
"""Looks at an address before it is asked for; raises :class:`.failure.Failed` where it may not be."""

OK: Final = 200
NOT_MODIFIED: Final = 304
_TOO_MANY: Final = 429
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_AGAIN: Final = frozenset({408, 425, 500, 502, 503, 504})
_MISSING: Final = frozenset({404, 410})
_FORBIDDEN: Final = frozenset({401, 402, 403, 451})


@dataclass(frozen=True, slots=True)
class Ask:
    """A request.

    Parameters
    ----------
    url
        Its address.
    etag, last_modified
        What the last answer said of itself, so that an unchanged one need not come again; sent to `known_url` alone.
    known_url
        The address that answered the last time.
    interval
        Seconds that this host wants between two requests.
    throttled
        Statuses that mean "too many requests" there, beside 429.
    gate
        Asked before each address that the request leads to, redirects included.
    """

    url: str
    etag: str | None = None
    last_modified: str | None = None
    known_url: str | None = None
    interval: float = 0.0
    throttled: tuple[int, ...] = ()
    gate: Gate | None = None


@dataclass(frozen=True, slots=True)
class Got:
    """An answer: the body, or word that it is the one of before.

    Parameters
    ----------
    url
        The address that answered, after redirects.
    status, reason
        200 or 304, and the words beside it.
    retrieved_at
        When its head came, in UTC.
    sent, headers
        Headers of the request and of the answer.
    body
        Its bytes, without content encoding; empty for a 304.
    address
        The address of the machine that answered; empty where it is not known.
    """

    url: str
    status: int
    reason: str
    retrieved_at: dt.datetime
    sent: Headers
    headers: Headers
    body: bytes = b""
    address: str = ""

    def header(self, name: str) -> str | None:
        """Give the first header of a name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one answer may cost.

    Parameters
    ----------
    seconds
        From the request to the last byte.
    max_bytes
        Bytes of the body, as sent and unpacked.
    max_ratio
        Times its weight that a body may unpack to.
    redirects
        Redirects that are followed.
    """

    seconds: float = 60.0
    max_bytes: int = 64_000_000
    max_ratio: int = 100
    redirects: int = 5


@dataclass(slots=True)
class Fetcher:
    """Asks, and gives answers or the reason why there is none.

    Parameters
    ----------
    transport
        Sends the requests.
    clock, pace, backoff, bounds
        Time, the pace of each host, when to ask again, and what an answer may cost.
    user_agent
        How we name ourselves.
    """

    transport: httpx.AsyncBaseTransport
    clock: Clock
    pace: Pace
    backoff: Backoff = field(default_factory=Backoff)
    bounds: Bounds = field(default_factory=Bounds)
    user_agent: str = "openpostings"

    async def get(self, ask: Ask) -> Got:
        """Ask until there is an answer, or no hope of one.

        Parameters
        ----------
        ask
            What is asked for.

        Raises
        ------
        Failed
            Where there is no answer; `again` says whether a later run may get one.
        """
        attempt = 0
        while True:
            try:
                return await self._follow(ask)
            except Failed as failure:
                if not failure.again or attempt >= self.backoff.retries:
                    raise
                if failure.wait is None:
                    await self.clock.sleep(self.backoff.wait(ask.url, attempt))
            attempt += 1

    async def _follow(self, ask: Ask) -> Got:
        url, seen = ask.url, {ask.url}
        for _ in range(self.bounds.redirects + 1):
            if ask.gate is not None:
                await ask.gate(url)
            answer = await self._hop(url, ask)
            if isinstance(answer, Got):
                return answer
            url = followed(url, answer)
            if url in seen:
                raise Failed("too-many-redirects", f"the redirects go in a circle at {url}")
            seen.add(url)
        raise Failed("too-many-redirects", f"more than {self.bounds.redirects} redirects")

    async def _hop(self, url: str, ask: Ask) -> Got | str:
        """Ask one address; give its answer, or where it sends us."""
        host = host_key(url)
        self.pace.slow(host, ask.interval)
        async with self.pace.turn(host):
            try:
                async with asyncio.timeout(self.bounds.seconds):
                    return await self._exchange(url, ask)
            except Failed as failure:
                if failure.wait is not None:
                    self._heed(host, failure)
                raise
            except (TimeoutError, httpcore.TimeoutException):
                message = f"no whole answer within {self.bounds.seconds:g} seconds"
                raise Failed("timeout", message, again=True) from None
            except (httpcore.ConnectError, httpcore.ProxyError) as error:
                raise Failed("connection", f"no connection to {host}: {_brief(error)}", again=True) from None
            except (httpcore.NetworkError, httpcore.ProtocolError) as error:
                raise Failed("incomplete", f"the connection broke: {_brief(error)}", again=True) from None
            except (httpx.InvalidURL, UnicodeError) as error:
                raise Failed("bad-address", f"cannot be asked for: {_brief(error)}") from None

    def _heed(self, host: str, failure: Failed) -> None:
        """Leave a host alone for as long as it asks; where that is longer than we wait, the request is given up."""
        wait = failure.wait or 0.0
        if wait > self.backoff.longest:
            failure.again = False
            failure.message += f", and asks to wait {wait:g} seconds; at most {self.backoff.longest:g} are waited"
        self.pace.pause(host, min(wait, self.backoff.longest))

    async def _exchange(self, url: str, ask: Ask) -> Got | str:
        # The transport is used without a client: no cookies, no credentials and no redirects but our own.
        headers = self._headers(url, ask)
        limits = {"timeout": httpx.Timeout(self.bounds.seconds).as_dict()}
        request = httpx.Request("GET", url, headers=headers, extensions=limits)
        answer = await self.transport.handle_async_request(request)
        answer.request = request
        try:
            retrieved_at, address = self.clock.now(), _address(answer)
            if answer.status_code in _REDIRECTS:
                return _location(answer)
            conditional = "if-none-match" in headers or "if-modified-since" in headers
            if not (answer.status_code == OK or (answer.status_code == NOT_MODIFIED and conditional)):
                raise _refusal(answer, ask, retrieved_at)
            body = await self._body(answer) if answer.status_code == OK else b""
            return Got(
                url=url,
                status=answer.status_code,
                reason=answer.reason_phrase,
                retrieved_at=retrieved_at,
                sent=_plain(request.headers),
                headers=_plain(answer.headers),
                body=body,
                address=address,
            )
        finally:
            await answer.aclose()

    def _headers(self, url: str, ask: Ask) -> dict[str, str]:
        headers = {"user-agent": self.user_agent, "accept": "*/*", "accept-encoding": ACCEPTED}
        if ask.known_url == url:
            conditions = {"if-none-match": ask.etag, "if-modified-since": ask.last_modified}
            headers |= {key: value for key, value in conditions.items() if value}
        return headers

    async def _body(self, answer: httpx.Response) -> bytes:
        bounds = self.bounds
        body = Body(answer.headers.get("content-encoding", ""), max_bytes=bounds.max_bytes, max_ratio=bounds.max_ratio)
        said = answer.headers.get("content-length", "")
        if said.isdecimal() and (len(said) > len(str(bounds.max_bytes)) or int(said) > bounds.max_bytes):
            raise Failed("too-large", f"the answer says that it has {said[:20]} bytes")
        async for part in answer.aiter_raw():
            body.add(part)
        return body.end()


def _location(answer: httpx.Response) -> str:
    location: str = answer.headers.get("location", "")
    if not location:
        raise Failed("bad-redirect", f"{answer.url} answers {answer.status_code} and does not say where to go")
    return location


def _refusal(answer: httpx.Response, ask: Ask, now: dt.datetime) -> Failed:
    """Say why an answer is none that can be used."""
    status = answer.status_code
    wait = retry_after(answer.headers.get("retry-after"), now)
    said = f"{answer.url.host} answers {status}"
    if status == _TOO_MANY or status in ask.throttled:
        return Failed("throttled", said, again=True, wait=wait, status=status)
    if status in _AGAIN:
        return Failed("server-error", said, again=True, wait=wait, status=status)
    if status in _MISSING:
        return Failed("not-found", said, status=status)
    if status in _FORBIDDEN:
        return Failed("forbidden", said, status=status)
    return Failed("unexpected-status", said, status=status)


def _plain(headers: httpx.Headers) -> Headers:
    """Give headers as text, without what would break the form of a record."""
    return tuple(
        (key.decode("latin-1"), value.decode("latin-1").replace("\r", " ").replace("\n", " "))
        for key, value in headers.raw
    )


def _address(answer: httpx.Response) -> str:
    stream = cast("httpcore.AsyncNetworkStream | None", answer.extensions.get("network_stream"))
    found = cast("object", stream.get_extra_info("server_addr")) if stream is not None else None
    return str(cast("tuple[object, ...]", found)[0]) if isinstance(found, tuple) and found else ""


def _brief(error: Exception) -> str:
    """Say what an error is, in one line that a terminal can show."""
    text = "".join(char if char.isprintable() else " " for char in str(error))[:120]
    return text or type(error).__name__
