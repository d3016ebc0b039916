"""Ready-made matchers to stand beside ours: the nearest example decides, its score is the confidence."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from knowledge.text import tokens

Pairs = Sequence[tuple[str, str]]
Best = Callable[[str], tuple[str, float]]


def folded(question: str) -> str:
    return " ".join(token.folded for token in tokens(question))


def rapidfuzz(pairs: Pairs, scorer: Callable[..., float] = fuzz.token_sort_ratio) -> Best:
    """``process.extractOne`` with the scorer that does best on whole questions."""
    questions = [folded(question) for question, _ in pairs]

    def best(question: str) -> tuple[str, float]:
        found = process.extractOne(folded(question), questions, scorer=scorer, processor=None)
        return pairs[found[2]][1], found[1]

    return best


def fts5(pairs: Pairs) -> Best:
    """SQLite's bm25 over Porter stems."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE examples USING fts5(question, tokenize='porter unicode61')")
    base.executemany("INSERT INTO examples VALUES (?)", [(folded(question),) for question, _ in pairs])

    def best(question: str) -> tuple[str, float]:
        words = " OR ".join(f'"{token.folded}"' for token in tokens(question))
        query = "SELECT rowid, -rank FROM examples WHERE examples MATCH ? ORDER BY rank LIMIT 1"
        row = base.execute(query, (words,)).fetchone() if words else None
        return (pairs[row[0] - 1][1], row[1]) if row else ("", 0.0)

    return best


def char_tfidf(pairs: Pairs) -> Best:
    """Cosine over character 2- to 4-grams within words."""
    rows = [_grams(question) for question, _ in pairs]
    held = Counter(gram for row in rows for gram in row)
    idf = {gram: float(np.log((1 + len(rows)) / (1 + count)) + 1) for gram, count in held.items()}
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, row in enumerate(rows):
        length = sum((count * idf[gram]) ** 2 for gram, count in row.items()) ** 0.5
        for gram, count in row.items():
            postings.setdefault(gram, []).append((number, count * idf[gram] / length))
    lists = {
        gram: (np.array([number for number, _ in row]), np.array([weight for _, weight in row]))
        for gram, row in postings.items()
    }

    def best(question: str) -> tuple[str, float]:
        sums = np.zeros(len(rows))
        asked = {gram: count * idf[gram] for gram, count in _grams(question).items() if gram in idf}
        for gram, weight in asked.items():
            numbers, weights = lists[gram]
            sums[numbers] += weight * weights
        top = int(sums.argmax())
        return pairs[top][1], float(sums[top] / (sum(w * w for w in asked.values()) ** 0.5 or 1))

    return best


def _grams(question: str) -> Counter[str]:
    edged = [f" {token.folded} " for token in tokens(question)]
    return Counter(
        word[at : at + size] for word in edged for size in (2, 3, 4) for at in range(len(word) - size + 1)
    )
