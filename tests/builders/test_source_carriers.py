"""What lies between bytes and postings: repairs, XML without dangers, charsets, pages made to hurt."""

from __future__ import annotations

import io
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openpostings.builders.read.options import ReadOptions
from openpostings.builders.sources import embedded
from openpostings.builders.sources.charset import decode_markup
from openpostings.builders.sources.intake import Outcome, read_files
from openpostings.builders.sources.jsonld import find_postings
from openpostings.builders.sources.jsonld_repair import parse_json_ld, repairs
from openpostings.builders.sources.xml_tree import as_record, parse_xml
from openpostings.schema import Posting
from openpostings.schema.errors import OpenPostingsError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=12,
)
BROKEN = {
    "line feeds and control characters in strings escaped": '{"a": "x\ny"}',
    "escapes that JSON does not know taken as written": '{"a": "x\\_y"}',
    "comments taken away": '{/* one */ "a": "x//y" // two\n}',
    "commas before a closing bracket taken away": '{"a": ["x", "y,}",],}',
    "entities decoded": "{&quot;a&quot;: &quot;x&quot;}",
    "marks around the JSON taken away": '//<![CDATA[\n{"a": "x"}\n//]]>',
}
MENDED: dict[str, Any] = {
    "line feeds and control characters in strings escaped": {"a": "x\ny"},
    "escapes that JSON does not know taken as written": {"a": "x\\_y"},
    "comments taken away": {"a": "x//y"},
    "commas before a closing bracket taken away": {"a": ["x", "y,}"]},
    "entities decoded": {"a": "x"},
    "marks around the JSON taken away": {"a": "x"},
}


def read(data: bytes) -> list[Outcome]:
    return list(read_files(["-"], ReadOptions(), stdin=io.BytesIO(data)))


@settings(deadline=None)
@given(JSON.filter(lambda value: isinstance(value, dict | list)))
def test_plain_json_is_never_repaired(value: Any) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False, indent=2)):
        assert parse_json_ld(text) == ([value], ())


@settings(deadline=None)
@given(st.text(max_size=200) | st.text(alphabet='{}[]",:\\/*\n a1&;<>!-', max_size=60))
def test_any_script_is_read_or_told(text: str) -> None:
    values, notes = parse_json_ld(text)
    assert values or notes or not text.strip()


@settings(deadline=None)
@given(JSON.map(lambda value: {"a": value}), st.sampled_from([",", " // end", "\n/* end */", ";", "}"]))
def test_one_mark_too_many_costs_nothing(value: Any, mark: str) -> None:
    text = json.dumps(value)
    broken = text[:-1] + ",}" if mark == "," else text + mark
    values, notes = parse_json_ld(broken)
    assert values == [value]
    assert notes


def test_every_repair_has_its_example() -> None:
    assert set(repairs()) == set(BROKEN) == set(MENDED)


@pytest.mark.parametrize("name", BROKEN)
def test_a_repair_is_made_and_told(name: str) -> None:
    assert parse_json_ld(BROKEN[name]) == ([MENDED[name]], (f"JSON-LD: {name}",))


@pytest.mark.parametrize("text", ['{"a": "one "two" three"}', '{"a": 1', "{'a': 1}", '{"a": NaN}', "nothing"])
def test_what_is_beyond_repair_is_left_out_and_told(text: str) -> None:
    assert parse_json_ld(text) == ([], ("JSON-LD: beyond repair, left out",))


def test_objects_one_after_another_are_all_read() -> None:
    assert parse_json_ld('{"a": 1}\n{"b": 2}') == ([{"a": 1}, {"b": 2}], ("JSON-LD: 2 values one after another",))


def test_references_lead_to_their_node_and_circles_end() -> None:
    graph: Any = [
        {"@id": "#job", "@type": "JobPosting", "title": "Piper", "hiringOrganization": {"@id": "#firm"}},
        {"@id": "#firm", "@type": "Organization", "name": "Reed Hall", "owns": {"@id": "#firm"}},
    ]
    (pointer, node), *others = find_postings({"@graph": graph})
    assert (pointer, others) == ("/@graph/0", [])
    assert node["hiringOrganization"] == {
        "@id": "#firm", "@type": "Organization", "name": "Reed Hall", "owns": {"@id": "#firm"},
    }  # fmt: skip


@settings(deadline=None)
@given(st.recursive(JSON, lambda inner: st.fixed_dictionaries({"@type": st.just("JobPosting"), "title": inner})))
def test_any_node_is_read_or_refused(value: Any) -> None:
    for one in read(
        json.dumps({"@type": "JobPosting", "title": "Piper", "skills": value, "jobLocation": value}).encode()
    ):
        assert not one.failed
        assert not one.record or Posting.model_validate_json(one.record)


NODE = '{"@type": "JobPosting", "title": "Piper", "hiringOrganization": "Reed Hall"}'


def test_a_repair_stands_in_the_evidence_of_the_digest() -> None:
    (one,) = read(f'<html><script type="application/ld+json">{NODE[:-1]},}}</script></html>'.encode())
    rows = Posting.model_validate_json(one.record).provenance
    (digest,) = [row for row in rows if row.path == "/source/sha256"]
    assert digest.note == "JSON-LD: commas before a closing bracket taken away"


def test_without_the_extra_attributes_are_left_and_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(embedded, "import_module", missing)
    page = '<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Piper</h1></div>'
    found, notes = embedded.embedded_postings(page)
    assert found == []
    assert "openpostings[html]" in notes[0]


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!-- x --><!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        "<a><b></a>",
        "<a>" * 100 + "</a>" * 100,
    ],
    ids=["entities", "outside", "broken", "deep"],
)
def test_dangerous_or_broken_xml_is_refused(text: str) -> None:
    with pytest.raises(OpenPostingsError):
        parse_xml(text)


def test_xml_with_entities_of_html_is_mended_outside_of_cdata() -> None:
    root, note = parse_xml("<a><b>Fish &amp; Chips &nbsp;R&D</b><c><![CDATA[A &amp;&nbsp; B]]></c></a>")
    assert as_record(root) == {"b": "Fish & Chips \u00a0R&D", "c": "A &\u00a0 B"}
    assert note
    assert parse_xml("<a>1</a>")[1] is None


@pytest.mark.parametrize(
    ("data", "text", "said"),
    [
        ("<p>Žďár</p>".encode(), "Žďár", None),
        (b"\xef\xbb\xbf" + "<p>Žďár</p>".encode(), "Žďár", "byte order mark"),
        ('<meta charset="windows-1250"><p>Žďár</p>'.encode("cp1250"), "Žďár", "cp1250 (as it declares)"),
        ('<meta http-equiv=x content="text/html; charset=ISO-8859-2">Žďár'.encode("iso8859-2"), "Žďár", "iso8859-2"),
        ('<?xml version="1.0" encoding="windows-1251"?><a>Киев</a>'.encode("cp1251"), "Киев", "cp1251"),
        ('<html lang="cs">Žďár'.encode("cp1250"), "Žďár", "by the language"),
        ('<meta charset="latin1"><p>café – bar</p>'.encode("cp1252"), "café – bar", "cp1252"),
        ('<meta charset="rot13"><p>café</p>'.encode("cp1252"), "café", "windows-1252"),
    ],
    ids=["utf-8", "mark", "windows-1250", "iso-8859-2", "xml", "language", "latin1", "no charset"],
)
def test_charsets(data: bytes, text: str, said: str | None) -> None:
    document = decode_markup(data, "x", limit=10_000)
    assert text in document.text
    assert (document.note is None) if said is None else said in (document.note or "")


SCRIPT = f'<script type="application/ld+json">{NODE}</script>'
HOSTILE = {
    "five megabytes of div": "<div>" * 1_000_000,
    "nested tags": "<b>" * 100_000 + "x",
    "nested lists": "<ul><li>x" * 30_000,
    "ten thousand scripts": SCRIPT * 10_000,
    "deep script": '<script type="application/ld+json">' + '{"a":' * 150_000 + "</script>",
    "open string": '<script type="application/ld+json">{"a":"' + "\\q\n" * 200_000 + "</script>",
    "long attribute": f'<div title="{"a" * 1_000_000}" style="display{" " * 100_000}">x</div>',
    "brackets": "<" * 500_000,
    "comment": "<html><!--" + "-" * 1_000_000,
    "entities": "<p>" + "&amp;lt;p&amp;gt;" * 100_000,
    "attributes": '<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">x' * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_that_is_made_to_hurt_ends_soon(name: str) -> None:
    begin = time.process_time()
    found = read(f"<html><body>{HOSTILE[name]}".encode())
    assert found
    # Two seconds on an idle machine; the rest is for a busy one.
    assert time.process_time() - begin < 8


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(["<div>", "</p>", "<li>", "<h1>", "x", " Engineer ", "<table><td>", "<!--", SCRIPT, "&lt;"])
    )
)
def test_any_page_gives_a_record_or_a_reason(pieces: list[str]) -> None:
    for one in read(("<html>" + "".join(pieces)).encode()):
        assert one.record or one.problem
