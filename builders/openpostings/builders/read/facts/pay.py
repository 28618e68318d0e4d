"""What is paid, where it is stated for this job."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, cast

from openpostings.builders.normalise.pay import MONEY, Pay, find_pay
from openpostings.builders.read.draft import Draft, Json
from openpostings.builders.read.facts.header_parts import header_parts
from openpostings.builders.read.page import Page, claim
from openpostings.builders.read.sentences import Span

_NOT_PAY: Final = frozenset({"about_employer", "benefits", "responsibilities"})


def read_pay(page: Page, draft: Draft) -> None:
    """Read base pay from keys, header and sentences; a dollar sign is of the country that the job is in."""
    country = _country(draft)
    for span, field in _spans(page, country):
        for match in find_pay(span.text, country=country, field=field):
            draft.claim("base_salary", claim(span, match, _json(match.value), "key.pay" if field else "text.pay"))


def _spans(page: Page, country: str | None) -> Iterator[tuple[Span, bool]]:
    for row in page.placed:
        if row.role == "key" and row.label == "pay" and row.value is not None:
            # "Hourly rate: $35 - $45": the key alone says what the amount is paid for.
            with_key = Span(row.line.text_start, row.line.text_end, row.line.text)
            alone = find_pay(row.value.text, country=country, field=True)
            yield (row.value if alone else with_key), True
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
