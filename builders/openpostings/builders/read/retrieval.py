"""When the page was fetched: told by the caller, or by a relative and an absolute time that speak of one moment."""

from __future__ import annotations

import datetime as dt

from openpostings.builders.normalise.relative import Relative, find_relative
from openpostings.builders.read.draft import Claim, Draft
from openpostings.builders.read.page import Page


def read_retrieval(page: Page, draft: Draft) -> None:
    """Derive the time of retrieval, or compare a relative time with what is known.

    Parameters
    ----------
    page
        The page.
    draft
        Holds the claims on ``relative`` ("2 days ago") and on the date of posting.
    """
    said = draft.of("relative")
    posted = [one for one in [*draft.of("posted_at"), *draft.of("date_posted")] if one.status == "stated"]
    if not said:
        return
    relative = _relative(page, said[0])
    if relative is None:
        return
    if page.retrieved_at is None and posted and not relative.open:
        _derive(draft, said[0], posted[0], relative)
    elif page.retrieved_at is not None and posted:
        _compare(draft, said[0], posted[0], relative, page.retrieved_at)


def _relative(page: Page, said: Claim) -> Relative | None:
    found = find_relative(page.text[said.start : said.end])
    return found[0].value if found else None


def _moment(claim: Claim) -> dt.datetime:
    moment = dt.datetime.fromisoformat(str(claim.value))
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _derive(draft: Draft, said: Claim, posted: Claim, relative: Relative) -> None:
    moment = _moment(posted) + relative.delta
    note = f"posting time plus the stated distance, exact to the {relative.unit.lower()}"
    written = moment.isoformat().replace("+00:00", "Z")
    for one in (said, posted):
        draft.claim("source/retrieved_at", Claim(written, one.start, one.end, "retrieval.relative", "derived", note))


def _compare(draft: Draft, said: Claim, posted: Claim, relative: Relative, retrieved_at: dt.datetime) -> None:
    meant = retrieved_at - relative.delta
    unit = dt.timedelta(days={"WEEK": 7, "MONTH": 31}.get(relative.unit, 1))
    draft.claims["date_posted"] = [one for one in draft.of("date_posted") if one.status == "stated"]
    status = "derived" if abs(meant - _moment(posted)) <= unit + dt.timedelta(days=1) else "conflicting"
    kept = draft.of("date_posted")[0]
    if status == "derived":
        draft.claim("date_posted", Claim(kept.value, said.start, said.end, "header.relative", "derived", rank=-1))
        return
    for one in (said, kept):
        draft.claim("date_posted:conflict", Claim(None, one.start, one.end, "header.relative", "conflicting"))
