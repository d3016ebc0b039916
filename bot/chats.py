"""What each chat has chosen, and whether the bot can still write there."""

from __future__ import annotations

from dataclasses import dataclass

from bot.table import Table


@dataclass(frozen=True, slots=True)
class Preferences:
    """The choices of one chat; these are the defaults."""

    language: str | None = None
    """None answers in the language of the question."""
    quiet: tuple[int, int] | None = None
    """Hours in Kyiv, from and to, in which nothing is sent that nobody asked for."""
    silent: bool = False
    """Whether a mention that cannot be answered gets no reply, in a group."""
    corrections: bool = True
    """Whether answers that no longer hold are rewritten."""

    def is_quiet(self, hour: int) -> bool:
        """Whether this hour of Kyiv's clock is a quiet one; the hours may span midnight."""
        if self.quiet is None:
            return False
        start, end = self.quiet
        return start <= hour < end if start < end else hour >= start or hour < end


class Chats(Table):
    """The table ``chats``."""

    def of(self, chat: int) -> Preferences:
        """What this chat has chosen, or the defaults."""
        row = self.one(
            "SELECT language, quiet_from, quiet_to, silent, corrections FROM chats WHERE id = ?", chat
        )
        if row is None:
            return Preferences()
        language, start, end, silent, corrections = row
        quiet = None if start is None else (start, end)
        return Preferences(language, quiet, bool(silent), bool(corrections))

    def choose(self, chat: int, chosen: Preferences) -> None:
        """Keep the choices of a chat."""
        start, end = chosen.quiet or (None, None)
        columns = "language, quiet_from, quiet_to, silent, corrections"
        self.write(
            f"INSERT INTO chats (id, {columns}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            f" ({columns}) = (excluded.language, excluded.quiet_from, excluded.quiet_to, excluded.silent,"
            " excluded.corrections)",
            chat, chosen.language, start, end, chosen.silent, chosen.corrections,
        )  # fmt: skip

    def leave(self, chat: int) -> None:
        """Note that the bot was removed or blocked: whatever would be sent there ends."""
        self.noted(
            "INSERT INTO chats (id, gone) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET gone = 1", [chat]
        )
        for table in ("subscriptions", "watches", "replies"):
            self.noted(f"DELETE FROM {table} WHERE chat = ?", [chat])

    def enter(self, chat: int) -> None:
        """Note that the bot may write there (again)."""
        self.noted("UPDATE chats SET gone = 0 WHERE id = ?", [chat])

    def is_gone(self, chat: int) -> bool:
        """Whether the bot was removed or blocked there."""
        return self.one("SELECT 1 FROM chats WHERE id = ? AND gone", chat) is not None

    def migrate(self, old: int, new: int) -> None:
        """A group became a supergroup, as two messages tell, in either order.

        What the new one has chosen meanwhile counts; messages of the old one cannot be reached any more.
        """
        self.write("UPDATE OR IGNORE chats SET id = ?, gone = 0 WHERE id = ?", new, old)
        self.write("UPDATE OR IGNORE subscriptions SET chat = ?, thread = NULL WHERE chat = ?", new, old)
        self.write(
            "UPDATE OR IGNORE watches SET chat = ?, thread = NULL, asked = NULL WHERE chat = ?", new, old
        )
        self.write("DELETE FROM chats WHERE id = ?", old)
        for table in ("subscriptions", "watches", "replies", "ratings"):
            self.write(f"DELETE FROM {table} WHERE chat = ?", old)

    def forget(self, chat: int) -> None:
        """Erase whatever is kept of a chat; of a person's private chat, also what they did in groups."""
        self.write("DELETE FROM chats WHERE id = ?", chat)
        self.write("DELETE FROM subscriptions WHERE chat = ?", chat)
        for table in ("watches", "replies", "ratings"):
            self.write(f"DELETE FROM {table} WHERE chat = ? OR user = ?", chat, chat)
        # Keys of presses are press:<chat>:<message>:<button>; the semicolon is what follows the colon.
        self.write("DELETE FROM handled WHERE key >= ? AND key < ?", f"press:{chat}:", f"press:{chat};")
