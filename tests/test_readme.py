"""Every command of the README is run, in the order of the page, as a newcomer would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", README, re.DOTALL)
SET_UP = [line.strip() for line in README.splitlines() if line.startswith("    python3 -m venv")]


def test_there_are_two_commands_to_set_up_and_blocks_to_run() -> None:
    assert SET_UP == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/openpostings build",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest",
    ]
    assert len(BLOCKS) >= 4


def test_ci_runs_both_set_ups_as_they_are_written() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.count("from_readme") >= 3
    for word in ("pytest", "build"):
        assert re.search(rf"from_readme {word}", script)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("checkout")
    for name in ("tests", "dataset"):
        (place / name).symlink_to(ROOT / name)
    return place


def test_the_blocks_run_in_order(checkout: Path) -> None:
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HF_HUB_OFFLINE": "1",
        "HF_DATASETS_OFFLINE": "1",
    }
    printed = ""
    for language, block in BLOCKS:
        command = (
            ["bash", "-euc", block] if language == "sh" else [sys.executable, "-W", "error::UserWarning", "-c", block]
        )
        done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        printed += done.stdout
    assert "Remote Sensing Intern" in printed
    assert "not_found" in printed
    assert (checkout / "release" / "manifest.json").is_file()
    assert (checkout / "posting.schema.json").read_text(encoding="utf-8").startswith("{")
