"""The habits of the house, held: layout, layers, sizes, what is shipped, and that the papers are true."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from openpostings.builders.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FLOORS = ("schema", "dataset", "builders")
TOOLS = Path(sys.executable).parent
LONGEST = 350
"""Lines of a module."""


def tracked() -> list[Path]:
    """Give the files that git has or would add; in a copy without git, all but environments and caches."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        hidden = {".venv", ".git", "__pycache__", "build", "dist", ".hypothesis"}
        found = [
            path
            for path in ROOT.rglob("*")
            if not any(part in hidden or part.endswith("_cache") for part in path.relative_to(ROOT).parts)
        ]
    return sorted(path for path in found if path.is_file())


FILES = tracked()
MODULES = [path for path in FILES if path.suffix == ".py"]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(TOOLS / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_files_are_found() -> None:
    assert ROOT / "pyproject.toml" in FILES
    assert len(MODULES) > 50


@pytest.mark.parametrize("floor", FLOORS)
def test_namespace_folders_have_no_init(floor: str) -> None:
    assert (ROOT / floor / "openpostings" / floor / "__init__.py").is_file()
    assert not (ROOT / floor / "__init__.py").exists()
    assert not (ROOT / floor / "openpostings" / "__init__.py").exists()


@pytest.mark.parametrize("floor", FLOORS)
def test_floor_is_typed(floor: str) -> None:
    assert (ROOT / floor / "openpostings" / floor / "py.typed").is_file()


def test_layers_hold() -> None:
    done = run("lint-imports", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    assert f"Contracts: {len(contracts)} kept, 0 broken." in done.stdout


def test_layers_are_the_three_floors() -> None:
    contracts = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    assert contracts["floors"]["layers"] == [f"openpostings.{floor}" for floor in reversed(FLOORS)]
    assert {"pyarrow", "datasets"} <= set(contracts["schema-is-light"]["forbidden_modules"])


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) < LONGEST


def test_test_modules_have_names_of_their_own() -> None:
    names = [path.name for path in MODULES if path.is_relative_to(ROOT / "tests")]
    assert sorted(names) == sorted(set(names))
    assert "__init__.py" not in names


# Written in parts, so that this file does not find itself.
PLACES = re.compile(
    "|".join(
        ["/" + "work/", "/" + "root/", "/" + "home/[a-z]", "/" + "Users/", "/opt/" + "(?:pypi|wheels)", "C:" + r"\\"]
    )
)
HOSTS = re.compile("|".join(["pythonhosted" + r"\.org", "pypi" + r"\.org", "registry" + r"\.npmjs", "index-" + "url"]))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_file_names_no_machine_and_no_registry(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", errors="replace")
    assert not PLACES.search(text)
    assert not HOSTS.search(text)


DATA = [
    path
    for path in FILES
    if any(path.is_relative_to(ROOT / floor / "openpostings") for floor in FLOORS)
    and path.suffix not in {".py", ""}
    and path.name not in {"py.typed", "SOURCES.md"}
    and "published" not in path.parts
]


@pytest.mark.parametrize("path", DATA, ids=named)
def test_data_file_is_loaded_by_a_module(path: Path) -> None:
    code = "".join(
        module.read_text(encoding="utf-8") for module in MODULES if not module.is_relative_to(ROOT / "tests")
    )
    if path.parent.name == "languages":
        # Every one of them is merged into the tables that it extends: what it adds must be found there.
        added = cast("dict[str, object]", yaml.safe_load(path.read_text(encoding="utf-8")))
        assert added
        assert all((path.parents[1] / f"{table}.yaml").is_file() for table in added)
        return
    loads = [f'"{path.name}"', f'/{path.name}"', *(f"load_table({quote}{path.stem}{quote})" for quote in "\"'")]
    assert any(load in code for load in loads)


def test_published_schemas_are_released_versions() -> None:
    folder = ROOT / "schema" / "openpostings" / "schema" / "published"
    assert [path.name for path in folder.glob("*/*")] == ["posting.schema.json"] * len(list(folder.iterdir()))


README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/openpostings build",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/pytest",
    ],
)
def test_readme_has_its_two_commands(command: str) -> None:
    assert [line.strip() for line in README.splitlines()].count(command) == 1


def papers() -> list[Path]:
    return [path for path in FILES if path.suffix == ".md" and "conformance" not in path.parts]


@pytest.mark.parametrize("path", papers(), ids=named)
def test_commands_that_a_paper_shows_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    shown = re.findall(r"(?:`|^ {4}|\$ |&& |\| |/bin/)openpostings ([a-z]+)", text, flags=re.MULTILINE)
    assert set(shown) <= set(COMMANDS)
    for tool in re.findall(r"\.venv/bin/([a-z-]+)", text):
        assert (TOOLS / tool).exists(), tool


@pytest.mark.parametrize("path", papers(), ids=named)
def test_links_of_a_paper_lead_to_files(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")):
            assert (path.parent / target).exists(), target


def test_files_that_contributing_names_exist() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named_in_it = re.findall(r"`((?:schema|dataset|builders|tests|\.ci)/[^`<]*)`", text)
    assert len(named_in_it) > 5
    for name in named_in_it:
        assert (ROOT / name).exists(), name


# Papers with a schema of their own.


def test_citation_is_valid() -> None:
    done = run("check-jsonschema", "--builtin-schema", "vendor.citation-file-format", "CITATION.cff")
    assert done.returncode == 0, done.stdout + done.stderr


def test_citation_names_the_version_and_licence_of_the_package() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == PROJECT["project"]["version"]
    assert citation["license"] == PROJECT["project"]["license"]
    assert citation["title"] == PROJECT["project"]["name"]


def test_workflow_is_valid() -> None:
    done = run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", ".github/workflows/ci.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    done = run(
        "check-jsonschema", "--builtin-schema", "custom.github-workflows-require-timeout", ".github/workflows/ci.yml"
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_workflow_pins_its_actions_and_runs_every_python_that_is_named() -> None:
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)", text)
    assert uses
    assert all(re.fullmatch(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}", action) for action in uses)
    classifiers = PROJECT["project"]["classifiers"]
    pythons = [name.rpartition(" ")[2] for name in classifiers if re.search(r":: 3\.\d+$", name)]
    assert yaml.safe_load(text)["jobs"]["check"]["strategy"]["matrix"]["python"] == pythons


def test_ci_script_is_sound() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_constraints_pin_every_dependency() -> None:
    project = PROJECT["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = {plain(re.split(r"[<>=\[ ]", name)[0]) for name in wanted} - {"openpostings"}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in pins)
    assert names <= {plain(line.partition("==")[0]) for line in pins}


def plain(name: str) -> str:
    return name.lower().replace("_", "-")


def test_changelog_fragments_are_one_sentence_each() -> None:
    fragments = [path for path in (ROOT / "changelog.d").iterdir() if path.name != "README.md"]
    for path in fragments:
        assert re.fullmatch(r"\d+\.(added|changed|deprecated|removed|fixed)(\.\d+)?\.md", path.name)
        assert re.fullmatch(r"[A-Z`][^\n]*\.\n", path.read_text(encoding="utf-8"))


def test_every_ignored_lint_rule_gives_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.partition("\nignore = [\n")[2].partition("\n]")[0]
    assert block
    assert all("  # " in line for line in block.splitlines())
