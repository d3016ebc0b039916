"""The pace of the bot's calls: Telegram allows one message a second in a chat, twenty a minute in a group,
about thirty a second in all, and says for how long to be silent when it was too much.

The library's own limiter paces no private chats, and lets a chat that must wait hold up all the others. Here
each chat is a queue of its own; what is sent unasked leaves room for the replies that somebody waits for.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Literal

from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import BaseRateLimiter

log = logging.getLogger(__name__)

Lane = Literal["later"]
LATER: Lane = "later"
"""``rate_limit_args`` of what nobody waits for: corrections, reminders, news."""

Result = bool | dict[str, Any] | list[dict[str, Any]]
Call = Callable[[], Coroutine[Any, Any, Result]]
Sleep = Callable[[float], Awaitable[None]]

AT_ONCE = 8
"""Calls under way side by side; over HTTP more of them were slower, not faster."""
WAITS = 5
"""So often a call that came too early is made again."""
TRIES = 3
"""So often a call that may be repeated is made when the server or the network fails."""
BACKOFF = 1.0
"""Seconds before the second try; twice as many before the third."""
MARGIN = 0.1
"""Seconds of silence more than Telegram asked for: its clock is not ours."""
TICK = 0.001
"""The shortest sleep: what rounding leaves over must not spin."""
KEPT_CHATS = 1000
"""Chats whose pace is remembered before those at rest are forgotten."""

MESSAGES = ("send", "edit", "copy", "forward")
"""Beginnings of the methods that count as messages where they name a chat."""
UNCOUNTED = frozenset({"sendChatAction"})
REPEATABLE = ("edit", "delete", "get", "setMy", "setChatMenuButton", "sendChatAction", "answerInlineQuery")
"""Beginnings of the methods that do no harm when Telegram gets them twice."""
ONCE = frozenset({"getMe", "deleteWebhook"})
"""Asked at start only, where ``polling`` has patience of its own."""
NEVER_SENT = frozenset({"ConnectError", "ConnectTimeout", "PoolTimeout"})
"""Failures of a connection that was never made: nothing can have arrived."""


@dataclass(frozen=True, slots=True)
class Limits:
    """So many calls within so many seconds, each as (calls, seconds)."""

    chat: tuple[int, float] = (1, 1.0)
    group: tuple[int, float] = (20, 60.0)
    overall: tuple[int, float] = (25, 1.0)
    """Below Telegram's thirty, since calls do not take equally long to arrive."""
    later: tuple[int, float] = (15, 1.0)


class Window:
    """When the latest calls were made, to tell how long the next one has to wait."""

    def __init__(self) -> None:
        self._made: deque[float] = deque(maxlen=64)

    def wait(self, now: float, limit: tuple[int, float]) -> float:
        """Seconds until one more call keeps within ``limit``."""
        calls, seconds = limit
        if len(self._made) < calls:
            return 0.0
        return max(self._made[-calls] + seconds - now, 0.0)

    def add(self, now: float) -> None:
        """Count one call."""
        self._made.append(now)


class Line:
    """The queue of one chat: one message at a time, in the order of asking."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.sent = Window()


class Pacing(BaseRateLimiter[Lane]):
    """Lets each call through when its time has come, and makes it again where that helps."""

    def __init__(
        self,
        limits: Limits | None = Limits(),
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._sleep = sleep
        self._lines: dict[str, Line] = {}
        self._all = Window()
        self._gates: dict[Lane | None, asyncio.Lock] = {None: asyncio.Lock(), LATER: asyncio.Lock()}
        self._under_way = asyncio.Semaphore(AT_ONCE)

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Lane | None,
    ) -> Result:
        """Make one call of the Bot API in its time."""
        chat = str(data.get("chat_id") or "")
        is_message = chat and endpoint.startswith(MESSAGES) and endpoint not in UNCOUNTED
        line = self._line(chat) if is_message else None

        async def call() -> Result:
            if line:
                await self._in_time(line, rate_limit_args, is_group=chat.startswith("-"))
            try:
                async with self._under_way:
                    return await callback(*args, **kwargs)
            finally:
                if line:  # counted from its end: nobody knows how long a call takes to arrive
                    line.sent.add(self._clock())

        async with line.turn if line else nullcontext():
            return await self._made(call, endpoint)

    async def _made(self, call: Call, endpoint: str) -> Result:
        """The call, made again while Telegram asks for patience or fails; the chat waits meanwhile."""
        waits, tries = 0, 1
        while True:
            try:
                return await call()
            except RetryAfter as problem:
                waits += 1
                if waits > WAITS:
                    raise
                log.warning("%s came too early: again in %s s", endpoint, _seconds(problem))
                await self._sleep(_seconds(problem) + MARGIN)
            except NetworkError as problem:
                if tries >= TRIES or not _may_repeat(endpoint, problem):
                    raise
                log.warning("%s failed and is tried again: %s", endpoint, problem)
                await self._sleep(BACKOFF * 2 ** (tries - 1))
                tries += 1

    async def _in_time(self, line: Line, lane: Lane | None, is_group: bool) -> None:
        """Wait until the chat and the whole bot may say something."""
        if self._limits is None:
            return
        limits, now = self._limits, self._clock
        while wait := max(
            line.sent.wait(now(), limits.chat), line.sent.wait(now(), limits.group) if is_group else 0.0
        ):
            await self._sleep(max(wait, TICK))
        async with self._gates[lane]:  # one waits on the clock, the others behind it, however many they are
            while wait := self._all.wait(now(), limits.later if lane else limits.overall):
                await self._sleep(max(wait, TICK))
            self._all.add(now())

    def _line(self, chat: str) -> Line:
        """The queue of this chat; those at rest are let go of when there are many."""
        if len(self._lines) >= KEPT_CHATS:
            now, (_, seconds) = self._clock(), (self._limits or Limits()).group
            self._lines = {
                known: line
                for known, line in self._lines.items()
                if line.turn.locked() or line.sent.wait(now, (1, seconds))
            }
        return self._lines.setdefault(chat, Line())


def _seconds(problem: RetryAfter) -> float:
    after = problem.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()


def may_have_arrived(problem: NetworkError) -> bool:
    """Whether Telegram may have done what was asked although no good answer came; a 5xx says it did not."""
    return problem.__cause__ is not None and type(problem.__cause__).__name__ not in NEVER_SENT


def _may_repeat(endpoint: str, problem: NetworkError) -> bool:
    """Whether making the call again can neither do something twice nor fail for the same reason."""
    if isinstance(problem, BadRequest) or endpoint in ONCE:
        return False
    return endpoint.startswith(REPEATABLE) or type(problem.__cause__).__name__ in NEVER_SENT
