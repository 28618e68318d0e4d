"""What a build reads: files, folders and standard input, each file with a name that is the same on every machine."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from openpostings.builders.records import READERS
from openpostings.dataset.entries import LoadedRecord, embedded, find_entries, read_records, read_stream
from openpostings.schema.errors import OpenPostingsError

STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    Parameters
    ----------
    label
        Its name in the release: below the folder that was given, with as many folders above as keep two inputs apart.
        Not the whole path, which would differ from one machine to the next.
    path
        Where it stands; None for standard input.
    """

    label: str
    path: Path | None

    def records(self) -> Iterator[LoadedRecord]:
        """Read and check its records. Nothing is raised for any content."""
        return read_stream(sys.stdin.buffer) if self.path is None else read_records(self.path, readers=READERS)


def find_inputs(paths: Sequence[str | Path]) -> list[Input]:
    """Find the files of paths, each once, in the order of their labels.

    Parameters
    ----------
    paths
        Files, folders that are walked, and ``-`` for standard input. Without any: the entries that come with the
        package.

    Raises
    ------
    OpenPostingsError
        Where a path leads nowhere.
    """
    found: dict[Path, int] = {}
    for given in paths or [embedded()]:
        if str(given) == STDIN:
            continue
        root = Path(given)
        if not root.exists():
            raise OpenPostingsError("there is no such file or folder", where=str(given))
        for file in find_entries(root):
            below = len(file.relative_to(root).parts) if root.is_dir() else 1
            place = file.absolute()
            found[place] = max(below, found.get(place, 0))
    inputs = [Input(label, path) for path, label in _labels(found).items()]
    if any(str(given) == STDIN for given in paths):
        inputs.append(Input(STDIN, None))
    return sorted(inputs, key=lambda each: each.label)


def _labels(depths: dict[Path, int]) -> dict[Path, str]:
    """Name files by their last parts, and by more of them where two would have one name."""
    depths = dict(depths)
    while True:
        labels = {path: "/".join(path.parts[-depth:]) for path, depth in depths.items()}
        same = _shared(labels.values())
        clashing = [path for path, label in labels.items() if label in same and depths[path] < len(path.parts)]
        if not clashing:
            return labels
        for path in clashing:
            depths[path] += 1


def _shared(labels: Iterable[str]) -> set[str]:
    return {label for label, count in Counter(labels).items() if count > 1}
