"""JSON with positions: read by the standard library, scanned for positions where there is something to report."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final, cast

from openpostings.schema.located import MAX_DEPTH, MAX_DIGITS, SURROGATE, Lines, Located, Places, too_deep, unreadable
from openpostings.schema.result import Issue, Position, show
from openpostings.schema.rules import Path

_TOKEN: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"|[\[\]{}]|[^\s\[\]{},:"]++', re.DOTALL)
_OPENING: Final = "[{"
_CLOSING: Final = "]}"
_ESCAPED_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(slots=True)
class _Hooks:
    """Keeps `json` from reading what JSON does not allow, and remembers that it stood there."""

    flagged: bool = False

    def pairs(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        fields = dict(pairs)
        self.flagged |= len(fields) != len(pairs)
        return fields

    def constant(self, name: str) -> None:
        del name
        self.flagged = True

    def integer(self, digits: str) -> int | None:
        if len(digits) <= MAX_DIGITS:
            return int(digits)
        self.flagged = True
        return None

    def real(self, digits: str) -> float | None:
        value = float(digits)
        if math.isfinite(value):
            return value
        self.flagged = True
        return None


def read_json(text: str) -> Located:
    """Read one JSON document.

    Parameters
    ----------
    text
        The document, without a byte order mark.

    Returns
    -------
    Located
        The data, and each thing that was refused: duplicate keys, lone surrogates, numbers that are not finite.
    """
    if not text.strip(" \t\r\n"):
        return unreadable(Issue("empty-document", expected="an object", got="nothing", position=(1, 1)))
    hooks = _Hooks()
    try:
        data: object = json.loads(
            text,
            object_pairs_hook=hooks.pairs,
            parse_constant=hooks.constant,
            parse_int=hooks.integer,
            parse_float=hooks.real,
        )
    except json.JSONDecodeError as error:
        return unreadable(_syntax(error))
    except RecursionError:
        found = [issue for issue in scan(text, stop=True).issues if issue.name == "too-deep"]
        return unreadable(found[0] if found else too_deep((1, 1)))

    @cache
    def scanned() -> Scan:
        return scan(text)

    def places() -> Places:
        return scanned().values, scanned().keys

    if not hooks.flagged and _ESCAPED_SURROGATE.search(text) is None:
        return Located(data=data, issues=(), refused=frozenset(), readable=True, places=places)
    walk = scanned()
    return Located(
        data=_without_lone(data) if any(issue.name == "not-unicode" for issue in walk.issues) else data,
        issues=tuple(walk.issues),
        refused=frozenset(walk.refused),
        readable=True,
        places=places,
    )


@dataclass(slots=True)
class Scan:
    """Where everything stands in a JSON document.

    Parameters
    ----------
    values, keys
        Positions of the values, and of the keys of those values that have one.
    issues
        What JSON, or this package, does not allow.
    refused
        Paths of the values that were refused.
    """

    values: dict[Path, Position] = field(default_factory=dict[Path, Position])
    keys: dict[Path, Position] = field(default_factory=dict[Path, Position])
    issues: list[Issue] = field(default_factory=list[Issue])
    refused: set[Path] = field(default_factory=set[Path])


@dataclass(slots=True)
class _Frame:
    path: Path
    is_object: bool
    index: int = 0
    key: str | None = None
    seen: set[str] = field(default_factory=set[str])


class _Scanner:
    """Walks the tokens of a text that `json` has read, without recursion."""

    def __init__(self, text: str) -> None:
        self.scan = Scan()
        self._text = text
        self._lines = Lines(text)
        self._stack: list[_Frame] = []
        self._below = 0

    def run(self, *, stop: bool) -> Scan:
        for match in _TOKEN.finditer(self._text):
            token = match[0]
            if self._below:
                # Nothing is noted of what is nested too deeply, but where it ends.
                self._below += (token in _OPENING) - (token in _CLOSING)
                continue
            if token in _CLOSING:
                self._stack.pop()
                continue
            position = self._lines.position(match.start())
            frame = self._stack[-1] if self._stack else None
            if frame is not None and frame.is_object and frame.key is None:
                self._key(frame, token, position)
            else:
                self._value(frame, token, position)
            if self._below and stop:
                break
        return self.scan

    def _key(self, frame: _Frame, token: str, position: Position) -> None:
        key = cast("str", json.loads(token))
        path = (*frame.path, key)
        frame.key = key
        if SURROGATE.search(key):
            self._refuse("not-unicode", path, position, "characters", key)
        if key in frame.seen:
            self.scan.issues.append(Issue("duplicate-key", path, "each key once", show(key), position=position))
            self.scan.refused.add(path)
            return
        frame.seen.add(key)
        self.scan.keys[path] = position

    def _value(self, frame: _Frame | None, token: str, position: Position) -> None:
        path = _path(frame)
        # Of a key that stands there twice the last value counts, as for `json`.
        self.scan.values[path] = position
        if frame is not None:
            frame.index += 1
            frame.key = None
        if token in _OPENING:
            if len(self._stack) >= MAX_DEPTH:
                self.scan.issues.append(too_deep(position))
                self.scan.refused.add(path)
                self._below = 1
            else:
                self._stack.append(_Frame(path, is_object=token == _OPENING[1]))
        elif token[0] == '"':
            if _ESCAPED_SURROGATE.search(token) and SURROGATE.search(text := cast("str", json.loads(token))):
                self._refuse("not-unicode", path, position, "characters", text)
        elif _is_not_finite(token):
            self._refuse("number-not-finite", path, position, "a finite number", token)

    def _refuse(self, name: str, path: Path, position: Position, expected: str, got: str) -> None:
        self.scan.issues.append(Issue(name, path, expected, show(got), position=position))
        self.scan.refused.add(path)


def scan(text: str, *, stop: bool = False) -> Scan:
    """Find where each value and key of a JSON document stands.

    Parameters
    ----------
    text
        A document that ``json.loads`` reads, or would if it were nested less deeply.
    stop
        Whether to end where values are nested too deeply: what follows there may be no JSON.
    """
    return _Scanner(text).run(stop=stop)


def _without_lone(value: object, depth: int = 0) -> object:
    """Copy a value without the keys that hold half a surrogate pair, which no validator takes."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, dict):
        fields = cast("dict[str, object]", value)
        return {key: _without_lone(item, depth + 1) for key, item in fields.items() if not SURROGATE.search(key)}
    if isinstance(value, list):
        return [_without_lone(item, depth + 1) for item in cast("list[object]", value)]
    return value


def _path(frame: _Frame | None) -> Path:
    if frame is None:
        return ()
    return (*frame.path, frame.index if frame.key is None else frame.key)


def _is_not_finite(token: str) -> bool:
    if token in {"true", "false", "null"}:
        return False
    if token in {"NaN", "Infinity", "-Infinity"}:
        return True
    is_integer = token.lstrip("-").isdigit()
    return len(token) > MAX_DIGITS if is_integer else not math.isfinite(float(token))


def _syntax(error: json.JSONDecodeError) -> Issue:
    return Issue(
        "syntax-error",
        expected="JSON",
        got=error.msg[:1].lower() + error.msg[1:],
        position=(error.lineno, error.colno),
    )
