"""Every rule has an example that keeps every rule, and one that breaks it and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruling import findings, load

from openpostings.builders.rules.base import Rule, SeriesRule
from openpostings.builders.rules.examples import entries
from openpostings.builders.rules.registry import rules

EVERY = [pytest.param(rule, id=rule.code) for rule in rules().values()]


def codes_of(rule: Rule, texts: tuple[str, ...], folder: Path) -> set[str]:
    records = load(folder, texts)
    broken = [found for record in records for found in record.findings]
    assert not broken
    if isinstance(rule, SeriesRule):
        older, newer = records
        return {found.code for found in findings([newer], text=rule.text, before=[older])}
    return {found.code for found in findings(records, text=rule.text)}


@pytest.mark.parametrize("rule", EVERY)
def test_the_good_example_keeps_every_rule(rule: Rule, tmp_path: Path) -> None:
    assert codes_of(rule, entries(rule.good), tmp_path) == set()


@pytest.mark.parametrize("rule", EVERY)
def test_the_bad_example_breaks_this_rule_alone(rule: Rule, tmp_path: Path) -> None:
    assert codes_of(rule, entries(rule.bad), tmp_path) == {rule.code}


@pytest.mark.parametrize("rule", EVERY)
def test_it_says_what_it_is(rule: Rule) -> None:
    assert rule.why.endswith(".")
    assert rule.hint.endswith((".", "?"))
    assert not rule.message.endswith(".")
    assert rule.name == rule.name.lower().replace("_", "-").replace(" ", "-")
