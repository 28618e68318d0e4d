"""What a pattern needs is derived from it, and never misses a text that the pattern matches."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.literals import ODD, needed_of_word, needed_words

CHARS = "abkiAK\u0131\u017f\u212a\u0130\u03c3\u03c2\u00df1 -'\u2019."
ATOMS = st.one_of(
    st.sampled_from(CHARS).map(re.escape),
    st.text(CHARS, min_size=2, max_size=4).map(re.escape),
    st.sampled_from(["[ab]", "[0-3]", "[^a]", r"\w", ".", "[a-z]", r"\b", "^", "$", "(?<!x)", "(?=a)", "(?!b)", r"\s"]),
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2}", "{1,3}?", "{2,5}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        inner.map(lambda part: f"({part})"),
        inner.map(lambda part: f"(?i:{part})"),
    )


PATTERNS = st.recursive(ATOMS, grown, max_leaves=8)


def holds_one(words: frozenset[str] | None, text: str) -> bool:
    return words is None or bool(ODD.search(text)) or any(word in text.lower() for word in words)


@given(PATTERNS, st.sampled_from([0, re.IGNORECASE]), st.text(CHARS, max_size=20), st.booleans())
def test_no_match_is_lost(source: str, flags: int, text: str, folded: bool) -> None:  # noqa: FBT001 - drawn
    found = re.search(source, text, flags)
    words = needed_words(source, flags, folded=folded)
    assert found is None or holds_one(words, found.group())


@given(st.data(), PATTERNS)
def test_texts_made_from_a_pattern_hold_what_it_needs(data: st.DataObject, source: str) -> None:
    text = data.draw(st.from_regex(source, alphabet=st.sampled_from(CHARS)))
    assert holds_one(needed_words(source), text)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("(?:salary|pay) [a-z]+", {"salary", "pay"}),
        ("(?:salary|pay) range", {"range"}),
        ("colou?r", {"color", "colour"}),
        ("[0-9]{1,2} weeks", {"weeks"}),
        ("(?:a|bc)+[^x]", {"a", "bc"}),
        ("(?i)PhD", {"phd"}),
        (r"(?<=x)yz\b", {"yz"}),
        ("x(?:ab){2}", {"xabab"}),
    ],
)
def test_words_are_derived(source: str, expected: set[str]) -> None:
    assert needed_words(source) == expected


@pytest.mark.parametrize("source", ["a?", ".*", "a|", r"\w+", "(a)?b?", "[^a]", "(unclosed", "\u0131", r"(?:\1)"])
def test_nothing_is_derived_from_what_needs_nothing(source: str) -> None:
    assert needed_words(source) is None


def test_blanks_and_apostrophes_are_left_out_for_readers_that_fold_them() -> None:
    assert needed_words("we'll pay you") == {"pay"}
    assert needed_words("we'll pay you", folded=False) == {"we'll pay you"}
    assert needed_of_word("Bis Zu") == {"bis"}
    assert needed_of_word("Bis Zu", folded=False) == {"bis zu"}
    assert needed_of_word(" ") is None


def test_every_letter_that_case_is_ignored_for_is_folded_or_odd() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    cased = [char for char in letters if {char.lower(), char.upper(), char.casefold(), char.swapcase()} != {char}]
    for char in cased:
        for other in {char.lower(), char.upper(), char.casefold(), char.swapcase()}:
            if len(other) == 1 and re.fullmatch(re.escape(other), char, re.IGNORECASE):
                assert char.lower() == other.lower() or ODD.search(char) or ODD.search(other.lower())
