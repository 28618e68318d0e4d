"""Files of words, one a language, and how they widen the shared tables."""

from __future__ import annotations

import re
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.read.headings import heading_kind
from openpostings.builders.read.patterns import matched, numbered
from openpostings.builders.tables import inverted, load_table, merged, with_bare_letters

WORDS = st.lists(st.text(min_size=1, max_size=6), max_size=6)


@given(WORDS, WORDS)
def test_lists_keep_their_order_and_take_no_word_twice(shared: list[str], added: list[str]) -> None:
    both = cast("list[str]", merged(shared, added, "words"))
    assert both[: len(shared)] == shared
    assert set(both) == {*shared, *added}


def test_patterns_become_alternatives_and_mappings_are_joined() -> None:
    assert merged({"a": "x", "b": ["y"]}, {"a": "z", "c": ["w"]}, "t") == {"a": "x|z", "b": ["y"], "c": ["w"]}


@pytest.mark.parametrize(("shared", "added"), [(["a"], "a"), ({"a": 1}, {"a": 2}), ("a", ["a"])])
def test_a_clash_is_an_error_that_names_its_place(shared: object, added: object) -> None:
    with pytest.raises(TypeError, match="clash at numbers"):
        merged(shared, added, "numbers")


def test_a_word_under_two_names_is_an_error() -> None:
    assert inverted({"place": ("ort", "stadt")}, "keys") == {"ort": "place", "stadt": "place"}
    with pytest.raises(TypeError, match="'ort' stands under both 'place' and 'start'"):
        inverted({"place": ("ort",), "start": ("ort",)}, "keys")


def test_capitals_without_accents_are_known_too() -> None:
    assert with_bare_letters({"durée": "duration"}) == {"durée": "duration", "duree": "duration"}
    assert heading_kind("REMUNERATION VARIABLE") == heading_kind("Rémunération variable") == "pay"


def test_groups_of_one_name_are_told_apart() -> None:
    hit = re.compile(numbered("(?P<how>a)b|(?P<how>c)d")).fullmatch("cd")
    assert hit is not None
    assert hit[matched(hit, "how")] == "c"


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Deine Aufgaben", "responsibilities"),
        ("Ce que nous vous proposons", "benefits"),
        ("¿A quién buscamos?", "qualifications"),
        ("Requisitos obrigatórios", "minimum_qualifications"),
        ("Costituisce titolo preferenziale", "preferred_qualifications"),
        ("Zo solliciteer je", "application"),
        ("Om virksomheden", "about_employer"),
        ("Arbetsuppgifter", "responsibilities"),
        ("Hva vi tilbyr", "benefits"),
        ("Náplň práce", "responsibilities"),
        ("Mile widziane", "preferred_qualifications"),
        ("About Acme", "about_employer"),
        ("Über die Stelle", "overview"),
        ("Über Lindwurm", "about_employer"),
    ],
)
def test_headings_of_every_language_are_known(heading: str, kind: str) -> None:
    assert heading_kind(heading) == kind


def test_every_file_of_a_language_extends_keys_and_headings() -> None:
    assert "arbeidssted" in str(load_table("keys"))
    assert "stillingstittel" in str(load_table("keys"))
