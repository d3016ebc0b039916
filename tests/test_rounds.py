"""Sequences of rounds told by strangers: what is next on a day, after the articles so far.

Each set was written without a look at the program and measured once (see the README). Most were then
mended on, and what an article says is learnt from all but the last six, which nothing was mended on; nor
was it on the articles of other talks. Those that were mended on take minutes: ``pytest -m slow``.
"""

from __future__ import annotations

import pytest
from reading import DATA
from scenes import Scenes, read

MENDED = dict.fromkeys((f"rounds{number}" for number in (*range(2, 19), 20, 21, 22)), 0.88)
LEARNT = dict.fromkeys(("rounds19", "rounds23", "rounds24", "rounds25"), 0.80)
UNREAD = {
    "rounds26": 0.65,
    "rounds27": 0.77,
    "rounds28": 0.48,
    "rounds29": 0.72,
    "rounds30": 0.64,
    "rounds31": 0.73,
}
BARS = {**MENDED, **LEARNT, **UNREAD}
"""At least so much right; raise them with what is measured."""


def right(name: str) -> float:
    """The share of a set's rows that are right; prints those that are not."""
    rounds = Scenes(name, f"{name}.jsonl")
    wrong = [(row["id"], rounds.seen(row), row["next"]) for row in rounds.rows]
    wrong = [one for one in wrong if one[1] != one[2]]
    print(*wrong, sep="\n")
    return 1 - len(wrong) / len(rounds.rows)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name in MENDED else []) for name in BARS]
)
def test_next(name: str) -> None:
    assert right(name) >= BARS[name]


def test_articles_of_other_talks_seldom_tell_of_a_round() -> None:
    paths = sorted((DATA / "elsewhere").iterdir())
    taken = [path.name for path in paths if any(one.kind == "talks" for one in read((path,)).events)]
    print(*taken, sep="\n")
    assert len(paths) == 40
    assert len(taken) <= 3
