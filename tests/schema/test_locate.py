"""The text of a document as data with positions: YAML 1.2, JSON, and whatever bytes may come."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from openpostings.schema.check import check_text
from openpostings.schema.json_source import scan
from openpostings.schema.locate import locate
from openpostings.schema.located import MAX_BYTES, MAX_DEPTH, Lines, decode
from openpostings.schema.result import Issue
from openpostings.schema.rules import Path
from openpostings.schema.yaml_source import resolve

CORE = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "nULL": "nULL",
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "tRUE": "tRUE",
    "NO": "NO",
    "no": "no",
    "on": "on",
    "yes": "yes",
    "y": "y",
    "Off": "Off",
    "0": 0,
    "-7": -7,
    "+12": 12,
    "01234": 1234,
    "0o14": 12,
    "0x1F": 31,
    "0x1f": 31,
    "-0x1f": "-0x1f",
    "0b1": "0b1",
    "1_000": "1_000",
    "12:30": "12:30",
    "12:30:45": "12:30:45",
    "1,000": "1,000",
    "1.5": 1.5,
    "-.5": -0.5,
    "1.": 1.0,
    "1e3": 1000.0,
    "1E+2": 100.0,
    "+1.5e-1": 0.15,
    ".": ".",
    "1e": "1e",
    "e3": "e3",
    "2026-03-03": "2026-03-03",
    "2026-03-03T10:00:00Z": "2026-03-03T10:00:00Z",
    "=": "=",
    "-": "-",
    "1.2.3": "1.2.3",
    ".inf": math.inf,
    "-.INF": math.inf,
    ".NaN": math.inf,
    ".iNF": ".iNF",
    "inf": "inf",
    "NaN": "NaN",
    "1e999": math.inf,
    "9" * 301: math.inf,
    "0x" + "f" * 301: math.inf,
    "٣": "٣",
}


@pytest.mark.parametrize("text", CORE)
def test_plain_scalars_resolve_by_the_core_schema_of_yaml_1_2(text: str) -> None:
    value = resolve(text)
    assert (type(value), value) == (type(CORE[text]), CORE[text])


def test_what_is_quoted_or_in_a_block_is_text() -> None:
    located = locate("- '12'\n- \"null\"\n- |\n  true\n- >-\n  1.5\n- 12\n", kind="yaml")
    assert located.data == ["12", "null", "true\n", "1.5", 12]


def test_positions_of_yaml_values_and_keys() -> None:
    located = locate("a: 1\nb:\n  - x\n  -   {c: é, d: [5]}\nempty:\n", kind="yaml")
    at = located.position
    assert located.data == {"a": 1, "b": ["x", {"c": "é", "d": [5]}], "empty": None}
    assert [at(()), at(("a",)), at(("b",)), at(("b", 0))] == [(1, 1), (1, 4), (3, 3), (3, 5)]
    assert [at(("b", 1)), at(("b", 1, "d", 0)), at(("b", 1, "d"), "key")] == [(4, 7), (4, 18), (4, 14)]
    assert at(("b", 1, "missing", "deeper")) == (4, 7)


@pytest.mark.parametrize(
    ("text", "issues", "data"),
    [
        ("a: &x 1\nb: *x\n", [("anchor", 1, 4), ("alias", 2, 4)], {"a": 1, "b": None}),
        ("*x : 1\na: 2\n", [("alias", 1, 1)], {"a": 2}),
        ("&k a: 2\n", [("anchor", 1, 1)], {"a": 2}),
        ("a: ! 5\n", [("tag", 1, 4)], {"a": "5"}),
        ("a: !!python/object/apply:os.system [x]\n", [("tag", 1, 4)], {"a": ["x"]}),
        ("? [1, {b: 2}]\n: {c: 3}\nd: 4\n", [("key-not-text", 1, 3)], {"d": 4}),
        ("'<<': 1\n", [], {"<<": 1}),
        ("null: 1\n'null': 2\ntrue: 3\n", [("key-not-text", 1, 1), ("key-not-text", 3, 1)], {"null": 2}),
        ("1.5: 4\n", [("key-not-text", 1, 1)], {}),
        ("a: 1\na: {b: [2]}\nc: 3\n", [("duplicate-key", 2, 1)], {"a": 1, "c": 3}),
        ("- {a: 1}\n- {a: 1}\n", [], [{"a": 1}, {"a": 1}]),
        ("%YAML 1.2\n---\na: 1\n...\n", [], {"a": 1}),
        ("---\n---\n", [("several-documents", 2, 1)], None),
        ("a: NO\non: 12:30\n", [], {"a": "NO", "on": "12:30"}),
    ],
)
def test_what_makes_yaml_surprising_is_refused(text: str, issues: list[tuple[str, int, int]], data: object) -> None:
    located = locate(text, kind="yaml")
    assert [(issue.name, *(issue.position or ())) for issue in located.issues] == issues
    assert located.data == data


@pytest.mark.parametrize(
    ("text", "issues"),
    [
        ('{"a": 1,\n "a": 2}', [("duplicate-key", 2, 2)]),
        ('{"a": [NaN,\n 1e999]}', [("number-not-finite", 1, 8), ("number-not-finite", 2, 2)]),
        ("-Infinity", [("number-not-finite", 1, 1)]),
        (f"[{'9' * 301}, {'9' * 300}]", [("number-not-finite", 1, 2)]),
        ('{"a": "\\ud800x", "b": "\\ud83d\\ude00", "c": "\\\\ud800"}', [("not-unicode", 1, 7)]),
        ('{"a": 1} x', [("syntax-error", 1, 10)]),
        ('{"a": 1,}', [("syntax-error", 1, 9)]),
        ("{'a': 1}", [("syntax-error", 1, 2)]),
        ('["a\tb"]', [("syntax-error", 1, 4)]),
        ("  \n", [("empty-document", 1, 1)]),
        ("[" * 100_000, [("too-deep", 1, MAX_DEPTH + 1)]),
        ('{"a":' * 100_000, [("too-deep", 1, 5 * MAX_DEPTH + 1)]),
    ],
)
def test_what_is_no_json_is_refused(text: str, issues: list[tuple[str, int, int]]) -> None:
    found = locate(text, kind="json").issues
    assert [(issue.name, *(issue.position or ())) for issue in found] == issues


def test_values_behind_deep_ones_keep_their_positions() -> None:
    text = '{"a": ' + "[" * 80 + "]" * 80 + ', "titel": 1}'
    located = locate(text, kind="json")
    assert located.position(("titel",), "key") == (1, text.index('"titel"') + 1)


def test_bytes_are_decoded_as_utf_8_alone() -> None:
    assert decode(b"\xef\xbb\xbfa: 1") == "a: 1"
    for raw, position in ((b"ab\n\xe9", (2, 1)), (b"\xef\xbb\xbfa\xff", (1, 2)), ("a".encode("utf-16"), (1, 1))):
        issue = decode(raw)
        assert isinstance(issue, Issue)
        assert (issue.name, issue.position) == ("not-utf-8", position)
    large = decode(b"a" * (MAX_BYTES + 1))
    assert isinstance(large, Issue)
    assert large.name == "too-large"


def test_lines() -> None:
    assert [Lines("ab\n\nc").position(offset) for offset in range(6)] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 1),
        (3, 1),
        (3, 2),
    ]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PLAIN = st.sampled_from(["NO", "on", "12:30", "01", "null", "~", "", "1.5", "0x1f", "true", "2026-03-03", ".inf", "<<"])
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXT,
    PLAIN,
)
TREES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXT | PLAIN, inner, max_size=5), max_leaves=25
)


class _Quoting(yaml.SafeDumper):
    """Puts all text in quotes, as a writer that knows YAML 1.1 alone cannot know what is text for YAML 1.2."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


_Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


@given(TREES)
@settings(max_examples=300, deadline=None)
def test_yaml_gives_back_what_was_dumped(data: object) -> None:
    located = locate(yaml.dump(data, Dumper=_Quoting), kind="yaml")
    assert located.issues == ()
    assert located.data == data


@given(TREES, st.sampled_from([None, 1, "\t"]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_yaml_reads_json_as_json_does(data: object, indent: int | str | None, ascii_only: bool) -> None:  # noqa: FBT001
    text = json.dumps(data, ensure_ascii=ascii_only, indent=1 if indent == "\t" else indent)
    assert locate(text, kind="json").data == data
    # YAML 1.1, which the parser speaks, knows no surrogate pairs and fewer characters than JSON.
    if text.isascii() and "\\ud" not in text and "\x7f" not in text:
        assert locate(text, kind="yaml").data == data


def brute(text: str, at: int, path: Path) -> Iterator[tuple[Path, int]]:
    """Find where each value begins by trying: the shortest stretch that is JSON and may not go on."""
    decoder = json.JSONDecoder()
    yield path, at
    value, end = decoder.raw_decode(text, at)
    if not isinstance(value, dict | list):
        return
    here = at + 1
    for index, key in enumerate(value):
        while text[here] in " \t\r\n,":
            here += 1
        part: str | int = index
        if isinstance(value, dict):
            part = key
            _, here = decoder.raw_decode(text, here)
            while text[here] in " \t\r\n:":
                here += 1
        yield from brute(text, here, (*path, part))
        _, here = decoder.raw_decode(text, here)
    assert here < end


@given(TREES, st.sampled_from([None, 1, 4]), st.booleans())
@settings(max_examples=300, deadline=None)
def test_positions_in_json_are_those_of_brute_force(data: object, indent: int | None, ascii_only: bool) -> None:  # noqa: FBT001
    text = " \n" + json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    lines = Lines(text)
    expected = {path: lines.position(at) for path, at in brute(text, 2, ())}
    found = scan(text)
    assert found.values == expected
    assert found.issues == []
    assert set(found.keys) == {path for path in expected if path and isinstance(path[-1], str)}


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(max_examples=500, deadline=None)
def test_no_bytes_make_the_check_fail(raw: bytes) -> None:
    text = decode(raw)
    if isinstance(text, str):
        for kind in ("yaml", "json"):
            assert check_text(text, file="f", kind="yaml" if kind == "yaml" else "json").findings


NOISE = st.lists(
    st.sampled_from(
        [
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "- ",
            "\n",
            "  ",
            "? ",
            "&a ",
            "*a",
            "!t ",
            "<<",
            '"',
            "'",
            "|",
            ">",
            "#",
            "%",
            "---",
            "...",
            "a",
            "title",
            "1e999",
            "NaN",
            "\\",
            "\\ud800",
            "\t",
            "\ufeff",
            "\x00",
            "\x85",
            "é",
            "~",
            "@",
            "`",
        ]
    ),
    max_size=40,
).map("".join)


@given(NOISE)
@settings(max_examples=500, deadline=None)
def test_no_text_makes_the_check_fail(text: str) -> None:
    for kind in ("yaml", "json"):
        result = check_text(text, file="f", kind="yaml" if kind == "yaml" else "json")
        assert result.findings
        assert all(1 <= found.line <= text.count("\n") + text.count("\r") + 1 for found in result.findings)


HOSTILE = {
    "open lists": "[" * 1_000_000,
    "open objects": "{" * 1_000_000,
    "open keys": '{"a":' * 500_000,
    "block lists": "- " * 1_000_000,
    "complex keys": "? " * 1_000_000,
    "anchors": "&a " * 500_000,
    "tags": "!a " * 500_000,
    "aliases": "[" + "*a, " * 200_000 + "]",
    "laughs": "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [{'*a, ' * 9}]\n" for i in range(1000)),
    "one line": "a: " + "x" * 4_900_000,
    "quotes": '"' * 1_000_000,
    "colons": ":" * 1_000_000,
    "many keys": "".join(f"k{i}: 1\n" for i in range(100_000)),
    "many items": "terms: [" + "{}, " * 100_000 + "]",
    "nulls": "\x00" * 1_000_000,
    "comments": "#\n" * 1_000_000,
    "long key": "x" * 1_000_000 + ": 1",
    "digits": "a: " + "9" * 1_000_000,
    "escapes": '["' + "\\\\" * 1_000_000 + '"]',
    "surrogates": '["' + "\\ud800" * 500_000 + '"]',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents_are_refused_in_bounded_time(name: str) -> None:
    for kind in ("yaml", "json"):
        begin = time.process_time()
        result = check_text(HOSTILE[name], file="f", kind="yaml" if kind == "yaml" else "json")
        assert result.findings
        assert time.process_time() - begin < 20, kind
