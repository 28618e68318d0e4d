from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from outside import SHARED

GOLD = SHARED / "real" / "gold" / "salary_strings.jsonl"
SCRIPT = Path(__file__).parents[2] / "benchmarks" / "reading" / "salary.py"


@pytest.fixture(scope="module")
def salary() -> ModuleType:
    spec = importlib.util.spec_from_file_location("salary_benchmark", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


ROWS = [
    {"text": "$52 - $58 per hour plus super", "min": 52, "max": 58, "unit": "Period.HOUR", "super": False},
    {"text": "up to $91k", "min": 91000},
    {"text": "by agreement"},
    {"text": "$0 - $300 per day", "min": 0, "max": 300, "unit": "Period.DAY"},
]


def test_labels_and_readings_are_compared_field_by_field(salary: ModuleType) -> None:
    score = salary.compare(ROWS, country="AU")
    assert (score.strings, score.misses) == (4, [])
    assert score.labelled == {"min": 3, "max": 2, "unit": 2, "super": 1}
    assert score.precision(*salary.FIELDS) == score.recall(*salary.FIELDS) == 1


def test_what_differs_is_counted_and_shown(salary: ModuleType) -> None:
    rows = [{"text": "$40 per hour", "min": 44, "max": 48}, {"text": "nothing", "unit": "Period.WEEK"}]
    score = salary.compare(rows, country="AU")
    assert (score.precision("min"), score.recall("min")) == (0, 0)
    assert (score.precision("unit"), score.recall("unit")) == (0, 0)
    assert (score.precision("max"), score.recall("max")) == (1, 0)
    assert len(score.misses) == 2
    assert "miss: '$40 per hour'" in salary.report(score)


@pytest.mark.skipif(not GOLD.is_file(), reason="the labelled pay strings are not beside this checkout")
def test_the_labelled_strings_are_read(salary: ModuleType) -> None:
    score = salary.compare(salary.load(GOLD), country="AU")
    assert score.precision(*salary.FIELDS) >= 0.99, salary.report(score)
    assert score.recall(*salary.FIELDS) >= 0.95, salary.report(score)
    for name in salary.FIELDS:
        assert score.recall(name) >= 0.9, salary.report(score)
