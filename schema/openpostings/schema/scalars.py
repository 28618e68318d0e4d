r"""Scalar types: each is one Python type, one Pydantic check and one JSON Schema fragment that give the same verdict.

Patterns are ASCII and say everything that they mean: dates spell out the length of each month, so that a validator
which ignores ``format`` (as most do unless told) agrees with one that does not. ``$`` matches before a final line feed
in some engines and not in others, hence ``not: {pattern: \n}`` beside each.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError, PydanticKnownError

JsonObject = dict[str, Any]

_SINGLE_LINE: Final[JsonObject] = {"not": {"pattern": "[\\n]"}}
# White space in Unicode's sense, and control characters: what a fold to single spaces takes away.
_BLANK: Final = "\\u0000-\\u0020\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
_YEAR = "(?:19[0-9]{2}|20[0-9]{2}|2100)"
_LEAP_YEAR = "(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)"
_DAY = (
    f"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    f"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
)
DATE_PATTERN: Final = f"^{_DAY}$"
TIMESTAMP_PATTERN: Final = f"^{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{{1,6}})?Z$"
SITE_PATTERN: Final = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
ID_PATTERN: Final = "^[a-z0-9]+(?:-[a-z0-9]+)*:[A-Za-z0-9][A-Za-z0-9._-]{0,127}$"
URL_PATTERN: Final = "^https?://[!-~]+$"
LANGUAGE_PATTERN: Final = "^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$"
LINE_PATTERN: Final = f"^[^{_BLANK}]+(?: [^{_BLANK}]+)*$"
TEXT_PATTERN: Final = f"[^{_BLANK}]"
POINTER_PATTERN: Final = "^(?:/(?:[!-.0-}]|~[01])+)*$"

MAX_AMOUNT: Final = 99_999_999_999
AMOUNT_DECIMALS: Final = 4
MAX_INTEGER: Final = 2_147_483_647


def described(description: str, *, example: object, source: str) -> Any:  # noqa: ANN401 - as pydantic.Field
    """Describe a field: what it says, one example, and where the term comes from.

    Parameters
    ----------
    description
        One or two sentences for the field reference.
    example
        A valid value, as JSON.
    source
        The vocabulary that the name or the values are taken from.
    """
    return Field(description=description, examples=[example], json_schema_extra={"$comment": f"Source: {source}."})


def _pattern(regex: str, *, max_length: int) -> FieldInfo:
    field: FieldInfo = Field(pattern=regex, max_length=max_length, json_schema_extra=_SINGLE_LINE)
    return field


def _parse_date(value: object) -> object:
    if isinstance(value, str):
        if re.fullmatch(DATE_PATTERN, value) is None or value.endswith("\n"):
            raise PydanticCustomError("date_format", "Expected a date YYYY-MM-DD between 1900 and 2100")
        return dt.date.fromisoformat(value)
    if type(value) is not dt.date or not 1900 <= value.year <= 2100:  # noqa: PLR2004 - the bounds of the record
        raise PydanticCustomError("date_format", "Expected a date YYYY-MM-DD between 1900 and 2100")
    return value


def _parse_timestamp(value: object) -> object:
    message = "Expected a UTC timestamp YYYY-MM-DDThh:mm:ssZ between 1900 and 2100"
    if isinstance(value, str):
        if re.fullmatch(TIMESTAMP_PATTERN, value) is None or value.endswith("\n"):
            raise PydanticCustomError("timestamp_format", message)
        return dt.datetime.fromisoformat(value)
    if not isinstance(value, dt.datetime) or value.utcoffset() is None:
        raise PydanticCustomError("timestamp_format", message)
    try:
        moment = value.astimezone(dt.UTC)
    except OverflowError:
        raise PydanticCustomError("timestamp_format", message) from None
    if not 1900 <= moment.year <= 2100:  # noqa: PLR2004 - the bounds of the record
        raise PydanticCustomError("timestamp_format", message)
    return moment


def _write_timestamp(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def integral(value: object) -> object:
    """Take 12.0 for 12: JSON Schema calls both an integer."""
    return int(value) if isinstance(value, float) and math.isfinite(value) and value.is_integer() else value


def _parse_amount(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise PydanticCustomError("number_type", "Expected a number")
    amount = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not amount.is_finite():
        raise PydanticCustomError("finite_number", "Expected a finite number")
    return amount


def _four_decimals(value: Decimal) -> Decimal:
    # Digits are counted in the number itself: arithmetic would round it first to the caller's decimal context.
    _, digits, exponent = value.as_tuple()
    if isinstance(exponent, int) and exponent < -AMOUNT_DECIMALS and any(digits[AMOUNT_DECIMALS + exponent :]):
        raise PydanticCustomError("amount_decimals", "Expected at most four decimals")
    return value


def _never_false(value: bool) -> bool:  # noqa: FBT001 - as Pydantic calls it
    if not value:
        raise PydanticKnownError("literal_error", {"expected": "true"})
    return value


def _write_amount(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Text = Annotated[str, Field(min_length=1, max_length=1_000_000, pattern=TEXT_PATTERN)]
"""Text of any number of lines, with something in it."""

Line = Annotated[str, _pattern(LINE_PATTERN, max_length=20_000)]
"""One line, white space folded to single spaces, none at the ends, no control characters."""

Name = Annotated[Line, Field(max_length=500)]
"""A short line: a name, a title, a label."""

Site = Annotated[str, _pattern(SITE_PATTERN, max_length=64)]
PostingId = Annotated[str, _pattern(ID_PATTERN, max_length=193)]
Url = Annotated[str, _pattern(URL_PATTERN, max_length=2048)]
Pointer = Annotated[str, _pattern(POINTER_PATTERN, max_length=256)]
Sha256 = Annotated[str, _pattern("^[0-9a-f]{64}$", max_length=64)]
Country = Annotated[str, _pattern("^[A-Z]{2}$", max_length=2)]
Currency = Annotated[str, _pattern("^[A-Z]{3}$", max_length=3)]
LanguageTag = Annotated[str, _pattern(LANGUAGE_PATTERN, max_length=11)]
MediaType = Annotated[str, _pattern("^[a-z]+/[a-z0-9.+-]+$", max_length=127)]
License = Annotated[str, _pattern("^[A-Za-z0-9][A-Za-z0-9.+-]*$", max_length=64)]
Method = Annotated[str, _pattern("^[a-z0-9_]+(?:[.][a-z0-9_]+)*$", max_length=64)]

Date = Annotated[
    dt.date,
    BeforeValidator(_parse_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": DATE_PATTERN} | _SINGLE_LINE),
]
Timestamp = Annotated[
    dt.datetime,
    BeforeValidator(_parse_timestamp),
    PlainSerializer(_write_timestamp, return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": TIMESTAMP_PATTERN} | _SINGLE_LINE),
]
Mark = Annotated[bool, AfterValidator(_never_false), WithJsonSchema({"type": "boolean", "const": True})]
"""True where the text has something; that it has it not is silence, and silence is null."""

Integer = Annotated[int, Field(ge=0, le=MAX_INTEGER), BeforeValidator(integral)]
Count = Annotated[int, Field(ge=1, le=MAX_INTEGER), BeforeValidator(integral)]
Year = Annotated[int, Field(ge=1900, le=2100), BeforeValidator(integral)]
Amount = Annotated[
    Decimal,
    Field(gt=0, le=MAX_AMOUNT),
    BeforeValidator(_parse_amount),
    AfterValidator(_four_decimals),
    PlainSerializer(_write_amount, when_used="json"),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": MAX_AMOUNT}),
]
"""An amount of money: at most eleven digits before the point and four behind, which a JSON double carries exactly."""
