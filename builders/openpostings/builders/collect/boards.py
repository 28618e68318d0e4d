"""The file of boards: what it may say, and where it says something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from openpostings.builders.collect.failure import Failed
from openpostings.builders.collect.guard import same_address, split_address
from openpostings.builders.collect.sites import PAGE, Site, read_text
from openpostings.schema.hints import did_you_mean
from openpostings.schema.locate import locate
from openpostings.schema.located import Located
from openpostings.schema.result import Anchor, codes, show
from openpostings.schema.rules import Path as ValuePath

_KEYS: Final = ("site", "board", "url", "employer")
_MAX_BOARDS: Final = 100_000
_MAX_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Board:
    """A board, or a single page, that is to be asked.

    Parameters
    ----------
    site
        Short name of the site; ``page`` for a single page.
    board
        The board's name there; of a page, its address.
    employer
        Whose board it is, as the file says; None where it does not.
    """

    site: str
    board: str
    employer: str | None = None

    @property
    def key(self) -> str:
        """Name the board in one word."""
        return f"{self.site}/{self.board}"

    @property
    def is_page(self) -> bool:
        """Tell whether it is a single page."""
        return self.site == PAGE


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that is wrong in the file of boards: where, what, and how it is mended."""

    line: int
    column: int
    message: str
    hint: str = ""


class _Reader:
    def __init__(self, located: Located, sites: Mapping[str, Site]) -> None:
        self.problems: list[Problem] = []
        self._located = located
        self._sites = sites
        self._seen: dict[str, ValuePath] = {}
        # Keys that others of the same board seem to be meant for.
        self._meant = ""

    def boards(self) -> list[Board]:
        data = self._located.data
        if not isinstance(data, list):
            self._say(
                (), f"expected a list of boards, got {show(data)}", "write one `- {site: …, board: …}` for each board"
            )
            return []
        entries = cast("list[object]", data)
        if len(entries) > _MAX_BOARDS:
            self._say((), f"more than {_MAX_BOARDS:,} boards", "make several files of it")
            return []
        found = [self._board(entry, (number,)) for number, entry in enumerate(entries)]
        return [board for board in found if board is not None]

    def _board(self, entry: object, path: ValuePath) -> Board | None:
        if not isinstance(entry, dict):
            if path not in self._located.refused:
                self._say(path, f"expected a board, got {show(entry)}", "write `{site: …, board: …}`")
            return None
        fields = cast("dict[str, object]", entry)
        self._meant = ""
        for key in fields:
            if key not in _KEYS:
                meant = did_you_mean(key, list(_KEYS))
                self._meant += meant
                self._say(
                    (*path, key), f"unknown key {show(key)}", meant or f"the keys are {', '.join(_KEYS)}", anchor="key"
                )
        site = self._text(fields, path, "site")
        if site is None:
            return None
        if site != PAGE and site not in self._sites:
            known = [PAGE, *sorted(self._sites)]
            self._say(
                (*path, "site"),
                f"unknown site {show(site)}",
                did_you_mean(site, known) or f"known are {', '.join(known)}",
            )
            return None
        name = self._page(fields, path) if site == PAGE else self._name(fields, path, site)
        employer = self._text(fields, path, "employer") if fields.get("employer") is not None else None
        return None if name is None else self._once(Board(site, name, employer), path)

    def _name(self, fields: dict[str, object], path: ValuePath, site: str) -> str | None:
        if "url" in fields:
            self._say((*path, "url"), f"a board of {site} has no url", "write its name as `board`", anchor="key")
        name = self._text(fields, path, "board")
        if name is not None and not self._sites[site].takes(name):
            self._say(
                (*path, "board"),
                f"{show(name)} is no name of a board of {site}",
                "write the name alone, without an address",
            )
            return None
        return name

    def _page(self, fields: dict[str, object], path: ValuePath) -> str | None:
        if "board" in fields:
            self._say((*path, "board"), "a page has no board", "write its address as `url`", anchor="key")
        url = self._text(fields, path, "url")
        if url is None:
            return None
        try:
            parts = split_address(url)
        except Failed as error:
            self._say((*path, "url"), error.message, "write an http or https address without a user name")
            return None
        return same_address(parts.geturl())

    def _text(self, fields: dict[str, object], path: ValuePath, key: str) -> str | None:
        value = fields.get(key)
        if (*path, key) in self._located.refused:
            return None
        if value is None and f"`{key}`" in self._meant:
            return None
        if value is None:
            self._say(path, f"the board has no `{key}`", f"add `{key}: …`")
            return None
        limit = _MAX_NAME if key != "url" else _MAX_NAME * 20
        if not isinstance(value, str) or not value.strip() or len(value) > limit or not value.isprintable():
            hint = (
                "put the value in quotes"
                if isinstance(value, bool | int | float)
                else f"write a text of at most {limit} characters"
            )
            self._say((*path, key), f"expected text, got {show(value)}", hint)
            return None
        return value.strip()

    def _once(self, board: Board, path: ValuePath) -> Board | None:
        address = board.board if board.is_page else self._sites[board.site].list_address(board.board, 0)
        first = self._seen.setdefault(same_address(address), path)
        if first == path:
            return board
        line = self._located.position(first)[0]
        self._say(path, f"{show(board.key)} stands in line {line} already", "leave it once")
        return None

    def _say(self, path: ValuePath, message: str, hint: str, *, anchor: Anchor = "value") -> None:
        line, column = self._located.position(path, anchor)
        self.problems.append(Problem(line, column, message, hint))


def read_boards(path: Path, sites: Mapping[str, Site]) -> tuple[tuple[Board, ...], tuple[Problem, ...]]:
    """Read and check a file of boards.

    Parameters
    ----------
    path
        YAML: a list of ``{site, board, employer}``, and of ``{site: page, url, employer}``; `employer` may be left out.
    sites
        The sites that are known, by name.

    Returns
    -------
    tuple
        The boards that nothing is wrong with, in the order of the file; and all that is wrong with others.

    Raises
    ------
    OpenPostingsError
        Where the file cannot be read at all.
    """
    located = locate(read_text(path), kind="yaml")
    reader = _Reader(located, sites)
    boards = reader.boards() if located.readable else []
    table = codes()
    for issue in located.issues:
        line, column = issue.position or (1, 1)
        row = table[issue.name]
        said = f": {issue.got}" if issue.got else ""
        reader.problems.append(Problem(line, column, f"{row.message}{said}", issue.hint or row.hint))
    return tuple(boards), tuple(sorted(set(reader.problems)))
