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
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from knowledge import records, schema
from knowledge.errors import StoreError
from knowledge.events import standings
from knowledge.finder import Finder
from knowledge.lexicon import index
from knowledge.match import Matcher
from knowledge.model import Article, Claim, Event, KnowledgeBase, Passage
from knowledge.question import ordinary, spellings
from knowledge.readings import Before, Reading
from knowledge.shelf import Series, Shelf
from knowledge.usage import Usage

Row = dict[str, Any]
_ARTICLES = "SELECT * FROM articles ORDER BY rowid"
_PASSAGES = 'SELECT article, number, start, "end", text FROM passages ORDER BY rowid'


def save(path: Path, kb: KnowledgeBase, told: Mapping[str, Reading] | None = None) -> None:
    """Write the base to ``path`` atomically; the file that was there stays if anything fails.

    With ``told``, what was read out of each article, the next build need not read them again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    os.close(handle)
    try:
        _write(Path(aside), kb, told or {})
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _write(path: Path, kb: KnowledgeBase, told: Mapping[str, Reading]) -> None:
    import sqlite_utils  # 0.3 s to import: not on the way of those who only read

    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"PRAGMA journal_mode=OFF; {schema.SCHEMA}")
        db = sqlite_utils.Database(connection)
        with db.atomic():
            for name, rows in _tables(kb, told):
                db.table(name).insert_all(rows)
        connection.execute(f"PRAGMA user_version={schema.VERSION}")
        connection.commit()


def _tables(kb: KnowledgeBase, told: Mapping[str, Reading]) -> Iterable[tuple[str, Iterable[Row]]]:
    yield "meta", _meta_rows(kb)
    yield "articles", [_article_row(article) for article in kb.articles.values()]
    yield "passages", [dataclasses.asdict(passage) for passage in kb.passages]
    yield "claims", [_claim_row(claim) for claim in kb.claims]
    yield "readings", [_reading_row(slug, one) for slug, one in told.items()]
    yield "events", [_event_row(event) for event in kb.events]
    yield "entries", _entry_rows(kb)
    yield "questions", _question_rows(kb)
    yield "concepts", _concept_rows(kb)
    yield "arrays", [{"name": name, "value": value} for name, value in _arrays(kb).items()]


def _arrays(kb: KnowledgeBase) -> dict[str, bytes]:
    usage = kb.lexicon.usage.to_arrays() if kb.lexicon.usage else {}
    return {**kb.matcher.to_arrays(), **kb.finder.to_arrays(), **usage}


def _meta_rows(kb: KnowledgeBase) -> list[Row]:
    return [
        {"key": "version", "value": kb.version},
        {"key": "examples", "value": kb.examples},
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


def _reading_row(slug: str, reading: Reading) -> Row:
    return {"article": slug, "made_from": reading.made_from, "steps": records.encode(reading.steps)}


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
    try:
        with _opened(path) as connection:
            return _read(connection)
    except (sqlite3.DatabaseError, KeyError, TypeError, ValueError) as error:
        raise StoreError(f"{path}: not a knowledge file, or damaged ({error}); build it again") from error


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file, to be read; StoreError if it is missing or of another version."""
    if not path.is_file():
        raise StoreError(f"{path}: there is no knowledge file (make one with: talks-bot build -o {path})")
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != schema.VERSION:
            raise StoreError(f"{path}: made by another version ({version}); build it again")
        yield connection


def version(path: Path) -> str:
    """The content version of a file, read without loading the rest; StoreError as ``load``."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return str(connection.execute("SELECT value FROM meta WHERE key='version'").fetchone()[0])
    except (sqlite3.Error, TypeError) as error:
        raise StoreError(f"{path}: not a knowledge file ({error}); build it again") from error


def _read(connection: sqlite3.Connection) -> KnowledgeBase:
    def values(table: str, order: str) -> list[str]:
        return [row[0] for row in connection.execute(f"SELECT value FROM {table} ORDER BY {order}")]

    meta = {row["key"]: row["value"] for row in connection.execute("SELECT * FROM meta")}
    arrays = {row["name"]: row["value"] for row in connection.execute("SELECT * FROM arrays")}
    entries = dict(connection.execute("SELECT id, value FROM entries ORDER BY number").fetchall())
    sources = {row["slug"]: _article(row) for row in connection.execute(_ARTICLES)}
    words = index(records.concept(json.loads(value)) for value in values("concepts", "number"))
    rounds = tuple(records.event(json.loads(value)) for value in values("events", "rowid"))
    matcher = _matcher(arrays)
    return KnowledgeBase(
        articles=sources,
        passages=tuple(Passage(*row) for row in connection.execute(_PASSAGES)),
        claims=Series(values("claims", "rowid"), records.claim),
        events=rounds,
        entries=Shelf(entries, records.entry),
        lexicon=replace(words, ordinary=ordinary(matcher.index.features), usage=Usage.from_arrays(arrays)),
        matcher=matcher,
        words=spellings(matcher.index.features),
        decision=records.decision(json.loads(meta["decision"])),
        finder=Finder.from_arrays(arrays),
        finding=records.decision(json.loads(meta["finding"])),
        version=meta["version"],
        standings=standings(rounds, sources, words),
        examples=meta["examples"],
    )


def _matcher(arrays: Mapping[str, bytes]) -> Matcher:
    return Matcher.from_arrays({k: v for k, v in arrays.items() if not k.startswith(("finder_", "usage_"))})


def before(path: Path) -> Before:
    """What the file at ``path`` holds that another build may use again; nothing if it is none of ours."""
    try:
        with _opened(path) as connection:
            return _before(connection)
    except (StoreError, sqlite3.Error, KeyError, TypeError, ValueError):
        return Before()


def _before(connection: sqlite3.Connection) -> Before:
    cut: dict[str, list[Passage]] = {}
    for row in connection.execute(_PASSAGES):
        cut.setdefault(row["article"], []).append(Passage(*row))
    told: dict[str, list[str]] = {}
    for row in connection.execute("SELECT article, value FROM claims ORDER BY rowid"):
        told.setdefault(row["article"], []).append(row["value"])
    kept = {row["article"]: row for row in connection.execute("SELECT * FROM readings")}

    def reading(slug: str) -> Reading:
        row = kept[slug]
        claims = tuple(records.claim(json.loads(value)) for value in told.get(slug, ()))
        steps = tuple(records.step(value) for value in json.loads(row["steps"]))
        return Reading(row["made_from"], tuple(cut.get(slug, ())), claims, steps)

    arrays = {row["name"]: row["value"] for row in connection.execute("SELECT * FROM arrays")}
    examples = connection.execute("SELECT value FROM meta WHERE key='examples'").fetchone()[0]
    made = {slug: row["made_from"] for slug, row in kept.items()}
    entries = dict(connection.execute("SELECT id, value FROM entries").fetchall())
    return Before(
        made,
        reading,
        examples,
        lambda: _matcher(arrays),
        Shelf(entries, records.entry),
        lambda: Finder.from_arrays(arrays),
    )


def _article(row: sqlite3.Row) -> Article:
    return Article(**{**dict(row), "published": date.fromisoformat(row["published"])})
