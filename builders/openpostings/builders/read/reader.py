"""Read the text of a page into a posting with evidence for every value, or say why it is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final, cast

from pydantic import ValidationError

from openpostings.builders.normalise.urls import canonical_url
from openpostings.builders.read.document import Document, document_from_text
from openpostings.builders.read.draft import Draft, Row
from openpostings.builders.read.employer import named_employer
from openpostings.builders.read.facts import FACTS
from openpostings.builders.read.facts.header import read_header
from openpostings.builders.read.language import read_language
from openpostings.builders.read.layout import Layout, lay_out
from openpostings.builders.read.ledger import Ledger, account
from openpostings.builders.read.lines import Line, split_lines
from openpostings.builders.read.mended import Mended, mend
from openpostings.builders.read.options import ReadOptions
from openpostings.builders.read.page import Page
from openpostings.builders.read.placed import Placed
from openpostings.builders.read.record import Origin, write_record
from openpostings.builders.read.refuse import Reason, refusal
from openpostings.builders.read.retrieval import read_retrieval
from openpostings.builders.read.sections import find_sections
from openpostings.builders.read.sentences import Span
from openpostings.builders.read.sheet import Sheet
from openpostings.builders.read.titles import split_title
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.posting import Posting


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a page: a posting, or the reason why there is none.

    Parameters
    ----------
    posting
        The record; None where the page was refused.
    refusal
        Why it was refused: ``empty bot_wall not_found expired job_list not_a_posting``; None for a posting.
    ledger
        The account of every non-blank character.
    sha256
        Digest of the raw bytes.
    text
        The source text, in which every span counts.
    """

    posting: Posting | None
    refusal: Reason | None
    ledger: Ledger
    sha256: str = field(default="")
    text: str = field(default="", repr=False)


def read_text(text: str, options: ReadOptions | None = None) -> Reading:
    """Read the text of one page.

    Parameters
    ----------
    text
        Decoded characters; every span of the record counts in these.
    options
        What the caller knows of the page.

    Returns
    -------
    Reading
        A posting with its ledger, or a refusal.
    """
    return read_document(document_from_text(text), _NOTHING_KNOWN if options is None else options)


def read_document(document: Document, options: ReadOptions) -> Reading:
    """Read one page; see :func:`read_text`."""
    mended = mend(document.text)
    text = mended.text
    lines = split_lines(text)
    named = named_employer(lines)
    layout = lay_out(lines, named.text if named else None)
    page = Page(text, layout.placed, (), named, options.retrieved_at, _title(layout, named))
    return _read(page, layout, Draft(), _origin(document, options), mended)


def read_sheet(sheet: Sheet, sha256: str, options: ReadOptions, *, note: str | None = None) -> Reading:
    """Read a record of a structured source: what its values say, then its body.

    Parameters
    ----------
    sheet
        The record, written out.
    sha256
        Digest of the raw bytes of the document that it stands in.
    options
        What the caller knows of the document.
    note
        What was done to decode it.

    Returns
    -------
    Reading
        A posting with its ledger, or a refusal.
    """
    mended = mend(sheet.text, sheet.body)
    text = mended.text
    draft = Draft()
    for name, one in sheet.claims:
        if one.status == "not_extracted":
            draft.rows.append(Row(f"/{name}", one.status, one.start, one.end, one.method, one.note))
        else:
            draft.claim(name, one)
    lines = split_lines(text, sheet.body)
    named = named_employer(lines)
    given = _given_title(sheet.rows)
    known = given["title"].text if given else sheet.headline
    layout = lay_out(lines, named.text if named else None, titled=not sheet.page, known=known, frames=sheet.frames)
    layout = replace(layout, placed=(*sheet.rows, *layout.placed))
    title = given or _title(layout, named)
    page = Page(text, layout.placed, (), named, options.retrieved_at, title)
    document = Document(sheet.text, sha256, note="; ".join([*([note] if note else []), *sheet.notes]) or None)
    origin = replace(
        _origin(document, options),
        own_site=sheet.site or None,
        tenant=sheet.tenant,
        trusted_id=sheet.trusted_id,
        cut=sheet.cut,
        kind=sheet.kind,
        media_type=sheet.media_type,
        body=sheet.body,
    )
    return _read(page, layout, draft, origin, mended, declared=bool(given))


def _read(
    page: Page, layout: Layout, draft: Draft, origin: Origin, mended: Mended, *, declared: bool = False
) -> Reading:
    read_header(page, draft)
    employer = draft.first(["hiring_organization/name"])
    name = origin.employer or (str(employer.value) if employer else None)
    page = replace(page, parts=find_sections(layout.placed, name))
    reason = refusal(layout, page.parts)
    # What a source gives as a posting, with its title, is one, however little it says; only its own word can end it.
    said = "; ".join([*([origin.note] if origin.note else []), *mended.repaired.notes()])
    origin = replace(origin, note=said or None)
    if reason is not None and (not declared or reason == "expired"):
        ledger = account(mended, layout.placed, page.parts, [])
        return Reading(None, reason, ledger, origin.sha256, mended.source)
    read_language(page, draft)
    for read in FACTS:
        read(page, draft)
    read_retrieval(page, draft)
    record = write_record(page, draft, origin, mended)
    ledger = account(mended, layout.placed, page.parts, draft.rows)
    return Reading(_validated(record), None, ledger, origin.sha256, mended.source)


def _given_title(rows: Sequence[Placed]) -> dict[str, Span]:
    """Take the title of a structured source whole: it names the job and nothing else."""
    found = next((row.value for row in rows if row.role == "key" and row.label == "title" and row.value), None)
    return {"title": found} if found is not None else {}


def _origin(document: Document, options: ReadOptions) -> Origin:
    url = canonical_url(options.url) if options.url else None
    return Origin(
        document.sha256,
        document.note,
        options.site,
        url,
        options.retrieved_at,
        options.license,
        options.redistribute_text,
        options.employer,
    )


def _title(layout: Layout, named: Span | None) -> dict[str, Span]:
    for row in layout.placed:
        if row.role == "title":
            return split_title(row.line, named.text if named else None)
    for row in layout.placed:
        if row.role == "key" and row.label == "title" and row.value is not None:
            value = row.value
            line = Line(value.start, value.end, value.start, value.end, value.text, 0, 0)
            return split_title(line, named.text if named else None)
    return {}


def _validated(record: dict[str, object]) -> Posting:
    """Check a record; a value that breaks a rule is taken out and marked as not extracted, never passed on."""
    for _ in range(_ATTEMPTS):
        try:
            return Posting.model_validate(record)
        except ValidationError as error:
            places = [detail["loc"] for detail in error.errors(include_url=False, include_input=False)]
        record = _without(record, {_removable(place) for place in places})
    try:
        return Posting.model_validate(record)
    except ValidationError as error:
        raise OpenPostingsError(
            "what was read makes no record", hint="report the page: this is ours to mend"
        ) from error


def _removable(place: tuple[int | str, ...]) -> str:
    """Give the path to take out: a whole field, but of the source only the value that is wrong."""
    return "/".join(str(part) for part in (place[:2] if place[:1] == ("source",) else place[:1]))


def _without(record: dict[str, object], fields: set[str]) -> dict[str, object]:
    fields = {name for name in fields if name not in _NEEDED}
    kept = {name: value for name, value in record.items() if name not in fields}
    source = dict(cast("dict[str, object]", record["source"]))
    kept["source"] = {name: value for name, value in source.items() if f"source/{name}" not in fields}
    rows = cast("list[dict[str, object]]", record["provenance"])
    others = [row for row in rows if not any(f"{row['path']}/".startswith(f"/{name}/") for name in fields)]
    marks = [{"path": f"/{name}", "status": "not_extracted", "method": "record.check"} for name in sorted(fields)]
    if not (kept.get("title") and kept.get("hiring_organization")):
        kept["completeness"] = "fragment"
    return {**kept, "provenance": [*others, *marks]}


_ATTEMPTS: Final = 3
_NOTHING_KNOWN: Final = ReadOptions()
_NEEDED: Final = frozenset({"schema_version", "id", "completeness", "source", "provenance"})


__all__ = ["ReadOptions", "Reading", "read_document", "read_sheet", "read_text"]
