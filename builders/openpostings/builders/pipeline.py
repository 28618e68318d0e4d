"""The build: postings in, a release out.

Each record is checked, what does not pass goes to ``rejects.jsonl``, and the rest is projected to what may be exported,
sorted, and written beside its place. Only when all of it is on disk does it take the place, in one step. What a build
gives depends on its input alone: not on its order, the folder, the time, the time zone or the machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Final, Protocol, cast

from openpostings.builders.export.card import CardFacts, card
from openpostings.builders.export.citation import citation
from openpostings.builders.export.manifest import release_name, write_manifest
from openpostings.builders.export.parquet import write_parquet
from openpostings.builders.export.rejects import Reject, write_rejects
from openpostings.builders.export.rights import project
from openpostings.builders.export.stats import Stats
from openpostings.builders.export.swap import Swap
from openpostings.builders.inputs import Input, find_inputs
from openpostings.dataset.release import MANIFEST, Manifest, canonical_json, content_digest, read_manifest
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.posting import Posting
from openpostings.schema.result import Finding, codes
from openpostings.schema.scalars import JsonObject

CARD: Final = "README.md"
CITATION: Final = "CITATION.cff"
REJECTS: Final = "rejects.jsonl"


class Progress(Protocol):
    """Is told how far a build has come."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Take the name of the stage, records done, and how many there are where that is known."""


@dataclass(frozen=True)
class BuildResult:
    """What a build made.

    Parameters
    ----------
    rows
        Records of the release.
    rejects
        Input records that did not pass.
    out
        Folder of the release.
    manifest
        Its manifest.
    """

    rows: int
    rejects: int
    out: Path
    manifest: Manifest


@dataclass(frozen=True, order=True, slots=True)
class _Candidate:
    """A valid record. The order is that in which, of records with one identifier, the first stays."""

    id: str
    line: bytes
    file: str
    number: int


def build(
    paths: Sequence[str | Path],
    *,
    out: str | Path,
    include_text: bool = False,
    progress: Progress | None = None,
) -> BuildResult:
    """Check postings and write a release.

    Parameters
    ----------
    paths
        Entries (YAML, JSON), JSON Lines or Parquet of postings, folders of these, or ``-`` for standard input. With
        none, the entries that come with the package.
    out
        Folder of the release. A release that stands there is replaced in one step; a kill at any moment leaves the
        old one or the new one, whole.
    include_text
        Whether sentences are exported of records whose source does not permit it: for local work only.
    progress
        Told how far the build has come.

    Returns
    -------
    BuildResult
        Also where every record was rejected: the release has no rows then, and says why in ``rejects.jsonl``.

    Raises
    ------
    OpenPostingsError
        Where a path leads nowhere, ``out`` holds anything but a release, or cannot be written.
    """
    say = progress or _silent
    inputs = find_inputs(paths)
    with Swap(Path(out)) as swap:
        refuse_foreign(swap.place)
        candidates, rejects = _read(inputs, say)
        kept, duplicates = _settle(candidates)
        rejects += duplicates
        lines = _project(kept, say, include_text=include_text)
        manifest = _write(lines, rejects, swap.new, say, include_text=include_text)
        refuse_foreign(swap.place)
        swap.commit()
    return BuildResult(manifest.rows, manifest.rejects, Path(out), manifest)


def refuse_foreign(place: Path) -> None:
    """Refuse to replace what is not a release, or holds files that no build has written.

    Parameters
    ----------
    place
        Where a release is to stand.

    Raises
    ------
    OpenPostingsError
        Where a file stands there, or a folder with anything that a release's manifest does not name.
    """
    hint = "name another folder with --out, or move it away"
    if not place.exists():
        return
    if not place.is_dir():
        raise OpenPostingsError("is a file, and a release is a folder", where=str(place), hint=hint)
    if not any(place.iterdir()):
        return
    try:
        manifest = read_manifest(place)
    except OpenPostingsError as error:
        message = f"holds files and no manifest of a release, so it is not replaced: {error.message}"
        raise OpenPostingsError(message, where=str(place), hint=hint) from error
    known = {MANIFEST, *(entry.path for entry in manifest.files)}
    for path in sorted(place.rglob("*")):
        name = path.relative_to(place).as_posix()
        is_folder = path.is_dir() and not path.is_symlink()
        if name not in known and not (is_folder and any(other.startswith(f"{name}/") for other in known)):
            raise OpenPostingsError("is no part of the release that would be replaced", where=str(path), hint=hint)


def _read(inputs: Iterable[Input], say: Progress) -> tuple[list[_Candidate], list[Reject]]:
    candidates: list[_Candidate] = []
    rejects: list[Reject] = []
    for source in inputs:
        for record in source.records():
            if record.posting is None:
                rejects.append(Reject(source.label, record.line, record.findings))
            else:
                line = canonical_json(record.posting.model_dump(mode="json"))
                candidates.append(_Candidate(record.posting.id, line, source.label, record.line))
            say("check", len(candidates) + len(rejects), None)
    return candidates, rejects


def _settle(candidates: Iterable[_Candidate]) -> tuple[list[_Candidate], list[Reject]]:
    """Keep one record of each identifier: the first in the order of canonical JSON, whatever the order of the input."""
    kept: list[_Candidate] = []
    rejects: list[Reject] = []
    for _, same in groupby(sorted(candidates), key=attrgetter("id")):
        first, *others = same
        kept.append(first)
        rejects += [Reject(other.file, other.number, (_duplicate(other, first),)) for other in others]
    return kept, rejects


def _duplicate(other: _Candidate, first: _Candidate) -> Finding:
    identical = other.line == first.line
    name = "duplicate-record" if identical else "duplicate-id"
    code = codes()[name]
    where = f"{first.file}:{first.number}"
    return Finding(
        file=other.file,
        line=other.number,
        column=1,
        code=code.code,
        rule=name,
        path="" if identical else "/id",
        message=code.message if identical else f"/id: {code.message}",
        expected="each record once" if identical else "an identifier of its own",
        got=f"the record of {where} again" if identical else f"the identifier of {where}, which stays in the release",
        hint=code.hint,
    )


def _project(kept: Sequence[_Candidate], say: Progress, *, include_text: bool) -> list[bytes]:
    """Give the records that may be exported as canonical JSON, by employer, date of posting and identifier."""
    rows: list[tuple[tuple[str, str, str], bytes]] = []
    for done, candidate in enumerate(kept, start=1):
        posting = project(Posting.model_validate_json(candidate.line), include_text=include_text)
        rows.append((_sort_key(posting), canonical_json(posting.model_dump(mode="json"))))
        say("project", done, len(kept))
    return [line for _, line in sorted(rows)]


def _sort_key(posting: Posting) -> tuple[str, str, str]:
    employer = posting.hiring_organization.name if posting.hiring_organization else ""
    date = posting.date_posted.isoformat() if posting.date_posted else ""
    return employer, date, posting.id


def _write(
    lines: Sequence[bytes], rejects: Sequence[Reject], root: Path, say: Progress, *, include_text: bool
) -> Manifest:
    digest = content_digest(lines)
    name = release_name(digest)
    stats = Stats(include_text)
    for line in lines:
        stats.add(cast("JsonObject", json.loads(line)))
    done = 0

    def advance(rows: int) -> None:
        nonlocal done
        done += rows
        say("write", done, len(lines))

    shards = write_parquet(lines, root, advance=advance)
    write_rejects(rejects, root / REJECTS, include_text=include_text)
    facts = CardFacts(
        release=name,
        content_digest=digest,
        rejects=len(rejects),
        include_text=include_text,
        arrow_bytes=sum(shard.arrow_bytes for shard in shards),
        stats=stats,
    )
    (root / CARD).write_text(card(facts), encoding="utf-8", newline="\n")
    license_free = not (include_text and stats.withheld)
    (root / CITATION).write_text(
        citation(release=name, digest=digest, facts_only=license_free), encoding="utf-8", newline="\n"
    )
    return write_manifest(root, shards=shards, rejects=len(rejects), content_digest=digest, include_text=include_text)


def _silent(stage: str, done: int, total: int | None) -> None:
    """Say nothing."""
