"""The examples of rules as whole entries: the fields of an example over those of a small valid one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import yaml

from openpostings.builders.rules.base import Example
from openpostings.schema.posting import SCHEMA_VERSION
from openpostings.schema.yaml_source import read_yaml


def entries(example: Example) -> tuple[str, ...]:
    """Write each record of an example as the text of an entry.

    Parameters
    ----------
    example
        One example of a rule.

    Returns
    -------
    tuple of str
        YAML. The fields of the example stand there as they were written, unless they complete an object.
    """
    fragments = (example,) if isinstance(example, str) else example
    return tuple(_entry(fragment, number) for number, fragment in enumerate(fragments, start=1))


def _entry(fragment: str, number: int) -> str:
    fields = cast("dict[str, object]", read_yaml(fragment).data or {})
    base = _base(number)
    if any(isinstance(base.get(name), dict) for name in fields):
        return _dump(_merged(base, fields))
    return _dump({name: value for name, value in base.items() if name not in fields}) + fragment.lstrip("\n")


def _base(number: int) -> dict[str, object]:
    return {
        "schema_version": SCHEMA_VERSION,
        "id": f"page:example-{number}",
        "completeness": "complete",
        "title": "Data Engineering Intern",
        "hiring_organization": {"name": "Acme Robotics"},
        "source": {
            "site": "page",
            "kind": "contributed",
            "rights": {"license": "CC0-1.0", "redistribute_text": True},
        },
    }


def _merged(base: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    merged = dict(base)
    for name, value in over.items():
        old = merged.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[name] = _merged(cast("dict[str, object]", old), cast("dict[str, object]", value))
        else:
            merged[name] = value
    return merged


def _dump(fields: Mapping[str, object]) -> str:
    return yaml.safe_dump(dict(fields), sort_keys=False, allow_unicode=True, width=1000) if fields else ""
