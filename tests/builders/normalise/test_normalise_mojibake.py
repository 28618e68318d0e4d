"""Texts that are mended before they are read."""

from __future__ import annotations

import html
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.entities import unescape_entities, unescape_literals
from openpostings.builders.normalise.mojibake import mend_encoding, repair
from openpostings.builders.normalise.rewriting import Edit, rewrite

ENTITIES = [
    ("Salt &amp; Pepper", "Salt & Pepper"),
    ("a&amp;amp;b", "a&b"),
    ("&amp;lt;p&amp;gt;", "<p>"),
    ("&amp;nbsp;x", "\u00a0x"),
    ("say &quat;hi&quat;", 'say "hi"'),
    ("x &nbsp y", "x \u00a0 y"),
    ("x&nbspyes", "x\u00a0yes"),
    ("&#8211; &#x2013; &#150;", "\u2013 \u2013 \u2013"),
    ("caf&eacute;", "caf\u00e9"),
    ("Mops & Brooms &amp", "Mops & Brooms &"),
]


@pytest.mark.parametrize(("text", "mended"), ENTITIES)
def test_entities(text: str, mended: str) -> None:
    assert unescape_entities(text).text == mended


@pytest.mark.parametrize(
    "text",
    ["B&B", "R&D; x", "https://a.example/?a=1&copy=2&reg=3", "&#0;", "&#99999999;", "&nosuchthing;", "&", "a & b"],
)
def test_what_is_no_entity_stays(text: str) -> None:
    assert unescape_entities(text).text == text


LITERALS = [
    (r"10\u201320 hours", "10\u201320 hours"),
    (r"hi \ud83d\ude00", "hi \U0001f600"),
    (r"One\nTwo\nThree", "One\nTwo\nThree"),
    (r"One\n\n\u2022 Two", "One\n\n\u2022 Two"),
    (r"a\tb\tc", "a\tb\tc"),
]


@pytest.mark.parametrize(("text", "mended"), LITERALS)
def test_literal_escapes(text: str, mended: str) -> None:
    assert unescape_literals(text).text == mended


@pytest.mark.parametrize(
    "text",
    [r"D:\new\notes\table", r"\\server\new\name", r"only \n once", r"\u0000", r"\ud83d alone", r"\\u2013", "a\\b"],
)
def test_what_is_no_escape_stays(text: str) -> None:
    assert unescape_literals(text).text == text


WRONG = ["Zürich", "café", "it’s – good", "✅ sí", "€ 12", "naïve “quotes”"]


@pytest.mark.parametrize("text", WRONG)
def test_encodings_are_mended_and_good_text_is_left_alone(text: str) -> None:
    wrong = text.encode().decode("cp1252", errors="replace")
    mended = mend_encoding(wrong)
    assert mended.text == text or "\ufffd" in wrong
    assert mend_encoding(text).edits == ()


def test_only_the_bad_line_is_touched() -> None:
    text = "São Paulo\ncafÃ©\nnaïve"
    mended = mend_encoding(text)
    assert mended.text == "São Paulo\ncafé\nnaïve"
    assert mended.edits == (Edit(13, 15, "é", "mojibake"),)


def test_what_was_done_is_said_and_spans_lead_back() -> None:
    text = "Tea &amp; cafÃ© in ZÃ¼rich"
    done = repair(text)
    assert done.text == "Tea & café in Zürich"
    assert done.notes() == (
        "character references left in the text were replaced (1)",
        "text decoded in a wrong encoding was mended (2)",
    )
    start = done.text.index("Zürich")
    assert text[done.at(start) : done.at(start + 6)] == "ZÃ¼rich"
    assert text[done.at(0) : done.at(3)] == "Tea"


def test_a_good_text_is_the_same_object() -> None:
    text = "Nothing is wrong here: naïve – “fine”."
    assert repair(text).text is text
    assert repair(text).notes() == ()


@given(st.text())
def test_escaping_once_or_twice_is_undone(text: str) -> None:
    plain = "".join(char for char in text if char not in "&\\")
    assert unescape_entities(html.escape(plain)).text == plain
    assert unescape_entities(html.escape(html.escape(plain))).text == plain


PIECES = st.sampled_from(
    ["&amp;", "&", "nbsp;", "&#", "12;", "\\n", "\\u20", "13", "Ã©", "â€™", "é", " ", "\n", "x", "\\"]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_is_mended_and_leads_back(text: str) -> None:
    done = repair(text)
    behind = 0
    for position in range(len(done.text) + 1):
        there = done.at(position)
        assert behind <= there <= len(text)
        behind = there
    assert done.at(len(done.text)) == len(text) or not done.text


@given(st.text(max_size=60), st.lists(st.integers(0, 60), max_size=8), st.text(max_size=4))
def test_what_was_not_replaced_stands_where_it_is_said_to_stand(text: str, cuts: list[int], new: str) -> None:
    marks = sorted({min(cut, len(text)) for cut in cuts})
    edits = [Edit(start, end, new, "entity") for start, end in zip(marks[::2], marks[1::2], strict=False)]
    done = rewrite(text, edits)
    replaced = {position for start, end in zip(done.starts, done.ends, strict=True) for position in range(start, end)}
    for position, char in enumerate(done.text):
        if position not in replaced:
            assert text[done.at(position)] == char


@pytest.mark.parametrize("unit", ["&amp;", "&", "\\n", "\\u20", "Ã©", "&#1", "â€", "Ã ", "&nbsp", "\\\\"])
def test_hostile_texts_take_no_long_time(unit: str) -> None:
    before = time.process_time()
    repair(unit * (100_000 // len(unit)))
    assert time.process_time() - before < 1
