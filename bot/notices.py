"""What subscribers are told: that the agenda has changed, and the day before, that talks are tomorrow.

Both are told once, outside a chat's quiet hours; what came up meanwhile is told when they end.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from bot import memory, outreach, texts, words
from bot.agenda_wording import answer_of
from bot.context import Room
from bot.outreach import Bot
from bot.subscriptions import Subscription
from knowledge.model import Agenda, KnowledgeBase

REMINDS_FROM = 9
"""The hour in Kyiv from which a reminder may come: nobody is woken by one."""


async def tell(room: Room, bot: Bot, now: datetime) -> None:
    """Tell every subscriber what it does not know yet. A chat that must wait holds up no other."""
    from knowledge.agenda import next_talks

    kb = room.kb
    agenda = next_talks(kb, now.date())
    subscribed = room.state.subscriptions.every()
    await asyncio.gather(*(_tell(room, bot, known, agenda, kb, now) for known in subscribed))


async def _tell(
    room: Room, bot: Bot, known: Subscription, agenda: Agenda, kb: KnowledgeBase, now: datetime
) -> None:
    """What is kept is what was told, so that a restart neither repeats nor loses anything."""
    chosen = room.state.chats.of(known.chat)
    language, is_quiet = chosen.language or known.language, chosen.is_quiet(now.hour)
    told, substance = known, memory.agenda_substance(agenda)
    round_ = _tomorrow(agenda, now)
    # That a day goes by changes the agenda too, but only another base brings news.
    if known.version != kb.version and known.agenda != substance:
        head = texts.say(language, "notice.changed")
        chat = None if is_quiet else await _send(room, bot, known, head, agenda, kb, language)
        if chat is None:
            return
        told = replace(told, chat=chat, reminded=round_ or told.reminded)
    told = replace(told, version=kb.version, agenda=substance)
    if round_ and round_ != told.reminded and now.hour >= REMINDS_FROM and not is_quiet:
        day = words.day(now.date() + timedelta(days=1), language)
        head = texts.say(language, "notice.tomorrow", date=day)
        if chat := await _send(room, bot, known, head, agenda, kb, language):
            told = replace(told, chat=chat, reminded=round_)
    if told != known:
        room.state.subscriptions.told(told)


async def _send(
    room: Room, bot: Bot, known: Subscription, head: str, agenda: Agenda, kb: KnowledgeBase, language: str
) -> int | None:
    html, markup = outreach.headed(head, answer_of(agenda, "next", language), kb, agenda.today, bot.username)
    return await outreach.deliver(room, bot, known.chat, html, markup, thread=known.thread)


def _tomorrow(agenda: Agenda, now: datetime) -> str | None:
    """The round that is scheduled to begin tomorrow, where its days are known."""
    time = agenda.time
    if agenda.status != "scheduled" or time is None or time.precision not in ("day", "days"):
        return None
    begins = time.start == now.date() + timedelta(days=1)
    return f"{time.start} {time.end}" if begins else None
