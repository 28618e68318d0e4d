"""A folder is made beside its place and takes the place in one step: there is never half of it to be seen.

Over a release that is there already, Linux swaps the two folders by ``renameat2(RENAME_EXCHANGE)``: one system call, so
a kill before it leaves the old release and after it the new one. Where the kernel or the file system lacks that call,
the old folder is renamed away and the new one into its place. A kill between those two leaves no folder at the place,
but both beside it, and the next start puts the old one back before anything else (:meth:`Swap.__enter__`).

For a place ``NAME`` the folders beside it are ``.NAME.new`` (in the making, or the old release just swapped out) and,
without that call, ``.NAME.old``. Who holds the lock on ``.NAME.new`` owns both; a lock dies with its process, so what a
killed build left is known for a left-over and removed by the next.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from openpostings.schema.errors import OpenPostingsError

_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2
_UNSUPPORTED: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})
_TRIES: Final = 10


class Swap:
    """The making of a folder, as a context: leaving it without :meth:`commit` removes what was made.

    Parameters
    ----------
    place
        Where the folder will stand. Links are followed, so that a link to a release stays a link.

    Raises
    ------
    OpenPostingsError
        On entering, where another build is making a folder for the same place, or the file system refuses.
    """

    def __init__(self, place: Path) -> None:
        self.place = place.resolve()
        if not self.place.name:
            raise OpenPostingsError("a release needs a folder of its own", where=str(place))
        self.new = self.place.with_name(f".{self.place.name}.new")
        self.old = self.place.with_name(f".{self.place.name}.old")
        self._locks: list[int] = []

    def __enter__(self) -> Self:
        """Lock, clean what a killed build left, and make an empty folder at ``new``."""
        try:
            self.place.parent.mkdir(parents=True, exist_ok=True)
            self._claim()
            if self.old.exists():
                self._recover()
        except OSError as error:
            self._unlock()
            raise OpenPostingsError(
                f"cannot write: {error.strerror}", where=str(self.place), hint="name a folder that you may write to"
            ) from error
        except BaseException:
            self._unlock()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what is not needed any more: the old folder, or the unfinished one."""
        if self._owns(self.new):
            shutil.rmtree(self.new, ignore_errors=True)
        self._unlock()

    def commit(self) -> None:
        """Write all to disk and put the folder in its place.

        Raises
        ------
        OpenPostingsError
            Where the file system refuses; the old folder stands as it was.
        """
        try:
            _sync_tree(self.new)
            if self.place.is_dir() and any(self.place.iterdir()):
                # The old folder will stand at `new` for a moment: it must be as locked as what stood there.
                self._locks.append(_lock(self.place))
                if not exchange(self.new, self.place):
                    self.place.rename(self.old)
                    self.new.rename(self.place)
                    shutil.rmtree(self.old, ignore_errors=True)
            else:
                self.new.rename(self.place)
            _sync(self.place.parent)
        except OSError as error:
            raise OpenPostingsError(
                f"cannot put the release in its place: {error.strerror}",
                where=str(self.place),
                hint="the folder must not be a mount point, and its parent must be writable",
            ) from error

    def _claim(self) -> None:
        for _ in range(_TRIES):
            self.new.mkdir(exist_ok=True)
            try:
                lock = _lock(self.new)
            except FileNotFoundError:
                continue
            except BlockingIOError:
                raise OpenPostingsError(
                    "another build is writing this release", where=str(self.place), hint="wait until it has ended"
                ) from None
            if self.new.exists() and os.path.samestat(self.new.stat(), os.fstat(lock)):
                self._locks.append(lock)
                for path in self.new.iterdir():
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
                return
            os.close(lock)
        raise OpenPostingsError("other builds keep writing this release", where=str(self.place))

    def _recover(self) -> None:
        """End what a kill between the two renames left undone."""
        if not self.place.exists():
            self.old.rename(self.place)
            _sync(self.place.parent)
        shutil.rmtree(self.old, ignore_errors=True)

    def _owns(self, folder: Path) -> bool:
        """Tell whether what stands there is ours: once `new` has moved into its place, the next build may make one."""
        try:
            there = folder.stat()
        except OSError:
            return False
        return any(os.path.samestat(there, os.fstat(lock)) for lock in self._locks)

    def _unlock(self) -> None:
        while self._locks:
            os.close(self._locks.pop())


def exchange(one: Path, other: Path) -> bool:
    """Swap two paths in one step.

    Returns
    -------
    bool
        False where this system cannot: nothing was changed then.

    Raises
    ------
    OSError
        Where it can, and the swap failed.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(one))


def _lock(folder: Path) -> int:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _sync_tree(folder: Path) -> None:
    for root, _, names in os.walk(folder, topdown=False):
        for name in names:
            _sync(Path(root, name))
        _sync(Path(root))


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
