"""Tell a table from a text: what divides its cells, and whether its first row names columns of jobs."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import Final

from openpostings.builders.normalise.wording import mapping
from openpostings.builders.tables import load_table, string_lists

_DELIMITERS: Final = (",", ";", "\t", "|")
_LOOKED_AT: Final = 20
_SAMPLE: Final = 65_536
_LONGEST_HEAD: Final = 20_000
_LEAST_COLUMNS: Final = 3
_LEAST_KNOWN: Final = 2


def find_delimiter(sample: str) -> tuple[str, int]:
    """Tell what divides the cells of a text, and into how many columns.

    Parameters
    ----------
    sample
        Its beginning; a last row that is cut off is not looked at.

    Returns
    -------
    tuple
        The delimiter, and 1 where nothing divides it.
    """
    best = (",", 1)
    for delimiter in _DELIMITERS:
        counts = _counts(sample, delimiter)
        if not counts:
            continue
        same = sum(count == counts[0] for count in counts)
        if counts[0] > best[1] and same * 2 >= len(counts):
            best = (delimiter, counts[0])
    return best


def _counts(sample: str, delimiter: str) -> list[int]:
    counts: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(sample.replace("\0", " "), newline=""), delimiter=delimiter):
            if cells:
                counts.append(len(cells))
            if len(counts) > _LOOKED_AT:
                break
    except csv.Error:
        return counts
    return counts[:-1] if 1 < len(counts) <= _LOOKED_AT and not sample.endswith("\n") else counts


@cache
def _names() -> frozenset[str]:
    table = string_lists(mapping(load_table("columns")["targets"]))
    return frozenset(name for names in table.values() for name in names)


def looks_like_table(text: str) -> bool:
    """Tell CSV and its kin from a page of text.

    Parameters
    ----------
    text
        The whole text; only its beginning is looked at.

    Returns
    -------
    bool
        True where at least three columns run through the first rows and at least two of them are named as columns of
        jobs are.
    """
    first, _, rest = text[:_LONGEST_HEAD].lstrip("\ufeff").lstrip().partition("\n")
    head = first.strip()
    if not rest.partition("\n")[0].strip(" |:-\r\t"):
        # A rule below the head makes it a table of Markdown, of which lists know more.
        return False
    delimiter = max(_DELIMITERS, key=head.count)
    cells = [cell.strip().strip('"').replace("_", " ").casefold() for cell in head.split(delimiter)]
    if len(cells) < _LEAST_COLUMNS or sum(cell in _names() for cell in cells) < _LEAST_KNOWN:
        return False
    return find_delimiter(text[:_SAMPLE].lstrip("\ufeff").lstrip())[1] >= _LEAST_COLUMNS
