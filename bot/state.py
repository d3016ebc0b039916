"""What the bot itself writes, in its own SQLite file: languages, what was handled, where replies stand.

No question text and no user name is kept. Every call is one short statement on an indexed table (well under a
millisecond, no fsync in WAL mode), so calls are made on the event loop, from one thread only.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

log = logging.getLogger(__name__)
VERSION = 1
DAY = 86_400
KEPT_HANDLED = DAY
"""Telegram itself gives up on an update after 24 hours."""
KEPT_REPLIES = 14 * DAY
PRUNE_EVERY = 500
"""Writes between two clearings of what has grown old."""

_SCHEMA = f"""
CREATE TABLE chats (id INTEGER PRIMARY KEY, language TEXT NOT NULL) STRICT;
CREATE TABLE handled (key TEXT PRIMARY KEY, at REAL NOT NULL) STRICT;
CREATE TABLE replies (
    chat INTEGER NOT NULL, asked INTEGER NOT NULL, reply INTEGER NOT NULL,
    user INTEGER, entry TEXT, at REAL NOT NULL, PRIMARY KEY (chat, asked)
) STRICT;
CREATE INDEX replies_by_reply ON replies (chat, reply);
CREATE TABLE misses (
    day TEXT NOT NULL, language TEXT NOT NULL, status TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (day, language, status)
) STRICT;
PRAGMA user_version = {VERSION};
"""


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


class State:
    """The bot's memory; ``open_state`` makes one."""

    def __init__(self, db: Database, clock: Callable[[], float] = time.time) -> None:
        self._db = db
        self._clock = clock
        self._writes = 0

    def language(self, chat: int) -> str | None:
        """The language chosen in this chat, or None to answer in the language of the question."""
        row = self._one("SELECT language FROM chats WHERE id = ?", chat)
        return str(row[0]) if row else None

    def choose_language(self, chat: int, language: str | None) -> None:
        """Keep the choice, or forget it."""
        if language is None:
            self._db.execute("DELETE FROM chats WHERE id = ?", [chat])
        else:
            self._db.execute("INSERT OR REPLACE INTO chats VALUES (?, ?)", [chat, language])

    def first_time(self, key: str) -> bool:
        """True once for each key: an update or a press that has been handled is not handled again."""
        new = self._noted("INSERT OR IGNORE INTO handled VALUES (?, ?)", [key, self._clock()])
        self._prune_sometimes()
        return new != 0

    def remember(self, sent: Reply) -> None:
        """Keep where an answer stands, for edits of the question and for questions that follow on it."""
        row = [sent.chat, sent.asked, sent.reply, sent.user, sent.entry, self._clock()]
        self._noted("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?)", row)

    def reply_to(self, chat: int, asked: int) -> Reply | None:
        """The answer that was sent to this message."""
        return self._reply("chat = ? AND asked = ?", chat, asked)

    def reply_as(self, chat: int, reply: int) -> Reply | None:
        """The answer that is this message."""
        return self._reply("chat = ? AND reply = ?", chat, reply)

    def latest(self, chat: int, user: int | None, within: float) -> Reply | None:
        """The newest answer to this user in this chat, unless it is older than ``within`` seconds."""
        return self._reply("chat = ? AND user IS ? AND at >= ?", chat, user, self._clock() - within)

    def count_miss(self, day: date, language: str, status: str) -> None:
        """One more question that was not answered; only the number is kept."""
        self._noted(
            "INSERT INTO misses VALUES (?, ?, ?, 1)"
            " ON CONFLICT (day, language, status) DO UPDATE SET count = count + 1",
            [day.isoformat(), language, status],
        )

    def misses(self) -> dict[tuple[str, str, str], int]:
        """(day, language, status) -> how often."""
        rows = self._db.execute("SELECT day, language, status, count FROM misses").fetchall()
        return {(day, language, status): count for day, language, status, count in rows}

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _reply(self, where: str, *values: object) -> Reply | None:
        columns = "SELECT chat, asked, reply, user, entry FROM replies"
        row = self._one(f"{columns} WHERE {where} ORDER BY at DESC, asked DESC LIMIT 1", *values)
        return Reply(*row) if row else None

    def _one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._db.execute(sql, list(values)).fetchone()
        return row

    def _noted(self, sql: str, values: Sequence[object]) -> int | None:
        """How many rows were written. A full disk must not keep readers from their answers: then None."""
        try:
            return self._db.execute(sql, values).rowcount
        except sqlite3.Error as problem:
            log.error("the state could not be written: %s", problem)
            return None

    def _prune_sometimes(self) -> None:
        self._writes += 1
        if self._writes % PRUNE_EVERY:
            return
        now = self._clock()
        self._noted("DELETE FROM handled WHERE at < ?", [now - KEPT_HANDLED])
        self._noted("DELETE FROM replies WHERE at < ?", [now - KEPT_REPLIES])


def open_state(path: Path | None, clock: Callable[[], float] = time.time) -> State:
    """The state in a file that is made when missing, or in memory when ``path`` is None."""
    from sqlite_utils import Database  # 0.3 s, and not wanted by ``talks-bot ask``

    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        # A connection of our own, so that the plugins sqlite-utils may find are not run here.
        db = Database(sqlite3.connect(path or ":memory:"), execute_plugins=False)
        db.execute("PRAGMA journal_mode = WAL").fetchall()
        db.execute("PRAGMA synchronous = NORMAL")
        _prepare(db)
    except (sqlite3.Error, OSError) as problem:
        raise StateError(f"{path} cannot be used ({problem}): move it away, and it is made anew") from problem
    except StateError as problem:
        raise StateError(f"{path}: {problem}") from None
    return State(db, clock)


def _prepare(db: Database) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        db.executescript(_SCHEMA)
    elif version != VERSION:
        raise StateError(f"it is of version {version}, this program writes {VERSION}: move it away")
