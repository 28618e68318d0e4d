"""HTML to text that keeps what the form says: headings, lists and their depth, tables, paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Protocol, cast

from openpostings.builders.normalise.mojibake import repair
from openpostings.schema.errors import OpenPostingsError

MAX_CHARACTERS: Final = 4_000_000
MAX_NODES: Final = 120_000
MAX_LIST_DEPTH: Final = 12
_TAG: Final = re.compile(
    r"</?(?:p|div|br|ul|ol|li|b|i|u|em|strong|span|h[1-6]|a|table|tr|td|section|font|hr|html|body|blockquote|pre)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ESCAPED_TAG: Final = re.compile(r"&(?:amp;)*lt;/?(?:p|div|br|ul|ol|li|b|i|u|em|strong|span|h[1-6]|a|table|section)\b")
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_ROUNDS: Final = 3

_SKIPPED: Final = frozenset(
    {"script", "style", "template", "noscript", "svg", "iframe", "object", "select", "textarea", "math", "head"}
)
_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "main", "menu", "nav", "ol", "p",
        "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "caption", "button",
        "legend", "label", "option",
    }
)  # fmt: skip
_PARAGRAPHS: Final = frozenset({"p", "ul", "ol", "table", "blockquote", "dl", "section", "article", "header", "footer"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SUBHEADINGS: Final = _HEADINGS - {"h1"}
_LISTS: Final = frozenset({"ul", "ol", "menu"})
_BREAKS: Final = {"br": 1, "hr": 2}
_BOXES: Final = frozenset({"span", "a", "time", "small"})
_BOLD: Final = frozenset({"b", "strong"})
_FRAMES: Final = {
    "nav": "navigation", "footer": "footer", "aside": "aside", "form": "form", "main": "main", "dialog": "action",
    "article": "main",
}  # fmt: skip
_ROLES: Final = {
    "navigation": "navigation", "menu": "navigation", "menubar": "navigation", "search": "navigation",
    "banner": "navigation", "contentinfo": "footer", "complementary": "aside", "dialog": "action",
    "alertdialog": "action", "main": "main",
}  # fmt: skip
_HIDDEN_STYLE: Final = re.compile(r"(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)", re.IGNORECASE)
_LONGEST_FORM: Final = 1500
"""Characters of a form that is filled in; a longer one wraps the page, as some servers make them."""


class Element(Protocol):
    """What is asked of a node of resiliparse, which has no types."""

    tag: str
    value: str
    text: str
    first_child: Element | None
    next: Element | None
    parent: Element | None

    def getattr(self, name: str) -> str | None:
        """Give an attribute."""
        ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text of a page.

    Parameters
    ----------
    text
        Headings as ``## …``, list items as ``- …``, cells divided by ``|``, paragraphs by empty lines.
    frames
        Stretches that the page's elements say are a part of it, in order, the outer before the inner: labels of the
        ledger (``navigation``, ``action``, ``footer``), ``aside``, and ``main`` for what is its content.
    scripts
        Its scripts, in order.
    """

    text: str
    frames: tuple[tuple[int, int, str], ...] = ()
    scripts: tuple[Element, ...] = ()


def unescaped(value: str) -> str:
    """Give HTML that was escaped, once or more, as HTML; anything else as it is."""
    for _ in range(_ROUNDS):
        if not _ESCAPED_TAG.search(value):
            break
        value = html.unescape(value)
    return value


@lru_cache(maxsize=16)
def as_text(value: str) -> str:
    """Give the text of a value that may be HTML, HTML escaped once or more, or plain text.

    Parameters
    ----------
    value
        As the source gives it.
    """
    value = unescaped(value)
    if _TAG.search(value):
        return repair(render(value).text).text
    return repair(value.replace("\r\n", "\n").strip()).text


def render(markup: str) -> Rendered:
    """Give the text of HTML.

    Parameters
    ----------
    markup
        A page or a piece of one; anything is accepted, as browsers do.

    Raises
    ------
    OpenPostingsError
        Where it has more than ``MAX_CHARACTERS`` characters or ``MAX_NODES`` nodes.
    """
    if len(markup) > MAX_CHARACTERS:
        raise OpenPostingsError(f"expected at most {MAX_CHARACTERS} characters of HTML, got {len(markup)}")
    # Imported late: an extension module that only pages need.
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415

    body = cast("Element | None", HTMLTree.parse(markup).body)
    return Rendered("") if body is None else render_element(body)


def render_element(element: Element) -> Rendered:
    """Give the text of an element of a parsed page.

    Parameters
    ----------
    element
        Its body, or a part of it.

    Raises
    ------
    OpenPostingsError
        Where it has more than ``MAX_NODES`` nodes.
    """
    writer = _Writer()
    _walk(element, writer)
    return writer.rendered()


@dataclass(slots=True)
class _Writer:
    pieces: list[str] = field(default_factory=list[str])
    length: int = 0
    line: list[str] = field(default_factory=list[str])
    prefix: str = ""
    breaks: int = 0
    depth: int = 0
    bold: int = 0
    plain: bool = False
    seam: bool = False
    frames: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])
    scripts: list[Element] = field(default_factory=list[Element])

    def text(self, value: str) -> None:
        """Add characters to the line; white space is folded as browsers do."""
        folded = _SPACE.sub(" ", value)
        if folded == " " and (not self.line or self.line[-1].endswith(" ")):
            return
        if folded.startswith(" ") and (not self.line or self.line[-1].endswith(" ")):
            folded = folded[1:]
        if folded:
            # Two boxes that stand side by side, with nothing but their style between them.
            if self.seam and self.line and folded[0].isupper() and self.line[-1][-1:].islower():
                self.line.append(" | ")
            self.seam = False
            self.line.append(folded)
            self.plain = self.plain or (not self.bold and not folded.isspace())

    def end(self, breaks: int) -> None:
        """End the line, and see to as many breaks before the next."""
        words = "".join(self.line).strip()
        if words:
            # A paragraph of nothing but bold words is a heading in all but name.
            if not self.plain and not self.prefix and len(words) < 120:  # noqa: PLR2004 - headings are short
                words = f"**{words}**"
            gap = "\n" * self.breaks if self.pieces else ""
            piece = f"{gap}{self.prefix}{words}"
            self.pieces.append(piece)
            self.length += len(piece)
            self.prefix, self.breaks = "", 0
        self.line, self.plain = [], False
        self.breaks = max(self.breaks, breaks)

    def gap(self, tag: str) -> int:
        """Tell the breaks around a block: an empty line around paragraphs, none inside lists."""
        return 2 if tag in _PARAGRAPHS and not self.depth else 1

    def frame(self, start: int, label: str) -> None:
        """Note a stretch that the page says is a part of it."""
        self.end(2)
        if self.length > start and not (label == "form" and self.length - start > _LONGEST_FORM):
            self.frames.append((start, self.length, "action" if label == "form" else label))

    def rendered(self) -> Rendered:
        """Close the last line."""
        self.end(1)
        frames = sorted(self.frames, key=lambda one: (one[0], -one[1]))
        return Rendered("".join(self.pieces), tuple(frames), tuple(self.scripts))


def _walk(root: Element, writer: _Writer) -> None:
    """Go through the tree without recursion, so that depth costs no stack."""
    stack: list[tuple[Element, bool]] = [(root, False)]
    open_frames: list[tuple[int, str]] = []
    # Every node is visited twice at most: when it opens, and when it closes.
    for _ in range(2 * MAX_NODES):
        if not stack:
            return
        node, closing = stack.pop()
        tag = node.tag
        if tag == "#text":
            writer.text(node.value)
            continue
        if _is_passed_over(node, tag, writer):
            continue
        if tag in _SUBHEADINGS and _is_item(node):
            tag = "span"
        label = "" if tag.startswith("#") else _frame(node, tag)
        if closing:
            _close(tag, writer)
            if label:
                writer.frame(*open_frames.pop())
            continue
        if not tag.startswith("#") and _is_hidden(node):
            continue
        if label:
            writer.end(2)
            open_frames.append((writer.length, label))
        _open(tag, writer)
        stack.append((node, True))
        stack.extend(reversed([(child, False) for child in _children(node)]))
    raise OpenPostingsError(
        f"expected at most {MAX_NODES} nodes of HTML", hint="give the page alone, without what scripts added to it"
    )


def _is_passed_over(node: Element, tag: str, writer: _Writer) -> bool:
    if tag == "script":
        writer.scripts.append(node)
    return (tag.startswith("#") and tag != "#document") or tag in _SKIPPED


def _is_item(node: Element) -> bool:
    """Tell a list whose items are dressed as headings: nothing else is in the item, and another item stands beside."""
    item = node.parent
    if item is None or item.tag != "li" or item.parent is None:
        return False
    alone = all(one == node or _is_blank(one) for one in _children(item))
    return alone and any(one != item and one.tag == "li" for one in _children(item.parent))


def _children(node: Element) -> Iterator[Element]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _is_blank(node: Element) -> bool:
    return node.tag.startswith("#") and (node.tag != "#text" or not node.value.strip())


def _frame(node: Element, tag: str) -> str:
    """Tell which part of a page an element says that it is; empty where it says nothing."""
    role = node.getattr("role")
    return _ROLES.get(role, "") if role else _FRAMES.get(tag, "")


def _is_hidden(node: Element) -> bool:
    if node.getattr("hidden") is not None or node.getattr("aria-hidden") == "true":
        return True
    style = node.getattr("style")
    return style is not None and _HIDDEN_STYLE.search(style[:400]) is not None


def _open(tag: str, writer: _Writer) -> None:
    if tag in _HEADINGS:
        writer.end(2)
        writer.prefix = "## "
    elif tag == "li":
        writer.end(1)
        writer.prefix = "  " * min(writer.depth - 1, MAX_LIST_DEPTH) + "- "
    elif tag in _LISTS:
        writer.end(1 if writer.depth else 2)
        writer.depth += 1
    elif tag in _BREAKS:
        writer.end(_BREAKS[tag])
    elif tag in {"td", "th"}:
        if writer.line:
            writer.text(" | ")
    elif tag in _BLOCKS:
        writer.end(writer.gap(tag) if not writer.prefix else 1)
    if tag in _BOLD:
        writer.bold += 1


def _close(tag: str, writer: _Writer) -> None:
    writer.seam = tag in _BOXES
    if tag in _BOLD:
        writer.bold -= 1
    if tag in _HEADINGS:
        writer.end(2)
        writer.prefix = ""
    elif tag == "li":
        writer.end(1)
        writer.prefix = ""
    elif tag in _LISTS:
        writer.depth = max(0, writer.depth - 1)
        writer.end(1 if writer.depth else 2)
    elif tag in _BLOCKS:
        writer.end(writer.gap(tag))
