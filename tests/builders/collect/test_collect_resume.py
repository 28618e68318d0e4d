"""A run that is killed is taken up: nothing that came is asked for again, and nothing half is taken for whole."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from badserver import OPTIONS, Request, Server, answer, jobs, run, running, site

from openpostings.builders.collect.archive import answers
from openpostings.builders.collect.boards import Board
from openpostings.builders.collect.entry import Entry
from openpostings.builders.collect.fetch import Got
from openpostings.builders.collect.patience import Clock
from openpostings.builders.collect.state import Store
from openpostings.schema.errors import OpenPostingsError

COMMAND = Path(sys.executable).parent / "openpostings"
NAMES = [f"b{number:02}" for number in range(24)]


def prepare(tmp_path: Path, server: Server) -> list[str]:
    async def slowly(request: Request, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        writer.write(answer(jobs(1, name=request.target)))

    for name in NAMES:
        server.at(f"/{name}", slowly)
    table = {"url": f"{server.base}/{{board}}", "board": "[a-z0-9]+", "form": "json", "items": "jobs", "id": "id"}
    (tmp_path / "sites.yaml").write_text(json.dumps({"acme-jobs": table}))
    (tmp_path / "boards.yaml").write_text(json.dumps([{"site": "acme-jobs", "board": name} for name in NAMES]))
    arguments = ["--out", "out", "--sites", "sites.yaml", "--allow-private", "--interval", "0"]
    return [str(COMMAND), "collect", "boards.yaml", *arguments]


def journalled(folder: Path) -> list[str]:
    journal = folder / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True) if journal.exists() else []
    return [json.loads(line)["entry"]["url"].rpartition("/")[2] for line in lines if line.endswith(b"\n")]


def test_killed_in_the_middle_and_taken_up_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with running() as server:
        command = prepare(tmp_path, server)
        kills: list[tuple[set[str], int]] = []
        for most in (6, 14):
            process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            deadline = time.monotonic() + 60
            while len(journalled(out)) < most and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.005)
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert process.returncode == -signal.SIGKILL
            kills.append((set(journalled(out)), len(server.log)))
        assert len(kills[-1][0]) >= 14
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        for finished, so_far in kills:
            assert not finished & {target[1:] for target in server.targets[so_far:]}
        # Two at once to a host: no more than two can have been under way at each of the two kills.
        assert len(server.log) <= len(NAMES) + 4
    assert "taken up, with" in done.stdout
    kept = [json.loads(one.body)["name"] for one in answers(out)]
    assert sorted(kept) == [f"/{name}" for name in NAMES]
    assert json.loads((out / "summary.json").read_text())["totals"]["whole"] == len(NAMES)
    assert not (out / "journal.jsonl").exists()


def half(folder: Path, server: Server) -> None:
    """Leave a folder as a run leaves it that was killed after two of three answers."""
    now = Clock().now()
    with Store(folder, software="test") as store:
        for name in ("a", "b"):
            url = f"{server.base}/{name}"
            entry = Entry(url=url, site="acme-jobs", board=name, kind="list", final_url=url, retrieved_at=now)
            entry = entry.model_copy(update={"items": {"1": "0" * 64}, "count": 1})
            body = json.dumps(jobs(1, name=name)).encode()
            store.keep(entry, Got(url, 200, "OK", now, (("host", "h"),), (("Content-Type", "application/json"),), body))


def finish(folder: Path, server: Server) -> list[str]:
    boards = [Board("acme-jobs", name) for name in "abc"]
    for name in "abc":
        server.at(f"/{name}", answer(jobs(1, name=name)))
    assert run(folder, boards, {"acme-jobs": site(server)}).failed == 0
    assert sorted(json.loads(one.body)["name"] for one in answers(folder)) == ["a", "b", "c"]
    return server.targets


def test_what_came_is_not_asked_for_again(tmp_path: Path) -> None:
    with running() as server:
        half(tmp_path, server)
        assert finish(tmp_path, server) == ["/c"]


def test_an_answer_that_is_in_the_archive_and_not_in_the_journal_is_taken_over(tmp_path: Path) -> None:
    with running() as server:
        half(tmp_path, server)
        journal = tmp_path / "journal.jsonl"
        first, second = journal.read_bytes().splitlines(keepends=True)
        for left in (first + second[:20], first, b"", second[:1]):
            folder = tmp_path / str(len(left))
            folder.mkdir()
            (folder / "journal.jsonl").write_bytes(left)
            (folder / "run-00001.warc.gz").write_bytes((tmp_path / "run-00001.warc.gz").read_bytes())
            server.log.clear()
            assert finish(folder, server) == ["/c"]


@pytest.mark.parametrize("tail", [b"\x1f\x8b", b"torn", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03abc"])
def test_a_torn_end_is_cut_off(tmp_path: Path, tail: bytes) -> None:
    with running() as server:
        half(tmp_path, server)
        file = tmp_path / "run-00001.warc.gz"
        file.write_bytes(file.read_bytes() + tail)
        assert finish(tmp_path, server) == ["/c"]


def test_a_group_that_is_cut_in_its_middle_is_asked_for_again(tmp_path: Path) -> None:
    with running() as server:
        half(tmp_path, server)
        first = (tmp_path / "journal.jsonl").read_bytes().splitlines(keepends=True)[0]
        (tmp_path / "journal.jsonl").write_bytes(first)
        file = tmp_path / "run-00001.warc.gz"
        file.write_bytes(file.read_bytes()[:-30])
        assert finish(tmp_path, server) == ["/b", "/c"]


def test_the_journal_of_a_run_that_ended_is_not_taken_for_another(tmp_path: Path) -> None:
    with running() as server:
        half(tmp_path, server)
        left = (tmp_path / "journal.jsonl").read_bytes()
        finish(tmp_path, server)
        (tmp_path / "journal.jsonl").write_bytes(left)
        server.log.clear()
        assert finish(tmp_path, server) == ["/a", "/b", "/c"]


def test_an_archive_that_is_shorter_than_its_journal_says(tmp_path: Path) -> None:
    with running() as server:
        half(tmp_path, server)
        (tmp_path / "run-00001.warc.gz").write_bytes(b"")
        with pytest.raises(OpenPostingsError, match="shorter than its journal"):
            run(tmp_path, [Board("acme-jobs", "a")], {"acme-jobs": site(server)})


@pytest.mark.parametrize("state", ["{", "[]", '{"version": 2}', '{"run": -1}', '{"run": 1, "more": 2}', "\x00"])
def test_a_state_that_cannot_be_read_is_told(tmp_path: Path, state: str) -> None:
    (tmp_path / "state.json").write_text(state)
    with running() as server, pytest.raises(OpenPostingsError, match="no state of a collection"):
        run(tmp_path, [Board("acme-jobs", "a")], {"acme-jobs": site(server)})


def test_a_disk_that_is_full_ends_the_run_and_the_next_takes_it_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(store: Store, entry: Entry, end: int) -> None:
        if entry.url.endswith("/b"):
            raise OSError(28, "No space left on device")
        real(store, entry, end)

    real = Store._write  # noqa: SLF001 - where a full disk shows
    boards = [Board("acme-jobs", name) for name in "abc"]
    with running() as server:
        for name in "abc":
            server.at(f"/{name}", answer(jobs(1, name=name)))
        monkeypatch.setattr(Store, "_write", full)
        with pytest.raises(OpenPostingsError, match="No space left"):
            run(tmp_path, boards, {"acme-jobs": site(server)}, OPTIONS)
        monkeypatch.undo()
        finish(tmp_path, server)
        assert server.targets.count("/b") == 1
