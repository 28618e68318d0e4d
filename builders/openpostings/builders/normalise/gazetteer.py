"""The names of places: countries, their regions, cities, and how each is looked up."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from openpostings.builders.normalise.held import held
from openpostings.builders.normalise.wording import mapping
from openpostings.builders.tables import load_table, string_lists, strings

COUNTRIES_READ_BY_CODE = frozenset({"US", "USA", "UK", "UAE", "U.S.", "U.S.A.", "U.K."})
_LONGEST_NAME = 60
_SHORTENED = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}
_READ_BY_CODE = frozenset({"US", "CA", "AU"})


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level division: its code and the country it belongs to."""

    code: str
    country: str


@held
def fold(name: str) -> str:
    """Bring a name to the form under which the tables hold it: no accents, case, dots or hyphens, "st" for "saint".

    Parameters
    ----------
    name
        A name as written.

    Returns
    -------
    str
        The key. Names of more than 60 characters have none and give an empty string.
    """
    if len(name) > _LONGEST_NAME:
        return ""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name.replace("\u2019", "'"))
        name = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = name.casefold().replace(".", "").replace("-", " ").split()
    if words and words[0] in _SHORTENED:
        words[0] = _SHORTENED[words[0]]
    return " ".join(words)


def _without_article(name: str) -> str:
    return name[4:] if name[:4].casefold() == "the " else name


@cache
def _country_names() -> dict[str, str]:
    countries = string_lists(mapping(load_table("countries")["countries"]))
    return {fold(name): code for code, names in countries.items() for name in names}


@cache
def _country_codes() -> dict[str, str]:
    codes = {code: str(alpha2) for code, alpha2 in mapping(load_table("countries")["codes"]).items()}
    return {alpha2: alpha2 for alpha2 in codes.values()} | codes | {"UK": "GB"}


@cache
def _regions() -> tuple[dict[str, tuple[Region, ...]], dict[str, tuple[Region, ...]]]:
    by_code: dict[str, tuple[Region, ...]] = {}
    by_name: dict[str, tuple[Region, ...]] = {}
    for country, value in mapping(load_table("regions")["regions"]).items():
        for code, names in string_lists(mapping(value)).items():
            region = Region(code, country)
            if country in _READ_BY_CODE:
                by_code[code] = (*by_code.get(code, ()), region)
            for name in names:
                by_name[fold(name)] = (*by_name.get(fold(name), ()), region)
    return by_code, by_name


@dataclass(frozen=True, slots=True)
class _Towns:
    """Where towns of each name lie, and of which towns a name alone is taken to speak."""

    homes: dict[str, frozenset[tuple[str, str]]]
    known: dict[str, frozenset[tuple[str, str]]]
    first_names: dict[str, str]


def _other_names() -> dict[tuple[str, str], tuple[str, ...]]:
    """Names that the table of cities has under another one: country and name to further names."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for country, value in mapping(load_table("places")["exonyms"]).items():
        for name, others in string_lists(mapping(value)).items():
            found[country, name] = others
    return found


@cache
def _towns() -> _Towns:
    text = files("openpostings.builders").joinpath("data", "cities.tsv").read_text(encoding="utf-8")
    homes: dict[str, set[tuple[str, str]]] = {}
    known: dict[str, set[tuple[str, str]]] = {}
    others = _other_names()
    for line in text.splitlines()[1:]:
        name, alias, country, region, size = line.split("\t")
        more = () if size else others.pop((country, name), ())
        for spelling in (name, alias, *more):
            if spelling:
                key = fold(spelling)
                homes.setdefault(key, set()).add((country, region))
                if not size:
                    known.setdefault(key, set()).add((country, region))
    for (country, name), more in others.items():
        for spelling in (name, *more):
            homes.setdefault(fold(spelling), set()).add((country, ""))
            known.setdefault(fold(spelling), set()).add((country, ""))
    firsts = {fold(other): name for (_, name), more in _other_names().items() for other in more}
    return _Towns(_frozen(homes), _frozen(known), firsts)


def _frozen(table: dict[str, set[tuple[str, str]]]) -> dict[str, frozenset[tuple[str, str]]]:
    return {name: frozenset(found) for name, found in table.items()}


@cache
def place_words(key: str) -> frozenset[str]:
    """Read one list of ``data/places.yaml``, folded.

    Parameters
    ----------
    key
        The list's name.

    Returns
    -------
    frozenset of str
        Its words as ``fold`` gives them.
    """
    return frozenset(fold(word) for word in strings(load_table("places")[key]))


@cache
def _city_aliases() -> tuple[dict[str, tuple[str, str, str]], dict[str, tuple[str, str, str]]]:
    rows = string_lists(mapping(load_table("places")["city_aliases"]))
    exact = {name: (row[0], row[1], row[2]) for name, row in rows.items()}
    return exact, {fold(name): row for name, row in exact.items() if len(fold(name)) > 2}  # noqa: PLR2004 - "la"


def city_alias(name: str) -> tuple[str, str, str] | None:
    """Read a short name of a city: "NYC", "SF", "Washington DC".

    Parameters
    ----------
    name
        A name as written.

    Returns
    -------
    tuple of str or None
        City, region and country. Two letters count only as the table writes them.
    """
    exact, folded = _city_aliases()
    return exact.get(name) or (folded.get(fold(name)) if name[:1].isupper() else None)


@cache
def _said_twice() -> dict[str, tuple[str, str, str]]:
    rows = string_lists(mapping(load_table("places")["said_twice"]))
    return {name: (row[0], row[1], row[2]) for name, row in rows.items()}


def said_twice(code: str) -> tuple[str, str, str] | None:
    """Read the code of a state that means a city where it is said twice: "NY, NY"."""
    return _said_twice().get(code)


@cache
def _one_spelling() -> dict[str, str]:
    table = string_lists(mapping(load_table("places")["one_spelling"]))
    return {fold(other): name for name, others in table.items() for other in (name, *others)}


def one_spelling(city: str) -> str:
    """Bring the name of a town that is written in many ways to one: "NEW YORK CITY" to "New York".

    Parameters
    ----------
    city
        A name as written.

    Returns
    -------
    str
        The name that ``data/places.yaml`` gives such a town; any other name as written.
    """
    return _one_spelling().get(fold(city), city)


def homes(city: str) -> frozenset[tuple[str, str]]:
    """Where towns of a name are known.

    Parameters
    ----------
    city
        A name as written.

    Returns
    -------
    frozenset of (country, region)
        Country and region code (empty where the table has none); empty where no such town is known.
    """
    return _towns().homes.get(fold(city), frozenset())


def well_known_homes(city: str) -> frozenset[tuple[str, str]]:
    """Where towns of a name lie that are large enough to be meant by the name alone."""
    return _towns().known.get(fold(city), frozenset())


def first_name(city: str) -> str:
    """Bring the spellings of a town's name to one key: "Bangalore" and "Bengaluru", "MÜNCHEN" and "Munich".

    Parameters
    ----------
    city
        A name as written.

    Returns
    -------
    str
        The key of the name that the tables have first.
    """
    spelt = one_spelling(city)
    return fold(_towns().first_names.get(fold(spelt), spelt))


def same_town(one: str, other: str) -> bool:
    """Whether two names are spellings of one town's name."""
    return first_name(one) == first_name(other)


def is_city(city: str) -> bool:
    """Whether a name alone is a town's: known, and not also an English word."""
    return bool(well_known_homes(city)) and fold(city) not in place_words("not_alone")


def country_of(name: str) -> str | None:
    """Read a country's name or one of the codes that people write alone.

    Parameters
    ----------
    name
        A name as written, with or without its article.

    Returns
    -------
    str or None
        ISO 3166-1 alpha-2.
    """
    bare = _without_article(name)
    if len(bare.replace(".", "")) <= 3 and bare not in COUNTRIES_READ_BY_CODE:  # noqa: PLR2004 - codes: "us" is a word
        return None
    return _country_names().get(fold(bare))


def country_of_code(code: str) -> str | None:
    """Read any ISO 3166-1 code of two or three capitals."""
    return _country_codes().get(code)


def regions_of(name: str) -> tuple[Region, ...]:
    """Read the code (in capitals) or the name of a region.

    Parameters
    ----------
    name
        A code or a name as written.

    Returns
    -------
    tuple of Region
        All regions so called, those of the US first.
    """
    by_code, by_name = _regions()
    bare = name.replace(".", "")
    return by_code.get(bare) or (by_name.get(fold(name), ()) if len(bare) > 3 else ())  # noqa: PLR2004


def region_beside(city: str, code: str) -> Region | None:
    """Read the code of a region that is one only beside a town that lies in it: "SP" in "São Paulo, SP".

    Parameters
    ----------
    city
        The town.
    code
        The letters behind or in front of it.

    Returns
    -------
    Region or None
        The region of a country whose regions people write in letters that mean other things too.
    """
    countries = strings(load_table("places")["codes_beside_towns"])
    if not code.isupper() or len(code) != 2:  # noqa: PLR2004 - a code
        return None
    found = [Region(code, country) for country, region in homes(city) if region == code and country in countries]
    return found[0] if len(found) == 1 else None


def country_names() -> tuple[str, ...]:
    """All names of countries as the table spells them, and the codes that people write alone."""
    countries = string_lists(mapping(load_table("countries")["countries"]))
    return tuple(name for names in countries.values() for name in names)


def region_names() -> tuple[str, ...]:
    """All names of regions as the table spells them."""
    regions = mapping(load_table("regions")["regions"])
    tables = (string_lists(mapping(value)) for value in regions.values())
    return tuple(name for table in tables for names in table.values() for name in names)
