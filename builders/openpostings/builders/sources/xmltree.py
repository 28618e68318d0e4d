"""XML as plain values: an element is an object, elements of one name are a list. No entities, no document types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol, cast
from xml.parsers import expat

from openpostings.builders.read.draft import Json
from openpostings.schema.errors import OpenPostingsError

MAX_ELEMENTS: Final = 2_000_000
MAX_LEVELS: Final = 60


class Element(Protocol):
    """What is asked of an element that somebody else has parsed."""

    tag: str
    text: str | None

    def __len__(self) -> int:
        """Count the elements inside."""
        ...

    def __getitem__(self, index: int) -> Element:
        """Give an element inside."""
        ...


class _Builder:
    """Builds values from the events of the parser."""

    def __init__(self) -> None:
        self.root: dict[str, list[Json]] = {}
        self._open: list[tuple[str, dict[str, list[Json]], list[str]]] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        del attributes
        self._count += 1
        if self._count > MAX_ELEMENTS or len(self._open) >= MAX_LEVELS:
            raise OpenPostingsError("expected a feed, got XML with too many or too deep elements")
        self._open.append((name, {}, []))

    def data(self, text: str) -> None:
        """Add characters."""
        if self._open:
            self._open[-1][2].append(text)

    def end(self, name: str) -> None:
        """End an element."""
        del name
        tag, children, texts = self._open.pop()
        above = self._open[-1][1] if self._open else self.root
        above.setdefault(tag, []).append(_value(children, "".join(texts)))


def _value(children: dict[str, list[Json]], text: str) -> Json:
    if not children:
        return text.strip()
    return {name: values[0] if len(values) == 1 else cast("Json", values) for name, values in children.items()}


def plain(document: object) -> Json:
    """Give the values of XML.

    Parameters
    ----------
    document
        Its text, or its root element.

    Returns
    -------
    dict
        The root's name, and what stands in it. Attributes are left out.

    Raises
    ------
    OpenPostingsError
        Where it is broken, has entities of its own, or is too large or too deep.
    """
    if not isinstance(document, str):
        root = cast("Element", document)
        return {root.tag: _of_element(root, 0)}
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse_outside
    try:
        # Text that was decoded already may still say which encoding it had.
        parser.Parse(document.encode("utf-8", "replace"), True)  # noqa: FBT003 - the name of this parameter is hidden
    except expat.ExpatError as error:
        raise OpenPostingsError(f"expected XML: {error}", hint="fetch it again") from error
    return {name: values[0] for name, values in builder.root.items()}


def _refuse(*_: object) -> None:
    raise OpenPostingsError("expected a feed, got XML that declares entities")


def _refuse_outside(*_: object) -> int:
    raise OpenPostingsError("expected a feed, got XML that refers to other files")


def _of_element(element: Element, level: int) -> Json:
    if level > MAX_LEVELS:
        raise OpenPostingsError("expected a feed, got XML with too deep elements")
    children: dict[str, list[Json]] = {}
    for index in range(len(element)):
        child = element[index]
        children.setdefault(child.tag, []).append(_of_element(child, level + 1))
    return _value(children, element.text or "")


def root_name(document: object) -> str:
    """Give the name of the root of XML, empty where there is none near the beginning."""
    if not isinstance(document, str):
        return str(getattr(document, "tag", ""))
    names: Sequence[str] = [part for part in document[:4000].split("<")[1:] if part[:1].isalpha()]
    return names[0].replace("/", " ").replace(">", " ").split()[0] if names else ""
