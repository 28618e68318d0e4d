"""A release: a folder with Parquet, a card, and a manifest that says what is whole.

The manifest is the last word on a release. Every file stands in it with its size and SHA-256, and the digest of the
content is over the records themselves, one canonical JSON line each, so that the same records have the same digest
whatever Parquet made of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from openpostings.schema.errors import OpenPostingsError

MANIFEST: Final = "manifest.json"
GENERATOR: Final = "openpostings"
CONFIG: Final = "postings"
SPLIT: Final = "train"
_CHUNK: Final = 1 << 20
_SAFE_PATH: Final = r"^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$"


class _Part(BaseModel):
    """A part of the manifest. What a later version adds is passed over."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class ReleaseFile(_Part):
    """One file of a release.

    A file of data names its rows, and the config and the split that it belongs to.
    """

    path: Annotated[str, Field(pattern=_SAFE_PATH)]
    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    rows: int | None = None
    config: str | None = None
    split: str | None = None


class Generator(_Part):
    """The program that made a release."""

    name: str
    version: str


class Options(_Part):
    """What the build was asked for."""

    include_text: bool


class Manifest(_Part):
    """What a release holds. Its name is made of the schema version and the content digest: same content, same name."""

    format: Literal[1]
    generator: Generator
    schema_version: str
    release: str
    rows: int
    rejects: int
    content_digest: Annotated[str, Field(pattern="^sha256:[0-9a-f]{64}$")]
    options: Options
    files: list[ReleaseFile]

    def data_files(self, split: str = SPLIT, config: str = CONFIG) -> list[ReleaseFile]:
        """Give the files of one split, in order.

        Raises
        ------
        OpenPostingsError
            Where the release has no such split.
        """
        found = sorted((f for f in self.files if f.config == config and f.split == split), key=lambda f: f.path)
        if not found:
            known = sorted({f"{f.config}/{f.split}" for f in self.files if f.config is not None})
            raise OpenPostingsError(
                f"release {self.release} has no split {split!r} of {config!r}", hint=f"it has {', '.join(known)}"
            )
        return found


def canonical_json(record: Mapping[str, object]) -> bytes:
    """Write a record as one line of canonical JSON, without the line feed: sorted keys, no blanks, UTF-8.

    Parameters
    ----------
    record
        ``Posting.model_dump(mode="json")`` or what :func:`openpostings.builders.arrow.from_arrow` gave.
    """
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def content_digest(lines: Iterable[bytes]) -> str:
    """Digest canonical lines in the order of the release.

    Parameters
    ----------
    lines
        Each as :func:`canonical_json` gives it. A line feed is digested after each.

    Returns
    -------
    str
        ``sha256:`` and 64 hex digits.
    """
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
        digest.update(b"\n")
    return f"sha256:{digest.hexdigest()}"


def file_digest(path: Path) -> str:
    """Give the SHA-256 of a file in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def read_manifest(release: Path) -> Manifest:
    """Read the manifest of a release, without looking at its files.

    Parameters
    ----------
    release
        The folder.

    Raises
    ------
    OpenPostingsError
        Where there is none, or it is not one of ours.
    """
    path = release / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise OpenPostingsError(
            f"cannot read the manifest: {error.strerror}", where=str(path), hint="`openpostings build` writes a release"
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise OpenPostingsError(
            f"not the manifest of a release: {place or 'the file'}: {first['msg']}", where=str(path)
        ) from error
    if manifest.generator.name != GENERATOR:
        raise OpenPostingsError(f"made by {manifest.generator.name!r}, not by {GENERATOR}", where=str(path))
    return manifest


def verify(release: Path) -> Manifest:
    """Hold every file of a release against its manifest.

    Parameters
    ----------
    release
        The folder.

    Returns
    -------
    Manifest
        What the release holds.

    Raises
    ------
    OpenPostingsError
        Names the first file that is missing, or has another size or digest than the manifest says.
    """
    manifest = read_manifest(release)
    for entry in manifest.files:
        path = release / entry.path
        mend = "build or download the release again"
        try:
            size = path.stat().st_size
            digest = file_digest(path) if size == entry.bytes else ""
        except OSError as error:
            raise OpenPostingsError(f"cannot read: {error.strerror}", where=str(path), hint=mend) from error
        if size != entry.bytes:
            message = f"has {size} bytes where the manifest says {entry.bytes}"
            raise OpenPostingsError(message, where=str(path), hint=mend)
        if digest != entry.sha256:
            raise OpenPostingsError("its SHA-256 is not the manifest's", where=str(path), hint=mend)
    return manifest
