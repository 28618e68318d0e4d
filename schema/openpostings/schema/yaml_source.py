"""YAML with positions. Scalars resolve by the core schema of YAML 1.2; what makes YAML surprising is refused."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, Final, Protocol, cast

import yaml

from openpostings.schema.located import MAX_DEPTH, MAX_DIGITS, SURROGATE, Lines, Located, too_deep, unreadable
from openpostings.schema.result import MAX_ISSUES, Issue, Position, safe, show, too_many
from openpostings.schema.rules import Path

# The types of `parse` are not told; and the parser in C is there only where PyYAML was built with it.
_PYYAML: Final[Any] = yaml
_HAS_C: Final = hasattr(yaml, "CSafeLoader")

# The core schema of YAML 1.2.2, section 10.3.2.
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL: Final = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGERS: Final = (
    (re.compile("[-+]?[0-9]+"), 10),
    (re.compile("0o[0-7]+"), 8),
    (re.compile("0x[0-9a-fA-F]+"), 16),
)
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

# Breaks of a line for YAML 1.1, which the parser speaks, and none for YAML 1.2.
_SEPARATORS: Final = re.compile("[\x85\u2028\u2029]")


class _Stop(Exception):  # noqa: N818 - it ends the reading, and is no error of the program
    """Nothing after this place can be read."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(issue.name)
        self.issue = issue


class _Mark(Protocol):
    line: int
    column: int


class _ParserError(Protocol):
    problem: str | None
    problem_mark: _Mark | None


class _ReaderError(Protocol):
    position: int
    reason: str


def resolve(text: str) -> object:
    """Give the value of a plain scalar by the core schema of YAML 1.2.

    Parameters
    ----------
    text
        The scalar, as it stands there.

    Returns
    -------
    None, bool, int, float or str
        A number that is not finite, or has too many digits, is given as infinity.
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    # Most scalars are words, and end here.
    return _number(text) if text[0] in "+-.0123456789" else text


def _number(text: str) -> int | float | str:
    for pattern, base in _INTEGERS:
        if pattern.fullmatch(text):
            return int(text, base) if len(text) <= MAX_DIGITS else math.inf
    if _NOT_FINITE.fullmatch(text):
        return math.inf
    return float(text) if _FLOAT.fullmatch(text) else text


class _Reader:
    """Builds the data of the first document from the parser's events."""

    def __init__(self, events: Iterator[yaml.Event], end: Position) -> None:
        self.issues: list[Issue] = []
        self.refused: set[Path] = set()
        self.values: dict[Path, Position] = {}
        self.keys: dict[Path, Position] = {}
        self._events = events
        self._end = end

    def document(self) -> object:
        """Read the first document; give null where there is none."""
        data: object = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse("several-documents", (), event, "one document")
                    return data
                data = self._value(next(self._events), ())
        if documents == 0:
            raise _Stop(Issue("empty-document", expected="an object", got="nothing", position=(1, 1)))
        return data

    def _value(self, event: yaml.Event, path: Path) -> object:
        """Read the value that begins with an event, by recursion as deep as the values, which is bounded."""
        if len(path) >= MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
            raise _Stop(too_deep(self._position(event)))
        self.values[path] = self._position(event)
        if isinstance(event, yaml.AliasEvent):
            self._refuse("alias", path, event, "the value itself", f"*{event.anchor}")
            return None
        self._refuse_properties(event, path)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(cast("yaml.ScalarEvent", event), path)

    def _sequence(self, path: Path) -> list[object]:
        items: list[object] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, object]:
        fields: dict[str, object] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, path)
            if key is not None and key in fields:
                self._refuse("duplicate-key", (*path, key), event, "each key once", key)
                key = None
            if key is None:
                self._skip(next(self._events))
            else:
                self.keys[(*path, key)] = self._position(event)
                fields[key] = self._value(next(self._events), (*path, key))
        return fields

    def _key(self, event: yaml.Event, path: Path) -> str | None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse("alias", path, event, "the key itself", f"*{event.anchor}", spoils=False)
            return None
        self._refuse_properties(event, path, spoils=False)
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse("key-not-text", path, event, "text", spoils=False)
            self._skip(event)
            return None
        text = event.value
        if _is_plain(event) and text == "<<":
            self._refuse("merge-key", path, event, "fields", text, spoils=False)
        elif _is_plain(event) and not isinstance(resolve(text), str):
            self._refuse("key-not-text", path, event, "text", text, spoils=False)
        elif SURROGATE.search(text):
            self._refuse("not-unicode", path, event, "characters", text, spoils=False)
        else:
            return text
        return None

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> object:
        text = event.value
        if SURROGATE.search(text):
            self._refuse("not-unicode", path, event, "characters", text)
            return None
        value = resolve(text) if _is_plain(event) else text
        if isinstance(value, float) and not math.isfinite(value):
            self._refuse("number-not-finite", path, event, "a finite number", text)
            return None
        return value

    def _skip(self, event: yaml.Event) -> None:
        """Pass over the value that begins with an event."""
        depth = 0
        while True:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth == 0:
                return
            if depth > MAX_DEPTH:
                raise _Stop(too_deep(self._position(event)))
            event = next(self._events)

    def _position(self, event: yaml.Event) -> Position:
        mark = cast("_Mark", event.start_mark)
        # The parser places the end of a text on a line after its last.
        return min((mark.line + 1, mark.column + 1), self._end)

    def _refuse_properties(self, event: yaml.Event, path: Path, *, spoils: bool = True) -> None:
        anchor = cast("str | None", getattr(event, "anchor", None))
        tag = cast("str | None", getattr(event, "tag", None))
        if anchor is not None:
            # The value itself is read: an anchor alone changes nothing.
            self._refuse("anchor", path, event, "a value alone", f"&{anchor}", spoils=False)
        if tag is not None:
            self._refuse("tag", path, event, "a value alone", tag, spoils=spoils)

    def _refuse(
        self, name: str, path: Path, event: yaml.Event, expected: str, got: str | None = None, *, spoils: bool = True
    ) -> None:
        if len(self.issues) >= MAX_ISSUES:
            raise _Stop(too_many(self._position(event)))
        shown = "" if got is None else show(got)
        self.issues.append(Issue(name, path, expected, shown, position=self._position(event)))
        if spoils and path:
            self.refused.add(path)


def read_yaml(text: str) -> Located:
    """Read one YAML document.

    Parameters
    ----------
    text
        The document, without a byte order mark.

    Returns
    -------
    Located
        The data, and each thing that was refused: aliases, anchors, tags, merge keys, duplicate keys, keys that are no
        text, numbers that are not finite, further documents.
    """
    separator = _SEPARATORS.search(text)
    if separator is not None:
        position = Lines(text).position(separator.start())
        return unreadable(Issue("line-separator", expected="a space", got=safe(separator[0]), position=position))
    events: Iterator[yaml.Event] = _PYYAML.parse(text, Loader=_PYYAML.CSafeLoader if _HAS_C else _PYYAML.SafeLoader)
    reader = _Reader(events, _end(text))
    readable = True
    data: object = None
    try:
        data = reader.document()
    except _Stop as stop:
        reader.issues.append(stop.issue)
        readable = False
    except yaml.YAMLError as error:
        reader.issues.append(_syntax(error, text))
        readable = False
    return Located(
        data=data,
        issues=tuple(reader.issues),
        refused=frozenset(reader.refused),
        readable=readable,
        places=lambda: (reader.values, reader.keys),
    )


def _is_plain(event: yaml.ScalarEvent) -> bool:
    return event.implicit[0] and event.tag is None


def _end(text: str) -> Position:
    """Find the end of a text, with the breaks of a line that YAML knows."""
    breaks = text.count("\n") + text.count("\r") - text.count("\r\n")
    return breaks + 1, len(text) - max(text.rfind("\n"), text.rfind("\r"))


def _syntax(error: yaml.YAMLError, text: str) -> Issue:
    if isinstance(error, yaml.MarkedYAMLError):
        marked = cast("_ParserError", error)
        mark = marked.problem_mark
        position = (1, 1) if mark is None else min((mark.line + 1, mark.column + 1), _end(text))
        return Issue("syntax-error", expected="YAML", got=safe(marked.problem or "something else"), position=position)
    refused = cast("_ReaderError", error)
    offset = _control(text)
    got = f"the control character U+{ord(text[offset]):04X}" if offset is not None else safe(str(refused))
    position = Lines(text).position(offset or 0)
    return Issue("syntax-error", expected="YAML", got=got, position=position)


def _control(text: str) -> int | None:
    """Find the first character that YAML does not allow."""
    match = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]", text)
    return None if match is None else match.start()
