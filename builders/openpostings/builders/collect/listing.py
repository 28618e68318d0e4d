"""What a board's answer lists: which postings, whether they changed, how many parts there are. No more is read here."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast
from xml.parsers import expat

from openpostings.builders.collect.failure import Failed

if TYPE_CHECKING:
    from openpostings.builders.collect.sites import Site

NAMELESS: Final = "sha256-"
"""How the identifier begins that stands for a posting which has none."""

_IDENTIFIER: Final = re.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
_MAX_DEPTH: Final = 64
_SHOWN: Final = 40


@dataclass(frozen=True, slots=True)
class Listing:
    """A part of a board's list.

    Parameters
    ----------
    items
        Digest of each posting, by its identifier there, or by ``sha256-`` and its content where it has none.
    count
        Postings that it lists, those that it lists twice included.
    total
        What the answer says of the whole: postings or pages, as the site's paging counts; None where it says nothing.
    """

    items: dict[str, str]
    count: int
    total: int | None = None


def read_listing(body: bytes, site: Site) -> Listing:
    """Read which postings a board's answer holds.

    Parameters
    ----------
    body
        The answer.
    site
        How the site's answers look.

    Raises
    ------
    Failed
        Where it is no JSON or XML, or has another form than the site's answers have.
    """
    if site.form == "xml":
        postings = _xml_postings(body, site.items, site.id)
        return Listing(postings.items, postings.count)
    data = _json(body)
    found = _member(data, site.items) if site.items else data
    if not isinstance(found, list):
        raise Failed("wrong-shape", f"the answer has no list {site.items!r}" if site.items else "the answer is no list")
    entries = cast("list[object]", found)
    digests = [digest(_canonical(entry)) for entry in entries]
    items = {_identifier(_member(entry, site.id), sha): sha for entry, sha in zip(entries, digests, strict=True)}
    key = site.paging and (site.paging.total or site.paging.pages)
    total = _member(data, key) if key else None
    return Listing(items, len(entries), total if isinstance(total, int) and not isinstance(total, bool) else None)


def read_detail(body: bytes, site: Site) -> str:
    """Give the digest of the answer for one posting.

    Raises
    ------
    Failed
        Where it is no JSON or XML.
    """
    if site.form == "xml":
        _xml_postings(body, site.items, site.id)
        return digest(body)
    return digest(_canonical(_json(body)))


def digest(content: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _json(body: bytes) -> object:
    try:
        return cast("object", json.loads(body))
    except json.JSONDecodeError as error:
        message = f"the answer is no JSON: {error.msg} at line {error.lineno}, column {error.colno}"
        raise Failed("not-json", message) from None
    except (ValueError, RecursionError):
        raise Failed("not-json", "the answer is no JSON that can be read") from None


def _canonical(value: object) -> bytes:
    try:
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    except RecursionError:
        raise Failed("not-json", "the answer is no JSON that can be read") from None


def _member(value: object, key: str) -> object:
    return cast("dict[str, object]", value).get(key) if isinstance(value, dict) else None


def _identifier(value: object, sha: str) -> str:
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return text if _IDENTIFIER.fullmatch(text) else f"{NAMELESS}{sha[:16]}"


class _Postings:
    """Takes the events of an XML parser and keeps a digest of each element of one name."""

    def __init__(self, element: str, key: str) -> None:
        self.items: dict[str, str] = {}
        self.count = 0
        self._element = element
        self._key = key
        self._stack: list[str] = []
        self._start: int | None = None
        self._identifier = ""
        self._hash = hashlib.sha256()

    def open(self, name: str, attributes: dict[str, str]) -> None:
        self._stack.append(name)
        if len(self._stack) > _MAX_DEPTH:
            raise Failed("not-xml", f"the answer is nested more than {_MAX_DEPTH} levels")
        if self._start is None and name == self._element:
            self._start, self._identifier, self._hash = len(self._stack), "", hashlib.sha256()
        self._hash.update(repr((name, sorted(attributes.items()))).encode("utf-8", "surrogatepass"))

    def text(self, text: str) -> None:
        self._hash.update(text.encode("utf-8", "surrogatepass"))
        if self._start is not None and len(self._stack) == self._start + 1 and self._stack[-1] == self._key:
            self._identifier += text[:_SHOWN]

    def close(self, name: str) -> None:
        self._hash.update(b"/")
        if self._start == len(self._stack) and name == self._element:
            sha = self._hash.hexdigest()
            self.items[_identifier(self._identifier.strip(), sha)] = sha
            self.count += 1
            self._start = None
        self._stack.pop()

    @staticmethod
    def refuse(*declaration: object) -> None:
        """Refuse a document type: entities are what bombs in XML are made of, and no feed needs one."""
        raise Failed("not-xml", f"the answer declares a document type {str(declaration[0])[:_SHOWN]!r}")


def _xml_postings(body: bytes, element: str, key: str) -> _Postings:
    parser = expat.ParserCreate()
    postings = _Postings(element, key)
    parser.StartElementHandler = postings.open
    parser.CharacterDataHandler = postings.text
    parser.EndElementHandler = postings.close
    parser.StartDoctypeDeclHandler = postings.refuse
    # Text comes in one piece, so that the digest does not hang on where a buffer ended.
    parser.buffer_text = True
    try:
        parser.Parse(body, True)  # noqa: FBT003 - the function takes no keywords
    except expat.ExpatError as error:
        message = expat.ErrorString(error.code)
        raise Failed("not-xml", f"the answer is no XML: {message} at line {error.lineno}") from None
    except (LookupError, ValueError):
        raise Failed("not-xml", "the answer is no XML that can be read") from None
    return postings
