"""What the bot does by itself, for the tests: the base is swapped, the heart beats at an hour of choice."""

from __future__ import annotations

from datetime import datetime

from botapi import Call, Play

from bot import heartbeat
from bot.clock import KYIV
from bot.context import ROOM, Room
from knowledge.model import KnowledgeBase

PLACED = "2026-02-13-peskov-nazval-daty"
"""The round of 17–18 February is to be in Abu Dhabi."""
MOVED = "2026-02-15-perenesly-do-zhenevy"
"""It is moved to Geneva."""


def room(play: Play) -> Room:
    """What the whole bot shares."""
    found = play.application.bot_data[ROOM]
    assert isinstance(found, Room)
    return found


async def beat(play: Play, day: int, hour: int = 12, kb: KnowledgeBase | None = None) -> list[Call]:
    """The calls of one beat, at an hour of a day in February 2026 in Kyiv, after a reload where given."""
    known = len(play.calls)
    if kb:
        room(play).kb = kb
    await heartbeat.beat(play.application, datetime(2026, 2, day, hour, tzinfo=KYIV))
    return play.calls[known:]
