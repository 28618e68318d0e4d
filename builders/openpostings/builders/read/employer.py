"""Find the name that a text gives to its employer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final, cast

from openpostings.builders.normalise.triggers import Choice, triggers_in
from openpostings.builders.read.lines import Line
from openpostings.builders.read.sentences import Span
from openpostings.builders.tables import load_table, strings

_WORD: Final = r"[A-Z0-9À-Þ][\w.’'&+-]*"
_LITTLE: Final = (
    "and", "of", "for", "de", "du", "la", "y", "und", "et", "für", "des", "der", "den", "van", "del", "di", "della",
    "dei", "do", "da", "dos", "das", "los", "las", "og", "och", "voor",
)  # fmt: skip
_NAME: Final = rf"(?P<name>(?:The )?{_WORD}(?:[ ](?:{_WORD}|&|of the|{'|'.join(_LITTLE)})){{0,6}})"
_SMALL: Final = frozenset({"the", "&", *_LITTLE})
_MIN_WEIGHT: Final = 6
_LEGAL_FORM: Final = re.compile(
    r"\b(?:Co|Inc|Ltd|Corp|Pty|Bros|Assn|Assoc|L\.L\.C|P\.C|plc|s\. ?r\. ?o|spol|a\. ?s|z\. ?s"
    r"|S\.A|B\.V|N\.V|e\.V|S\.p\.A|S\.L|Sp\. z o\. ?o)\.$"
)


def ends_as_firm(text: str) -> bool:
    """Tell a full stop that belongs to the legal form of a firm ("Acme Inc.") from one that ends a sentence."""
    return len(text) <= 80 and _LEGAL_FORM.search(text) is not None  # noqa: PLR2004 - as names are bounded below


def _cues() -> list[tuple[int, str]]:
    rows = cast("list[tuple[str, int]]", load_table("titles")["employer_cues"])
    return [(weight, pattern.replace("NAME", _NAME)) for pattern, weight in rows]


_NAMED: Final = Choice(_cues)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(strings(load_table("titles")[name]))


def is_name(text: str) -> bool:
    """Tell whether a text could be the name of an employer: short, capitalised, no generic word."""
    words = text.split()
    if not 0 < len(words) <= 8 or len(text) > 80:  # noqa: PLR2004 - longer texts are sentences
        return False
    first, last = words[0].casefold().strip("'’"), words[-1].casefold()
    # "This Is Global" is a name although "this" opens sentences: all of its words are capitalised.
    titled = len(words) > 2 and all(word[0].isupper() for word in words)  # noqa: PLR2004 - "This Week" may be anything
    if (first in _words("not_first") and not titled) or last in _words("not_last") or not text[0].isalnum():
        return False
    stops = text[-1] in ".!?:;," and not ends_as_firm(text)
    if text.casefold() in _words("not_employer") or stops or not any(char.isalpha() for char in text):
        return False
    return all(
        word[0].isupper() or word[0].isdigit() or word.casefold() in _SMALL or not word[0].isalpha() for word in words
    )


def is_company(text: str) -> bool:
    """Tell a name that ends with its legal form ("Acme AG") from a place that ends with its country."""
    words = text.split()
    return len(words) > 1 and "," not in text and words[-1] in strings(load_table("titles")["legal_forms"])


def _trimmed(name: str) -> str:
    words = name.split()
    while words and words[-1] in _SMALL:
        words.pop()
    return " ".join(words).rstrip(".,’'")


def named_employer(lines: Sequence[Line]) -> Span | None:
    """Weigh how the text calls its employer ("About Acme", "Acme is hiring", "internships at Acme").

    Parameters
    ----------
    lines
        Lines of the posting, the frame of the site among them.

    Returns
    -------
    Span or None
        The first mention of the name with the most weight; None where no name carries enough.
    """
    weights: dict[str, int] = defaultdict(int)
    first: dict[str, Span] = {}
    for line in lines:
        for weight, pattern in _NAMED.left(triggers_in(line.text)):
            for match in pattern.finditer(line.text[:2000]):
                name = _trimmed(match["name"])
                if not is_name(name):
                    continue
                bare = name.removeprefix("The ")
                weights[bare] += weight
                at = line.text_start + match.start("name") + name.index(bare)
                first.setdefault(bare, Span(at, at + len(bare), bare))
    if not weights:
        return None
    best = max(weights, key=lambda name: (weights[name], len(name)))
    return first[best] if weights[best] >= _MIN_WEIGHT else None
