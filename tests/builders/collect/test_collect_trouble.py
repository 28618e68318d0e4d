"""Servers that misbehave: each way costs the one board that it meets, and is told with its reason."""

from __future__ import annotations

import asyncio
import gzip
import json
import socket
import struct
import time
import zlib
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from badserver import OPTIONS, Request, Server, Time, answer, jobs, run, running, site

from openpostings.builders.collect.archive import answers
from openpostings.builders.collect.boards import Board
from openpostings.builders.collect.decode import zstd
from openpostings.builders.collect.run import Options, Result

BROTLI: Any = import_module("brotli")
ACME, GOOD = Board("acme-jobs", "acme"), Board("acme-jobs", "good")
QUICK = Options(allow_private=True, retries=1, seconds=0.4, interval=0.0, max_bytes=2_000_000)


def codes(result: Result) -> list[str]:
    acme, good = result.summary["boards"]  # type: ignore[misc]
    assert (good["whole"], good["postings"]) == (True, 1)
    assert all(trouble["hint"] for trouble in acme["troubles"])
    assert acme["whole"] == (not acme["troubles"])
    return [trouble["code"] for trouble in acme["troubles"]]


def trouble(
    tmp_path: Path, server: Server, what: Any, options: Options = QUICK, world: Time | None = None
) -> list[str]:
    server.at("/acme", what)
    server.at("/good", answer(jobs(1)))
    return codes(run(tmp_path, [ACME, GOOD], {"acme-jobs": site(server)}, options, time=world))


async def slow_loris(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
    for _ in range(200):
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def slow_head(_: Request, writer: asyncio.StreamWriter) -> None:
    for number in range(200):
        writer.write(b"HTTP/1.1 200 OK\r\n" if not number else b"X-%d: y\r\n" % number)
        await writer.drain()
        await asyncio.sleep(0.02)


async def silence(_: Request, __: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


async def endless(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(1000):
        writer.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        await writer.drain()


async def reset(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf of it")
    await writer.drain()
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def test_a_server_that_drips_costs_no_more_than_its_time(tmp_path: Path) -> None:
    started = time.perf_counter()
    with running() as server:
        assert trouble(tmp_path, server, slow_loris, replace(QUICK, retries=0)) == ["timeout"]
        assert time.perf_counter() - started < 2


NOTHING = bytes(200_000_000)
BOMBS = {
    "gzip": lambda: gzip.compress(NOTHING),
    "deflate": lambda: zlib.compress(NOTHING),
    "br": lambda: BROTLI.compress(NOTHING, quality=4),
    "zstd": lambda: zstd.compress(NOTHING),
    "gzip, gzip": lambda: gzip.compress(gzip.compress(NOTHING)),
}


@pytest.mark.parametrize(
    ("what", "code"),
    [
        (slow_loris, "timeout"),
        (slow_head, "timeout"),
        (silence, "timeout"),
        (endless, "too-large"),
        (reset, "incomplete"),
        (answer(jobs(1), length=9_000), "incomplete"),
        (answer(jobs(1), length=9_000_000_000), "too-large"),
        (answer(jobs(1), length=12), "not-json"),
        (answer("no", status="404 Not Found"), "not-found"),
        (answer("no", status="403 Forbidden"), "forbidden"),
        (answer("no", status="500 Oops"), "server-error"),
        (answer("tea", status="418 Teapot"), "unexpected-status"),
        (answer("", status="304 Not Modified"), "unexpected-status"),
        (answer("", status="204 No Content"), "unexpected-status"),
        (answer("", status="302 Found"), "bad-redirect"),
        (answer("", status="302 Found", headers=[("Location", "ftp://example.org/")]), "bad-address"),
        (answer("", status="302 Found", headers=[("Location", "http://a:b@example.org/")]), "bad-address"),
        (answer("", status="302 Found", headers=[("Location", "http://[::1")]), "bad-redirect"),
        (answer("", status="302 Found", headers=[("Location", "/acme")]), "too-many-redirects"),
        (answer("<html>Please wait</html>"), "not-json"),
        (answer("[" * 100_000), "not-json"),
        (answer("\xff\xfe".encode("latin-1")), "not-json"),
        (answer({"error": "no such board"}), "wrong-shape"),
        (answer("no gzip at all", headers=[("Content-Encoding", "gzip")]), "bad-encoding"),
        (answer("x", headers=[("Content-Encoding", "snappy")]), "bad-encoding"),
        (b"\x00\x01 this is not HTTP\r\n\r\n", "incomplete"),
        (b"", "incomplete"),
    ],
)
def test_a_bad_answer_is_told_with_its_reason(tmp_path: Path, what: Any, code: str) -> None:
    with running() as server:
        assert trouble(tmp_path, server, what) == [code]


@pytest.mark.parametrize("encoding", BOMBS)
def test_a_bomb_is_refused_while_it_unpacks(tmp_path: Path, encoding: str) -> None:
    bomb = BOMBS[encoding]()
    with running() as server:
        assert trouble(tmp_path, server, answer(bomb, headers=[("Content-Encoding", encoding)])) == ["bomb"]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_an_honest_encoding_is_undone_and_kept_plain(tmp_path: Path, encoding: str) -> None:
    packers = {"gzip": gzip.compress, "deflate": zlib.compress, "br": BROTLI.compress, "zstd": zstd.compress}
    body = json.dumps(jobs(1, 2)).encode()
    packed = packers[encoding](body)
    with running() as server:
        found = trouble(tmp_path, server, answer(packed, headers=[("Content-Encoding", encoding)]))
        assert server.log[0].headers["accept-encoding"] == "gzip, deflate, br, zstd"
    assert found == []
    kept = next(one for one in answers(tmp_path) if one.board == "acme")
    assert kept.body == body
    headers = dict(kept.headers)
    assert headers["X-Crawler-Content-Encoding"] == encoding
    assert headers["X-Crawler-Content-Length"] == str(len(packed))
    assert headers["Content-Length"] == str(len(body))


def test_what_a_server_sends_again_after_trouble_is_taken(tmp_path: Path) -> None:
    world = Time()
    with running() as server:
        replies = [answer("wait", status="503 Busy"), answer("wait", status="502 Oops"), answer(jobs(1))]
        assert trouble(tmp_path, server, replies, OPTIONS, world) == []
        assert server.targets.count("/acme") == 3
    first, second = world.slept
    assert 0.5 <= first <= 1 <= second <= 2


@pytest.mark.parametrize("asked", ["120", "Mon, 02 Mar 2026 12:02:00 GMT"])
def test_a_server_that_says_when_to_come_again_is_heeded(tmp_path: Path, asked: str) -> None:
    world = Time()
    with running() as server:
        replies = [answer("slow", status="429 Slow", headers=[("Retry-After", asked)]), answer(jobs(1))]
        assert trouble(tmp_path, server, replies, OPTIONS, world) == []
    assert world.seconds == pytest.approx(120)


def test_a_server_that_asks_for_too_long_a_wait_is_left_alone(tmp_path: Path) -> None:
    world = Time()
    with running() as server:
        server.at("/good", answer(jobs(1)))
        server.at("/acme", answer("slow", status="429 Slow", headers=[("Retry-After", "86400")]))
        result = run(tmp_path, [GOOD, ACME], {"acme-jobs": site(server)}, Options(allow_private=True), time=world)
        assert server.targets.count("/acme") == 1
    (trouble_,) = result.summary["boards"][1]["troubles"]  # type: ignore[index]
    assert trouble_["code"] == "throttled"
    assert "86400" in trouble_["message"]


def test_a_status_that_means_too_much_to_one_site_is_tried_again(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", [answer("over quota", status="403 Forbidden"), answer(jobs(1))])
        result = run(tmp_path, [ACME], {"acme-jobs": site(server, throttled=(403,))})
    assert result.failed == 0


def test_an_answer_that_cannot_be_read_is_kept_and_asked_for_whole_the_next_time(tmp_path: Path) -> None:
    with running() as server:
        broken = answer("{", headers=[("ETag", '"v1"')])
        server.at("/acme", [broken, answer(jobs(1))])
        first = run(tmp_path, [ACME], {"acme-jobs": site(server)})
        assert [kept.body for kept in answers(tmp_path)] == [b"{"]
        second = run(tmp_path, [ACME], {"acme-jobs": site(server)})
        assert "if-none-match" not in server.log[1].headers
    assert (first.failed, second.failed) == (1, 0)


def test_redirects_are_followed_and_the_last_address_is_kept(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer("", status="301 Moved", headers=[("Location", "/new?a=b c#here")]))
        server.at("/new?a=b%20c", answer(jobs(1), headers=[("ETag", '"v1"')]))
        for _ in range(2):
            assert run(tmp_path, [ACME], {"acme-jobs": site(server)}).failed == 0
        assert [request.headers.get("if-none-match") for request in server.log] == [None, None, None, '"v1"']
    (kept,) = answers(tmp_path)
    assert kept.url == f"{server.base}/new?a=b%20c"


def test_redirects_end(tmp_path: Path) -> None:
    with running() as server:
        for number in range(20):
            target = f"/{number}" if number else "/acme"
            server.at(target, answer("", status="307 On", headers=[("Location", f"/{number + 1}")]))
        result = run(tmp_path, [ACME], {"acme-jobs": site(server)})
        assert len(server.log) == 6
    assert result.summary["boards"][0]["troubles"][0]["code"] == "too-many-redirects"  # type: ignore[index]


def test_a_port_where_nobody_listens(tmp_path: Path) -> None:
    with running() as server:
        away = site(server)
    result = run(tmp_path, [ACME], {"acme-jobs": away})
    assert result.summary["boards"][0]["troubles"][0]["code"] == "connection"  # type: ignore[index]


@pytest.mark.parametrize(
    "feed",
    [
        '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a><position><id>&c;</id></position></a>',
        "<a>" * 100 + "</a>" * 100,
        "<a><position>",
        "not a feed",
        "",
        '<?xml version="1.0" encoding="nonsense"?><a/>',
    ],
)
def test_bad_feeds_are_refused(tmp_path: Path, feed: str) -> None:
    with running() as server:
        server.at("/acme", answer(feed))
        result = run(tmp_path, [ACME], {"acme-jobs": site(server, form="xml", items="position")})
    assert result.summary["boards"][0]["troubles"][0]["code"] == "not-xml"  # type: ignore[index]


def test_what_nobody_thought_of_costs_one_board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(body: bytes, form: Any) -> Any:
        if b"666" in body:
            raise ZeroDivisionError
        return real(body, form)

    module = import_module("openpostings.builders.collect.collector")
    real = module.read_listing
    monkeypatch.setattr(module, "read_listing", fail)
    with running() as server:
        assert trouble(tmp_path, server, answer(jobs(666))) == ["unexpected"]
