"""The field reference in Markdown, derived from the models: every object, field, rule and vocabulary of the record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, cast

from openpostings.schema.base import Record, RuledRecord
from openpostings.schema.document import SCHEMA_ID, json_schema
from openpostings.schema.posting import SCHEMA_VERSION
from openpostings.schema.rules import Rule
from openpostings.schema.scalars import (
    AMOUNT_DECIMALS,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LINE_PATTERN,
    POINTER_PATTERN,
    SITE_PATTERN,
    TEXT_PATTERN,
    URL_PATTERN,
    JsonObject,
)


@dataclass(frozen=True, slots=True)
class Beyond:
    """A rule that the published JSON Schema cannot express.

    Parameters
    ----------
    code
        Code of the rule, or Pydantic's error type; of a rule of the text, the checker's name.
    where
        The object whose rule it is; ``text`` where it is about the bytes before any value is read.
    sentence
        What must hold.
    """

    code: str
    where: str
    sentence: str


ON_VALUES: Final = (
    Beyond("amount_decimals", "BaseSalary", f"An amount of money has at most {AMOUNT_DECIMALS} decimals."),
)
"""Rules of one value: ``multipleOf`` is computed in binary fractions by most validators, so it would refuse 0.07."""

ON_TEXT: Final = (
    Beyond("duplicate-key", "text", "An object names no field twice: parsers keep one of the two without a word."),
    Beyond("not-unicode", "text", "An escape such as `\\ud800` has its other half; alone it is no character."),
    Beyond("not-utf-8", "text", "The bytes are UTF-8."),
    Beyond(
        "number-not-finite", "text", "`NaN`, `Infinity` and `-Infinity` are no JSON, although many parsers read them."
    ),
)
"""Rules of the text, by the names that the checker gives them: a validator of values comes too late to tell."""

_PATTERN_WORDS: Final = {
    ID_PATTERN: "identifier `<site>:<key>`",
    LANGUAGE_PATTERN: "language tag",
    LINE_PATTERN: "line of text",
    POINTER_PATTERN: "JSON Pointer",
    SITE_PATTERN: "short name: lower-case ASCII letters, digits, single hyphens",
    TEXT_PATTERN: "text of any number of lines",
    URL_PATTERN: "http or https address in ASCII",
}
_FORMAT_WORDS: Final = {"date": "date `YYYY-MM-DD`", "date-time": "timestamp `YYYY-MM-DDThh:mm:ssZ`, UTC"}


def beyond_json_schema() -> tuple[Beyond, ...]:
    """List the rules that JSON Schema cannot express: of objects, of single values, of the text.

    Returns
    -------
    tuple
        One item for each rule of each object, in the order of the objects' names, then the others.
    """
    across = [
        Beyond(rule.code, name, rule.sentence)
        for name, model in sorted(objects().items())
        for rule in _rules(model)
        if rule.fragment() is None
    ]
    return (*across, *ON_VALUES, *ON_TEXT)


def objects() -> dict[str, type[Record]]:
    """Give the model of each object of the record, the posting first."""
    models = {model.__name__: model for model in _below(Record)}
    names = [name for name, body in _definitions().items() if body["type"] == "object"]
    return {name: models[name] for name in ["Posting", *names]}


def field_reference() -> str:
    """Write the reference of every object, field, rule and vocabulary.

    Returns
    -------
    str
        Markdown that ends with a line feed.
    """
    schema, definitions = json_schema(), _definitions()
    lines = [
        f"# The posting record, version {SCHEMA_VERSION}",
        "",
        "Derived from the models: `openpostings schema --markdown -o docs/reference.md` writes this file anew.",
        f"The JSON Schema 2020-12 of the same has the permanent address `{SCHEMA_ID}`.",
        "",
        "Objects are closed: an unknown field is an error. Absent and null mean the same on input, *not stated*;",
        "on output every field is written. A list may be given as null, and is written as an empty list.",
        "",
    ]
    for name, model in objects().items():
        lines += _object(name, schema if name == "Posting" else definitions[name], _rules(model))
    lines += ["# Vocabularies", ""]
    for name, body in definitions.items():
        if "enum" in body:
            lines += _vocabulary(name, body)
    return "\n".join([*lines, *_limits()]).rstrip("\n") + "\n"


def _definitions() -> dict[str, JsonObject]:
    return cast("dict[str, JsonObject]", json_schema()["$defs"])


def _below(model: type[Record]) -> Iterator[type[Record]]:
    for below in model.__subclasses__():
        yield below
        yield from _below(below)


def _rules(model: type[Record]) -> tuple[Rule, ...]:
    return model.rules if issubclass(model, RuledRecord) else ()


def _object(name: str, body: JsonObject, rules: tuple[Rule, ...]) -> list[str]:
    required = cast("list[str]", body.get("required", []))
    rows = [
        [
            f"`{field}`" + (" (required)" if field in required else ""),
            type_words(value),
            _prose(value["description"]),
            _code(json.dumps(value["examples"][0], ensure_ascii=False)),
            _prose(_source(value)),
        ]
        for field, value in cast("dict[str, JsonObject]", body["properties"]).items()
    ]
    lines = [f"## {name}", "", _prose(body["description"]), ""]
    lines += _table(["field", "type", "what it says", "example", "source"], rows)
    if rules:
        said = [[_prose(rule.sentence), f"`{rule.code}`", "yes" if rule.fragment() else "no"] for rule in rules]
        lines += _table(["rule across fields", "code", "in JSON Schema"], said)
    return lines


def _vocabulary(name: str, body: JsonObject) -> list[str]:
    head, _, rest = str(body["description"]).partition("\n")
    meanings = dict(re.findall(r"^- ``(\w+)``: (.+)$", rest, flags=re.MULTILINE))
    rows = [[f"`{member}`", _prose(meanings[member])] for member in cast("list[str]", body["enum"])]
    return [f"## {name}", "", _prose(head), "", *_table(["value", "meaning"], rows)]


def _limits() -> list[str]:
    rows = [[f"`{each.code}`", each.where, _prose(each.sentence)] for each in beyond_json_schema()]
    return [
        "# What JSON Schema cannot say",
        "",
        "A record that the published JSON Schema accepts may still break one of these rules.",
        "`openpostings check` holds them all.",
        "On every other question its verdict and that of a validator of JSON Schema are the same.",
        "",
        *_table(["code", "of", "what must hold"], rows),
    ]


def type_words(schema: JsonObject) -> str:
    """Say in plain words, as Markdown, what values a fragment of the schema takes."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(type_words(option) for option in cast("list[JsonObject]", schema["anyOf"]))
    if "const" in schema:
        return _code(json.dumps(schema["const"]))
    if isinstance(schema["type"], list):
        return f"list of {type_words(schema['items'])}"
    if schema["type"] == "string":
        return _string_words(schema)
    return _number_words(schema) if schema["type"] in {"integer", "number"} else str(schema["type"])


def _string_words(schema: JsonObject) -> str:
    if "format" in schema:
        return _FORMAT_WORDS[schema["format"]]
    pattern = str(schema["pattern"])
    words = _PATTERN_WORDS.get(pattern)
    return f"text like {_code(pattern)}" if words is None else f"{words}, at most {schema['maxLength']:,} characters"


def _number_words(schema: JsonObject) -> str:
    low = f"from {schema['minimum']:,}" if "minimum" in schema else f"above {schema['exclusiveMinimum']:,}"
    return f"{schema['type']} {low} to {schema['maximum']:,}"


def _source(schema: JsonObject) -> str:
    return str(schema["$comment"]).removeprefix("Source: ").removesuffix(".")


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows]] + [""]


def _code(text: str) -> str:
    # A code span ends at its own number of backticks; a bar ends the cell even in code.
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|").replace("\n", " ")


def _prose(text: str) -> str:
    parts = re.split("(`+[^`]+`+)", " ".join(text.split()))
    return "".join(
        part.replace("|", "\\|") if part.startswith("`") else re.sub(r"([\\*_<>\[\]|])", r"\\\1", part)
        for part in parts
    )
