"""Whether answers helped: one mark of each reader for each message, which may be changed."""

from __future__ import annotations

from bot.table import Table

KEPT = 90 * 86_400
"""Seconds after which a mark is let go of."""


class Ratings(Table):
    """The table ``ratings``."""

    def rate(self, chat: int, message: int, user: int, helpful: bool, entry: str | None = None) -> None:
        """Keep what this reader thinks of this answer; the last word counts."""
        self.noted(
            "INSERT OR REPLACE INTO ratings (chat, message, user, helpful, entry, at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [chat, message, user, int(helpful), entry, self._clock()],
        )

    def of(self, chat: int, message: int) -> tuple[int, int]:
        """How many found an answer helpful, and how many did not."""
        row = self.one(
            "SELECT coalesce(sum(helpful), 0), coalesce(sum(1 - helpful), 0)"
            " FROM ratings WHERE chat = ? AND message = ?",
            chat,
            message,
        )
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def by_entry(self) -> dict[str, tuple[int, int]]:
        """Entry -> how many found its answers helpful, and how many did not; for editors."""
        rows = self.all(
            "SELECT entry, sum(helpful), sum(1 - helpful) FROM ratings"
            " WHERE entry IS NOT NULL GROUP BY entry ORDER BY entry"
        )
        return {str(entry): (int(good), int(bad)) for entry, good, bad in rows}

    def prune(self) -> None:
        """Let go of what is too old to tell anything of the answers of today."""
        self.noted("DELETE FROM ratings WHERE at < ?", [self._clock() - KEPT])
