"""Answers of an archive are read by the sources that their content shows, with what the archive knows of them."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from boards import DOCUMENTS

from openpostings.builders.read.options import ReadOptions
from openpostings.builders.sources.archives import is_archive
from openpostings.builders.sources.intake import Outcome, read_files

WHEN = "2026-03-04T10:00:00Z"
PAGE = """Data Intern
Northgale Energy
Location: Austin, TX
Posted 2 days ago

Responsibilities
- Clean the tables of the wind farm
- Draw a chart every week
"""


def record(kind: str, url: str, identifier: str, block: bytes, more: str = "") -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{identifier}>\r\nWARC-Date: {WHEN}\r\n"
        f"WARC-Target-URI: {url}\r\n{more}Content-Length: {len(block)}\r\n"
    )
    return gzip.compress(head.encode() + b"\r\n" + block + b"\r\n\r\n", mtime=0)


def response(url: str, number: int, body: bytes, media_type: str, status: str = "200 OK") -> bytes:
    block = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    more = "Content-Type: application/http; msgtype=response\r\n"
    return record("response", url, f"00000000-0000-4000-8000-{number:012}", block, more)


def metadata(url: str, number: int, **said: Any) -> bytes:
    entry = {
        "url": url,
        "site": "greenhouse",
        "board": "acme",
        "kind": "list",
        "final_url": url,
        "retrieved_at": WHEN,
    } | said
    more = f"Content-Type: application/json\r\nWARC-Concurrent-To: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
    return record("metadata", url, f"10000000-0000-4000-8000-{number:012}", json.dumps(entry).encode(), more)


def archive(folder: Path, *records: bytes) -> Path:
    path = folder / "run-00001.warc.gz"
    path.write_bytes(b"".join(records))
    return path


def read(path: Path, **known: Any) -> list[Outcome]:
    return list(read_files([str(path)], ReadOptions(**known), stdin=io.BytesIO()))


def posting(outcome: Outcome) -> Any:
    return json.loads(outcome.record)


def document(name: str) -> bytes:
    return (DOCUMENTS / name).read_bytes()


def test_each_answer_is_read_as_what_it_is(tmp_path: Path) -> None:
    path = archive(
        tmp_path,
        response(
            "https://boards-api.greenhouse.io/v1/boards/x/jobs", 1, document("greenhouse/board.json"), "text/plain"
        ),
        response("https://example.org/jobs/7", 2, PAGE.encode(), "text/plain"),
        response("https://example.org/gone", 3, b"nothing", "text/plain", "404 Not Found"),
        response("https://hafenlicht.jobs.personio.de/xml", 4, document("personio/feed.xml"), "text/xml"),
    )
    found = read(path)
    assert [outcome.source for outcome in found] == ["greenhouse"] * 3 + ["page", "personio"]
    assert [bool(outcome.record) for outcome in found] == [True, True, False, True, True]
    assert all(posting(one)["source"]["retrieved_at"] == WHEN for one in found if one.record)


def test_the_address_is_the_pages_own_and_not_that_of_records_that_came_together(tmp_path: Path) -> None:
    api = "https://northgale.wd3.myworkdayjobs.com/wday/cxs/northgale/Careers/jobs"
    path = archive(
        tmp_path,
        response(api, 1, document("workday/list.json"), "application/json"),
        response("https://example.org/jobs/7", 2, PAGE.encode(), "text/plain"),
    )
    first, second, _, page = read(path)
    assert posting(page)["source"]["url"] == "https://example.org/jobs/7"
    assert posting(page)["date_posted"] == "2026-03-02"
    assert posting(first)["source"]["url"] is None
    assert [posting(one)["id"] for one in (first, second)] == [
        "workday:northgale-JR-00781",
        "workday:northgale-JR-00790",
    ]


def test_the_boards_employer_is_known_from_the_archive_but_the_caller_knows_better(tmp_path: Path) -> None:
    api = "https://api.lever.co/v0/postings/brindlemoss"
    bare = json.dumps([{"id": "a-1", "text": "Diver", "hostedUrl": "https://jobs.lever.co/b/a-1", "categories": {}}])
    path = archive(
        tmp_path,
        response(api, 1, bare.encode(), "application/json"),
        metadata(api, 1, employer="Brindle & Moss"),
    )
    (known,) = read(path)
    assert posting(known)["hiring_organization"]["name"] == "Brindle & Moss"
    moment = dt.datetime(2026, 3, 5, tzinfo=dt.UTC)
    (told,) = read(path, employer="Brindle and Moss Ltd", retrieved_at=moment)
    assert posting(told)["hiring_organization"]["name"] == "Brindle and Moss Ltd"
    assert posting(told)["source"]["retrieved_at"] == "2026-03-05T00:00:00Z"


def test_a_folder_of_runs_stands_for_its_last(tmp_path: Path) -> None:
    old = response("https://example.org/jobs/7", 1, PAGE.encode(), "text/plain")
    archive(tmp_path, old)
    (tmp_path / "run-00002.warc.gz").write_bytes(
        old + response("https://example.org/8", 2, PAGE.encode(), "text/plain")
    )
    (tmp_path / "journal.jsonl").write_text("{}\n", encoding="utf-8")
    assert is_archive(tmp_path)
    assert [posting(one)["source"]["url"] for one in read(tmp_path)] == [
        "https://example.org/jobs/7",
        "https://example.org/8",
    ]


def test_what_is_torn_is_told_and_costs_nothing_else(tmp_path: Path) -> None:
    whole = response("https://example.org/jobs/7", 1, PAGE.encode(), "text/plain")
    first, second = read(archive(tmp_path, whole, whole[:-20]))
    assert first.record
    assert second.failed
    assert second.problem is not None
    assert "not all could be read" in second.problem["message"]


@pytest.mark.parametrize(
    "data", [b"", b"\x1f\x8b", b"\x1f\x8bbroken", b"WARS/1.1", b"{}", gzip.compress(b"{}", mtime=0)]
)
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    assert not is_archive(path)
    assert not is_archive(tmp_path)
    assert not is_archive(tmp_path / "missing")


def smart(identifier: str, text: str = "") -> dict[str, Any]:
    sections = {"jobDescription": {"title": "Tasks", "text": text}}
    return {
        "id": identifier,
        "name": "Data Intern",
        "releasedDate": "2026-03-01T08:00:00.000Z",
        "company": {"identifier": "northgale", "name": "Northgale Energy"},
    } | ({"jobAd": {"sections": sections}} if text else {})


@pytest.mark.parametrize("list_first", [True, False])
def test_of_a_row_of_a_list_and_its_posting_the_posting_is_kept(tmp_path: Path, *, list_first: bool) -> None:
    url = "https://api.smartrecruiters.com/v1/companies/northgale/postings"
    listed = json.dumps({"content": [smart("71"), smart("72")]}).encode()
    whole = json.dumps(smart("71", "<p>You clean the tables of the wind farm.</p>")).encode()
    answers = [(f"{url}?limit=100", listed), (f"{url}/71", whole)]
    if not list_first:
        answers.reverse()
    path = archive(tmp_path, *(response(at, number, body, "text/json") for number, (at, body) in enumerate(answers)))
    found = [posting(one) for one in read(path)]
    told = [("smartrecruiters:72", 0), ("smartrecruiters:71", 1)]
    assert [(one["id"], len(one["sections"])) for one in found] == (told if list_first else told[::-1])
