"""HTML to text: what the form says is kept, what is not shown is left out, nothing is too much."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openpostings.builders.sources.markup import as_text, render
from openpostings.schema.errors import OpenPostingsError


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<h2>What you <b>do</b></h2><p>Count.</p>", "## What you do\n\nCount."),
        ("<ul><li><h2>Count.</h2></li><li> <h2>Sort.</h2> </li></ul>", "- Count.\n- Sort."),
        ("<ul><li><h2>Tasks</h2></li></ul><p>Count.</p>", "## Tasks\n\nCount."),
        ("<ul><li><h2>One</h2>Count.</li><li><h2>Two</h2>Sort.</li></ul>", "## One\n\nCount.\n\n## Two\n\nSort."),
        ("<ul><li>one<li>two<ul><li>deep</ul></ul>", "- one\n- two\n  - deep"),
        ("<ul><li><p>one</p></li><li><p>two</p></li></ul>", "- one\n- two"),
        ("<p>a<br>b</p><p>c</p>", "a\nb\n\nc"),
        ("<p><strong>Duties</strong></p><p>x <strong>y</strong></p>", "**Duties**\n\nx y"),
        (
            "<table><tr><td>Pay</td><td>4 EUR</td></tr><tr><td>Start</td><td>May</td></tr></table>",
            "Pay | 4 EUR\nStart | May",
        ),
        ("<div>a<div>b</div>c</div>", "a\nb\nc"),
        ("<p>x</p><script>no()</script><style>p{}</style><p hidden>no</p><p aria-hidden='true'>no</p>", "x"),
        ("<p>R&amp;D &lt; 3</p>", "R&D < 3"),
        ("a <i>b</i>c", "a bc"),
        ("", ""),
    ],
)
def test_the_form_of_a_page_is_kept(markup: str, text: str) -> None:
    assert render(markup).text == text


def test_what_the_page_calls_its_frame_is_marked() -> None:
    found = render("<nav><a>Home</a></nav><p>Job</p><footer>Imprint</footer>")
    assert [(found.text[start:end].strip(), label) for start, end, label in found.frames] == [
        ("Home", "navigation"),
        ("Imprint", "footer"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain\r\ntext ", "plain\ntext"),
        ("a &amp; b", "a & b"),
        ("&lt;p&gt;Hi &amp;amp; bye&lt;/p&gt;", "Hi & bye"),
        ("&amp;lt;p&amp;gt;twice&amp;lt;/p&amp;gt;", "twice"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
    ],
)
def test_a_value_may_be_markup_escaped_markup_or_text(value: str, text: str) -> None:
    assert as_text(value) == text


@given(st.text(alphabet="<>/abpul i=\"'&;!-\n", max_size=200))
def test_any_characters_are_taken(markup: str) -> None:
    rendered = render(markup)
    for start, end, _ in rendered.frames:
        assert 0 <= start < end <= len(rendered.text)
    as_text(markup)


@given(st.lists(st.from_regex(r"[a-z]{1,8}( [a-z]{1,8}){0,3}", fullmatch=True), min_size=1, max_size=8))
def test_items_come_back_as_they_were(items: list[str]) -> None:
    markup = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    assert render(markup).text.split("\n") == [f"- {item}" for item in items]


@pytest.mark.parametrize("markup", ["<div>" * 100_000, "<p>" * 50_000 + "x", "<b>" * 20_000 + "y"])
def test_depth_costs_no_stack_and_little_time(markup: str) -> None:
    began = time.process_time()
    render(markup)
    assert time.process_time() - began < 5


def test_too_much_is_refused() -> None:
    with pytest.raises(OpenPostingsError, match="characters"):
        render("x" * 5_000_000)
    with pytest.raises(OpenPostingsError, match="nodes"):
        render("<br>" * 500_000)
