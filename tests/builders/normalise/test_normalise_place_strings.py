"""Places as job boards' interfaces and careers sites write them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpostings.builders.normalise.places import PlaceValue, parse_place, parse_places, place_key
from openpostings.builders.normalise.residence import find_residence

Parts = tuple[str | None, str | None, str | None]


def _parts(text: str, *, labelled: bool = True) -> list[Parts]:
    values = [match.value for match in parse_places(text, labelled=labelled)]
    return [(value.address_locality, value.address_region, value.address_country) for value in values]


ONE: list[tuple[str, Parts]] = [
    ("USA DC Washington", ("Washington", "DC", "US")),
    ("US CA Fresno", ("Fresno", "CA", "US")),
    ("DEU-Bremen", ("Bremen", None, "DE")),
    ("GBR - Leeds", ("Leeds", None, "GB")),
    ("IN-Pune", ("Pune", None, "IN")),
    ("CA-Toronto", ("Toronto", None, "CA")),
    ("NC-Raleigh", ("Raleigh", "NC", "US")),
    ("US-TX-Dallas", ("Dallas", "TX", "US")),
    ("United States-Texas-Houston", ("Houston", "Texas", "US")),
    ("United States- Tulsa, Oklahoma", ("Tulsa", "Oklahoma", "US")),
    ("DE - HQ - Hamburg", ("Hamburg", None, "DE")),
    ("AZ_Tempe_HQ", ("Tempe", "AZ", "US")),
    ("Arizona - Yuma", ("Yuma", "Arizona", "US")),
    ("US - Headquarters - Maryland - Baltimore", ("Baltimore", "Maryland", "US")),
    ("Los Angeles, US, California", ("Los Angeles", "California", "US")),
    ("Toronto Canada", ("Toronto", None, "CA")),
    ("Omaha, NE United States", ("Omaha", "NE", "US")),
    ("Singapore HQ", (None, None, "SG")),
    ("Pune, India Office", ("Pune", None, "IN")),
    ("12 Mill Rd Scottsdale, AZ 85254", ("Scottsdale", "AZ", "US")),
    ("São Paulo, SP", ("São Paulo", "SP", "BR")),
    ("Campinas, São Paulo, Brasil", ("Campinas", "São Paulo", "BR")),
    ("Chennai, TN", ("Chennai", "TN", "IN")),
    ("Nashville, TN", ("Nashville", "TN", "US")),
    ("Geneva, GE", ("Geneva", "GE", "CH")),
    ("Bengaluru, Karnataka", ("Bengaluru", "Karnataka", "IN")),
    ("Munich, Bavaria", ("Munich", "Bavaria", "DE")),
    ("Aarhus, Central Denmark Region, Denmark", ("Aarhus", "Central Denmark Region", "DK")),
    ("Haifa District, Israel", (None, "Haifa District", "IL")),
    ("Milano, MI", ("Milano", None, None)),
    ("Bologna, BO", ("Bologna", None, None)),
    ("Paris, TX", ("Paris", "TX", "US")),
    ("Savannah, Georgia, United States", ("Savannah", "Georgia", "US")),
    ("Mexico City, Mexico City, Mexico", ("Mexico City", "Mexico City", "MX")),
    ("Brazil - Rio de Janeiro", ("Rio de Janeiro", None, "BR")),
    ("Virginia", (None, "Virginia", "US")),
    ("Saint Petersburg, FL", ("Saint Petersburg", "FL", "US")),
    ("Riverside Mall, Boston", ("Boston", None, None)),
    ("Bangkok (Garden Tower)", ("Bangkok", None, None)),
    ("austin, tx", ("Austin", "TX", "US")),
    ("Southern California, CA", (None, "CA", "US")),
    ("EMEA", (None, None, None)),
    ("Trinidad and Tobago", (None, None, "TT")),
    ("St. John's, Newfoundland and Labrador, Canada", ("St. John's", "Newfoundland and Labrador", "CA")),
    ("Greater Boston Area", (None, None, None)),
]


@pytest.mark.parametrize(("text", "parts"), ONE, ids=[text for text, _ in ONE])
def test_one_place_in_the_spelling_of_an_interface(text: str, parts: Parts) -> None:
    assert _parts(text) == [parts]


FIFTEEN = (
    "Austin",
    "Boston",
    "Chicago",
    "Denver",
    "Fresno",
    "Houston",
    "Irvine",
    "Miami",
    "Newark",
    "Omaha",
    "Phoenix",
    "Raleigh",
    "Seattle",
    "Tampa",
    "Tucson",
)


@pytest.mark.parametrize("mark", [", ", "; ", " / ", "/", " | ", " • ", " · ", " or ", " and ", "\n"])
def test_fifteen_places_in_one_string(mark: str) -> None:
    assert _parts(mark.join(FIFTEEN)) == [(city, None, None) for city in FIFTEEN]


SEVERAL: list[tuple[str, list[Parts]]] = [
    ("NYC or SF", [("New York", "NY", "US"), ("San Francisco", "CA", "US")]),
    ("United States; Canada", [(None, None, "US"), (None, None, "CA")]),
    ("Reno, NV OR Boise, ID", [("Reno", "NV", "US"), ("Boise", "ID", "US")]),
    ("Los Angeles, New York", [("Los Angeles", None, None), ("New York", None, None)]),
    ("Florida, South Carolina", [(None, "Florida", "US"), (None, "South Carolina", "US")]),
    ("Indiana; Ohio", [(None, "Indiana", "US"), (None, "Ohio", "US")]),
    ("Bosnia and Herzegovina or Serbia", [(None, None, "BA"), (None, None, "RS")]),
    ("Lyon et Paris", [("Lyon", None, None), ("Paris", None, None)]),
    ("ES - Madrid, Spain; PT - Portugal", [("Madrid", None, "ES"), (None, None, "PT")]),
    ("Texas, New York", [(None, "Texas", "US"), ("New York", None, None)]),
]


@pytest.mark.parametrize(("text", "parts"), SEVERAL, ids=[text for text, _ in SEVERAL])
def test_several_places_are_told_apart(text: str, parts: list[Parts]) -> None:
    assert _parts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Multiple locations",
        "Multiple US Locations",
        "2 Locations",
        "12 Locations",
        "All Locations",
        "Anywhere",
        "Worldwide",
        "Global",
        "Nationwide",
        "Various",
        "TBD",
        "To be determined",
        "N/A",
        "-1",
        "HQ",
        "Headquarters",
        "Remote",
        "Remote (EST ± 2h)",
        "Hybrid",
        "Home based - Worldwide",
        "reading, remote",
        "Remote - US",
    ],
)
def test_what_names_no_place_gives_none(text: str) -> None:
    assert [match for match in parse_places(text, labelled=True) if match.value.address_country] == []
    assert all(match.value.address_locality is None for match in parse_places(text, labelled=True))


@pytest.mark.parametrize(
    "text", ["Eastern US", "CHI, ATL, US", "Acme, US", "Barcelona, CT", "Bogotá, DC", "Boston, DC"]
)
def test_a_wrong_reading_is_not_claimed(text: str) -> None:
    assert all(city is None or region is None for city, region, _ in _parts(text))
    assert all(city not in {"Eastern", "CHI"} for city, _, _ in _parts(text))


RESIDENCE: list[tuple[str, list[Parts]]] = [
    ("Remote - US", [(None, None, "US")]),
    ("Anywhere in the United States", [(None, None, "US")]),
    ("Spain (Remote), Portugal (Remote)", [(None, None, "ES"), (None, None, "PT")]),
    ("Utah - Remote; Ohio - Remote", [(None, "Utah", "US"), (None, "Ohio", "US")]),
    ("Tulsa, OK; US - Remote", [(None, None, "US")]),
    ("Home based - Americas", [(None, None, None)]),
    ("Remote (EST ± 2h)", []),
]


@pytest.mark.parametrize(("text", "parts"), RESIDENCE, ids=[text for text, _ in RESIDENCE])
def test_where_a_remote_worker_must_live(text: str, parts: list[Parts]) -> None:
    values = [match.value for match in find_residence(text)]
    assert [(value.address_locality, value.address_region, value.address_country) for value in values] == parts


NEW_YORK = (
    "New York",
    "New York, NY",
    "New York City",
    "NYC",
    "New York City, NY",
    "New York, New York",
    "NEW YORK, NY",
    "New York, NY, USA",
    "N.Y.C.",
    "New York, N.Y.",
    "NY, NY",
    "NYC, NY",
    "New York NY",
    "new york, ny",
    "Nyc",
    "New York, US",
    "USA-NY-New York",
    "New York (NY)",
    "New York City, New York, United States",
    "NY-New York",
)


def test_the_spellings_of_new_york_city_become_one() -> None:
    places = [parse_place(text) for text in NEW_YORK]
    assert {place.address_locality for place in places if place} == {"New York"}
    assert len([place for place in places if place]) == len(NEW_YORK)
    assert {place_key(place) for place in places if place} == {("new york city", "NY", "US")}


@pytest.mark.parametrize(
    "spellings",
    [
        ("Bangalore", "Bengaluru, India", "BENGALURU, KA", "Bengaluru, Karnataka, India"),
        ("Munich", "München, Germany", "MUNICH, DE", "Munich, Bavaria, Germany"),
        ("Zurich, CH", "Zürich, Switzerland", "Zürich, ZH"),
    ],
)
def test_spellings_of_one_town_have_one_key(spellings: tuple[str, ...]) -> None:
    places = [parse_place(text) for text in spellings]
    assert len({place_key(place) for place in places if place}) == 1
    assert None not in places


def test_towns_that_differ_have_keys_that_differ() -> None:
    texts = ("Portland, OR", "Portland, ME", "London, ON", "London, UK", "Cambridge, MA", "Cambridge, UK")
    assert len({place_key(place) for place in map(parse_place, texts) if place}) == len(texts)


US = st.sampled_from(
    [
        ("Tucson", "AZ", "Arizona"),
        ("Omaha", "NE", "Nebraska"),
        ("Salt Lake City", "UT", "Utah"),
        ("Boise", "ID", "Idaho"),
    ]
)
FORMS = st.sampled_from(
    [
        "{0}, {1}",
        "{0}, {2}",
        "{0}, {1}, USA",
        "{0}, {2}, United States",
        "US, {1}, {0}",
        "US-{1}-{0}",
        "USA {1} {0}",
        "{0} ({1})",
        "{1}-{0}",
        "{2} - {0}",
        "{0}, {1} 12345",
        "{0} {1}",
    ]
)


@given(town=US, form=FORMS)
def test_every_way_of_writing_a_town_reads_back_equal(town: tuple[str, str, str], form: str) -> None:
    place = parse_place(form.format(*town))
    assert place is not None
    assert place.address_locality == town[0]
    assert place.address_region in town[1:]
    assert place.address_country == "US"


@given(towns=st.lists(US, min_size=2, max_size=6), mark=st.sampled_from(["; ", " | ", " / ", "\n", " or "]))
def test_a_list_of_towns_reads_back_equal(towns: list[tuple[str, str, str]], mark: str) -> None:
    text = mark.join(f"{city}, {code}" for city, code, _ in towns)
    assert _parts(text) == [(city, code, "US") for city, code, _ in towns]


PIECES = st.sampled_from(
    [
        "US",
        "USA",
        "DEU",
        "-",
        " - ",
        "_",
        ", ",
        "; ",
        "/",
        " ",
        "CA",
        "TX",
        "Austin",
        "Berlin",
        "Remote",
        "HQ",
        "Office",
        "Georgia",
        "New York",
        "NY",
        "(",
        ")",
        "Eastern",
        "12",
        "Region",
        "saint",
        "é",
        "🙂",
        "Anywhere in ",
    ]
)


@settings(deadline=None)
@given(text=st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join)), labelled=st.booleans())
def test_any_text_gives_spans_inside_it(text: str, labelled: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    behind = 0
    for match in parse_places(text, labelled=labelled):
        assert behind <= match.start < match.end <= len(text)
        assert text[match.start : match.end] == match.value.raw
        assert isinstance(place_key(match.value), tuple)
        behind = match.end


@pytest.mark.parametrize("unit", ["US-", "A-", "Austin TX ", "1 Elm St ", "Remote, ", "United States ", "X, ", "HQ "])
def test_a_hostile_line_takes_no_long_time(unit: str) -> None:
    line = unit * (1000 // len(unit))
    before = time.process_time()
    parse_places(line, labelled=True)
    find_residence(line * 100)
    assert time.process_time() - before < 1


def test_a_place_without_anything_has_an_empty_key() -> None:
    assert place_key(PlaceValue("somewhere")) == ("", "", "")
