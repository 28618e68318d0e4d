"""The check of one record: every finding, not the first, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from pydantic import ValidationError

from openpostings.schema.explain import ErrorDetails, explain, field_of, value_at
from openpostings.schema.locate import Kind, locate
from openpostings.schema.located import Located
from openpostings.schema.posting import SCHEMA_VERSION, Posting
from openpostings.schema.provenance import pointer
from openpostings.schema.result import MAX_ISSUES, Finding, Issue, Result, finding, in_order, too_many
from openpostings.schema.rules import Path

_MAX_PASSES: Final = 8


def contributed(data: dict[str, object]) -> dict[str, object]:
    """Add what a contributed entry need not say: that its contributor asserts all of it.

    Parameters
    ----------
    data
        A record as it was read; it is not changed.

    Returns
    -------
    dict
        The record, with a row of ``provenance`` for the whole of it where ``source.kind`` is ``contributed`` and there
        is no row; else the record itself.
    """
    source = data.get("source")
    if not isinstance(source, dict) or cast("dict[object, object]", source).get("kind") != "contributed":
        return data
    if data.get("provenance") not in (None, []):
        return data
    return {**data, "provenance": [{"path": "", "status": "asserted", "method": "contributed"}]}


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of a value gave.

    Parameters
    ----------
    posting
        The record as a model, where nothing is wrong with it.
    issues
        All that is wrong.
    partial
        What is valid of it, with the rest *not stated*; None where nothing is, or too much is wrong.
    pruned
        Paths of what was left out of that, or has a stand-in there.
    """

    posting: Posting | None
    issues: tuple[Issue, ...]
    partial: Posting | None = None
    pruned: frozenset[Path] = frozenset()


def check_value(data: object) -> tuple[Posting | None, tuple[Issue, ...]]:
    """Check a record that is already data; give the posting, or None where there are issues, and the issues.

    Parameters
    ----------
    data
        A record in the types of JSON.
    """
    checked = check_data(data)
    return checked.posting, checked.issues


def check_data(data: object) -> Checked:
    """Check a record that is already data, and keep what is valid of it.

    A cross-field rule of the models runs only where the fields are valid one by one. So each pass sets what was found
    wrong to *not stated* and checks again, until nothing new is found.

    Parameters
    ----------
    data
        A record in the types of JSON.
    """
    issues: dict[tuple[Path, str], Issue] = {}
    pruned: set[Path] = set()
    current = data
    for _ in range(_MAX_PASSES):
        try:
            posting = Posting.model_validate(current)
        except ValidationError as error:
            details = cast("list[ErrorDetails]", error.errors(include_url=False))
        else:
            return Checked(None if issues else posting, tuple(issues.values()), posting, frozenset(pruned))
        for detail in details[: MAX_ISSUES + 1]:
            if not _follows(detail, current, pruned):
                issue = explain(detail, data)
                issues.setdefault((issue.path, issue.name), issue)
        if len(details) > MAX_ISSUES or not isinstance(current, dict):
            break
        paths = {_prunable(detail, pruned) for detail in details} - pruned
        if not paths or () in paths:
            break
        pruned |= paths
        current = _prune(cast("dict[str, object]", current), paths)
    return Checked(None, _bounded(issues))


def check_text(text: str, *, file: str, kind: Kind) -> Result:
    """Check the text of one document, or one line of JSON Lines.

    Parameters
    ----------
    text
        The document, decoded.
    file
        Its name, as it is to be shown.
    kind
        ``yaml`` or ``json``.

    Returns
    -------
    Result
        The data, the posting where nothing is wrong, and the findings. The function raises nothing for any text.
    """
    located = locate(text, kind=kind)
    found = [finding(issue, file=file) for issue in located.issues]
    if not located.readable:
        return Result(data=None, posting=None, findings=in_order(found))
    return _check_located(located, file=file, found=found)


def check_record(data: object, *, file: str, line: int = 1) -> Result:
    """Check a record that has no text of its own, such as a row of a table.

    Parameters
    ----------
    data
        The record.
    file
        Name of its file, as it is to be shown.
    line
        Where it stands there: a row's number, from 1.
    """
    located = Located(data=data, issues=(), refused=frozenset(), readable=True, places=lambda: ({(): (line, 1)}, {}))
    return _check_located(located, file=file, found=[])


def _check_located(located: Located, *, file: str, found: Iterable[Finding]) -> Result:
    data = located.data
    record: dict[str, object] | None = None
    if isinstance(data, dict):
        data = record = contributed(cast("dict[str, object]", data))
    checked = check_data(data)
    findings = [
        *found,
        *(
            finding(issue, file=file, position=located.position(issue.path, issue.anchor))
            for issue in checked.issues
            if not (issue.path and any(_touch(issue.path, path) for path in located.refused))
        ),
    ]
    return Result(
        data=record,
        posting=None if findings else checked.posting,
        findings=in_order(findings),
        position=located.position,
        partial=checked.partial,
        pruned=checked.pruned | located.refused,
    )


def _bounded(issues: Mapping[tuple[Path, str], Issue]) -> tuple[Issue, ...]:
    listed = list(issues.values())
    if len(listed) <= MAX_ISSUES:
        return tuple(listed)
    return (*listed[:MAX_ISSUES], too_many())


def _touch(one: Path, other: Path) -> bool:
    """Tell whether one path is the other, or leads there."""
    length = min(len(one), len(other))
    return one[:length] == other[:length]


def _follows(detail: ErrorDetails, current: object, pruned: set[Path]) -> bool:
    """Tell whether an error is there only because an earlier pass set a value to *not stated*."""
    if not pruned:
        return False
    path = detail["loc"]
    if any(_touch(path, other) for other in pruned):
        return True
    if detail["type"] == "id_site":
        return ("source",) in pruned or ("source", "site") in pruned
    if detail["type"] in {"evidence_missing", "conflict_one_sided"}:
        return ("provenance",) in pruned
    if detail["type"] == "evidence_dangling":
        row = value_at(current, path)
        return any(_leads(row, pointer(other)) or _leads(pointer(other), row) for other in pruned)
    return False


def _leads(one: object, other: object) -> bool:
    return isinstance(one, str) and isinstance(other, str) and f"{other}/".startswith(f"{one}/")


def _prunable(detail: ErrorDetails, pruned: set[Path]) -> Path:
    """Find the deepest place at an error's path that may be *not stated*, or else its field of the posting."""
    path = detail["loc"]
    if detail["type"] == "extra_forbidden":
        return path
    # What is not stated already, and wrong all the same, takes the object around it along.
    while len(path) > 1 and (path in pruned or not _may_be_null(path)):
        path = path[:-1]
    return path


def _may_be_null(path: Path) -> bool:
    field = field_of(path)
    return isinstance(path[-1], str) and field is not None and not field.is_required()


def _prune(data: dict[str, object], paths: Iterable[Path]) -> dict[str, object]:
    """Copy a record without the values at some paths; what every record must have gets a stand-in."""
    # Shorter paths first: what stands below a value that has gone needs no more pruning.
    for path in sorted(paths, key=len):
        data = cast("dict[str, object]", _without(data, path))
    for name, value in _stand_ins(data).items():
        data.setdefault(name, value)
    return data


def _without(here: object, path: Path) -> object:
    head, rest = path[0], path[1:]
    if isinstance(here, dict):
        fields = cast("dict[object, object]", here)
        if head not in fields:
            return fields
        if not rest:
            return {key: value for key, value in fields.items() if key != head}
        return {**fields, head: _without(fields[head], rest)}
    if isinstance(here, list):
        items = enumerate(cast("list[object]", here))
        return [_without(item, rest) if index == head and rest else item for index, item in items]
    return here


def _stand_ins(data: Mapping[str, object]) -> dict[str, object]:
    source = data.get("source")
    site = cast("dict[object, object]", source).get("site") if isinstance(source, dict) else None
    return {
        "schema_version": SCHEMA_VERSION,
        # A fragment asks for no other field.
        "completeness": "fragment",
        "source": {"site": "page", "kind": "page"},
        "id": f"{site if isinstance(site, str) else 'page'}:x",
    }
