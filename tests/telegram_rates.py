"""The clock of a conversation, and Telegram's rates kept by it.

Nothing waits in earnest: whoever sleeps moves the clock on, so that a minute of pacing takes no time at all.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from datetime import datetime, timedelta

EASE = 1e-6
"""Rounding of a clock in floating point."""
IDLE = 0.001
"""Real seconds in which whoever has something to do begins it."""


class Clock:
    """Time as the bot, its state and the double all see it."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._sleepers: list[float] = []
        self.passed = 0.0
        self.under_way = 0
        """Calls that are being made: no time goes by meanwhile."""

    def now(self) -> datetime:
        """The time in Kyiv."""
        return self._start + timedelta(seconds=self.passed)

    def seconds(self) -> float:
        """The same as a number, for timestamps and for the bot's pacing."""
        return self._start.timestamp() + self.passed

    def pass_by(self, seconds: float) -> None:
        """Let time go by."""
        self.passed += seconds

    async def sleep(self, seconds: float) -> None:
        """Wake when the clock is there. It moves on when nothing else is left to do, to who wakes first."""
        until = self.passed + seconds
        self._sleepers.append(until)
        try:
            await asyncio.sleep(IDLE)
            while self.under_way or until > min(self._sleepers):
                await asyncio.sleep(IDLE)
            self.passed = max(self.passed, until)
        finally:
            self._sleepers.remove(until)


class Rates:
    """One message a second in a chat (three in a burst), twenty a minute in a group, thirty a second."""

    BURST = 3
    CHAT, GROUP, ALL = 1.0, (20, 60.0), (30, 1.0)

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._groups: dict[str, deque[float]] = defaultdict(deque)
        self._all: deque[float] = deque()

    def breaches(self, chat: str) -> list[str]:
        """Count one message; the rates that it breaks."""
        now = self._clock.seconds()
        found = [] if self._has_room(chat, now) else ["more than 1 message a second in a chat"]
        if chat.startswith("-") and _many(self._groups[chat], now, self.GROUP):
            found.append("more than 20 messages a minute in a group")
        if _many(self._all, now, self.ALL):
            found.append("more than 30 messages a second overall")
        return found

    def _has_room(self, chat: str, now: float) -> bool:
        """A bucket that holds a burst and gains one message a second."""
        left, since = self._left.get(chat, (float(self.BURST), now))
        left = min(left + (now - since) * self.CHAT, self.BURST)
        self._left[chat] = (max(left - 1, 0.0), now)
        return left >= 1 - EASE


def _many(sent: deque[float], now: float, rate: tuple[int, float]) -> bool:
    most, within = rate
    while sent and sent[0] <= now - within + EASE:
        sent.popleft()
    sent.append(now)
    return len(sent) > most
