"""Connections for httpx that go only where the guard lets them: to the address that was looked at, and no other."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from ipaddress import ip_address
from typing import Any, Final, cast

import certifi
import httpcore
import httpx

from openpostings.builders.collect.failure import Failed
from openpostings.builders.collect.guard import Address, is_public, literal_address

Resolver = Callable[[str, int], Awaitable[list[Address]]]
"""Gives the addresses of a host."""

_SocketOption = httpcore.SOCKET_OPTION

_TRIED: Final = 3
"""Addresses of one host that are tried."""


async def resolve(host: str, port: int) -> list[Address]:
    """Ask the system for the addresses of a host, in its order, each once."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections; looks at the address between resolving a name and connecting to what it resolved to.

    Parameters
    ----------
    resolver
        Gives the addresses of a host; called once for each connection.
    allow_private
        Whether addresses that are not of the public internet are allowed, for tests and servers of one's own.
    inner
        Opens the connections to addresses that were looked at.
    """

    def __init__(
        self,
        *,
        resolver: Resolver = resolve,
        allow_private: bool = False,
        inner: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._resolver = resolver
        self._allow_private = allow_private
        self._inner = inner or cast("httpcore.AsyncNetworkBackend", httpcore.AnyIOBackend())

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the method of the library's class
        local_address: str | None = None,
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to a host, by the first of its addresses that answers.

        Raises
        ------
        Failed
            Where the host is not known, or any of its addresses is not of the public internet.
        """
        addresses = await self._addresses(host, port)
        last: Exception | None = None
        for address in addresses[:_TRIED]:
            try:
                return await self._inner.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(f"no address for {host}")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the method of the library's class
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: a socket of this machine is no public board."""
        del timeout, socket_options
        raise Failed("address-refused", f"{path} is a socket of this machine")

    async def sleep(self, seconds: float) -> None:
        """Wait, between tries to connect."""
        await self._inner.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[Address]:
        literal = literal_address(host)
        try:
            addresses = [literal] if literal else await self._resolver(host, port)
        except (OSError, UnicodeError):
            raise Failed("unknown-host", f"there is no host {host}", again=True) from None
        if not addresses:
            raise Failed("unknown-host", f"the host {host} has no address")
        # One private address among public ones is how names are turned against their users: all must be public.
        for address in addresses:
            if not self._allow_private and not is_public(address):
                raise Failed("address-refused", f"{host} leads to {address}, which is not of the public internet")
        return addresses


class _Body(httpx.AsyncByteStream):
    def __init__(self, inner: AsyncIterator[bytes], close: Callable[[], Awaitable[None]]) -> None:
        self._inner = inner
        self._close = close

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._inner:
            yield part

    async def aclose(self) -> None:
        await self._close()


class GuardedTransport(httpx.AsyncBaseTransport):
    """The transport of httpx over guarded connections. It knows no proxy: neither an option nor the environment's.

    Parameters
    ----------
    backend
        Opens the connections.
    connections
        Connections that may be open at once, to all hosts together.
    """

    def __init__(self, backend: GuardedBackend, *, connections: int = 32) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=ssl.create_default_context(cafile=certifi.where()),
            max_connections=connections,
            max_keepalive_connections=connections,
            keepalive_expiry=30.0,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the errors are those of httpcore, and :class:`.failure.Failed`."""
        sent = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = await self._pool.handle_async_request(sent)
        stream = cast("AsyncIterator[bytes]", answer.stream)
        loose: Any = answer
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Body(stream, answer.aclose),
            extensions=loose.extensions,
        )

    async def aclose(self) -> None:
        """Close every connection."""
        await self._pool.aclose()
