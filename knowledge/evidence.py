"""Quotes with everything that a reader needs to check them."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.model import Evidence, KnowledgeBase, Quote


def evidence(kb: KnowledgeBase, quotes: Iterable[Quote]) -> tuple[Evidence, ...]:
    """The quotes with their articles, in the order given; the speaker's name in the article's language."""
    return tuple(_evidence(kb, quote) for quote in quotes)


def _evidence(kb: KnowledgeBase, quote: Quote) -> Evidence:
    article = kb.articles[quote.article]
    return Evidence(
        quote=quote.text,
        article=quote.article,
        start=quote.start,
        end=quote.end,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        language=article.language,
        speaker=kb.lexicon.name(quote.speaker, article.language) if quote.speaker else None,
        speaker_id=quote.speaker,
    )
