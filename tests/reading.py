"""What the tests of reading share: the shipped lexicon, and the fixture articles read in order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from knowledge import articles, claims, events, lexicon, passages
from knowledge.lexicon import Lexicon
from knowledge.model import Article, Claim, Interval, KnowledgeBase

DATA = Path(__file__).parent / "data"
SHIPPED = Path(articles.__file__).parent / "data"
SEED = SHIPPED / "articles" / "2026-02-14-us-wont-back-down.md"


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file under tests/data."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@cache
def words() -> Lexicon:
    """The shipped lexicon, indexed once."""
    return lexicon.index(lexicon.read(sorted((SHIPPED / "lexicon").glob("*.yaml"))))


@cache
def fixture(slug: str) -> Article:
    """A fixture article by its slug, or the seed."""
    return articles.read(SEED if slug == "seed" else DATA / "articles" / f"{slug}.md")


@cache
def claims_of(slug: str) -> tuple[Claim, ...]:
    """The claims of a fixture article."""
    article = fixture(slug)
    return claims.claims(article, passages.split(article), words())


def base(slugs: Iterable[str]) -> KnowledgeBase:
    """As much of a knowledge base as the agenda reads, from fixture articles."""
    chosen = list(slugs)
    sources: Mapping[str, Article] = {fixture(slug).slug: fixture(slug) for slug in chosen}
    told = [claim for slug in chosen for claim in claims_of(slug)]
    return rounds(sources, told)


def rounds(sources: Mapping[str, Article], told: Iterable[Claim]) -> KnowledgeBase:
    """As much of a knowledge base as the agenda reads, from articles and their claims."""
    found = events.events(told, sources, words())
    made: Any = SimpleNamespace(
        articles=sources,
        events=found,
        standings=events.standings(found, sources, words()),
        lexicon=words(),
        as_of=max((a.published for a in sources.values()), default=None),
    )
    return cast("KnowledgeBase", made)


def days(time: Interval | None) -> list[str] | None:
    """An interval as rows write it: first day, last day, precision."""
    return [time.start.isoformat(), time.end.isoformat(), time.precision] if time else None


def article(
    body: str, language: str = "en", published: date = date(2026, 2, 14), title: str = "A title"
) -> Article:
    """An article made up on the spot."""
    return Article(
        "made-up", title, "Wire", "https://news.example/", published, published.isoformat(), language, body
    )
