"""What importing the first floor costs, and what it does not load."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

LIMIT = 0.150
"""Seconds over a program that has one model of its own."""

RUNS = 5
ROUNDS = 3

MEASURE = """
import sys, time
import pydantic
class Bare(pydantic.BaseModel):
    field: int | None = None
before = time.process_time()
from openpostings.schema import Posting
assert Posting.model_fields
print(time.process_time() - before)
"""
# Time of the processor, not of the clock: what else the machine does at that moment is not ours.


def run(program: str, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder)
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_import_takes_less_than_150_ms_over_bare_pydantic(tmp_path: Path) -> None:
    run(MEASURE, tmp_path)  # writes the bytecode, as an installation does
    medians: list[float] = []
    for _ in range(ROUNDS):
        medians.append(statistics.median(float(run(MEASURE, tmp_path)) for _ in range(RUNS)))
        if medians[-1] < LIMIT:
            return
    raise AssertionError(f"medians of {RUNS} runs: {medians}")


def test_import_loads_nothing_of_the_floors_above(tmp_path: Path) -> None:
    program = """
import sys, pkgutil, importlib
import openpostings.schema
for module in pkgutil.walk_packages(openpostings.schema.__path__, "openpostings.schema."):
    importlib.import_module(module.name)
print(" ".join(sys.modules))
"""
    loaded = set(run(program, tmp_path).split())
    assert "openpostings.schema.reference" in loaded
    heavy = {
        "pyarrow",
        "datasets",
        "pandas",
        "polars",
        "click",
        "rich",
        "openpostings.dataset",
        "openpostings.builders",
    }
    assert not loaded & (heavy | {"openpostings.dataset", "openpostings.builders"})


def test_import_of_the_package_loads_only_what_a_record_needs(tmp_path: Path) -> None:
    loaded = set(run("import sys, openpostings.schema; print(' '.join(sys.modules))", tmp_path).split())
    assert not loaded & {"pyarrow", "datasets", "jsonschema", "yaml", "openpostings.schema.reference"}
