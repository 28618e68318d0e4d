"""What a collection knows between requests and between runs, such that a kill at any moment loses no answer.

An answer is on disk in the archive before it is in the journal, and in the journal before the next step is taken. A run
that finds a journal goes on where that one ended: groups that are whole in the archive and missing in the journal are
taken over, and a torn end is cut off.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, BinaryIO, Final, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from openpostings.builders.collect.entry import Digest, Entry, Stored
from openpostings.builders.collect.fetch import Got
from openpostings.builders.collect.writer import Archive
from openpostings.schema.errors import OpenPostingsError

STATE: Final = "state.json"
JOURNAL: Final = "journal.jsonl"
SUMMARY: Final = "summary.json"
_HINT: Final = "name a folder that you may write to"
_MAX_STATE: Final = 2_000_000_000


class Seen(BaseModel):
    """A posting as it was last seen: digests of what the list says of it, and of its own answer where it has one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    listed: Digest
    detail: Digest | None = None


class State(BaseModel):
    """What a run leaves to the next.

    Parameters
    ----------
    version
        Of this form.
    run
        Number of the last run that ended.
    entries
        The last good answer of each address.
    boards
        The postings of each board, as they were when it last came whole.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Annotated[int, Field(ge=1, le=1)] = 1
    run: Annotated[int, Field(ge=0)] = 0
    entries: dict[str, Entry] = {}
    boards: dict[str, dict[str, Seen]] = {}


class _Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    run: int
    end: Annotated[int, Field(ge=0)] = 0
    entry: Entry | None = None


class Store:
    """The folder of a collection, locked for one run.

    Parameters
    ----------
    folder
        Where it stands; made where there is none.
    software
        Who writes, for the archive.

    Raises
    ------
    OpenPostingsError
        On entering, where another run is at work, or what stands there cannot be read or written.
    """

    def __init__(self, folder: Path, *, software: str) -> None:
        self.folder = folder
        self.state = State()
        self.run = 1
        self.resumed = 0
        self._software = software
        self._done: dict[str, Entry] = {}
        self._kept: dict[str, Stored] = {}

    def __enter__(self) -> Self:
        """Lock the folder, read what it knows, and take up a run that was killed."""
        with ExitStack() as opened:
            try:
                self._open(opened)
            except BlockingIOError:
                hint = "wait until it has ended"
                raise OpenPostingsError(
                    "another run is collecting into it", where=str(self.folder), hint=hint
                ) from None
            except OSError as error:
                message = f"cannot be written: {error.strerror}"
                raise OpenPostingsError(message, where=str(self.folder), hint=_HINT) from error
            self._opened = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Close all and give the folder free."""
        self._opened.close()

    @property
    def archive_name(self) -> str | None:
        """Give the name of the file with this run's answers; None where there are none."""
        return self._archive.name if self._archive.end else None

    def done(self, url: str) -> Entry | None:
        """Give what this run knows of an address already."""
        return self._done.get(url)

    def before(self, url: str) -> Entry | None:
        """Give the last good answer of an earlier run, if its bytes are still there."""
        entry = self.state.entries.get(url)
        return entry if entry and entry.stored and (self.folder / entry.stored.file).is_file() else None

    def known(self, sha256: str) -> Stored | None:
        """Tell where the same bytes are kept already."""
        return self._kept.get(sha256)

    def keep(self, entry: Entry, got: Got | None, same: Stored | None = None) -> Entry:
        """Write down what came of a request, and have it on disk.

        Parameters
        ----------
        entry
            What is written down.
        got
            The answer, if there is one to be kept.
        same
            Where its bytes are kept already.

        Returns
        -------
        Entry
            With the place of its bytes.

        Raises
        ------
        OpenPostingsError
            Where it cannot be written: the run ends, and the next takes it up.
        """
        end = self._archive.end
        if got is not None:
            entry, end = self._archive.add(entry, got, same)
        try:
            self._write(entry, end)
        except OSError as error:
            where = str(self.folder / JOURNAL)
            raise OpenPostingsError(f"cannot be written: {error.strerror}", where=where) from error
        self._done[entry.url] = entry
        if entry.stored is not None:
            self._kept.setdefault(entry.stored.digest, entry.stored)
        return entry

    def finish(self, boards: dict[str, dict[str, Seen]], summary: dict[str, object]) -> None:
        """End the run: the state is replaced in one step, and only then is the journal removed.

        Parameters
        ----------
        boards
            The postings of each board that came whole.
        summary
            What is written to ``summary.json``.
        """
        entries = {
            url: entry
            for url, entry in self.state.entries.items()
            # Of a board that came whole, only what this run saw counts; the others keep what they had.
            if f"{entry.site}/{entry.board}" not in boards
        }
        entries |= {url: entry for url, entry in self._done.items() if entry.stored and not entry.trouble}
        state = State(run=self.run, entries=entries, boards={**self.state.boards, **boards})
        try:
            text = json.dumps(summary, ensure_ascii=False, indent=2) + "\n"
            _replace(self.folder / SUMMARY, text.encode())
            _replace(self.folder / STATE, state.model_dump_json(exclude_defaults=True).encode())
            (self.folder / JOURNAL).unlink()
            if self._archive.end == 0:
                (self.folder / self._archive.name).unlink()
            os.fsync(self._lock)
        except OSError as error:
            raise OpenPostingsError(
                f"cannot be written: {error.strerror}", where=str(self.folder), hint=_HINT
            ) from error

    def _open(self, opened: ExitStack) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        opened.callback(os.close, self._lock)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.state = read_state(self.folder)
        self.run = self.state.run + 1
        self._journal, end = self._open_journal()
        opened.callback(self._journal.close)
        self._archive = Archive(self.folder, self.run, software=self._software, end=end)
        opened.callback(self._archive.close)
        for entry, after in self._archive.recovered:
            self._write(entry, after)
            self._done[entry.url] = entry
        self.resumed = len(self._done)
        self._index()

    def _open_journal(self) -> tuple[BinaryIO, int]:
        """Read the journal of a killed run, up to its last whole line; give it open, and where its archive ends."""
        path = self.folder / JOURNAL
        whole = end = 0
        for raw in path.read_bytes().splitlines(keepends=True) if path.exists() else ():
            try:
                line = _Line.model_validate_json(raw) if raw.endswith(b"\n") else None
            except ValidationError:
                line = None
            # A journal of a run that ended is what a kill between the last two steps leaves.
            if line is None or line.run != self.run:
                break
            whole, end = whole + len(raw), max(end, line.end)
            if line.entry is not None:
                self._done[line.entry.url] = line.entry
        stream = path.open("a+b")
        stream.truncate(whole)
        return stream, end

    def _write(self, entry: Entry, end: int) -> None:
        line = _Line(run=self.run, end=end, entry=entry)
        self._journal.write(line.model_dump_json(exclude_defaults=True).encode() + b"\n")
        self._journal.flush()
        os.fsync(self._journal.fileno())

    def _index(self) -> None:
        """Note where which bytes are kept, so that none are kept twice."""
        files: dict[str, bool] = {}
        for entry in (*self.state.entries.values(), *self._done.values()):
            if entry.stored is not None:
                there = files.setdefault(entry.stored.file, (self.folder / entry.stored.file).is_file())
                if there:
                    self._kept.setdefault(entry.stored.digest, entry.stored)


def read_state(folder: Path) -> State:
    """Read what the last run left.

    Parameters
    ----------
    folder
        Folder of the collection.

    Raises
    ------
    OpenPostingsError
        Where it is there and cannot be read.
    """
    path = folder / STATE
    if not path.exists():
        return State()
    try:
        if path.stat().st_size > _MAX_STATE:
            raise OpenPostingsError("is too large", where=str(path), hint="name another folder with --out")
        return State.model_validate_json(path.read_bytes())
    except ValidationError:
        hint = "move it away: the next run then asks for everything"
        raise OpenPostingsError("is no state of a collection", where=str(path), hint=hint) from None
    except OSError as error:
        raise OpenPostingsError(f"cannot be read: {error.strerror}", where=str(path)) from error


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
