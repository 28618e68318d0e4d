"""Read the pay strings of a gold file and compare them with the labels that their authors gave them."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final, cast

from openpostings.builders.normalise.pay_field import FieldPay, read_pay_field

FIELDS: Final = ("min", "max", "unit", "super")
_PERIOD: Final = "Period."
_WHERE: Final = "gold/salary_strings.jsonl"

Label = Mapping[str, object]
Miss = tuple[str, Label, Label]


@dataclass(slots=True)
class Score:
    """What was right, wrong and missed, by field.

    Parameters
    ----------
    strings
        How many strings were read.
    right, claimed, labelled
        Counts by field: claimed as labelled, claimed, labelled.
    misses
        The strings where any field differs, with what is labelled and what was read.
    """

    strings: int = 0
    right: Counter[str] = field(default_factory=Counter[str])
    claimed: Counter[str] = field(default_factory=Counter[str])
    labelled: Counter[str] = field(default_factory=Counter[str])
    misses: list[Miss] = field(default_factory=list[Miss])

    def precision(self, *names: str) -> float:
        """Return the share of what was claimed of the fields that is as labelled."""
        claimed = sum(self.claimed[name] for name in names)
        return sum(self.right[name] for name in names) / claimed if claimed else 1.0

    def recall(self, *names: str) -> float:
        """Return the share of what is labelled of the fields that was claimed so."""
        labelled = sum(self.labelled[name] for name in names)
        return sum(self.right[name] for name in names) / labelled if labelled else 1.0


def as_labelled(pay: FieldPay | None) -> dict[str, object]:
    """Write pay as the labels do: a single amount is ``min`` whatever its bound, a range that begins at zero keeps it.

    Parameters
    ----------
    pay
        What was read, or None.

    Returns
    -------
    dict
        The fields that are claimed.
    """
    if pay is None:
        return {}
    low, high = pay.min_value, pay.max_value
    if pay.bound == "range":
        low = low or Decimal(0)
    elif low is None or low == high:
        low, high = low or high, None
    claims = {"min": low, "max": high, "unit": pay.unit_text, "super": pay.superannuation}
    return {name: value for name, value in claims.items() if value is not None}


def _label(row: Label) -> dict[str, object]:
    kept = {name: row[name] for name in FIELDS if row.get(name) is not None}
    for name in ("min", "max"):
        if name in kept:
            kept[name] = Decimal(str(kept[name]))
    if "unit" in kept:
        kept["unit"] = str(kept["unit"]).removeprefix(_PERIOD)
    return kept


def compare(rows: Iterable[Label], *, country: str) -> Score:
    """Read each string and compare it with its label.

    Parameters
    ----------
    rows
        Objects with ``text``, and ``min``, ``max``, ``unit``, ``super`` where labelled.
    country
        Where the jobs are (ISO 3166-1 alpha-2).

    Returns
    -------
    Score
        The counts.
    """
    score = Score()
    for row in rows:
        text = str(row["text"])
        label, claim = _label(row), as_labelled(read_pay_field(text, country=country).pay)
        score.strings += 1
        score.labelled.update(list(label))
        score.claimed.update(list(claim))
        score.right.update(name for name, value in claim.items() if name in label and label[name] == value)
        if claim != label:
            score.misses.append((text, label, claim))
    return score


def load(path: Path) -> list[Label]:
    """Read the lines of a gold file."""
    return [cast("Label", json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def report(score: Score) -> str:
    """Write the counts as a table, and the misses below it."""
    lines = [f"strings {score.strings}", "field      n  precision  recall"]
    for names in (*((name,) for name in FIELDS), FIELDS):
        count, name = sum(score.labelled[one] for one in names), names[0] if len(names) == 1 else "all"
        lines.append(f"{name:6} {count:5}  {score.precision(*names):9.3f}  {score.recall(*names):6.3f}")
    for text, label, claim in score.misses:
        plain = [json.dumps(one, default=str, sort_keys=True) for one in (label, claim)]
        lines.append(f"miss: {text!r}\n  labelled {plain[0]}\n  read     {plain[1]}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    shared = os.environ.get("OPENPOSTINGS_SHARED")
    parser.add_argument("--gold", type=Path, default=Path(shared, "real", _WHERE) if shared else None)
    parser.add_argument("--country", default="AU", help="where the jobs are, ISO 3166-1 alpha-2")
    options = parser.parse_args()
    if options.gold is None or not options.gold.is_file():
        parser.error("no gold file: name it with --gold, or its folder with OPENPOSTINGS_SHARED")
    sys.stdout.write(report(compare(load(options.gold), country=options.country)))


if __name__ == "__main__":
    main()
