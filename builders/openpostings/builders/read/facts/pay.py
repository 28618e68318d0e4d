"""What is paid, where it is stated for this job."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, cast

from openpostings.builders.normalise.pay import MONEY, Pay, find_pay
from openpostings.builders.normalise.pay_field import read_pay_field
from openpostings.builders.read.draft import Claim, Draft, Json, Row
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.page import Page, claim
from openpostings.builders.read.sentences import Span

_NOT_PAY: Final = frozenset({"about_employer", "benefits", "responsibilities"})


def read_pay(page: Page, draft: Draft) -> None:
    """Read base pay from keys, header and sentences; a dollar sign is of the country that the job is in."""
    country = _country(draft)
    for row in page.placed:
        if row.role == "key" and row.label == "pay" and row.value is not None:
            line = Span(row.line.text_start, row.line.text_end, row.line.text)
            _read_field(draft, row.value, country, _unit_of_key(line, row.value, country))
    for span, field in _spans(page):
        for match in find_pay(span.text, country=country, field=field):
            draft.claim("base_salary", claim(span, match, _json(match.value), "header.pay" if field else "text.pay"))


def _unit_of_key(line: Span, value: Span, country: str | None) -> str | None:
    """Give the span of time that the key names and the value does not: "Hourly rate: $35 - $45"."""
    if line.start == value.start or any(found.value.unit_text for found in find_pay(value.text, country=country)):
        return None
    units = {found.value.unit_text for found in find_pay(line.text, country=country) if found.note is None}
    return units.pop() if len(units) == 1 else None


def _read_field(draft: Draft, span: Span, country: str | None, unit: str | None) -> None:
    """Read a key's value, which is about pay whatever its words; an estimate is seen, and is no stated pay."""
    field = read_pay_field(span.text, country=country)
    for pay in field.stated:
        if pay.sum_kind != "whole":
            value: Json = {
                "min_value": _number(pay.min_value),
                "max_value": _number(pay.max_value),
                "currency": pay.currency,
                "unit_text": pay.unit_text or unit or pay.likely_unit,
            }
            named = unit is not None and pay.unit_text is None
            told = [said for said in pay.notes if not (named and said.startswith("unit not stated"))]
            note = "; ".join([*told, *(["the key says what it is paid for"] if named else [])]) or None
            start, end = span.start + pay.start, span.start + pay.end
            draft.claim("base_salary", Claim(value, start, end, "key.pay", "stated", note))
    for start, end, note in [
        *((one.start, one.end, "an estimate, not stated by the employer") for one in field.estimates),
        *((one.start, one.end, one.reason) for one in field.refused),
    ]:
        row = Row("/base_salary", "not_extracted", span.start + start, span.start + end, "key.pay", note)
        draft.rows.append(row)


def _spans(page: Page) -> Iterator[tuple[Span, bool]]:
    for line in page.header():
        for kind, part in header_parts(line):
            if kind == "pay":
                yield part, True
    for section, sentence in page.sentences(MONEY, but=_NOT_PAY):
        yield sentence, section.kind == "pay"


def _country(draft: Draft) -> str | None:
    for found in draft.of("job_location") + draft.of("applicant_location_requirements"):
        country = cast("dict[str, Json]", found.value).get("address_country")
        if isinstance(country, str):
            return country
    return None


def _number(value: Decimal | None) -> Json:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _json(pay: Pay) -> Json:
    return {
        "min_value": _number(pay.min_value),
        "max_value": _number(pay.max_value),
        "currency": pay.currency,
        "unit_text": pay.unit_text,
    }
