"""A group hears the same answer once in a while: whoever asks again soon is shown where it stands."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace

from telegram import Chat, Message, ReplyParameters

from bot import render, texts
from bot.context import Context
from bot.state import Reply

WITHIN = 600.0
"""Seconds in which an answer need not be given again."""


def turn(context: Context, chat: Chat) -> AbstractAsyncContextManager[object]:
    """A group is answered one at a time, so that two who ask at once do not both hear the whole answer."""
    if chat.type == chat.PRIVATE:
        return nullcontext()
    return context.room.turns.setdefault(chat.id, asyncio.Lock())


def earlier(context: Context, said: Reply, chat: Chat) -> Reply | None:
    """The message that already said this, in this group and topic, from the same knowledge."""
    if chat.type == chat.PRIVATE or said.words is None:
        return None
    return context.state.same(said, WITHIN)


async def point(context: Context, known: Reply, said: Reply, under: Message) -> None:
    """A short line that leads to the answer; an edit of the question still gets an answer of its own."""
    language = said.language or "en"
    address = link(under.chat, known)
    if address:
        told = render.message(texts.say(language, "repeat.link", link=address))
        sent = await under.reply_text(told)
    else:
        above = ReplyParameters(known.reply, allow_sending_without_reply=True)
        told = render.message(texts.say(language, "repeat.above"))
        sent = await under.reply_text(told, reply_parameters=above)
    context.state.remember(replace(said, reply=sent.message_id, words=None, substance=None))


def link(chat: Chat, known: Reply) -> str | None:
    """The address of a message. Those of basic groups have none."""
    if chat.type != chat.SUPERGROUP:
        return None
    place = chat.username or f"c/{str(chat.id).removeprefix('-100')}"
    parts = [place, *([str(known.thread)] if known.thread else []), str(known.reply)]
    return "https://t.me/" + "/".join(parts)
