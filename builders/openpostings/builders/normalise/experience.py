"""Lengths of experience that are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from openpostings.builders.normalise import gazetteer
from openpostings.builders.normalise.experience_abroad import lengths_abroad
from openpostings.builders.normalise.match import Match
from openpostings.builders.normalise.triggers import Trigger, needs
from openpostings.builders.normalise.wording import MOST_CANDIDATES, in_order, mapping, unwrap
from openpostings.builders.tables import load_table, strings

_MOST_MONTHS = 40 * 12
_LONGEST = 80
_REACH = 120
_FRONT = 40
_OWN_WORD = r"(?!in\b|with\b)[A-Za-z0-9#+./&,()'\u2019-]{1,30}[ ]"
_LEADS = re.compile(
    r"[ ]?(?:\((?:required|preferred|minimum)\)[ ]?)?"
    r"(?:in|with|of|using|as|working (?:in|with|on|as)|programming in|with)[ ](?:an? |the )?",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:an?|the)[ ]", re.IGNORECASE)
_FRONT_WORD = re.compile(r"(?:of|in|with|using|as)\b", re.IGNORECASE)
_ITEM_START = re.compile(
    r"(?:^|[\n\u2022]|[:.;][ ])[ \t*\u2022\u00b7\u25e6\u25aa\u2013+-]{0,8}"
    r"(?:(?:a |an? additional |roughly |some |between |from )|[0-9]{1,2}[.)][ ])?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r",? (?:and |or |plus |including )?", re.IGNORECASE)
_LAST_PART = frozenset({", or", ", and", ", and/or"})
_PART = re.compile(
    r"[ ](?!(?:a|an|the|other|any|strong|solid|good|excellent|proven|ability|able|knowledge|experience|familiarity"
    r"|at|have|related|similar|demonstrated|willing\w*|understanding|you|we|must|some|in|with|of|for)\b)"
    r"[\w+#./&-]+(?:[ ][\w+#./&-]+){0,3}(?=[,.;:)]|$|[ ])",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    r"(?:similar|comparable|related|relevant|equivalent|same|like) (?:role|position|field|capacity|job|industry"
    r"|area)s?\b",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:relevant |related |college |university )?"
    r"(?:bachelor|doctora|ph\.? ?d|degree|diploma|(?:master|associate)(?:['\u2019]?s\b(?!,)| of | degree))",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:of )?(?:the|this|that|these|those|such|said)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Experience:
    """A length of experience.

    Parameters
    ----------
    months_min, months_max
        Bounds in months; None where that side is open.
    in_
        What kind of experience, as written; None where nothing is said.
    """

    months_min: int | None
    months_max: int | None
    in_: str | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    numbers: dict[str, int]
    amount: re.Pattern[str]
    behind: re.Pattern[str]
    use: re.Pattern[str]
    asked: re.Pattern[str]
    not_behind: re.Pattern[str]
    not_before: re.Pattern[str]
    stop: re.Pattern[str]
    counted: re.Pattern[str]
    no_use: re.Pattern[str]


def _words(key: str) -> str:
    return "|".join(strings(load_table("experience")[key]))


def _amount(number: str) -> str:
    own = r"(?:[ ]?\([0-9]{1,2}\))?"
    return (
        rf"(?<![\w.,$\u20ac\u00a3/-])(?P<low>{number}){own}[ ]?(?P<plus>\+|or more[ ]|plus[ ])?"
        rf"(?:[ ]?(?:-|\u2013|\u2014|to|and|or)[ ]?(?P<high>{number}){own}[ ]?(?P<plus2>\+)?)?"
        r"[ -]?(?P<unit>years?|yrs?\.?|months?|mos\.?)(?P<plus3>\+| or more| plus| minimum| min\.?)?"
        r"(?:['\u2019]s?|s['\u2019])?(?!\w)"
        rf"(?:(?: or more)?,? (?:but|to|and) (?:less|fewer|not more|no more) than (?P<cap>{number}) "
        r"(?:years?|yrs|months?),?)?"
    )


def _stop() -> str:
    return (
        rf"[.;:()\n\r\u2022|?]|,? (?:and/or|or|and) (?:{_words('stops_behind_or')})|,? (?:{_words('stops')})\b"
        rf"|[ ][-\u2013][ ]|, (?:{_words('stops_behind_comma')})\b"
    )


@cache
def _patterns() -> _Patterns:
    numbers = {word: int(str(value)) for word, value in mapping(load_table("experience")["numbers"]).items()}
    number = rf"(?:{'|'.join(numbers)}|[0-9]{{1,2}}(?:\.5)?)"
    behind = (
        r"(?:[ ]\((?:minimum|min|preferred|required)\))?[ ]?(?:\(?[ ]?(?:of|in|with|using|as)[ ])?"
        rf"(?:{_OWN_WORD}){{0,7}}?(?P<mark>{_words('marks')})\b"
    )
    sources = (
        _amount(number),
        behind,
        rf"[ ](?:{_words('uses')})[ ](?:an? |the )?",
        rf"(?:{_words('asked')})[ ](?:an? )?$",
        rf"(?:\b(?:{_words('not_behind')})\b[^.\n,;]{{0,14}}|[0-9])$",
        rf"[ -](?:{_words('not_before')})\b",
        _stop(),
        rf"[ ](?:{_words('counted')})",
        rf"(?:{_words('no_use')})\b",
    )
    return _Patterns(numbers, *(re.compile(source, re.IGNORECASE) for source in sources))


def _months(number: str, unit: str) -> int:
    amount = float(_patterns().numbers.get(number.casefold(), 0) or number)
    return int(amount * (12 if unit[0] in "yY" else 1))


def _bounds(match: re.Match[str]) -> tuple[int, int | None]:
    low = _months(match["low"], match["unit"])
    if match["cap"] is not None:
        return low, _months(match["cap"], match["unit"])
    if match["high"] is None or match["plus2"] or match["plus3"]:
        return low, None
    return low, _months(match["high"], match["unit"])


def _kind(text: str, start: int) -> tuple[str | None, int]:
    """Read the phrase from here to its end, at most 80 characters, and where it ends."""
    limit = min(len(text), start + _LONGEST)
    stop = _stop_of_list(text, start, limit)
    end = stop.start() if stop else limit
    if stop is None and limit < len(text) and not text[limit].isspace():
        end = max(text.rfind(" ", start, limit), start)
    words = text[start:end].split()
    while words and words[-1].strip(",-\u2013*\"'").casefold() in strings(load_table("experience")["dangling"]):
        words.pop()
    phrase = " ".join(words).strip(" ,-\u2013*\"'")
    if not phrase or phrase.casefold() in strings(load_table("experience")["no_kind"]):
        return None, start
    at = text.find(words[-1].strip(" ,-\u2013*\"'"), max(start, end - len(words[-1]) - 40), end)
    while (after := text.find(words[-1].strip(" ,-\u2013*\"'"), at + 1, end)) >= 0:
        at = after
    return phrase, at + len(words[-1].strip(" ,-\u2013*\"'"))


def _stop_of_list(text: str, start: int, limit: int) -> re.Match[str] | None:
    """Find where a phrase ends; the last part of a list with commas, ", or data modelling", still belongs to it."""
    stop = _patterns().stop.search(text, start, limit)
    if stop is None or stop.group() not in _LAST_PART or "," not in text[start : stop.start()]:
        return stop
    last = _PART.match(text, stop.end())
    behind = _patterns().stop.search(text, stop.end(), limit)
    return behind if last is not None else stop


EXPERIENCE = Trigger(lambda: [_patterns().amount, *strings(load_table("experience_abroad")["hints"])])
"""Fires in every text that the finder below finds anything in."""


@needs(EXPERIENCE)
def find_experience(text: str) -> list[Match[Experience]]:
    """Find lengths of experience that a text asks for.

    Parameters
    ----------
    text
        A requirement or several.

    Returns
    -------
    list of Match
        The lengths in order, each with what the experience is in. Ages, contracts, the employer's own history and
        spans such as "in the last five years" are not experience asked for.
    """
    unwrapped = unwrap(text)
    text = unwrapped.text
    found: list[Match[Experience]] = []
    behind = 0
    for match in islice(_patterns().amount.finditer(text), MOST_CANDIDATES):
        one = _read(text, match, behind) if match.start() >= behind else None
        if one is not None:
            found.append(one)
            behind = one.end
    for length in lengths_abroad(text):
        value = Experience(length.value.months_min, length.value.months_max, length.value.kind)
        if not any(match.start < length.end and length.start < match.end for match in found):
            found.append(Match(value, length.start, length.end))
    return [unwrapped.match(match) for match in in_order(found)]


def _read(text: str, match: re.Match[str], behind: int) -> Match[Experience] | None:
    low, high = _bounds(match)
    if low > _MOST_MONTHS or (high is not None and not low <= high <= _MOST_MONTHS):
        return None
    patterns = _patterns()
    before = patterns.not_behind.search(text, max(0, match.start() - _FRONT), match.start())
    if before is not None or patterns.not_before.match(text, match.end()):
        return None
    return _with_mark(text, match, low, high) or _in_use(text, match, behind, Experience(low, high, None))


def _with_mark(text: str, match: re.Match[str], low: int, high: int | None) -> Match[Experience] | None:
    mark = _patterns().behind.match(text, match.end(), min(len(text), match.end() + _REACH))
    if mark is None or ". " in mark.group():
        return None
    front = text[match.end() : mark.start("mark")].strip(" +")
    if _DEFINITE.match(front):
        return None
    lead = _LEADS.match(text, mark.end())
    named = lead is not None and not _DEGREE.match(text, lead.end())
    kind, end = _kind(text, lead.end()) if lead and named else (None, mark.end())
    end = end if kind else mark.end()
    if _patterns().counted.match(text, end):
        return None
    return Match(Experience(low, high, kind or _adjective(front)), match.start(), end)


def _adjective(front: str) -> str | None:
    words = _FRONT_WORD.sub("", front, count=1).strip(" ,").split()
    generic = strings(load_table("experience")["generic"])
    while words and words[0].strip(",()").casefold() in generic:
        words.pop(0)
    return " ".join(words) or None


def _asked(text: str, match: re.Match[str], behind: int) -> bool:
    """Whether a length without a mark is asked for: by a word, or as the beginning or the next part of an item."""
    if match["plus"] or match["plus3"]:
        return True
    front = max(0, match.start() - _FRONT)
    if _patterns().asked.search(text, front, match.start()):
        return True
    starts = _ITEM_START.search(text, front, match.start())
    goes_on = behind and _GOES_ON.fullmatch(text, behind, match.start())
    return match["unit"][0] in "yY" and bool(starts or goes_on)


def _in_use(text: str, match: re.Match[str], behind: int, length: Experience) -> Match[Experience] | None:
    use = _patterns().use.match(text, match.end())
    if use is None or not _asked(text, match, behind):
        return None
    if _DEGREE.match(text, use.end()):
        return Match(length, match.start(), match.end())
    alike = _ALIKE.match(text, use.end())
    if alike is not None:
        return Match(length, match.start(), alike.end())
    kind, end = _kind(text, use.end())
    if kind is None or _patterns().no_use.match(kind) or gazetteer.is_city(kind) or gazetteer.country_of(kind):
        return None
    if _patterns().counted.match(text, end):
        return None
    return Match(replace(length, in_=kind), match.start(), end)
