"""What goes wrong: logged first, then told to the reader once, in words."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot import replies
from bot.context import Context

log = logging.getLogger(__name__)


async def on_error(update: object, context: Context) -> None:
    """Log, then say sorry to whoever asked; never fails itself, and never says it twice."""
    log.error("an update could not be handled", exc_info=context.error)
    if not isinstance(update, Update) or isinstance(context.error, Forbidden) or not update.effective_message:
        return
    try:
        await replies.say(update, context, "error.sorry")
    except TelegramError as problem:
        log.warning("nor could the reader be told: %s", problem)


async def on_unknown_command(update: Update, context: Context) -> None:
    """A command that is nobody's; one that names another bot is left alone."""
    text = update.message.text if update.message else None
    _, named, other = (text or "").split(maxsplit=1)[0].partition("@")
    if not named or other.lower() == context.bot.username.lower():
        await replies.say(update, context, "error.command")
