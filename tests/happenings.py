"""What happens in a conversation without anybody doing it: time, reloads, restarts, trouble on the line."""

from __future__ import annotations

from datetime import datetime, timedelta

from deeds import deed
from stage import Stage, base, reopened
from telegram_double import Trouble

from bot import heartbeat
from bot.clock import KYIV
from bot.context import ROOM

UNITS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}


@deed(r"(?P<count>\d+) (?P<unit>second|minute|hour|day)s? pass(es)?")
async def passes(stage: Stage, count: str, unit: str) -> None:
    stage.clock.pass_by(int(count) * UNITS[unit])


@deed(r"it is (?P<when>\d{4}-\d\d-\d\d( \d\d:\d\d)?)")
async def it_is(stage: Stage, when: str) -> None:
    to = datetime.fromisoformat(when if ":" in when else f"{when} 12:00").replace(tzinfo=KYIV)
    left = to - stage.clock.now()
    assert left >= timedelta(0), "time does not run backwards"
    stage.clock.pass_by(left.total_seconds())


@deed(r"the minute is over")
async def beats(stage: Stage) -> None:
    """The bot does what it does by itself once a minute."""
    stage.clock.pass_by(60)
    await heartbeat.beat(stage.application, stage.clock.now())


@deed(r"the base is now (?P<names>.+)")
async def reloads(stage: Stage, names: str) -> None:
    """As after a reload, with the beat that follows one."""
    stage.application.bot_data[ROOM].kb = base(names)
    await beats(stage)


@deed(r"the bot restarts")
async def restarts(stage: Stage) -> None:
    await reopened(stage)


@deed(r"trouble: (?P<what>429 for (?P<seconds>\d+) s|5\d\d|cut before|cut after) on (?P<method>\w+|\*)")
async def trouble(stage: Stage, what: str, seconds: str | None, method: str) -> None:
    status = 429 if seconds else int(what) if what.isdigit() else 0
    planned = Trouble(status, int(seconds or 0), is_done=what == "cut after")
    stage.double.trouble[method].append(planned)


@deed(r"the same update comes again")
async def comes_again(stage: Stage) -> None:
    await stage.hand_over(stage.last_update)


@deed(r"updates are held back")
async def hold(stage: Stage) -> None:
    stage.held = []


@deed(r"they arrive(?P<how> backwards)?")
async def arrive(stage: Stage, how: str | None) -> None:
    held, stage.held = stage.held or [], None
    for update in reversed(held) if how else held:
        await stage.hand_over(update)
