"""What a run brought, changed and lost, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpostings.builders.collect.collector import Outcome
from openpostings.builders.collect.sites import mending
from openpostings.builders.collect.state import Seen, Store
from openpostings.schema.result import safe


@dataclass(frozen=True, slots=True)
class Change:
    """How a board differs from the last time it came whole.

    Parameters
    ----------
    new, changed, unchanged, vanished
        Identifiers of postings, sorted. Of a board that did not come whole none has vanished, as far as is known.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    vanished: tuple[str, ...]


def change(outcome: Outcome, before: dict[str, Seen]) -> Change:
    """Compare what came of a board with what was there before.

    Parameters
    ----------
    outcome
        What came.
    before
        The postings of the last time that it came whole.
    """
    now = outcome.postings
    changed = {one for one in now.keys() & before.keys() if _differs(now[one], before[one])}
    return Change(
        new=tuple(sorted(now.keys() - before.keys())),
        changed=tuple(sorted(changed)),
        unchanged=tuple(sorted((now.keys() & before.keys()) - changed)),
        vanished=tuple(sorted(before.keys() - now.keys())) if outcome.is_whole else (),
    )


def summarise(outcomes: Sequence[Outcome], store: Store) -> dict[str, object]:
    """Give the summary of a run, in the order of the boards.

    Parameters
    ----------
    outcomes
        What came of each board.
    store
        Where it is kept, with what was there before.
    """
    changes = _changes(outcomes, store)
    boards = [_board(one, difference) for one, difference in zip(outcomes, changes, strict=True)]
    return {"run": store.run, "archive": store.archive_name, "totals": _totals(outcomes, changes), "boards": boards}


def lines(outcomes: Sequence[Outcome], store: Store) -> list[str]:
    """Give the summary of a run for a terminal: a line for each board, and one for each thing that went wrong."""
    said: list[str] = []
    for one, difference in zip(outcomes, _changes(outcomes, store), strict=True):
        counts = f"{len(difference.new)} new, {len(difference.changed)} changed, {len(difference.unchanged)} unchanged"
        gone = f", {len(difference.vanished)} vanished" if one.is_whole else ""
        state = "" if one.is_whole else "not whole: "
        said.append(f"{safe(one.board.key)}: {state}{len(one.postings)} postings, {counts}{gone}")
        seen: dict[str, int] = {}
        for trouble in one.troubles:
            seen[trouble.code] = seen.get(trouble.code, 0) + 1
        for code, count in seen.items():
            first = next(trouble for trouble in one.troubles if trouble.code == code)
            more = f" (and {count - 1} more of the kind)" if count > 1 else ""
            said.append(f"  {code}: {safe(first.message)}{more}: {safe(first.url)}; {mending(code)}")
    return said


def closing(outcomes: Sequence[Outcome], store: Store) -> tuple[str, str]:
    """Give the last two lines of a summary for a terminal: how much came, and where it is kept."""
    totals = _totals(outcomes, _changes(outcomes, store))
    kept = str(store.folder / store.archive_name) if store.archive_name else "nothing to keep"
    again = f" (taken up, with {store.resumed} answers from before it was interrupted)" if store.resumed else ""
    counts = ", ".join(f"{totals[name]} {name}" for name in ("new", "changed", "unchanged", "vanished"))
    return (
        f"{totals['whole']} of {totals['boards']} boards came whole: {totals['postings']} postings, {counts}",
        f"run {store.run}{again}: {kept}",
    )


def _changes(outcomes: Sequence[Outcome], store: Store) -> list[Change]:
    return [change(one, store.state.boards.get(one.board.key, {})) for one in outcomes]


def _totals(outcomes: Sequence[Outcome], changes: Sequence[Change]) -> dict[str, int]:
    whole = sum(one.is_whole for one in outcomes)
    return {
        "boards": len(outcomes),
        "whole": whole,
        "failed": len(outcomes) - whole,
        "postings": sum(len(one.postings) for one in outcomes),
        "new": sum(len(one.new) for one in changes),
        "changed": sum(len(one.changed) for one in changes),
        "unchanged": sum(len(one.unchanged) for one in changes),
        "vanished": sum(len(one.vanished) for one in changes),
    }


def _board(outcome: Outcome, difference: Change) -> dict[str, object]:
    return {
        "site": outcome.board.site,
        "board": outcome.board.board,
        "employer": outcome.board.employer,
        "whole": outcome.is_whole,
        "requests": len(outcome.entries),
        "answers_unchanged": sum(not entry.changed for entry in outcome.entries),
        "bytes": sum(entry.stored.size for entry in outcome.entries if entry.stored),
        "postings": len(outcome.postings),
        "new": list(difference.new),
        "changed": list(difference.changed),
        "unchanged": len(difference.unchanged),
        "vanished": list(difference.vanished),
        "troubles": [
            {
                "url": trouble.url,
                "code": trouble.code,
                "status": trouble.status,
                "message": trouble.message,
                "hint": mending(trouble.code),
            }
            for trouble in outcome.troubles
        ],
    }


def _differs(now: Seen, before: Seen) -> bool:
    details = now.detail is not None and before.detail is not None and now.detail != before.detail
    return now.listed != before.listed or details
