"""Title, employer, identifiers and addresses, from the title line, the header and the keys."""

from __future__ import annotations

from typing import Final

from openpostings.builders.normalise.employment import find_experience_level
from openpostings.builders.normalise.urls import canonical_url
from openpostings.builders.read.draft import Draft, Json
from openpostings.builders.read.employer import is_name
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.page import KEY_RANK, TEXT_RANK, TITLE_RANK, Page, claim, stated_urls, whole
from openpostings.builders.read.titles import has_job_word

_ADDRESSES: Final = {
    "url": "source/url",
    "apply_url": "application/url",
    "employer_url": "hiring_organization/url",
}
_AS_WRITTEN: Final = {
    "requisition": "source/requisition_id",
    "identifier": "source/identifier",
    "publisher": "source/publisher",
}


def read_header(page: Page, draft: Draft) -> None:
    """Read who hires, for what, under which number."""
    title = page.title.get("title")
    if title is not None:
        draft.claim("title", whole(title, " ".join(title.text.split()), "header.title", rank=KEY_RANK))
        for level in find_experience_level(title.text):
            draft.claim("experience_level", claim(title, level, level.value, "title.level", status="derived"))
    _read_keys(page, draft)
    for _, value in page.keys("industry"):
        concept: Json = {"name": " ".join(value.text.split()), "code": None, "scheme": None}
        draft.claim("industry", whole(value, concept, "key.industry"))
    _read_employer(page, draft)


def _read_keys(page: Page, draft: Draft) -> None:
    for field, value in page.keys(
        "title", "employer", "parent", "requisition", "identifier", "publisher", *_ADDRESSES, "status"
    ):
        text = " ".join(value.text.split())
        if field == "title" and page.title.get("title") != value:
            draft.claim("title", whole(value, text, "key.title", rank=TITLE_RANK))
        elif field == "employer":
            draft.claim("hiring_organization/name", whole(value, text, "key.employer", rank=TEXT_RANK))
        elif field == "parent":
            draft.claim("hiring_organization/parent_name", whole(value, text, "key.parent"))
        elif field in _AS_WRITTEN:
            draft.claim(_AS_WRITTEN[field], whole(value, text, f"key.{field}"))
        elif field == "status" and text.casefold() in {"open", "active", "closed"}:
            word = "closed" if text.casefold() == "closed" else "open"
            draft.claim("status", whole(value, word, "key.status"))
        elif field in _ADDRESSES:
            for url in stated_urls(value.text):
                name = _ADDRESSES[field]
                address = canonical_url(url.value) if field == "url" else url.value
                if address:
                    draft.claim(name, claim(value, url, address, f"key.{field}"))


def _read_employer(page: Page, draft: Draft) -> None:
    if "employer" in page.title:
        span = page.title["employer"]
        draft.claim(
            "hiring_organization/name", whole(span, " ".join(span.text.split()), "title.employer", rank=KEY_RANK)
        )
    told = {str(one.value).casefold() for one in draft.of("hiring_organization/name")}
    if told:
        for span in (part for line in page.header() for _, part in header_parts(line)):
            if span.text.casefold() in told:
                again = whole(span, " ".join(span.text.split()), "header.employer", rank=KEY_RANK)
                draft.claim("hiring_organization/name", again)
        return
    named = page.employer
    candidates = [
        part for line in page.header() for kind, part in header_parts(line) if kind == "name" and is_name(part.text)
    ]
    for span in candidates:
        known = named is not None and named.text.casefold() == span.text.casefold()
        if known or (not has_job_word(span.text) and span is candidates[0]) or named is None:
            draft.claim("hiring_organization/name", whole(span, span.text, "header.employer", rank=KEY_RANK))
            return
    if named is not None:
        draft.claim("hiring_organization/name", whole(named, named.text, "text.employer", status="derived"))
