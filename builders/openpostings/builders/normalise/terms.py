"""Terms: a season with its year ("Summer 2026", "2026 Fall", "été 2026")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.numbers import alternation, words_of
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.tables import load_table, strings

Season = Literal["winter", "spring", "summer", "fall"]

_YEAR = r"(?:(?:19|20)[0-9]{2}|2100)(?![0-9])"
_TITLE_LENGTH = 300
_SHARED = "the year is stated once for several seasons"
_OVER = "a winter over two years, named by its first"
_CENTURY = 100
_APART = "season and year stand apart in the title"


@dataclass(frozen=True, slots=True)
class Term:
    """A season of a year, as the posting names it.

    Parameters
    ----------
    season
        ``winter``, ``spring``, ``summer`` or ``fall``.
    year
        Calendar year, 1900-2100.
    """

    season: Season
    year: int


@cache
def _seasons() -> Mapping[str, Season]:
    table = cast("dict[Season, list[str]]", load_table("seasons")["seasons"])
    return {word: season for season, words in table.items() for word in words}


@cache
def _season() -> str:
    unlike = alternation(strings(load_table("seasons")["not_before"]))
    frameworks = rf"spring[ ]{alternation(strings(load_table('seasons')['not_after_spring']))}\b"
    glued = rf"\w|[\u2019']s?\w|-(?!{_YEAR})\w|[ \u00a0-]{{1,2}}{unlike}\b"
    behind = "".join(rf"(?<!{word})" for word in strings(load_table("seasons")["not_after"]))
    return rf"(?:(?<![\w'\u2019])|(?<=\b[ldLD]['\u2019])){behind}(?!{frameworks}){alternation(_seasons())}(?!{glued})"


@cache
def _adjacent() -> re.Pattern[str]:
    table = load_table("seasons")
    links = alternation(strings(table["links"]))
    link = rf"(?:[ ]?[/&,+][ ]?(?:{links}[ ])?|[ ]{links}[ ]|[ ]?[-\u2013][ ]?)"
    between = rf"(?:{alternation(strings(table['between']))}[ ])?"
    list_ = rf"{_season()}(?:{link}{_season()}){{0,3}}"
    short = r"['\u2019](?P<short>[0-9]{2})(?![0-9\w'\u2019])"
    return re.compile(
        rf"(?P<list>{list_})(?:,?[ \u00a0]{{0,2}}\(?|[ ]?[-\u2013][ ]?){between}(?:(?P<year>{_YEAR})|{short})"
        rf"|(?<![\w.,/-])(?P<first>{_YEAR})(?:[ \u00a0]{{1,2}}|[ ]?[-\u2013][ ]?)(?P<after>{list_})"
        r"(?!,?[ \u00a0]{1,2}['\u2019]?[0-9])",
        re.IGNORECASE,
    )


@cache
def _one_season() -> re.Pattern[str]:
    return re.compile(_season(), re.IGNORECASE)


_TITLE_YEAR = re.compile(rf"(?<![\w.,/$€£-])(?:(?P<year>{_YEAR})|['\u2019](?P<short>[0-9]{{2}}))(?![\w%]|[.,/-][0-9])")
_SCHOOL_YEAR = re.compile(r"[ ]?[/\u2013-][ ]?(?:20)?(?P<next>[0-9]{2})(?![0-9])")


def _read_year(hit: re.Match[str]) -> int | None:
    groups = hit.groupdict()
    whole = groups.get("year") or groups.get("first")
    if whole:
        return int(whole)
    short = groups.get("short")
    return 2000 + int(short) if short else None


def _spread(text: str, start: int, end: int, year: int) -> Iterator[Match[Term]]:
    """Share one year among the seasons of a list; the span beside the year covers it."""
    words = [hit for hit in _one_season().finditer(text, start, end) if _seasons().get(hit[0].casefold())]
    year_first = bool(words) and words[0].start() != start
    for position, hit in enumerate(words):
        season = _seasons()[hit[0].casefold()]
        first, last = position == 0, position == len(words) - 1
        left = start if year_first and first else hit.start()
        right = end if not year_first and last else hit.end()
        beside = first if year_first else last
        yield Match(Term(season, year), left, right, None if beside else _SHARED)


def _adjacent_terms(text: str, *, title: bool) -> Iterator[Match[Term]]:
    for hit in _adjacent().finditer(text):
        year = _read_year(hit)
        seasons = hit["list"] or hit["after"]
        if year is None or (hit["after"] and not title and not seasons[0].isupper()):
            continue
        last = list(_one_season().finditer(seasons))[-1][0].casefold()
        over = _SCHOOL_YEAR.match(text, hit.end()) if hit["list"] and _seasons().get(last) == "winter" else None
        if over is None:
            yield from _spread(text, hit.start(), hit.end(), year)
        elif int(over["next"]) == (year + 1) % _CENTURY:
            # The winter that begins in the first of the two years.
            found = list(_spread(text, hit.start(), hit.end(), year))
            yield from found[:-1]
            yield replace(found[-1], end=over.end(), note=_OVER)


def _apart_terms(text: str) -> Iterator[Match[Term]]:
    """Read the only year of a title with its seasons, wherever in the line they stand."""
    years = list(_TITLE_YEAR.finditer(text))
    words = [hit for hit in _one_season().finditer(text) if hit[0][0].isupper()]
    if len(years) != 1 or not words:
        return
    (stated,) = years
    year = _read_year(stated)
    nearest = min(words, key=lambda hit: max(stated.start() - hit.end(), hit.start() - stated.end()))
    for hit in words:
        season = _seasons().get(hit[0].casefold())
        if season is None or year is None:
            continue
        left, right = hit.span()
        if hit is nearest:
            left, right = min(left, stated.start()), max(right, stated.end())
        yield Match(Term(season, year), left, right, _APART)


SEASONS = Trigger(_seasons)
"""Fires in every text that the finder below finds anything in."""


@needs(SEASONS)
def find_terms(text: str, *, title: bool = False) -> list[Match[Term]]:
    """Find seasons with a year.

    Parameters
    ----------
    text
        Any text.
    title
        The text is one line that names a job: season and year may stand apart ("Summer Analyst 2027").

    Returns
    -------
    list of Match
        In order of position. Of several seasons that share one year, the one beside the year covers it, the others
        cover their own word and say so in the note. Words: ``data/seasons.yaml``.
    """
    if not ("20" in text or "19" in text or "21" in text or "'" in text or "\u2019" in text):
        return []
    if words_of(text).isdisjoint(_seasons()):
        return []
    found = list(_adjacent_terms(text, title=title))
    if not found and title and len(text) <= _TITLE_LENGTH and "\n" not in text.strip():
        found = list(_apart_terms(text))
    return found
