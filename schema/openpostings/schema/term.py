"""When the work is: season, length, hours."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from openpostings.schema.base import Member, Record, RuledRecord
from openpostings.schema.rules import Ordered, Rule
from openpostings.schema.scalars import Count, Year, described
from openpostings.schema.vocabulary import DurationUnit, HoursUnit, Season

Hours = Annotated[float, Field(gt=0, le=168)]


class Term(Record):
    """A season of a year: "2026 Summer" and "Summer 2026" are one."""

    season: Annotated[Member[Season], described("Season of the term.", example="summer", source="openpostings")]
    year: Annotated[Year, described("Year of the term.", example=2026, source="openpostings")]


class JobDuration(RuledRecord):
    """How long the job lasts: a value, or a range."""

    value: Annotated[
        Count, described("Length, or its lower bound.", example=12, source="https://schema.org/jobDuration")
    ]
    max_value: Annotated[
        Count | None,
        described("Upper bound, where a range is stated.", example=14, source="https://schema.org/maxValue"),
    ] = None
    unit: Annotated[
        Member[DurationUnit],
        described("Unit of both.", example="WEEK", source="https://schema.org/QuantitativeValue"),
    ]

    rules: ClassVar[tuple[Rule, ...]] = (Ordered("value", "max_value"),)


class WorkHours(RuledRecord):
    """How many hours are worked per week or day."""

    value: Annotated[
        Hours, described("Hours, or their lower bound.", example=40, source="https://schema.org/workHours")
    ]
    max_value: Annotated[
        Hours | None,
        described("Upper bound, where a range is stated.", example=45, source="https://schema.org/maxValue"),
    ] = None
    unit_text: Annotated[
        Member[HoursUnit],
        described("The span that the hours are counted over.", example="WEEK", source="https://schema.org/unitText"),
    ]

    rules: ClassVar[tuple[Rule, ...]] = (Ordered("value", "max_value"),)
