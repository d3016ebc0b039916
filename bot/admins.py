"""Who may change what holds for a whole chat: anybody in private, in a group its admins."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.context import Context

log = logging.getLogger(__name__)


async def may_change(update: Update, context: Context) -> bool:
    """Those who post as the group itself are its admins; their presses come under their own names."""
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if chat is None or user is None:
        return False
    if chat.type == chat.PRIVATE or (message and message.sender_chat and message.sender_chat.id == chat.id):
        return True
    if message and message.sender_chat:
        return False  # somebody who posts as a channel: Telegram does not tell who it is
    try:
        member = await context.bot.get_chat_member(chat.id, user.id)
    except TelegramError as problem:
        log.info("whether %s is an admin of %s cannot be told: %s", user.id, chat.id, problem)
        return False
    return member.status in (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR)
