"""Read JSON that is not quite JSON, as pages carry it in their scripts; every repair is told, none is silent."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Final, cast

from openpostings.builders.read.draft import Json

MAX_CHARACTERS: Final = 1_000_000
_WRAPPERS: Final = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)")
_CLOSERS: Final = re.compile(r"(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$")
_ENTITY: Final = re.compile(r"&(?:quot|#34|#x22);", re.IGNORECASE)
# A string or a comment that nobody closes runs to the end, so that each character is looked at once.
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_PART: Final = re.compile(_STRING.pattern + r"|//[^\n]*+|/\*.*?(?:\*/|\Z)|,(?=\s{0,200}[}\]])", re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x1f]")
_BAD_ESCAPE: Final = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9A-Fa-f]{4})|(.))', re.DOTALL)
_ESCAPES: Final = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def parse_json_ld(text: str) -> tuple[list[Json], tuple[str, ...]]:
    """Read the JSON of a script.

    Parameters
    ----------
    text
        What stands between the tags.

    Returns
    -------
    tuple
        The values (one, but several where objects were written one after another; none where it is beyond repair),
        and what was done to read them: nothing where it is plain JSON.
    """
    if len(text) > MAX_CHARACTERS:
        return [], (f"JSON-LD of more than {MAX_CHARACTERS} characters left out",)
    given, done = text, list[str]()
    for note, repair in (("", _same), *_REPAIRS):
        mended = repair(text)
        if mended != text and note:
            done.append(note)
        text = mended
        if not note or note in done:
            values, more = _parsed(text)
            if values:
                return values, tuple(f"JSON-LD: {one}" for one in [*done, *more])
    return [], ("JSON-LD: beyond repair, left out",) if given.strip() else ()


def _parsed(text: str) -> tuple[list[Json], list[str]]:
    try:
        return [_load(text)], []
    except ValueError:
        pass
    values: list[Json] = []
    end = len(text.rstrip(" \t\r\n;"))
    at = _start(text, 0)
    while at < end:
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(cast("Json", value))
        at = _start(text, at)
    if not values or not isinstance(values[0], dict | list):
        return [], []
    told = [f"{len(values)} values one after another"] if len(values) > 1 else []
    if at < end:
        # What is cut off may be the rest of a broken object: only a single stray mark behind a whole one is left out.
        return (values, [*told, "text behind the JSON left out"]) if len(text[at:end].strip()) <= _STRAY else ([], [])
    return values, told or ["a mark behind the JSON left out"]


def _same(text: str) -> str:
    return text


def _start(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n;,":
        at += 1
    return at


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


_STRAY: Final = 3
_DECODER: Final = json.JSONDecoder(parse_constant=_no_constant)


def _load(text: str) -> Json:
    try:
        return cast("Json", json.loads(text, parse_constant=_no_constant))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _unwrapped(text: str) -> str:
    text = text.lstrip("\ufeff")
    opened = _WRAPPERS.match(text)
    text = text[opened.end() :] if opened else text
    return _CLOSERS.sub("", text)


def _unescaped(text: str) -> str:
    """Decode a script whose quotation marks are all entities; beside plain ones, entities are part of the text."""
    return html.unescape(text) if _ENTITY.search(text) and '"' not in text else text


def _controls(text: str) -> str:
    return _STRING.sub(lambda found: _CONTROL.sub(lambda one: _ESCAPES.get(one.group(), " "), found.group()), text)


def _escapes(text: str) -> str:
    def mend(found: re.Match[str]) -> str:
        return _BAD_ESCAPE.sub(lambda one: one.group() if one[1] else f"\\\\{one[2]}", found.group())

    return _STRING.sub(mend, text)


def _without(wanted: Callable[[str], bool]) -> Callable[[str], str]:
    """Make a repair that takes marks outside of strings away."""
    return lambda text: _PART.sub(lambda found: "" if wanted(found.group()) else found.group(), text)


_REPAIRS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("marks around the JSON taken away", _unwrapped),
    ("entities decoded", _unescaped),
    ("line feeds and control characters in strings escaped", _controls),
    ("escapes that JSON does not know taken as written", _escapes),
    ("comments taken away", _without(lambda part: part.startswith("/"))),
    ("commas before a closing bracket taken away", _without(lambda part: part == ",")),
)


def repairs() -> Iterator[str]:
    """Give the names of the repairs, in the order in which they are tried."""
    for note, _ in _REPAIRS:
        yield note
