"""Loading a release: verified, offline, never stale, and as light as it can be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

os.environ["HF_HUB_OFFLINE"] = os.environ["HF_DATASETS_OFFLINE"] = "1"  # before `datasets` reads it

import datasets
import huggingface_hub
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import openpostings.dataset as face
from openpostings.builders.arrow import from_arrow
from openpostings.builders.pipeline import build
from openpostings.dataset.release import canonical_json
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.posting import Posting
from posting_samples import free, small, write_lines

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def quiet() -> None:
    datasets.disable_progress_bars()


def made(out: Path, *records: dict[str, Any]) -> Path:
    return build([write_lines(out.with_suffix(".jsonl"), *records)], out=out, include_text=True).out


def canonical(rows: pa.Table) -> list[bytes]:
    return [canonical_json(row) for row in from_arrow(rows)]


def expected(*records: dict[str, Any]) -> list[bytes]:
    return [canonical_json(Posting.model_validate(record).model_dump(mode="json")) for record in records]


def test_each_shape_gives_the_records_back(tmp_path: Path) -> None:
    out = made(tmp_path / "out", small("1"), small("2", date_posted="2026-03-03"))
    given = expected(small("1"), small("2", date_posted="2026-03-03"))
    assert canonical(face.as_arrow(out)) == given
    assert canonical(face.as_polars(out).to_arrow()) == given
    dataset = face.load(out)
    assert isinstance(dataset, datasets.Dataset)
    assert canonical(dataset.data.table) == given
    assert dataset.split == "train"
    assert dataset.map(lambda row: {"n": len(row["id"])})[1]["n"] == 6
    frame = face.as_pandas(str(out))
    assert isinstance(frame, pd.DataFrame)
    assert frame["date_posted"].isna().tolist() == [True, False]
    assert isinstance(face.as_polars(out), pl.DataFrame)


def test_datasets_loads_the_folder_by_itself(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    out = made(tmp_path / "out", small("1"), free("2"))
    dataset = datasets.load_dataset(str(out), split="train", cache_dir=str(tmp_path / "cache"))
    assert canonical(dataset.data.table) == canonical(face.as_arrow(out))
    assert dataset.features == face.load(out).features
    assert dataset.info.config_name == "postings"
    assert caplog.messages == []


def test_a_release_without_rows(tmp_path: Path) -> None:
    out = made(tmp_path / "out")
    assert face.load(out).num_rows == 0
    # `datasets` itself refuses a split of no rows ("corresponds to no data").
    assert face.as_arrow(out).schema.names == face.load(out).column_names


def test_a_release_built_anew_is_not_served_in_its_old_form(tmp_path: Path) -> None:
    out = made(tmp_path / "out", small("1", title="Old"))
    before = face.load(out)
    made(tmp_path / "out", small("1", title="New"))
    after = face.load(out)
    assert (before[0]["title"], after[0]["title"]) == ("Old", "New")
    assert before._fingerprint != after._fingerprint  # noqa: SLF001 - what `map` names its results by


@pytest.mark.parametrize("name", ["data/postings-00000-of-00001.parquet", "README.md", "rejects.jsonl"])
@pytest.mark.parametrize("damage", ["flip", "cut", "remove"])
def test_damage_is_named(tmp_path: Path, name: str, damage: str) -> None:
    out = made(tmp_path / "out", small("1"))
    path = out / name
    content = path.read_bytes() or b"x"
    if damage == "flip":
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif damage == "cut":
        path.write_bytes(content + b"\n")
    else:
        path.unlink()
    with pytest.raises(OpenPostingsError) as caught:
        face.load(out)
    assert caught.value.where == str(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not the manifest"),
        ("[]", "not the manifest"),
        ('{"format": 2}', "format"),
        (None, "cannot read the manifest"),
    ],
)
def test_a_manifest_that_is_none(tmp_path: Path, text: str | None, message: str) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(OpenPostingsError, match=message):
        face.load(tmp_path)


def test_a_manifest_leads_nowhere_else(tmp_path: Path) -> None:
    out = made(tmp_path / "out", small("1"))
    manifest = json.loads((out / "manifest.json").read_text())
    for path in ("../secret", "/etc/passwd", "data/../../x", ".hidden"):
        manifest["files"][0]["path"] = path
        (out / "manifest.json").write_text(json.dumps(manifest))
        with pytest.raises(OpenPostingsError, match="not the manifest"):
            face.verify(out)


def test_a_split_or_release_that_is_not_there(tmp_path: Path) -> None:
    out = made(tmp_path / "out", small("1"))
    with pytest.raises(OpenPostingsError, match=r"no split 'test'.*postings/train"):
        face.load(out, split="test")
    with pytest.raises(OpenPostingsError, match=r"not 1\.0-0"):
        face.load(out, release="1.0-0")
    assert face.load(out, release=face.verify(out).release).num_rows == 1


@pytest.mark.parametrize("where", ["nowhere", "a/b/c", "no such/thing", ""])
def test_a_place_that_is_none(where: str) -> None:
    with pytest.raises(OpenPostingsError, match=r"no folder of a release|manifest"):
        face.load(where)


def test_a_repository_is_downloaded_and_verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = made(tmp_path / "out", small("1"))
    asked: list[object] = []

    def download(repo: str, **options: str) -> str:
        asked.append((repo, options))
        return str(out)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", download)
    assert face.load("org/name", release="1.0-abc").num_rows == 1
    assert asked == [("org/name", {"repo_type": "dataset", "revision": "1.0-abc"})]
    (out / "README.md").write_text("changed")
    with pytest.raises(OpenPostingsError, match=r"README\.md"):
        face.load("org/name")


def test_a_repository_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(OpenPostingsError, match="cannot be had from the Hub"):
        face.load("openpostings/there-is-no-such-repository")


def test_a_folder_that_looks_like_a_partition(tmp_path: Path) -> None:
    out = made(tmp_path / "year=2026" / "out", small("1"))
    assert "year" not in face.as_arrow(out).schema.names


def imported(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_face_imports_nothing_large() -> None:
    for module in ("openpostings.dataset", "openpostings.builders"):
        large = {"datasets", "pyarrow", "polars", "pandas", "pydantic", "rich"}
        assert not imported(f"import {module}") & large


def test_the_face_has_its_names() -> None:
    from openpostings import builders  # noqa: PLC0415 - what is tested is when it is imported

    assert {"load", "as_arrow", "as_polars", "as_pandas"} <= set(dir(face))
    assert {"build", "read_text"} <= set(dir(builders))
    assert builders.build is build
    for module in (face, builders):
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            module.nothing  # noqa: B018 - what is tested


def test_a_wheel_builds_the_embedded_entries_in_an_empty_folder(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling is not installed, and a test does not download it")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT]
    subprocess.run(command, check=True, capture_output=True, text=True)
    (wheel,) = tmp_path.glob("openpostings-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    (tmp_path / "empty").mkdir()
    # The checkout's editable install comes after PYTHONPATH, so what runs is the wheel's.
    code = (
        "import openpostings.builders as b; print(b.__file__); from openpostings.builders.cli.main import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build"],
        cwd=tmp_path / "empty",
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(str(tmp_path / "site"))
    assert face.verify(tmp_path / "empty" / "build").rejects == 0
