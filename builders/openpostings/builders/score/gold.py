"""A gold set: documents with their labels, or records; and the records that were read from the same documents."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final, cast

from openpostings.builders.read.options import ReadOptions
from openpostings.builders.score.fields import conflicts
from openpostings.builders.sources.intake import read_files
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.result import Issue
from openpostings.schema.yaml_source import read_yaml

Record = Mapping[str, object]
_REFUSAL: Final = "refusal"
_LABELS: Final = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Labelled:
    """A document and what a person says of it.

    Parameters
    ----------
    name
        File name of the document.
    keys
        By which of these its records are found among the read ones: name, digest of its bytes, identifier.
    records
        The labels: a record each, without what is null; none where the document makes no record.
    path
        The document; None where the gold set holds records alone.
    options
        What the label says that the reader was told of the document.
    """

    name: str
    keys: tuple[str, ...]
    records: tuple[Record, ...]
    path: Path | None = None
    options: ReadOptions = field(default_factory=ReadOptions)


def load_gold(paths: Sequence[Path]) -> list[Labelled]:
    """Load gold sets.

    Parameters
    ----------
    paths
        Folders of documents with a label ``<document>.yaml`` beside each, single labels, or JSON Lines of records.

    Raises
    ------
    OpenPostingsError
        Where a set holds no label, or a label cannot be read or has no document.
    """
    found: list[Labelled] = []
    for path in paths:
        if path.is_dir():
            labels = sorted(one for one in path.rglob("*") if one.suffix in _LABELS)
            if not labels:
                raise OpenPostingsError("expected labels, found none", where=str(path), hint="a label is <name>.yaml")
            found += [_labelled(label) for label in labels]
        elif path.suffix in _LABELS:
            found.append(_labelled(path))
        else:
            records = list(load_records(path))
            if not records:
                raise OpenPostingsError("expected records, found none", where=str(path), hint="a gold set has labels")
            found += [Labelled(_keys(record)[0], _keys(record), (record,)) for record in records]
    return found


def _labelled(label: Path) -> Labelled:
    content = _yaml(label)
    records = _records(content)
    beside = [one for one in sorted(label.parent.glob(f"{label.stem}.*")) if one.suffix not in _LABELS]
    if not beside:
        raise OpenPostingsError("expected a document beside the label, found none", where=str(label))
    digest = hashlib.sha256(beside[0].read_bytes()).hexdigest()
    return Labelled(beside[0].name, (beside[0].name, digest), tuple(records), beside[0], _options(content))


def load_labels(folder: Path) -> dict[str, tuple[Record, ...]]:
    """Load labels that stand apart from their documents, by their names without the ending.

    Raises
    ------
    OpenPostingsError
        Where one cannot be read.
    """
    return {path.stem: tuple(_records(_yaml(path))) for path in sorted(folder.glob("*.yaml"))}


def _records(content: Record) -> list[Record]:
    records = cast("list[Record]", content.get("records") or ([] if _REFUSAL in content else [content]))
    return [{**record, "sections": _sections(record)} for record in records]


def _sections(record: Record) -> list[Record]:
    """Write out the sections of a label, which gives each as a pair of kind and heading."""
    rows = cast("list[list[str | None]]", record.get("sections") or [])
    return [{"kind": row[0], "heading": row[1]} for row in rows if len(row) > 1]


def _yaml(label: Path) -> Record:
    located = read_yaml(_text(label))
    data: object = located.data
    if located.issues or not isinstance(data, dict):
        issue = (
            located.issues[0] if located.issues else Issue("syntax-error", expected="a mapping", got="something else")
        )
        raise OpenPostingsError(f"the label cannot be read: {issue.name}, expected {issue.expected}", where=str(label))
    return cast("Record", data)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OpenPostingsError(f"cannot be read: {error}", where=str(path), hint="check path and encoding") from error


def _options(content: Record) -> ReadOptions:
    given = cast("Mapping[str, str | None]", content.get("read_options") or {})
    moment = given.get("retrieved_at")
    return ReadOptions(
        site=given.get("site"),
        employer=given.get("employer"),
        retrieved_at=dt.datetime.fromisoformat(moment) if moment else None,
    )


def load_records(path: Path) -> Iterator[Record]:
    """Load JSON Lines of records.

    Raises
    ------
    OpenPostingsError
        Where a line is no record, or has nothing to find its document by.
    """
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            record: object = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise OpenPostingsError(f"expected a record: {error}", where=f"{path}:{number}") from error
        if not isinstance(record, dict) or not _keys(cast("Record", record)):
            raise OpenPostingsError(
                "expected a record with `document`, `source.sha256` or `id`", where=f"{path}:{number}"
            )
        yield cast("Record", record)


def _keys(record: Record) -> tuple[str, ...]:
    source = record.get("source")
    digest = cast("Record", source).get("sha256") if isinstance(source, Mapping) else None
    return tuple(str(key) for key in (record.get("document"), digest, record.get("id")) if key)


class Predictions:
    """Records that were read, by what their documents are known by."""

    def __init__(self, records: Iterator[Record]) -> None:
        self._by_key: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            for key in _keys(record):
                self._by_key[key].append(record)

    def of(self, document: Labelled) -> list[Record]:
        """Give the records of a document."""
        known = [key for key in document.keys if key in self._by_key]
        return self._by_key[known[0]] if known else []


def read_gold(document: Labelled) -> list[Record]:
    """Read a document of a gold set with our own reader, told what its label says.

    Raises
    ------
    OpenPostingsError
        Where the set holds records alone.
    """
    if document.path is None:
        raise OpenPostingsError(
            "the gold set has no documents to read", where=document.name, hint="give the records with --pred"
        )
    outcomes = read_files([str(document.path)], document.options, stdin=BytesIO())
    return [cast("Record", json.loads(one.record)) for one in outcomes if one.record]


def with_conflicts(record: Record) -> Record:
    """Add what a record shows as contradictory under the name that labels use."""
    return record if "conflicts" in record else {**record, "conflicts": conflicts(record)}
