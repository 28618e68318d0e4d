"""What bytes are, told by their content, never by a file's name: JSON, JSON Lines, XML, HTML, YAML, a table, text."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

import yaml

from openpostings.builders.read.document import SURROGATES, Document
from openpostings.builders.read.draft import Json
from openpostings.builders.sources.base import Carrier
from openpostings.builders.sources.charset import decode_markup
from openpostings.builders.sources.delimited import looks_like_table
from openpostings.builders.sources.xml_tree import parse_xml
from openpostings.schema.errors import OpenPostingsError

MAX_STRUCTURED: Final = 128_000_000
"""Bytes of a structured document, unpacked; a list of postings is far below."""

_GZIP: Final = b"\x1f\x8b"
_TABLES: Final = (b"PAR1", b"PK\x03\x04")
_HTML: Final = re.compile(
    r"\s*(?:<!--.{0,4000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|script|link|div|main|article|section"
    r"|p|h[1-6]|ul|ol|li|dl|table|tbody|tr|td|header|footer|nav|aside|form|span|br|b|i|a|em|strong|img|svg|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML: Final = re.compile(
    r"\s*(?:<\?xml\b(?!.{0,400}<(?:!doctype\s+)?html\b)"
    r"|<(?:rss|feed|rdf:rdf|workzag-jobs|jobs|job|offers|offer|vacancies|positions|postings|ads|source|urlset)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_PAGE: Final = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_LINKED: Final = re.compile(r"<script\b[^<>]{0,400}\bapplication/ld\+json\b", re.IGNORECASE)
_MARKDOWN: Final = re.compile(r"^#{1,6} \S|^\|?[ ]?:?-{3,}:?[ ]?\|[ ]?:?-{3,}", re.MULTILINE)
_YAML: Final = re.compile(
    r"(?:\s*#[^\n]*\n|\s*\n)*(?:---\s*\n)?(?:\s*#[^\n]*\n|\s*\n)*-[ ]{1,4}[\"']?[A-Za-z_][\w -]{0,40}[\"']?:(?:\s|$)"
)
_JSON_START: Final = re.compile(r"\s*[\[{]")
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")
_MAX_LINE: Final = 16_000_000


@dataclass(frozen=True, slots=True)
class Carried:
    """A document, taken out of its carrier.

    Parameters
    ----------
    document
        Parsed JSON (YAML and a line of JSON Lines too), the root element of XML, or the text of HTML and plain text.
    carrier
        What it was.
    sha256
        Digest of the raw bytes.
    where
        Which part of the file, where it has several: a line.
    note
        What was done to decode it.
    media_type
        Media type of the bytes.
    """

    document: object
    carrier: Carrier
    sha256: str
    where: str = ""
    note: str | None = None
    media_type: str = "text/plain"


def unpack(data: bytes, name: str) -> bytes:
    """Take bytes out of gzip, bounded by what they unpack to.

    Raises
    ------
    OpenPostingsError
        Where they are broken, or more than ``MAX_STRUCTURED``.
    """
    if not data.startswith(_GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            plain = file.read(MAX_STRUCTURED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise OpenPostingsError(
            f"expected gzip, got broken data: {error}", where=name, hint="fetch it again"
        ) from error
    if len(plain) > MAX_STRUCTURED:
        raise OpenPostingsError(f"unpacks to more than {MAX_STRUCTURED} bytes", where=name, hint="split the file")
    return plain


def carry(data: bytes, name: str) -> Iterator[Carried | OpenPostingsError]:
    """Take the documents out of the bytes of a file.

    Parameters
    ----------
    data
        The bytes, unpacked.
    name
        File name, for messages.

    Yields
    ------
    Carried or OpenPostingsError
        One for the file, but one for each line of JSON Lines; an error stands for a document that is broken.

    Raises
    ------
    OpenPostingsError
        Where the bytes are too many or no text.
    """
    if data.startswith(_TABLES):
        yield Carried(None, "table", hashlib.sha256(data).hexdigest(), media_type="application/octet-stream")
        return
    text = decode_markup(data, name, limit=MAX_STRUCTURED)
    if _JSON_START.match(text.text):
        yield from _json(text, name)
    elif _XML.match(text.text):
        root, mended = parse_xml(text.text)
        note = "; ".join(one for one in (text.note, mended) if one) or None
        yield Carried(root, "xml", text.sha256, note=note, media_type="application/xml")
    elif _LINKED.search(text.text) or (_HTML.match(text.text) and not _is_markdown(text.text)):
        yield Carried(text.text, "html", text.sha256, note=text.note, media_type="text/html")
    elif _YAML.match(text.text[:20_000]) and (listed := _yaml(text.text)) is not None:
        yield Carried(listed, "json", text.sha256, note=text.note, media_type="application/yaml")
    elif looks_like_table(text.text):
        yield Carried(None, "table", text.sha256, note=text.note, media_type="text/csv")
    else:
        yield Carried(text.text, "text", text.sha256, note=text.note)


def _is_markdown(text: str) -> bool:
    """Tell Markdown that begins with a banner in HTML: it has a heading of its own, and is no whole page."""
    return _PAGE.search(text[:20_000]) is None and _MARKDOWN.search(text) is not None


def _json(text: Document, name: str) -> Iterator[Carried | OpenPostingsError]:
    try:
        document = parse_json(text.text)
    except ValueError as error:
        lines = [(number, line) for number, line in enumerate(text.text.split("\n"), 1) if line.strip()]
        if len(lines) < 2 or not _is_json(lines[0][1]):  # noqa: PLR2004 - one line is no list of lines
            if _looks_like_text(text.text):
                yield Carried(text.text, "text", text.sha256, note=text.note)
                return
            yield OpenPostingsError(f"expected JSON: {error}", where=name, hint="mend the file where it says")
            return
        for number, line in lines:
            yield _line(number, line, text, name)
        return
    yield Carried(document, "json", text.sha256, note=text.note, media_type="application/json")


def _line(number: int, line: str, text: Document, name: str) -> Carried | OpenPostingsError:
    if len(line) > _MAX_LINE:
        return OpenPostingsError(
            f"expected at most {_MAX_LINE} characters on a line, got {len(line)}", where=f"{name}:{number}"
        )
    try:
        return Carried(
            parse_json(line),
            "json",
            text.sha256,
            where=f"line {number}",
            note=text.note,
            media_type="application/jsonl",
        )
    except ValueError as error:
        return OpenPostingsError(f"expected JSON on one line: {error}", where=f"{name}:{number}", hint="mend the line")


def _looks_like_text(text: str) -> bool:
    """Tell a page that begins with a bracket from JSON that is broken: in JSON a quote or a bracket follows."""
    return re.match(r'\s*[\[{]\s*["\[{}\]]', text[:400]) is None


def parse_json(text: str) -> Json:
    """Parse JSON as its standard has it.

    Raises
    ------
    ValueError
        Where it is none, holds a number that JSON has not, or is nested too deeply.
    """
    try:
        found = cast("Json", json.loads(text, parse_constant=_no_constant))
        return _sound(found) if _HALF.search(text) else found
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _sound(value: Json) -> Json:
    """Put U+FFFD for half a pair, which JSON can escape and which is no character."""
    if isinstance(value, str):
        return SURROGATES.sub("\ufffd", value)
    if isinstance(value, list):
        return [_sound(one) for one in value]
    if isinstance(value, dict):
        return {SURROGATES.sub("\ufffd", name): _sound(one) for name, one in value.items()}
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _is_json(text: str) -> bool:
    try:
        parse_json(text)
    except ValueError:
        return False
    return True


def parse_yaml(text: str) -> Json:
    """Read YAML as what JSON can say. Aliases are refused: a few can unfold to gigabytes.

    Raises
    ------
    ValueError
        Where it is none, has an alias, or is nested too deeply.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                raise ValueError("it has an alias")  # noqa: TRY004 - a value, not a type
        value: object = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, the C one where it was built
        return cast("Json", json.loads(json.dumps(value, default=str)))
    except yaml.YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from None
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except TypeError as error:
        raise ValueError(str(error)) from None


def _yaml(text: str) -> list[Json] | None:
    """Read a list of mappings; None where the text is none."""
    try:
        listed = parse_yaml(text)
    except ValueError:
        return None
    return listed if isinstance(listed, list) and all(isinstance(one, dict) for one in listed) else None
