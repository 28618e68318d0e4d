"""What bytes are is told by what is in them."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.sources import carriers
from openpostings.builders.sources.carriers import Carried, carry, unpack
from openpostings.schema.errors import OpenPostingsError


def carried(data: bytes) -> list[Carried]:
    return [one for one in carry(data, "file") if isinstance(one, Carried)]


@pytest.mark.parametrize(
    ("data", "carrier", "media_type"),
    [
        (b'{"jobs": []}', "json", "application/json"),
        (b"\xef\xbb\xbf[1]", "json", "application/json"),
        (b'{"a": 1}\n{"a": 2}\n', "json", "application/jsonl"),
        (b"<!DOCTYPE html><p>x", "html", "text/html"),
        (b"\n<!-- c --><html lang=de>", "html", "text/html"),
        (b"<div><p>x</p></div>", "html", "text/html"),
        (b"SAVED: today\n\n<script type='application/ld+json'>{}</script>", "html", "text/html"),
        (b"How to write application/ld+json in a <script>", "text", "text/plain"),
        (b"<?xml version='1.0'?><rss/>", "xml", "application/xml"),
        (b"- name: Engineer\n  url: https://example.org\n", "json", "application/yaml"),
        (b"# list\n---\n- name: Engineer\n", "json", "application/yaml"),
        (b"- Duties: count things\n- Pay: none\nAnd prose.", "text", "text/plain"),
        (b"Data Intern\nLocation: Bonn", "text", "text/plain"),
        (b"[Sponsored] Data Intern\nBonn", "text", "text/plain"),
        (b"{Intern} wanted", "text", "text/plain"),
        (b"", "text", "text/plain"),
    ],
)
def test_the_carrier_is_seen_in_the_bytes(data: bytes, carrier: str, media_type: str) -> None:
    found = carried(data)
    assert {(one.carrier, one.media_type) for one in found} == {(carrier, media_type)}


def test_lines_of_json_are_documents_and_a_broken_one_costs_itself() -> None:
    found = list(carry(b'{"a": 1}\nnot json\n{"a": 3}\n', "file"))
    assert [one.document for one in found if isinstance(one, Carried)] == [{"a": 1}, {"a": 3}]
    broken = next(one for one in found if isinstance(one, OpenPostingsError))
    assert broken.where == "file:2"


@pytest.mark.parametrize("data", [b'{"a": NaN}', b'{"a": 1', b'[{"a": "x"', b"[" * 100_000])
def test_json_that_is_broken_is_said(data: bytes) -> None:
    found = list(carry(data, "file"))
    assert len(found) == 1
    assert isinstance(found[0], OpenPostingsError)


def test_yaml_with_aliases_is_not_unfolded() -> None:
    bomb = "- a: &a [x, x, x]\n- b: &b [*a, *a, *a]\n- c: [*b, *b, *b]\n"
    assert carried(bomb.encode())[0].carrier == "text"


def test_gzip_is_taken_out_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unpack(gzip.compress(b"Data Intern"), "file") == b"Data Intern"
    monkeypatch.setattr(carriers, "MAX_STRUCTURED", 1000)
    with pytest.raises(OpenPostingsError, match="unpacks to more"):
        unpack(gzip.compress(b"x" * 5000), "file")
    with pytest.raises(OpenPostingsError, match="broken"):
        unpack(gzip.compress(b"Data Intern")[:-6], "file")


@given(st.recursive(st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_comes_out_as_it_went_in(value: object) -> None:
    if isinstance(value, dict | list) and value:
        found = carried(json.dumps(value).encode())
        assert [one.document for one in found] == [value]


def test_half_a_pair_is_no_character() -> None:
    assert carried(b'{"a": ["\\ud800x", "\\ud83d\\ude00"], "\\udc00": 1}')[0].document == {
        "a": ["\ufffdx", "\U0001f600"],
        "\ufffd": 1,
    }


@given(st.binary(max_size=300))
def test_any_bytes_give_documents_or_an_error(data: bytes) -> None:
    with suppress(OpenPostingsError):
        for one in carry(data, "file"):
            assert isinstance(one, Carried | OpenPostingsError)
