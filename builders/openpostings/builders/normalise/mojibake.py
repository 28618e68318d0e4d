"""Texts that were decoded wrongly or escaped and never put back: mended before any span is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from openpostings.builders.normalise.entities import unescape_entities, unescape_literals
from openpostings.builders.normalise.rewriting import Edit, Rewritten, rewrite

_SUSPECT = re.compile(
    r"[\u0080-\u009f]|[\u00c2\u00c3\u00c5\u00c4\u00e2\u00f0\u00ef\u00d0\u00d1\u00ce\u0102\u0393][^\x00-\x7f]"
)
_STRETCH = re.compile(r"[^\n]{1,1000}")
_NOTES = {
    "entity": "character references left in the text were replaced",
    "escape": "escapes left in the text were replaced",
    "mojibake": "text decoded in a wrong encoding was mended",
}


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text that is fit to be read, and what was done to it.

    Parameters
    ----------
    text
        The text. Spans are counted in it.
    layers
        The steps that changed something, first to last.
    """

    text: str
    layers: tuple[Rewritten, ...] = ()

    def at(self, position: int) -> int:
        """Where a character of this text stood in the text as it was given."""
        for layer in reversed(self.layers):
            position = layer.at(position)
        return position

    def notes(self) -> tuple[str, ...]:
        """Say what was done, one sentence for each kind with how often, in order."""
        counts: dict[str, int] = {}
        for edit in (edit for layer in self.layers for edit in layer.edits):
            counts[edit.reason] = counts.get(edit.reason, 0) + 1
        return tuple(f"{_NOTES[reason]} ({count})" for reason, count in counts.items())


def mend_encoding(text: str) -> Rewritten:
    """Mend text that was decoded in a wrong encoding ("caf\u00c3\u00a9"), line by line and only where it is bad.

    Parameters
    ----------
    text
        A text.

    Returns
    -------
    Rewritten
        The text, with one edit for each stretch of a line that changed.
    """
    return rewrite(text, _mended(text)) if _SUSPECT.search(text) else Rewritten(text)


def _mended(text: str) -> Iterator[Edit]:
    is_bad: Any = import_module("ftfy.badness").is_bad
    fix_encoding: Any = import_module("ftfy").fix_encoding
    for line in _STRETCH.finditer(text):
        before = line.group()
        if _SUSPECT.search(before) is None or not is_bad(before):
            continue
        after = str(fix_encoding(before))
        if after != before:
            yield from _edits(before, after, line.start())


def _edits(before: str, after: str, offset: int) -> Iterator[Edit]:
    """Tell apart what changed: plain runs stand in both texts in one order; what is between them was replaced."""
    old = new = 0
    for run in re.finditer(r"[\x00-\x7f]+", before):
        found = after.find(run.group(), new)
        if found < 0:
            break
        if before[old : run.start()] != after[new:found]:
            yield Edit(offset + old, offset + run.start(), after[new:found], "mojibake")
        old, new = run.end(), found + len(run.group())
    if before[old:] != after[new:]:
        yield Edit(offset + old, offset + len(before), after[new:], "mojibake")


def repair(text: str) -> Repaired:
    """Make a text fit to be read: references, escapes, encoding, in this order.

    Parameters
    ----------
    text
        A text as a source gives it.

    Returns
    -------
    Repaired
        The text, the same object where nothing was wrong, with what was done and a way back to the characters as given.
    """
    layers: list[Rewritten] = []
    for step in (unescape_entities, unescape_literals, mend_encoding):
        done = step(text)
        if done.edits:
            layers.append(done)
            text = done.text
    return Repaired(text, tuple(layers))
