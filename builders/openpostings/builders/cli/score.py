"""``openpostings score``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from openpostings.builders.cli.output import write_text

if TYPE_CHECKING:
    from openpostings.builders.score.compare import Counts, FieldScore
    from openpostings.builders.score.scoring import Score

_WIDTH = 60


@click.command("score")
@click.option(
    "--gold",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Folder of documents with a label beside each, or JSON Lines of records. May be repeated.",
)
@click.option(
    "--pred",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="JSON Lines of records that were read. Without it our own reader reads the documents of the gold set.",
)
@click.option("--examples", type=click.IntRange(0, 100), default=3, show_default=True, help="Worst examples a field.")
@click.option("--json", "as_json", is_flag=True, help="Write the figures as JSON.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file.")
def command(*, gold: tuple[Path, ...], pred: Path | None, examples: int, as_json: bool, output: Path | None) -> None:
    """Score what was read against a gold set: precision, recall and F1 of every field, exactly and leniently.

    A record belongs to the document whose name (`document`), digest (`source.sha256`) or identifier (`id`) it has.

    \b
    Example:
      openpostings read tests/pages/*.txt -o postings.jsonl
      openpostings score --gold tests/pages --pred postings.jsonl
    """
    from openpostings.builders.score.gold import (  # noqa: PLC0415 - keeps start-up short
        Predictions,
        load_gold,
        load_records,
        read_gold,
    )
    from openpostings.builders.score.scoring import score  # noqa: PLC0415 - keeps start-up short

    predicted = Predictions(load_records(pred)).of if pred is not None else read_gold
    found = score(load_gold(gold), predicted)
    write_text(_json(found, examples) if as_json else _table(found, examples), output)


def _table(found: Score, examples: int) -> str:
    header = f"{'field':<22}{'n':>6}  {'precision':>9} {'recall':>7} {'F1':>7}   lenient F1"
    rows = [f"{found.documents} documents", "", header]
    rows.append(_row("(record made)", found.records, found.records))
    rows += [_row(name, one.exact, one.lenient) for name, one in found.fields.items() if one.exact.f1 is not None]
    rows.append(_row("(all fields)", found.overall(), None))
    for name, one in found.fields.items():
        rows += _examples(name, one, examples)
    return "\n".join(rows) + "\n"


def _row(name: str, exact: Counts, lenient: Counts | None) -> str:
    near = f"{_share(lenient.f1):>9}" if lenient is not None else ""
    figures = f"{_share(exact.precision):>9} {_share(exact.recall):>7} {_share(exact.f1):>7}"
    return f"{name:<22}{exact.right + exact.missed:>6}  {figures}    {near}".rstrip()


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.4f}"


def _examples(name: str, found: FieldScore, most: int) -> list[str]:
    rows = [""] if found.worst(most) else []
    for one in found.worst(most):
        missed, wrong = (", ".join(_shown(value) for value in values) or "-" for values in (one.missed, one.wrong))
        rows.append(f"{name}: {_safe(one.record)}: expected {missed}; got {wrong}")
    return rows


def _shown(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return _safe(written if len(written) <= _WIDTH else f"{written[:_WIDTH]}…")


def _safe(text: str) -> str:
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _json(found: Score, examples: int) -> str:
    content = {
        "documents": found.documents,
        "records": _figures(found.records),
        "all": _figures(found.overall()),
        "fields": {
            name: {
                "exact": _figures(one.exact),
                "lenient": _figures(one.lenient),
                "examples": [
                    {"record": each.record, "missed": each.missed, "wrong": each.wrong} for each in one.worst(examples)
                ],
            }
            for name, one in found.fields.items()
        },
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _figures(counts: Counts) -> dict[str, float | int | None]:
    return {
        "right": counts.right,
        "missed": counts.missed,
        "wrong": counts.wrong,
        "precision": counts.precision,
        "recall": counts.recall,
        "f1": counts.f1,
    }
