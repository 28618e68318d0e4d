"""``README.md``: the dataset card, with the front matter that the Hugging Face Hub and ``datasets`` read.

Every figure is counted over the records of the release, and no text of a record stands in the card: what it names of
the data are sites, kinds, licences and languages, which are short words of a fixed form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from string import Template
from typing import Final

import pyarrow as pa
from pydantic import BaseModel

from openpostings.builders.arrow import arrow_schema
from openpostings.builders.export.citation import AUTHORS, LICENSE, TITLE, dump_yaml
from openpostings.builders.export.features import features, type_name
from openpostings.builders.export.rights import SENTENCES
from openpostings.builders.export.stats import Stats
from openpostings.builders.shapes import shapes
from openpostings.dataset.release import CONFIG, SPLIT
from openpostings.schema.posting import SCHEMA_VERSION, Posting

_SIZES: Final = (
    (1_000, "n<1K"),
    (10_000, "1K<n<10K"),
    (100_000, "10K<n<100K"),
    (1_000_000, "100K<n<1M"),
    (10_000_000, "1M<n<10M"),
    (100_000_000, "10M<n<100M"),
    (1_000_000_000, "100M<n<1B"),
    (10_000_000_000, "1B<n<10B"),
)
_ESCAPES: Final = str.maketrans({"<": "&lt;", ">": "&gt;", "*": r"\*", "_": r"\_", "[": r"\[", "]": r"\]"})


@dataclass(frozen=True)
class CardFacts:
    """What a card says of a release."""

    release: str
    content_digest: str
    rejects: int
    include_text: bool
    arrow_bytes: int
    stats: Stats


def card(facts: CardFacts) -> str:
    """Write the card of a release."""
    stats = facts.stats
    text = files("openpostings.builders.export").joinpath("card.md").read_text(encoding="utf-8")
    body = Template(text).substitute(
        title=TITLE,
        release=facts.release,
        rows=f"{stats.rows:,}",
        span=f", posted {stats.first} to {stats.last}" if stats.first else "",
        withheld_law=_withheld_law(facts),
        version=version("openpostings"),
        schema_version=SCHEMA_VERSION,
        rejects=f"{facts.rejects:,}",
        digest=facts.content_digest,
        sources=_table(
            ("site", "kind of source", "postings"),
            ((site, kind, f"{count:,}") for (site, kind), count in sorted(stats.sources.items())),
        ),
        rights=_rights(facts),
        licenses=_table(
            ("licence of the source's text", "sentences may be passed on", "postings"),
            (
                (name, "yes" if free else "not known to be", f"{count:,}")
                for (name, free), count in sorted(stats.licenses.items())
            ),
        ),
        fields=_table(("field", "type", "stated", "meaning"), _field_rows(stats)),
        citation=_citation(facts),
    )
    return f"---\n{dump_yaml(front_matter(facts))}---\n\n{body}"


def front_matter(facts: CardFacts) -> dict[str, object]:
    """Give the card's metadata, in the words of the Hub."""
    stats = facts.stats
    split = {"name": SPLIT, "num_bytes": facts.arrow_bytes, "num_examples": stats.rows}
    data: dict[str, object] = {"pretty_name": "openpostings"}
    if facts.include_text and stats.withheld:
        data |= {"license": "other", "license_name": "facts-cc-by-4.0-texts-by-source", "license_link": "README.md"}
    else:
        data["license"] = LICENSE.lower()
    if stats.languages:
        data["language"] = sorted(stats.languages)
    return data | {
        "size_categories": [size_category(stats.rows)],
        "tags": ["job-postings", "internships", "schema-org", "provenance"],
        "configs": [
            {
                "config_name": CONFIG,
                "default": True,
                "data_files": [{"split": SPLIT, "path": f"data/{CONFIG}-*.parquet"}],
            }
        ],
        "dataset_info": {"config_name": CONFIG, "features": features(arrow_schema()), "splits": [split]},
    }


def size_category(rows: int) -> str:
    """Give the Hub's word for a number of rows."""
    return next((word for bound, word in _SIZES if rows < bound), "10B<n<100B")


def _rights(facts: CardFacts) -> str:
    stats = facts.stats
    free = stats.rows - stats.withheld
    facts_line = f"The facts are licensed {LICENSE}. Sentences may not be free, so it matters which were exported."
    if facts.include_text:
        return (
            f"{facts_line} **This export includes the text** (`--include-text`): quotes, the texts of items, headings "
            f"and descriptions stand in all {stats.rows:,} records, and {stats.withheld:,} of them come from sources "
            "that are not known to permit that their text is passed on. It is for local work: do not publish it."
        )
    return (
        f"{facts_line} **This export is facts only**: quotes, the texts of items, headings and descriptions are left "
        f"out of {stats.withheld:,} records, whose sources are not known to permit that their text is passed on, and "
        f"stand in the {free:,} whose sources do. Counts, kinds, spans and derived facts stand in all."
    )


def _withheld_law(facts: CardFacts) -> str:
    if facts.include_text or not facts.stats.withheld:
        return ""
    names = sorted({f"`{name}`" for fields in SENTENCES.values() for name in fields})
    return (
        f"\nOne exception: in {facts.stats.withheld:,} records the source's own sentences ({', '.join(names)}) are "
        "withheld, see *Rights*. Null there says nothing of what is stated."
    )


def _citation(facts: CardFacts) -> str:
    year = f" ({facts.stats.last[:4]})" if facts.stats.last else ""
    return f"{AUTHORS}{year}: {TITLE}. Release {facts.release}. See `CITATION.cff`."


def _field_rows(stats: Stats) -> Iterator[tuple[str, ...]]:
    schema = arrow_schema()
    yield from _rows_of(Posting, [schema.field(name) for name in schema.names], "", stats)


def _rows_of(model: type[BaseModel], columns: Sequence[pa.Field], path: str, stats: Stats) -> Iterator[tuple[str, ...]]:
    for column in columns:
        shape = shapes(model)[column.name]
        here = f"{path}.{column.name}" if path else column.name
        withheld = stats.withheld_texts[here]
        share = _share(stats.stated[here], stats.objects[path] - withheld)
        if withheld:
            share = f"{withheld:,} withheld" if withheld == stats.objects[path] else f"{share}; {withheld:,} withheld"
        yield f"`{here}`", type_name(column.type), share, shape.description
        if shape.model is not None:
            inner = f"{here}[]" if shape.is_list else here
            nested = arrow_schema(shape.model)
            yield from _rows_of(shape.model, [nested.field(name) for name in nested.names], inner, stats)


def _share(stated: int, objects: int) -> str:
    return f"{stated:,} of {objects:,}" + (f" ({stated / objects:.0%})" if objects else "")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    """Escape a table's cell. Between backticks Markdown takes all but the bar as it is."""
    parts = " ".join(text.split()).replace("|", r"\|").split("`")
    if len(parts) % 2 == 0:
        parts = ["\\`".join(parts)]
    return "`".join(part if index % 2 else part.translate(_ESCAPES) for index, part in enumerate(parts))
