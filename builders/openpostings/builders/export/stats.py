"""What a release's card says in figures, counted over the records that it holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import cast

from pydantic import BaseModel

from openpostings.builders.export.rights import sentence_fields
from openpostings.builders.shapes import shapes
from openpostings.schema.posting import Posting
from openpostings.schema.scalars import JsonObject


@dataclass
class Stats:
    """Counts over records.

    Parameters
    ----------
    include_text
        Whether sentences were kept in records whose source does not permit it.
    rows
        Records counted.
    stated
        For each field, by its path (``[]`` after a list): how many objects state it.
    withheld_texts
        For each field of sentences: in how many objects it was left out with its record's other sentences, so that
        nothing is known of whether it was stated.
    objects
        For each object, by its path: how many there are. The record itself is the empty path.
    sources
        Records by site and kind of source.
    licenses
        Records by licence of the text, and whether their sentences may be passed on.
    languages
        Records by primary language.
    first, last
        Earliest and latest date of posting.
    """

    include_text: bool
    rows: int = 0
    stated: Counter[str] = field(default_factory=Counter[str])
    withheld_texts: Counter[str] = field(default_factory=Counter[str])
    objects: Counter[str] = field(default_factory=Counter[str])
    sources: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    licenses: Counter[tuple[str, bool]] = field(default_factory=Counter[tuple[str, bool]])
    languages: Counter[str] = field(default_factory=Counter[str])
    first: str | None = None
    last: str | None = None

    def add(self, record: JsonObject) -> None:
        """Count one record, as JSON."""
        self.rows += 1
        source = cast("JsonObject", record["source"])
        rights = cast("JsonObject", source["rights"] or {"license": "unknown", "redistribute_text": None})
        self.sources[source["site"], source["kind"]] += 1
        free = rights["redistribute_text"] is True
        self.licenses[rights["license"], free] += 1
        self._count(Posting, record, "", withheld=not (free or self.include_text))
        if record["language"] is not None:
            self.languages[cast("str", record["language"]).split("-")[0]] += 1
        day = cast("str | None", record["date_posted"])
        if day is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)

    @property
    def withheld(self) -> int:
        """Records whose sentences may not be passed on."""
        return sum(count for (_, free), count in self.licenses.items() if not free)

    def _count(self, model: type[BaseModel], data: JsonObject, path: str, *, withheld: bool) -> None:
        self.objects[path] += 1
        sentences = sentence_fields(model) if withheld else ()
        for name, shape in shapes(model).items():
            value = data[name]
            here = f"{path}.{name}" if path else name
            if name in sentences:
                self.withheld_texts[here] += 1
            if value is None or value == []:
                continue
            self.stated[here] += 1
            if shape.model is not None:
                inner = f"{here}[]" if shape.is_list else here
                for item in cast("list[JsonObject]", value if shape.is_list else [value]):
                    self._count(shape.model, item, inner, withheld=withheld)
