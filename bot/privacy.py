"""/privacy says what is kept and for how long; /forgetme erases it, once that was confirmed."""

from __future__ import annotations

from telegram import Update

from bot import admins, presses, replies, texts
from bot.context import Context
from bot.keyboards import Button
from bot.ratings import KEPT as KEPT_RATINGS
from bot.state import DAY, KEPT_HANDLED, KEPT_REPLIES
from bot.watches import KEPT as KEPT_WATCHES

PRESSES = "1:f:"
"""What the data of these buttons begins with."""
ERASE, KEEP = f"{PRESSES}erase", f"{PRESSES}keep"


async def privacy(update: Update, context: Context) -> None:
    """What is kept, and for how long."""
    language = context.language(update)
    kept = {
        "handled": KEPT_HANDLED,
        "replies": KEPT_REPLIES,
        "watches": KEPT_WATCHES,
        "ratings": KEPT_RATINGS,
    }
    days = {name: texts.say(language, "count.days", count=time // DAY) for name, time in kept.items()}
    button = texts.say(language, "button.watch")
    await replies.tell(update, texts.say(language, "privacy.text", button=button, **days))


async def forget_me(update: Update, context: Context) -> None:
    """Ask whether that is really wanted; in a group its admins decide for it."""
    language, chat = context.language(update), update.effective_chat
    if chat is None:
        return
    if not await admins.may_change(update, context):
        await replies.say(update, context, "forget.refused")
        return
    key = "forget.ask_person" if chat.type == chat.PRIVATE else "forget.ask_group"
    offered = (
        Button(texts.say(language, "forget.erase"), ERASE),
        Button(texts.say(language, "forget.keep"), KEEP),
    )
    await replies.tell(update, texts.say(language, key), offered)


async def on_press(update: Update, context: Context) -> None:
    """Erase, or leave things as they are; either way the buttons go."""
    query, chat, language = update.callback_query, update.effective_chat, context.language(update)
    if query is None or query.message is None or chat is None:
        return
    if not await admins.may_change(update, context):
        await presses.answer(query, texts.say(language, "forget.refused"))
        return
    if query.data == ERASE:
        context.state.chats.forget(chat.id)
        for recent in (context.room.recent, context.room.missed):
            recent.forget(chat.id)
    told = texts.say(language, "forget.erased" if query.data == ERASE else "forget.kept")
    await presses.answer(query)
    await replies.put(context, chat.id, query.message.message_id, told)
