"""Sending: the bot's words and answers as Telegram messages, with buttons, and what is remembered of them."""

from __future__ import annotations

import logging

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest

from bot import render, texts
from bot.context import Context
from bot.render import Button
from bot.state import Reply
from knowledge.model import Answer, KnowledgeBase

log = logging.getLogger(__name__)


async def say(update: Update, context: Context, key: str, **values: object) -> None:
    """Reply with one of the bot's own texts, in the reader's language."""
    await tell(update, texts.say(context.language(update), key, **values))


async def tell(update: Update, text: str, buttons: tuple[Button, ...] = ()) -> Message | None:
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
) -> None:
    """Reply to ``under`` with an answer, and remember where it stands. What was pressed is always quoted."""
    html, markup = render.html(answer, kb), keyboard(render.buttons(answer))
    sent = await under.reply_text(html, reply_markup=markup, do_quote=True if pressed else None)
    remember(update, context, answer, asked=under, sent=sent)


async def send_anew(context: Context, chat: int, answer: Answer, kb: KnowledgeBase) -> None:
    """An answer to a message that is out of reach."""
    await context.bot.send_message(
        chat, render.html(answer, kb), reply_markup=keyboard(render.buttons(answer))
    )


async def rewrite(context: Context, chat: int, message: int, answer: Answer, kb: KnowledgeBase) -> None:
    """Put an answer in the place of a message of ours."""
    await _edit(context, chat, message, render.html(answer, kb), keyboard(render.buttons(answer)))


async def put(context: Context, chat: int, message: int, text: str) -> None:
    """Put the bot's own words in the place of a message of ours, without buttons."""
    await _edit(context, chat, message, render.message(text), None)


async def _edit(
    context: Context, chat: int, message: int, html: str, markup: InlineKeyboardMarkup | None
) -> None:
    """A message that says so already, or that is too old or gone, is left as it is."""
    try:
        await context.bot.edit_message_text(html, chat, message, reply_markup=markup)
    except BadRequest as problem:
        log.info("message %s was not edited: %s", message, problem.message)


def remember(update: Update, context: Context, answer: Answer, asked: Message, sent: Message) -> None:
    """Keep which message answers which, and count what could not be answered."""
    user = update.effective_user
    context.room.recent.keep(sent.chat_id, sent.message_id, answer)
    context.state.remember(
        Reply(sent.chat_id, asked.message_id, sent.message_id, user.id if user else None, answer.entry)
    )
    if answer.status in ("related", "unknown"):
        context.state.count_miss(context.today, answer.language, answer.status)


def keyboard(buttons: tuple[Button, ...]) -> InlineKeyboardMarkup | None:
    """One button a row, so that whole questions can be read."""
    rows = [[InlineKeyboardButton(button.label, callback_data=button.data)] for button in buttons]
    return InlineKeyboardMarkup(rows) if rows else None
