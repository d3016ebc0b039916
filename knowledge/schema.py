"""The only CREATE TABLE text of the knowledge file; its version stands in PRAGMA user_version."""

VERSION = 5

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE articles (
  slug TEXT PRIMARY KEY, title TEXT NOT NULL, publisher TEXT NOT NULL, url TEXT NOT NULL,
  published TEXT NOT NULL, published_at TEXT NOT NULL, language TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
  article TEXT NOT NULL REFERENCES articles(slug), number INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (article, number)
) STRICT;
CREATE TABLE claims (
  id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles(slug), speaker TEXT, said TEXT NOT NULL,
  modality TEXT NOT NULL, value TEXT NOT NULL
) STRICT;
CREATE TABLE events (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, stage TEXT NOT NULL, start TEXT, "end" TEXT, place TEXT,
  value TEXT NOT NULL
) STRICT;
CREATE TABLE readings (
  article TEXT PRIMARY KEY REFERENCES articles(slug), made_from TEXT NOT NULL, steps TEXT NOT NULL
) STRICT;
CREATE TABLE entries (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL, topic TEXT NOT NULL, kind TEXT NOT NULL,
  origin TEXT NOT NULL, value TEXT NOT NULL
) STRICT;
CREATE TABLE questions (
  entry TEXT NOT NULL REFERENCES entries(id), language TEXT NOT NULL, text TEXT NOT NULL
) STRICT;
CREATE TABLE concepts (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL
) STRICT;
CREATE TABLE arrays (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
CREATE INDEX questions_entry ON questions(entry);
"""
