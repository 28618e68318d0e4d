"""``openpostings check`` as a user runs it: exit codes, reports, and nothing that brings it down."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from openpostings.builders.cli.check import command
from openpostings.builders.records import READERS
from openpostings.dataset.entries import embedded, read_records

GOOD = {
    "schema_version": "1.0",
    "id": "acme:1",
    "completeness": "fragment",
    "source": {"site": "acme", "kind": "contributed"},
}


def check(*arguments: object, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], input=stdin)


def test_clean_is_0_findings_are_1_usage_is_2(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.yaml"
    good.write_text(json.dumps(GOOD))
    bad.write_text("a: 1\n")
    clean = check(good)
    assert (clean.exit_code, clean.output) == (0, "0 findings: 1 record in 1 file checked\n")
    found = check(good, bad)
    assert found.exit_code == 1
    assert f"{bad}:1:1 S101 /a: the field is not one of the record\n" in found.output
    assert found.output.endswith("5 findings: 2 records in 2 files checked\n")
    for arguments in ((), (tmp_path / "nowhere",), (good, "--format", "xml"), ("--what", good)):
        assert check(*arguments).exit_code == 2


def test_findings_come_in_order_and_as_json(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("b: 1\na: 1\n")
    (tmp_path / "a.json").write_text("{")
    result = check(tmp_path, "--format", "json")
    rows = json.loads(result.output)
    assert result.exit_code == 1
    assert [(Path(row["file"]).name, row["line"]) for row in rows] == sorted(
        (Path(r["file"]).name, r["line"]) for r in rows
    )
    assert set(rows[0]) == {
        "file", "line", "column", "code", "rule", "path", "message", "expected", "got", "hint", "severity"
    }  # fmt: skip


def test_standard_input_is_json_lines() -> None:
    result = check("-", stdin=(json.dumps(GOOD) + "\n{\n").encode())
    assert result.exit_code == 1
    assert result.output.startswith("<stdin>:2:2 S001 ")
    assert check("-", stdin=b"").output == "0 findings: 0 records in 0 files checked\n"


def test_a_file_that_is_named_twice_is_no_duplicate(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(GOOD))
    assert check(path, tmp_path, path).exit_code == 0


def test_the_embedded_entries_are_clean() -> None:
    assert check(embedded()).exit_code == 0


def test_help_shows_an_example() -> None:
    assert "openpostings check dataset/entries\n" in check("--help").output


@pytest.mark.parametrize("suffix", ["yaml", "json", "jsonl", "parquet"])
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 9,
        b"\xff\xfe",
        b"x" * 10_000_000,
        b"[" * 100_000,
        b"PAR1",
        b"PAR1" * 9,
        bytes(range(256)),
        b'{"a":\n',
    ],
)
def test_no_file_brings_it_down(tmp_path: Path, suffix: str, raw: bytes) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(raw)
    result = check(path)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == (0 if suffix == "jsonl" and not raw else 1)


def test_no_other_thing_brings_it_down(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    for name, code in (("pipe.yaml", 1), ("folder.yaml", 0), ("loop.yaml", 1)):
        assert check(tmp_path / name).exit_code == code, name
    assert check("/dev/null").exit_code == 1
    assert check("/dev/zero").exit_code == 1


def test_names_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "\x1b[31m.yaml").write_text("\x1b")
    (tmp_path / os.fsdecode(b"\xff.json")).write_text('{"\\u001b[2J": 1}')
    for form in ("text", "json"):
        result = check(tmp_path, "--format", form)
        assert result.exit_code == 1
        assert result.output.replace("\n", "").isprintable()


def write_parquet(path: Path, rows: list[dict[str, object]]) -> None:
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=2)


def test_rows_of_parquet_are_records(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    rows = [{**GOOD, "id": f"acme:{number}", "language": "en"} for number in range(5)]
    rows[3]["language"] = "English"
    write_parquet(path, rows)
    result = check(path)
    assert result.exit_code == 1
    assert result.output.startswith(f"{path}:4:1 S105 /language: ")
    assert result.output.endswith("1 finding: 5 records in 1 file checked\n")
    assert sum(record.posting is not None for record in read_records(path, readers=READERS)) == 4


def test_parquet_that_breaks_off(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_parquet(path, [{**GOOD, "id": f"acme:{number}"} for number in range(50)])
    raw = path.read_bytes()
    for cut in (len(raw) // 2, len(raw) - 4):
        path.write_bytes(raw[:cut])
        assert check(path).exit_code == 1
    damaged = bytearray(raw)
    damaged[8 : len(raw) // 2] = b"\xaa" * (len(raw) // 2 - 8)
    path.write_bytes(bytes(damaged))
    assert check(path).exit_code == 1


def test_it_starts_quickly_and_loads_no_columns() -> None:
    program = Path(sys.executable).with_name("openpostings")
    entry = next(embedded().glob("*/*.yaml"))
    code = (
        "import sys; from openpostings.builders.cli.check import command; "
        f"command([{str(entry)!r}], standalone_mode=False); "
        "sys.exit(any(name in sys.modules for name in ('pyarrow', 'datasets', 'rich', 'jsonschema')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
    times: list[float] = []
    for _ in range(5):
        begin = time.perf_counter()
        subprocess.run([program, "check", entry], check=True, capture_output=True)
        times.append(time.perf_counter() - begin)
    # The bound of the issue is 0.6 s; machines that run tests are shared, and it takes 0.3 s alone.
    assert statistics.median(times) < 1.5
