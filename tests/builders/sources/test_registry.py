"""Sources are found through their entry points; what one of them declares is whole."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import pytest
from reading import came_of_text

from openpostings.builders.sources import registry
from openpostings.builders.sources.base import GROUP, Source
from openpostings.builders.sources.page import SOURCE as PAGE
from openpostings.schema.errors import OpenPostingsError


def with_points(monkeypatch: pytest.MonkeyPatch, *points: tuple[str, str]) -> None:
    found = [EntryPoint(name, value, GROUP) for name, value in points]
    monkeypatch.setattr(registry, "entry_points", lambda *, group: found if group == GROUP else [])
    registry.sources.cache_clear()


@pytest.fixture(autouse=True)
def fresh() -> object:
    yield
    registry.sources.cache_clear()


@pytest.mark.parametrize("source", registry.sources(), ids=lambda source: source.name)
def test_each_source_says_what_it_accepts_where_values_go_and_what_is_lost(source: Source) -> None:
    assert source.accepts.endswith(".")
    # Several readers may read one value; one reader reads it once.
    rows = [(row.pointer, row.to) for row in source.crosswalk]
    assert len(rows) == len(set(rows))
    assert all(pointer.startswith("/") and reason for pointer, reason in source.loses)


def test_a_source_of_somebody_else_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    with_points(monkeypatch, ("mine", "openpostings.builders.sources.page:SOURCE"))
    assert registry.sources() == (PAGE,)
    assert registry.source_for("any text", "text") is PAGE
    assert registry.source_for({"a": 1}, "json") is None


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ('{"jobs": [], "meta": {"total": 0}}', []),
        ('{"offset": 0, "limit": 100, "totalFound": 0, "content": []}', []),
        ('{"SearchResult": {"SearchResultCount": 0, "SearchResultItems": []}}', []),
        ("[]", []),
        ('{"jobs": [], "news": [{"title": "We moved"}]}', ["unknown"]),
        ('{"jobs": null}', ["unknown"]),
        ('{"cats": []}', ["unknown"]),
    ],
)
def test_a_board_without_openings_is_read_and_gives_nothing(text: str, refused: list[str]) -> None:
    came = came_of_text(text)
    assert (came.records, [one["code"] for one in came.problems]) == ([], refused)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("no.such.module:SOURCE", "cannot be loaded"),
        ("openpostings.builders.sources.page:NOTHING", "cannot be loaded"),
        ("json:dumps", "expected a source"),
    ],
)
def test_one_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, value: str, said: str) -> None:
    with_points(monkeypatch, ("broken", value))
    with pytest.raises(OpenPostingsError, match=said) as caught:
        registry.sources()
    assert caught.value.where == value


def test_two_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "openpostings.builders.sources.page:SOURCE"
    with_points(monkeypatch, ("one", page), ("two", page))
    with pytest.raises(OpenPostingsError, match="two sources have the name"):
        registry.sources()
