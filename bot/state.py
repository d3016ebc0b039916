"""What the bot itself writes, in its own SQLite file: where replies stand, what chats chose, who waits.

No user name is kept, and no question but those that readers want to be told about. Every call is one short
statement on an indexed table (well under a millisecond, no fsync in WAL mode), so calls are made on the event
loop, from one thread only.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.chats import Chats
from bot.migrations import VERSION, steps_from
from bot.ratings import Ratings
from bot.subscriptions import Subscriptions
from bot.table import Table
from bot.watches import Watches

if TYPE_CHECKING:
    from sqlite_utils import Database

DAY = 86_400
KEPT_HANDLED = DAY
"""Telegram itself gives up on an update after 24 hours."""
KEPT_REPLIES = 14 * DAY
TIDY_EVERY = 3600.0
"""Seconds between two clearings of what has grown old."""


class StateError(Exception):
    """The state file cannot be used; the message says which, why, and how to go on."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer that was sent: to which message, as which message, about which entry."""

    chat: int
    asked: int
    reply: int
    user: int | None
    entry: str | None
    thread: int | None = None
    """The forum topic that it stands in."""
    language: str | None = None
    direction: str | None = None
    """For an agenda that was asked for by command: next or last."""
    day: str | None = None
    """The day on which it was given."""
    version: str | None = None
    """The knowledge base that it has last been compared with."""
    evidence: str | None = None
    """Where its quotes stand: ``article:start-end``, with blanks between them."""
    words: str | None = None
    """A digest of what was said, to know the same answer again."""
    substance: str | None = None
    """A digest of what it says of the talks; None where no later report can supersede it."""


_COLUMNS = ", ".join(field.name for field in fields(Reply))
_OTHERS = "SELECT * FROM replies WHERE substance IS NOT NULL AND version"
# Asked once a minute, mostly for nothing: written so, the index finds that out.
OUTDATED = f"SELECT {_COLUMNS} FROM ({_OTHERS} < ? UNION ALL {_OTHERS} > ?) WHERE at >= ? ORDER BY at"


class State(Table):
    """The bot's memory; ``open_state`` makes one."""

    def __init__(self, db: Database, clock: Callable[[], float] = time.time) -> None:
        super().__init__(db, clock)
        self.chats = Chats(db, clock)
        self.subscriptions = Subscriptions(db, clock)
        self.watches = Watches(db, clock)
        self.ratings = Ratings(db, clock)
        self._tidied = clock()

    def language(self, chat: int) -> str | None:
        """The language chosen in this chat, or None to answer in the language of the question."""
        return self.chats.of(chat).language

    def choose_language(self, chat: int, language: str | None) -> None:
        """Keep the choice, or forget it."""
        self.chats.choose(chat, replace(self.chats.of(chat), language=language))

    def first_time(self, key: str) -> bool:
        """True once for each key: an update or a press that has been handled is not handled again."""
        new = self.noted("INSERT OR IGNORE INTO handled VALUES (?, ?)", [key, self._clock()])
        self.tidy()
        return new != 0

    def remember(self, sent: Reply) -> None:
        """Keep where an answer stands: for edits of the question, for what follows on it, for corrections."""
        values = [*astuple(sent), self._clock()]
        marks = ", ".join("?" for _ in values)
        self.noted(f"INSERT OR REPLACE INTO replies ({_COLUMNS}, at) VALUES ({marks})", values)

    def reply_to(self, chat: int, asked: int) -> Reply | None:
        """The answer that was sent to this message."""
        return self._reply("chat = ? AND asked = ?", chat, asked)

    def reply_as(self, chat: int, reply: int) -> Reply | None:
        """The answer that is this message."""
        return self._reply("chat = ? AND reply = ?", chat, reply)

    def latest(self, chat: int, user: int | None, within: float) -> Reply | None:
        """The newest answer to this user in this chat, unless it is older than ``within`` seconds."""
        return self._reply("chat = ? AND user IS ? AND at >= ?", chat, user, self._clock() - within)

    def same(self, sent: Reply, within: float) -> Reply | None:
        """The newest message that said the same in the same place, of the same base, not long ago."""
        return self._reply(
            "chat = ? AND thread IS ? AND words = ? AND version = ? AND at >= ?",
            sent.chat, sent.thread, sent.words, sent.version, self._clock() - within,
        )  # fmt: skip

    def outdated(self, version: str) -> tuple[Reply, ...]:
        """The answers that were not compared with this knowledge base, oldest first."""
        rows = self.all(OUTDATED, version, version, self._clock() - KEPT_REPLIES)
        return tuple(Reply(*row) for row in rows)

    def compared(self, known: Reply) -> None:
        """Keep what an answer now says; its age stays, so that it is let go of in time."""
        self.noted(
            "UPDATE replies SET version = ?, evidence = ?, words = ?, substance = ?, day = ?"
            " WHERE chat = ? AND reply = ?",
            [known.version, known.evidence, known.words, known.substance, known.day, known.chat, known.reply],
        )

    def count_miss(self, day: date, language: str, status: str) -> None:
        """One more question that was not answered; only the number is kept."""
        self.noted(
            "INSERT INTO misses VALUES (?, ?, ?, 1)"
            " ON CONFLICT (day, language, status) DO UPDATE SET count = count + 1",
            [day.isoformat(), language, status],
        )

    def misses(self) -> dict[tuple[str, str, str], int]:
        """(day, language, status) -> how often."""
        rows = self.all("SELECT day, language, status, count FROM misses")
        return {(day, language, status): count for day, language, status, count in rows}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _reply(self, where: str, *values: object) -> Reply | None:
        sql = f"SELECT {_COLUMNS} FROM replies WHERE {where} ORDER BY at DESC, asked DESC LIMIT 1"
        row = self.one(sql, *values)
        return Reply(*row) if row else None

    def tidy(self) -> None:
        """Let go of what has grown old, once in a while."""
        now = self._clock()
        if now - self._tidied < TIDY_EVERY:
            return
        self._tidied = now
        self.noted("DELETE FROM handled WHERE at < ?", [now - KEPT_HANDLED])
        self.noted("DELETE FROM replies WHERE at < ?", [now - KEPT_REPLIES])
        self.watches.prune()
        self.ratings.prune()


def open_state(path: Path | None, clock: Callable[[], float] = time.time) -> State:
    """The state in a file that is made when missing, or in memory when ``path`` is None."""
    from sqlite_utils import Database  # 0.3 s, and not wanted by ``talks-bot ask``

    connection = None
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        # A connection of our own, so that the plugins sqlite-utils may find are not run here.
        connection = sqlite3.connect(path or ":memory:")
        db = Database(connection, execute_plugins=False)
        # What somebody asks to have forgotten is overwritten, not only marked as free.
        for setting in ("journal_mode = WAL", "synchronous = NORMAL", "secure_delete = ON"):
            db.execute(f"PRAGMA {setting}").fetchall()
        _bring_up_to_date(db)
    except (sqlite3.Error, OSError, StateError) as problem:
        if connection:
            connection.close()
        raise StateError(f"{path} cannot be used ({problem}): move it away, and it is made anew") from problem
    return State(db, clock)


def _bring_up_to_date(db: Database) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise StateError(f"it is of version {version}, this program writes {VERSION}")
    if version < VERSION:
        db.executescript(steps_from(version))
