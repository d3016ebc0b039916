"""The loop: it beats once a period and after a reload, and outlives whatever goes wrong."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import Any

import bases
import pytest
from beats import MOVED, PLACED, room
from botapi import ADMIN, playing

from bot import clock, heartbeat, knowledge_file, notices


def noon() -> datetime:
    return datetime(2026, 2, 15, 12, tzinfo=clock.KYIV)


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_a_reload_is_told_without_waiting_for_the_next_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge_file, "rebuild", lambda _: bases.later(PLACED, MOVED))
    async with playing(bases.later(PLACED)) as play:
        await play.says("/subscribe")
        beating = asyncio.create_task(heartbeat.run(play.application, noon, period=1000.0))
        await play.says("/reload", user=ADMIN)
        for _ in range(500):
            if any("The schedule of the talks has changed" in call.text for call in play.calls):
                break
            await asyncio.sleep(0.01)
        await ended(beating)
    assert sum("The schedule of the talks has changed" in call.text for call in play.calls) == 1


async def test_it_goes_on_after_trouble(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    beats: list[Any] = []

    async def broken(*given: Any) -> None:
        beats.append(given)
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(notices, "tell", broken)
    async with playing(bases.bare()) as play:
        beating = asyncio.create_task(heartbeat.run(play.application, noon, period=0.001))
        for _ in range(500):
            if len(beats) > 2:
                break
            await asyncio.sleep(0.001)
        await ended(beating)
        assert room(play).woken.is_set() is False
    assert len(beats) > 2
    assert "a part of the beat failed" in caplog.text
