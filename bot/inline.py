"""``@bot next talks`` in any chat: answers to choose from, each with its source, as the reader types."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from itertools import islice

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)

from bot import callbacks, context, keyboards, marks, proofs, render, replies, texts
from bot.agenda_wording import answer_of
from bot.commands import WELCOME
from bot.context import Context
from bot.cutting import cut
from bot.keyboards import Button
from bot.wording import blocks
from knowledge import agenda
from knowledge import answer as answering
from knowledge.model import Answer, Entry, KnowledgeBase

PAGE = 8
REACH = 60
"""Results that a reader can scroll to."""
CACHED = 60
"""Seconds for which Telegram may show the same again; a reload shows within a minute."""
TITLE, DESCRIPTION = 80, 180


async def on_inline(update: Update, context_: Context) -> None:
    """One page of results."""
    query = update.inline_query
    if query is None:
        return
    language = context_.state.language(query.from_user.id)
    found = _found(context_, query.query.strip(), language, context.of_user(query.from_user))
    start = (
        int(query.offset)
        if query.offset.isascii() and query.offset.isdigit() and len(query.offset) < 4
        else 0
    )
    page = list(islice(found, start, start + PAGE + 1))
    spoken = page[0][1].language if page else language or context.of_user(query.from_user)
    await query.answer(
        [_result(title, answer, context_) for title, answer in page[:PAGE]],
        cache_time=CACHED,
        is_personal=True,
        next_offset=str(start + PAGE) if len(page) > PAGE and start + PAGE < REACH else "",
        button=InlineQueryResultsButton(texts.say(spoken, "inline.button"), start_parameter=WELCOME),
    )


def _found(
    context_: Context, question: str, language: str | None, fallback: str
) -> Iterator[tuple[str, Answer]]:
    """The answer first, then what stands near it; nothing typed gives the agenda and what can be asked."""
    kb, today = context_.kb, context_.today
    if not question:
        spoken = language or fallback
        yield texts.say(spoken, "inline.next"), answer_of(agenda.next_talks(kb, today), "next", spoken)
        yield texts.say(spoken, "inline.last"), answer_of(agenda.last_talks(kb, today), "last", spoken)
        entries: list[Entry] = [entry for entry in kb.entries.values() if entry.agenda is None]
        taken: set[str | None] = set()
    else:
        answer = answering.answer(kb, question, today, language=language, fallback=fallback)
        spoken, taken = answer.language, {answer.entry}
        if answer.status in keyboards.TOLD:
            entry = kb.entries.get(answer.entry or "")
            yield (keyboards.asked(entry, spoken) if entry else None) or question, answer
        elif answer.status in keyboards.MISSED:
            yield texts.say(spoken, "inline.not_said"), answer
        offered = [offer.entry for offer in answer.suggestions]
        offered += [offer.entry for offer in keyboards.offers(answer, kb, today)]
        here = kb.entries.get(answer.entry or "")
        mates = [one.id for one in kb.entries.values() if here and one.topic == here.topic]
        entries = [kb.entries[one] for one in dict.fromkeys([*offered, *mates]) if one in kb.entries]
    for entry in entries:
        if entry.kind == "fact" and entry.id not in taken:
            asked = keyboards.asked(entry, spoken)
            shown = proofs.answer(entry.id, kb, today, spoken) if asked else None
            if asked and shown and shown.status in keyboards.TOLD:
                yield asked, shown


def _result(title: str, answer: Answer, context_: Context) -> InlineQueryResultArticle:
    """One answer as it is listed, and the whole message that is sent when it is chosen."""
    kb, subject = context_.kb, callbacks.subject_of(answer)
    ask = Button(
        texts.say(answer.language, "inline.button"),
        url=keyboards.link(subject, context_.bot.username)
        if subject
        else f"https://t.me/{context_.bot.username}",
    )
    return InlineQueryResultArticle(
        id=_id(title, subject, kb),
        title=cut(title, TITLE),
        description=cut(_short(answer, kb), DESCRIPTION),
        input_message_content=InputTextMessageContent(
            render.html(answer, kb), link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        reply_markup=replies.keyboard((ask,)),
    )


def _short(answer: Answer, kb: KnowledgeBase) -> str:
    """The mark and the first line of the reply."""
    mark, first = marks.shown(answer, kb), next((block.text for block in blocks(answer, kb)), "")
    return " · ".join(part for part in (mark, first.partition("\n")[0]) if part)


def _id(title: str, subject: str, kb: KnowledgeBase) -> str:
    return blake2b(f"{kb.version}:{subject}:{title}".encode(), digest_size=16).hexdigest()
