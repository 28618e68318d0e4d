"""What a site's robots.txt lets us read, by RFC 9309: the longest matching rule decides; of equals, one that allows.

No regular expression is made of a rule: its parts between stars are looked for one after another, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

PRODUCT: Final = "openpostings"
"""The name that a robots.txt addresses us by."""

MAX_BYTES: Final = 512_000
"""Bytes of a robots.txt that are read: RFC 9309 asks for at least 500 kibibytes."""

MAX_DELAY: Final = 60.0
"""Seconds between requests that a robots.txt may ask for."""

_MAX_RULES: Final = 10_000
_MAX_STARS: Final = 50
_SECONDS: Final = re.compile("[0-9]{1,6}(?:[.][0-9]{1,3})?")
_ENCODED: Final = re.compile("%[0-9a-fA-F]{2}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a group.

    Parameters
    ----------
    pattern
        The path as it stands there, percent-encoding made even.
    allows
        Whether the line allows or disallows.
    """

    pattern: str
    allows: bool

    def matches(self, path: str) -> bool:
        """Tell whether the line speaks of a path."""
        anchored = self.pattern.endswith("$")
        first, *others = self.pattern.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        if not others:
            return not anchored or at == len(path)
        *between, last = others
        for part in between:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        if anchored:
            return path.endswith(last) and len(path) - len(last) >= at
        return path.find(last, at) >= 0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us.

    Parameters
    ----------
    rules
        Lines of the groups that name us, or else of those for everybody.
    delay
        Seconds between two requests that they ask for.
    """

    rules: tuple[Rule, ...] = ()
    delay: float = 0.0

    def allows(self, url: str) -> bool:
        """Tell whether an address may be read.

        Parameters
        ----------
        url
            An absolute address.
        """
        parts = urlsplit(url)
        path = _even((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        if path == "/robots.txt":
            return True
        matching = [(len(rule.pattern), rule.allows) for rule in self.rules if rule.matches(path)]
        return max(matching, default=(0, True))[1]


ALLOW_ALL: Final = Robots()
"""What holds where there is no robots.txt."""


def parse_robots(raw: bytes) -> Robots:
    """Read a robots.txt.

    Parameters
    ----------
    raw
        Its bytes; beyond 500 kibibytes they are not read, and what is no rule is passed over.
    """
    ours: list[tuple[str, str]] = []
    everybodys: list[tuple[str, str]] = []
    named = False
    for agents, lines in _groups(raw[:MAX_BYTES].decode("utf-8-sig", "replace")):
        if PRODUCT in agents:
            named = True
            ours += lines
        elif "*" in agents:
            everybodys += lines
    chosen = ours if named else everybodys
    rules = [Rule(_even(value), key == "allow") for key, value in chosen if key != "crawl-delay" and value]
    delays = [float(value) for key, value in chosen if key == "crawl-delay" and _SECONDS.fullmatch(value)]
    usable = tuple(rule for rule in rules[:_MAX_RULES] if rule.pattern.count("*") <= _MAX_STARS)
    return Robots(usable, min(max(delays, default=0.0), MAX_DELAY))


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    """Give the groups: the agents that are named in a row, and the lines up to the next that are."""
    agents: set[str] = set()
    lines: list[tuple[str, str]] = []
    for line in re.split("[\r\n]+", text):
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if lines:
                yield agents, lines
                agents, lines = set(), []
            agents.add(_product(value))
        elif key in {"allow", "disallow", "crawl-delay"} and agents:
            lines.append((key, value))
    yield agents, lines


def _product(value: str) -> str:
    """Give the product token of an agent's line: `OpenPostings/1.0 (bot)` names `openpostings`."""
    found = re.match("[A-Za-z_-]+", value)
    return "*" if value.startswith("*") else (found[0].lower() if found else "")


def _even(path: str) -> str:
    """Write a path with one percent-encoding: what need not be encoded is not, and the rest is in capitals."""
    decoded = _ENCODED.sub(lambda found: _plain(found[0]), path)
    return quote(decoded, safe="%/?&=*$:@!'()+,;~-._#[]")


def _plain(encoded: str) -> str:
    char = chr(int(encoded[1:], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else encoded.upper()
