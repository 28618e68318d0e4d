"""``openpostings sources`` prints what the sources say of themselves, and the document in docs/ is in step."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from openpostings.builders.cli.sources import command
from openpostings.builders.sources.describe import describe, describe_document
from openpostings.builders.sources.registry import sources
from openpostings.schema.errors import OpenPostingsError

DOCUMENT = Path(__file__).parents[2] / "docs" / "sources.md"


def run(*arguments: str) -> str:
    done = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_the_list_names_each_source_and_what_it_accepts() -> None:
    lines = run().splitlines()
    assert [line.split()[0] for line in lines] == [source.name for source in sources()]
    assert all(source.accepts in line for source, line in zip(sources(), lines, strict=True))


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_one_source_is_told_with_each_row_and_each_loss(source: object) -> None:
    (one,) = [known for known in sources() if known is source]
    text = run(one.name)
    assert text == describe(one)
    assert all(f"| `{row.pointer}` |" in text for row in one.crosswalk)
    assert all(f"| `{pointer}` | {reason}" in text for pointer, reason in one.loses)


def test_a_row_says_where_its_value_goes() -> None:
    text = run("lever")
    assert "| `/text` | `/title` |" in text
    assert "| `/createdAt` | `/date_posted`, `/posted_at` |" in text
    assert "| `/lists/*/content` | the text of the posting, under `/lists/*/text` |" in text
    assert "| `/additionalPlain` | the text of the posting, where `/additional` is empty |" in text


def test_a_name_that_no_source_has_is_told_with_those_there_are() -> None:
    with pytest.raises(OpenPostingsError, match="no source is called 'monster'") as caught:
        CliRunner().invoke(command, ["monster"], catch_exceptions=False)
    assert "greenhouse" in str(caught.value.hint)


def test_the_document_is_in_step() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == describe_document(sources()) == run("--markdown"), (
        "mend it with: openpostings sources --markdown > docs/sources.md"
    )
