"""The pace of the calls, on a clock that only moves when somebody sleeps."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot import pacing
from bot.pacing import LATER, Pacing

PRIVATE, OTHER, GROUP = 7, 8, -100500


class Clock:
    """Virtual time: when everybody sleeps, the first to wake is woken."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._sleeping: list[tuple[float, int, asyncio.Future[None]]] = []
        self._number = 0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        self._number += 1
        heapq.heappush(self._sleeping, (self.now + seconds, self._number, woken))
        await woken

    async def run(self, *work: Awaitable[Any]) -> list[Any]:
        """All of the work to its end; exceptions are given back."""
        tasks = [asyncio.ensure_future(one) for one in work]
        while True:
            for _ in range(50):
                await asyncio.sleep(0)
            if all(task.done() for task in tasks):
                return await asyncio.gather(*tasks, return_exceptions=True)
            at, _, woken = heapq.heappop(self._sleeping)
            self.now = max(self.now, at)
            woken.set_result(None)


class Wire:
    """Takes calls and notes when; ``failures`` are raised first."""

    def __init__(self, *failures: TelegramError) -> None:
        self.clock = Clock()
        self.pacing = Pacing(clock=self.clock, sleep=self.clock.sleep)
        self.failures = list(failures)
        self.made: list[tuple[str, int | None, float]] = []

    async def call(self, chat: int | None, endpoint: str = "sendMessage", lane: Any = None) -> Any:
        async def arrive() -> bool:
            self.made.append((endpoint, chat, round(self.clock.now - 1000.0, 2)))
            if self.failures:
                raise self.failures.pop(0)
            return True

        data = {} if chat is None else {"chat_id": chat}
        return await self.pacing.process_request(arrive, (), {}, endpoint, data, lane)

    def times(self, chat: int | None) -> list[float]:
        return [at for _, known, at in self.made if known == chat]


async def test_a_single_reply_is_not_delayed_and_a_chat_gets_one_message_a_second() -> None:
    wire = Wire()
    await wire.clock.run(*(wire.call(PRIVATE) for _ in range(4)), wire.call(OTHER))
    assert wire.times(OTHER) == [0.0]
    assert wire.times(PRIVATE) == [0.0, 1.0, 2.0, 3.0]


async def test_a_group_gets_twenty_a_minute() -> None:
    wire = Wire()
    await wire.clock.run(*(wire.call(GROUP) for _ in range(42)), wire.call(PRIVATE))
    times = wire.times(GROUP)
    assert wire.times(PRIVATE) == [0.0]
    assert times[19] == 19.0
    assert all(later - at >= 60.0 for at, later in zip(times, times[20:], strict=False))
    assert times[20] < 60.1


async def test_all_chats_together_stay_below_thirty_a_second_and_what_is_unasked_leaves_room() -> None:
    wire = Wire()
    unasked = [wire.call(chat, lane=LATER) for chat in range(1, 61)]
    asked = [wire.call(chat) for chat in range(101, 111)]
    await wire.clock.run(*unasked, *asked)
    times = sorted(at for _, _, at in wire.made)
    assert all(later - at >= 1.0 for at, later in zip(times, times[25:], strict=False))
    assert [wire.times(chat) for chat in range(101, 111)] == [[0.0]] * 10
    assert len(wire.made) == 70


async def test_presses_and_menus_are_not_messages() -> None:
    wire = Wire()
    await wire.clock.run(
        *(wire.call(None, "answerCallbackQuery") for _ in range(40)),
        wire.call(PRIVATE),
        wire.call(PRIVATE, "getChatMember"),
        wire.call(PRIVATE, "sendChatAction"),
    )
    assert {at for _, _, at in wire.made} == {0.0}


async def test_edits_count_as_messages() -> None:
    wire = Wire()
    await wire.clock.run(wire.call(PRIVATE), wire.call(PRIVATE, "editMessageText"))
    assert wire.times(PRIVATE) == [0.0, 1.0]


async def test_too_early_is_made_again_after_the_wait_in_order_and_holds_up_nobody_else() -> None:
    wire = Wire(RetryAfter(30))
    first = wire.call(PRIVATE)
    assert await wire.clock.run(first, wire.call(PRIVATE), wire.call(OTHER)) == [True, True, True]
    assert wire.times(OTHER) == [0.0]
    assert wire.times(PRIVATE) == [0.0, 30.1, 31.1]


async def test_patience_has_an_end() -> None:
    wire = Wire(*(RetryAfter(1) for _ in range(20)))
    (outcome,) = await wire.clock.run(wire.call(PRIVATE))
    assert isinstance(outcome, RetryAfter)
    assert len(wire.made) == pacing.WAITS + 1


def never_connected() -> NetworkError:
    problem = NetworkError("httpx.ConnectError: no route")
    problem.__cause__ = type("ConnectError", (Exception,), {})()
    return problem


@pytest.mark.parametrize(
    ("endpoint", "failure", "tries"),
    [
        ("editMessageText", lambda: NetworkError("Bad Gateway"), 3),
        ("editMessageText", TimedOut, 3),
        ("getChatMember", TimedOut, 3),
        ("setMyCommands", lambda: NetworkError("500"), 3),
        ("answerInlineQuery", TimedOut, 3),
        ("sendMessage", TimedOut, 1),  # it may have arrived
        ("sendMessage", lambda: NetworkError("Bad Gateway"), 1),
        ("sendMessage", never_connected, 3),
        ("answerCallbackQuery", TimedOut, 1),  # once only
        ("getMe", TimedOut, 1),  # polling has its own patience
        ("editMessageText", lambda: BadRequest("message is not modified"), 1),
        ("editMessageText", lambda: Forbidden("blocked"), 1),
    ],
)
async def test_what_may_be_repeated_is_tried_three_times_with_growing_pauses(
    endpoint: str, failure: Callable[[], TelegramError], tries: int
) -> None:
    wire = Wire(*(failure() for _ in range(5)))
    (outcome,) = await wire.clock.run(wire.call(PRIVATE, endpoint))
    assert isinstance(outcome, TelegramError)
    assert wire.times(PRIVATE) == [0.0, 1.0, 3.0][:tries]


async def test_a_failure_that_passes_is_not_noticed() -> None:
    wire = Wire(NetworkError("Bad Gateway"))
    assert await wire.clock.run(wire.call(PRIVATE, "editMessageText")) == [True]


async def test_chats_at_rest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "KEPT_CHATS", 3)
    wire = Wire()
    await wire.clock.run(*(wire.call(chat) for chat in (1, 2, 3)))
    await wire.clock.run(wire.clock.sleep(61))
    await wire.clock.run(wire.call(4))
    assert set(wire.pacing._lines) == {"4"}


async def test_the_terminal_waits_for_nothing() -> None:
    wire = Wire()
    wire.pacing = Pacing(limits=None, clock=wire.clock, sleep=wire.clock.sleep)
    await wire.clock.run(*(wire.call(GROUP) for _ in range(50)))
    assert set(wire.times(GROUP)) == {0.0}
