"""Places in parts, and texts that stand where places stand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.read.draft import Claim, Json
from openpostings.builders.sources.base import Node
from openpostings.builders.sources.places import Parts, address, country_code, place_text

PARTS = Parts(
    city="/city", region="/region", country="/country", code="/code", shown="/shown", latitude="/lat", longitude="/lon"
)


def read(value: Json, **known: Any) -> list[tuple[str, Claim]]:
    return list(address(PARTS, **known)(Node("/place", value, 0, 5, "words", {"place": value})))


def place(value: Json, **known: Any) -> Any:
    return read(value, **known)[0][1].value


def text(words: str, **record: Json) -> list[tuple[str, Any]]:
    reader = place_text(country="/country", workplace="/workplace")
    node = Node("/place", words, 10, 10 + len(words), words, {"place": words, **record})
    claims = list(reader(node))
    assert all(one.status == "not_extracted" or words[(one.start or 0) - 10 : (one.end or 0) - 10] for _, one in claims)
    return [(field, one.value) for field, one in claims]


@pytest.mark.parametrize(
    ("name", "code"),
    [("us", "US"), ("USA", "US"), ("United Kingdom", "GB"), ("UK", "GB"), ("DEU", "DE"), ("nl", "NL"), ("xx", None)],
)
def test_countries_by_name_and_by_code(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_parts_make_one_place_with_its_coordinates() -> None:
    found = place({"city": "Athens", "region": "Attica", "country": "Greece", "lat": "37.98", "lon": 23.7})
    assert found == {
        "raw": "Athens, Attica, Greece",
        "address_locality": "Athens",
        "address_region": "Attica",
        "address_country": "GR",
        "latitude": 37.98,
        "longitude": 23.7,
    }


def test_a_city_of_many_spellings_gets_its_one_name_and_keeps_what_is_shown() -> None:
    found = place({"city": "New York City", "region": "NY", "country": "USA", "shown": "New York, NY (HQ)"})
    assert (found["raw"], found["address_locality"]) == ("New York, NY (HQ)", "New York")


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(0, 0), (91, 5), ("x", 5), (True, 5), (None, 5), (float("nan"), 5)]
)
def test_coordinates_that_are_none(latitude: Json, longitude: Json) -> None:
    found = place({"city": "Bonn", "country": "Germany", "lat": latitude, "lon": longitude})
    assert (found["latitude"], found["longitude"]) == (None, None)


@pytest.mark.parametrize(
    "city", ["Remote", "Anywhere in the U.S. (remote job)", "2 Locations", "Multiple Locations", "-"]
)
def test_what_is_no_place_gives_none(city: str) -> None:
    assert read({"city": city}) == []


def test_a_country_alone_is_where_a_remote_worker_must_live() -> None:
    assert read({"country": "Italy"}, remote=lambda _: True)[0][0] == "applicant_location_requirements"
    assert read({"country": "Italy"}, remote=lambda _: False)[0][0] == "job_location"
    assert read({"city": "Rome", "country": "Italy"}, remote=lambda _: True)[0][0] == "job_location"


def test_a_place_that_the_employer_hides_is_not_stated() -> None:
    assert read({"city": "Patras", "country": "Greece", "hidden": True}, hidden="/hidden") == []


def test_the_country_of_the_record_completes_one_place_alone() -> None:
    assert text("Bergen", country="NO")[0][1]["address_country"] == "NO"
    assert [value["address_country"] for _, value in text("Lyon, France", country="NO")] == ["FR"]


def test_a_place_says_how_one_works_only_where_the_record_does_not() -> None:
    assert ("job_location_type", "TELECOMMUTE") in text("Remote (Spain)")
    assert [field for field, _ in text("Remote (Spain)", workplace="hybrid")] == ["applicant_location_requirements"]


@pytest.mark.parametrize(
    ("words", "city", "region", "country"),
    [
        ("USA TX Austin", "Austin", "TX", "US"),
        ("DEU Munich - Plant 4", "Munich", None, "DE"),
        ("USA-OK-Tulsa", "Tulsa", "OK", "US"),
    ],
)
def test_places_from_the_country_down(words: str, city: str, region: str | None, country: str) -> None:
    ((field, value),) = text(words)
    assert field == "job_location"
    assert (value["address_locality"], value["address_region"], value["address_country"]) == (city, region, country)


@pytest.mark.parametrize(
    "words", ["2 Locations", "AND Software Team", "THE Best Office", "May be filled in many towns"]
)
def test_words_that_are_no_place_are_told(words: str) -> None:
    assert text(words) == [("job_location", None)]


@given(words=st.text(max_size=60))
def test_no_text_breaks_the_reader(words: str) -> None:
    assert isinstance(text(words), list)


WORDS = st.text(max_size=20) | st.none() | st.integers() | st.floats()


@given(value=st.fixed_dictionaries(dict.fromkeys(("city", "region", "country", "code", "lat", "lon"), WORDS)))
def test_no_parts_break_the_reader(value: dict[str, Json]) -> None:
    for _, claim in read(value):
        found: Any = claim.value
        assert found["raw"].strip() == found["raw"] != ""
        assert (found["latitude"] is None) == (found["longitude"] is None)
