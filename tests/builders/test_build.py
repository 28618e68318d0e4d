"""The build end to end, as a user runs it and as a program calls it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet as pq
import pytest

from openpostings.builders.arrow import from_arrow
from openpostings.builders.export.rights import project
from openpostings.builders.pipeline import BuildResult, build
from openpostings.dataset.release import canonical_json, read_manifest, verify
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.posting import Posting
from posting_samples import BARE_PHONE, EMAIL, PHONE, SENTENCES, free, rich, small, write_lines

RUN = [sys.executable, "-c", "from openpostings.builders.cli.main import main; main()"]


def run(
    *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None, stdin: str | None = None
) -> subprocess.CompletedProcess[str]:
    command = [*RUN, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd, env=env, input=stdin)


def canonical(record: object) -> bytes:
    return canonical_json(Posting.model_validate(record).model_dump(mode="json"))


def exported(*records: object, include_text: bool = False) -> list[bytes]:
    return [
        canonical_json(project(Posting.model_validate(record), include_text=include_text).model_dump(mode="json"))
        for record in records
    ]


def rows_of(out: Path) -> list[bytes]:
    tables = (pq.read_table(out / entry.path) for entry in read_manifest(out).data_files())
    return [canonical_json(row) for table in tables for row in from_arrow(table)]


def rejects_of(out: Path) -> list[tuple[str, int, list[str]]]:
    rows = map(json.loads, (out / "rejects.jsonl").read_text().splitlines())
    return [(row["file"], row["line"], [found["rule"] for found in row["findings"]]) for row in rows]


def tree(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def everything(out: Path) -> bytes:
    """Give every byte of a release, and every string of its Parquet, which is compressed."""
    return b"\n".join([*tree(out).values(), *rows_of(out)])


def test_a_release(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", rich("2"), rich("1"), free())
    result = build([source], out=tmp_path / "out")
    assert result == BuildResult(3, 0, tmp_path / "out", verify(tmp_path / "out"))
    assert sorted(tree(result.out)) == [
        "CITATION.cff",
        "README.md",
        "data/postings-00000-of-00001.parquet",
        "manifest.json",
        "rejects.jsonl",
    ]
    assert (result.out / "rejects.jsonl").read_bytes() == b""
    assert rows_of(result.out) == exported(rich("1"), rich("2"), free())
    assert result.manifest.release == f"1.0-{result.manifest.content_digest[7:19]}"


def test_rows_are_sorted_by_employer_date_and_id(tmp_path: Path) -> None:
    given = [
        small("a", hiring_organization={"name": "B"}),
        small("c", hiring_organization={"name": "A"}, date_posted="2026-03-02"),
        small("b", hiring_organization={"name": "A"}, date_posted="2026-03-02"),
        small("d", hiring_organization={"name": "A"}, date_posted="2026-03-01"),
        small("e", completeness="fragment", hiring_organization=None, title=None),
    ]
    out = build([write_lines(tmp_path / "in.jsonl", *given)], out=tmp_path / "out").out
    assert [json.loads(row)["id"] for row in rows_of(out)] == ["acme:e", "acme:d", "acme:b", "acme:c", "acme:a"]


def test_engines_read_back_what_was_put_in(tmp_path: Path) -> None:
    given = [rich("1"), free("2"), small("3")]
    out = build([write_lines(tmp_path / "in.jsonl", *given)], out=tmp_path / "out", include_text=True).out
    expected = sorted(exported(*given, include_text=True))
    pattern = str(out / "data" / "*.parquet")
    assert sorted(rows_of(out)) == expected
    assert sorted(map(canonical_json, from_arrow(pl.read_parquet(pattern).to_arrow()))) == expected
    with duckdb.connect() as engine:
        table = engine.read_parquet(pattern).to_arrow_table()
        assert sorted(map(canonical_json, from_arrow(table))) == expected
        query = "SELECT sum(base_salary.max_value), max(posted_at)::VARCHAR FROM read_parquet(?)"
        assert str(engine.execute(query, [pattern]).fetchall()[0][0]) == "120.2468"


def test_facts_only_leaks_no_text(tmp_path: Path) -> None:
    bad = rich("bad", title=SENTENCES[0] + "\n")
    source = write_lines(tmp_path / "in.jsonl", rich("1"), rich("2"), bad)
    facts = everything(build([source], out=tmp_path / "facts").out)
    assert not [sentence for sentence in SENTENCES if sentence.encode() in facts]
    assert [(file, line) for file, line, _ in rejects_of(tmp_path / "facts")] == [("in.jsonl", 3)]
    texts = everything(build([source], out=tmp_path / "texts", include_text=True).out)
    assert [sentence for sentence in SENTENCES if sentence.encode() in texts] == list(SENTENCES)
    for secret in (EMAIL, PHONE, BARE_PHONE):
        assert secret.encode() not in facts + texts


def test_bad_input_never_loses_good_input(tmp_path: Path) -> None:
    source = write_lines(
        tmp_path / "in" / "a.jsonl",
        small("1"),
        "nonsense",
        {**small("2"), "extra": 1},
        small("3"),
        "",
        "[1]",
        {**small("4"), "date_posted": "2026-02-30"},
        "null",
        small("5"),
    )
    (tmp_path / "in" / "b.jsonl").write_bytes(b"\xff\xfe\n" + json.dumps(small("6")).encode())
    (tmp_path / "in" / "c.yaml").write_text("id: [unclosed\n")
    (tmp_path / "in" / "d.yaml").write_text(json.dumps(small("7")))
    result = build([source.parent], out=tmp_path / "out")
    assert [json.loads(row)["id"] for row in rows_of(result.out)] == [f"acme:{n}" for n in (1, 3, 5, 6, 7)]
    assert [(file, line) for file, line, _ in rejects_of(result.out)] == [
        ("a.jsonl", 2),
        ("a.jsonl", 3),
        ("a.jsonl", 6),
        ("a.jsonl", 7),
        ("a.jsonl", 8),
        ("b.jsonl", 1),
        ("c.yaml", 1),
    ]
    rules = {(file, line): found for file, line, found in rejects_of(result.out)}
    assert rules["a.jsonl", 2] == ["syntax-error"]
    assert rules["a.jsonl", 3] == ["unknown-field"]
    assert rules["a.jsonl", 7] == ["date-format"]
    assert rules["b.jsonl", 1] == ["not-utf-8"]
    assert result.rejects == result.manifest.rejects == 7


def test_duplicates_do_not_depend_on_order(tmp_path: Path) -> None:
    one, other = small("1", title="A"), small("1", title="B")
    releases = []
    for index, order in enumerate([(one, other, one), (other, one, one), (one, one, other)]):
        out = build([write_lines(tmp_path / f"{index}.jsonl", *order)], out=tmp_path / str(index)).out
        releases.append(rows_of(out))
        assert sorted(rules[0] for _, _, rules in rejects_of(out)) == ["duplicate-id", "duplicate-record"]
    first = min(canonical(one), canonical(other))
    assert releases == [[first]] * 3


def test_one_file_given_twice_is_read_once(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in" / "a.jsonl", small("1"))
    assert build([source, source.parent, source], out=tmp_path / "out").rejects == 0


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    paths = [write_lines(tmp_path / name / "x.jsonl", "nonsense") for name in ("b", "a")]
    out = build(paths, out=tmp_path / "out").out
    assert [file for file, _, _ in rejects_of(out)] == ["a/x.jsonl", "b/x.jsonl"]
    assert str(tmp_path).encode() not in everything(out)


def test_a_release_built_from_a_release_is_the_same(tmp_path: Path) -> None:
    first = build([write_lines(tmp_path / "in.jsonl", rich("1"), free(), small("2"))], out=tmp_path / "one")
    second = build([first.out / "data"], out=tmp_path / "two")
    assert second.rejects == 0
    assert tree(second.out) == tree(first.out)


def test_no_rows_are_a_release_too(tmp_path: Path) -> None:
    result = build([write_lines(tmp_path / "in.jsonl", "nonsense")], out=tmp_path / "out")
    assert (result.rows, result.rejects) == (0, 1)
    assert verify(result.out).rows == 0
    assert rows_of(result.out) == []


def test_what_is_no_release_is_not_replaced(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", small("1"))
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.tex").write_text("years of work")
    with pytest.raises(OpenPostingsError, match="not replaced"):
        build([source], out=foreign)
    (foreign / "manifest.json").write_text('{"name": "a web app"}')
    with pytest.raises(OpenPostingsError, match="not replaced"):
        build([source], out=foreign)
    assert sorted(tree(foreign)) == ["manifest.json", "thesis.tex"]
    with pytest.raises(OpenPostingsError, match="is a file"):
        build([source], out=source)
    out = build([source], out=tmp_path / "out").out
    (out / "data" / "notes.txt").write_text("mine")
    with pytest.raises(OpenPostingsError, match=r"notes\.txt"):
        build([source], out=out)
    assert (out / "data" / "notes.txt").read_text() == "mine"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_path_that_leads_nowhere(tmp_path: Path) -> None:
    with pytest.raises(OpenPostingsError, match="no such file"):
        build([tmp_path / "nowhere"], out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    source = write_lines(tmp_path / "in.jsonl", small("1"), small("2"), "nonsense")
    build([source], out=tmp_path / "out", progress=lambda *step: told.append(step))
    assert told == [
        ("check", 1, None),
        ("check", 2, None),
        ("check", 3, None),
        ("project", 1, 2),
        ("project", 2, 2),
        ("write", 2, 2),
    ]


def test_the_command(tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", small("1"))
    done = run("build", "in.jsonl", cwd=tmp_path)
    release = read_manifest(tmp_path / "build").release
    assert (done.returncode, done.stdout, done.stderr) == (0, f"1 rows, 0 rejects, release {release} in build\n", "")
    write_lines(tmp_path / "in.jsonl", small("1"), "nonsense")
    done = run("build", "in.jsonl", "--out", "build", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("1 rows, 1 rejects")
    done = run("build", "nowhere", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "openpostings: nowhere: there is no such file or folder\n"
    assert run("build", "--wrong", cwd=tmp_path).returncode == 2


def test_standard_input(tmp_path: Path) -> None:
    text = f"{json.dumps(small('1'))}\nnonsense\n"
    done = run("build", "-", "--out", "out", cwd=tmp_path, stdin=text)
    assert done.returncode == 1
    assert rejects_of(tmp_path / "out") == [("-", 2, ["syntax-error"])]
    assert rows_of(tmp_path / "out") == exported(small("1"))


def test_the_embedded_entries_are_the_default(tmp_path: Path) -> None:
    done = run("build", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert verify(tmp_path / "build").rejects == 0


def test_help_has_an_example_and_the_exit_codes() -> None:
    done = run("build", "--help")
    assert "openpostings build - --out release" in done.stdout
    assert "Exit code: 0" in done.stdout


def test_progress_on_a_terminal_and_none_in_a_pipe(tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", *(small(str(index)) for index in range(300)))
    master, slave = os.openpty()
    command = [*RUN, "build", "in.jsonl"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=slave) as process:
        os.close(slave)
        shown = b""
        try:
            while part := os.read(master, 4096):
                shown += part
        except OSError:  # the other end was closed
            pass
        assert process.stdout is not None
        assert process.stdout.read().startswith(b"300 rows")
    os.close(master)
    assert b"300/300" in shown


@pytest.fixture(scope="module")
def shuffled(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """Build one input in surroundings that must not matter."""
    records = [rich(f"r{index}") for index in range(30)] + [small(f"s{index}") for index in range(200)] + [free()]
    found = []
    for index, (zone, seed) in enumerate([("UTC", "0"), ("Asia/Kathmandu", "1"), ("America/St_Johns", "2")]):
        root = tmp_path_factory.mktemp(f"cwd{index}") / ("deep/" * index)
        random.Random(index).shuffle(records)  # noqa: S311 - seeded
        for part in range(3):
            write_lines(root / "in" / f"{part}.jsonl", *records[part::3])
        names = ["in/0.jsonl", "in/1.jsonl", "in/2.jsonl"]
        random.Random(index).shuffle(names)  # noqa: S311 - the same
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"}
        for out in ("out", "again"):
            done = run("build", *names, "--out", out, cwd=root, env=environment)
            assert (done.returncode, done.stderr) == (0, "")
            found.append(tree(root / out))
    return found


def test_the_same_input_gives_the_same_bytes(shuffled: list[dict[str, bytes]]) -> None:
    assert len(shuffled) == 6
    for other in shuffled[1:]:
        assert other == shuffled[0]


def wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    while not path.exists() and process.poll() is None:
        time.sleep(0.0005)


@pytest.mark.parametrize("moment", range(14))
def test_a_kill_leaves_the_old_release_or_the_new(tmp_path: Path, moment: int) -> None:
    chance = random.Random(f"kill {moment}")  # noqa: S311 - seeded
    old = build([write_lines(tmp_path / "old.jsonl", small("1"))], out=tmp_path / "out").manifest
    source = write_lines(tmp_path / "new.jsonl", *(rich(str(index)) for index in range(80)))
    command = [*RUN, "build", str(source), "--out", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        if moment % 2:
            # The end is where it matters: the manifest stands, the disk is flushed, the folders swap places.
            wait_for(tmp_path / ".out.new" / "manifest.json", process)
            time.sleep(chance.uniform(0, 0.03))
        else:
            wait_for(tmp_path / ".out.new", process)
            time.sleep(chance.uniform(0, 0.5))
        process.send_signal(signal.SIGKILL)
    after = verify(tmp_path / "out")
    assert after == old or after.rows == 80
    assert sorted(tree(tmp_path / "out")) == sorted([*(entry.path for entry in after.files), "manifest.json"])
    final = build([source], out=tmp_path / "out")
    assert verify(final.out).rows == 80
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.jsonl", "old.jsonl", "out"]
