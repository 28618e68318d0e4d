"""How a record is made: sources, the reader, normalisers, the build. Importing this imports nothing large."""

from typing import TYPE_CHECKING

from openpostings.schema.lazy import lazy_names

if TYPE_CHECKING:
    from openpostings.builders.pipeline import BuildResult, build
    from openpostings.builders.read.options import ReadOptions
    from openpostings.builders.read.reader import Reading, read_text

__all__ = ["BuildResult", "ReadOptions", "Reading", "build", "read_text"]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "BuildResult": "pipeline",
        "ReadOptions": "read.options",
        "Reading": "read.reader",
        "build": "pipeline",
        "read_text": "read.reader",
    },
    globals(),
)
