"""P101: an hourly pay that is a yearly one."""

from __future__ import annotations

from collections.abc import Iterator

from openpostings.builders.rules.base import Breach, Context, RecordRule
from openpostings.schema.fixes import Fix, SetValue
from openpostings.schema.posting import Posting

_MOST = 1000
"""More than this an hour is paid nowhere in a currency whose unit is of the dollar's size."""

# Currencies of which a thousand are an hour's pay, or less.
_SMALL_UNITS = frozenset(
    {"ARS", "CLP", "COP", "CRC", "CZK", "HUF", "IDR", "INR", "ISK", "JPY", "KES", "KRW", "LKR", "NGN", "PHP", "PKR"}
    | {"RSD", "RUB", "THB", "TWD", "TZS", "UGX", "VND"}
)


def _check(posting: Posting, context: Context) -> Iterator[Breach]:
    del context
    pay = posting.base_salary
    if pay is None:
        return
    value = max(amount for amount in (pay.min_value, pay.max_value) if amount is not None)
    if value < _MOST or pay.currency is None or pay.currency in _SMALL_UNITS:
        return
    yield Breach(
        ("base_salary", "unit_text"),
        expected="an amount that is paid for an hour, or another unit",
        got=f"{value} {pay.currency} an hour",
        fix=Fix("Write `YEAR`", (SetValue(("base_salary", "unit_text"), "YEAR"),), safe=False),
    )


RULE = RecordRule(
    code="P101",
    name="hourly-pay-of-a-year",
    message="the pay of an hour is that of a year, or of a month",
    why="A yearly sum under the unit of an hour puts the pay two thousand times too high into every average.",
    hint="Look at the source: which span does it name for this amount?",
    severity="error",
    when=("base_salary.unit_text=HOUR",),
    fix="unsafe",
    check=_check,
    bad="""
base_salary: {min_value: 45000, max_value: 60000, currency: USD, unit_text: HOUR}
""",
    good="""
base_salary: {min_value: 45, max_value: 60, currency: USD, unit_text: HOUR}
""",
)
