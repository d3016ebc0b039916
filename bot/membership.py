"""Comings and goings: the bot is added, removed or blocked; a group becomes a supergroup."""

from __future__ import annotations

import logging

from telegram import ChatMember, Update

from bot.context import Context

log = logging.getLogger(__name__)
GONE = frozenset({ChatMember.LEFT, ChatMember.BANNED})


async def on_my_chat_member(update: Update, context: Context) -> None:
    """Note whether the bot can still write to the chat; nobody is greeted unasked."""
    change = update.my_chat_member
    if change is None:
        return
    if change.new_chat_member.status in GONE:
        log.info("removed or blocked in chat %s", change.chat.id)
        context.state.chats.leave(change.chat.id)
    else:
        context.state.chats.enter(change.chat.id)


async def on_migration(update: Update, context: Context) -> None:
    """Both chats tell of it, each naming the other; whichever comes first moves everything."""
    message = update.message
    if message is None:
        return
    if message.migrate_to_chat_id:
        context.state.chats.migrate(message.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id:
        context.state.chats.migrate(message.migrate_from_chat_id, message.chat_id)
