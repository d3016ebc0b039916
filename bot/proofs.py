"""What stands behind an answer, on request: the sentences around its quote, and all its sources."""

from __future__ import annotations

from datetime import date

from bot import callbacks, texts
from bot.agenda_wording import Direction, answer_of
from bot.quoting import Block, marked, source
from knowledge import answer as answering
from knowledge.agenda import last_talks, next_talks
from knowledge.model import Answer, Evidence, KnowledgeBase

AROUND = 2
"""Sentences shown before the quote, and as many after it."""
LISTED = 12
AGENDAS: dict[str, Direction] = {"@next": "next", "@last": "last"}


def answer(subject: str, kb: KnowledgeBase, today: date, language: str) -> Answer | None:
    """The answer that a button or a link points back to, as of the day; None if its entry has gone."""
    if subject in AGENDAS:
        direction = AGENDAS[subject]
        seen = next_talks(kb, today) if direction == "next" else last_talks(kb, today)
        return answer_of(seen, direction, language)
    entry = callbacks.known(subject, kb.entries)
    return answering.show(kb, entry, today, language) if entry else None


def evidence(found: Answer) -> tuple[Evidence, ...]:
    """Everything that an answer rests on: its own quotes, then the agenda's."""
    return tuple(dict.fromkeys((*found.evidence, *(found.agenda.evidence if found.agenda else ()))))


def context(shown: Evidence, kb: KnowledgeBase, language: str) -> tuple[Block, ...]:
    """The quote where it stands in its article."""
    body = kb.articles[shown.article].body
    passages = [one for one in kb.passages if one.article == shown.article]
    before = [one.text for one in passages if one.end <= shown.start][-AROUND:]
    after = [one.text for one in passages if one.start >= shown.end][:AROUND]
    quote = body[shown.start : shown.end]
    text = " ".join([*before, quote, *after])
    return (
        Block("text", shown.title),
        Block("quote", marked(text, shown.language), quote=marked(quote, shown.language)),
        Block("source", source(shown, language, kb), shown.url, shown.quote),
    )


def sources(found: tuple[Evidence, ...], kb: KnowledgeBase, language: str) -> tuple[Block, ...]:
    """Each source with its title, speaker, publisher, day and link."""
    blocks = [Block("text", texts.say(language, "proof.sources"))]
    for number, shown in enumerate(found[:LISTED], 1):
        blocks.append(Block("text", f"{number}. {shown.title}"))
        blocks.append(Block("source", source(shown, language, kb), shown.url, shown.quote))
    if len(found) > LISTED:
        blocks.append(Block("text", texts.say(language, "reply.more", count=len(found) - LISTED)))
    return tuple(blocks)
