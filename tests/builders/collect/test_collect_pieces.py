"""Unpacking, waiting and listing, each by itself."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import json
import zlib
from importlib import import_module
from typing import Any

import pytest
from badserver import Time
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.collect.decode import Body, zstd
from openpostings.builders.collect.failure import Failed
from openpostings.builders.collect.listing import read_listing
from openpostings.builders.collect.patience import Backoff, Pace, retry_after
from openpostings.builders.collect.sites import Paging, Site

BROTLI: Any = import_module("brotli")
NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def bare(raw: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(raw) + packer.flush()


PACKERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": BROTLI.compress, "zstd": zstd.compress}


def unpack(encoding: str, packed: bytes, step: int, **bounds: int) -> bytes:
    body = Body(encoding, **{"max_bytes": 10_000_000, **bounds})
    for start in range(0, len(packed), step):
        body.add(packed[start : start + step])
    return body.end()


@given(st.binary(max_size=3000), st.lists(st.sampled_from(sorted(PACKERS)), max_size=3), st.integers(1, 400))
def test_what_was_packed_comes_out_whole_however_it_was_cut(raw: bytes, names: list[str], step: int) -> None:
    packed = raw
    for name in names:
        packed = PACKERS[name](packed)
    assert unpack(", ".join(names), packed, step) == raw


@given(st.binary(max_size=3000))
def test_deflate_without_its_wrapper_is_read(raw: bytes) -> None:
    packed = bare(raw)
    # One in some thousand bare streams begins as a wrapped one does; servers that send it bare do so always.
    if packed[0] & 0x0F != zlib.DEFLATED:
        assert unpack("deflate", packed, 7) == raw


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=4), st.binary(max_size=3), st.integers(1, 50))
def test_gzip_of_several_members_is_read_whole(parts: list[bytes], padding: bytes, step: int) -> None:
    packed = b"".join(gzip.compress(part) for part in parts) + padding.replace(b"\x1f", b"")
    assert unpack("gzip", packed, step) == b"".join(parts)


@given(st.sampled_from([*sorted(PACKERS), "gzip, br", ""]), st.binary(max_size=300), st.integers(1, 50))
def test_any_bytes_unpack_or_are_refused(encoding: str, raw: bytes, step: int) -> None:
    code = ""
    try:
        assert len(unpack(encoding, raw, step)) <= 10_000_000
    except Failed as failure:
        code = failure.code
    assert code in {"", "bad-encoding", "incomplete", "bomb"}


@pytest.mark.parametrize("encoding", sorted(PACKERS))
def test_a_body_is_held_to_its_bounds(encoding: str) -> None:
    packed = PACKERS[encoding](b"abcdefgh" * 200_000)
    assert len(unpack(encoding, packed, 1000, max_ratio=100_000)) == 1_600_000
    with pytest.raises(Failed) as error:
        unpack(encoding, packed, 1000, max_ratio=100_000, max_bytes=1_500_000)
    assert error.value.code == "bomb"
    with pytest.raises(Failed) as error:
        unpack("", packed + b"x" * 1000, 1000, max_bytes=len(packed))
    assert error.value.code == "too-large"


@pytest.mark.parametrize("encoding", sorted(PACKERS))
def test_what_unpacks_to_far_more_than_it_weighs_is_refused_below_the_bound_too(encoding: str) -> None:
    with pytest.raises(Failed) as error:
        unpack(encoding, PACKERS[encoding](bytes(5_000_000)), 1000)
    assert error.value.code == "bomb"
    assert unpack(encoding, PACKERS[encoding](bytes(900_000)), 1000) == bytes(900_000)


@pytest.mark.parametrize("encoding", sorted(PACKERS))
def test_an_encoding_that_breaks_off_is_told(encoding: str) -> None:
    packed = PACKERS[encoding](b"abcdefgh" * 100 + bytes(range(256)))
    with pytest.raises(Failed) as error:
        unpack(encoding, packed[:-5], 1000)
    assert (error.value.code, error.value.again) == ("incomplete", True)


def test_back_off_grows_and_trembles_the_same_way_each_time() -> None:
    backoff = Backoff(base=1, cap=10)
    waits = [backoff.wait("https://a.example", attempt) for attempt in range(8)]
    assert waits == [Backoff(base=1, cap=10).wait("https://a.example", attempt) for attempt in range(8)]
    for attempt, wait in enumerate(waits):
        assert min(10, 2**attempt) / 2 <= wait <= min(10, 2**attempt)
    assert waits != [Backoff(base=1, cap=10, seed=1).wait("https://a.example", attempt) for attempt in range(8)]
    assert len({backoff.wait(f"https://{name}.example", 0) for name in "abcdef"}) == 6


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 17 ", 17.0),
        ("9" * 400, 1e9),
        ("Mon, 02 Mar 2026 12:00:30 GMT", 30.0),
        ("Monday, 02-Mar-26 12:00:30 GMT", 30.0),
        ("Mon, 02 Mar 2026 11:00:00 GMT", 0.0),
        ("Mon, 02 Mar 2026 13:00:30 +0100", 30.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text())
def test_retry_after_takes_any_text(value: str) -> None:
    seconds = retry_after(value, NOW)
    assert seconds is None or seconds >= 0


def test_pace_holds_a_host_and_leaves_the_others() -> None:
    time = Time()
    pace = Pace(time.clock, connections=2, interval=1.0)
    starts: list[tuple[str, float]] = []

    async def visit(host: str) -> None:
        async with pace.turn(host):
            starts.append((host, time.seconds))

    async def main() -> None:
        await asyncio.gather(*(visit(host) for host in "aaab"))
        pace.pause("b", 100)
        pace.slow("a", 50)
        await visit("b")

    asyncio.run(main())
    assert [seconds for host, seconds in starts if host == "a"] == [0, 1, 2]
    first, second = (seconds for host, seconds in starts if host == "b")
    assert first <= 1
    assert second == pytest.approx(102)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(JSON, JSON)
def test_any_json_lists_postings_or_is_refused(one: object, other: object) -> None:
    site = Site(
        url="https://a.example/{board}",
        board="a",
        form="json",
        items="jobs",
        id="id",
        paging=Paging(kind="page", pages="n"),
    )
    body = json.dumps({"jobs": [one, {"id": 1, "x": other}], "n": other}).encode()
    listing = read_listing(body, site)
    assert listing.count == 2
    assert "1" in listing.items
    again = read_listing(json.dumps({"n": 9, "jobs": [{"x": other, "id": 1}]}, indent=2).encode(), site)
    if listing.count == len(listing.items):
        assert again.items["1"] == listing.items["1"]
    with pytest.raises(Failed):
        read_listing(json.dumps({"jobs": "none"}).encode(), site)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_feed_or_refused(raw: bytes) -> None:
    site = Site(url="https://a.example/{board}", board="a", form="xml", items="position", id="id")
    with pytest.raises(Failed):
        read_listing(raw, site)
