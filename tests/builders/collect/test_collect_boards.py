"""The file of boards, and the tables of sites: what is right in them, and where the rest is wrong."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.collect.boards import Board, Problem, read_boards
from openpostings.builders.collect.sites import Site, known_sites, mending, read_sites
from openpostings.builders.tables import load_table
from openpostings.schema.errors import OpenPostingsError

ROOT = Path(__file__).parents[3]
SITES = known_sites()


def read(tmp_path: Path, text: str) -> tuple[tuple[Board, ...], tuple[Problem, ...]]:
    path = tmp_path / "boards.yaml"
    path.write_text(text, encoding="utf-8")
    return read_boards(path, SITES)


def test_boards_and_pages(tmp_path: Path) -> None:
    boards, problems = read(
        tmp_path,
        "- {site: lever, board: acme, employer: Acme}\n"
        "- site: page\n  url: https://Acme.example/jobs#open\n"
        "- {site: themuse, board: Barnes & Noble}\n",
    )
    assert problems == ()
    assert boards == (
        Board("lever", "acme", "Acme"),
        Board("page", "https://acme.example/jobs"),
        Board("themuse", "Barnes & Noble"),
    )


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("- {site: levr, board: acme}", 1, 10, "unknown site.*Did you mean `lever`"),
        ("- {site: nowhere9, board: acme}", 1, 10, "known are page, ashby"),
        ("- {site: lever, bord: acme}", 1, 17, "unknown key.*Did you mean `board`"),
        ("- {site: lever, board: acme}\n- {site: lever, board: acme}", 2, 3, "stands in line 1 already"),
        ("- {site: recruitee, board: acme}\n- {site: recruitee, board: ACME}", 2, 3, "stands in line 1 already"),
        ("- {site: lever}", 1, 3, "has no `board`"),
        ("- {board: acme}", 1, 3, "has no `site`"),
        ("- {site: page}", 1, 3, "has no `url`"),
        ("- {site: page, board: acme, url: 'https://a.example'}", 1, 16, "a page has no board"),
        ("- {site: lever, url: 'https://a.example', board: a}", 1, 17, "has no url"),
        ("- {site: page, url: 'ftp://a.example'}", 1, 21, "neither http nor https"),
        ("- {site: page, url: 'https://me:secret@a.example'}", 1, 21, "user name"),
        ("- {site: recruitee, board: evil.example/x}", 1, 28, "no name of a board"),
        ("- {site: personio, board: 'a.b'}", 1, 27, "no name of a board"),
        ("- {site: greenhouse, board: '../v2'}", 1, 29, "no name of a board"),
        ("- {site: lever, board: 12}", 1, 24, "put the value in quotes"),
        ("- {site: lever, board: ''}", 1, 24, "expected text"),
        ("- {site: lever, board: acme, employer: [a]}", 1, 40, "expected text"),
        ("- lever", 1, 3, "expected a board"),
        ("site: lever", 1, 1, "expected a list"),
        ("- {site: lever, board: &a acme}", 1, 24, "anchor"),
        ("- {site: lever, site: ashby, board: acme}", 1, 17, "stands there twice"),
        ("- {site: lever, board: acme", 1, 28, ""),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(
    tmp_path: Path, text: str, line: int, column: int, said: str
) -> None:
    _, problems = read(tmp_path, text)
    assert problems
    assert (problems[0].line, problems[0].column) == (line, column), problems
    assert re.search(said, f"{problems[0].message} {problems[0].hint}"), problems


def test_a_bad_board_costs_itself_alone(tmp_path: Path) -> None:
    boards, problems = read(
        tmp_path, "- {site: lever, board: acme}\n- {site: x, board: y}\n- {site: ashby, board: b}\n"
    )
    assert [board.key for board in boards] == ["lever/acme", "ashby/b"]
    assert [problem.line for problem in problems] == [2]


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"- {site: lever, board: \xe9}"])
def test_a_file_that_is_no_text(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "boards.yaml"
    path.write_bytes(raw)
    with pytest.raises(OpenPostingsError, match="UTF-8"):
        read_boards(path, SITES)
    with pytest.raises(OpenPostingsError, match="cannot be read"):
        read_boards(tmp_path / "nowhere.yaml", SITES)


@given(st.sampled_from(sorted(SITES)), st.text(max_size=40))
def test_no_name_leads_to_another_host(name: str, board: str) -> None:
    site = SITES[name]
    if site.takes(board):
        parts = urlsplit(site.list_address(board, 0))
        fixed = urlsplit(site.url).netloc.rpartition("{board}")[2]
        assert parts.netloc.endswith(fixed)
        assert parts.netloc.removesuffix(fixed).count(".") == 0
        assert ".." not in parts.path.split("/")


def test_the_eight_sites_are_there_with_their_addresses() -> None:
    assert sorted(SITES) == [
        "ashby", "greenhouse", "lever", "personio", "recruitee", "smartrecruiters", "themuse", "workable"
    ]  # fmt: skip
    first = {name: site.list_address("acme", 0) for name, site in SITES.items()}
    assert first["lever"] == "https://api.lever.co/v0/postings/acme?mode=json&skip=0&limit=100"
    assert first["personio"] == "https://acme.jobs.personio.de/xml?language=en"
    assert SITES["lever"].list_address("acme", 3).endswith("skip=300&limit=100")
    assert SITES["themuse"].list_address("Barnes & Noble", 1).endswith("?company=Barnes%20%26%20Noble&page=2")
    detail = SITES["smartrecruiters"].detail_address("Acme", "7 8")
    assert detail == "https://api.smartrecruiters.com/v1/companies/Acme/postings/7%208"
    assert all(site.docs.startswith("https://") for site in SITES.values())


def test_every_failure_says_how_it_is_mended() -> None:
    used: set[str] = set()
    for path in (ROOT / "builders/openpostings/builders/collect").glob("*.py"):
        code = path.read_text(encoding="utf-8")
        used |= {name for name in load_table("boards")["failures"] if f'"{name}"' in code}  # type: ignore[attr-defined]
    assert used == set(load_table("boards")["failures"])  # type: ignore[call-overload]
    assert all(mending(code) for code in used)


def test_the_boards_that_ship_are_right() -> None:
    boards, problems = read_boards(ROOT / "dataset" / "boards.yaml", SITES)
    assert problems == ()
    assert len(boards) >= 50
    assert {board.site for board in boards} == set(SITES)
    assert all(board.employer for board in boards)


def test_a_table_of_further_sites(tmp_path: Path) -> None:
    path = tmp_path / "sites.yaml"
    path.write_text("acme-jobs: {url: 'https://a.example/{board}', board: '[a-z]+', form: json, items: '', id: id}\n")
    assert read_sites(path) == {
        "acme-jobs": Site(url="https://a.example/{board}", board="[a-z]+", form="json", items="", id="id")
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: {url: 'https://a.example/{bored}', board: '[a-z]+', form: json, items: '', id: id}", ":1:4: .*bored"),
        ("a: {url: 'https://a.example', board: '[a-z', form: json, items: '', id: id}", "sites.yaml"),
        ("a: {url: 'https://a.example', board: a, form: csv, items: '', id: id}", ":1:47: .*form"),
        ("a: {url: 'ftp://a.example', board: a, form: json, items: '', id: id}", "neither http nor https"),
        ("a: {url: 'https://a.example', board: a, form: json, items: '', id: id, uri: b}", ":1:77: .*uri"),
        ("- a", "sites.yaml"),
        ("a: &x b", ":1:4"),
    ],
)
def test_a_table_of_sites_that_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "sites.yaml"
    path.write_text(text)
    with pytest.raises(OpenPostingsError, match=said):
        read_sites(path)
