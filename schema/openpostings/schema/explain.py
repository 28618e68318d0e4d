"""What a validator's error says to a person: what was expected, what was got, and how it is mended."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, TypedDict, cast, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from openpostings.schema.hints import did_you_mean, for_date, for_text, for_timestamp, for_type
from openpostings.schema.posting import Posting
from openpostings.schema.result import Issue, codes, names_by_error, safe, show
from openpostings.schema.rules import Path

_TYPES: Final = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "decimal_type": "a number",
    "number_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}

_BOUNDS: Final = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


class ErrorDetails(TypedDict):
    """One error as Pydantic gives it; ``ctx`` is filled in where Pydantic leaves it out."""

    type: str
    loc: Path
    msg: str
    input: object
    ctx: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Error:
    """One error, with the value that the record has at its path."""

    kind: str
    path: Path
    message: str
    value: object
    context: Mapping[str, object]
    field: FieldInfo | None


def explain(detail: ErrorDetails, data: object) -> Issue:
    """Say what an error means.

    Parameters
    ----------
    detail
        One error of :class:`pydantic.ValidationError`.
    data
        The record that it is about.

    Returns
    -------
    Issue
        Its code, what was expected and got, and a hint where one can be given that fits this value.
    """
    path = detail["loc"]
    error = _Error(
        kind=detail["type"],
        path=path,
        message=detail["msg"],
        value=value_at(data, path),
        context=detail.get("ctx", {}),
        field=field_of(path),
    )
    name = names_by_error().get(error.kind, "invalid-value")
    if error.kind in codes()[name].rules:
        return _rule(name, error)
    if error.value is None and name not in {"unknown-field", "not-unicode"} and isinstance(_last(path), str):
        name = "required"
    issue = _EXPLAIN.get(name, _other)(error)
    return replace(issue, expected=safe(issue.expected), hint=safe(issue.hint))


def value_at(data: object, path: Path) -> object:
    """Follow a path into data; give None where it leads nowhere."""
    here = data
    for part in path:
        if isinstance(here, dict):
            here = cast("dict[object, object]", here).get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(cast("list[object]", here)):
            here = cast("list[object]", here)[part]
        else:
            return None
    return here


def field_of(path: Path) -> FieldInfo | None:
    """Find the field of the models that a path leads to; for an item of a list, the field of the list."""
    model: type[BaseModel] | None = Posting
    found: FieldInfo | None = None
    for part in path:
        if isinstance(part, str):
            if model is None or part not in _fields(model):
                return None
            found, model = _fields(model)[part]
    return found


@cache
def _fields(model: type[BaseModel]) -> dict[str, tuple[FieldInfo, type[BaseModel] | None]]:
    return {
        field.alias or name: (field, _model_in(field.annotation)) for name, field in model.__pydantic_fields__.items()
    }


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part)) is not None), None)


def _model_at(path: Path) -> type[BaseModel] | None:
    model: type[BaseModel] | None = Posting
    for part in path:
        if isinstance(part, str) and model is not None:
            model = _fields(model).get(part, (None, None))[1]
    return model


def _last(path: Path) -> str | int | None:
    return path[-1] if path else None


def _rule(name: str, error: _Error) -> Issue:
    text = re.sub("^Expected ", "", error.message)
    match = re.fullmatch(r"(.*)[,;] got (.*?)( again)?", text, re.DOTALL)
    got = "nothing" if error.value is None else show(error.value)
    if match is not None and not match[3]:
        got = match[2]
    return Issue(name, error.path, safe(text if match is None else match[1]), safe(got))


def _unknown(error: _Error) -> Issue:
    model = _model_at(error.path[:-1])
    word = str(_last(error.path))
    expected = "no further field" if model is None else f"a field of {model.__name__}"
    hint = "" if model is None else did_you_mean(word, list(_fields(model)))
    return Issue("unknown-field", error.path, expected, show(word), hint, "key")


def _required(error: _Error) -> Issue:
    example = _example(error)
    hint = f"For example: {example}" if example else ""
    said = _description(error)
    return Issue("required", error.path, f"a value ({said})" if said else "a value", "nothing", hint)


def _wrong_type(error: _Error) -> Issue:
    expected = _TYPES.get(error.kind, error.message)
    hint = for_type(expected, error.value, _example(error))
    return Issue("wrong-type", error.path, expected, show(error.value), hint)


def _vocabulary(error: _Error) -> Issue:
    words = re.findall("'([^']*)'", str(error.context.get("expected", "")))
    expected = ("one of " if len(words) > 1 else "") + ", ".join(f"`{word}`" for word in words)
    hint = did_you_mean(error.value, words) if isinstance(error.value, str) else ""
    return Issue("not-in-vocabulary", error.path, expected, show(error.value), hint)


def _format(error: _Error) -> Issue:
    expected = _description(error)
    example = _example(error)
    if example:
        expected = f"{expected}, such as {example}"
    name, hint = for_text(error.value, str(error.context.get("pattern", "")))
    return Issue(name, error.path, expected, show(error.value), hint)


def _date(error: _Error) -> Issue:
    return Issue("date-format", error.path, "YYYY-MM-DD, 1900 to 2100", show(error.value), for_date(error.value))


def _timestamp(error: _Error) -> Issue:
    expected = "YYYY-MM-DDThh:mm:ssZ, 1900 to 2100"
    return Issue("timestamp-format", error.path, expected, show(error.value), for_timestamp(error.value))


def _range(error: _Error) -> Issue:
    key, words = _BOUNDS.get(error.kind, ("", "a finite number"))
    bound = error.context.get(key)
    expected = words if bound is None else f"{words} {bound}"
    return Issue("out-of-range", error.path, expected, show(error.value))


def _too_long(error: _Error) -> Issue:
    count = len(error.value) if isinstance(error.value, str) else 0
    expected = f"at most {error.context.get('max_length')} characters"
    return Issue("too-long", error.path, expected, f"{count} characters")


def _too_many(error: _Error) -> Issue:
    count = error.context.get("actual_length")
    return Issue("too-many", error.path, f"at most {error.context.get('max_length')} items", f"{count} items")


def _blank(error: _Error) -> Issue:
    return Issue("blank-text", error.path, f"text with something in it ({_description(error)})", show(error.value))


def _decimals(error: _Error) -> Issue:
    return Issue("amount-decimals", error.path, "at most four decimals", show(error.value))


def _unicode(error: _Error) -> Issue:
    return Issue("not-unicode", error.path, "characters", show(error.value))


def _other(error: _Error) -> Issue:
    return Issue("invalid-value", error.path, error.message, show(error.value))


_EXPLAIN: Final[Mapping[str, Callable[[_Error], Issue]]] = {
    "amount-decimals": _decimals,
    "blank-text": _blank,
    "date-format": _date,
    "not-in-vocabulary": _vocabulary,
    "not-unicode": _unicode,
    "out-of-range": _range,
    "required": _required,
    "timestamp-format": _timestamp,
    "too-long": _too_long,
    "too-many": _too_many,
    "unknown-field": _unknown,
    "wrong-format": _format,
    "wrong-type": _wrong_type,
}


def _description(error: _Error) -> str:
    return "" if error.field is None else (error.field.description or "").rstrip(".")


def _example(error: _Error) -> str:
    """Give the field's example as JSON; for an item of a list, the first item of the example."""
    examples = error.field.examples if error.field is not None else None
    if not examples:
        return ""
    example = cast("object", examples[0])
    if isinstance(example, list) and isinstance(_last(error.path), int):
        example = cast("list[object]", example)[0]
    return json.dumps(example, ensure_ascii=False)
