"""What robots.txt lets us read, by RFC 9309, and how pages are asked."""

from __future__ import annotations

import re
import time as clock
from pathlib import Path
from typing import Any

import pytest
from badserver import OPTIONS, Server, Time, answer, jobs, run, running, site
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.collect.archive import answers
from openpostings.builders.collect.boards import Board
from openpostings.builders.collect.robots import MAX_DELAY, parse_robots
from openpostings.builders.collect.run import Options


def allows(text: str, path: str) -> bool:
    return parse_robots(text.encode()).allows(f"https://example.org{path}")


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("", "/jobs", True),
        ("User-agent: *\nDisallow:", "/jobs", True),
        ("User-agent: *\nDisallow: /", "/jobs", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow: /private", "/private/a", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow: /\nAllow: /jobs", "/jobs/7", True),
        ("User-agent: *\nAllow: /jobs\nDisallow: /jobs", "/jobs", True),
        ("User-agent: *\nAllow: /\nDisallow: /jobs/old", "/jobs/old/1", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /*?session=", "/jobs?session=1", False),
        ("User-agent: *\nDisallow: /jobs$", "/jobs", False),
        ("User-agent: *\nDisallow: /jobs$", "/jobs/1", True),
        ("User-agent: *\nDisallow: /a*b*a$", "/aba", False),
        ("User-agent: *\nDisallow: /a*ba$", "/aba", False),
        ("User-agent: *\nDisallow: /ab*ba$", "/aba", True),
        ("User-agent: OpenPostings/2.0\nDisallow: /\n\nUser-agent: *\nAllow: /", "/jobs", False),
        ("User-agent: openpostings\nAllow: /\n\nUser-agent: *\nDisallow: /", "/jobs", True),
        ("User-agent: openpostings-two\nDisallow: /", "/jobs", True),
        ("User-agent: a\nUser-agent: *\nDisallow: /x", "/x", False),
        ("User-agent: *\nDisallow: /x\nUser-agent: *\nDisallow: /y", "/x", False),
        ("User-agent: *\r\nDisallow: /x # because\r\n", "/x", False),
        ("\ufeffUser-agent: *\nDisallow: /x", "/x", False),
        ("USER-AGENT : *\nDISALLOW : /x", "/x", False),
        ("Disallow: /", "/jobs", True),
        ("nonsense\n<html>", "/jobs", True),
        ("User-agent: *\nDisallow: /a%7Eb", "/a~b", False),
        ("User-agent: *\nDisallow: /a%3cb", "/a%3Cb", False),
        ("User-agent: *\nDisallow: /a%2Fb", "/a/b", True),
        ("User-agent: *\nDisallow: /stellenbörse", "/stellenb%C3%B6rse", False),
    ],
)
def test_rules(text: str, path: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert allows(text, path) == expected


def test_delay_is_heeded_within_reason() -> None:
    assert parse_robots(b"User-agent: *\nCrawl-delay: 2.5").delay == 2.5
    assert parse_robots(b"User-agent: *\nCrawl-delay: 99999").delay == MAX_DELAY
    assert parse_robots(b"User-agent: *\nCrawl-delay: soon").delay == 0


PATHS = st.text("ab*$/", max_size=8).map(lambda text: f"/{text}")


@given(PATHS, st.text("ab/", max_size=12).map(lambda text: f"/{text}"))
def test_a_rule_matches_as_a_pattern_would(pattern: str, path: str) -> None:
    text = f"User-agent: *\nDisallow: {pattern}"
    end = "$" if pattern.endswith("$") else ""
    written = ".*".join(re.escape(part) for part in pattern.removesuffix("$").split("*"))
    assert allows(text, path) == (re.match(f"{written}{end}", path) is None)


@given(st.binary(max_size=300))
def test_any_bytes_are_rules_or_none(raw: bytes) -> None:
    assert parse_robots(raw).allows("https://example.org/robots.txt")


def test_hostile_rules_take_no_time() -> None:
    text = "User-agent: *\n" + "Disallow: /" + "a*" * 40 + "b$\n" + ("Disallow: /" + "*a" * 60 + "\n") * 3000
    started = clock.perf_counter()
    assert allows(text, "/" + "a" * 2000)
    assert clock.perf_counter() - started < 1


def page(server: Server, path: str = "/jobs/7") -> Board:
    return Board("page", f"{server.base}{path}", "Acme")


def codes(result: Any) -> list[str]:
    return [trouble["code"] for board in result.summary["boards"] for trouble in board["troubles"]]


def test_a_page_is_asked_where_robots_txt_allows(tmp_path: Path) -> None:
    with running() as server:
        server.at("/robots.txt", answer("User-agent: *\nDisallow: /private\nCrawl-delay: 3"))
        server.at("/jobs/7", answer("<h1>Clerk</h1>", headers=[("Content-Type", "text/html")]))
        time = Time()
        result = run(tmp_path, [page(server), page(server, "/private"), page(server, "/jobs/8")], {}, time=time)
        assert server.targets.count("/robots.txt") == 1
        assert "/private" not in server.targets
        assert time.seconds >= 3
    assert codes(result) == ["robots", "not-found"]
    (kept,) = answers(tmp_path)
    assert (kept.kind, kept.site, kept.employer, kept.media_type) == ("page", "page", "Acme", "text/html")


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (answer("", status="404 Not Found"), []),
        (answer("", status="403 Forbidden"), []),
        (answer("", status="500 Oops"), ["robots-unreachable"]),
        (answer("", status="429 Slow"), ["robots-unreachable"]),
        (b"", ["robots-unreachable"]),
        (answer("", status="302 On", headers=[("Location", "/other.txt")]), ["robots"]),
    ],
)
def test_without_a_robots_txt_all_is_allowed_and_with_a_broken_one_nothing(
    tmp_path: Path, reply: bytes, expected: list[str]
) -> None:
    with running() as server:
        server.at("/robots.txt", reply)
        server.at("/other.txt", answer("User-agent: *\nDisallow: /"))
        server.at("/jobs/7", answer("<h1>Clerk</h1>"))
        assert codes(run(tmp_path, [page(server)], {}, OPTIONS)) == expected


def test_a_redirect_is_held_to_robots_txt_too(tmp_path: Path) -> None:
    with running() as server:
        server.at("/robots.txt", answer("User-agent: *\nDisallow: /hidden"))
        server.at("/jobs/7", answer("", status="302 On", headers=[("Location", "/hidden")]))
        assert codes(run(tmp_path, [page(server)], {})) == ["robots"]
        assert "/hidden" not in server.targets


def test_boards_are_apis_and_heed_robots_txt_only_where_asked(tmp_path: Path) -> None:
    board = Board("acme-jobs", "acme")
    with running() as server:
        server.at("/robots.txt", answer("User-agent: *\nDisallow: /"))
        server.at("/acme", answer(jobs(1)))
        assert codes(run(tmp_path / "a", [board], {"acme-jobs": site(server)})) == []
        everywhere = Options(allow_private=True, robots_everywhere=True)
        assert codes(run(tmp_path / "b", [board], {"acme-jobs": site(server)}, everywhere)) == ["robots"]


def test_robots_txt_is_asked_for_again_in_the_next_run_with_a_condition(tmp_path: Path) -> None:
    with running() as server:
        rules = "User-agent: *\nDisallow: /private"
        unchanged = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
        server.at("/robots.txt", [answer(rules, headers=[("ETag", '"r"')]), unchanged])
        for _ in range(2):
            assert codes(run(tmp_path, [page(server, "/private")], {})) == ["robots"]
        assert server.log[1].headers["if-none-match"] == '"r"'
