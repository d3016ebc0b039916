"""KnowledgeBase <-> SQLite: the only module that opens the knowledge file.

A file is written whole, aside, and swapped in with ``os.replace``; it is never changed in place, so
a reader sees the old base or the new one. What the bot itself writes lives in another file.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import records, schema
from knowledge.errors import StoreError
from knowledge.finder import Finder
from knowledge.lexicon import index
from knowledge.match import Matcher
from knowledge.model import Article, Claim, Event, KnowledgeBase, Passage
from knowledge.question import spellings

Row = dict[str, Any]


def save(path: Path, kb: KnowledgeBase) -> None:
    """Write the base to ``path`` atomically; the file that was there stays if anything fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    os.close(handle)
    try:
        _write(Path(aside), kb)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _write(path: Path, kb: KnowledgeBase) -> None:
    import sqlite_utils  # 0.3 s to import: not on the way of those who only read

    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"PRAGMA journal_mode=OFF; {schema.SCHEMA}")
        db = sqlite_utils.Database(connection)
        with db.atomic():
            for name, rows in _tables(kb):
                db.table(name).insert_all(rows)
        connection.execute(f"PRAGMA user_version={schema.VERSION}")
        connection.commit()


def _tables(kb: KnowledgeBase) -> Iterable[tuple[str, Iterable[Row]]]:
    yield "meta", _meta_rows(kb)
    yield "articles", [_article_row(article) for article in kb.articles.values()]
    yield "passages", [dataclasses.asdict(passage) for passage in kb.passages]
    yield "claims", [_claim_row(claim) for claim in kb.claims]
    yield "events", [_event_row(event) for event in kb.events]
    yield "entries", _entry_rows(kb)
    yield "questions", _question_rows(kb)
    yield "concepts", _concept_rows(kb)
    yield "arrays", [{"name": name, "value": value} for name, value in _arrays(kb).items()]


def _arrays(kb: KnowledgeBase) -> dict[str, bytes]:
    return {**kb.matcher.to_arrays(), **kb.finder.to_arrays()}


def _meta_rows(kb: KnowledgeBase) -> list[Row]:
    return [
        {"key": "version", "value": kb.version},
        {"key": "decision", "value": records.encode(kb.decision)},
        {"key": "finding", "value": records.encode(kb.finding)},
    ]


def _article_row(article: Article) -> Row:
    return {**dataclasses.asdict(article), "published": article.published.isoformat()}


def _claim_row(claim: Claim) -> Row:
    return {
        "id": claim.id,
        "article": claim.quote.article,
        "speaker": claim.quote.speaker,
        "said": claim.said.isoformat(),
        "modality": claim.modality,
        "value": records.encode(claim),
    }


def _event_row(event: Event) -> Row:
    return {
        "id": event.id,
        "kind": event.kind,
        "stage": event.stage,
        "place": event.place,
        "start": event.time.start.isoformat() if event.time else None,
        "end": event.time.end.isoformat() if event.time else None,
        "value": records.encode(event),
    }


def _entry_rows(kb: KnowledgeBase) -> list[Row]:
    return [
        {
            "id": entry.id,
            "number": number,
            "topic": entry.topic,
            "kind": entry.kind,
            "origin": entry.origin,
            "value": records.encode(entry),
        }
        for number, entry in enumerate(kb.entries.values())
    ]


def _question_rows(kb: KnowledgeBase) -> list[Row]:
    return [
        {"entry": entry.id, "language": code, "text": question}
        for entry in kb.entries.values()
        for code, questions in entry.questions.items()
        for question in questions
    ]


def _concept_rows(kb: KnowledgeBase) -> list[Row]:
    return [
        {"id": concept.id, "number": number, "kind": concept.kind, "value": records.encode(concept)}
        for number, concept in enumerate(kb.lexicon.concepts.values())
    ]


def load(path: Path) -> KnowledgeBase:
    """The base in a file; raises StoreError if it is missing, damaged or of another version."""
    if not path.is_file():
        raise StoreError(f"{path}: there is no knowledge file (make one with: talks-bot build -o {path})")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != schema.VERSION:
                raise StoreError(f"{path}: made by another version ({version}); build it again")
            return _read(connection)
    except (sqlite3.DatabaseError, KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{path}: not a knowledge file, or damaged ({error}); build it again") from error


def version(path: Path) -> str:
    """The content version of a file, read without loading the rest; StoreError as ``load``."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return str(connection.execute("SELECT value FROM meta WHERE key='version'").fetchone()[0])
    except (sqlite3.Error, TypeError) as error:
        raise StoreError(f"{path}: not a knowledge file ({error}); build it again") from error


def _read(connection: sqlite3.Connection) -> KnowledgeBase:
    def values(table: str, order: str) -> list[Any]:
        return [
            json.loads(row[0]) for row in connection.execute(f"SELECT value FROM {table} ORDER BY {order}")
        ]

    meta = {row["key"]: row["value"] for row in connection.execute("SELECT * FROM meta")}
    arrays = {row["name"]: row["value"] for row in connection.execute("SELECT * FROM arrays")}
    entries = [records.entry(value) for value in values("entries", "number")]
    articles = [_article(row) for row in connection.execute("SELECT * FROM articles ORDER BY rowid")]
    matcher = Matcher.from_arrays({k: v for k, v in arrays.items() if not k.startswith("finder_")})
    return KnowledgeBase(
        articles={article.slug: article for article in articles},
        passages=tuple(
            Passage(**dict(row)) for row in connection.execute("SELECT * FROM passages ORDER BY rowid")
        ),
        claims=tuple(records.claim(value) for value in values("claims", "rowid")),
        events=tuple(records.event(value) for value in values("events", "rowid")),
        entries={entry.id: entry for entry in entries},
        lexicon=index(records.concept(value) for value in values("concepts", "number")),
        matcher=matcher,
        words=spellings(matcher.index.features),
        decision=records.decision(json.loads(meta["decision"])),
        finder=Finder.from_arrays(arrays),
        finding=records.decision(json.loads(meta["finding"])),
        version=meta["version"],
    )


def _article(row: sqlite3.Row) -> Article:
    return Article(**{**dict(row), "published": date.fromisoformat(row["published"])})
