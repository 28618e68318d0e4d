"""Archives of answers (WARC): what each answer is, when it came, from where, and for whose board it was asked."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from openpostings.builders.read.options import ReadOptions
from openpostings.schema.errors import OpenPostingsError

_MAGIC: Final = b"WARC/"
_GZIP: Final = b"\x1f\x8b"
_RUN: Final = re.compile(r"run-[0-9]{5,9}\.warc\.gz")


@dataclass(frozen=True, slots=True)
class Archived:
    """An answer of an archive.

    Parameters
    ----------
    url
        The address that answered.
    body
        Its bytes.
    options
        What is known of it: the caller's word first, then the archive's.
    beside
        The addresses of all answers of the archive, without their queries.
    """

    url: str
    body: bytes
    options: ReadOptions
    beside: frozenset[str] = frozenset()

    def has_alone(self, identifier: str) -> bool:
        """Tell whether a posting of this list was asked for by itself too, at an address below the list's."""
        return bool(identifier) and f"{_without_query(self.url)}/{identifier}" in self.beside


def is_archive(path: Path) -> bool:
    """Tell by its first bytes whether a file is a WARC, packed or not; of a folder, whether it is a collection."""
    try:
        if path.is_dir():
            return any(_RUN.fullmatch(child.name) for child in path.iterdir())
        with path.open("rb") as file:
            head = file.read(len(_GZIP))
            file.seek(0)
            if head != _GZIP:
                return file.read(len(_MAGIC)) == _MAGIC
            with gzip.GzipFile(fileobj=file) as plain:
                return plain.read(len(_MAGIC)) == _MAGIC
    except (OSError, EOFError, zlib.error):
        return False


def read_archive(path: Path, options: ReadOptions) -> Iterator[Archived]:
    """Give the answers of an archive, in the order in which they came.

    Parameters
    ----------
    path
        A WARC, or the folder of a collection, which stands for its last run.
    options
        What the caller knows of all of them.

    Raises
    ------
    OpenPostingsError
        At the end, after all that could be read, where something could not.
    """
    # Imported late: reading archives needs a library that reading documents does not.
    from openpostings.builders.collect.archive import answers  # noqa: PLC0415

    beside: set[str] = set()
    # What cannot be read is told when the answers themselves are.
    with suppress(OpenPostingsError):
        beside.update(_without_query(answer.url) for answer in answers(path))
    all_of_them = frozenset(beside)
    for answer in answers(path):
        known = replace(
            options,
            retrieved_at=options.retrieved_at or answer.retrieved_at,
            employer=options.employer or answer.employer,
            url=options.url or answer.url,
        )
        yield Archived(answer.url, answer.body, known, all_of_them)


def _without_query(url: str) -> str:
    return url.partition("?")[0].rstrip("/")
