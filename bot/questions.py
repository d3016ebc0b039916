"""Questions in words: private messages, what is addressed to the bot in groups, edits of both."""

from __future__ import annotations

from dataclasses import replace

from telegram import Message, Update

from bot import replies
from bot.addressed import after_command, is_command, question_in
from bot.context import Context
from knowledge.model import Answer, KnowledgeBase

FOLLOWS_WITHIN = 600.0
"""Seconds after an answer in which "and where?" is understood as about it."""


async def on_private(update: Update, context: Context) -> None:
    """Whatever is written to the bot in private is a question."""
    message = _message(update)
    await reply(update, context, message.text or "", under=message)


async def on_group(update: Update, context: Context) -> None:
    """A mention or a reply in a group."""
    message = _message(update)
    question = question_in(message, context.bot.bot)
    if question:
        await reply(update, context, question, under=message)
    else:
        await replies.say(update, context, "ask.usage")


async def on_edit(update: Update, context: Context) -> None:
    """An edited question: its answer is edited too. Where there is none that we know, nothing happens."""
    message = update.edited_message
    known = context.state.reply_to(message.chat_id, message.message_id) if message else None
    if message is None or known is None:
        return
    question = after_command(message) if is_command(message) else question_in(message, context.bot.bot)
    if not question:
        return
    kb = context.kb
    answer = find(update, context, kb, question, follows=None)
    await replies.rewrite(context, known.chat, known.reply, answer, kb)
    context.room.recent.keep(known.chat, known.reply, answer)
    context.state.remember(replace(known, entry=answer.entry))


async def on_other(update: Update, context: Context) -> None:
    """A picture, a voice message, a sticker: one friendly line, in private only."""
    await replies.say(update, context, "error.text_only")


async def reply(update: Update, context: Context, question: str, under: Message) -> None:
    """Answer ``question`` under the message ``under``."""
    kb = context.kb
    answer = find(update, context, kb, question, follows=_followed(context, under, update))
    await replies.send(update, context, answer, kb, under)


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
