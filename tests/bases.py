"""Knowledge bases for the tests of the rim: the shipped one, and bare ones made by hand."""

from __future__ import annotations

import fcntl
import os
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from knowledge.lexicon import Concept, index
from knowledge.model import Article, Claim, Entry, Evidence, KnowledgeBase, Quote

BODY = "Kyiv категорically rejects these demands. The next meeting is scheduled for February 17–18."
SHARED = "TALKS_BOT_TESTS"
"""The variable that tells all workers of a run where their common files are."""
URL = "https://news.example/a?b=1&c=2"


@cache
def _built() -> tuple[KnowledgeBase, Path]:
    """The shipped base and its file; the first of the workers that want it builds it, the others read it."""
    from knowledge import build, store

    file = Path(os.environ[SHARED]) / "shipped.sqlite"
    with file.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return (store.load(file) if file.exists() else build.build(file)), file


def shipped() -> KnowledgeBase:
    """The base that is shipped, built once for all tests."""
    return _built()[0]


def beside(*articles: Path) -> KnowledgeBase:
    """The shipped base with further articles; what is learnt from examples is not learnt again."""
    from knowledge import build

    file = _built()[1]
    return build.build(file.with_name(f"beside-{os.getpid()}.sqlite.new"), articles, known=file)


def later(*slugs: str) -> KnowledgeBase:
    """The shipped base after further fixture articles: their rounds are known, their entries are not made."""
    import reading

    told = reading.base(["seed", *slugs])
    articles = {**shipped().articles, **told.articles}
    return replace(
        shipped(),
        version=" ".join(slugs),
        articles=articles,
        events=told.events,
        standings=told.standings,
    )


def home(place: Path) -> Path:
    """A folder that can stand in for the shipped data: data/mini, with the lexicon of the field."""
    from knowledge import build

    shutil.copytree(Path(__file__).parent / "data" / "mini", place)
    shutil.copytree(build.DATA / "lexicon", place / "lexicon")
    shutil.copy(build.DATA / "decision.json", place)
    return place


def bare(
    entries: tuple[Entry, ...] = (),
    claims: tuple[Claim, ...] = (),
    events: Any = (),
    version: str = "0123456789abcdef",
) -> KnowledgeBase:
    """One article and a few names: enough to render with, not to be asked."""
    article = Article("a", "Title", "RBC-Ukraine", URL, date(2026, 2, 14), "2026-02-14", "en", BODY)
    people = {
        "peskov": {"en": "Dmitry Peskov", "uk": "Дмитро Пєсков", "ru": "Дмитрий Песков"},
        "abu-dhabi": {"en": "Abu Dhabi", "uk": "Абу-Дабі", "ru": "Абу-Даби"},
        "ukraine": {"en": "Ukraine", "uk": "Україна", "ru": "Украина"},
        "russia": {"en": "Russia", "uk": "Росія", "ru": "Россия"},
    }
    lexicon = index(Concept(known, "person", (), (), names, {}) for known, names in people.items())
    made: Any = SimpleNamespace(
        articles={"a": article},
        claims=claims,
        events=events,
        lexicon=lexicon,
        version=version,
        entries={entry.id: entry for entry in entries},
        as_of=article.published,
    )
    return cast("KnowledgeBase", made)


def quote(
    text: str = "The next meeting is scheduled for February 17–18.", speaker: str | None = "peskov"
) -> Quote:
    """A quote of the bare article."""
    start = max(BODY.find(text), 0)
    return Quote("a", start, start + len(text), text, speaker)


def evidence(text: str = BODY, speaker: str | None = "peskov", **more: Any) -> Evidence:
    """What a reply shows of the bare article."""
    shown = {
        "quote": text,
        "article": "a",
        "start": 0,
        "end": len(text),
        "title": "Title",
        "publisher": "RBC-Ukraine",
        "url": URL,
        "published": date(2026, 2, 14),
        "language": "en",
        "speaker": "Dmitry Peskov" if speaker else None,
        "speaker_id": speaker,
    }
    return Evidence(**{**shown, **more})


def entry(known: str = "one", **more: Any) -> Entry:
    """An entry with one question a language."""
    made = {
        "id": known,
        "topic": "t",
        "kind": "fact",
        "settles": frozenset(),
        "quotes": (quote(),),
        "answer": {"en": "Yes.", "uk": "Так.", "ru": "Да."},
        "questions": {"en": ("Is it?",), "uk": ("Чи так?",), "ru": ("Так ли?",)},
    }
    return Entry(**{**made, **more})
