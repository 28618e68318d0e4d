"""Read many files: each gives a record, a refusal or an error, and none of them stops the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

from openpostings.builders.read.document import MAX_BYTES, Document, decode
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.read.reader import Reading, read_document
from openpostings.builders.read.refuse import REASONS
from openpostings.schema.errors import OpenPostingsError

STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file.

    Parameters
    ----------
    record
        A line of JSON, empty where there is no posting.
    ledger
        A line of JSON with the account of the text, empty where there was no text.
    problem
        ``file``, ``code`` and ``message`` of a refusal or an error; empty where there is none.
    failed
        Whether the file could not be read at all.
    """

    record: str = ""
    ledger: str = ""
    problem: dict[str, str] | None = None
    failed: bool = False


def read_pages(files: Iterable[str], options: ReadOptions, *, stdin: BinaryIO) -> Iterator[Outcome]:
    """Read pages, one file each, in the order given.

    Parameters
    ----------
    files
        Paths; ``-`` is standard input.
    options
        What the caller knows of the pages.
    stdin
        Where ``-`` is read from.
    """
    for name in files:
        try:
            document = _load(name, stdin)
            outcome = _outcome(name, document, read_document(document, options))
        except OpenPostingsError as error:
            outcome = Outcome(problem={"file": name, "code": "unreadable", "message": error.message}, failed=True)
        yield outcome


def _load(name: str, stdin: BinaryIO) -> Document:
    if name == STDIN:
        return decode(stdin.read(MAX_BYTES + 1), name)
    path = Path(name)
    if not path.exists():
        raise OpenPostingsError("expected a file, found nothing", where=name, hint="check the path")
    if not path.is_file():
        raise OpenPostingsError("expected a regular file, found something else", where=name, hint="name each page")
    try:
        with path.open("rb") as file:
            return decode(file.read(MAX_BYTES + 1), name)
    except OSError as error:
        raise OpenPostingsError(
            f"cannot be read: {error.strerror}", where=name, hint="check its permissions"
        ) from error


def _outcome(name: str, document: Document, reading: Reading) -> Outcome:
    account = {
        "file": Path(name).name,
        "sha256": document.sha256,
        "id": reading.posting.id if reading.posting else None,
        "characters": reading.ledger.characters,
        "unassigned": reading.ledger.unassigned,
        "share": round(reading.ledger.share, 6),
        "spans": [asdict(entry) for entry in reading.ledger.entries],
    }
    ledger = json.dumps(account, ensure_ascii=False) + "\n"
    if reading.refusal is not None:
        problem = {"file": name, "code": reading.refusal, "message": REASONS[reading.refusal]}
        return Outcome(ledger=ledger, problem=problem)
    assert reading.posting is not None  # noqa: S101 - a reading is one or the other
    return Outcome(record=reading.posting.model_dump_json() + "\n", ledger=ledger)
