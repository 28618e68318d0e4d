"""Compare what was read from the own pages with their labels, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from openpostings.schema import Posting

PAGES = Path(__file__).parents[1] / "pages"
NOT_LABELLED = {
    "schema_version",
    "id",
    "source",
    "provenance",
    "sections",
    "description",
    "industry",
    "occupational_category",
}
NOT_COMPARED_IN_SOURCE = {"site", "sha256", "kind", "rights", "media_type"}


def pages() -> list[Path]:
    return sorted(PAGES.glob("*.txt"))


def label(page: Path) -> dict[str, Any]:
    loaded = yaml.safe_load(page.with_suffix(".yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def source_text(page: Path) -> str:
    return page.read_bytes().decode("utf-8")


def _full(value: Any, like: Any) -> Any:
    """Fill a label with the nulls and empty lists that it leaves out, as the record writes them."""
    if isinstance(like, dict) and isinstance(value, dict):
        return {name: _full(value.get(name), like[name]) for name in like} | {
            name: value[name] for name in value if name not in like
        }
    if isinstance(like, list):
        items = value or []
        return [_full(item, like[min(index, len(like) - 1)]) if like else item for index, item in enumerate(items)]
    return value


def differences(posting: Posting, expected: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Give field, expected and got for each field that differs."""
    got = posting.model_dump(mode="json")
    for name, value in got.items():
        if name not in NOT_LABELLED:
            wanted = _full(expected.get(name), value)
            if wanted != value:
                yield name, wanted, value
    sections = [[part["kind"], part["heading"]] for part in got["sections"]]
    if sections != expected.get("sections", []):
        yield "sections", expected.get("sections", []), sections
    labelled = expected.get("source", {})
    for name, value in got["source"].items():
        if name not in NOT_COMPARED_IN_SOURCE and value != labelled.get(name):
            yield f"source/{name}", labelled.get(name), value
    conflicts = sorted({row["path"] for row in got["provenance"] if row["status"] == "conflicting"})
    if conflicts != sorted(expected.get("conflicts", [])):
        yield "conflicts", expected.get("conflicts", []), conflicts
