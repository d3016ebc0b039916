"""How long the shipped base takes to answer, beside ready-made matchers over its own questions.

    pytest tests/benchmarks/test_answering.py --benchmark-enable -s

Ours reads the question, ranks, guards and decides; the others only rank. The questions are those of
the test part, so that misspellings, transliteration and small talk are among them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest
import rivals
from pytest_benchmark.fixture import BenchmarkFixture

from knowledge.answer import answer
from knowledge.evaluate import read_rows
from knowledge.model import KnowledgeBase

TODAY = date(2026, 2, 15)
QUESTIONS = Path(__file__).parent.parent / "data" / "questions" / "test.jsonl"
RIVALS: dict[str, Callable[[list[tuple[str, str]]], rivals.Best]] = {
    "rapidfuzz": rivals.rapidfuzz,
    "fts5": rivals.fts5,
    "char-tfidf": rivals.char_tfidf,
}


def asked() -> list[str]:
    return [row.question for row in read_rows(QUESTIONS)]


def report(name: str, benchmark: BenchmarkFixture) -> None:
    if benchmark.enabled:
        p50, p99 = np.quantile(benchmark.stats.stats.data, [0.5, 0.99]) * 1000
        print(f"\n{name}: p50 {p50:.2f} ms, p99 {p99:.2f} ms")


@pytest.mark.benchmark(group="one question, the shipped base")
def test_ours(kb: KnowledgeBase, benchmark: BenchmarkFixture) -> None:
    turn = cycle(asked())
    benchmark.pedantic(lambda: answer(kb, next(turn), TODAY), rounds=len(asked()), iterations=1)
    report("ours", benchmark)


@pytest.mark.benchmark(group="one question, the shipped base")
@pytest.mark.parametrize("name", RIVALS)
def test_rivals(name: str, kb: KnowledgeBase, benchmark: BenchmarkFixture) -> None:
    pairs = [
        (question, entry.id)
        for entry in kb.entries.values()
        for questions in entry.questions.values()
        for question in questions
    ]
    best, turn = RIVALS[name](pairs), cycle(asked())
    benchmark.pedantic(lambda: best(next(turn)), rounds=len(asked()), iterations=1)
    report(name, benchmark)
