"""The sites whose boards are known: how each is asked, and what its answers look like. All of it is data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, Literal, Self, cast
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from openpostings.builders.collect.guard import check_address
from openpostings.builders.tables import load_table
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.locate import locate
from openpostings.schema.located import MAX_BYTES, decode
from openpostings.schema.result import Issue
from openpostings.schema.scalars import SITE_PATTERN

PAGE: Final = "page"
"""The site of a single page, which has an address and no board."""

_MAX_PATTERN: Final = 200


class Paging(BaseModel):
    """How a list that comes in parts is asked for.

    Parameters
    ----------
    kind
        ``offset`` counts postings, ``page`` counts pages.
    size
        Postings of one part.
    total
        Key of the answer that holds the number of all postings.
    first, last
        Numbers of the first page and of the last that the site gives.
    pages
        Key of the answer that holds the number of pages.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["offset", "page"]
    size: Annotated[int, Field(ge=1, le=1000)] = 100
    total: str | None = None
    first: Annotated[int, Field(ge=0)] = 1
    last: Annotated[int, Field(ge=0)] = 1000
    pages: str | None = None


class Site(BaseModel):
    """How the boards of one site are asked; ``data/boards.yaml`` tells what each value means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    board: Annotated[str, Field(max_length=_MAX_PATTERN)]
    form: Literal["json", "xml"]
    items: str
    id: str
    paging: Paging | None = None
    detail: str | None = None
    interval: Annotated[float, Field(ge=0, le=3600)] = 0
    throttled: tuple[int, ...] = ()
    docs: str = ""

    @model_validator(mode="after")
    def _asks_what_it_can(self) -> Self:
        re.compile(self.board)
        for template, names in ((self.url, {"board", "offset", "size", "page"}), (self.detail, {"board", "id"})):
            used = set(re.findall(r"\{([^{}]*)\}", template or ""))
            if used - names:
                message = f"unknown places in an address: {', '.join(sorted(used - names))}"
                raise ValueError(message)
        return self

    def takes(self, board: str) -> bool:
        """Tell whether a board may have this name."""
        return re.fullmatch(self.board, board) is not None

    def list_address(self, board: str, number: int) -> str:
        """Give the address of a part of a board's list.

        Parameters
        ----------
        board
            Name of the board.
        number
            Which part, from 0.
        """
        paging = self.paging or Paging(kind="page")
        values = {"offset": number * paging.size, "size": paging.size, "page": paging.first + number}
        return _filled(self.url, {"board": board, **{key: str(value) for key, value in values.items()}})

    def has_more(self, asked: int, count: int, total: int | None) -> bool:
        """Tell whether a list goes on.

        Parameters
        ----------
        asked
            Parts that were asked for.
        count, total
            What the last of them holds, and what it says of the whole.
        """
        paging = self.paging
        if paging is None or not count:
            return False
        if paging.kind == "page":
            return total is None or paging.first + asked <= total
        return count >= paging.size if total is None else asked * paging.size < total

    def gives(self, asked: int) -> bool:
        """Tell whether the site gives the part that comes after as many as were asked."""
        return self.paging is None or self.paging.kind == "offset" or self.paging.first + asked <= self.paging.last

    def detail_address(self, board: str, identifier: str) -> str | None:
        """Give the address of one posting, where the site has more to say than its list."""
        return None if self.detail is None else _filled(self.detail, {"board": board, "id": identifier})


_SITES: Final = TypeAdapter(dict[Annotated[str, Field(pattern=SITE_PATTERN)], Site])


def known_sites() -> dict[str, Site]:
    """Give the sites that come with the package, by name."""
    return _SITES.validate_python(load_table("boards")["sites"])


def read_sites(path: Path) -> dict[str, Site]:
    """Read a table of further sites, of the same form as ``sites`` in ``data/boards.yaml``.

    Parameters
    ----------
    path
        A YAML file with one mapping of names to sites.

    Raises
    ------
    OpenPostingsError
        Where it cannot be read, or a site is not of that form; it names line and column.
    """
    text = read_text(path)
    located = locate(text, kind="yaml")
    for issue in located.issues:
        line, column = issue.position or (1, 1)
        raise OpenPostingsError(f"{issue.name}: {issue.got}", where=f"{path}:{line}:{column}")
    try:
        sites = _SITES.validate_python(located.data)
    except (ValidationError, re.error) as error:
        where, message = str(path), str(error)
        if isinstance(error, ValidationError):
            first = error.errors(include_url=False, include_context=False)[0]
            line, column = located.position(tuple(part for part in first["loc"] if part != "[key]"))
            where, message = f"{path}:{line}:{column}", f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise OpenPostingsError(message, where=where, hint="see the table of sites in data/boards.yaml") from error
    for name, site in sites.items():
        check_address(site.list_address("a", 0), where=f"{path}: {name}")
    return sites


def read_text(path: Path) -> str:
    """Read a file of ours as UTF-8, of bounded size.

    Raises
    ------
    OpenPostingsError
        Where there is none, or it is no text.
    """
    try:
        with path.open("rb") as stream:
            text = decode(stream.read(MAX_BYTES + 1))
    except OSError as error:
        raise OpenPostingsError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if isinstance(text, Issue):
        line, column = text.position or (1, 1)
        raise OpenPostingsError(f"expected {text.expected}, got {text.got}", where=f"{path}:{line}:{column}")
    return text


def mending(code: str) -> str:
    """Say how a failure is mended."""
    return cast("dict[str, str]", load_table("boards")["failures"])[code]


def _filled(template: str, values: Mapping[str, str]) -> str:
    for key, value in values.items():
        template = template.replace("{" + key + "}", quote(value, safe=""))
    return template
