"""The rules that are there: those of this package, and those that another brings by an entry point."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from openpostings.builders.rules.base import GROUPS, Rule
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.result import Code, codes

ENTRY_POINTS = "openpostings.rules"
_CODE = re.compile("[A-Z][0-9]{3}")
_MODULE = re.compile("[a-z][0-9]{3}_")


@cache
def rules() -> Mapping[str, Rule]:
    """Give every rule by its code, in order.

    Returns
    -------
    Mapping
        A module of a group's folder, or an entry point of the group ``openpostings.rules``, brings one as ``RULE``.

    Raises
    ------
    OpenPostingsError
        Where two rules have one code or one name, or a code's letter is of no group.
    """
    found: dict[str, Rule] = {}
    names = set(codes())
    taken = {row.code for row in codes().values()}
    for rule in (*_own(), *_others()):
        if not _CODE.fullmatch(rule.code) or rule.code[0] not in GROUPS:
            raise OpenPostingsError(
                f"the rule {rule.code!r} is of no group", hint=f"the groups are {', '.join(GROUPS)}"
            )
        if rule.code in found or rule.code in taken or rule.name in names:
            raise OpenPostingsError(f"two rules are called {rule.code} or {rule.name}", hint="give one another code")
        found[rule.code] = rule
        names.add(rule.name)
    return dict(sorted(found.items()))


@cache
def all_codes() -> Mapping[str, Code]:
    """Give the row of every code, those of the record's form and those of the rules, by code and in order."""
    rows = [*codes().values(), *(rule.row for rule in rules().values())]
    return {row.code: row for row in sorted(rows, key=lambda row: row.code)}


def _own() -> Iterator[Rule]:
    for group in GROUPS.values():
        package = import_module(f"openpostings.builders.rules.{group}")
        for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
            if _MODULE.match(module.name):
                yield import_module(f"{package.__name__}.{module.name}").RULE


def _others() -> Iterator[Rule]:
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        loaded = point.load()
        if not isinstance(loaded, Rule):
            raise OpenPostingsError(
                f"the entry point {point.name!r} of {ENTRY_POINTS} is no rule", hint="see docs/rules.md"
            )
        yield loaded
