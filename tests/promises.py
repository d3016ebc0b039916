"""What the bot promises of each message, beyond Telegram's rules; held over every conversation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from expectations import Shown
from telegram_double import Call
from telegram_inline import results_of, shown_of

LEFT_OVER = re.compile(r"\{[a-z_]*\}|\bNone\b|\bTrue\b|\bFalse\b|</?[a-z]+>|&(?:amp|lt|gt|quot);")
"""What only a mistake would show to readers."""
DAY = re.compile(r"\b(?:19|20)\d\d\b")


def broken(call: Call, said: str) -> list[str]:
    """The promises that this call breaks; ``said`` is what readers have written, which may be repeated."""
    if call.result and call.method == "answerInlineQuery":
        return [fault for sent in _sent_inline(call) for fault in _broken(sent, said)]
    return (
        list(_broken(call, said)) if call.result and call.method.startswith(("send", "editMessage")) else []
    )


def _sent_inline(call: Call) -> Iterator[Call]:
    """Each result as the message that it would be."""
    for one in results_of(call.given):
        content = one["input_message_content"]
        text, entities = shown_of(content["message_text"], content.get("parse_mode"))
        options = json.dumps(content.get("link_preview_options", {}))
        given = {"text": text, "link_preview_options": options}
        yield Call(call.method, given, {"text": text, "entities": entities})


def _broken(call: Call, said: str) -> Iterator[str]:
    shown = Shown(call)
    for found in LEFT_OVER.findall(shown.text):
        if found not in said:
            yield f"{found!r} is shown to readers"
    if "text" in call.given:
        options = json.loads(call.given.get("link_preview_options", "{}"))
        if not options.get("is_disabled"):
            yield "the preview of links is not off"
    yield from _unproven(shown)


def _unproven(shown: Shown) -> Iterator[str]:
    """Every quote is followed by its source: a line with a date and a link to the article at the quote."""
    quotes, links = shown.of("blockquote", "expandable_blockquote"), shown.of("text_link")
    raw = shown.text.encode("utf-16-le")
    starts = [quote["offset"] for quote in quotes]
    for quote, until in zip(quotes, [*starts[1:], len(raw) // 2], strict=False):
        end = quote["offset"] + quote["length"]
        source = raw[end * 2 : until * 2].decode("utf-16-le")
        here = [link for link in links if end <= link["offset"] < until]
        if not here or not DAY.search(source) or " · " not in source:
            yield f"a quote without speaker or publisher, date and link: {source[:80]!r}"
        elif "#:~:text=" not in here[0]["url"]:
            yield f"a link that does not open the article at the quote: {here[0]['url']}"
