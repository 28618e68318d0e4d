"""Tell how far two labellings of the same pages agree, each made by `docs/reading.md` without a look at the other.

    python tools/agreement.py tests/pages tests/heldout tests/gold --second tests/second

The first labels stand beside their pages, the second in a folder of their own under the same names. Agreement is the
F1 of one against the other, which is the same in both directions.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from openpostings.builders.score.gold import Labelled, load_gold, load_labels
from openpostings.builders.score.scoring import score


def main() -> None:
    """Print the agreement on every field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", nargs="+", type=Path, help="Folders of pages with their labels.")
    parser.add_argument("--second", required=True, type=Path, help="Folder of the other labels.")
    given = parser.parse_args()
    second = load_labels(given.second)
    both = [one for one in load_gold(given.first) if one.name.rpartition(".")[0] in second]

    def other(document: Labelled) -> list[dict[str, object]]:
        return [dict(record) for record in second[document.name.rpartition(".")[0]]]

    found = score(both, other)
    print(f"{len(both)} pages labelled twice")
    print(f"{'field':<22} {'values':>7} {'agreement':>10} {'lenient':>8}")
    for name, one in found.fields.items():
        if one.exact.f1 is not None:
            values = one.exact.right + one.exact.missed + one.exact.wrong
            print(f"{name:<22} {values:>7} {one.exact.f1:>10.3f} {one.lenient.f1 or 0:>8.3f}")
    total = found.overall()
    print(f"{'(all fields)':<22} {total.right + total.missed + total.wrong:>7} {total.f1 or 0:>10.3f}")


if __name__ == "__main__":
    main()
