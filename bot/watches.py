"""Questions that could not be answered and whose readers want to be told: the only ones that are kept."""

from __future__ import annotations

from dataclasses import dataclass

from bot.table import Table

KEPT = 90 * 86_400
"""Seconds after which a question that nobody could answer is let go of."""
AT_MOST = 20
"""Questions that one person may wait for in one chat."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One question that somebody waits for."""

    chat: int
    user: int | None
    thread: int | None
    asked: int | None
    """The message with the question, to reply to."""
    question: str
    language: str
    version: str
    """The knowledge base that could not answer it."""
    id: int | None = None


class Watches(Table):
    """The table ``watches``."""

    def add(self, wanted: Watch) -> bool:
        """Keep a question; False when this person waits for too many already. Twice is once."""
        waiting = self.one(
            "SELECT count(*) FROM watches WHERE chat = ? AND user IS ?", wanted.chat, wanted.user
        )
        if waiting and waiting[0] >= AT_MOST:
            return False
        self.write(
            "INSERT OR REPLACE INTO watches (chat, user, thread, asked, question, language, version, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            wanted.chat, wanted.user, wanted.thread, wanted.asked, wanted.question, wanted.language,
            wanted.version, self._clock(),
        )  # fmt: skip
        return True

    def not_asked_of(self, version: str) -> tuple[Watch, ...]:
        """The questions that were not asked again of this knowledge base."""
        columns = "chat, user, thread, asked, question, language, version, id"
        rows = self.all(f"SELECT {columns} FROM watches WHERE version <> ? ORDER BY id", version)
        return tuple(Watch(*row) for row in rows)

    def asked_of(self, waiting: Watch, version: str) -> None:
        """Keep that this knowledge base has no answer either."""
        self.write("UPDATE watches SET version = ? WHERE id = ?", version, waiting.id)

    def end(self, waiting: Watch) -> None:
        """Let go of a question, with its words."""
        self.write("DELETE FROM watches WHERE id = ?", waiting.id)

    def prune(self) -> None:
        """Let go of what nobody could answer for so long."""
        self.noted("DELETE FROM watches WHERE at < ?", [self._clock() - KEPT])
