"""``openpostings read`` as a user calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gold import PAGES

POSTING = PAGES / "02-satellite-remote-sensing.txt"
OTHER = PAGES / "05-city-gov-keyvalue.txt"
REFUSED = PAGES / "R01-botwall-checking-browser.txt"


def run(*args: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from openpostings.builders.cli.main import main; main()", "read", *args]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=cwd, timeout=120)


def test_a_page_becomes_a_line_of_json_on_standard_output() -> None:
    done = run(str(POSTING), str(OTHER))
    assert done.returncode == 0, done.stderr
    titles = [json.loads(line)["title"] for line in done.stdout.splitlines()]
    assert titles == ["Remote Sensing Intern", "Transportation Planning Intern"]


def test_standard_input_and_options_reach_the_record() -> None:
    done = run(
        "-",
        "--site",
        "acme-board",
        "--retrieved-at",
        "2026-03-05",
        "--base-url",
        "https://example.org/jobs/1?utm_source=x",
        stdin=POSTING.read_bytes(),
    )
    record = json.loads(done.stdout)
    assert record["source"]["site"] == "acme-board"
    assert record["source"]["retrieved_at"] == "2026-03-05T00:00:00Z"
    assert record["source"]["url"] == "https://example.org/jobs/1"
    assert record["id"].startswith("acme-board:")


def test_output_and_ledger_go_to_files(tmp_path: Path) -> None:
    out, ledger = tmp_path / "out.jsonl", tmp_path / "ledger.jsonl"
    done = run(str(POSTING), "--ledger", str(ledger), "-o", str(out))
    assert (done.returncode, done.stdout) == (0, b"")
    account = json.loads(ledger.read_text(encoding="utf-8"))
    assert account["id"] == json.loads(out.read_text(encoding="utf-8"))["id"]
    assert account["share"] < 0.01
    assert str(POSTING.parent) not in ledger.read_text(encoding="utf-8")


def test_a_refused_page_does_not_lose_the_good_one() -> None:
    done = run(str(REFUSED), str(POSTING), "--json")
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    said = json.loads(done.stderr)
    assert (said["code"], said["file"]) == ("bot_wall", str(REFUSED))


def test_a_refusal_is_said_in_words_too() -> None:
    done = run(str(REFUSED))
    assert done.returncode == 3
    assert b"bot_wall" in done.stderr


@pytest.mark.parametrize(
    ("content", "code", "status"),
    [
        (b"", b"empty", 3),
        (b"x" * 10_000_000, b"unreadable", 2),
        (b"\x00\x01\x02" * 50, b"unreadable", 2),
        (b"<!DOCTYPE html><html><body><p>Data Intern</p></body></html>", b"not_a_posting", 3),
        (b"\xff\xfe\xfa" * 50, b"", 3),
        (b"\xc3\x28 broken \xa0\xa1", b"", 3),
    ],
    ids=["empty", "ten megabytes", "binary", "html", "odd mark", "broken"],
)
def test_bad_input_gives_a_reason_and_no_traceback(tmp_path: Path, content: bytes, code: bytes, status: int) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(content)
    done = run(str(page), str(POSTING))
    assert done.returncode == status, done.stderr
    assert code in done.stderr
    assert b"Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_directories_missing_files_and_bad_options_are_said(tmp_path: Path) -> None:
    for args in (
        [str(tmp_path)],
        [str(tmp_path / "none.txt")],
        [str(POSTING), "--site", "Bad Site"],
        [str(POSTING), "--retrieved-at", "soon"],
        [],
    ):
        done = run(*args)
        assert done.returncode == 2, (args, done.stderr)
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("x", encoding="utf-8")
    page.chmod(0)
    done = run(str(page))
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_help_shows_an_example() -> None:
    done = run("--help")
    assert b"Example:" in done.stdout
    assert b"openpostings read page.txt" in done.stdout


@pytest.mark.parametrize(
    "option",
    [
        ["--license", "bad!!"],
        ["--retrieved-at", "1800-01-01"],
        ["--retrieved-at", "0001-01-01T00:00:00+05:00"],
        ["--base-url", "javascript:alert(1)"],
    ],
    ids=["license", "century", "before the calendar", "address"],
)
def test_an_option_that_no_record_can_hold_is_said(option: list[str]) -> None:
    done = run(str(POSTING), *option)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
