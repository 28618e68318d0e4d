"""Write the record: values, sections, source, identifier, and evidence with its quotes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from openpostings.builders.read.document import even_blanks
from openpostings.builders.read.draft import Claim, Draft, Json, Row
from openpostings.builders.read.identity import content_key, stated_key
from openpostings.builders.read.keys import KEY_PATHS
from openpostings.builders.read.mended import Mended
from openpostings.builders.read.page import Page
from openpostings.builders.read.resolve import put, resolve
from openpostings.builders.read.sheet import Kind
from openpostings.builders.read.sites import find_site
from openpostings.schema.posting import SCHEMA_VERSION

_CONTENT: Final = frozenset({"heading", "item", "text", "key"})
_NO_QUOTE: Final = "its letters were decoded wrongly: in the source they are control characters"
_NOT_READ: Final = frozenset({"parent", "experience_level", "workplace", "status", "title"})


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of the document beside its text; see ``ReadOptions`` and ``Sheet``."""

    sha256: str
    note: str | None
    site: str | None
    url: str | None
    retrieved_at: dt.datetime | None
    license: str | None
    redistribute_text: bool | None
    employer: str | None = None
    own_site: str | None = None
    tenant: str | None = None
    trusted_id: bool = False
    kind: Kind = "page"
    media_type: str = "text/plain"
    cut: str | None = None
    body: int = 0


def write_record(page: Page, draft: Draft, origin: Origin, mended: Mended) -> dict[str, object]:
    """Write the record of a page, as JSON; the rows of evidence stay in the draft as well.

    Parameters
    ----------
    page
        The page.
    draft
        Its claims.
    origin
        What is known of the document.
    mended
        The text as it came, from which quotes are cut, and how places in the text that was read lie in it.
    """
    if origin.employer is not None:
        draft.claim("hiring_organization/name", Claim(origin.employer, None, None, "reader.option", "asserted"))
    _unread(page, draft)
    resolve(draft)
    _name_employer(draft)
    values = draft.values
    source = _source(page, draft, origin)
    values["source"] = source
    _complete(page, draft, origin.cut)
    values["sections"] = [
        {"kind": part.kind, "heading": part.heading, "start": mended.at(part.start), "end": mended.at(part.end)}
        for part in page.parts
    ]
    draft.rows.extend(
        Row(f"/sections/{index}", "derived", part.start, part.end, "section.kind")
        for index, part in enumerate(page.parts)
    )
    _identify(page, draft, str(source["site"]), origin)
    draft.rows.append(Row("/schema_version", "asserted", None, None, "reader.version"))
    if origin.redistribute_text:
        _describe(page, draft)
    record: dict[str, object] = {"schema_version": SCHEMA_VERSION, **values}
    rows = [_at_home(row, record) for row in draft.rows]
    record["provenance"] = [_evidence(mended, row) for row in _sorted(rows)]
    return record


def _name_employer(draft: Draft) -> None:
    """Leave out what is said of an employer that nobody names: the record has no place for it."""
    if draft.values.get("hiring_organization") and not draft.of("hiring_organization/name"):
        del draft.values["hiring_organization"]
        draft.rows[:] = [row for row in draft.rows if not row.path.startswith("/hiring_organization/")]


def _unread(page: Page, draft: Draft) -> None:
    """Mark what a key announces and no step could read."""
    spans = [(one.start, one.end or 0) for claims in draft.claims.values() for one in claims if one.start is not None]
    seen = [row for row in draft.rows if row.status == "not_extracted"]
    spans += [(row.start, row.end or 0) for row in seen if row.start is not None]
    for row in page.placed:
        value = row.value
        if row.role != "key" or value is None or row.label in _NOT_READ or row.label not in KEY_PATHS:
            continue
        if not any(start < value.end and end > value.start for start, end in spans):
            draft.rows.append(Row(KEY_PATHS[row.label], "not_extracted", value.start, value.end, f"key.{row.label}"))
    for said in draft.of("relative"):
        if not draft.of("date_posted"):
            note = "relative to a time of retrieval that is not known"
            draft.rows.append(Row("/date_posted", "not_extracted", said.start, said.end, said.method, note))


def _source(page: Page, draft: Draft, origin: Origin) -> dict[str, Json]:
    source = cast("dict[str, Json]", draft.values.pop("source", {}))
    found = find_site(page.text) if origin.own_site is None else None
    if origin.own_site is not None and origin.site is None:
        source["site"] = origin.own_site
        draft.rows.append(Row("/source/site", "derived", None, None, "source.format"))
    elif origin.site is not None:
        source["site"] = origin.site
        draft.rows.append(Row("/source/site", "asserted", None, None, "reader.option"))
    elif found is not None:
        source["site"] = found[0]
        draft.rows.append(Row("/source/site", "derived", found[1].start, found[1].end, "page.signature"))
    else:
        source["site"] = "page"
        draft.rows.append(Row("/source/site", "asserted", None, None, "reader.default"))
    if origin.url is not None:
        _assert_url(draft, source, origin.url)
    if origin.retrieved_at is not None:
        source["retrieved_at"] = origin.retrieved_at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
        draft.rows.append(Row("/source/retrieved_at", "asserted", None, None, "reader.option"))
    rights: dict[str, Json] = {"license": origin.license or "unknown", "redistribute_text": origin.redistribute_text}
    source |= {"media_type": origin.media_type, "sha256": origin.sha256, "kind": origin.kind, "rights": rights}
    draft.rows.append(Row("/source/sha256", "derived", None, None, "reader.digest", origin.note))
    for name in ("media_type", "kind", "rights"):
        draft.rows.append(Row(f"/source/{name}", "asserted", None, None, "reader.option"))
    return source


def _assert_url(draft: Draft, source: dict[str, Json], url: str) -> None:
    """Keep the caller's address; where the page states another, show both."""
    differs = source.get("url") not in (None, url)
    if differs:
        draft.rows[:] = [row._replace(status="conflicting") if row.path == "/source/url" else row for row in draft.rows]
    source["url"] = url
    draft.rows.append(Row("/source/url", "conflicting" if differs else "asserted", None, None, "reader.option"))


def _complete(page: Page, draft: Draft, cut: str | None) -> None:
    values = draft.values
    whole = values.get("title") is not None and values.get("hiring_organization") is not None
    values["completeness"] = "complete" if whole and cut is None else "fragment"
    first = next((row.line for row in page.placed if row.role not in {"chrome", "blank"}), None)
    note = (
        cut if whole else "the text begins without a title" if not values.get("title") else "the text names no employer"
    )
    start, end = (None, None) if first is None else (first.start, first.end)
    draft.rows.append(Row("/completeness", "derived", start, end, "page.completeness", note))


def _identify(page: Page, draft: Draft, site: str, origin: Origin) -> None:
    # A site's own identifier is one posting of that site; a requisition is one of its employer.
    names = ["source/identifier", "source/requisition_id"] if origin.trusted_id else ["source/requisition_id"]
    stated = draft.first(names)
    organization = cast("dict[str, Json] | None", draft.values.get("hiring_organization"))
    employer = cast("str | None", organization["name"] if organization else None)
    # Tenants of a board number alike: without a name before it, a number is nobody's.
    numbered_alike = origin.own_site is not None and not origin.trusted_id
    owner = origin.tenant or (employer if numbered_alike else None)
    if stated is not None and (owner or not numbered_alike):
        own = origin.trusted_id and bool(draft.of("source/identifier"))
        key = stated_key(str(stated.value), employer, site, tenant=owner)
        method = "id.identifier" if own else "id.requisition"
        draft.rows.append(Row("/id", "derived", stated.start, stated.end, method))
    else:
        places = cast("list[dict[str, Json]]", draft.values.get("job_location", []))
        rows = (row.line for row in page.placed if row.role in _CONTENT)
        body = "\n".join(line.text for line in rows if line.start >= origin.body)
        if origin.own_site is not None:
            # Two rows of a list may differ by address or number alone; what else a row says changes from day to day.
            address = draft.first(["source/url", "application/url", "source/requisition_id"])
            body = f"{address.value if address else ''}\n{body}"
        title = cast("str | None", draft.values.get("title"))
        key = content_key(title, employer, [str(place["raw"]) for place in places], body)
        draft.rows.append(Row("/id", "derived", None, None, "id.content"))
    draft.values["id"] = f"{site}:{key}"


def _describe(page: Page, draft: Draft) -> None:
    if not page.parts:
        return
    start, end = page.parts[0].start, page.parts[-1].end
    put(draft, "description", "\n\n".join(page.text[part.start : part.end] for part in page.parts))
    draft.evidence("/description", Claim(None, start, end, "page.body"))


def _at_home(row: Row, record: dict[str, object]) -> Row:
    """Point what could not be read to the object, where there is no object for its part."""
    outer, _, inner = row.path.removeprefix("/").partition("/")
    lost = row.status == "not_extracted" and inner and record.get(outer) is None
    return row._replace(path=f"/{outer}") if lost else row


def _sorted(rows: list[Row]) -> list[Row]:
    return sorted(dict.fromkeys(rows), key=lambda row: (_order(row.path), row.start or 0, row.end or 0))


@lru_cache(maxsize=4096)
def _order(path: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in path.split("/")]


def _evidence(mended: Mended, row: Row) -> dict[str, object]:
    start, end = (None if at is None else mended.at(at) for at in (row.start, row.end))
    if start is not None and not even_blanks(mended.source[start:end]).strip():
        start = end = None
        row = row._replace(status="derived" if row.status == "stated" else row.status, note=_NO_QUOTE)
    return {
        "path": row.path,
        "status": row.status,
        "quote": mended.source[start:end] if start is not None else None,
        "start": start,
        "end": end,
        "method": row.method,
        "note": row.note,
    }
