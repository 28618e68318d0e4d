"""What one posting is: the models, the rules, the published JSON Schema, the checker."""

from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.posting import SCHEMA_VERSION, Organization, Posting, Section
from openpostings.schema.provenance import Evidence

__all__ = ["SCHEMA_VERSION", "Evidence", "OpenPostingsError", "Organization", "Posting", "Section"]
