"""What the bot sends without being asked just now: news, reminders, answers that somebody waited for."""

from __future__ import annotations

import logging
from datetime import date

from telegram import InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot import keyboards, pacing, render, replies
from bot.context import Room
from bot.cutting import length
from knowledge.model import Answer, KnowledgeBase

log = logging.getLogger(__name__)
Bot = ExtBot[pacing.Lane]


async def deliver(
    room: Room,
    bot: Bot,
    chat: int,
    html: str,
    markup: InlineKeyboardMarkup | None = None,
    *,
    thread: int | None = None,
    under: int | None = None,
) -> int | None:
    """Send a message; the chat where that is settled, be it that nothing can be sent there any more.

    None is worth another try later: nothing arrived. A group that has moved is followed.
    """
    above = ReplyParameters(under, allow_sending_without_reply=True) if under else None
    try:
        await bot.send_message(
            chat,
            html,
            reply_markup=markup,
            message_thread_id=thread,
            reply_parameters=above,
            rate_limit_args=pacing.LATER,
        )
    except ChatMigrated as moved:
        room.state.chats.migrate(chat, moved.new_chat_id)
        return await deliver(room, bot, moved.new_chat_id, html, markup)
    except BadRequest as problem:
        if thread and "thread" in problem.message.lower():  # the topic was deleted: the group still wants it
            return await deliver(room, bot, chat, html, markup, under=under)
        log.warning("chat %s could not be told: %s", chat, problem.message)
    except NetworkError as problem:
        log.warning("chat %s could not be told: %s", chat, problem.message)
        return chat if pacing.may_have_arrived(problem) else None
    except Forbidden:
        log.info("chat %s does not want to be told any more", chat)
        room.state.chats.leave(chat)
    except TelegramError as problem:
        log.warning("chat %s could not be told: %s", chat, problem.message)
        return None
    return chat


def headed(
    text: str, answer: Answer, kb: KnowledgeBase, today: date, bot: str
) -> tuple[str, InlineKeyboardMarkup | None]:
    """An answer under a line of the bot's own, within the length of a message; and its buttons."""
    room_left = render.LIMIT - length(text) - 2
    html = f"{render.message(text)}\n\n{render.html(answer, kb, room_left)}"
    return html, replies.keyboard(keyboards.under(answer, kb, today, bot))
