"""Answers that no longer hold are rewritten where they stand, for two weeks after they were given.

What makes an answer no longer hold is a change of substance (``memory.substance``): another date, place or
quote, a status that is not the same. That there are newer articles is no such thing.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from telegram import InlineKeyboardMarkup
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot import memory, outreach, pacing, render, texts, words
from bot.context import Room
from bot.outreach import Bot
from bot.state import Reply
from knowledge.model import Answer, KnowledgeBase

log = logging.getLogger(__name__)
Seen = dict[tuple[str | None, str | None, str | None, str], Answer | None]
"""(entry, direction, language, day) -> what the new base says: many have asked the same."""


async def correct(room: Room, bot: Bot, today: date) -> None:
    """Compare what was answered from earlier bases with this one, and rewrite what it supersedes."""
    kb = room.kb
    by_chat: dict[int, list[Reply]] = defaultdict(list)
    for known in room.state.outdated(kb.version):
        by_chat[known.chat].append(known)
    seen: Seen = {}
    await asyncio.gather(*(_correct_chat(room, bot, rows, kb, today, seen) for rows in by_chat.values()))


async def _correct_chat(
    room: Room, bot: Bot, rows: Iterable[Reply], kb: KnowledgeBase, today: date, seen: Seen
) -> None:
    """One chat's answers, one after another; a chat that wants no corrections is only kept up to date."""
    for known in rows:
        await asyncio.sleep(0)  # readers' questions come first
        now = _recalled(known, kb, known.day or "", seen)
        current = replace(known, version=kb.version)
        if now is None:
            is_due = not memory.rests_on(known, kb)
            current = replace(current, words=None, substance=None) if is_due else current
        else:
            substance = memory.substance(now)
            is_due = substance != known.substance
            if is_due:
                current = _compared_on(current, kb, today, seen)
        wanted = room.state.chats.of(known.chat).corrections
        if is_due and wanted and not await _rewrite(room, bot, known, kb, today, seen):
            continue  # the server was out of reach: tried again at the next beat
        room.state.compared(current)


def _compared_on(known: Reply, kb: KnowledgeBase, today: date, seen: Seen) -> Reply:
    """The answer as it now stands, said today."""
    now = _recalled(known, kb, today.isoformat(), seen)
    return memory.noted(known, now, kb, today) if now else known


async def _rewrite(room: Room, bot: Bot, known: Reply, kb: KnowledgeBase, today: date, seen: Seen) -> bool:
    """Edit one message; whether that is settled, be it that it cannot be edited any more."""
    html, markup = _corrected(known, kb, today, seen, bot.username)
    try:
        await bot.edit_message_text(
            html, known.chat, known.reply, reply_markup=markup, rate_limit_args=pacing.LATER
        )
    except BadRequest as problem:
        log.info("message %s was not corrected: %s", known.reply, problem.message)
    except Forbidden:
        room.state.chats.leave(known.chat)
    except ChatMigrated as moved:
        room.state.chats.migrate(known.chat, moved.new_chat_id)
    except TelegramError as problem:
        log.warning("message %s could not be corrected: %s", known.reply, problem.message)
        return False
    return True


def _corrected(
    known: Reply, kb: KnowledgeBase, today: date, seen: Seen, bot: str
) -> tuple[str, InlineKeyboardMarkup | None]:
    """``Updated 16 February 2026:`` and what holds now; or that nothing is left to go by."""
    language = known.language or "en"
    head = texts.say(language, "correction.updated", date=words.day(today, language))
    now = _recalled(known, kb, today.isoformat(), seen)
    if now is None:
        return render.message(f"{head}\n\n{texts.say(language, 'correction.withdrawn')}"), None
    return outreach.headed(head, now, kb, today, bot)


def _recalled(known: Reply, kb: KnowledgeBase, day: str, seen: Seen) -> Answer | None:
    asked = (known.entry, known.direction, known.language, day)
    if asked not in seen:
        seen[asked] = memory.recalled(known, kb, date.fromisoformat(day))
    return seen[asked]
