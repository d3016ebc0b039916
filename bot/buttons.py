"""Presses: a reading or a suggestion that is asked for, and the choice of a language.

Every press is answered once, whatever comes of it, so that no button keeps spinning.
"""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from bot import admins, callbacks, presses, replies, texts
from bot.callbacks import Press
from bot.context import Context
from knowledge.model import Answer, KnowledgeBase


async def on_press(update: Update, context: Context) -> None:
    """Sort a press by what its button carries."""
    query = update.callback_query
    assert query is not None
    press = callbacks.parse(query.data)
    if press is None:
        await presses.answer(query, texts.say(context.language(update), "button.stale"))
    elif press.kind == "language":
        await _language(update, context, query, press.language)
    else:
        await _entry(update, context, query, press)


async def _language(update: Update, context: Context, query: CallbackQuery, code: str) -> None:
    chat = update.effective_chat
    if chat is None or not await admins.may_change(update, context):
        await presses.answer(query, texts.say(context.language(update), "language.refused"))
        return
    context.state.choose_language(chat.id, None if code == callbacks.AUTO else code)
    key = "language.changed_auto" if code == callbacks.AUTO else "language.changed"
    done = texts.say(context.language(update), key)
    await presses.answer(query, done)
    if query.message:
        await replies.put(context, query.message.chat.id, query.message.message_id, done)


async def _entry(update: Update, context: Context, query: CallbackQuery, press: Press) -> None:
    from knowledge import answer

    kb = context.kb
    entry = callbacks.entry_of(press, kb)
    if entry is None:
        await presses.answer(query, texts.say(press.language, "button.gone"))
    elif query.message and not context.state.first_time(_key(query)):
        await presses.answer(query, texts.say(press.language, "button.again"))
    else:
        await presses.answer(query)
        await _show(update, context, query, answer.show(kb, entry.id, context.today, press.language), kb)


async def _show(
    update: Update, context: Context, query: CallbackQuery, found: Answer, kb: KnowledgeBase
) -> None:
    """Under the message with the buttons; where that is too old to be reached, in the chat."""
    if isinstance(query.message, Message) and query.message.is_accessible:
        await replies.send(update, context, found, kb, under=query.message, pressed=True)
    elif query.message:
        known = context.state.reply_as(query.message.chat.id, query.message.message_id)
        await replies.send_anew(context, query.message.chat.id, found, kb, known.thread if known else None)


def _key(query: CallbackQuery) -> str:
    """One key for each button of each message, so that pressing twice does no harm."""
    message = query.message
    assert message is not None
    return f"press:{message.chat.id}:{message.message_id}:{query.data}"
