"""What a cell of a list's table says: its lines of text, its links, and the marks among its words."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 20_000
_COMMENT: Final = re.compile(r"<!--.{0,4000}?-->", re.DOTALL)
_SUMMARY: Final = re.compile(r"<summary\b[^<>]{0,200}>.{0,400}?</summary>", re.IGNORECASE | re.DOTALL)
_LINK: Final = re.compile(
    r"<a\b(?P<attributes>[^<>]{0,4000})>(?P<inside>.{0,4000}?)</a>"
    r"|\[(?P<label>(?:!\[[^\[\]]{0,300}\]\([^()\s]{0,2000}\)|[^\[\]]){0,500})\]\((?P<target>(?:[^()\s]|\([^()\s]{0,200}\)){0,4000})"
    r"(?:[ ]\"[^\"]{0,300}\")?\)",
    re.IGNORECASE | re.DOTALL,
)
_HREF: Final = re.compile(
    r"\bhref\s{0,3}=\s{0,3}(?:\"(?P<double>[^\"]{0,4000})\"|'(?P<single>[^']{0,4000})')", re.IGNORECASE
)
_IMAGE: Final = re.compile(r"!\[(?P<label>[^\[\]]{0,300})\]\([^()\s]{0,2000}\)|<img\b[^<>]{0,4000}>", re.IGNORECASE)
BREAK: Final = re.compile(r"</?br\s{0,3}/?>|</(?:div|p|li|summary)>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]{0,4000}>")
_STRESS: Final = re.compile(r"\*\*|__|~~|`|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_BULLET: Final = re.compile(r"^(?:[-•*]\s+)")
MARK: Final = re.compile(
    r"(?i:\[closed\](?!\()|\(closed\))|:[a-z][a-z0-9_+-]{1,30}:"
    r"|[\U0001F1E6-\U0001F1FF]{2}"
    r"|[\u2600-\u27BF\u2B00-\u2BFF\U0001F300-\U0001FAFF](?:[\uFE0F\U0001F3FB-\U0001F3FF]|\u200D[\u2600-\u27BF\U0001F300-\U0001FAFF])*"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Parameters
    ----------
    lines
        Its lines, without markup and marks; empty ones left out.
    links
        The addresses that it leads to, each with the words that do.
    marks
        Pictures and flags among its words, in order.
    """

    lines: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its lines as one."""
        return " ".join(self.lines)


def read_cell(raw: str) -> Cell:
    """Read a cell of Markdown, of HTML, or of both mixed.

    Parameters
    ----------
    raw
        The cell as it stands in the file; what is longer than 20,000 characters is cut off there.
    """
    text = _SUMMARY.sub(" ", _COMMENT.sub(" ", raw[:_LONGEST]))
    links: list[tuple[str, str]] = []
    text = _LINK.sub(lambda found: _linked(found, links), text)
    plain = html.unescape(_TAG.sub("", _IMAGE.sub(" ", BREAK.sub("\n", text))))
    marks = [found[0].replace("\ufe0f", "").casefold() for found in MARK.finditer(plain)]
    plain = MARK.sub(" ", _STRESS.sub("", plain).replace("\\|", "|"))
    lines = (_BULLET.sub("", " ".join(line.split())).strip() for line in plain.split("\n"))
    return Cell(tuple(line for line in lines if line), tuple(links), tuple(marks))


def _linked(found: re.Match[str], links: list[tuple[str, str]]) -> str:
    """Keep the words of a link in the text, and its address beside."""
    if found["target"] is not None:
        address, inside = found["target"], found["label"]
    else:
        href = _HREF.search(found["attributes"])
        address, inside = (href["double"] or href["single"] or "") if href else "", found["inside"]
    words = _TAG.sub("", _IMAGE.sub(" ", BREAK.sub(" ", inside)))
    if address:
        links.append((" ".join(words.split()), html.unescape(address)))
    return words
