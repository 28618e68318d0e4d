"""Tools, languages, platforms and methods that have a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.wording import in_order, mapping, plain_blanks
from openpostings.builders.tables import load_table, string_lists, strings

_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+")
_BETWEEN = r"[\s*\u2022\u00b7\u2013-]*"
_JOINER = re.compile(
    rf"{_BETWEEN}(?:[,;/|&(+]|\b(?:and|or|and/or|und|oder|et|ou|y|o|e|en|of|og|och|eller|nebo|lub"
    r"|e\.g\.,?|such as|like|including|in|with|using|vs)\b|\)|\.js)?"
    rf"{_BETWEEN}(?:(?:and|or|e\.g\.,?|and/or|the|preferably|ideally|also|etc|either)\b,?[\s]*|[(,:]\s?)?"
)
_LONGEST_JOINER = 20
_FRONT_REACH = 48
_MOST_HITS = 20_000
_MOST_CONNECTING = 5
_MARKS = ".,:;()[]*\u2022\"'"
_ELIDED = re.compile(r"\b([dlDL])['\u2019](?=\w|$)")
_CLAUSE = re.compile(r"[.;!?] |[\n\r\u2022]")
_NEXT = re.compile(r"[ -]\(?([^\W\d_]+)")
_ADDRESS = re.compile(r"(?:://|www\.|@)[^\s]{0,200}$")
_ACRONYM = re.compile(r"[A-Z]{2,5}")
_LONGEST_EXPANSION = 80
_LINE_START = re.compile(
    r"(?:^|\n)[ \t*\u2022\u00b7\u25e6\u25aa\u2013+-]{0,8}"
    r"(?:(?:strong|good|solid|basic|advanced|excellent|working|some)[ ])?$",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"[ \t.*,;]{0,4}(?:\n|\r|$)")


@dataclass(frozen=True, slots=True)
class _Name:
    canonical: str
    spelling: str
    exact: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class _Family:
    """The names that share their first word: one pattern, the longest first, one group a name."""

    pattern: re.Pattern[str]
    names: tuple[_Name, ...]
    leads: int


@dataclass(frozen=True, slots=True)
class _Hit:
    name: _Name
    start: int
    end: int


@cache
def _first_words() -> dict[str, tuple[_Name, ...]]:
    table = load_table("skills")
    exact, weak, small = (frozenset(strings(table[key])) for key in ("exact", "weak", "weak_small"))
    found: dict[str, list[_Name]] = {}
    for canonical, aliases in string_lists(mapping(table["skills"])).items():
        for spelling in dict.fromkeys((canonical, *aliases)):
            first = _WORD.search(spelling)
            if first is not None:
                name = _Name(canonical, spelling, spelling in exact or spelling in weak, spelling in weak)
                family = found.setdefault(first.group().casefold(), [])
                family.append(name)
                if spelling.casefold() in small:
                    family.append(_Name(canonical, spelling.casefold(), exact=True, weak=True))
    return {word: tuple(sorted(names, key=lambda name: -len(name.spelling))) for word, names in found.items()}


def _spelled(name: _Name) -> str:
    words = r"(?:[ \xa0-]|\s{1,20})".join(re.escape(word) for word in name.spelling.split(" "))
    return rf"({words})" if name.exact else rf"((?i:{words}))"


@cache
def _family(word: str) -> _Family:
    names = _first_words()[word]
    lead = max(len(name.spelling) - len(name.spelling.lstrip(".")) for name in names)
    one = "|".join(_spelled(name) for name in names)
    return _Family(re.compile(rf"(?:{one})(?![\w+#]|-[0-9]|\.[a-z]|[\u2019'][a-rt-z])"), names, lead)


@cache
def _numbered() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./-]){load_table('skills')['numbered']}(?![\w])")


@dataclass(frozen=True, slots=True)
class _Company:
    """The words that decide whether a weak name is meant."""

    front: frozenset[str]
    prefixes: tuple[str, ...]
    connecting: frozenset[str]
    behind: frozenset[str]
    never_behind: frozenset[str]
    never_before: frozenset[str]
    soft_before: frozenset[str]
    shown_before: re.Pattern[str]
    phrases_before: re.Pattern[str]


@cache
def _company() -> _Company:
    table = load_table("skills")
    front = strings(table["front"])
    keys = ("connecting", "behind", "never_behind", "never_before", "soft_before")
    connecting, behind, never_behind, never_before, soft = (frozenset(strings(table[key])) for key in keys)
    prefixes = tuple(word[:-1] for word in front if word.endswith("*"))
    shown, phrases = (re.compile(str(table[key]), re.IGNORECASE) for key in ("shown_before", "phrases_before"))
    return _Company(frozenset(front), prefixes, connecting, behind, never_behind, never_before, soft, shown, phrases)


def _hits(text: str) -> Iterator[_Hit]:
    known = _first_words()
    behind = 0
    for word in _WORD.finditer(text):
        key = word.group().casefold()
        if key not in known or word.start() < behind:
            continue
        hit = _hit(text, word.start(), _family(key))
        if hit is not None:
            yield hit
            behind = hit.end


def _hit(text: str, start: int, family: _Family) -> _Hit | None:
    for at in (start - family.leads, start) if family.leads and start else (start,):
        match = family.pattern.match(text, at)
        if match is None or match.lastindex is None:
            continue
        before = text[at - 1 : at]
        if before and (before in "_@#" or (before in "-./\\" and not _free(text, at))):
            return None
        if before.isalnum():
            return None
        return _Hit(family.names[match.lastindex - 1], at, match.end())
    return None


def _free(text: str, at: int) -> bool:
    """Whether a mark in front of a name is a bullet or a slash between names, and not the inside of a word."""
    if text[at - 1] == "/":
        return _ADDRESS.search(text, max(0, at - 200), at) is None
    return not text[at - 2 : at - 1].isalnum()


def find_skills(text: str) -> list[Match[str]]:
    """Find the skills that have a name.

    Parameters
    ----------
    text
        A requirement, or any text.

    Returns
    -------
    list of Match
        Each mention, in order, with the name that most people use. Names that are English words, letters or first
        names too count only where their company shows that they are meant.
    """
    text = plain_blanks(text)
    hits = list(islice(_hits(text), _MOST_HITS))
    sure = [not hit.name.weak or _shown(text, hit) for hit in hits]
    strangers = {hit.name.spelling for hit in hits if _stands_for_another(text, hit)}
    refused = [hit.name.spelling in strangers or (hit.name.weak and _refused(text, hit)) for hit in hits]
    order = range(len(hits))
    for at in (*order, *reversed(order)):
        if refused[at]:
            sure[at] = False
        elif not sure[at]:
            sure[at] = _beside(text, hits, sure, at)
    found = [Match(hit.name.canonical, hit.start, hit.end) for hit, good in zip(hits, sure, strict=True) if good]
    return in_order([*found, *_standards(text)])


def _standards(text: str) -> Iterator[Match[str]]:
    for match in islice(_numbered().finditer(text), _MOST_HITS):
        yield Match(f"{match['body']} {match['number']}", match.start(), match.end())


def _words_in_front(text: str, start: int) -> list[str]:
    window = text[max(0, start - _FRONT_REACH) : start]
    stretch = _CLAUSE.split(window)[-1]
    return [word.strip(_MARKS).casefold() for word in _ELIDED.sub(r"\1 ", stretch).split()]


def _word_behind(text: str, end: int) -> str:
    word = _NEXT.match(text, end)
    return word[1].casefold() if word else ""


def _led(text: str, hit: _Hit) -> bool:
    """Whether words in front show that a skill is meant: "proficiency in", "good knowledge of"."""
    company = _company()
    words = _words_in_front(text, hit.start)
    for word in reversed(words[-_MOST_CONNECTING:]):
        if word in company.front or word.startswith(company.prefixes):
            return True
        if word not in company.connecting:
            break
    return False


def _shown(text: str, hit: _Hit) -> bool:
    company = _company()
    if _word_behind(text, hit.end) in company.behind or _led(text, hit) or company.shown_before.match(text, hit.end):
        return True
    low = max(0, hit.start - 20)
    return _LINE_END.match(text, hit.end) is not None and _LINE_START.search(text, low, hit.start) is not None


def _refused(text: str, hit: _Hit) -> bool:
    company = _company()
    if text[hit.end : hit.end + 1] in {"&", "'", "\u2019"} or text[hit.end : hit.end + 3] == " & ":
        return len(hit.name.spelling) == 1 or text[hit.end] in "'\u2019"
    words = _words_in_front(text, hit.start)[-1:]
    if (words and words[0] in company.never_behind) or company.phrases_before.match(text, hit.end):
        return True
    behind = _word_behind(text, hit.end)
    if behind not in company.never_before:
        return False
    soft = behind in company.soft_before and (_led(text, hit) or company.shown_before.match(text, hit.end))
    return not soft


def _stands_for_another(text: str, hit: _Hit) -> bool:
    """Whether an acronym in brackets is said to be short for something else: "Computer Aided Dispatch (CAD)"."""
    name = hit.name
    bracketed = text[hit.start - 1 : hit.start] == "(" and text[hit.end : hit.end + 1] == ")"
    if not bracketed or not _ACRONYM.fullmatch(name.spelling):
        return False
    words = _WORD.findall(text, max(0, hit.start - _LONGEST_EXPANSION), hit.start)[-len(name.spelling) :]
    if "".join(word[0] for word in words).casefold() != name.spelling.casefold():
        return False
    last = _last_words(name.canonical, name.spelling)
    return bool(last) and words[-1].casefold().rstrip("s") not in last


@cache
def _last_words(canonical: str, acronym: str) -> frozenset[str]:
    """Give the last words, without plural, of the full names that the table has for an acronym."""
    aliases = string_lists(mapping(load_table("skills")["skills"]))[canonical]
    names = [_WORD.findall(name.casefold()) for name in (canonical, *aliases)]
    return frozenset(
        words[-1].rstrip("s") for words in names if "".join(word[0] for word in words) == acronym.casefold()
    )


def _beside(text: str, hits: list[_Hit], sure: list[bool], at: int) -> bool:
    def joined(first: int, second: int) -> bool:
        start, end = hits[first].end, hits[second].start
        return end - start <= _LONGEST_JOINER and _JOINER.fullmatch(text, start, end) is not None

    before = at > 0 and sure[at - 1] and joined(at - 1, at)
    return before or (at + 1 < len(hits) and sure[at + 1] and joined(at, at + 1))
