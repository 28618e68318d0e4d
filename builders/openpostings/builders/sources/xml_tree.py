"""XML, parsed with nothing that can grow: no document type, so no entities of its own, and bounded size and depth."""

from __future__ import annotations

import html
import re
from html.entities import name2codepoint
from typing import Final
from xml.etree import ElementTree as ET

from openpostings.builders.read.draft import Json
from openpostings.schema.errors import OpenPostingsError

MAX_DEPTH: Final = 60
_PROLOG: Final = re.compile(r"(?:\s++|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CDATA: Final = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_AMPERSAND: Final = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)(?:(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse_xml(text: str) -> tuple[ET.Element, str | None]:
    """Parse a document.

    Parameters
    ----------
    text
        Decoded characters; an encoding that it declares is passed over.

    Returns
    -------
    tuple
        The root element, and what was mended to read it.

    Raises
    ------
    OpenPostingsError
        Where it has a document type, or is broken beyond bare ampersands, HTML's entities and control characters.
    """
    text = text.lstrip("\ufeff")
    prolog = _PROLOG.match(text)
    if prolog is not None and text.startswith("<!DOCTYPE", prolog.end()):
        raise OpenPostingsError(
            "expected XML without a document type", hint="take the DOCTYPE out: entities of one's own are not read"
        )
    text = _DECLARATION.sub("", text, count=1)
    try:
        return _parsed(text), None
    except ET.ParseError as broken:
        mended = _mended(text)
        if mended == text:
            raise _unreadable(broken) from broken
    try:
        return _parsed(mended), "XML: bare ampersands, HTML's entities or control characters mended"
    except ET.ParseError as error:
        raise _unreadable(error) from error


def _parsed(text: str) -> ET.Element:
    root = ET.fromstring(text)  # noqa: S314 - no document type was let through, so nothing can be expanded
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return root
    raise OpenPostingsError(f"expected XML of at most {MAX_DEPTH} levels", hint="this is no list of postings")


def _unreadable(error: ET.ParseError) -> OpenPostingsError:
    return OpenPostingsError(f"expected XML: {error}", hint="mend the file where it says")


def _mended(text: str) -> str:
    """Mend what stands outside of CDATA, where an ampersand is no mark."""
    text = _CONTROL.sub(" ", text)
    pieces: list[str] = []
    at = 0
    for found in _CDATA.finditer(text):
        pieces += [_AMPERSAND.sub(_entity, text[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*pieces, _AMPERSAND.sub(_entity, text[at:])])


def _entity(found: re.Match[str]) -> str:
    name = found["name"]
    if name in name2codepoint:
        return f"&#{name2codepoint[name]};"
    return "&amp;" + found.group()[1:]


def local_name(element: ET.Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def as_record(element: ET.Element) -> Json:
    """Write an element as JSON: children by name, those that repeat as lists, attributes as ``@name``.

    Parameters
    ----------
    element
        With at most ``MAX_DEPTH`` levels, as :func:`parse_xml` gives it.
    """
    record: dict[str, Json] = {f"@{name.rpartition('}')[2]}": value for name, value in element.attrib.items()}
    for child in element:
        name, value = local_name(child), as_record(child)
        known = record.get(name)
        record[name] = value if name not in record else [*known, value] if isinstance(known, list) else [known, value]
    said = (element.text or "").strip()
    # Names are often escaped twice; of a text with tags in it, escapes are decoded with the tags.
    said = said if "<" in said or "&lt;" in said else html.unescape(said)
    if not record:
        return said
    return record | ({"#text": said} if said else {})
