"""Whole runs against a server: what is asked, what is kept, what is told."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from badserver import OPTIONS, Request, Server, Time, answer, jobs, paged, run, running, site

from openpostings.builders.collect.archive import answers
from openpostings.builders.collect.boards import Board
from openpostings.builders.collect.listing import digest
from openpostings.builders.collect.run import Options, Result
from openpostings.builders.collect.sites import Paging
from openpostings.schema.errors import OpenPostingsError

ACME = Board("acme-jobs", "acme", "Acme")


def only(result: Result) -> dict[str, Any]:
    (board,) = result.summary["boards"]  # type: ignore[misc]
    return board  # type: ignore[no-any-return]


def test_a_board_comes_whole_and_is_kept_as_it_came(tmp_path: Path) -> None:
    body = json.dumps(jobs(1, 2)).encode()
    with running() as server:
        server.at("/acme", answer(body, headers=[("Content-Type", "application/json; charset=utf-8")]))
        result = run(tmp_path, [ACME], {"acme-jobs": site(server)})
    assert result.failed == 0
    assert result.summary["totals"] == {
        "boards": 1, "whole": 1, "failed": 0, "postings": 2, "new": 2, "changed": 0, "unchanged": 0, "vanished": 0
    }  # fmt: skip
    (kept,) = answers(tmp_path / "run-00001.warc.gz")
    assert (kept.body, kept.sha256, kept.media_type) == (body, digest(body), "application/json")
    assert (kept.site, kept.board, kept.employer, kept.kind) == ("acme-jobs", "acme", "Acme", "list")
    assert kept.url == f"{server.base}/acme"
    assert kept.retrieved_at.isoformat() == "2026-03-02T12:00:00+00:00"
    assert json.loads((tmp_path / "summary.json").read_text()) == result.summary
    assert not (tmp_path / "journal.jsonl").exists()


def test_what_is_new_changed_unchanged_and_vanished(tmp_path: Path) -> None:
    with running() as server:
        first, second = jobs(1, 2, 3), jobs(2, 3, 4)
        second["jobs"][1]["title"] = "Head clerk"
        server.at("/acme", [answer(first), answer(second)])
        run(tmp_path, [ACME], {"acme-jobs": site(server)})
        board = only(run(tmp_path, [ACME], {"acme-jobs": site(server)}))
    assert (board["new"], board["changed"], board["unchanged"], board["vanished"]) == (["4"], ["3"], 1, ["1"])


def test_an_unchanged_answer_is_not_sent_again_and_read_all_the_same(tmp_path: Path) -> None:
    async def conditional(request: Request, writer: asyncio.StreamWriter) -> None:
        if request.headers.get("if-none-match") == '"v1"':
            assert request.headers["if-modified-since"] == "Mon, 02 Mar 2026 08:00:00 GMT"
            writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\nConnection: close\r\n\r\n')
        else:
            marks = [("ETag", '"v1"'), ("Last-Modified", "Mon, 02 Mar 2026 08:00:00 GMT")]
            writer.write(answer(jobs(1), headers=marks))

    with running() as server:
        server.at("/acme", conditional)
        results = [only(run(tmp_path, [ACME], {"acme-jobs": site(server)})) for _ in range(3)]
    assert [board["answers_unchanged"] for board in results] == [0, 1, 1]
    assert [board["unchanged"] for board in results] == [0, 1, 1]
    one, two, three = (next(answers(tmp_path / f"run-0000{number}.warc.gz")) for number in (1, 2, 3))
    assert one.changed
    assert not three.changed
    assert one.body == two.body == three.body
    assert (tmp_path / "run-00003.warc.gz").stat().st_size < 2000


def test_the_same_bytes_are_kept_once_where_the_server_sends_them_again(tmp_path: Path) -> None:
    board = jobs(1, text="long " * 2000)
    with running() as server:
        server.at("/acme", answer(board))
        run(tmp_path, [ACME], {"acme-jobs": site(server)})
        result = only(run(tmp_path, [ACME], {"acme-jobs": site(server)}))
    assert (result["answers_unchanged"], result["unchanged"]) == (1, 1)
    (kept,) = answers(tmp_path)
    assert json.loads(kept.body) == board
    assert not kept.changed


def test_a_list_in_parts_is_asked_to_its_end(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme?skip=0&limit=2", answer(jobs(1, 2)))
        server.at("/acme?skip=2&limit=2", answer(jobs(3, 4)))
        server.at("/acme?skip=4&limit=2", answer(jobs(5)))
        result = run(tmp_path, [ACME], {"acme-jobs": paged(server)})
        assert only(result)["postings"] == 5
        assert server.targets == [f"/acme?skip={skip}&limit=2" for skip in (0, 2, 4)]


def test_a_list_that_says_how_many_there_are_is_asked_no_further(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme?skip=0&limit=2", answer(jobs(1, 2, all=4)))
        server.at("/acme?skip=2&limit=2", answer(jobs(3, 4, all=4)))
        result = run(tmp_path, [ACME], {"acme-jobs": paged(server, total="all")})
        assert only(result)["postings"] == 4
        assert len(server.log) == 2


def test_pages_are_counted_from_the_first_to_the_last_that_the_site_gives(tmp_path: Path) -> None:
    with running() as server:
        paging = Paging(kind="page", first=1, last=2, pages="page_count")
        pages = site(server, url=f"{server.base}/{{board}}?page={{page}}", paging=paging)
        server.at("/acme?page=1", answer(jobs(1, page_count=2)))
        server.at("/acme?page=2", answer(jobs(2, page_count=2)))
        server.at("/beta?page=1", answer(jobs(1, page_count=3)))
        server.at("/beta?page=2", answer(jobs(2, page_count=3)))
        result = run(tmp_path, [ACME, Board("acme-jobs", "beta")], {"acme-jobs": pages})
    acme, beta = result.summary["boards"]  # type: ignore[misc]
    assert (acme["postings"], acme["whole"]) == (2, True)
    assert (beta["postings"], beta["whole"]) == (2, False)
    assert [trouble["code"] for trouble in beta["troubles"]] == ["too-many-pages"]


def test_a_server_that_gives_one_part_for_all_is_not_asked_for_ever(tmp_path: Path) -> None:
    async def same(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(answer(jobs(1, 2)))

    with running() as server:
        for skip in range(0, 100, 2):
            server.at(f"/acme?skip={skip}&limit=2", same)
        board = only(run(tmp_path, [ACME], {"acme-jobs": paged(server)}))
        assert len(server.log) == 2
    assert [trouble["code"] for trouble in board["troubles"]] == ["repeats"]


def with_details(server: Server) -> dict[str, Any]:
    return {"acme-jobs": site(server, detail=f"{server.base}/{{board}}/{{id}}?pay=true")}


def test_postings_are_asked_for_one_by_one_where_the_list_leaves_something_out(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer(jobs(1, 2)))
        server.at("/acme/1?pay=true", [answer({"id": 1, "pay": 10}), answer({"id": 1, "pay": 12})])
        server.at("/acme/2?pay=true", answer({"id": 2}))
        run(tmp_path, [ACME], with_details(server))
        board = only(run(tmp_path, [ACME], with_details(server)))
        assert (board["changed"], board["unchanged"]) == (["1"], 1)
        kinds = sorted((kept.kind, kept.url.rpartition("/")[2]) for kept in answers(tmp_path))
        assert kinds == [("detail", "1?pay=true"), ("detail", "2?pay=true"), ("list", "acme")]
        again = only(run(tmp_path, [ACME], with_details(server), Options(details=False, allow_private=True)))
        assert (again["requests"], again["changed"], again["unchanged"]) == (1, [], 2)


def test_a_posting_that_closes_between_list_and_request_has_vanished(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer(jobs(1, 2)))
        server.at("/acme/1?pay=true", answer({"id": 1}))
        server.at("/acme/2?pay=true", [answer({"id": 2}), answer("gone", status="410 Gone")])
        run(tmp_path, [ACME], with_details(server))
        board = only(run(tmp_path, [ACME], with_details(server)))
    assert (board["whole"], board["vanished"]) == (True, ["2"])


def test_a_posting_without_identifier_is_told_by_its_content(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer({"jobs": [{"title": "Clerk"}, {"id": "../x"}, 7]}))
        board = only(run(tmp_path, [ACME], with_details(server)))
        assert server.targets == ["/acme"]
    assert board["whole"]
    assert all(one.startswith("sha256-") for one in board["new"])
    assert len(board["new"]) == 3


def test_boards_in_xml(tmp_path: Path) -> None:
    feed = "<jobs><position><id> 7 </id><name>Clerk</name></position><position><id>8</id></position></jobs>"
    with running() as server:
        xml = site(server, form="xml", items="position")
        server.at("/acme", [answer(feed), answer(feed.replace("Clerk", "Head clerk"))])
        run(tmp_path, [ACME], {"acme-jobs": xml})
        board = only(run(tmp_path, [ACME], {"acme-jobs": xml}))
    assert (board["changed"], board["unchanged"]) == (["7"], 1)


def test_one_failing_board_stops_no_other_and_vanishes_nothing(tmp_path: Path) -> None:
    beta = Board("acme-jobs", "beta")
    with running() as server:
        server.at("/acme", [answer(jobs(1)), answer("no", status="500 Oops")])
        server.at("/beta", answer(jobs(2)))
        run(tmp_path, [ACME, beta], {"acme-jobs": site(server)})
        broken = run(tmp_path, [ACME, beta], {"acme-jobs": site(server)})
        acme, other = broken.summary["boards"]  # type: ignore[misc]
        assert (acme["whole"], acme["vanished"], other["whole"]) == (False, [], True)
        assert broken.failed == 1
        server.at("/acme", answer(jobs(5)))
        mended = run(tmp_path, [ACME, beta], {"acme-jobs": site(server)})
    acme, _ = mended.summary["boards"]  # type: ignore[misc]
    assert (acme["new"], acme["vanished"]) == (["5"], ["1"])


def test_hosts_are_asked_politely(tmp_path: Path) -> None:
    time = Time()
    boards = [Board("acme-jobs", name) for name in ("a", "b", "c", "d")]
    with running() as server:
        for board in boards:
            server.at(f"/{board.board}", answer(jobs(1)))
        run(tmp_path, boards, {"acme-jobs": site(server, interval=7.2)}, time=time)
    assert time.seconds == pytest.approx(3 * 7.2)


def test_nothing_of_us_is_told_but_our_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    beta = Board("acme-jobs", "beta")
    with running() as server:
        server.at("/acme", answer(jobs(1), headers=[("Set-Cookie", "track=me; Path=/")]))
        server.at("/beta", answer(jobs(1), headers=[("Set-Cookie", "track=me; Path=/")]))
        options = Options(allow_private=True, contact="jobs-data@example.org", per_host=1)
        run(tmp_path, [ACME, beta], {"acme-jobs": site(server)}, options)
        run(tmp_path, [ACME, beta], {"acme-jobs": site(server)}, options)
    assert len(server.log) == 4
    for request in server.log:
        assert request.headers["user-agent"].startswith("openpostings/")
        assert request.headers["user-agent"].endswith(" (+jobs-data@example.org)")
        assert not {"cookie", "authorization", "referer"} & request.headers.keys()


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    async def meddle(_: Request, writer: asyncio.StreamWriter) -> None:
        def second() -> str:
            with pytest.raises(OpenPostingsError) as error:
                run(tmp_path, [ACME], {"acme-jobs": site(server)})
            return str(error.value)

        said.append(await asyncio.to_thread(second))
        writer.write(answer(jobs(1)))

    said: list[str] = []
    with running() as server:
        server.at("/acme", meddle)
        assert run(tmp_path, [ACME], {"acme-jobs": site(server)}, OPTIONS).failed == 0
    assert said
    assert "another run is collecting" in said[0]
