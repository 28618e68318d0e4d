"""Between the record and other vocabularies: each crosswalk goes both ways and says what it loses."""

from openpostings.schema.crosswalk.schema_org_in import from_schema_org
from openpostings.schema.crosswalk.schema_org_out import to_schema_org
from openpostings.schema.crosswalk.vocabulary import SchemaOrg, schema_org

__all__ = ["SchemaOrg", "from_schema_org", "schema_org", "to_schema_org"]
