"""``openpostings collect`` as a user runs it: exit codes, what is shown, and nothing that brings it down."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml
from badserver import Server, answer, jobs, running
from click.testing import CliRunner, Result

from openpostings.builders.cli.collect import command
from openpostings.builders.cli.main import cli

ROOT = Path(__file__).parents[3]
TOOLS = Path(sys.executable).parent


def collect(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def boards(folder: Path, server: Server, *names: str) -> list[object]:
    table = {"url": f"{server.base}/{{board}}", "board": "[a-z]+", "form": "json", "items": "jobs", "id": "id"}
    (folder / "sites.yaml").write_text(json.dumps({"acme-jobs": table}))
    (folder / "boards.yaml").write_text(json.dumps([{"site": "acme-jobs", "board": name} for name in names]))
    sites = ["--sites", folder / "sites.yaml", "--interval", 0, "--retries", 0, "--allow-private"]
    return [folder / "boards.yaml", "--out", folder / "out", *sites]


def test_whole_is_0_in_part_is_1_nothing_is_2(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer(jobs(1, 2)))
        whole = collect(*boards(tmp_path, server, "acme"))
        assert whole.exit_code == 0, whole.output
        assert whole.stdout.splitlines() == [
            "acme-jobs/acme: 2 postings, 2 new, 0 changed, 0 unchanged, 0 vanished",
            "1 of 1 boards came whole: 2 postings, 2 new, 0 changed, 0 unchanged, 0 vanished",
            f"run 1: {tmp_path / 'out' / 'run-00001.warc.gz'}",
        ]
        part = collect(*boards(tmp_path, server, "acme", "gone"))
        assert part.exit_code == 1
        lines = part.stdout.splitlines()
        assert lines[1] == "acme-jobs/gone: not whole: 0 postings, 0 new, 0 changed, 0 unchanged"
        assert lines[2].startswith("  not-found: 127.0.0.1 answers 404: http://127.0.0.1")
        assert "look up the board's name" in lines[2]
    ours = ROOT / "dataset" / "boards.yaml"
    for arguments in ((), (ours,), ("--what",), (ours, "--per-host", 99), (ours, "--timeout", "nan")):
        assert collect(*arguments).exit_code == 2


def test_a_mistake_in_the_file_is_told_and_the_other_boards_are_asked(tmp_path: Path) -> None:
    with running() as server:
        arguments = boards(tmp_path, server, "acme")
        server.at("/acme", answer(jobs(1)))
        with (tmp_path / "boards.yaml").open("w") as file:
            file.write("- {site: acme-jobs, board: acme}\n- {site: acme-job, board: beta}\n")
        result = collect(*arguments)
    assert result.exit_code == 1
    assert result.stderr == (f'{tmp_path}/boards.yaml:2:10: unknown site "acme-job" (Did you mean `acme-jobs`?)\n')
    assert "1 of 1 boards came whole" in result.stdout


@pytest.mark.parametrize("text", ["", "[]", "- {site: x, board: y}", "\x00", "{"])
def test_a_file_without_boards_is_told_without_traceback(tmp_path: Path, text: str) -> None:
    path = tmp_path / "boards.yaml"
    path.write_text(text)
    done = subprocess.run(
        [str(TOOLS / "openpostings"), "collect", str(path), "--out", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "holds no board that can be asked" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "boards.yaml").write_text("- {site: lever, board: acme}\n")
    (tmp_path / "out").write_text("")
    assert collect(tmp_path / "boards.yaml", "--out", tmp_path / "out").exit_code == 2


def test_a_dry_run_shows_what_would_be_asked_and_asks_nothing(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer(jobs(1), headers=[("ETag", '"v1"')]))
        arguments = boards(tmp_path, server, "acme")
        first = collect(*arguments, "--dry-run")
        assert (first.exit_code, first.stdout) == (0, f"GET {server.base}/acme\n")
        assert not server.log
        collect(*arguments)
        again = collect(*arguments, "--dry-run")
        assert again.stdout == f"GET {server.base}/acme  (if it changed)\n"
        assert len(server.log) == 1
    shown = collect(ROOT / "dataset" / "boards.yaml", "--dry-run")
    assert shown.exit_code == 0
    assert (
        "GET https://api.smartrecruiters.com/v1/companies/Visa/postings?limit=100&offset=0  and the parts after it  and"
        in (shown.stdout)
    )


def test_a_contact_that_no_header_can_carry(tmp_path: Path) -> None:
    (tmp_path / "boards.yaml").write_text("- {site: lever, board: acme}\n")
    main = CliRunner().invoke(
        cli, ["collect", str(tmp_path / "boards.yaml"), "--out", str(tmp_path / "out"), "--contact", "a\r\nX: y"]
    )
    assert "cannot be sent to a server" in str(main.exception)


def test_progress_is_drawn_on_a_terminal_alone(tmp_path: Path) -> None:
    with running() as server:
        server.at("/acme", answer(jobs(1)))
        arguments = [str(TOOLS / "openpostings"), "collect", *map(str, boards(tmp_path, server, "acme"))]
        plain = subprocess.run(arguments, capture_output=True, text=True, check=False)
        assert (plain.returncode, plain.stderr) == (0, "")
        ours, theirs = pty.openpty()
        drawn: list[bytes] = []
        done = threading.Event()

        def drain() -> None:
            try:
                while part := os.read(ours, 4096):
                    drawn.append(part)
            except OSError:
                done.set()

        reader = threading.Thread(target=drain)
        reader.start()
        on_terminal = subprocess.run(arguments, stdout=subprocess.PIPE, stderr=theirs, text=True, check=False)
        os.close(theirs)
        reader.join(timeout=10)
        os.close(ours)
    assert "boards" in b"".join(drawn).decode()
    assert "boards came whole" in on_terminal.stdout
    assert "\x1b" not in on_terminal.stdout


WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"


@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_the_workflow_is_valid(schema: str) -> None:
    done = subprocess.run(
        [str(TOOLS / "check-jsonschema"), "--builtin-schema", schema, str(WORKFLOW)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflow_may_do_no_more_than_it_must_and_pins_its_actions() -> None:
    text = WORKFLOW.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {}
    writing = [name for name, job in workflow["jobs"].items() if "write" in job["permissions"].values()]
    assert writing == ["publish"]
    uses = re.findall(r"uses: (\S+)  # v[0-9.]+\n", text)
    assert len(uses) == text.count("uses:")
    assert all(re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action) for action in uses)
    # What a stranger names (a tag, a branch) must not become part of a script.
    scripts = "\n".join(step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])
    assert "${{" not in scripts
    for script in [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]:
        assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
