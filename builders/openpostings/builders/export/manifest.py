"""``manifest.json``: written last, since it names every other file by its digest."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from openpostings.builders.export.parquet import Shard
from openpostings.dataset.release import (
    CONFIG,
    GENERATOR,
    MANIFEST,
    SPLIT,
    Generator,
    Manifest,
    Options,
    ReleaseFile,
    file_digest,
)
from openpostings.schema.posting import SCHEMA_VERSION


def release_name(content_digest: str) -> str:
    """Name a release by what it holds: the schema's version and the head of the content digest."""
    return f"{SCHEMA_VERSION}-{content_digest.removeprefix('sha256:')[:12]}"


def write_manifest(
    root: Path, *, shards: Sequence[Shard], rejects: int, content_digest: str, include_text: bool
) -> Manifest:
    """Digest every file below a folder and write the manifest into it.

    Parameters
    ----------
    root
        Folder with the whole release but for the manifest.
    shards
        The files of data.
    rejects
        Input records that did not pass.
    content_digest
        Digest of the records in the order of the release.
    include_text
        Whether sentences were exported.
    """
    rows = {shard.path: shard.rows for shard in shards}
    names = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    manifest = Manifest(
        format=1,
        generator=Generator(name=GENERATOR, version=version("openpostings")),
        schema_version=SCHEMA_VERSION,
        release=release_name(content_digest),
        rows=sum(rows.values()),
        rejects=rejects,
        content_digest=content_digest,
        options=Options(include_text=include_text),
        files=[_entry(root, name, rows.get(name)) for name in names],
    )
    text = manifest.model_dump_json(indent=2, exclude_none=True) + "\n"
    (root / MANIFEST).write_bytes(text.encode())
    return manifest


def _entry(root: Path, name: str, rows: int | None) -> ReleaseFile:
    path = root / name
    is_data = rows is not None
    return ReleaseFile(
        path=name,
        bytes=path.stat().st_size,
        sha256=file_digest(path),
        rows=rows,
        config=CONFIG if is_data else None,
        split=SPLIT if is_data else None,
    )
