"""A broken promise is noticed, a kept one is not."""

from __future__ import annotations

import json

import pytest
from promises import broken
from telegram_double import Call
from telegram_html import parse

OFF = json.dumps({"is_disabled": True})
LINK = '<a href="https://a.example/x#:~:text=words">article</a>'
SOURCE = f"— Dmitry Peskov · RBC-Ukraine · 14 February 2026 · {LINK}"
QUOTE = "<blockquote>words</blockquote>"
ROWS = (
    (f"Yes.\n{QUOTE}\n{SOURCE}\n\n{QUOTE}\n{SOURCE}", None),
    ("Hello!", None),
    ("Hello, {name}!", "'{name}' is shown"),
    ("It is None.", "'None' is shown"),
    ("&lt;b&gt;bold", "'<b>' is shown"),
    ("a &amp;amp; b", "'&amp;' is shown"),
    (QUOTE, "a quote without"),
    (f"{QUOTE}\n— Dmitry Peskov · {LINK}", "a quote without"),
    (f"{QUOTE}\n{QUOTE}\n{SOURCE}", "a quote without"),
    (f"{SOURCE}\n{QUOTE}", "a quote without"),
    (f"{QUOTE}\n{SOURCE.replace('#:~:text=words', '')}", "does not open the article at the quote"),
)


def call(html: str, options: str = OFF) -> Call:
    text, entities = parse(html)
    given = {"text": html, "link_preview_options": options}
    return Call("sendMessage", given, {"text": text, "entities": entities})


def inline(html: str, options: str = OFF) -> Call:
    content = {"message_text": html, "parse_mode": "HTML", "link_preview_options": json.loads(options)}
    return Call("answerInlineQuery", {"results": json.dumps([{"input_message_content": content}])}, True)


@pytest.mark.parametrize("made", [call, inline])
@pytest.mark.parametrize(("html", "fault"), ROWS)
def test_promises(html: str, fault: str | None, made: type[Call]) -> None:
    found = broken(made(html), "")
    assert len(found) == bool(fault)
    assert (fault or "") in "".join(found)


def test_previews_are_off() -> None:
    assert broken(call("x", "{}"), "") == broken(inline("x", "{}"), "") == ["the preview of links is not off"]


def test_what_readers_wrote_may_be_repeated() -> None:
    assert broken(call("You wanted to know: “&lt;b&gt;”"), "Ann: <b>") == []
