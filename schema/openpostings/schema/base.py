"""The base of every object of the record: closed, strict, and held to its cross-field rules."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError
from pydantic_core.core_schema import CoreSchema

from openpostings.schema.rules import Rule
from openpostings.schema.scalars import JsonObject

ItemT = TypeVar("ItemT")
EnumT = TypeVar("EnumT")


def _null_is_empty(value: object) -> object:
    return [] if value is None else value


def _no_items() -> list[Any]:
    # Not `list` itself: Pydantic asks for the signature, and that of a builtin is parsed from text, 1 ms a field.
    return []


class _NullOrArray:
    """JSON Schema of a list that may be given as null."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        """Add ``null`` to the type."""
        schema = handler(core_schema)
        return {**schema, "type": ["array", "null"]}


Listed = Annotated[
    list[ItemT],
    BeforeValidator(_null_is_empty),
    Field(max_length=10_000),
    _NullOrArray,
    Field(default_factory=_no_items),
]
"""A list. Null and absent mean the same on input: nothing was stated."""

Member = Annotated[EnumT, Field(strict=False)]
"""A word of a closed vocabulary, given as its string."""


class Record(BaseModel):
    """A closed object: an unknown field is an error, null and absent mean *not stated*."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        serialize_by_alias=True,
        frozen=True,
        regex_engine="rust-regex",
    )


class RuledRecord(Record):
    """A record with conditions across its fields."""

    rules: ClassVar[tuple[Rule, ...]] = ()

    @model_validator(mode="after")
    def _obey(self) -> Self:
        suspects = [rule for rule in self.rules if rule.suspect(self)]
        if not suspects:
            return self
        errors = [
            InitErrorDetails(
                # The message is given as a value, since braces in it would be read as a template.
                type=PydanticCustomError(rule.code, "{message}", {"message": problem.message}),
                loc=problem.path,
                input=None,
            )
            for rule in suspects
            for problem in rule.problems(self)
        ]
        if errors:
            raise ValidationError.from_exception_data(type(self).__name__, errors)
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler, /) -> dict[str, Any]:
        """Add the fragments of the rules that JSON Schema can express."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        fragments = [fragment for rule in cls.rules if (fragment := rule.fragment()) is not None]
        if fragments:
            schema["allOf"] = fragments
        return schema
