"""Character references and escapes of programs that were left in a text: "&nbsp;", "&amp;amp;", "&quat;"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from html.entities import html5

from openpostings.builders.normalise.rewriting import Edit, Rewritten, rewrite
from openpostings.builders.normalise.wording import mapping
from openpostings.builders.tables import load_table, strings

_REFERENCE = re.compile(
    r"&(?:amp;){0,8}(?:(?P<number>#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6}));?|(?P<name>nbsp(?!;)|[A-Za-z][A-Za-z0-9]{1,31})(?P<end>;?))"
)
_LONE = re.compile(r"&(?:amp;){1,8}")
_NEVER = frozenset({"", "\ufffd", "\x00"})
_UNICODE = re.compile(r"(?<!\\)\\u(?P<code>[0-9a-fA-F]{4})(?:\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2}))?")
_LINE = re.compile(r"(?<![\\:])\\(?:r\\n|n|r|t)(?![a-z]{2,}\\)")
_TOKEN = re.compile(r"\S{0,80}$")
_PATH = re.compile(r"[A-Za-z]:\\|^\\\\|^\\[A-Za-z]+\\[A-Za-z]")
_BLANKS = {"\\n": "\n", "\\r": "\n", "\\r\\n": "\n", "\\t": "\t"}
_ENOUGH = 2
_LAST_UNICODE = 0x10FFFF


@cache
def _misspelt() -> dict[str, str]:
    return {name: str(meant) for name, meant in mapping(load_table("entities")["misspelt"]).items()}


@cache
def _unclosed() -> frozenset[str]:
    return frozenset(strings(load_table("entities")["without_semicolon"]))


def _named(text: str, found: re.Match[str]) -> str | None:
    name, closed = found["name"], bool(found["end"])
    if closed:
        return html5.get(f"{name};") or _misspelt().get(name)
    follows = text[found.end() : found.end() + 1]
    return html5.get(f"{name};") if name in _unclosed() and follows != "=" else None


def _numbered(number: str) -> str | None:
    code = int(f"0{number[1:]}", 16) if number[1] in "xX" else int(number[1:])
    if code > _LAST_UNICODE:
        return None
    meant = html.unescape(f"&{number};")
    return None if meant in _NEVER else meant


def _references(text: str) -> Iterator[Edit]:
    at = 0
    while (found := _REFERENCE.search(text, at)) is not None:
        meant = _numbered(found["number"]) if found["number"] else _named(text, found)
        end = found.end()
        if meant is None:
            lone = _LONE.match(text, found.start())
            meant, end = ("&", lone.end()) if lone else (None, found.start() + 1)
        if meant is not None:
            yield Edit(found.start(), end, meant, "entity")
        at = end


def unescape_entities(text: str) -> Rewritten:
    """Replace character references of HTML that were left in a text.

    Parameters
    ----------
    text
        A text; one that is HTML should be parsed instead.

    Returns
    -------
    Rewritten
        The text with references replaced, escaped once or several times, misspelt ones too (``data/entities.yaml``).
        What is no reference ("AT&T", the parameters of an address) stays.
    """
    return rewrite(text, _references(text)) if "&" in text else Rewritten(text)


def _character(found: re.Match[str]) -> str | None:
    code = int(found["code"], 16)
    if found["low"]:
        if not 0xD800 <= code <= 0xDBFF:  # noqa: PLR2004 - the first halves of pairs
            return None
        code = 0x10000 + ((code - 0xD800) << 10) + int(found["low"], 16) - 0xDC00
    character = chr(code)
    return character if character.isprintable() or character == "\u00a0" else None


def _escapes(text: str) -> Iterator[Edit]:
    codes = [found for found in _UNICODE.finditer(text) if _character(found)]
    lines = [found for found in _LINE.finditer(text) if not _in_path(text, found.start())]
    edits = [Edit(*found.span(), _character(found) or "", "escape") for found in codes]
    if codes or len(lines) >= _ENOUGH:
        edits += [Edit(*found.span(), _BLANKS[found.group()], "escape") for found in lines]
    behind = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start >= behind:
            behind = edit.end
            yield edit


def _in_path(text: str, start: int) -> bool:
    token = _TOKEN.search(text, max(0, start - 80), start)
    return token is not None and _PATH.search(token.group() + text[start : start + 20]) is not None


def unescape_literals(text: str) -> Rewritten:
    r"""Replace escapes of programs that were left in a text: a literal ``\u2013``, ``\n``, ``\t``.

    Parameters
    ----------
    text
        A text.

    Returns
    -------
    Rewritten
        The text with escapes replaced. Line breaks count only where there are several, or beside other escapes, so
        that the path of a file stays.
    """
    return rewrite(text, _escapes(text)) if "\\" in text else Rewritten(text)
