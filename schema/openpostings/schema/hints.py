"""Hints that fit one value: the word that was meant, the date as it is written, the quotes that are missing."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from typing import Final

_MAX_GUESSED: Final = 64
"""Characters of a word that a near miss is looked for; the search is quadratic."""

_YES_NO: Final = {"y": "true", "yes": "true", "on": "true", "n": "false", "no": "false", "off": "false"}

_YEAR_FIRST: Final = re.compile("([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ].*)?", re.DOTALL)


def did_you_mean(word: str, known: list[str]) -> str:
    """Name the known word that is nearest to a given one.

    Parameters
    ----------
    word
        What was written.
    known
        What may be written.

    Returns
    -------
    str
        A question, or nothing where no word is near.
    """
    if len(word) > _MAX_GUESSED:
        return ""
    folded = {one.casefold(): one for one in known}
    # `full-time` and `Full Time` are near misses of `FULL_TIME`; `jobTitle` is one of `job_title`.
    plain = re.sub(r"[\s-]+", "_", re.sub("(?<=[a-z])(?=[A-Z])", "_", word.strip())).casefold()
    near = difflib.get_close_matches(plain, folded, n=1, cutoff=0.6)
    if not near:
        near = [one for one in folded if plain and one.startswith(plain[:_MAX_GUESSED])][:1]
    return f"Did you mean `{folded[near[0]]}`?" if near else ""


def for_type(expected: str, value: object, example: str) -> str:
    """Say how a value of another type is written.

    Parameters
    ----------
    expected
        The type that is expected, in words.
    value
        What was given.
    example
        The field's example, as JSON.
    """
    if expected == "text" and isinstance(value, bool | int | float):
        return "Put the value in quotes."
    if isinstance(value, str):
        return _for_text_of_type(expected, value, example)
    return f"For example: {example}" if example else ""


def _for_text_of_type(expected: str, value: str, example: str) -> str:
    meant = _YES_NO.get(value.strip().casefold(), value.strip().casefold())
    if expected == "true or false" and meant in {"true", "false"}:
        return f"Write {meant}; `NO`, `off` and what is in quotes are text in YAML 1.2."
    if expected.endswith("number") and re.fullmatch("[0-9]{1,15}(?:[.][0-9]+)?", value):
        return f"Write {value} without quotes."
    return f"For example: {example}" if example else ""


def for_text(value: object, pattern: str) -> tuple[str, str]:
    """Tell why text is not of a field's form.

    Parameters
    ----------
    value
        The text.
    pattern
        The pattern that it does not match.

    Returns
    -------
    tuple
        Name of the code: blank, not folded, or of another form; and a hint.
    """
    if not isinstance(value, str):
        return "wrong-format", ""
    folded = " ".join(re.sub("[\\u0000-\\u0020\\u007f]+", " ", value).split(" ")).strip(" ")
    if not folded:
        return "blank-text", ""
    if folded != value and re.search(pattern, folded):
        return "not-folded", f'Write "{folded}".' if len(folded) <= _MAX_GUESSED else ""
    for other in (value.upper(), value.lower()):
        if len(value) <= _MAX_GUESSED and re.search(pattern, other) and not other.endswith("\n"):
            return "wrong-format", f'Did you mean "{other}"?'
    return "wrong-format", ""


def for_date(value: object) -> str:
    """Write a date that is nearly in form, where there is no doubt what day it is."""
    match = _YEAR_FIRST.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return ""
    try:
        return f"Write {dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()}."
    except ValueError:
        return "There is no such day."


def for_timestamp(value: object) -> str:
    """Write a time that is nearly in form, in UTC."""
    if not isinstance(value, str) or len(value) > _MAX_GUESSED:
        return ""
    try:
        moment = dt.datetime.fromisoformat(value.strip())
        if moment.tzinfo is None:
            written = f"{moment.replace(microsecond=0).isoformat()}Z"
            return f"Write {written}, if the time is in UTC; if it is not, convert it."
        return f"Write {moment.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z."
    except (ValueError, OverflowError):
        return ""
