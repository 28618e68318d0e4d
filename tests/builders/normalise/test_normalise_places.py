from __future__ import annotations

import pytest

from openpostings.builders.normalise.places import PlaceValue, find_places, parse_place, parse_places

Parts = tuple[str, str | None, str | None, str | None]


def _parts(place: PlaceValue) -> Parts:
    return place.raw, place.address_locality, place.address_region, place.address_country


ONE: list[Parts] = [
    ("Austin, TX", "Austin", "TX", "US"),
    ("Austin,TX", "Austin", "TX", "US"),
    ("Austin TX", "Austin", "TX", "US"),
    ("PALO ALTO, CA", "PALO ALTO", "CA", "US"),
    ("Winter Park, FL", "Winter Park", "FL", "US"),
    ("Edwards AFB, CA", "Edwards AFB", "CA", "US"),
    ("San Francisco, CA, USA", "San Francisco", "CA", "US"),
    ("Cambridge, MA 02139", "Cambridge", "MA", "US"),
    ("Lansing, MI, MI, 48909", "Lansing", "MI", "US"),
    ("Washington, D.C.", "Washington", "D.C.", "US"),
    ("Fort Collins, Colorado, United States of America", "Fort Collins", "Colorado", "US"),
    ("New York, New York, United States", "New York", "New York", "US"),
    ("New York, USA", "New York", None, "US"),
    ("Toronto, ON", "Toronto", "ON", "CA"),
    ("Toronto, Ontario, Canada", "Toronto", "Ontario", "CA"),
    ("Toronto, CA", "Toronto", None, "CA"),
    ("Ontario, CA", "Ontario", "CA", "US"),
    ("Québec, Canada", None, "Québec", "CA"),
    ("Victoria, Canada", "Victoria", None, "CA"),
    ("Perth, WA", "Perth", "WA", "AU"),
    ("Sydney, NSW, Australia", "Sydney", "NSW", "AU"),
    ("Lyon, France", "Lyon", None, "FR"),
    ("London, UK", "London", None, "GB"),
    ("London, England, United Kingdom", "London", "England", "GB"),
    ("Bengaluru, India", "Bengaluru", None, "IN"),
    ("Bengaluru, IN", "Bengaluru", None, "IN"),
    ("Bengaluru, Karnataka, India", "Bengaluru", "Karnataka", "IN"),
    ("Munich (Germany)", "Munich", None, "DE"),
    ("München, Deutschland", "München", None, "DE"),
    ("Berlin - Germany", "Berlin", None, "DE"),
    ("Germany, Berlin", "Berlin", None, "DE"),
    ("US, CA, Santa Clara", "Santa Clara", "CA", "US"),
    ("US-IL-Niles", "Niles", "IL", "US"),
    ("Atlanta, Georgia", "Atlanta", "Georgia", "US"),
    ("Tbilisi, Georgia", "Tbilisi", None, "GE"),
    ("Denmark, WI", "Denmark", "WI", "US"),
    ("Amsterdam, NL", "Amsterdam", None, "NL"),
    ("Essex County, MA", None, "MA", "US"),
    ("Berlin", "Berlin", None, None),
    ("New York", "New York", None, None),
    ("Zürich", "Zürich", None, None),
    ("Singapore", None, None, "SG"),
    ("Singapore, Singapore", "Singapore", None, "SG"),
    ("California", None, "California", "US"),
    ("TX", None, "TX", "US"),
    ("United States", None, None, "US"),
    ("Greater Boston Area", None, None, None),
    ("San Francisco Bay Area", None, None, None),
    ("St. Louis, MO", "St. Louis", "MO", "US"),
]


@pytest.mark.parametrize("expected", ONE, ids=lambda parts: str(parts[0]))
def test_one_place_is_read_into_its_parts(expected: Parts) -> None:
    place = parse_place(expected[0])
    assert place is not None
    assert _parts(place) == expected


SEVERAL = [
    ("Austin, TX; Denver, CO", ["Austin, TX", "Denver, CO"]),
    ("New York, NY or San Francisco, CA", ["New York, NY", "San Francisco, CA"]),
    ("San Jose, CA | Seattle, WA", ["San Jose, CA", "Seattle, WA"]),
    ("London, UK / Hybrid", ["London, UK"]),
    ("Hybrid - London, UK", ["London, UK"]),
    ("Berlin (Hybrid)", ["Berlin"]),
    ("Cary, NC Remote", ["Cary, NC"]),
    ("Austin, TX (Remote)", ["Austin, TX"]),
    ("NYC or SF", ["NYC", "SF"]),
    ("Austin, TX, Denver, CO", ["Austin, TX", "Denver, CO"]),
    ("Dallas, TX Tempe, AZ", ["Dallas, TX", "Tempe, AZ"]),
    ("Bangalore / Hyderabad", ["Bangalore", "Hyderabad"]),
    ("Paris, Lyon", ["Paris", "Lyon"]),
    ("300 Main Street NW, Grand Rapids, MI 49503", ["Grand Rapids, MI 49503"]),
    ("Locations: Oslo, Norway", ["Oslo, Norway"]),
    ("Yesterday Hartford, CT", ["Hartford, CT"]),
    ("Posted 3 days ago in Dallas, TX", ["Dallas, TX"]),
    ("Today New Haven, CT", ["New Haven, CT"]),
    ("Boise, ID.", ["Boise, ID"]),
    ("Paris, France.", ["Paris, France"]),
]


@pytest.mark.parametrize(("text", "raws"), SEVERAL)
def test_several_places_stay_several(text: str, raws: list[str]) -> None:
    matches = parse_places(text)
    assert [match.value.raw for match in matches] == raws
    assert [text[match.start : match.end] for match in matches] == raws


NONE = [
    "Data Analyst", "Software Engineering Intern", "Remote", "Remote - US", "Remote (Canada)", "Germany / Remote",
    "Hybrid", "Full-time", "Georgia", "Washington", "Mobile", "Reading", "Nice", "LA", "Multiple Locations", "",
    "New York - Data Team", "Summer 2027", "Sales Manager, Paris Team", "12345", "us", "in",
    "City Hall 300 Monroe NW GR MI, MI",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_place_gives_none(text: str) -> None:
    assert parse_places(text) == []


def test_aliases_say_what_they_are_short_for() -> None:
    (match,) = parse_places("NYC")
    assert _parts(match.value) == ("NYC", "New York", "NY", "US")
    assert match.note == "NYC is short for New York, NY"


def test_a_label_keeps_what_is_not_understood_as_raw() -> None:
    assert parse_place("Courthouse Annex, second floor") is None
    place = parse_place("Courthouse Annex, second floor", labelled=True)
    assert place == PlaceValue("Courthouse Annex, second floor")
    assert parse_place("Remote", labelled=True) is None
    assert parse_place("Hybrid", labelled=True) is None


FOUND = [
    ("Our lab in Austin, TX and a plant near Lyon, France.", ["Austin, TX", "Lyon, France"]),
    ("Join Acme Dallas, TX today", ["Dallas, TX"]),
    ("Location: Culver, IN", ["Culver, IN"]),
    ("Milan, Lombardy, Italy", ["Milan, Lombardy, Italy"]),
    ("Posted in San Jose, CA, USA by Acme", ["San Jose, CA, USA"]),
    ("Fresno, Los Angeles, Oakland, Ontario and Sacramento", []),
    ("BA, MA, PhD", []),
    ("R, Python, OR Java", []),
    ("the Freedom of Information Act, United States Code", []),
    ("works with Acme, National Guard, NC Department of Things", []),
    ("Sales Manager, OR", []),
    ("We have offices in Berlin and Paris.", []),
    ("Thanks, ME", []),
    ("Our office is in Salt Lake City, UT. Come by.", ["Salt Lake City, UT"]),
    ("Salt Lake City, UT, is high (Boise, ID) too.", ["Salt Lake City, UT", "Boise, ID"]),
    ("We sit in Washington, D.C., and in St. Louis, MO.", ["Washington, D.C.", "St. Louis, MO"]),
    ("Posted Yesterday Hartford, CT", ["Hartford, CT"]),
    ("Yesterday Nowhereville, NV", ["Nowhereville, NV"]),
    ("New Posting Nowhereville, NV", []),
    ("New Haven, CT", ["New Haven, CT"]),
    ("as written in Python, OR.java", []),
]


@pytest.mark.parametrize(("text", "raws"), FOUND)
def test_running_text_needs_a_town_with_a_region_or_country(text: str, raws: list[str]) -> None:
    matches = find_places(text)
    assert [match.value.raw for match in matches] == raws
    assert [text[match.start : match.end] for match in matches] == raws
