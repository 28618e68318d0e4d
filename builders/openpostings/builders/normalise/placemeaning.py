"""What letters and names beside a town mean: its region, its country, or neither."""

from __future__ import annotations

import re

from openpostings.builders.normalise import gazetteer
from openpostings.builders.normalise.gazetteer import Region

CODE = re.compile(r"[A-Z]{2,3}")
_OF_ONE_CITY = frozenset({"DC"})


def owners(name: str) -> set[str]:
    """Tell in which countries a town of this name lies, or a region."""
    return {home for home, _ in gazetteer.homes(name)} | {region.country for region in gazetteer.regions_of(name)}


def lies_beside(code: str, town: str) -> bool:
    """Whether a part is a small town that lies in the region or country that stands beside it."""
    regions = {(region.country, region.code) for region in gazetteer.regions_of(code)}
    country = gazetteer.country_of(code) or gazetteer.country_of_code(code)
    return any(home in regions or home[0] == country for home in gazetteer.homes(town)) or (
        CODE.fullmatch(town) is not None and gazetteer.country_of_code(town) in owners(code)
    )


def only_meaning(code: str, town: str) -> Region | str | None:
    """Decide whether letters in front of a town are its region or its country; None where both or neither."""
    homes = gazetteer.homes(town)
    regions = [region for region in gazetteer.regions_of(code) if (region.country, region.code) in homes]
    country = gazetteer.country_of_code(code)
    countries = [country] if country and any(home == country for home, _ in homes) else []
    meanings: list[Region | str] = [*regions, *countries]
    return meanings[0] if len(meanings) == 1 else None


def region_or_country(city: str, name: str, behind: str | None) -> Region | str | None:
    """Decide what a name behind a town means: "CA" is California, a country, or neither.

    Parameters
    ----------
    city
        The town in front of it.
    name
        The region's or country's name or code.
    behind
        The country that follows, if any.

    Returns
    -------
    Region, str or None
        A region, a country's code, or None where it is neither or may be several.
    """
    regions: tuple[Region, ...] = gazetteer.regions_of(name)
    if behind is not None:
        region = next((region for region in regions if region.country == behind), None)
        elsewhere = region is not None and gazetteer.is_city(name) and gazetteer.is_city(city)
        here = region is not None and (region.country, region.code) in gazetteer.homes(city)
        return None if elsewhere and not here else region
    homes = gazetteer.homes(city)
    beside = gazetteer.region_beside(city, name)
    written = regions or (gazetteer.regions_of(name.upper()) if len(name) == 2 and name[0].isupper() else ())  # noqa: PLR2004
    exact = [region for region in written if (region.country, region.code) in homes]
    if exact or beside:
        return exact[0] if exact else beside
    country = gazetteer.country_of(name)
    if country is None and name.isupper():
        code = gazetteer.country_of_code(name)
        country = code if not homes or any(home == code for home, _ in homes) else None
    if country is not None and (not regions or any(home == country for home, _ in homes)):
        return country
    first = next(iter(regions), None)
    if first is None or (len(regions) > 1 and first.country != "US"):
        return None
    if homes and gazetteer.fold(name) in gazetteer.place_words("cities_too"):
        return None
    if homes and first.code in _OF_ONE_CITY:
        return None
    known = gazetteer.well_known_homes(city)
    foreign = name.isupper() and known and all(home != first.country for home, _ in known)
    return None if foreign else first
