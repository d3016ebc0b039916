"""What the bot does by itself, once a minute and after each reload.

Nothing is planned ahead: every row of the state says what its chat was told and of which base, and a beat
brings the rows up to this moment. So a restart, a reload by whatever way and a night of silence are all one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from bot import clock, corrections, notices, watching
from bot.context import ROOM, App

log = logging.getLogger(__name__)
PERIOD = 60.0
"""Seconds between two beats, unless something happens."""


async def beat(application: App, now: datetime) -> None:
    """Correct, tell subscribers, tell those who waited; trouble with one leaves the others."""
    room, bot = application.bot_data[ROOM], application.bot
    room.state.tidy()
    work = (
        corrections.correct(room, bot, now.date()),
        notices.tell(room, bot, now),
        watching.ask_again(room, bot, now),
    )
    for outcome in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(outcome, Exception):
            log.error("a part of the beat failed", exc_info=outcome)


async def run(application: App, now: Callable[[], datetime] = clock.now, period: float = PERIOD) -> None:
    """Beat until cancelled."""
    woken: asyncio.Event = application.bot_data[ROOM].woken
    while True:
        woken.clear()
        try:
            await beat(application, now())
        except Exception:  # the bot goes on answering without it
            log.exception("a beat failed")
        with suppress(TimeoutError):
            await asyncio.wait_for(woken.wait(), period)
