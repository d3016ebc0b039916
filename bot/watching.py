"""*Tell me when this is reported*: questions are kept for those who ask for it, and asked of every new base.

The words of a question that fails are held in memory only, or read from the message that the reply answers;
they are written down when its reader presses the button, and erased when the reader has been told.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

from telegram import CallbackQuery, Message, Update

from bot import memory, outreach, presses, texts
from bot.addressed import question_in
from bot.context import Context, Room
from bot.outreach import Bot
from bot.watches import Watch
from knowledge.model import Answer, KnowledgeBase


async def on_watch(update: Update, context: Context, press: object = None) -> None:
    """Keep the question under whose reply the button stands, for whoever pressed it."""
    del press  # what it carries is the language, which is also the chat's
    query, language = update.callback_query, context.language(update)
    if query is None:
        return
    wanted = _wanted(query, context, language)
    if wanted is None:
        await presses.answer(query, texts.say(language, "watch.forgotten"))
    elif context.state.watches.add(wanted):
        await presses.answer(query, texts.say(language, "watch.begun"))
    else:
        await presses.answer(query, texts.say(language, "watch.too_many"))


async def ask_again(room: Room, bot: Bot, now: datetime) -> None:
    """Ask this base what the last one could not answer, and tell those who wanted to know, once."""
    kb = room.kb
    waiting = room.state.watches.not_asked_of(kb.version)
    await asyncio.gather(*(_ask_again(room, bot, one, kb, now) for one in waiting))


async def _ask_again(room: Room, bot: Bot, waiting: Watch, kb: KnowledgeBase, now: datetime) -> None:
    from knowledge.answer import answer

    await asyncio.sleep(0)  # readers' questions come first
    chosen = room.state.chats.of(waiting.chat)
    found = answer(kb, waiting.question, now.date(), language=chosen.language or waiting.language)
    if found.status not in ("answered", "conflict"):
        room.state.watches.asked_of(waiting, kb.version)
    elif not chosen.is_quiet(now.hour) and await _tell(room, bot, waiting, found, kb):
        room.state.watches.end(waiting)


async def _tell(room: Room, bot: Bot, waiting: Watch, found: Answer, kb: KnowledgeBase) -> int | None:
    head = texts.say(found.language, "watch.news", question=waiting.question)
    html, markup = outreach.headed(head, found, kb, room.today(), bot.username)
    return await outreach.deliver(
        room, bot, waiting.chat, html, markup, thread=waiting.thread, under=waiting.asked
    )


def _wanted(query: CallbackQuery, context: Context, language: str) -> Watch | None:
    """What to wait for, or None when nobody remembers the question."""
    message = query.message
    if message is None:
        return None
    chat, number = message.chat.id, message.message_id
    known = context.state.reply_as(chat, number)
    question = context.room.missed.of(chat, number) or _question_above(message, context)
    if not question:
        return None
    return Watch(
        chat=chat,
        user=query.from_user.id,
        thread=memory.thread_of(message) if isinstance(message, Message) else known.thread if known else None,
        asked=known.asked if known else None,
        question=question,
        language=(known.language if known else None) or language,
        version=context.kb.version,
    )


def _question_above(message: object, context: Context) -> str:
    """The question that the reply quotes, as groups show it."""
    above = message.reply_to_message if isinstance(message, Message) else None
    return question_in(above, context.bot.bot) if above and above.from_user != context.bot.bot else ""
