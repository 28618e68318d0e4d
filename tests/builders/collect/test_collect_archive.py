"""The archive is WARC 1.1 that others read, and what is torn or missing in it is told and costs nothing else."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from pathlib import Path

import pytest
from badserver import Server, Time, answer, jobs, run, running, site
from fastwarc.warc import ArchiveIterator, WarcRecordType
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.collect.archive import Answer, answers
from openpostings.builders.collect.boards import Board
from openpostings.builders.collect.records import Torn, members, moment, pack, record_id, unpack
from openpostings.schema.errors import OpenPostingsError

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
BOARDS = [Board("acme-jobs", name) for name in ("acme", "beta", "gamma")]


def collected(folder: Path, server: Server, runs: int = 1) -> Path:
    for board in BOARDS:
        server.at(f"/{board.board}", answer(jobs(1, name=board.board), headers=[("Server", "test")]))
    for _ in range(runs):
        run(folder, BOARDS, {"acme-jobs": site(server)}, time=Time())
    return folder / f"run-{runs:05}.warc.gz"


def test_the_records_of_an_answer(tmp_path: Path) -> None:
    with running() as server:
        file = collected(tmp_path, server)
    kinds, identifiers = [], []
    for record in ArchiveIterator(str(file), parse_http=False):
        assert record.verify_block_digest()
        kinds.append(str(record.record_type))
        identifiers.append(record.record_id)
        if record.record_type == WarcRecordType.response:
            response = record.record_id
            assert record.headers["WARC-IP-Address"] == "127.0.0.1"
            assert record.headers["WARC-Payload-Digest"].startswith("sha256:")
        if str(record.record_type) in {"request", "metadata"}:
            assert record.headers["WARC-Concurrent-To"] == response
    assert kinds == ["warcinfo", *["response", "request", "metadata"] * 3]
    assert len(set(identifiers)) == len(identifiers)


def test_each_record_is_a_gzip_member_that_begins_as_a_record(tmp_path: Path) -> None:
    with running() as server:
        file = collected(tmp_path, server)
    raw = file.read_bytes()
    with file.open("rb") as stream:
        parts = [raw[start:end] for start, end, _ in members(stream)]
    assert b"".join(parts) == raw
    assert len(parts) == 10
    assert all(gzip.decompress(part).startswith(b"WARC/1.1\r\n") for part in parts)


def test_the_same_answers_at_the_same_time_make_the_same_bytes(tmp_path: Path) -> None:
    with running() as server:
        one, two = collected(tmp_path / "a", server), collected(tmp_path / "b", server)

    def records(file: Path) -> list[bytes]:
        with file.open("rb") as stream:
            return sorted(raw for _, _, raw in members(stream))

    assert [len(record) for record in records(one)] == [len(record) for record in records(two)]
    names = [unpack(raw) for raw in records(one)], [unpack(raw) for raw in records(two)]
    first, second = ([record.field("warc-record-id") for record in found if record] for found in names)
    assert first == second


def test_a_revisit_refers_to_what_it_stands_for(tmp_path: Path) -> None:
    with running() as server:
        file = collected(tmp_path, server, runs=2)
    revisits = list(ArchiveIterator(str(file), record_types=WarcRecordType.revisit))
    assert len(revisits) == 3
    for record in revisits:
        assert record.headers["WARC-Profile"].endswith("/identical-payload-digest")
        assert record.headers["WARC-Refers-To-Target-URI"] == record.headers["WARC-Target-URI"]
        assert record.headers["WARC-Refers-To-Filename"] == "run-00001.warc.gz"
    assert [json.loads(one.body)["name"] for one in answers(file)] == [
        json.loads(one.body)["name"] for one in answers(tmp_path / "run-00001.warc.gz")
    ]


def read(file: Path) -> tuple[list[Answer], str]:
    found: list[Answer] = []
    try:
        found.extend(answers(file))
    except OpenPostingsError as error:
        return found, str(error)
    return found, ""


def test_what_is_torn_off_is_told_after_what_is_whole(tmp_path: Path) -> None:
    with running() as server:
        file = collected(tmp_path, server)
    whole = file.read_bytes()
    with file.open("rb") as stream:
        ends = [end for _, end, _ in members(stream)]
    for cut in range(0, len(whole), 37):
        file.write_bytes(whole[:cut])
        found, said = read(file)
        assert len(found) == sum(end <= cut for end in ends[1::3])
        assert ("not all could be read" in said) == (cut not in {0, *ends})


@given(st.binary(max_size=400), st.integers(0, 3000), st.integers(0, 255))
def test_any_bytes_are_records_or_told(tail: bytes, where: int, flip: int) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
    fields = [("WARC-Date", moment(NOW)), ("WARC-Target-URI", "https://a.example/")]
    fields.append(("Content-Type", "application/http; msgtype=response"))
    raw = bytearray(pack(WarcRecordType.response, record_id("a"), fields, block) * 2 + tail)
    raw[where % len(raw)] ^= flip
    for stream in (io.BytesIO(bytes(raw)), io.BytesIO(tail)):
        end = 0
        try:
            for start, after, content in members(stream):
                assert start == end
                end = after
                unpack(content)
        except Torn as torn:
            begun = torn.offset
        else:
            begun = len(stream.getvalue())
        assert begun == end
    unpack(tail)


def test_bytes_that_are_kept_elsewhere_and_gone_are_told(tmp_path: Path) -> None:
    with running() as server:
        file = collected(tmp_path, server, runs=2)
        (tmp_path / "run-00001.warc.gz").unlink()
        found, said = read(file)
        assert found == []
        assert "and 2 more" in said
        # The next run asks for all of it, and keeps it anew.
        run(tmp_path, BOARDS, {"acme-jobs": site(server)})
    found, said = read(tmp_path)
    assert (len(found), said) == (3, "")


def test_what_is_not_there_any_more_is_asked_for_without_condition(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer(jobs(1), headers=[("ETag", '"v1"')]))
        for _ in range(2):
            run(tmp_path, BOARDS[:1], {"acme-jobs": site(server)})
        (tmp_path / "run-00001.warc.gz").unlink()
        run(tmp_path, BOARDS[:1], {"acme-jobs": site(server)})
        assert [request.headers.get("if-none-match") for request in server.log] == [None, '"v1"', None]


def test_other_bytes_are_not_taken_for_those_that_a_revisit_means(tmp_path: Path) -> None:
    with running() as server:
        file = collected(tmp_path / "a", server, runs=2)
        server.at("/acme", answer(jobs(2, name="acme"), headers=[("Server", "test")]))
        run(tmp_path / "b", BOARDS, {"acme-jobs": site(server)}, time=Time())
    first = tmp_path / "a" / "run-00001.warc.gz"
    first.write_bytes((tmp_path / "b" / "run-00001.warc.gz").read_bytes())
    found, said = read(file)
    assert len(found) < 3
    assert "not all could be read" in said
    assert all(json.loads(one.body)["jobs"][0]["id"] == 1 for one in found)


def test_another_file_is_never_opened_for_a_revisit(tmp_path: Path) -> None:
    fields = [("WARC-Date", moment(NOW)), ("WARC-Target-URI", "https://a.example/")]
    fields += [("WARC-Refers-To-Filename", "../secret.warc.gz"), ("WARC-Refers-To-File-Offset", "0")]
    file = tmp_path / "run-00001.warc.gz"
    file.write_bytes(pack(WarcRecordType.revisit, record_id("a"), fields, b""))
    assert "does not say where its bytes are kept" in read(file)[1]


def test_an_archive_of_another_program(tmp_path: Path) -> None:
    body = gzip.compress(b"<h1>Clerk</h1>")
    head = "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\nContent-Encoding: gzip\r\n"
    block = f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    fields = [("WARC-Date", "2026-03-02T12:00:00Z"), ("WARC-Target-URI", "https://a.example/")]
    fields.append(("Content-Type", "application/http; msgtype=response"))
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    file = tmp_path / "other.warc.gz"
    blocks = (block, missing, chunked)
    file.write_bytes(b"".join(pack(WarcRecordType.response, record_id(str(one)), fields, one) for one in blocks))
    (one, two), said = read(file)
    assert said == ""
    assert (one.body, one.media_type, one.site, one.retrieved_at) == (b"<h1>Clerk</h1>", "text/html", None, NOW)
    assert two.body == b"hello"


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(OpenPostingsError, match="cannot be read"):
        list(answers(tmp_path / "nowhere.warc.gz"))
    with pytest.raises(OpenPostingsError, match="holds no run"):
        list(answers(tmp_path))
