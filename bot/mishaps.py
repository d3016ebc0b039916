"""What goes wrong: logged first, then told to the reader once, in words."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot import replies
from bot.addressed import Addressed, is_command
from bot.context import Context

log = logging.getLogger(__name__)
DEAF = (Forbidden, ChatMigrated, RetryAfter)
"""Errors after which another message would not get through either."""


async def on_error(update: object, context: Context) -> None:
    """Log, then say sorry to whoever asked; never fails itself, and never says it twice."""
    log.error("an update could not be handled", exc_info=context.error)
    chat = update.effective_chat if isinstance(update, Update) else None
    if chat and isinstance(context.error, Forbidden):
        context.state.chats.leave(chat.id)
    elif chat and isinstance(context.error, ChatMigrated):
        context.state.chats.migrate(chat.id, context.error.new_chat_id)
    if not isinstance(update, Update) or isinstance(context.error, DEAF) or not _awaits_reply(update):
        return
    try:
        await replies.say(update, context, "error.sorry")
    except TelegramError as problem:
        log.warning("nor could the reader be told: %s", problem)


def _awaits_reply(update: Update) -> bool:
    """Whether somebody spoke to the bot: a group must not hear of trouble with what was never for it."""
    message = update.message
    if message is None:
        return update.callback_query is not None and update.effective_message is not None
    return message.chat.type == message.chat.PRIVATE or is_command(message) or Addressed().filter(message)


async def on_unknown_command(update: Update, context: Context) -> None:
    """A command that is nobody's; one that names another bot is left alone."""
    text = update.message.text if update.message else None
    _, named, other = (text or "").split(maxsplit=1)[0].partition("@")
    if not named or other.lower() == context.bot.username.lower():
        await replies.say(update, context, "error.command")
