"""/subscribe and /unsubscribe: whether a chat hears of changes in the agenda."""

from __future__ import annotations

from datetime import date

from telegram import Update

from bot import admins, memory, replies
from bot.context import Context, Room
from bot.subscriptions import Subscription
from knowledge.model import KnowledgeBase


async def subscribe(update: Update, context: Context) -> None:
    """News of the agenda and reminders from now on, in this topic; in groups their admins decide."""
    message = update.message
    if message is None:
        return
    if not await admins.may_change(update, context):
        await replies.say(update, context, "subscription.refused")
        return
    begin(context.room, message.chat_id, context.language(update), memory.thread_of(message))
    await replies.say(update, context, "subscription.begun")


async def unsubscribe(update: Update, context: Context) -> None:
    """No more of that."""
    if update.message is None:
        return
    if not await admins.may_change(update, context):
        await replies.say(update, context, "subscription.refused")
        return
    was = context.state.subscriptions.end(update.message.chat_id)
    await replies.say(update, context, "subscription.ended" if was else "subscription.none")


def begin(room: Room, chat: int, language: str, thread: int | None = None) -> None:
    """A chat knows the agenda of this moment: it will be told of what changes from here."""
    agenda = known_agenda(room.kb, room.today())
    room.state.subscriptions.put(Subscription(chat, thread, language, room.kb.version, agenda))


def known_agenda(kb: KnowledgeBase, today: date) -> str:
    """The substance of what is next."""
    from knowledge.agenda import next_talks

    return memory.agenda_substance(next_talks(kb, today))
