"""Blocks -> plain text or Telegram HTML.

The only place that escapes and cuts. Telegram counts 4,096 characters after it has parsed the entities, in
UTF-16 units, so blocks are cut as text, before any tag is written.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from bot import fragments, texts
from bot.cutting import cut, length
from bot.quoting import Block
from bot.wording import blocks
from knowledge.model import Answer, KnowledgeBase

LIMIT = 4096
LONG_QUOTE = 280
"""A longer quote is folded up until the reader opens it."""
ENTITIES = 100
"""Telegram drops what is marked up beyond so many entities: then slips are not set in italics."""
SIC = "[sic]"


def plain(answer: Answer, kb: KnowledgeBase) -> str:
    """The reply for a terminal or a JSON field: nothing cut, links written out."""
    return _join([(block, _plain_block(block)) for block in blocks(answer, kb)])


def html(answer: Answer, kb: KnowledgeBase, limit: int = LIMIT) -> str:
    """The reply in Telegram's HTML, within its length."""
    return page(blocks(answer, kb), answer.language, limit)


def page(found: tuple[Block, ...], language: str, limit: int = LIMIT) -> str:
    """Any blocks in Telegram's HTML, within the length."""
    fitted = fit(found, limit, language)
    slips = sum(block.text.count(SIC) for block in fitted)
    plainly = slips + 2 * len(fitted) > ENTITIES
    return _join([(block, _html_block(block, language, plainly)) for block in fitted])


def message(text: str, limit: int = LIMIT) -> str:
    """The bot's own words as HTML, cut at a sentence where they are too long."""
    return escape(cut(text, limit), quote=False)


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
        if block.quote:
            inside = escape(block.quote, quote=False)
            text = text.replace(inside, f"<b>{inside}</b>", 1)
        return f"<{tag}>{text if plainly else text.replace(SIC, f'<i>{SIC}</i>')}</blockquote>"
    if block.link.startswith(("https://", "http://")):
        address = escape(fragments.at_quote(block.link, block.quote))
        return text + f' · <a href="{address}">{escape(_linked(language)[3:])}</a>'
    return text


def _linked(language: str) -> str:
    return " · " + texts.say(language, "reply.link")
