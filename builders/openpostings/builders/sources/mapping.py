"""The mapping of a table: a reviewed file that says which column goes where. Never a guess when rows are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Literal, cast

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, ValidationError, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from openpostings.builders.read.keys import KEY_PATHS
from openpostings.builders.sources.base import AGAIN, BODY
from openpostings.schema.base import Record
from openpostings.schema.errors import OpenPostingsError
from openpostings.schema.hints import did_you_mean
from openpostings.schema.locate import locate
from openpostings.schema.located import Located, decode
from openpostings.schema.result import Issue, show
from openpostings.schema.scalars import Currency, JsonObject, Site

VERSION: Final = 1
PAY_PARTS: Final = ("pay_min", "pay_max", "pay_currency", "pay_unit")
READ_HERE: Final = {
    "category": "/occupational_category",
    "active": "/status",
    "remote": "/job_location_type",
    "authorization": "/work_authorization",
    "pay_min": "/base_salary",
    "pay_max": "/base_salary",
    "pay_currency": "/base_salary",
    "pay_unit": "/base_salary",
}
"""Targets that no key of a page has, with the field that they fill."""

TARGETS: Final = {**KEY_PATHS, **READ_HERE, BODY: "/description", AGAIN: ""}
"""What a column may go to, and the field that it fills."""

_SCHEMA_ID: Final = "https://w3id.org/openpostings/1.0/mapping.schema.json"


def _known(target: str) -> str:
    if target not in TARGETS:
        message = "expected one of the targets, got {got}"
        raise PydanticCustomError("target", message, {"got": show(target)})
    return target


def _short(value: object) -> object:
    return {"to": value} if isinstance(value, str) else value


class _ShortOrLong:
    """JSON Schema of a column that may be given by its target alone."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonObject:
        """Add the short form."""
        return {"anyOf": [{"enum": sorted(TARGETS)}, handler(core_schema)]}


Target = Annotated[str, AfterValidator(_known), WithJsonSchema({"enum": sorted(TARGETS)})]
Words = Annotated[list[str], Field(max_length=1_000)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


class Column(Record):
    """One column, and how its values are read."""

    to: Annotated[Target, Field(description="The key or field that the values go to.")]
    strip: Annotated[
        Literal["rating", "trailing_dash"] | None,
        Field(description='What is cut off at the end: a rating glued to a name, as in "Acme 3.8".'),
    ] = None
    text: Annotated[
        Literal["plain", "html", "python_list"] | None,
        Field(description="How a text is written; `python_list` is the text of a list of strings."),
    ] = None
    estimate: Annotated[
        bool | Words,
        Field(description="True where all values are estimates of the site, or the words that mark one."),
    ] = False
    split: Annotated[str | None, Field(description="What divides several values.", min_length=1, max_length=10)] = None
    before: Annotated[
        Literal["employer"] | None,
        Field(description='Of places: what stands before the place, as in "Acme Institute, Austin, TX".'),
    ] = None
    order: Annotated[
        Literal["day_first", "month_first"] | None, Field(description="How 03/04/2026 is meant in this column.")
    ] = None


ShortColumn = Annotated[Column, BeforeValidator(_short), _ShortOrLong]


class Mapping(Record):
    """Which column of a table goes where."""

    mapping: Annotated[Literal[1], Field(description="Version of this form.")]
    site: Annotated[Site, Field(description="Short name of where the table is from; identifiers begin with it.")]
    kind: Annotated[
        Literal["page", "api", "listing", "contributed"], Field(description="How the source gives its records.")
    ] = "listing"
    records: Annotated[
        str, Field(description="Of JSON: pointer to the records, such as `/jobs/*`.", pattern="^(?:/[^/]+)*$")
    ] = ""
    sheet: Annotated[str | None, Field(description="Of a workbook: the sheet; the first where none is named.")] = None
    trusted_id: Annotated[
        bool, Field(description="Whether the column with the target `identifier` names one posting of the site.")
    ] = False
    columns: Annotated[
        dict[Name, ShortColumn],
        Field(
            description="Where each column goes; a name, or a JSON Pointer with `*`.", min_length=1, max_length=2_000
        ),
    ]
    not_stated: Annotated[
        dict[Name, Words], Field(description="Values that a form fills in by itself, which say nothing of the job.")
    ] = Field(default_factory=dict[str, list[str]])
    sentinels: Annotated[Words, Field(description="Values that stand for none in every column, such as -1.")] = Field(
        default_factory=list[str]
    )
    currency: Annotated[Currency | None, Field(description="Currency of columns with bounds of pay.")] = None
    unit: Annotated[
        Literal["HOUR", "DAY", "WEEK", "MONTH", "YEAR"] | None, Field(description="Unit of columns with bounds of pay.")
    ] = None
    loses: Annotated[
        dict[Name, str], Field(description="Columns that the record has no field for, each with the reason.")
    ] = Field(default_factory=dict[str, str])


def mapping_schema() -> dict[str, Any]:
    """Derive the JSON Schema 2020-12 of a mapping file from its model."""
    body = Mapping.model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": _SCHEMA_ID}
    return {**head, **body, "title": f"Mapping {VERSION}"}


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Parameters
    ----------
    path
        A YAML file.

    Raises
    ------
    OpenPostingsError
        Where it cannot be read or is none; it says line, column, what is wrong, and what was meant.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise OpenPostingsError(
            f"cannot be read: {error.strerror}", where=str(path), hint="`openpostings map` writes one"
        ) from error
    text = decode(raw)
    if isinstance(text, Issue):
        raise _as_error(path, text.position or (1, 1), f"expected {text.expected}, got {text.got}")
    return parse_mapping(text, path)


def parse_mapping(text: str, path: Path) -> Mapping:
    """Read the text of a mapping file; see :func:`read_mapping`."""
    located = locate(text, kind="yaml")
    for issue in located.issues:
        position = issue.position or located.position(issue.path, issue.anchor)
        said = issue.name.replace("-", " ")
        raise _as_error(path, position, f"{said}: expected {issue.expected}, got {issue.got}", issue.hint)
    try:
        found = Mapping.model_validate(located.data)
    except ValidationError as error:
        raise _first(error, located, path) from None
    _consistent(found, located, path)
    return found


def _as_error(path: Path, position: tuple[int, int], message: str, hint: str = "") -> OpenPostingsError:
    return OpenPostingsError(message, where=f"{path}:{position[0]}:{position[1]}", hint=hint)


def _first(error: ValidationError, located: Located, path: Path) -> OpenPostingsError:
    details = error.errors(include_url=False)
    positions = [located.position(tuple(one["loc"])) for one in details]
    # A key that is missing is often there, misspelt.
    index = min(range(len(details)), key=lambda at: (details[at]["type"] == "missing", positions[at]))
    detail = details[index]
    place = tuple(detail["loc"])
    name = str(place[-1]) if place else ""
    if detail["type"] == "extra_forbidden":
        known = list(Column.model_fields if len(place) > 1 else Mapping.model_fields)
        position = located.position(place, "key")
        return _as_error(path, position, f"unknown key {show(name)}", did_you_mean(name, known))
    if detail["type"] == "missing":
        return _as_error(path, positions[index], f"`{name}` is missing", _MISSING.get(name, ""))
    hint = did_you_mean(str(detail["input"]), sorted(TARGETS)) if detail["type"] == "target" else ""
    return _as_error(path, positions[index], f"`{'.'.join(map(str, place))}`: {detail['msg']}", hint)


_MISSING: Final = {
    "mapping": "write `mapping: 1`",
    "site": "write a short name, such as `site: my-board`",
    "columns": "write `columns:` and below it `Name of a column: title`",
    "to": "write `to: title`, or another target",
}


def _consistent(found: Mapping, located: Located, path: Path) -> None:
    for section in ("loses", "not_stated"):
        for name in cast("dict[str, object]", getattr(found, section)):
            if (section == "loses") == (name in found.columns):
                position = located.position((section, name), "key")
                said = "both mapped and lost" if section == "loses" else "not among the columns"
                hint = "" if section == "loses" else did_you_mean(name, list(found.columns))
                raise _as_error(path, position, f"{show(name)} is {said}", hint)
    targets = [column.to for column in found.columns.values()]
    if "title" not in targets:
        raise _as_error(path, located.position(("columns",)), "no column goes to `title`", "every posting has a title")
