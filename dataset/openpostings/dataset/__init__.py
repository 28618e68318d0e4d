"""What a collection is: entries, releases, and how to load them. Importing this imports nothing large."""

from typing import TYPE_CHECKING

from openpostings.schema.lazy import lazy_names

if TYPE_CHECKING:
    from openpostings.dataset.loading import as_arrow, as_pandas, as_polars, load
    from openpostings.dataset.release import Manifest, read_manifest, verify

__all__ = ["Manifest", "as_arrow", "as_pandas", "as_polars", "load", "read_manifest", "verify"]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "Manifest": "release",
        "as_arrow": "loading",
        "as_pandas": "loading",
        "as_polars": "loading",
        "load": "loading",
        "read_manifest": "release",
        "verify": "release",
    },
    globals(),
)
