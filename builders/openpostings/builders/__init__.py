"""How a record is made: sources, the reader, normalisers, the build. Importing this imports nothing large."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpostings.builders.pipeline import BuildResult, build
    from openpostings.builders.read.reader import read_text

__all__ = ["BuildResult", "build", "read_text"]

_HOMES = {"BuildResult": "pipeline", "build": "pipeline", "read_text": "read.reader"}


def __getattr__(name: str) -> object:
    """Import what is asked for, when it is (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List what can be asked for."""
    return sorted({*globals(), *__all__})
