"""T101: open, though all its terms are past."""

from __future__ import annotations

from collections.abc import Iterator

from openpostings.builders.rules.base import Breach, Context, RecordRule
from openpostings.builders.rules.seasons import last_day_of
from openpostings.schema.posting import Posting


def _check(posting: Posting, context: Context) -> Iterator[Breach]:
    del context
    if posting.job_start_dates and max(posting.job_start_dates) > max(map(last_day_of, posting.terms)):
        return
    last = max(posting.terms, key=last_day_of)
    yield Breach(
        ("status",),
        expected="a term that is not over, or `closed`",
        got=f"`open`, and the last term, {last.season} {last.year}, ended about {last_day_of(last)}",
        after=last_day_of(last),
    )


RULE = RecordRule(
    code="T101",
    name="open-past-term",
    message="the posting is open, though all its terms are past",
    why="Lists forget to close what they list; who counts open internships counts these too.",
    hint="See whether the posting is still there; set `status` to closed, or add the term that it is for now.",
    when=("status=open", "terms"),
    check=_check,
    bad="""
status: open
terms: [{season: summer, year: 2024}]
source: {retrieved_at: "2025-03-01T00:00:00Z"}
""",
    good="""
status: open
terms: [{season: summer, year: 2024}, {season: summer, year: 2025}]
source: {retrieved_at: "2025-03-01T00:00:00Z"}
""",
)
