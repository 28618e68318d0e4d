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


@dataclass(frozen=True, slots=True)
class Region:
    """A first-level division: its code and the country it belongs to."""

    code: str
    country: str


@held
def fold(name: str) -> str:
    """Bring a name to the form under which the tables hold it: no accents, case, dots or hyphens.

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
    return " ".join(name.casefold().replace(".", "").replace("-", " ").split())


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
            if country != "GB":
                by_code[code] = (*by_code.get(code, ()), region)
            for name in names:
                by_name[fold(name)] = (*by_name.get(fold(name), ()), region)
    return by_code, by_name


@cache
def _cities() -> dict[str, frozenset[tuple[str, str]]]:
    text = files("openpostings.builders").joinpath("data", "cities.tsv").read_text(encoding="utf-8")
    found: dict[str, set[tuple[str, str]]] = {}
    for line in text.splitlines()[1:]:
        name, alias, country, region = line.split("\t")
        for spelling in (name, alias, "New York" if name == "New York City" else ""):
            if spelling:
                found.setdefault(fold(spelling), set()).add((country, region))
    for country, names in string_lists(mapping(load_table("places")["exonyms"])).items():
        for name in names:
            found.setdefault(fold(name), set()).add((country, ""))
    return {name: frozenset(homes) for name, homes in found.items()}


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
def city_aliases() -> dict[str, tuple[str, str, str]]:
    """Short names of cities: city, region and country of each, by its name as written."""
    rows = string_lists(mapping(load_table("places")["city_aliases"]))
    return {name: (row[0], row[1], row[2]) for name, row in rows.items()}


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
    return _cities().get(fold(city), frozenset())


def is_city(city: str) -> bool:
    """Whether a name alone is a town's: known, and not also an English word."""
    return bool(homes(city)) and fold(city) not in place_words("not_alone")


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


def country_names() -> tuple[str, ...]:
    """All names of countries as the table spells them, and the codes that people write alone."""
    countries = string_lists(mapping(load_table("countries")["countries"]))
    return tuple(name for names in countries.values() for name in names)


def region_names() -> tuple[str, ...]:
    """All names of regions as the table spells them."""
    regions = mapping(load_table("regions")["regions"])
    tables = (string_lists(mapping(value)) for value in regions.values())
    return tuple(name for table in tables for names in table.values() for name in names)
