"""How long a question takes, ours and ready-made matchers side by side, over the same questions.

    pytest tests/benchmarks --benchmark-enable                 # the shipped base's size
    pytest tests/benchmarks --benchmark-enable -m slow -s      # 10,000 and 100,000 entries as well

``QUESTIONS=file.tsv`` (label, tab, question; label "-" for what no label answers) measures another
set, and prints how often each matcher is right on it.
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest
import rivals
from pytest_benchmark.fixture import BenchmarkFixture

from knowledge.match import Matcher, Ranker, from_examples

SAMPLE = Path(__file__).parent.parent / "data" / "examples" / "library.tsv"
SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
Pairs = list[tuple[str, str]]


def questions() -> list[tuple[str, str]]:
    path = Path(os.environ.get("QUESTIONS", SAMPLE))
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(row[0], row[1]) for row in rows]


def field(entries: int, each: int) -> Pairs:
    """A made-up field of so many entries: a few words of its own each, among words that many share."""
    chance = random.Random(entries)
    shared = [word for _, question in questions() for word in question.split()]
    rare = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]
    pairs = []
    for number in range(entries):
        own = chance.sample(rare, 3)
        for _ in range(each):
            words = chance.sample(own, 2) + chance.choices(shared, k=5)
            pairs.append((" ".join(words), f"entry-{number}"))
    return pairs


def asked(pairs: Pairs, count: int = 200) -> list[str]:
    """Questions near the examples: words in another order, one exchanged, one letter lost."""
    chance = random.Random(7)
    found = []
    for question, _ in chance.sample(pairs, min(count, len(pairs))):
        words = question.split()
        chance.shuffle(words)
        words[0] = words[0][:2] + words[0][3:]
        found.append(" ".join([*words[:-1], "anyway"]))
    return found


def ours(ranker: Ranker) -> rivals.Best:
    return lambda question: (ranker.rank(question, 1) or [("", 0.0)])[0]


MATCHERS: dict[str, Callable[[Pairs], rivals.Best]] = {
    "ours": lambda pairs: ours(from_examples(pairs)),
    "rapidfuzz": rivals.rapidfuzz,
    "fts5": rivals.fts5,
    "char-tfidf": rivals.char_tfidf,
}


@pytest.fixture(scope="module")
def shipped_size() -> Pairs:
    return field(80, 50)


@pytest.mark.parametrize("name", MATCHERS)
@pytest.mark.benchmark(group="one question, 80 entries of 50 examples")
def test_question(name: str, shipped_size: Pairs, benchmark: BenchmarkFixture) -> None:
    best = MATCHERS[name](shipped_size)
    turn = cycle(asked(shipped_size))
    assert benchmark(lambda: best(next(turn)))[0]


@pytest.mark.benchmark(group="start-up, 80 entries of 50 examples")
def test_load(shipped_size: Pairs, benchmark: BenchmarkFixture) -> None:
    blobs = from_examples(shipped_size).matcher.to_arrays()
    assert benchmark(Matcher.from_arrays, blobs).labels


@pytest.mark.slow
@pytest.mark.parametrize("entries", [1_000, 10_000, 100_000])
def test_scale(entries: int, benchmark: BenchmarkFixture) -> None:
    """Cost against the number of entries: build, load and question, with the memory they took."""
    pairs = field(entries, 2)
    began = time.perf_counter()
    ranker = from_examples(pairs)
    built = time.perf_counter()
    blobs = ranker.matcher.to_arrays()
    dumped = time.perf_counter()
    Matcher.from_arrays(blobs)
    loaded = time.perf_counter()
    turn = cycle(asked(pairs, 500))
    benchmark.pedantic(lambda: ranker.rank(next(turn)), rounds=500, iterations=1, warmup_rounds=5)
    if benchmark.enabled:
        spent = np.quantile(benchmark.stats.stats.data, [0.5, 0.99]) * 1000
        size = sum(map(len, blobs.values())) / 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(
            f"\n{entries} entries: built {built - began:.1f} s, {size:.0f} MB stored, loaded "
            f"{loaded - dumped:.2f} s, p50 {spent[0]:.2f} ms, p99 {spent[1]:.2f} ms, {memory:.0f} MB at most"
        )


def test_ours_is_right_more_often_than_ready_made_matchers(capsys: pytest.CaptureFixture[str]) -> None:
    """Five-fold, by wording; the table is printed. Right: forced to answer."""
    rows = questions()
    pairs = [(question, label) for label, question in rows if label != "-"]
    right = dict.fromkeys(MATCHERS, 0)
    for fold in range(5):
        taught = [pair for number, pair in enumerate(pairs) if number % 5 != fold]
        for name, build in MATCHERS.items():
            best = build(taught)
            right[name] += sum(best(question)[0] == label for question, label in pairs[fold::5])
    with capsys.disabled():
        print("\nright of", len(pairs), right)
    assert right["ours"] >= max(right.values())
