"""Sending: the bot's words and answers as Telegram messages, with buttons, and what is remembered of them."""

from __future__ import annotations

import logging
from dataclasses import replace

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MaybeInaccessibleMessage,
    Message,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest

from bot import keyboards, memory, render, repeats, texts
from bot.context import Context
from bot.keyboards import Button, Row
from bot.quoting import Block
from bot.state import Reply
from knowledge.model import Answer, KnowledgeBase

log = logging.getLogger(__name__)
MISSED = frozenset({"related", "unknown"})
"""Statuses of an answer that is none."""


async def say(update: Update, context: Context, key: str, **values: object) -> None:
    """Reply with one of the bot's own texts, in the reader's language."""
    await tell(update, texts.say(context.language(update), key, **values))


async def tell(update: Update, text: str, buttons: tuple[Button | Row, ...] = ()) -> Message | None:
    """Reply with finished words; anything in them that looks like markup is shown as it is."""
    message = update.effective_message
    return await message.reply_text(render.message(text), reply_markup=keyboard(buttons)) if message else None


async def send(
    update: Update,
    context: Context,
    answer: Answer,
    kb: KnowledgeBase,
    under: Message,
    *,
    pressed: bool = False,
) -> Message | None:
    """Reply to ``under`` with an answer, and remember where it stands. What was pressed is always quoted.

    In a group that has just heard the same, only a line that leads there, and None.
    """
    user = update.effective_user
    known = Reply(
        under.chat_id, under.message_id, 0, user.id if user else None, answer.entry, memory.thread_of(under)
    )
    known = memory.noted(known, answer, kb, context.today)
    async with repeats.turn(context, under.chat):
        if not pressed and (said := repeats.earlier(context, known, under.chat)):
            await repeats.point(context, said, known, under)
            return None
        html, markup = render.html(answer, kb), _under(context, answer, kb)
        sent = await under.reply_text(html, reply_markup=markup, do_quote=True if pressed else None)
        remember(context, answer, replace(known, reply=sent.message_id))
        return sent


async def send_anew(
    context: Context, chat: int, answer: Answer, kb: KnowledgeBase, thread: int | None = None
) -> None:
    """An answer to a message that is out of reach, in its topic where that is still known."""
    await context.bot.send_message(
        chat,
        render.html(answer, kb),
        reply_markup=_under(context, answer, kb),
        message_thread_id=thread,
    )


async def show(
    context: Context, under: MaybeInaccessibleMessage, found: tuple[Block, ...], language: str
) -> None:
    """Other things than an answer, under the message whose button was pressed."""
    above, thread = place(context, under)
    await context.bot.send_message(
        under.chat.id, render.page(found, language), reply_parameters=above, message_thread_id=thread
    )


def place(context: Context, under: MaybeInaccessibleMessage) -> tuple[ReplyParameters, int | None]:
    """What is quoted, and in which topic, also where a message is too old for Telegram to show it."""
    known = context.state.reply_as(under.chat.id, under.message_id)
    if isinstance(under, Message) and under.is_accessible:
        thread = memory.thread_of(under)
    else:
        thread = known.thread if known else None
    return ReplyParameters(under.message_id, allow_sending_without_reply=True), thread


async def turn(
    context: Context, chat: int, message: int, text: str, buttons: tuple[Button | Row, ...]
) -> None:
    """Put another page in the place of a message of ours."""
    await edit(context, chat, message, render.message(text), keyboard(buttons))


async def rewrite(context: Context, chat: int, message: int, answer: Answer, kb: KnowledgeBase) -> None:
    """Put an answer in the place of a message of ours."""
    await edit(context, chat, message, render.html(answer, kb), _under(context, answer, kb))


async def put(context: Context, chat: int, message: int, text: str) -> None:
    """Put the bot's own words in the place of a message of ours, without buttons."""
    await edit(context, chat, message, render.message(text), None)


async def edit(
    context: Context, chat: int, message: int, html: str, markup: InlineKeyboardMarkup | None
) -> None:
    """A message that says so already, or that is too old or gone, is left as it is."""
    try:
        await context.bot.edit_message_text(html, chat, message, reply_markup=markup)
    except BadRequest as problem:
        log.info("message %s was not edited: %s", message, problem.message)


def remember(context: Context, answer: Answer, sent: Reply) -> None:
    """Keep which message answers which, and count what could not be answered."""
    context.room.recent.keep(sent.chat, sent.reply, answer)
    context.state.remember(sent)
    count(context, answer)


def count(context: Context, answer: Answer) -> None:
    """Count what could not be answered."""
    if answer.status in MISSED:
        context.state.count_miss(context.today, answer.language, answer.status)


def keyboard(buttons: tuple[Button | Row, ...]) -> InlineKeyboardMarkup | None:
    """One button a row, so that whole questions can be read; those that come as a row stay one."""
    rows = [(item,) if isinstance(item, Button) else item for item in buttons]
    shown = [[_key(button) for button in row] for row in rows]
    return InlineKeyboardMarkup(shown) if shown else None


def _key(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)


def _under(context: Context, answer: Answer, kb: KnowledgeBase) -> InlineKeyboardMarkup | None:
    return keyboard(keyboards.under(answer, kb, context.today, context.bot.username))
