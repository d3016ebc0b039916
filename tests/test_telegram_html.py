"""What Telegram accepts as HTML, and what it says of the rest."""

from __future__ import annotations

import pytest
from telegram_html import HtmlError, length, parse

ACCEPTED = (
    ("plain", "plain", []),
    ("  a <b>b</b> ", "a b", [("bold", 2, 1)]),
    ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ("🙂<u>х</u>", "🙂х", [("underline", 2, 1)]),
    ("&lt;&#1090;&#x442;&amp;&quot;&gt;", '<тт&">', []),
    ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
    ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
    ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1), ("code", 0, 1)]),
    ("<b></b>x", "x", []),
)
REFUSED = (
    ("<p>x</p>", 'Unsupported start tag "p"'),
    ("a <b>b", "Can't find end tag"),
    ("<b><i>x</b></i>", 'expected "</i>", found "</b>"'),
    ("x</b>", "Unexpected end tag"),
    ("a < b", "Unescaped '<'"),
    ("a > b", "Unescaped '>'"),
    ("a & b", "Unescaped '&'"),
    ("a&nbsp;b", "Unsupported HTML entity"),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "Nested blockquote"),
    ('<a href="">x</a>', "leads nowhere"),
    ('<a href="https://a.b/ c">x</a>', "leads nowhere"),
    ("<span>x</span>", "must have class"),
    ("<code><b>x</b></code>", "inside code"),
    ('<b style="x">x</b>', "Unexpected attribute"),
    ('<a href="https://a.example/?a=1&b=2">x</a>', "Unescaped '&'"),
)


@pytest.mark.parametrize(("html", "text", "entities"), ACCEPTED)
def test_accepted(html: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    shown, found = parse(html)
    assert shown == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


@pytest.mark.parametrize(("html", "why"), REFUSED)
def test_refused(html: str, why: str) -> None:
    with pytest.raises(HtmlError) as problem:
        parse(html)
    assert why in str(problem.value)


def test_a_link_keeps_its_address() -> None:
    _, (link,) = parse('<a href="https://a.example/?a=1&amp;b=2#:~:text=x%20y">here</a>')
    assert link["url"] == "https://a.example/?a=1&b=2#:~:text=x%20y"


def test_characters_are_utf_16_units() -> None:
    assert length("a🙂") == 3
