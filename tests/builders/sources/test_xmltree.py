"""XML becomes plain values; what could grow or reach out is refused."""

from __future__ import annotations

import time
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.sources.personio import SOURCE
from openpostings.builders.sources.xmltree import MAX_LEVELS, plain, root_name
from openpostings.schema.errors import OpenPostingsError

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20).map(str.strip)
FEED = "<workzag-jobs><position><id>1</id><name>{}</name></position></workzag-jobs>"


def test_elements_of_one_name_are_a_list_and_others_a_value() -> None:
    feed = "<a><b> 1 </b><b><c>2</c></b><d/></a>"
    assert plain(feed) == {"a": {"b": ["1", {"c": "2"}], "d": ""}}


def test_an_element_that_somebody_else_parsed_gives_the_same() -> None:
    feed = "<a><b> 1 </b><b><c>2</c></b><d/></a>"
    assert plain(ET.fromstring(feed)) == plain(feed)  # noqa: S314 - a text of our own


@given(words=TEXT)
def test_text_comes_through(words: str) -> None:
    assert plain(f"<a><b>{escape(words)}</b></a>") == {"a": {"b": words}}


@pytest.mark.parametrize(
    ("feed", "said"),
    [
        ('<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>', "declares entities"),
        ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a>&b;</a>', "declares entities"),
        ("<a><b></a>", "expected XML"),
        ("", "expected XML"),
        ("<a>" * (MAX_LEVELS + 1) + "</a>" * (MAX_LEVELS + 1), "too many or too deep"),
    ],
)
def test_what_is_refused(feed: str, said: str) -> None:
    with pytest.raises(OpenPostingsError, match=said):
        plain(feed)


def test_a_bomb_costs_no_time() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 20))
    begin = time.perf_counter()
    with pytest.raises(OpenPostingsError):
        plain(f'<!DOCTYPE a [<!ENTITY e0 "boom">{levels}]>' + FEED.format("&e19;"))
    assert time.perf_counter() - begin < 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<?xml version="1.0"?>\n<workzag-jobs>', "workzag-jobs"),
        ("<a/>", "a"),
        ("<!-- x --><rss v='2'>", "rss"),
        ("", ""),
    ],
)
def test_the_name_of_the_root(text: str, name: str) -> None:
    assert root_name(text) == name


def test_the_feed_is_known_by_its_root() -> None:
    assert SOURCE.recognises(FEED.format("Weaver")) > 0
    assert SOURCE.recognises("<rss></rss>") == 0
