"""Write the record: values, sections, source, identifier, and evidence with its quotes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, cast

from openpostings.builders.read.draft import Claim, Draft, Json, Row
from openpostings.builders.read.identity import content_key, stated_key
from openpostings.builders.read.keys import KEY_PATHS
from openpostings.builders.read.page import Page
from openpostings.builders.read.resolve import put, resolve
from openpostings.builders.read.sheet import Kind
from openpostings.builders.read.sites import find_site
from openpostings.schema.posting import SCHEMA_VERSION

_CONTENT: Final = frozenset({"heading", "item", "text", "key"})
_MAY_LACK: Final = frozenset({"hiring_organization", "application", "work_authorization", "notices"})
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
    body: int = 0


def write_record(page: Page, draft: Draft, origin: Origin, source_text: str) -> dict[str, object]:
    """Write the record of a page, as JSON; the rows of evidence stay in the draft as well.

    Parameters
    ----------
    page
        The page.
    draft
        Its claims.
    origin
        What is known of the document.
    source_text
        The text as it came; quotes are cut from it.
    """
    if origin.employer is not None:
        draft.claim("hiring_organization/name", Claim(origin.employer, None, None, "reader.option", "asserted"))
    _unread(page, draft)
    resolve(draft)
    values = draft.values
    source = _source(page, draft, origin)
    values["source"] = source
    _complete(page, draft)
    values["sections"] = [
        {"kind": part.kind, "heading": part.heading, "start": part.start, "end": part.end} for part in page.parts
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
    rows = [_standing(row, record) if row.status == "not_extracted" else row for row in draft.rows]
    record["provenance"] = [_evidence(source_text, row) for row in _sorted(rows)]
    return record


def _standing(row: Row, record: dict[str, object]) -> Row:
    """Put evidence at the field itself where its path leads into an object that the record does not have."""
    outer, _, inner = row.path[1:].partition("/")
    return replace(row, path=f"/{outer}") if inner and record.get(outer) is None and outer in _MAY_LACK else row


def _unread(page: Page, draft: Draft) -> None:
    """Mark what a key announces and no step could read."""
    spans = [(one.start, one.end or 0) for claims in draft.claims.values() for one in claims if one.start is not None]
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
        draft.rows[:] = [replace(row, status="conflicting") if row.path == "/source/url" else row for row in draft.rows]
    source["url"] = url
    draft.rows.append(Row("/source/url", "conflicting" if differs else "asserted", None, None, "reader.option"))


def _complete(page: Page, draft: Draft) -> None:
    values = draft.values
    whole = values.get("title") is not None and values.get("hiring_organization") is not None
    values["completeness"] = "complete" if whole else "fragment"
    first = next((row.line for row in page.placed if row.role not in {"chrome", "blank"}), None)
    note = (
        None
        if whole
        else "the text begins without a title"
        if not values.get("title")
        else "the text names no employer"
    )
    start, end = (None, None) if first is None else (first.start, first.end)
    draft.rows.append(Row("/completeness", "derived", start, end, "page.completeness", note))


def _identify(page: Page, draft: Draft, site: str, origin: Origin) -> None:
    # A site's own identifier is one posting of that site; a requisition is one of its employer.
    names = ["source/identifier", "source/requisition_id"] if origin.trusted_id else ["source/requisition_id"]
    stated = draft.first(names)
    organization = cast("dict[str, Json] | None", draft.values.get("hiring_organization"))
    employer = cast("str | None", organization["name"] if organization else None)
    if stated is not None:
        own = origin.trusted_id and bool(draft.of("source/identifier"))
        # A list gathers the jobs of many employers, whose requisitions number alike.
        tenant = employer if origin.kind == "listing" and not own else origin.tenant
        key = stated_key(str(stated.value), employer, site, tenant=tenant)
        method = "id.identifier" if own else "id.requisition"
        draft.rows.append(Row("/id", "derived", stated.start, stated.end, method))
    else:
        places = cast("list[dict[str, Json]]", draft.values.get("job_location", []))
        rows = (row.line for row in page.placed if row.role in _CONTENT)
        body = "\n".join(line.text for line in rows if line.start >= origin.body)
        if origin.own_site is not None:
            # Two rows of a list may differ by their address alone; what else a row says changes from day to day.
            address = draft.first(["source/url", "application/url"])
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


def _sorted(rows: list[Row]) -> list[Row]:
    unique = list(dict.fromkeys(rows))
    return sorted(
        unique, key=lambda row: ([_order(part) for part in row.path.split("/")], row.start or 0, row.end or 0)
    )


def _order(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdigit() else (-1, part)


def _evidence(text: str, row: Row) -> dict[str, object]:
    quote = text[row.start : row.end] if row.start is not None else None
    return {
        "path": row.path,
        "status": row.status,
        "quote": quote,
        "start": row.start,
        "end": row.end,
        "method": row.method,
        "note": row.note,
    }
