"""What one posting is: the models, the rules, the published JSON Schema, the checker."""

from typing import TYPE_CHECKING

from openpostings.schema.lazy import lazy_names

if TYPE_CHECKING:
    from openpostings.schema.errors import OpenPostingsError
    from openpostings.schema.posting import SCHEMA_VERSION, Organization, Posting, Section
    from openpostings.schema.provenance import Evidence

__all__ = ["SCHEMA_VERSION", "Evidence", "OpenPostingsError", "Organization", "Posting", "Section"]

# The command line answers `--help` without building models.
__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "SCHEMA_VERSION": "posting",
        "Evidence": "provenance",
        "OpenPostingsError": "errors",
        "Organization": "posting",
        "Posting": "posting",
        "Section": "posting",
    },
    globals(),
)
