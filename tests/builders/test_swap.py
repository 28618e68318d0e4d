"""A folder takes its place in one step, with the system call for it and without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from openpostings.builders.export import swap as module
from openpostings.builders.export.swap import Swap, exchange
from openpostings.schema.errors import OpenPostingsError


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def put(place: Path, text: str) -> None:
    with Swap(place) as swap:
        (swap.new / "file").write_text(text)
        swap.commit()


@pytest.fixture(params=["exchange", "two renames"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "two renames":
        monkeypatch.setattr(module, "exchange", lambda one, other: False)  # noqa: ARG005 - as the function


@pytest.mark.usefixtures("both_ways")
def test_new_over_nothing_empty_and_old(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "place"
    put(place, "one")
    put(place, "two")
    assert (place / "file").read_text() == "two"
    assert names(place.parent) == ["place"]
    empty = tmp_path / "empty"
    empty.mkdir()
    put(empty, "three")
    assert (empty / "file").read_text() == "three"


@pytest.mark.usefixtures("both_ways")
def test_what_fails_leaves_the_old(tmp_path: Path) -> None:
    place = tmp_path / "place"
    put(place, "one")
    with pytest.raises(IsADirectoryError), Swap(place) as swap:
        swap.new.read_text()
    assert (place / "file").read_text() == "one"
    assert names(tmp_path) == ["place"]


def test_left_overs_are_cleaned(tmp_path: Path) -> None:
    place = tmp_path / "place"
    put(place, "one")
    (tmp_path / ".place.new" / "data").mkdir(parents=True)
    (tmp_path / ".place.new" / "data" / "half").write_text("x")
    put(place, "two")
    assert names(tmp_path) == ["place"]
    assert names(place) == ["file"]


def test_a_kill_between_two_renames_is_mended(tmp_path: Path) -> None:
    place = tmp_path / "place"
    put(place, "one")
    place.rename(tmp_path / ".place.old")
    with Swap(place):
        assert (place / "file").read_text() == "one"
    assert names(tmp_path) == ["place"]


def test_two_builds_at_once(tmp_path: Path) -> None:
    place = tmp_path / "place"
    with Swap(place) as first:
        with pytest.raises(OpenPostingsError, match="another build"), Swap(place):
            pass
        (first.new / "file").write_text("one")
        first.commit()
        with Swap(place) as second:
            (second.new / "file").write_text("two")
    assert (place / "file").read_text() == "one"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    put(tmp_path / "link", "one")
    put(tmp_path / "link", "two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "file").read_text() == "two"


def test_exchange_fails_loudly(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        exchange(tmp_path / "a", tmp_path / "b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_one_may_not_write_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OpenPostingsError, match="cannot write"), Swap(tmp_path / "place"):
        pass


def test_a_parent_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OpenPostingsError, match="cannot write"), Swap(tmp_path / "file" / "place"):
        pass
    with pytest.raises(OpenPostingsError, match="folder of its own"):
        Swap(Path("/"))
