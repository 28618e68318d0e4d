from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.normalise.urls import canonical_url, find_urls


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://Jobs.Example.com:443/a/1?utm_source=x&id=3&gh_src=y#top", "https://jobs.example.com/a/1?id=3"),
        ("http://example.com", "http://example.com/"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("https://example.com/a?source=board", "https://example.com/a?source=board"),
        ("https://boards.greenhouse.io/acme/jobs/1?source=board", "https://boards.greenhouse.io/acme/jobs/1"),
        ("https://jobs.lever.co/acme/1?lever-source=x", "https://jobs.lever.co/acme/1"),
        ("https://example.com/a b", "https://example.com/a%20b"),
        (" https://example.com/a ", "https://example.com/a"),
    ],
)
def test_canonical(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://example.com/",
        "javascript:alert(1)",
        "mailto:a@example.com",
        "/jobs/1",
        "https://user:secret@example.com/",
        "https://",
        "https://exa mple.com/",
        "http://[::1/",
        "https://example.com:99999/",
        "https://example.com/" + "a" * 2048,
    ],
)
def test_no_address(url: str) -> None:
    assert canonical_url(url) is None


def test_relative_to_a_page() -> None:
    assert canonical_url("../2?fbclid=x", "https://example.com/jobs/1/") == "https://example.com/jobs/2"
    assert canonical_url("javascript:1", "https://example.com/") is None


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("See https://example.com/a.", ["https://example.com/a"]),
        ("(https://example.com/a)", ["https://example.com/a"]),
        ("https://example.com/a_(b)", ["https://example.com/a_(b)"]),
        ("[apply](https://example.com/a), or www.example.org/b!", ["https://example.com/a", "www.example.org/b"]),
        ("<https://example.com/a>", ["https://example.com/a"]),
        ("me@www.example.com", []),
        ("https://", []),
        ("https://u:p@example.com/", []),
        ("https://example.com/" + "a" * 4000, []),
    ],
)
def test_urls_in_text(text: str, urls: list[str]) -> None:
    assert [match.value for match in find_urls(text)] == urls
    assert all(text[match.start : match.end] == match.value for match in find_urls(text))


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://example.com/a/../b/./c", "https://example.com/b/c"),
        ("https://example.com/%7euser/%c3%a9%2f", "https://example.com/~user/%C3%A9%2F"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://jobs.example/1?rx_campaign=a&srsltid=b&id=7", "https://jobs.example/1?id=7"),
        ("https://example.com/%2e%2e/x", "https://example.com/%2E%2E/x"),
    ],
)
def test_one_address_has_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.com/a", "vbscript:x", "//a.b"],
)
def test_other_schemes_are_refused(url: str) -> None:
    assert canonical_url(url) is None


@given(st.text())
def test_canonical_is_stable_on_any_text(text: str) -> None:
    once = canonical_url(f"https://example.com/{text}")
    if once is not None:
        assert canonical_url(once) == once
    canonical_url(text)


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(["http://", "a.b", "/", "(", ")", " ", ".", "?utm_x=1"])).map("".join)
    )
)
def test_any_text_gives_ordered_spans(text: str) -> None:
    end = 0
    for match in find_urls(text):
        assert end <= match.start < match.end <= len(text)
        end = match.end


@pytest.mark.parametrize("unit", ["http://", "http://a", "http://)", "a", "https://a.b) ", "www.", "utm_a=1&"])
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begin = time.perf_counter()
    find_urls(text)
    assert time.perf_counter() - begin < 3
