"""Who wants to hear of the agenda, and what they were last told of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.table import Table


@dataclass(frozen=True, slots=True)
class Subscription:
    """One chat that wants to be told, in the topic and the language in which it asked."""

    chat: int
    thread: int | None
    language: str
    """The language to use where the chat has chosen none."""
    version: str
    """The knowledge base that it has been told about."""
    agenda: str
    """The substance of the agenda that it knows."""
    reminded: str | None = None
    """The round that it was reminded of."""


class Subscriptions(Table):
    """The table ``subscriptions``."""

    def of(self, chat: int) -> Subscription | None:
        """The subscription of a chat."""
        row = self.one(f"{_SELECT} WHERE chat = ?", chat)
        return Subscription(*row) if row else None

    def every(self) -> tuple[Subscription, ...]:
        """All of them."""
        return tuple(Subscription(*row) for row in self.all(_SELECT))

    def put(self, wanted: Subscription) -> None:
        """Begin a subscription, or keep what it was told."""
        values = (wanted.chat, wanted.thread, wanted.language, wanted.version, wanted.agenda, wanted.reminded)
        self.write("INSERT OR REPLACE INTO subscriptions VALUES (?, ?, ?, ?, ?, ?)", *values)

    def told(self, now: Subscription) -> None:
        """Keep what a chat was told, unless its subscription ended meanwhile."""
        self.write(
            "UPDATE subscriptions SET version = ?, agenda = ?, reminded = ? WHERE chat = ?",
            now.version, now.agenda, now.reminded, now.chat,
        )  # fmt: skip

    def end(self, chat: int) -> bool:
        """End a subscription; whether there was one."""
        return self.write("DELETE FROM subscriptions WHERE chat = ?", chat) > 0


_SELECT = "SELECT chat, thread, language, version, agenda, reminded FROM subscriptions"
