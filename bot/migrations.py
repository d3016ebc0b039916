"""The tables of the state file, as the steps from each version to the next.

A file of any earlier version is brought up to date in place; a step, once released, is never changed.
"""

from __future__ import annotations

_FIRST = """
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
"""

# Chats get more to choose than a language. One question may have several answers (its buttons), so replies
# are kept by themselves, with what tells later whether they still hold.
_SECOND = """
CREATE TABLE settled (
    id INTEGER PRIMARY KEY, language TEXT, quiet_from INTEGER, quiet_to INTEGER,
    silent INTEGER NOT NULL DEFAULT 0, corrections INTEGER NOT NULL DEFAULT 1, gone INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO settled (id, language) SELECT id, language FROM chats;
DROP TABLE chats;
ALTER TABLE settled RENAME TO chats;
CREATE TABLE sent (
    chat INTEGER NOT NULL, asked INTEGER NOT NULL, reply INTEGER NOT NULL, user INTEGER, entry TEXT,
    thread INTEGER, language TEXT, direction TEXT, day TEXT, version TEXT, evidence TEXT, words TEXT,
    substance TEXT, at REAL NOT NULL, PRIMARY KEY (chat, reply)
) STRICT;
INSERT OR REPLACE INTO sent (chat, asked, reply, user, entry, at)
    SELECT chat, asked, reply, user, entry, at FROM replies;
DROP TABLE replies;
ALTER TABLE sent RENAME TO replies;
CREATE INDEX replies_by_asked ON replies (chat, asked);
CREATE INDEX replies_by_version ON replies (version) WHERE substance IS NOT NULL;
CREATE TABLE subscriptions (
    chat INTEGER PRIMARY KEY, thread INTEGER, language TEXT NOT NULL,
    version TEXT NOT NULL, agenda TEXT NOT NULL, reminded TEXT
) STRICT;
CREATE TABLE watches (
    id INTEGER PRIMARY KEY, chat INTEGER NOT NULL, user INTEGER, thread INTEGER, asked INTEGER,
    question TEXT NOT NULL, language TEXT NOT NULL, version TEXT NOT NULL, at REAL NOT NULL,
    UNIQUE (chat, user, question)
) STRICT;
"""

# Whether answers helped.
_RATINGS = """
CREATE TABLE ratings (
    chat INTEGER NOT NULL, message INTEGER NOT NULL, user INTEGER NOT NULL, helpful INTEGER NOT NULL,
    entry TEXT, at REAL NOT NULL, PRIMARY KEY (chat, message, user)
) STRICT;
CREATE INDEX ratings_by_user ON ratings (user);
"""

STEPS = (_FIRST, _SECOND, _RATINGS)
VERSION = len(STEPS)


def steps_from(version: int) -> str:
    """The script that brings a file of this version up to date, as one transaction."""
    steps = "".join(STEPS[version:])
    return f"BEGIN IMMEDIATE;\n{steps}\nPRAGMA user_version = {VERSION};\nCOMMIT;"
