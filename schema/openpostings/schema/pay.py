"""What is paid, as stated: never estimated, never zero for silence."""

from __future__ import annotations

from typing import Annotated, ClassVar

from openpostings.schema.base import Member, RuledRecord
from openpostings.schema.rules import AtLeastOne, Ordered, Rule
from openpostings.schema.scalars import Amount, Currency, described
from openpostings.schema.vocabulary import PayUnit


class BaseSalary(RuledRecord):
    """Base pay. One stated amount fills both bounds; "up to" fills the upper alone."""

    min_value: Annotated[
        Amount | None,
        described("Lower bound, at most four decimals.", example=45, source="https://schema.org/minValue"),
    ] = None
    max_value: Annotated[
        Amount | None,
        described("Upper bound, at most four decimals.", example=60.5, source="https://schema.org/maxValue"),
    ] = None
    currency: Annotated[
        Currency | None,
        described("ISO 4217 code.", example="USD", source="https://schema.org/currency, ISO 4217"),
    ] = None
    unit_text: Annotated[
        Member[PayUnit] | None,
        described("The span that the amount is paid for.", example="HOUR", source="https://schema.org/unitText"),
    ] = None

    rules: ClassVar[tuple[Rule, ...]] = (AtLeastOne(("min_value", "max_value")), Ordered("min_value", "max_value"))
