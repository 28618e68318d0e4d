"""Entries: found in order, read one by one, seen together; and the two that ship are right."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections import Counter
from pathlib import Path

import pytest

from openpostings.dataset.entries import (
    LoadedRecord,
    Together,
    embedded,
    find_entries,
    read_all,
    read_records,
    read_stream,
)
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.located import MAX_BYTES
from outside import SEEDS

RECORD = {
    "schema_version": "1.0",
    "id": "acme:1",
    "completeness": "fragment",
    "source": {"site": "acme", "kind": "contributed"},
}


def line(**more: object) -> bytes:
    return json.dumps({**RECORD, **more}).encode() + b"\n"


def rules(record: LoadedRecord) -> list[tuple[str, int, int]]:
    return [(found.rule, found.line, found.column) for found in record.findings]


def test_a_directory_is_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in (
        "b/z.yaml",
        "b/a.yml",
        "a.json",
        "c.jsonl",
        "d.parquet",
        "notes.txt",
        ".hidden.yaml",
        ".git/x.yaml",
        "b.JSON",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "a.json")
    (tmp_path / "loop").symlink_to(tmp_path)
    names = [str(path.relative_to(tmp_path)) for path in find_entries(tmp_path)]
    assert names == ["a.json", "b/a.yml", "b/z.yaml", "b.JSON", "c.jsonl", "d.parquet"]
    assert list(find_entries(tmp_path / "notes.txt")) == [tmp_path / "notes.txt"]
    assert list(find_entries(tmp_path / "link.yaml")) == [tmp_path / "link.yaml"]


def test_json_lines_are_read_line_by_line_and_a_bad_line_costs_that_line_only() -> None:
    raw = (
        b"\xef\xbb\xbf" + line() + b"\n" + b"{\n" + b"\xff\n" + line(id="acme:2", titel="x") + line(id="acme:3").strip()
    )
    records = list(read_stream(io.BytesIO(raw)))
    assert [record.line for record in records] == [1, 3, 4, 5, 6]
    assert [rules(record) for record in records] == [
        [],
        [("syntax-error", 3, 2)],
        [("not-utf-8", 4, 1)],
        [("unknown-field", 5, line(id="acme:2", titel="x").index(b'"titel"') + 1)],
        [],
    ]
    assert [record.posting is not None for record in records] == [True, False, False, False, True]
    assert records[0].posting is not None
    assert records[0].posting.provenance[0].method == "contributed"


def test_a_line_that_is_too_long_costs_that_line_only() -> None:
    raw = b'{"title": "' + b"x" * (2 * MAX_BYTES) + b'"}\n' + line()
    assert [rules(record) for record in read_stream(io.BytesIO(raw))] == [[("too-large", 1, 1)], []]
    assert [rules(record) for record in read_stream(io.BytesIO(b"x" * (MAX_BYTES + 9)))] == [[("too-large", 1, 1)]]
    exact = line()[:-2]
    exact += b" " * (MAX_BYTES - len(exact) - 1) + b"}\n"
    assert [rules(record) for record in read_stream(io.BytesIO(exact))] == [[]]


def test_lines_are_read_as_they_are_asked_for() -> None:
    stream = io.BytesIO(line() * 1000)
    next(read_stream(stream))
    assert stream.tell() == len(line())


@pytest.mark.parametrize(
    ("name", "raw", "rule"),
    [
        ("a.yaml", b"", "empty-document"),
        ("a.json", b"", "empty-document"),
        ("a.yaml", b"title: \xff", "not-utf-8"),
        ("a.json", bytes(range(128, 192)) + b"\xff", "not-utf-8"),
        ("a.yaml", b"x" * (MAX_BYTES + 1), "too-large"),
        ("a.json", b"[" * (MAX_BYTES + 1), "too-large"),
        ("a.txt", b"", "unknown-format"),
        ("a", b"", "unknown-format"),
    ],
)
def test_files_that_hold_no_record(tmp_path: Path, name: str, raw: bytes, rule: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    (record,) = read_records(path)
    assert record.findings[0].rule == rule
    assert record.posting is None


def test_what_is_no_regular_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    for name in ("pipe.yaml", "gone.yaml", "zero.yaml", "not-there.json"):
        (record,) = read_records(tmp_path / name)
        assert rules(record) == [("unreadable", 1, 1)], name


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object, flags: int) -> int:
        raise PermissionError(13, "Permission denied", path, flags)

    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    # Tests may run as root, who may read everything.
    monkeypatch.setattr(os, "open", refuse)
    (record,) = read_records(path)
    assert rules(record) == [("unreadable", 1, 1)]
    assert record.findings[0].got == "permission denied"


def test_the_same_identifier_again_is_a_finding_on_the_second(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(line() + line(id="acme:2") + line())
    (tmp_path / "b.json").write_bytes(json.dumps(RECORD, indent=2).encode())
    records = list(read_all([tmp_path]))
    column = line().index(b'"acme:1"') + 1
    assert [rules(record) for record in records] == [[], [], [("duplicate-id", 3, column)], [("duplicate-id", 3, 9)]]
    assert records[2].posting is None
    assert records[2].findings[0].got == f'"acme:1", which {tmp_path}/a.jsonl:1 has too'


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("entries/acme/data-intern-2026.yaml", True),
        ("entries/acme/Data.yaml", False),
        ("entries/Acme/data.yaml", False),
        ("entries/acme/data intern.json", False),
        ("entries/data.yaml", False),
        ("elsewhere/Acme/Data_1.yaml", True),
        ("entries/acme/All Of Them.jsonl", True),
    ],
)
def test_entries_have_names_that_every_file_system_holds(tmp_path: Path, name: str, *, clean: bool) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_bytes(line())
    (record,) = read_all([path])
    assert rules(record) == ([] if clean else [("entry-name", 1, 1)])


def test_readers_of_other_kinds_are_given(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(line())
    assert [rules(record) for record in read_records(path)] == [[("unknown-format", 1, 1)]]
    assert [rules(record) for record in read_records(path, readers={".parquet": read_stream})] == [[]]


def test_a_wheel_without_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openpostings.dataset.entries.__file__", "/nowhere/openpostings/dataset/entries.py")
    with pytest.raises(OpenPostingsError, match="not there"):
        embedded()


ENTRIES = [record.posting for record in read_all([embedded()]) if Path(record.file).parent.name == "tiktok"]


def test_the_embedded_entries_are_clean() -> None:
    records = list(read_all([embedded()]))
    assert len(records) >= 2
    assert [record.findings for record in records if record.findings] == []


def test_the_entries_of_the_seeds_hold_the_facts_and_no_sentence() -> None:
    fragment, whole = ENTRIES
    assert fragment is not None
    assert whole is not None
    assert (fragment.completeness, fragment.title, fragment.employment_type) == ("fragment", None, [])
    assert whole.id == "themuse:TikTok-7538495412894976264"
    assert len(whole.job_benefits) == 38
    assert len({perk.category for perk in whole.job_benefits}) == 8
    assert {perk.scope for perk in whole.job_benefits} == {"company"}
    assert [item.depth for item in whole.responsibilities] == [0, 0, 0, 0, 1, 1, 1]
    assert len(whole.job_start_dates) == len(fragment.job_start_dates) == 5
    for posting in (fragment, whole):
        assert all(item.text is None for item in [*posting.responsibilities, *posting.qualifications])
        assert all(row.quote is None for row in posting.provenance)
        assert posting.source.rights is not None
        assert posting.source.rights.redistribute_text is None


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not part of the package")
def test_the_entries_point_into_the_seeds() -> None:
    fragment, whole = ENTRIES
    assert fragment is not None
    assert whole is not None
    raw = (SEEDS / "tiktok-short-video.themuse.txt").read_bytes()
    assert whole.source.sha256 == hashlib.sha256(raw).hexdigest()
    text = raw.decode()
    quotes = Counter(text[row.start : row.end] for row in whole.provenance if row.start is not None)
    assert quotes == Counter(["BS/MS", "Master degree", "2 days ago", "2025-08-15T20:28:21"])
    for posting, name in (
        (whole, "tiktok-short-video.themuse.txt"),
        (fragment, "tiktok-live-recommendation.fragment.txt"),
    ):
        raw = (SEEDS / name).read_bytes()
        assert posting.source.sha256 == hashlib.sha256(raw).hexdigest()
        stated = [perk.name for perk in posting.job_benefits]
        assert all(perk in raw.decode() for perk in stated)


def test_together_leaves_a_clean_record_as_it_is() -> None:
    (record,) = read_stream(io.BytesIO(line()))
    assert Together().check(record) is record
