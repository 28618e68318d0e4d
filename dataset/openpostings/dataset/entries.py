"""Entries and records: where they stand, how they are read, and what only shows when they are seen together."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO, Final

from openpostings.schema.check import check_text
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.located import MAX_BYTES, decode, too_large
from openpostings.schema.posting import Posting
from openpostings.schema.result import (
    Anchor,
    Finding,
    Issue,
    Locator,
    Position,
    Result,
    at_line,
    finding,
    safe,
    show,
)
from openpostings.schema.rules import Path as ValuePath
from openpostings.schema.scalars import SITE_PATTERN

STDIN: Final = "<stdin>"
"""Name under which standard input is reported."""

_ENTRIES: Final = "entries"

_KINDS: Final[Mapping[str, str]] = {".yaml": "yaml", ".yml": "yaml", ".json": "json", ".jsonl": "jsonl"}

SUFFIXES: Final = frozenset({*_KINDS, ".parquet"})
"""Endings of the files that a walk through a directory takes."""


@dataclass(frozen=True, slots=True)
class LoadedRecord:
    """One record, read and checked; or the finding that says why there is none.

    Parameters
    ----------
    file
        Name of its file, as it is to be shown.
    line
        Where it begins there, from 1; in Parquet the number of its row.
    data
        The record as it was read, with the row of evidence that a contributed entry leaves out; None where nothing
        could be read.
    posting
        The record as a model, where nothing is wrong with it.
    findings
        All that is wrong with it.
    position
        Finds the line and column of a value or of its key.
    partial
        What is valid of it, with the rest *not stated*; None where nothing is.
    pruned
        Paths of what was left out of that, or has a stand-in there.
    document
        Text of its file, where that holds this record alone.
    """

    file: str
    line: int
    data: dict[str, object] | None
    posting: Posting | None
    findings: tuple[Finding, ...]
    position: Locator = field(repr=False, compare=False)
    partial: Posting | None = field(default=None, repr=False, compare=False)
    pruned: frozenset[ValuePath] = frozenset()
    document: str | None = field(default=None, repr=False, compare=False)


Reader = Callable[[BinaryIO, str], Iterator[LoadedRecord]]
"""Reads the records of an open file, whose name is given for the findings."""


def embedded() -> Path:
    """Find the entries that come with the package: in a checkout, or in an installed wheel.

    Raises
    ------
    OpenPostingsError
        Where the package was installed without them.
    """
    here = Path(__file__).resolve().parent
    # A wheel has them beside this module; a checkout, at `dataset/entries`, two levels above `openpostings/dataset`.
    for folder in (here / _ENTRIES, here.parents[1] / _ENTRIES):
        if folder.is_dir():
            return folder
    raise OpenPostingsError("the embedded entries are not there", where=str(here), hint="install the package again")


def find_entries(path: Path) -> Iterator[Path]:
    """Give a file, or the files of a directory in sorted order.

    Parameters
    ----------
    path
        A file, which is given as it is, or a directory, which is walked. Hidden files and folders, symbolic links and
        files with other endings are passed over. A folder that cannot be listed is given itself: reading it says so.
    """
    if not path.is_dir():
        yield path
        return
    try:
        children = sorted(path.iterdir())
    except OSError:
        yield path
        return
    for child in children:
        if child.name.startswith(".") or child.is_symlink():
            continue
        if child.is_dir():
            yield from find_entries(child)
        elif child.suffix.lower() in SUFFIXES:
            yield child


def read_records(path: Path, *, readers: Mapping[str, Reader] | None = None) -> Iterator[LoadedRecord]:
    """Read and check the records of one file.

    Parameters
    ----------
    path
        YAML or JSON with one record, JSON Lines with any number, or what one of `readers` reads. JSON Lines is read by
        the line; a bad line costs that line only.
    readers
        Readers of other kinds of files by suffix, such as ``openpostings.builders.records.READERS``.

    Yields
    ------
    LoadedRecord
        One for each record, and one for a file that cannot be read. Nothing is raised for any file.
    """
    file = str(path)
    suffix = path.suffix.lower()
    reader = {**_READERS, **(readers or {})}.get(suffix)
    if reader is None:
        yield _failed(file, Issue("unknown-format", got=show(path.name)))
        return
    try:
        with _open(path) as stream:
            yield from reader(stream, file)
    except OSError as error:
        got = safe(error.strerror or type(error).__name__)
        yield _failed(file, Issue("unreadable", expected="a file that can be read", got=got[:1].lower() + got[1:]))


def read_stream(stream: BinaryIO, file: str = STDIN) -> Iterator[LoadedRecord]:
    """Read and check JSON Lines, line by line.

    Parameters
    ----------
    stream
        The bytes.
    file
        Name for the findings.

    Yields
    ------
    LoadedRecord
        One for each line that is not blank.
    """
    number = 0
    while raw := stream.readline(MAX_BYTES + 2):
        number += 1
        if not raw.endswith(b"\n") and len(raw) > MAX_BYTES:
            _drain(stream)
            yield _failed(file, too_large(), line=number)
        elif raw.strip():
            yield _checked(raw.rstrip(b"\r\n"), file, kind="json", line=number)


def read_all(paths: Iterable[Path], *, readers: Mapping[str, Reader] | None = None) -> Iterator[LoadedRecord]:
    """Read and check the records of files and directories, each by itself and all together.

    Parameters
    ----------
    paths
        Files and directories.
    readers
        As for :func:`read_records`.
    """
    together = Together()
    for path in paths:
        for file in find_entries(path):
            yield from map(together.check, read_records(file, readers=readers))


class Together:
    """What only shows when records are seen together, or with their files' names."""

    def __init__(self) -> None:
        self._first: dict[str, tuple[str, int]] = {}

    def check(self, record: LoadedRecord) -> LoadedRecord:
        """Add what is wrong with a record beside those that came before it.

        Parameters
        ----------
        record
            The next record.

        Returns
        -------
        LoadedRecord
            The same record; with more findings and no posting, where its identifier was there before, or its file's
            name is no slug.
        """
        more = [*self._name(record), *self._identity(record)]
        if not more:
            return record
        findings = tuple(sorted({*record.findings, *more}))
        return replace(record, posting=None, findings=findings)

    def _identity(self, record: LoadedRecord) -> Iterator[Finding]:
        identifier = (record.data or {}).get("id")
        if not isinstance(identifier, str):
            return
        first = self._first.setdefault(identifier, (record.file, record.line))
        if first != (record.file, record.line):
            got = f"{show(identifier)}, which {safe(first[0])}:{first[1]} has too"
            issue = Issue("duplicate-id", ("id",), "an identifier of its own", got)
            yield finding(issue, file=record.file, position=record.position(("id",), "value"))

    def _name(self, record: LoadedRecord) -> Iterator[Finding]:
        """Check the name of an entry: a file in, or one level below, a folder that is named `entries`."""
        path = Path(record.file).absolute()
        if path.suffix.lower() not in {".yaml", ".yml", ".json"}:
            return
        above = [parent.name for parent in path.parents[:2]]
        if _ENTRIES not in above:
            return
        parts = (path.parent.name, path.stem) if above[0] != _ENTRIES else ("", path.stem)
        if not all(re.fullmatch(SITE_PATTERN, part) for part in parts):
            issue = Issue("entry-name", expected="<employer>/<slug>.yaml", got=show("/".join((*parts[:1], path.name))))
            yield finding(issue, file=record.file)


def _document(kind: str) -> Reader:
    def read(stream: BinaryIO, file: str) -> Iterator[LoadedRecord]:
        yield _checked(stream.read(MAX_BYTES + 1), file, kind=kind, whole=True)

    return read


_READERS: Final[Mapping[str, Reader]] = {
    suffix: read_stream if kind == "jsonl" else _document(kind) for suffix, kind in _KINDS.items()
}


def _checked(raw: bytes, file: str, *, kind: str, line: int = 1, whole: bool = False) -> LoadedRecord:
    text = decode(raw)
    if isinstance(text, Issue):
        return _failed(file, text, line=line)
    result = check_text(text, file=file, kind="yaml" if kind == "yaml" else "json")
    return from_result(result, file, line=line, document=text if whole else None)


def from_result(result: Result, file: str, *, line: int = 1, document: str | None = None) -> LoadedRecord:
    """Make a record of the result of a check.

    Parameters
    ----------
    result
        What the check of a document gave.
    file
        Name of the file.
    line
        The line on which the document begins.
    document
        Its text, where it is the whole of the file.
    """

    def position(path: ValuePath, anchor: Anchor = "value") -> Position:
        row, column = result.position(path, anchor)
        return row + line - 1, column

    findings = tuple(at_line(found, line - 1) for found in result.findings)
    return LoadedRecord(
        file,
        line,
        result.data,
        result.posting,
        findings,
        position,
        partial=result.partial,
        pruned=result.pruned,
        document=document,
    )


def _failed(file: str, issue: Issue, *, line: int = 1) -> LoadedRecord:
    found = at_line(finding(issue, file=file), line - 1)
    return LoadedRecord(file, line, None, None, (found,), lambda path, anchor: (line, 1))  # noqa: ARG005 - there is one place


def _drain(stream: BinaryIO) -> None:
    """Pass over the rest of a line that is too long to be held."""
    while (part := stream.readline(MAX_BYTES)) and not part.endswith(b"\n"):
        pass


def _open(path: Path) -> BinaryIO:
    """Open a regular file. A pipe or a device would keep the check waiting, for ever or for endless bytes."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(0, "not a regular file")
    return os.fdopen(descriptor, "rb")
