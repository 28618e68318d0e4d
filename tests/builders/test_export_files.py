"""The files of a release one by one: card, features, citation, manifest, rejects, Parquet."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml

from openpostings.builders.arrow import arrow_schema, from_arrow
from openpostings.builders.export.card import CardFacts, card, front_matter, size_category
from openpostings.builders.export.citation import citation
from openpostings.builders.export.features import features
from openpostings.builders.export.manifest import write_manifest
from openpostings.builders.export.parquet import Shard, write_parquet
from openpostings.builders.export.rejects import Reject, rejects_lines
from openpostings.builders.export.stats import Stats
from openpostings.dataset.release import canonical_json, content_digest, verify
from openpostings.schema.posting import Posting
from openpostings.schema.result import Finding
from posting_samples import free, rich, small


def lines(count: int) -> list[bytes]:
    whole = (Posting.model_validate(small(f"{index:05d}")) for index in range(count))
    return [canonical_json(posting.model_dump(mode="json")) for posting in whole]


def facts(*records: dict[str, Any], include_text: bool = False) -> CardFacts:
    stats = Stats(include_text)
    for record in records:
        stats.add(Posting.model_validate(record).model_dump(mode="json"))
    return CardFacts("1.0-0123456789ab", "sha256:" + "0" * 64, 3, include_text, 4096, stats)


def test_features_are_those_of_datasets() -> None:
    datasets = pytest.importorskip("datasets")
    ours = features(arrow_schema())
    theirs = datasets.Features.from_arrow_schema(arrow_schema())
    assert ours == theirs._to_yaml_list()  # noqa: SLF001 - the form of the card is not public
    assert datasets.Features._from_yaml_list(yaml.safe_load(yaml.safe_dump(ours))) == theirs  # noqa: SLF001 - the same


def test_front_matter() -> None:
    text = card(facts(rich(), free(), small("1")))
    head = yaml.safe_load(text.split("---\n")[1])
    assert head == front_matter(facts(rich(), free(), small("1")))
    assert head["license"] == "cc-by-4.0"
    assert head["language"] == ["en"]
    assert head["size_categories"] == ["n<1K"]
    assert head["configs"][0]["data_files"] == [{"split": "train", "path": "data/postings-*.parquet"}]
    assert head["dataset_info"]["splits"] == [{"name": "train", "num_bytes": 4096, "num_examples": 3}]


def test_a_language_that_yaml_reads_as_no_stays_a_word() -> None:
    head = yaml.safe_load(card(facts(rich(language="no"))).split("---\n")[1])
    assert head["language"] == ["no"]


def test_the_card_counts_what_is_stated() -> None:
    text = card(facts(rich(), small("1")))
    assert "| `title` | string | 2 of 2 (100%) |" in text
    assert "| `date_posted` | date32 | 1 of 2 (50%) |" in text
    assert "| `job_location[].latitude` | float64 | 1 of 2 (50%) |" in text
    assert "| `responsibilities[].text` | string | 2 withheld |" in text
    assert "posted 2026-03-03 to 2026-03-03" in text
    for name in arrow_schema().names:
        assert f"| `{name}` |" in text


def test_the_card_says_which_export_was_done() -> None:
    only_facts = card(facts(rich(), free()))
    assert "facts only" in only_facts
    assert "left out of 1 records" in " ".join(only_facts.split())
    with_text = card(facts(rich(), free(), include_text=True))
    assert "includes the text" in with_text
    assert "license: other" in with_text
    assert "withheld" not in with_text


def test_tables_are_whole() -> None:
    rows = [line for line in card(facts(rich())).splitlines() if line.startswith("|")]
    widths = {line.replace(r"\|", "").count("|") for line in rows}
    assert widths == {4, 5}
    assert "<site>" in "".join(rows)


@pytest.mark.parametrize(
    ("rows", "word"),
    [(0, "n<1K"), (999, "n<1K"), (1000, "1K<n<10K"), (10**6, "1M<n<10M"), (10**9, "1B<n<10B"), (10**11, "10B<n<100B")],
)
def test_size_category(rows: int, word: str) -> None:
    assert size_category(rows) == word


@pytest.mark.parametrize("facts_only", [True, False])
def test_citation_is_valid(tmp_path: Path, *, facts_only: bool) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(citation(release="1.0-0123456789ab", digest="sha256:" + "0" * 64, facts_only=facts_only))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ("license" in yaml.safe_load(path.read_text())) is facts_only


def test_shards_and_groups_are_cut_by_count(tmp_path: Path) -> None:
    given = lines(25)
    shards = write_parquet(given, tmp_path, shard=10, row_group=4)
    assert [(shard.path, shard.rows) for shard in shards] == [
        ("data/postings-00000-of-00003.parquet", 10),
        ("data/postings-00001-of-00003.parquet", 10),
        ("data/postings-00002-of-00003.parquet", 5),
    ]
    assert all(shard.arrow_bytes > 1000 for shard in shards)
    meta = pq.read_metadata(tmp_path / shards[0].path)
    assert [meta.row_group(i).num_rows for i in range(meta.num_row_groups)] == [4, 4, 2]
    assert meta.row_group(0).column(0).compression == "ZSTD"
    back = [row for shard in shards for row in from_arrow(pq.read_table(tmp_path / shard.path))]
    assert [canonical_json(row) for row in back] == given
    assert pq.read_schema(tmp_path / shards[0].path).field("title").metadata[b"description"]
    assert pq.read_schema(tmp_path / shards[0].path).metadata[b"schema_version"] == b"1.0"


def test_no_rows_make_one_shard(tmp_path: Path) -> None:
    shards = write_parquet([], tmp_path)
    assert shards == [Shard("data/postings-00000-of-00001.parquet", 0, 0)]
    assert pq.read_table(tmp_path / shards[0].path).schema.equals(arrow_schema())


def test_the_content_digest_is_not_of_the_parquet(tmp_path: Path) -> None:
    given = lines(9)
    digests, names = set(), set()
    for index, group in enumerate((2, 9)):
        root = tmp_path / str(index)
        root.mkdir()
        shards = write_parquet(given, root, shard=group, row_group=group)
        manifest = write_manifest(
            root, shards=shards, rejects=0, content_digest=content_digest(given), include_text=False
        )
        rows = [row for entry in manifest.data_files() for row in from_arrow(pq.read_table(root / entry.path))]
        digests.add(content_digest(canonical_json(row) for row in rows))
        names.add(manifest.release)
        assert verify(root) == manifest
    assert digests == {content_digest(given)}
    assert len(names) == 1


def found(*, column: int = 2, path: str = "/title", message: str = "m", got: str = "") -> Finding:
    return Finding("x", 1, column, "S105", "wrong-format", path, message, got=got)


def test_rejects_are_sorted_lines() -> None:
    given = [Reject("b", 1, (found(),)), Reject("a", 10, (found(),)), Reject("a", 9, (found(), found(column=7)))]
    rows = [json.loads(line) for line in rejects_lines(given, include_text=False).splitlines()]
    assert [(row["file"], row["line"], len(row["findings"])) for row in rows] == [
        ("a", 9, 2),
        ("a", 10, 1),
        ("b", 1, 1),
    ]
    assert rejects_lines(given[::-1], include_text=False) == rejects_lines(given, include_text=False)
    assert rows[0]["findings"][0]["rule"] == "wrong-format"


def test_rejects_show_no_key_that_is_a_sentence() -> None:
    path = "/application/We build friendly robots/0"
    row = json.loads(rejects_lines([Reject("a", 1, (found(path=path, message=f"{path}: m"),))], include_text=False))
    assert row["findings"][0]["path"] == "/application/(a key, not shown)/0"
    assert "friendly" not in str(row)


def test_rejects_show_no_sentence() -> None:
    given = [Reject("a", 1, (found(got='"We build friendly robots"', message="mail jane@acme.example"),))]
    only_facts = rejects_lines(given, include_text=False)
    assert b"friendly" not in only_facts
    assert b"friendly" in rejects_lines(given, include_text=True)
    assert b"jane@" not in only_facts + rejects_lines(given, include_text=True)
    short = rejects_lines([Reject("a", 1, (found(got='"Permanent"'),))], include_text=False)
    assert b"Permanent" in short
