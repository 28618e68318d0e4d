"""The benchmark of speed is a command that anyone can run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SPEED = Path(__file__).parents[2] / "benchmarks" / "reading" / "speed.py"


def test_it_prints_pages_a_second_and_the_table_of_stages() -> None:
    command = [sys.executable, str(SPEED), "--rounds", "1", "--most", "2"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120)
    first, _, head, *rows = done.stdout.splitlines()
    assert first.startswith("2 pages of 5,000 characters: ")
    assert int(first.split(": ")[1].split()[0]) > 0
    assert head.split() == ["stage", "ms", "a", "page", "share"]
    assert {"validation", "ledger", "facts: times", "the rest"} <= {row[:24].strip() for row in rows}
    assert 99 < sum(float(row.split()[-1].rstrip("%")) for row in rows) < 101.5


def test_it_says_where_nothing_can_be_made_of_the_pages(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, str(SPEED), str(tmp_path)], check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "no posting of 5,000 characters" in done.stderr
