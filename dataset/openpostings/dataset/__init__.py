"""What a collection is: entries, releases, and how to load them. Importing this imports nothing large."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpostings.dataset.loading import as_arrow, as_pandas, as_polars, load
    from openpostings.dataset.release import Manifest, read_manifest, verify

__all__ = ["Manifest", "as_arrow", "as_pandas", "as_polars", "load", "read_manifest", "verify"]

_HOMES = {
    "Manifest": "release",
    "as_arrow": "loading",
    "as_pandas": "loading",
    "as_polars": "loading",
    "load": "loading",
    "read_manifest": "release",
    "verify": "release",
}


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
