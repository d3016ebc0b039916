"""Presses: an entry that is asked for, its proof, a mark for it, another page, the choice of a language.

Every press is answered once, whatever comes of it, so that no button keeps spinning.
"""

from __future__ import annotations

from telegram import CallbackQuery, Message, Update

from bot import admins, browsing, callbacks, documents, presses, proofs, replies, texts, watching
from bot.callbacks import Press
from bot.context import Context
from bot.quoting import Block
from knowledge.model import Answer, KnowledgeBase


async def on_press(update: Update, context: Context) -> None:
    """Sort a press by what its button carries."""
    query = update.callback_query
    assert query is not None
    press = callbacks.parse(query.data)
    match press.kind if press else None:
        case "language" if press:
            await _language(update, context, query, press.language)
        case "helpful" | "unhelpful" if press:
            await _rate(context, query, press)
        case "topics" | "topic" | "articles" if press:
            await _turn(context, query, press)
        case "watch":
            await watching.on_watch(update, context, press)
        case None:
            await presses.answer(query, texts.say(context.language(update), "button.stale"))
        case _ if press:
            await _ask(update, context, query, press)


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


async def _rate(context: Context, query: CallbackQuery, press: Press) -> None:
    """The last press of a reader counts, so that pressing twice, or both, does no harm."""
    message = query.message
    if message:
        known = context.state.reply_as(message.chat.id, message.message_id)
        entry = known.entry if known else None
        helpful = press.kind == "helpful"
        context.state.ratings.rate(message.chat.id, message.message_id, query.from_user.id, helpful, entry)
    await presses.answer(query, texts.say(press.language, f"button.thanks_{press.kind}"))


async def _turn(context: Context, query: CallbackQuery, press: Press) -> None:
    """Another page in the place of this one."""
    page = browsing.page(press, context.kb)
    await presses.answer(query, texts.say(press.language, "button.gone") if page is None else None)
    if page and query.message:
        await replies.turn(context, query.message.chat.id, query.message.message_id, *page)


async def _ask(update: Update, context: Context, query: CallbackQuery, press: Press) -> None:
    """What a press asks for is told in a message of its own, once for each button."""
    kb = context.kb
    found = (
        None if press.kind == "calendar" else proofs.answer(press.subject, kb, context.today, press.language)
    )
    if found is None and press.kind != "calendar":
        await presses.answer(query, texts.say(press.language, "button.gone"))
    elif query.message and not context.state.first_time(_key(query)):
        await presses.answer(query, texts.say(press.language, "button.again"))
    else:
        await presses.answer(query)
        if found is None:
            await documents.calendar(context, query, press.language)
        elif press.kind == "entry":
            await _show(update, context, query, found, kb)
        else:
            await _prove(context, query, press, found, kb)


async def _show(
    update: Update, context: Context, query: CallbackQuery, found: Answer, kb: KnowledgeBase
) -> None:
    """Under the message with the buttons; where that is too old to be reached, in the chat."""
    if isinstance(query.message, Message) and query.message.is_accessible:
        await replies.send(update, context, found, kb, under=query.message, pressed=True)
    elif query.message:
        known = context.state.reply_as(query.message.chat.id, query.message.message_id)
        await replies.send_anew(context, query.message.chat.id, found, kb, known.thread if known else None)


async def _prove(
    context: Context, query: CallbackQuery, press: Press, found: Answer, kb: KnowledgeBase
) -> None:
    """The sentences around the quote, or the list of sources."""
    shown = proofs.evidence(found)
    blocks: tuple[Block, ...] = (
        proofs.context(shown[0], kb, press.language)
        if press.kind == "context" and shown
        else proofs.sources(shown, kb, press.language)
    )
    if query.message:
        await replies.show(context, query.message, blocks, press.language)


def _key(query: CallbackQuery) -> str:
    """One key for each button of each message, so that pressing twice does no harm."""
    message = query.message
    assert message is not None
    return f"press:{message.chat.id}:{message.message_id}:{query.data}"
