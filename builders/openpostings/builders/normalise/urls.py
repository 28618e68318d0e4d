"""Addresses of pages: found in a text, and in one canonical form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import idna
from w3lib.url import safe_url_string

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.tables import load_table, strings

LONGEST = 2048
_PORTS = {"http": 80, "https": 443}
_URL = re.compile(
    rf"(?<![\w@])(?:https?://|www\.(?=[a-z0-9]))[^\s<>\"'`{{}}|\\^\x00-\x1f\x7f\u201c\u201d\u2018\u2019«»]{{1,{LONGEST}}}",
    re.IGNORECASE,
)
_HOST = re.compile(r"[^\s/?#@:\[\]%<>\"\\^`{|}\x00-\x20\x7f]{1,253}|\[[0-9a-f:.]{2,45}\]", re.IGNORECASE)
_ESCAPED = re.compile(r"%[0-9a-fA-F]{2}")
_TRAILING = ".,;:!?*_~…。、"
_CLOSING = {")": "(", "]": "[", ">": "<"}


@cache
def _tracking() -> tuple[tuple[str, ...], frozenset[str], Mapping[str, frozenset[str]]]:
    table = load_table("tracking_params")
    hosts = cast("dict[str, list[str]]", table["hosts"])
    names = frozenset(strings(table["names"]))
    return strings(table["prefixes"]), names, {host: frozenset(words) for host, words in hosts.items()}


def _tracks(parameter: str, host: str) -> bool:
    prefixes, names, hosts = _tracking()
    name = parameter.partition("=")[0].casefold().replace("%5b", "[").replace("%5d", "]")
    if name in names or name.startswith(prefixes):
        return True
    return any(name in words for suffix, words in hosts.items() if host == suffix or host.endswith("." + suffix))


def _split(url: str) -> tuple[SplitResult, str, int | None] | None:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host or parts.username is not None or parts.password is not None:
        return None
    return parts, host, port


def _ascii_host(host: str) -> str | None:
    """Return a host in lower case and ASCII (IDNA); None where it cannot be one."""
    if ":" in host:
        return f"[{host}]" if _HOST.fullmatch(f"[{host}]") else None
    host = host.rstrip(".")
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None
    name = name.casefold()
    return name if name and ".." not in name and not name.startswith(".") and _HOST.fullmatch(name) else None


def _without_dots(netloc: str, path: str) -> str:
    """Resolve "." and ".." in a path."""
    if "/." not in path or path.startswith("//"):
        return path
    return urlsplit(urljoin(f"https://{netloc}/", path)).path or "/"


def _one_escape(escape: re.Match[str]) -> str:
    """Spell an escape in one way: a letter or figure as itself, all else in capitals."""
    char = chr(int(escape[0][1:], 16))
    return char if char.isascii() and (char.isalnum() or char in "-_~") else escape[0].upper()


def canonical_url(url: str, base: str | None = None) -> str | None:
    """Bring an address to its canonical form.

    Parameters
    ----------
    url
        An address, absolute or relative to ``base``.
    base
        The absolute address of the page it stands on.

    Returns
    -------
    str or None
        An ``http`` or ``https`` address of at most 2048 ASCII characters, without fragment, default port and tracking
        parameters (``data/tracking_params.yaml``), its host in lower case, "." and ".." resolved, escapes spelt in one
        way. None where it is none, or holds credentials.
    """
    text = url.strip()
    if not text or len(text) > LONGEST:
        return None
    try:
        absolute = urljoin(base, text) if base else text
    except ValueError:
        return None
    split = _split(absolute)
    name = _ascii_host(split[1]) if split else None
    if split is None or name is None:
        return None
    parts, _, port = split
    netloc = name if port is None or port == _PORTS[parts.scheme] else f"{name}:{port}"
    query = "&".join(part for part in parts.query.split("&") if part and not _tracks(part, name))
    try:
        path = _without_dots(netloc, parts.path or "/")
        safe = _ESCAPED.sub(_one_escape, safe_url_string(urlunsplit((parts.scheme, netloc, path, query, ""))))
    except (ValueError, UnicodeError):
        return None
    return safe if len(safe) <= LONGEST and safe.isascii() else None


def _trim(url: str) -> str:
    """Leave out punctuation of the sentence and brackets that were opened before the address."""
    end = len(url)
    while end:
        last = url[end - 1]
        opener = _CLOSING.get(last)
        if last in _TRAILING or (opener and url.count(last, 0, end) > url.count(opener, 0, end)):
            end -= 1
        else:
            break
    return url[:end]


ADDRESS = Trigger(lambda: [_URL])
"""Fires in every text that the finder below finds anything in."""


@needs(ADDRESS)
def find_urls(text: str) -> list[Match[str]]:
    """Find addresses of web pages.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of Match
        The addresses as written (not yet canonical), in order of position, each of at most 2048 characters. A host
        without a scheme counts only where it begins with ``www.``.
    """
    found: list[Match[str]] = []
    for hit in _URL.finditer(text):
        url = _trim(hit[0])
        after = text[hit.end() : hit.end() + 1]
        if len(hit[0]) >= LONGEST and after and not after.isspace():
            continue
        target = url if "://" in url else f"https://{url}"
        if canonical_url(target) is not None:
            found.append(Match(url, hit.start(), hit.start() + len(url)))
    return found
