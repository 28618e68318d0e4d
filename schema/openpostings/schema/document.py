"""The JSON Schema document that the models give, and where its released forms stand."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, cast

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from openpostings.schema.posting import SCHEMA_VERSION, Posting
from openpostings.schema.scalars import JsonObject

SCHEMA_ID = f"https://w3id.org/openpostings/{SCHEMA_VERSION}/posting.schema.json"
"""Permanent address of the document. It contains the version, and what stands there never changes."""

MEND = "openpostings schema -o schema/openpostings/schema/published/{version}/posting.schema.json"
"""The command that writes the file of a version that is not released yet."""


class _Generator(GenerateJsonSchema):
    """Leave out what says nothing: titles made from names, and null as the default of what may be null."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - as in the base class
        """Never make a title from a field's name."""
        del schema
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Give the schema without its default: not stated is not a value."""
        return self.generate_inner(schema["schema"])


def json_schema() -> JsonObject:
    """Derive the JSON Schema 2020-12 document of a posting from the models.

    Returns
    -------
    dict
        With ``$schema``, ``$id``, a description, examples and a source (``$comment``) for each field.
    """
    body = Posting.model_json_schema(schema_generator=_Generator)
    definitions = cast("JsonObject", body.pop("$defs"))
    for definition in definitions.values():
        definition.pop("title", None)
    head: JsonObject = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": f"Posting {SCHEMA_VERSION}",
    }
    body.pop("title", None)
    return {**head, **body, "$defs": definitions}


def json_schema_text() -> str:
    """Give the document as it is published: indented, one line feed at the end."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


def published(version: str = SCHEMA_VERSION) -> str:
    """Read the released document of a version, to the byte.

    Parameters
    ----------
    version
        ``major.minor``.

    Raises
    ------
    FileNotFoundError
        Where that version was never released.
    """
    resource = files("openpostings.schema").joinpath("published", version, "posting.schema.json")
    return resource.read_text(encoding="utf-8")
