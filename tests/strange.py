"""Values at the edges where validators are known to differ, for ``strategies.mutations``."""

from __future__ import annotations

from typing import Any

HUGE = 271_828.5
"""Stands for ``1e400``, which no float of Python can be: ``strategies.text_of`` writes it so."""

NUMBERS: tuple[Any, ...] = (
    None, True, False, 0, -0.0, -1, 1, 1.0, 12.0, 12.5, 2**31 - 1, 2**31, 2**31 - 1.0, 2**53 + 1, 2**63, 2**64,
    -(2**63) - 1, 10**40, 1e22, 1e-7, 5e-324, 1e308, 45.00001, 45.1234, 0.1 + 0.2, 99_999_999_999, 99_999_999_999.0001,
    90, 90.0000001, 168, 168.1, HUGE, -HUGE, 1899, 1900, 2100, 2101, 2026.0, 1778457600, 1778457600.0,
)  # fmt: skip

STRINGS: tuple[Any, ...] = (
    "", " ", "\n", "\t", "\u00a0", "\u3000", "\u2028", "\u200b", "\ufeff", "\u0000", "\u001f", "\u007f", "\u0085",
    "\u009f", "a\n", "a\r\n", " a", "a ", "a  b", "a\tb", "a\u0000b", "a\u2028b", "a\u00a0b", "x" * 500, "x" * 501,
    "\U0001f600" * 250, "\U0001f600" * 500, "e\u0301" * 250, "0", "12", "12.0", "\u0663", "\uff12\uff10\uff12\uff16",
    "true", "null", "1.0", "1.0\n", "1", "unknown", "n/a", "-1", "intern", "Intern", "INTERN", "INTERN\n", "Summer",
    "summer", "SUMMER", "hour", "HOUR", "Complete", "complete", "fragment", "us", "US", "USA", "US\n", "\uff35\uff33",
    "usd", "USD", "en", "EN", "en-US", "en-us", "zh-Hant-TW", "http://a", "https://a\n", "ftp://a", "HTTP://a",
    "http://", "http://\u00e9", "http://a b", "javascript:alert(1)", "a:b", "a:.b", "a:b/c", "a:../b", "A:b", ":b",
    "a:", "a:b\n", "a" * 64 + ":" + "b" * 128, "a" * 65, "0f" * 32, "0F" * 32, "0f" * 32 + "\n", "/", "//", "/~", "/~2",
    "/~0", "/title", "title", "/job_location/00", "/job_location/-1", "/job_location/\u0660", "/provenance",
    "/experience_requirements/0/in", "/experience_requirements/0/in_", "/provenance/0", "/provenance/0/path",
)  # fmt: skip

TIMES: tuple[Any, ...] = (
    "2026-02-30", "2026-02-28", "2024-02-29", "2023-02-29", "1900-02-29", "2000-02-29", "2100-02-29", "1899-12-31",
    "2101-01-01", "0000-00-00", "2026-13-01", "2026-1-1", "20260101", "2026-W01-1", "2026-05-11\n",
    "2026-05-11T00:00:00Z", "1746921600", "2026-05-11T24:00:00Z", "2026-05-11T23:59:60Z", "2026-05-11T00:00:00+00:00",
    "2026-05-11T00:00:00z", "2026-05-11 00:00:00Z", "2026-05-11t00:00:00Z", "2026-05-11T00:00Z",
    "2026-05-11T00:00:00.1234567Z", "2026-05-11T00:00:00.123456Z", "2026-05-11T00:00:00,5Z", "2026-05-11T00:00:00.Z",
    "2026-05-11T00:00:00", "20\u0662\u0666-05-11", "2026-05-1\u0661",
)  # fmt: skip

SHAPES: tuple[Any, ...] = (
    [], {}, [None], [[]], [{}], ["x"], ["x", "x"], [1], ["x", 1], ["INTERN", "INTERN"], ["2026-05-11", "2026-05-10"],
    {"": None}, {"name": "x"}, {"name": "x", "extra": None}, {"raw": "x"}, {"raw": None}, {"documents": []},
    {"latitude": 1}, {"latitude": 1, "longitude": 1}, {"season": "fall", "year": 2026.0},
    [{"season": "fall", "year": 2026}, {"year": 2026.0, "season": "fall"}],
    [{"season": "fall", "year": 2026}, {"year": 2027, "season": "fall"}],
    {"min_value": 2, "max_value": 1}, {"value": 2, "max_value": 1, "unit": "DAY"}, {"equal_opportunity": 1},
)  # fmt: skip

STRANGE = NUMBERS + STRINGS + TIMES + SHAPES
