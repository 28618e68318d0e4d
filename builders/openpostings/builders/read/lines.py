"""Cut a text into lines that know their indent, their bullet and where their words begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from openpostings.builders.read.headings import inline_headings, leading_headings, opens_sentence

_BULLETS: Final = "•◦▪▫●○■□‣⁃·∙✓✔✅➢➤►▶→»❖◆◇★☆✦▸§~¤"
_MARKER: Final = re.compile(
    rf"(?P<bullet>[{_BULLETS}])\s*|(?P<dash>-{{1,2}}|[–—*+])(?:\s\[[ xX]?\])?\s+|(?P<number>\(?[0-9]{{1,2}}[.)])\s+"
    r"|(?P<roman>[IVX]{1,4}[.)]|\(?[ivx]{1,4}\)|[ivx]{2,4}[.)])\s+|(?P<letter>\([a-z]{1,3}\)|[a-z][.)])\s+|(?P<o>o)(?:\s{2,}|\s(?=[A-Z0-9]))"
)
_INLINE_BULLET: Final = re.compile(r"(?<=\s)[•◦▪●■✓✔➢➤‣▸](?=\s)")
_INLINE_DASH: Final = re.compile(r"(?<=[\w.;:,)])(?<!\s-)\s[-–*]\s(?=[A-Z]|(?<=[A-Za-z.;:,)] [-–*] )[0-9$€£])")
_HASHES: Final = re.compile(r"(#{1,6})\s+")
_RULE: Final = re.compile(r"(?:[=\-_*~–—|:+]\s?){3,}")
_EMPHASIS: Final = re.compile(r"(\*\*|__)(?P<inside>[^*_].{0,200}?)\1(?P<colon>:?)")
_RULE_MARKS: Final = "=-_*~–—|:+"
_LONG: Final = 80


class Line(NamedTuple):
    """One line that holds something.

    Parameters
    ----------
    start, end
        Span of the line from its first to its last non-blank character, marks included.
    text_start, text_end
        Span of its words: without bullet, number, hashes or emphasis.
    text
        The words.
    indent
        Columns before the first character.
    blanks
        Empty lines just before it.
    marker
        Family of its bullet or number (``-``, ``1.``, ``(a)``), empty where it has none.
    heading
        Whether its form says that it is a heading (hashes, bold, underline).
    inline
        Whether it was cut out of a longer line.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    text: str
    indent: int
    blanks: int
    marker: str = ""
    heading: bool = False
    inline: bool = False


def split_lines(text: str, begin: int = 0) -> list[Line]:
    """Cut a text into its non-blank lines.

    A line that was joined from several (bullets or known headings in the middle) is cut at these. A line of
    nothing but ``=`` or ``-`` makes the line above it a heading.

    Parameters
    ----------
    text
        The source text.
    begin
        Where to begin in it; a line begins there.

    Returns
    -------
    list of Line
        In order, without overlap; all non-blank characters lie in one, but for rules under headings.
    """
    lines: list[Line] = []
    blanks = 0
    offset = begin
    for raw in (text[begin:] if begin else text).split("\n"):
        stripped = raw.strip()
        if not stripped:
            blanks += 1
        else:
            start = offset + len(raw) - len(raw.lstrip())
            if stripped[0] in _RULE_MARKS and _RULE.fullmatch(stripped):
                _underline(lines, start, start + len(stripped), blanks)
            else:
                lines.extend(_pieces(stripped, start, start - offset, blanks))
                blanks = 0
        offset += len(raw) + 1
    return lines


def _underline(lines: list[Line], start: int, end: int, blanks: int) -> None:
    if lines and blanks == 0 and not lines[-1].marker:
        above = lines[-1]
        lines[-1] = Line(
            above.start, end, above.text_start, above.text_end, above.text, above.indent, above.blanks, heading=True
        )
    else:
        lines.append(Line(start, end, start, start, "", 0, blanks))


def _pieces(words: str, start: int, indent: int, blanks: int) -> Iterator[Line]:
    cuts = _cuts(words)
    if not cuts:
        yield _line(words, start, indent, blanks, inline=False)
        return
    for number, (left, right) in enumerate(pairwise([0, *cuts, len(words)])):
        piece = words[left:right]
        body = piece.strip()
        if body:
            at = start + left + len(piece) - len(piece.lstrip())
            yield _line(body, at, indent, blanks if number == 0 else 0, inline=True)


def _cuts(line: str) -> list[int]:
    if len(line) < _LONG:
        return []
    bullets = [] if line.isascii() else [match.start() for match in _INLINE_BULLET.finditer(line)]
    bullets = bullets if len(bullets) > 1 or (bullets and line[0] == line[bullets[0]]) else []
    headings = inline_headings(line)
    dashes = [match.start() for match in _INLINE_DASH.finditer(line)]
    # One heading with a colon in prose is a remark ("Deadline: 15 March."); several marks show that lines were joined.
    marks = len(bullets) + sum(opens_sentence(line, start) for start, _ in headings)
    if marks < 2 and not (headings and len(dashes) > 1):  # noqa: PLR2004
        return []
    cuts = {*bullets, *dashes, *(edge for span in headings for edge in span), *leading_headings(line)}
    return sorted(cut for cut in cuts if 0 < cut < len(line))


def _line(body: str, start: int, indent: int, blanks: int, *, inline: bool) -> Line:
    end = start + len(body)
    words = body
    at = start
    heading = False
    hashes = _HASHES.match(words) if words[0] == "#" else None
    if hashes:
        heading = True
        at += hashes.end()
        words = words[hashes.end() :].rstrip("# ")
    marker, width = _marker(words) if not heading else ("", 0)
    at += width
    words = words[width:]
    bold = _EMPHASIS.fullmatch(words) if words.startswith(("**", "__")) else None
    if bold:
        heading = heading or not marker
        at += bold.start("inside")
        words = bold["inside"] + (bold["colon"] if not bold["inside"].endswith(":") else "")
    return Line(start, end, at, at + len(words), words, indent, blanks, marker, heading, inline)


def _marker(words: str) -> tuple[str, int]:
    if words[:1].isalnum() and words[:1] != "o" and not (")" in words[:5] or "." in words[:5]):
        return "", 0
    match = _MARKER.match(words)
    if match is None or match.end() == len(words):
        return "", 0
    if words.startswith("**") or match.lastgroup is None:
        return "", 0
    family = match[match.lastgroup]
    if match.lastgroup == "roman":
        family = re.sub("[IVXivx]+", "I", family)
    elif match.lastgroup == "number":
        family = re.sub("[0-9]+", "1", family)
    elif match.lastgroup == "letter":
        family = re.sub("[a-z]+", "a", family)
    return family, match.end()
