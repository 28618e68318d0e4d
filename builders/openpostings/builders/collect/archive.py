"""Reading the archive: the answers of a run, each with its whole body, wherever that is kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from openpostings.builders.collect.decode import Body
from openpostings.builders.collect.entry import Entry, Kind
from openpostings.builders.collect.failure import Failed
from openpostings.builders.collect.listing import digest
from openpostings.builders.collect.records import MAX_RECORD, Record, Torn, members, unpack
from openpostings.builders.collect.writer import payload_digest
from openpostings.schema.errors import OpenPostingsError

RUN_FILE: Final = re.compile("run-([0-9]{5,9})[.]warc[.]gz")
_OFFSET: Final = re.compile("[0-9]{1,18}")
_OK: Final = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What a board or a page answered.

    Parameters
    ----------
    url
        The address that answered, after redirects.
    site, board, employer, kind
        For which board it was asked, and what for; None in an archive that another program wrote.
    retrieved_at
        When it was last seen to be so, in UTC: of a revisit, the time of the revisit.
    media_type
        Type that the answer says it has, in lower case and without parameters; empty where it says none.
    headers
        Headers of the answer that brought the body.
    body
        Its bytes, without content encoding.
    sha256
        Their digest.
    changed
        False where the same bytes were there in an earlier run.
    """

    url: str
    site: str | None
    board: str | None
    employer: str | None
    kind: Kind | None
    retrieved_at: dt.datetime
    media_type: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    sha256: str
    changed: bool


def answers(path: Path) -> Iterator[Answer]:
    """Read the answers of a run: lists, single postings and pages, and no robots.txt.

    Parameters
    ----------
    path
        A file ``run-….warc.gz``, or the folder of a collection, which stands for its last run. A WARC of another
        program is read too, if each record has a gzip member of its own.

    Yields
    ------
    Answer
        In the order in which they came. What was not sent again, because it had not changed, is taken from the file
        that has it, which must stand in the same folder.

    Raises
    ------
    OpenPostingsError
        Where there is no such file; and at the end, after all that could be read, where something could not.
    """
    file = _last_run(path) if path.is_dir() else path
    troubles: list[str] = []
    try:
        with file.open("rb") as stream:
            pending: Record | None = None
            try:
                for start, _, raw in members(stream):
                    record = unpack(raw)
                    if record is None:
                        troubles.append(f"the record at byte {start} is damaged")
                    elif record.kind in {"response", "revisit"}:
                        yield from _finished(pending, None, file, troubles)
                        pending = record
                    elif record.kind == "metadata" and pending and _is_beside(record, pending):
                        yield from _finished(pending, record, file, troubles)
                        pending = None
            except Torn as torn:
                troubles.append(f"{torn}")
            yield from _finished(pending, None, file, troubles)
    except OSError as error:
        raise OpenPostingsError(f"cannot be read: {error.strerror}", where=str(file)) from error
    if troubles:
        more = f", and {len(troubles) - 1} more" if len(troubles) > 1 else ""
        raise OpenPostingsError(
            f"not all could be read: {troubles[0]}{more}", where=str(file), hint="what could be read was read"
        )


def body_at(folder: Path, file: str, offset: int, sha256: str) -> bytes:
    """Give the body of an answer that is kept.

    Parameters
    ----------
    folder
        Folder of the collection.
    file, offset
        Where its record stands.
    sha256
        Digest that it must have.

    Raises
    ------
    Failed
        Where it is not there.
    """
    record = _record_at(folder, file, offset)
    if record is None or digest(record.block) != sha256:
        raise Failed("incomplete", f"the bytes that {file} had at {offset} are not there")
    return record.block


def _last_run(folder: Path) -> Path:
    found = sorted(child for child in folder.iterdir() if RUN_FILE.fullmatch(child.name))
    if not found:
        raise OpenPostingsError(
            "holds no run", where=str(folder), hint="name a folder that `openpostings collect` made"
        )
    return max(found, key=lambda child: (len(child.name), child.name))


def _is_beside(record: Record, main: Record) -> bool:
    return record.field("warc-concurrent-to") == main.field("warc-record-id") != ""


def _finished(main: Record | None, beside: Record | None, file: Path, troubles: list[str]) -> Iterator[Answer]:
    """Make the answer of a record and what stands beside it, if it is one that brings a body."""
    if main is None or (main.kind == "response" and main.status != _OK):
        return
    try:
        entry = None if beside is None else Entry.model_validate_json(beside.block)
    except ValidationError:
        entry = None
    if entry is not None and entry.kind == "robots":
        return
    try:
        source = main if main.kind == "response" else _origin(main, file)
        body = _body(source)
        retrieved_at = dt.datetime.fromisoformat(main.field("warc-date"))
    except (Failed, ValueError) as error:
        troubles.append(f"{main.field('warc-target-uri')}: {error}")
        return
    kinds = [value for key, value in source.headers if key.lower() == "content-type"]
    yield Answer(
        url=main.field("warc-target-uri").strip("<>"),
        site=entry.site if entry else None,
        board=entry.board if entry else None,
        employer=entry.employer if entry else None,
        kind=entry.kind if entry else None,
        retrieved_at=retrieved_at if retrieved_at.tzinfo else retrieved_at.replace(tzinfo=dt.UTC),
        media_type=kinds[0].partition(";")[0].strip().lower() if kinds else "",
        headers=source.headers,
        body=body,
        sha256=digest(body),
        changed=entry.changed if entry else main.kind == "response",
    )


def _origin(revisit: Record, file: Path) -> Record:
    """Find the record that a revisit refers to."""
    name, offset = revisit.field("warc-refers-to-filename"), revisit.field("warc-refers-to-file-offset")
    if not (RUN_FILE.fullmatch(name) and _OFFSET.fullmatch(offset)):
        raise Failed("incomplete", "does not say where its bytes are kept")
    record = _record_at(file.parent, name, int(offset))
    said = revisit.field("warc-payload-digest")
    if record is None or (said and said != payload_digest(digest(record.block))):
        raise Failed("incomplete", f"its bytes are not in {name}, at byte {offset}")
    return record


def _record_at(folder: Path, name: str, offset: int) -> Record | None:
    try:
        with (folder / name).open("rb") as stream:
            for _, _, raw in members(stream, offset):
                record = unpack(raw)
                return record if record is not None and record.kind == "response" else None
    except (OSError, Torn):
        return None
    return None


def _body(record: Record) -> bytes:
    """Give the body without the content encoding that other programs keep it in."""
    encoding = next((value for key, value in record.headers if key.lower() == "content-encoding"), "")
    body = Body(encoding, max_bytes=MAX_RECORD)
    body.add(record.block)
    return body.end()
