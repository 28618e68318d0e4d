"""Tables of every form: the same rows come out; what is broken costs itself, what is hostile is said."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import time
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from reading import mapped

from openpostings.builders.sources import table_file, table_rows
from openpostings.builders.sources.delimited import find_delimiter, looks_like_table
from openpostings.builders.sources.mapped import table_rows as rows_of
from openpostings.builders.sources.table_file import opened_table
from openpostings.builders.sources.table_rows import Row
from openpostings.schema.errors import OpenPostingsError

ANY = "mapping: 1\nsite: board\ncolumns: {any: title}\n"
ROWS = [
    {"title": "Mill Hand", "place": 'Ulm; "by" the river', "text": "two\nlines"},
    {"title": "Clerk", "place": "Bonn", "text": "x"},
]


def rows(data: bytes, extra: str = "") -> list[Row]:
    with opened_table("-", io.BytesIO(data)) as table:
        return list(rows_of(table, mapped(ANY + extra)))


def values(found: Iterable[Row]) -> list[dict[str, Any]]:
    return [row.values for row in found if not row.broken]


def as_csv(delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(ROWS[0]), delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(ROWS)
    return out.getvalue().encode(encoding)


def as_workbook(cells: list[list[object]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in cells or [list(ROWS[0]), *(list(row.values()) for row in ROWS)]:
        book.active.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_parquet(data: list[dict[str, Any]]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(data), out)
    return out.getvalue()


DAY = dt.datetime.fromisoformat("2026-03-05")
FORMS = {
    "comma": as_csv(),
    "semicolon": as_csv(";"),
    "tab": as_csv("\t", end="\n"),
    "bar": as_csv("|"),
    "byte order mark": as_csv(encoding="utf-8-sig"),
    "utf-16": as_csv(encoding="utf-16"),
    "gzip": gzip.compress(as_csv()),
    "json": json.dumps(ROWS, indent=1).encode(),
    "json lines": b"".join(json.dumps(row).encode() + b"\n\n" for row in ROWS),
    "yaml": yaml.safe_dump(ROWS, sort_keys=False).encode(),
    "workbook": as_workbook(),
    "parquet": as_parquet(ROWS),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=list(FORMS))
def test_the_same_rows_come_out_of_every_form(data: bytes) -> None:
    assert values(rows(data)) == ROWS


def test_windows_letters_are_read_and_said() -> None:
    data = "title,place\nMüller,Köln\n".encode("cp1252")
    with opened_table("-", io.BytesIO(data)) as table:
        assert values(rows_of(table, mapped(ANY))) == [{"title": "Müller", "place": "Köln"}]
        assert table.note == "not UTF-8 at byte 13, decoded as windows-1252"


def test_ragged_rows_are_told_with_their_line() -> None:
    found = rows(b'a,b,c\n1,2,3\n"x\ny",2\n1,2,3,4\n1,2,3,,\n\n4,5,6\n')
    assert [(row.where, row.broken) for row in found if row.broken] == [
        ("line 3", "expected 3 cells, got 2"),
        ("line 5", "expected 3 cells, got 4"),
    ]
    assert [row["a"] for row in values(found)] == ["1", "1", "4"]


def test_columns_have_names_of_their_own() -> None:
    found = rows(b",a,a,* \n1,2,3,4\n")
    assert values(found) == [{"column 1": "1", "a": "2", "a (3)": "3", "column 4": "4"}]


def test_records_of_json_are_found_by_a_pointer() -> None:
    data = json.dumps({"count": 1, "jobs": [{"a": 1, "b": {"c": [2]}}, 7]}).encode()
    found = rows(data, "records: /jobs/*\n")
    assert values(found) == [{"a": 1, "b": {"c": [2]}}]
    assert [row.where for row in found if row.broken] == ["/jobs/1"]
    with pytest.raises(OpenPostingsError, match="nothing stands at"):
        rows(data, "records: /list/*\n")


def test_a_broken_line_of_json_costs_itself() -> None:
    found = rows(b'{"a": 1}\n{"a": \n[1]\n{"a": NaN}\n{"a": 2}\n')
    assert [row.where for row in found if row.broken] == ["line 2", "line 3", "line 4"]
    assert values(found) == [{"a": 1}, {"a": 2}]


def test_cells_of_workbooks_are_plain_values_and_no_formula() -> None:
    line: list[object] = ["x", DAY, DAY.replace(hour=12, minute=30), 3.0, 2.5, True, "=1+1"]
    found = rows(as_workbook([["a", "b", "c", "d", "e", "f", "g"], line, [None, None], ["y"]]))
    assert values(found)[0] == {"a": "x", "b": "2026-03-05", "c": "2026-03-05T12:30:00", "d": 3, "e": 2.5, "f": True}
    assert values(found)[1] == {"a": "y"}


def test_a_sheet_is_chosen_by_name() -> None:
    with pytest.raises(OpenPostingsError, match="it has Sheet"):
        rows(as_workbook(), "sheet: Jobs\n")
    assert values(rows(as_workbook(), "sheet: Sheet\n")) == ROWS


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    return out.getvalue()


def other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("readme.txt", "x")
    return out.getvalue()


HOSTILE = {
    "nothing": (b"", "empty file"),
    "blanks": (b"\n \n", "empty file"),
    "binary": (b"\x00\x01\x02\xff" * 50, "binary data"),
    "many columns": (b",".join(b"c%d" % one for one in range(100_000)) + b"\n1\n", "at most 2000 columns"),
    "deep json": (b'[{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}]", "nested too deeply"),
    "broken json": (b'[{"a": 1},\n{"a" 2}]', "expected JSON"),
    "yaml alias": (b"- a: &x [1]\n- b: *x\n", "alias"),
    "broken gzip": (gzip.compress(as_csv())[:-9], "broken data"),
    "zip bomb": (bomb(), "too much"),
    "other zip": (other_zip(), "another ZIP"),
    "cut workbook": (as_workbook()[:-300], "workbook"),
    "cut parquet": (as_parquet(ROWS)[:-20], "Parquet"),
    "parquet in name": (b"PAR1" + b"\xff" * 400 + b"PAR1", "Parquet"),
    "wide parquet": (as_parquet([{f"c{one}": 1 for one in range(2_001)}]), "at most 2000 columns"),
}


@pytest.mark.parametrize(("data", "said"), HOSTILE.values(), ids=list(HOSTILE))
def test_what_is_no_table_is_said(data: bytes, said: str) -> None:
    began = time.process_time()
    with pytest.raises(OpenPostingsError, match=said):
        rows(data)
    assert time.process_time() - began < 10


def test_a_line_without_end_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_rows, "MAX_LINE", 1_000_000)
    monkeypatch.setattr(table_rows, "MAX_FIELD", 200_000)
    csv.field_size_limit(200_000)
    try:
        found = rows(b"a,b\n1,2\n" + b"x" * 5_000_000 + b"\n3,4\n")
        assert [row.where for row in found if row.broken] == ["line 3"]
        assert [row["a"] for row in values(found)] == ["1", "3"]
        found = rows(b'{"a": 1}\n{"a": "' + b"x" * 5_000_000 + b'"}\n{"a": 2}\n')
        assert [row.where for row in found if row.broken] == ["line 2"]
        assert values(found) == [{"a": 1}, {"a": 2}]
    finally:
        csv.field_size_limit(table_rows.MAX_FIELD)


def test_what_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "MAX_UNPACKED", 100_000)
    with pytest.raises(OpenPostingsError, match="unpacks to more"):
        rows(gzip.compress(b"a,b\n" + b"1,2\n" * 100_000))


def test_a_file_that_is_none_is_said(tmp_path: Path) -> None:
    for name in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(OpenPostingsError, match="expected a file"), opened_table(str(name), io.BytesIO()):
            pass


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
def test_cells_of_a_csv_come_out_as_they_went_in(lines: list[tuple[str, str, str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([("title", "place", "pay"), *lines])
    wanted = [line for line in lines if any(cell.strip() for cell in line)]
    assert [tuple(row.values()) for row in values(rows(out.getvalue().encode()))] == wanted


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_or_an_error(data: bytes) -> None:
    with suppress(OpenPostingsError):
        assert all(row.where for row in rows(data))


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        ("title,company,location\nClerk,Old Mill,Ulm\n", True),
        ("Job Title\tCompany Name\tSalary\nClerk\tOld Mill\t1\n", True),
        ('id;"title";"company"\n1;"x";"y"\n', True),
        ("Data Intern, Old Mill, Ulm\nWe look for a clerk.\n", False),
        ("| Company | Role | Location |\n|---|---|---|\n| a | b | c |\n", False),
        ("Title, company and location are below.\nOld Mill\n", False),
        ("", False),
    ],
)
def test_a_table_is_told_from_a_text(text: str, *, is_table: bool) -> None:
    assert looks_like_table(text) is is_table


def test_what_divides_most_rows_alike_divides_the_table() -> None:
    assert find_delimiter("a;b;c\n1,5;2;3\n1,6;2;3\n") == (";", 3)
    assert find_delimiter("one\ntwo\n") == (",", 1)
