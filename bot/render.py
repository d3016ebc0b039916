"""Blocks -> plain text or Telegram HTML, and the buttons under them.

The only place that escapes and cuts. Telegram counts 4,096 characters after it has parsed the entities, in
UTF-16 units, so blocks are cut as text, before any tag is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape

from bot import callbacks, fragments, texts
from bot.quoting import Block
from bot.wording import blocks
from knowledge.model import Answer, KnowledgeBase

LIMIT = 4096
LONG_QUOTE = 280
"""A longer quote is folded up until the reader opens it."""
LABEL = 60
ENTITIES = 100
"""Telegram drops what is marked up beyond so many entities: then slips are not set in italics."""
SIC = "[sic]"
ELLIPSIS = " …"
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s)")


@dataclass(frozen=True, slots=True)
class Button:
    """What a button shows, and what it sends when pressed."""

    label: str
    data: str


def plain(answer: Answer, kb: KnowledgeBase) -> str:
    """The reply for a terminal or a JSON field: nothing cut, links written out."""
    return _join([(block, _plain_block(block)) for block in blocks(answer, kb)])


def html(answer: Answer, kb: KnowledgeBase, limit: int = LIMIT) -> str:
    """The reply in Telegram's HTML, within its length."""
    fitted = fit(blocks(answer, kb), limit, answer.language)
    slips = sum(block.text.count(SIC) for block in fitted)
    plainly = slips + 2 * len(fitted) > ENTITIES
    return _join([(block, _html_block(block, answer.language, plainly)) for block in fitted])


def message(text: str, limit: int = LIMIT) -> str:
    """The bot's own words as HTML, cut at a sentence where they are too long."""
    return escape(cut(text, limit), quote=False)


def buttons(answer: Answer) -> tuple[Button, ...]:
    """One button for each thing the reply offers to answer."""
    offers = answer.suggestions
    return tuple(
        Button(cut(offer.question, LABEL), callbacks.for_entry(offer.entry, answer.language))
        for offer in offers
    )


def length(text: str) -> int:
    """Characters as Telegram counts them: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fit(found: tuple[Block, ...], limit: int, language: str) -> list[Block]:
    """The same blocks, the longest of them cut until all fit: quotes go short before source lines do."""
    kept = list(found)
    while (excess := sum(_weight(block, language) for block in kept) - limit) > 0:
        number = max(range(len(kept)), key=lambda place: length(kept[place].text))
        longest = kept[number]
        shorter = cut(longest.text, max(length(longest.text) - excess, 0))
        if not shorter:
            kept.pop(number)
            continue
        kept[number] = replace(longest, text=shorter)
    return kept


def cut(text: str, limit: int) -> str:
    """At most ``limit`` characters, ended at a sentence, else at a word, with an ellipsis."""
    if length(text) <= limit:
        return text
    head = _head(text, limit - len(ELLIPSIS))
    ends = [end.end() for end in _SENTENCE_END.finditer(head + " ") if end.end() > len(head) // 2]
    if not ends:
        ends = [space.start() for space in re.finditer(r"\s", head) if space.start() > len(head) // 2]
    kept = head[: ends[-1]] if ends else head
    return kept.rstrip() + ELLIPSIS if kept.strip() else ""


def _head(text: str, units: int) -> str:
    """The first so many UTF-16 units, never half a character."""
    return text.encode("utf-16-le", "surrogatepass")[: max(units, 0) * 2].decode("utf-16-le", "ignore")


def _weight(block: Block, language: str) -> int:
    """What a block takes of the message: its text, the word of its link, the blank line after it."""
    return length(block.text) + (length(_linked(language)) if block.link else 0) + 2


def _join(rendered: list[tuple[Block, str]]) -> str:
    """A blank line between blocks; a source line stands right under its quote, a mark under the answer."""
    pieces: list[str] = []
    for block, text in rendered:
        if pieces:
            pieces.append("\n" if block.kind in ("source", "mark") else "\n\n")
        pieces.append(text)
    return "".join(pieces)


def _plain_block(block: Block) -> str:
    match block.kind:
        case "quote":
            return "\n".join(f"> {line}".rstrip() for line in block.text.splitlines())
        case "source":
            return f"{block.text} · {block.link}" if block.link else block.text
        case "choices":
            offers = [f"{number}. {offer.question}" for number, offer in enumerate(block.choices, 1)]
            return "\n".join([block.text, *offers])
    return block.text


def _html_block(block: Block, language: str, plainly: bool = False) -> str:
    text = escape(block.text, quote=False)
    if block.kind == "quote":
        tag = "blockquote expandable" if length(block.text) > LONG_QUOTE else "blockquote"
        return f"<{tag}>{text if plainly else text.replace(SIC, f'<i>{SIC}</i>')}</blockquote>"
    if block.link.startswith(("https://", "http://")):
        address = escape(fragments.at_quote(block.link, block.quote))
        return text + f' · <a href="{address}">{escape(_linked(language)[3:])}</a>'
    return text


def _linked(language: str) -> str:
    return " · " + texts.say(language, "reply.link")
