"""How to apply: limits, order, review, documents, what has to be said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.numbers import parse_number
from openpostings.builders.normalise.triggers import Trigger
from openpostings.builders.normalise.urls import ADDRESS
from openpostings.builders.read.cues import strong_cue
from openpostings.builders.read.draft import Draft
from openpostings.builders.read.page import Page, claim, stated_urls, whole
from openpostings.builders.read.patterns import matched, numbered, pattern
from openpostings.builders.read.sections import Part
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import load_table, strings

_ELSEWHERE: Final = frozenset({"about_employer", "responsibilities", "benefits"})


@cache
def _pattern(name: str) -> re.Pattern[str]:
    table = load_table("application")
    number = rf"(?P<number>[0-9]{{1,3}}|{'|'.join(strings(table['numbers']))})"
    return re.compile(numbered(cast("str", table[name]).replace("NUMBER", number)), re.IGNORECASE)


@cache
def _words(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = cast("list[list[str]]", load_table("application")[name])
    return tuple((word, re.compile(pattern, re.IGNORECASE)) for word, pattern in rows)


_LIMIT: Final = Trigger(lambda: [_pattern("max"), _pattern("max_only")], folded=False)
_SCOPE: Final = Trigger(lambda: [_pattern("scope")], folded=False)
_ORDER: Final = Trigger(lambda: [_pattern("order")], folded=False)
_REVIEW: Final = Trigger(lambda: [_pattern("rolling"), _pattern("deadline")], folded=False)
_CONTENT: Final = Trigger(lambda: [pattern for name in ("documents", "topics") for _, pattern in _words(name)])


def read_application(page: Page, draft: Draft) -> None:
    """Read the rules of applying from sentences about applications."""
    rules = ((_LIMIT, _read_limit), (_SCOPE, _read_scope), (_ORDER, _read_order), (_REVIEW, _read_review))
    for trigger, read in (*rules, (ADDRESS, _read_address)):
        for part, span in page.sentences(trigger, but=_ELSEWHERE):
            if not part.kind.endswith("qualifications"):
                read(draft, span)
    for part, span in page.sentences(_CONTENT, but=_ELSEWHERE):
        requirement = part.kind.endswith("qualifications")
        if part.kind == "application" or (not requirement and strong_cue(span.text) == "application"):
            _read_documents(draft, part, span)
            _read_must_state(draft, span)


def _hit(span: Span, match: re.Match[str], group: str | int = 0) -> Span:
    return Span(span.start + match.start(group), span.start + match.end(group), match[group])


def _read_limit(draft: Draft, span: Span) -> None:
    limit = _pattern("max").search(span.text) or _pattern("max_only").search(span.text)
    if limit and pattern("apply").search(span.text):
        number = 1 if limit.groupdict().get("one") else parse_number(limit[matched(limit, "number")])
        if number is not None and number > 0:
            draft.claim("application/max_applications", whole(_hit(span, limit), number, "text.limit"))


def _read_scope(draft: Draft, span: Span) -> None:
    scope = _pattern("scope").search(span.text)
    if scope:
        hit = _hit(span, scope, "scope")
        text = pattern("scope_end").sub("", hit.text).rstrip()
        hit = Span(hit.start, hit.start + len(text), text)
        draft.claim("application/scope", whole(hit, " ".join(text.split()), "text.scope"))


def _read_order(draft: Draft, span: Span) -> None:
    order = _pattern("order").search(span.text)
    if order and pattern("apply").search(span.text):
        draft.claim("application/considered_in_order", whole(span, value=True, method="text.order"))


def _read_review(draft: Draft, span: Span) -> None:
    for word in ("rolling", "deadline"):
        match = _pattern(word).search(span.text)
        if match:
            draft.claim("application/review", whole(_hit(span, match), word, f"text.{word}"))


def _read_address(draft: Draft, span: Span) -> None:
    if not pattern("apply").search(span.text) or strong_cue(span.text) == "legal":
        return
    for url in stated_urls(span.text)[:1]:
        draft.claim("application/url", claim(span, url, url.value, "text.apply_url"))


def _found(span: Span, name: str) -> Iterator[tuple[str, Span]]:
    hits = [(word, _hit(span, match)) for word, pattern in _words(name) for match in pattern.finditer(span.text)]
    yield from sorted(hits, key=lambda hit: hit[1].start)


def _read_documents(draft: Draft, part: Part, span: Span) -> None:
    listed = any(entry.start == span.start for entry in part.entries)
    if not listed and not _pattern("send").search(span.text):
        return
    known = {str(found.value) for found in draft.of("application/documents")}
    for word, hit in _found(span, "documents"):
        before = span.text[: hit.start - span.start]
        if word not in known and not _pattern("not_asked").search(before):
            known.add(word)
            draft.claim("application/documents", whole(hit, word, "text.document"))


def _read_must_state(draft: Draft, span: Span) -> None:
    if not (_pattern("must").search(span.text) and _pattern("where").search(span.text)):
        return
    known = {str(found.value) for found in draft.of("application/must_state")}
    for word, hit in _found(span, "topics"):
        if word not in known:
            known.add(word)
            draft.claim("application/must_state", whole(hit, word, "text.must_state"))
