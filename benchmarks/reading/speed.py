"""How many pages of 5 KB are read in a second on one core, and where the time goes."""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, Final

from openpostings.builders.normalise import held
from openpostings.builders.read import reader

ROOT: Final = Path(__file__).parents[2]
FOLDERS: Final = (ROOT / "tests" / "pages", ROOT / "tests" / "heldout")
LENGTH: Final = 5000
LEAST_OF_LANGUAGE: Final = 8  # of fewer, one would stand twice in a joined page

STAGES: Final = {
    "mend": "text mended",
    "split_lines": "lines",
    "named_employer": "employer by wording",
    "lay_out": "roles of lines",
    "read_header": "header facts",
    "find_sections": "sections",
    "refusal": "is it a posting",
    "read_language": "language",
    "write_record": "record and evidence",
    "_validated": "validation",
    "account": "ledger",
}


def sample(folders: Sequence[Path]) -> list[str]:
    """Join the postings of one language to pages of 5,000 characters; one begins with each posting."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for path in (path for folder in folders for path in sorted(folder.glob("*.txt"))):
        text = path.read_text(encoding="utf-8")
        posting = reader.read_text(text).posting
        if posting is not None and posting.language is not None:
            by_language[posting.language].append(text)
    made: list[str] = []
    for texts in by_language.values():
        if len(texts) < LEAST_OF_LANGUAGE:
            continue
        for first in range(len(texts)):
            joined = "\n\n".join([*texts[first:], *texts[:first]])[:LENGTH]
            if len(joined) == LENGTH and reader.read_text(joined).posting is not None:
                made.append(joined)
    return made


def forget() -> None:
    """Empty what the reader holds of texts that it has read; tables and patterns stay."""
    held.forget()
    for name, module in list(sys.modules.items()):
        if not name.startswith("openpostings."):
            continue
        for found in vars(module).values():
            info = getattr(found, "cache_info", None)
            if info is not None and info().maxsize is not None:
                found.cache_clear()


def timed(pages: Sequence[str]) -> float:
    """Read all pages once, and give the process time in seconds."""
    forget()
    start = time.process_time()
    for page in pages:
        reader.read_text(page)
    return time.process_time() - start


def by_stage(pages: Sequence[str]) -> dict[str, float]:
    """Give the process time of each stage, in seconds; a clock around each adds a little to it."""
    spent: dict[str, float] = defaultdict(float)

    def clocked(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def call(*args: object, **kwargs: object) -> object:
            start = time.process_time()
            try:
                return function(*args, **kwargs)
            finally:
                spent[name] += time.process_time() - start

        return call

    as_it_is = {name: vars(reader)[name] for name in (*STAGES, "FACTS")}
    facts = tuple(clocked(f"facts: {fact.__name__.removeprefix('read_')}", fact) for fact in reader.FACTS)
    with_clocks = {name: clocked(stage, as_it_is[name]) for name, stage in STAGES.items()} | {"FACTS": facts}
    try:
        for name, value in with_clocks.items():
            setattr(reader, name, value)
        spent["all"] = timed(pages)
    finally:
        for name, value in as_it_is.items():
            setattr(reader, name, value)
    return dict(spent)


def table(pages: Sequence[str]) -> Iterator[str]:
    """Give the lines of the table of stages, the longest first."""
    spent = by_stage(pages)
    whole = spent.pop("all")
    spent["the rest"] = max(0.0, whole - sum(spent.values()))
    yield f"{'stage':<24}{'ms a page':>12}{'share':>9}"
    for stage, part in sorted(spent.items(), key=lambda row: -row[1]):
        yield f"{stage:<24}{1000 * part / len(pages):>12.3f}{part / whole:>9.1%}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print pages a second, and the table of stages."""
    parser = argparse.ArgumentParser(
        description="Pages of 5 KB read in a second on one core. Postings of one language are joined in the order of "
        "their names and cut to 5,000 characters; those that then are no posting are left out. Each round begins "
        "without anything that the reader holds of earlier texts; the median of the rounds counts, in process time."
    )
    parser.add_argument("folders", nargs="*", type=Path, help="folders of .txt pages; those of the tests where none")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, of which the median counts (default: 5)")
    parser.add_argument("--most", type=int, default=None, help="read no more than so many pages")
    options = parser.parse_args(arguments)
    pages = sample(options.folders or FOLDERS)[: options.most]
    if not pages:
        parser.error("no posting of 5,000 characters can be made of these pages")
    seconds = statistics.median(timed(pages) for _ in range(max(1, options.rounds)))
    lines = [
        f"{len(pages)} pages of {LENGTH:,} characters: {len(pages) / seconds:.0f} pages a second",
        "",
        *table(pages),
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
