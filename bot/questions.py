"""Questions in words: private messages, what is addressed to the bot in groups, edits of both."""

from __future__ import annotations

from telegram import Message, Update

from bot import memory, proofs, replies
from bot.addressed import command_of, question_in
from bot.context import Context
from knowledge.model import Answer, KnowledgeBase

AGENDAS = {"nexttalks": "@next", "lasttalks": "@last"}
"""Commands that an edit may turn a question into, and what they ask for, as buttons name it."""
FOLLOWS_WITHIN = 600.0
"""Seconds after an answer in which "and where?" is understood as about it."""


async def on_private(update: Update, context: Context) -> None:
    """Whatever is written, forwarded or put under a picture in private is a question."""
    message = _message(update)
    _is_first_of_album(message, context)  # its other pictures need no word of their own
    await reply(update, context, question_in(message, context.bot.bot), under=message)


async def on_group(update: Update, context: Context) -> None:
    """A mention or a reply in a group."""
    message = _message(update)
    question = question_in(message, context.bot.bot)
    if question:
        await reply(update, context, question, under=message, mentioned=True)
    else:
        await replies.say(update, context, "ask.usage")


async def on_edit(update: Update, context: Context) -> None:
    """An edited question: its answer is edited too. Where there is none that we know, nothing happens."""
    message = update.edited_message
    known = context.state.reply_to(message.chat_id, message.message_id) if message else None
    if message is None or known is None:
        return
    kb, question = context.kb, question_in(message, context.bot.bot)
    if subject := AGENDAS.get(command_of(message, context.bot.bot)):
        answer = proofs.answer(subject, kb, context.today, context.language(update))
    else:
        answer = find(update, context, kb, question, follows=None) if question else None
    if answer is None:
        return
    await replies.rewrite(context, known.chat, known.reply, answer, kb)
    context.room.recent.keep(known.chat, known.reply, answer)
    context.state.remember(memory.noted(known, answer, kb, context.today))
    _keep_missed(context, known.chat, known.reply, answer, question)


async def on_other(update: Update, context: Context) -> None:
    """A picture, a voice message, a sticker: one friendly line, in private only."""
    if _is_first_of_album(_message(update), context):
        await replies.say(update, context, "error.text_only")


async def reply(
    update: Update, context: Context, question: str, under: Message, *, mentioned: bool = False
) -> None:
    """Answer ``question`` under the message ``under``; a group may want no reply to a mention that fails."""
    kb = context.kb
    answer = find(update, context, kb, question, follows=_followed(context, under, update))
    if mentioned and answer.status in replies.MISSED and context.state.chats.of(under.chat_id).silent:
        replies.count(context, answer)
        return
    sent = await replies.send(update, context, answer, kb, under)
    if sent:
        _keep_missed(context, sent.chat_id, sent.message_id, answer, question)


def find(
    update: Update,
    context: Context,
    kb: KnowledgeBase,
    question: str,
    *,
    follows: str | None,
    language: str | None = None,
) -> Answer:
    """The answer in ``language``, else the one that the chat has chosen, else that of the question."""
    from knowledge.answer import answer

    forced, fallback = language or context.chosen(update), context.language(update)
    return answer(kb, question, context.today, language=forced, fallback=fallback, context=follows)


def _keep_missed(context: Context, chat: int, message: int, answer: Answer, question: str) -> None:
    """In memory only, for the reader who wants to be told when this can be answered."""
    if answer.status in replies.MISSED:
        context.room.missed.keep(chat, message, question)


def _is_first_of_album(message: Message, context: Context) -> bool:
    """Pictures sent together arrive one by one; one reply is enough."""
    album = message.media_group_id
    return album is None or context.state.first_time(f"album:{message.chat_id}:{album}")


def _followed(context: Context, message: Message, update: Update) -> str | None:
    """The entry that a short question may follow on: of the message replied to, else of the last answer.

    Answers are looked up by chat and by user, so that one person's thread is never another's.
    """
    if other := message.reply_to_message:
        known = context.state.reply_as(message.chat_id, other.message_id)
        if known:
            return known.entry
    user = update.effective_user
    latest = context.state.latest(message.chat_id, user.id if user else None, FOLLOWS_WITHIN)
    return latest.entry if latest else None


def _message(update: Update) -> Message:
    """The message that the filters of ``app`` let through."""
    assert update.message is not None
    return update.message
