"""JSON-LD to a record and back: what the vocabulary's own examples keep, and what our own JSON-LD says again."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from openpostings.builders.read.options import ReadOptions
from openpostings.builders.sources.intake import read_files
from openpostings.schema import Posting
from openpostings.schema.crosswalk import schema_org, to_schema_org
from outside import SHARED

EXAMPLES = sorted((SHARED / "real" / "jsonld" / "schemaorg_examples" / "json").glob("*.jsonld"))
OWN = sorted((Path(__file__).parents[1] / "sources" / "schema_org").glob("[ep]*.jsonld"))
TABLE = schema_org()
# A credential among the qualifications is a degree asked for.
REPLACED = {**TABLE.said_again, **TABLE.superseded, "qualifications": "educationRequirements"}
OF_PERSONS = {"applicationContact"}
"""Lost where they name a person or a mailbox; an address of a form is kept."""


def read(data: bytes) -> list[Posting]:
    found = read_files(["-"], ReadOptions(), stdin=io.BytesIO(data))
    return [Posting.model_validate_json(one.record) for one in found if one.record]


def again(node: dict[str, Any]) -> dict[str, Any]:
    (posting,) = read(json.dumps(node).encode())
    return to_schema_org(posting)


def vanished(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name in before if name not in after and not name.startswith("@")}


def explained(name: str, after: dict[str, Any]) -> bool:
    if name in TABLE.lost_in or name in OF_PERSONS:
        return True
    # A text of the posting comes back as the description, which is written only where rights permit.
    return name in {*TABLE.read_as_text, "description"} or REPLACED.get(name) in after


@pytest.mark.skipif(not EXAMPLES, reason="the vocabulary's examples are not here")
def test_examples_come_back_but_for_the_declared_losses() -> None:
    lost: dict[str, list[str]] = {}
    for path in EXAMPLES:
        node = json.loads(path.read_text(encoding="utf-8"))
        back = again(node)
        for name in sorted(vanished(node, back)):
            assert explained(name, back), (path.name, name)
            lost.setdefault(name, []).append(path.stem)
    for name, where in sorted(lost.items()):
        reason = "persons are not recorded" if name in OF_PERSONS else TABLE.lost_in.get(name)
        reason = reason or f"said by {REPLACED.get(name) or 'the text'}"
        print(f"{name}: {reason} (in {', '.join(where)})")  # noqa: T201 - `pytest -s` shows the list
    assert lost


@pytest.mark.skipif(not EXAMPLES, reason="the vocabulary's examples are not here")
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_second_trip_changes_nothing(path: Path) -> None:
    once = again(json.loads(path.read_text(encoding="utf-8")))
    assert again(once) == once


def values(posting: Posting) -> dict[str, Any]:
    """Give what both sides must have: not where it was read, nor how the text was cut."""
    dumped = posting.model_dump(mode="json", exclude={"provenance", "sections", "id", "language", "completeness"})
    said = {name: value for name, value in dumped.items() if name not in TABLE.lost_out}
    return {
        **said,
        "source": {name: dumped["source"][name] for name in ("url", "identifier", "requisition_id", "publisher")},
        "responsibilities": [item["text"] for item in said["responsibilities"]],
        "qualifications": [item["text"] for item in said["qualifications"]],
        "education_requirements": [
            (one["credential_category"], one["fields_of_study"]) for one in said["education_requirements"]
        ],
        "experience_requirements": [(one["months_min"], one["in"]) for one in said["experience_requirements"]],
        "skills": [(one["name"], one["concept"]) for one in said["skills"]],
        "job_benefits": [one["name"] for one in said["job_benefits"]],
    }  # fmt: skip


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_what_is_written_is_read_again(path: Path) -> None:
    for posting in read(path.read_bytes()):
        (back,) = read(json.dumps(to_schema_org(posting)).encode())
        assert values(back) == values(posting)
