"""Nothing private is reached: by no address, by no name, by no redirect, by no name that changes its mind."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Any

import httpcore
import pytest
from badserver import Server, Time, answer, jobs, run, running, site
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.collect.boards import Board
from openpostings.builders.collect.failure import Failed
from openpostings.builders.collect.guard import (
    Address,
    followed,
    is_public,
    literal_address,
    same_address,
    split_address,
)
from openpostings.builders.collect.network import GuardedBackend, resolve
from openpostings.builders.collect.run import Options

ACME = Board("acme-jobs", "acme")
PUBLIC = "93.184.215.14"

PRIVATE = [
    "0.0.0.0",  # noqa: S104 - it is refused
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.1.2.3",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:101::1",
    "3fff::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "5f00::1",
]
GLOBAL = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.215.14",
    "172.32.0.1",
    "192.0.1.1",
    "2606:4700::1111",
    "2a00:1450::1",
    "64:ff9b::808:808",
    "2002:808:808::1",
    "::ffff:8.8.8.8",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", GLOBAL)
def test_what_is(address: str) -> None:
    assert is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_within_another_is_judged_as_itself(address: IPv4Address) -> None:
    number = int(address)
    for wrapped in (number | 0xFFFF << 32, number | 0x64FF9B << 96, number << 80 | 0x2002 << 112):
        assert is_public(IPv6Address(wrapped)) == is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "//example.org/", "/jobs", "", "http://",
        "http:///jobs", "http://user@example.org/", "http://user:word@example.org/", "http://example.org:0/",
        "http://example.org:99999/", "http://exa mple.org/", "http://example.org/\n", "http://[::1", "http://[::1%25eth0]/",
        "http://[nonsense]/", "http://..example.org/", "http://example.org/" + "a" * 3000, "http://exämple.org/", "http://a@/",
        "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.0.0.1.0x1/", "http://0/",
        "http://1.2.3/", "http://0x7f.1/", "http://127.0.0.01/",
    ],
)  # fmt: skip
def test_addresses_that_cannot_be_asked(url: str) -> None:
    with pytest.raises(Failed):
        split_address(url)


@given(st.text(), st.text())
def test_any_text_is_an_address_or_refused(text: str, location: str) -> None:
    for make in (lambda: split_address(text).geturl(), lambda: followed("https://example.org/a", location)):
        try:
            found = make().lower()
        except Failed as failure:
            found = failure.code
        assert found.startswith(("http://", "https://")) or found in {"bad-address", "bad-redirect", "address-refused"}


def test_addresses_that_lead_to_one_place_are_one() -> None:
    assert same_address("HTTPS://Example.ORG#top") == same_address("https://example.org/")
    assert same_address("https://example.org/A") != same_address("https://example.org/a")


def test_literal_addresses_are_told_from_names() -> None:
    assert literal_address("8.8.8.8") == ip_address("8.8.8.8")
    assert literal_address("::1") == ip_address("::1")
    assert literal_address("example.org") is None
    assert literal_address("3com.example") is None


class World(httpcore.AsyncNetworkBackend):
    """Takes every address for the server of the test, and notes which it was."""

    def __init__(self, server: Server) -> None:
        self.reached: list[str] = []
        self._server = server
        self._inner: Any = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - as in the library
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        del port, local_address, socket_options
        self.reached.append(host)
        stream: httpcore.AsyncNetworkStream = await self._inner.connect_tcp("127.0.0.1", self._server.port, timeout)
        return stream


def troubles(tmp_path: Path, server: Server, names: dict[str, list[list[str]]]) -> tuple[list[str], list[str]]:
    """Collect a board on `board.example`; give the codes of its troubles and the addresses that were reached."""
    asked: list[str] = []

    async def resolver(host: str, port: int) -> list[Address]:
        assert port == 80
        asked.append(host)
        answers = names[host]
        return [ip_address(one) for one in answers[min(asked.count(host), len(answers)) - 1]]

    world = World(server)
    backend = GuardedBackend(resolver=resolver, inner=world)
    away = site(server, url="http://board.example/{board}")
    options = Options(retries=0, interval=0)
    result = run(tmp_path, [ACME], {"acme-jobs": away}, options, time=Time(), backend=backend)
    (board,) = result.summary["boards"]  # type: ignore[misc]
    return [trouble["code"] for trouble in board["troubles"]], world.reached


def test_the_connection_goes_to_the_address_that_was_looked_at(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer(jobs(1)))
        # A name that says something else the second time is not asked a second time.
        assert troubles(tmp_path, server, {"board.example": [[PUBLIC], ["127.0.0.1"]]}) == ([], [PUBLIC])
        assert server.log[0].headers["host"] == "board.example"


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1"])
def test_a_name_that_leads_into_a_private_network_is_refused(tmp_path: Path, address: str) -> None:
    with running() as server:
        assert troubles(tmp_path, server, {"board.example": [[address]]}) == (["address-refused"], [])
        assert troubles(tmp_path, server, {"board.example": [[PUBLIC, address]]}) == (["address-refused"], [])


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/", "http://127.0.0.1:8080/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/",
        "http://[::ffff:127.0.0.1]/", "http://inside.example/", "http://2130706433/", "http://0x7f.0.0.1/", "http://0/",
        "//10.0.0.1/", "http://localhost/",
    ],
)  # fmt: skip
def test_a_redirect_into_a_private_network_is_refused(tmp_path: Path, location: str) -> None:
    names = {"board.example": [[PUBLIC]], "inside.example": [["192.168.0.7"]], "localhost": [["127.0.0.1"]]}
    with running() as server:
        server.at("/acme", answer("", status="302 Found", headers=[("Location", location)]))
        assert troubles(tmp_path, server, names) == (["address-refused"], [PUBLIC])
        assert len(server.log) == 1


def test_a_name_that_is_not_known(tmp_path: Path) -> None:
    async def nobody(host: str, port: int) -> list[Address]:
        raise OSError(host, port)

    with running() as server:
        away = site(server, url="http://board.example/{board}")
        backend = GuardedBackend(resolver=nobody, inner=World(server))
        result = run(tmp_path, [ACME], {"acme-jobs": away}, Options(retries=0), backend=backend)
    assert result.summary["boards"][0]["troubles"][0]["code"] == "unknown-host"  # type: ignore[index]


def test_without_leave_this_machine_is_not_reached(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer(jobs(1)))
        result = run(tmp_path, [ACME], {"acme-jobs": site(server)}, Options(retries=0))
        assert not server.log
    (trouble,) = result.summary["boards"][0]["troubles"]  # type: ignore[index]
    assert trouble["code"] == "address-refused"
    assert "--allow-private" in trouble["hint"]


def test_the_system_resolves_numbers_in_disguise_to_what_is_refused() -> None:
    found = asyncio.run(resolve("localhost", 80))
    assert found
    assert not any(is_public(address) for address in found)
