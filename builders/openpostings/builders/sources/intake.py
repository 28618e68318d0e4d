"""Read many files: every record of each gives a posting, a refusal or an error, and none of them stops the others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Final

from openpostings.builders.read.document import MAX_BYTES
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.read.reader import Reading, read_sheet
from openpostings.builders.read.refuse import REASONS
from openpostings.builders.read.sheet import Sheet
from openpostings.builders.sources.archives import is_archive, read_archive
from openpostings.builders.sources.base import Refused, Source, Tenanted
from openpostings.builders.sources.carriers import MAX_STRUCTURED, Carried, carry, unpack
from openpostings.builders.sources.mapped import MappedTable
from openpostings.builders.sources.mapping import Mapping
from openpostings.builders.sources.registry import holds_nothing, source_for
from openpostings.builders.sources.table_file import opened_table
from openpostings.schema.errors import OpenPostingsError

STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one record.

    Parameters
    ----------
    source
        Name of the source that read it; empty where none did.
    record
        A line of JSON, empty where there is no posting.
    ledger
        A line of JSON with the account of the source text, empty where there was no text.
    text
        A line of JSON with the source text, in which the spans of the record count.
    problem
        ``file``, ``code`` and ``message`` of a refusal or an error; empty where there is none.
    failed
        Whether the document could not be read at all.
    identifier
        Of a posting: what its source calls it, empty where it gives no name.
    """

    source: str = ""
    record: str = ""
    ledger: str = ""
    text: str = ""
    problem: dict[str, str] | None = None
    failed: bool = False
    identifier: str = ""


def read_files(
    files: Iterable[str], options: ReadOptions, *, stdin: BinaryIO, mapping: Mapping | None = None
) -> Iterator[Outcome]:
    """Read files in the order given, and folders in the order of their paths.

    Parameters
    ----------
    files
        Paths; ``-`` is standard input. Of a folder, hidden files and symbolic links are passed over.
    options
        What the caller knows of the documents.
    stdin
        Where ``-`` is read from.
    mapping
        Where the columns go, where the files are tables.

    Yields
    ------
    Outcome
        One for each record, as soon as it is read.
    """
    for name in _expanded(files):
        try:
            if mapping is not None:
                yield from _rows(name, mapping, options, stdin)
            elif name != STDIN and is_archive(Path(name)):
                yield from _archived(name, options)
            else:
                yield from _documents(name, _load(name, stdin), options)
        except OpenPostingsError as error:
            yield _failure(name, error)


def _archived(name: str, options: ReadOptions) -> Iterator[Outcome]:
    for answer in read_archive(Path(name), options):
        for one in _documents(f"{name}, {answer.url}", answer.body, answer.options):
            if not answer.has_alone(one.identifier):
                yield one


def _documents(name: str, data: bytes, options: ReadOptions) -> Iterator[Outcome]:
    """Read the documents of one file, or of one answer of an archive."""
    try:
        for document in carry(unpack(data, name), name):
            if isinstance(document, OpenPostingsError):
                yield _failure(name, document)
            else:
                yield from _outcomes(name, document, options)
    except OpenPostingsError as error:
        yield _failure(name, error)


def _expanded(files: Iterable[str]) -> Iterator[str]:
    for name in files:
        path = Path(name)
        if name == STDIN or not path.is_dir() or is_archive(path):
            yield name
            continue
        files_in = sorted(one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
        shown = [str(one) for one in files_in if not any(part[0] == "." for part in one.relative_to(path).parts)]
        # A folder with nothing in it is named itself, so that reading it says so.
        yield from shown or [name]


def _failure(name: str, error: OpenPostingsError) -> Outcome:
    return Outcome(problem={"file": name, "code": "unreadable", "message": error.message}, failed=True)


def _load(name: str, stdin: BinaryIO) -> bytes:
    if name == STDIN:
        return stdin.read(MAX_STRUCTURED + 1)
    path = Path(name)
    if not path.exists():
        raise OpenPostingsError("expected a file, found nothing", where=name, hint="check the path")
    if not path.is_file():
        raise OpenPostingsError("expected a regular file, found something else", where=name, hint="name each page")
    try:
        with path.open("rb") as file:
            return file.read(MAX_STRUCTURED + 1)
    except OSError as error:
        raise OpenPostingsError(
            f"cannot be read: {error.strerror}", where=name, hint="check its permissions"
        ) from error


def _outcomes(name: str, carried: Carried, options: ReadOptions) -> Iterator[Outcome]:
    if carried.carrier == "text" and len(str(carried.document)) > MAX_BYTES:
        raise OpenPostingsError(
            f"expected at most {MAX_BYTES} characters of text", where=name, hint="give one page in one file"
        )
    source = source_for(carried.document, carried.carrier)
    if source is None:
        if not holds_nothing(carried.document, carried.carrier):
            yield Outcome(problem=_problem(_place(name, carried.where, ""), Refused("", "unknown")))
        return
    sheets = (_located(source, found, options) for found in source.sheets(carried.document))
    yield from _sheets(source.name, name, carried, sheets, options)


def _sheets(
    source: str, name: str, carried: Carried, sheets: Iterable[Sheet | Refused], options: ReadOptions
) -> Iterator[Outcome]:
    for sheet in sheets:
        place = _place(name, carried.where, sheet.where)
        try:
            if isinstance(sheet, Refused):
                yield Outcome(source, problem=_problem(place, sheet))
            else:
                yield _outcome(source, place, carried, sheet, options)
        except OpenPostingsError as error:
            yield Outcome(source, problem={"file": place, "code": "unreadable", "message": error.message}, failed=True)


def _rows(name: str, mapping: Mapping, options: ReadOptions, stdin: BinaryIO) -> Iterator[Outcome]:
    """Read the rows of a table one by one; at the end, name the columns that nobody reads."""
    with opened_table(name, stdin) as table:
        mapped = MappedTable(mapping, table)
        carried = Carried(None, "table", table.sha256)
        yield from _sheets(mapping.site, name, carried, mapped.sheets(), options)
    if mapped.unread:
        listed = ", ".join(mapped.unread)
        message = f"columns that the mapping neither reads nor loses: {listed}"[:2000]
        yield Outcome(mapping.site, problem={"file": name, "code": "unread", "message": message})


def _located(source: Source, found: Sheet | Refused, options: ReadOptions) -> Sheet | Refused:
    """Name the tenant by the address that answered, where the record does not say it."""
    if isinstance(found, Refused) or found.tenant or not options.url or not isinstance(source, Tenanted):
        return found
    return replace(found, tenant=source.tenant_at(options.url))


def _place(name: str, part: str, where: str) -> str:
    place = f"{name}, {part}" if part else name
    return f"{place}#{where}" if where else place


def _problem(place: str, refused: Refused) -> dict[str, str]:
    message = REASONS[refused.reason] + (f" ({refused.detail})" if refused.detail else "")
    return {"file": place, "code": refused.reason, "message": message}


def _outcome(source: str, place: str, carried: Carried, sheet: Sheet, options: ReadOptions) -> Outcome:
    # The address of an answer is that of its one page; of records that came together it is nobody's.
    known = options if sheet.kind == "page" or options.url is None else replace(options, url=None)
    reading = read_sheet(sheet, carried.sha256, known, note=carried.note)
    ledger = _ledger(place, reading)
    if reading.refusal is not None:
        return Outcome(source, ledger=ledger, problem=_problem(place, Refused(sheet.where, reading.refusal)))
    assert reading.posting is not None  # noqa: S101 - a reading is one or the other
    text = {"id": reading.posting.id, "sha256": reading.sha256, "text": reading.text}
    record = reading.posting.model_dump_json() + "\n"
    told = json.dumps(text, ensure_ascii=False) + "\n"
    return Outcome(source, record, ledger, told, identifier=reading.posting.source.identifier or "")


def _ledger(place: str, reading: Reading) -> str:
    account = {
        "file": _file_name(place),
        "sha256": reading.sha256,
        "id": reading.posting.id if reading.posting else None,
        "characters": reading.ledger.characters,
        "unassigned": reading.ledger.unassigned,
        "share": round(reading.ledger.share, 6),
        "spans": [{"start": one.start, "end": one.end, "label": one.label} for one in reading.ledger.entries],
    }
    return json.dumps(account, ensure_ascii=False) + "\n"


def _file_name(place: str) -> str:
    path, mark, where = place.partition("#")
    return Path(path).name + mark + where
