"""Scenarios that nothing is fitted on and no word list was made from: what a stranger would see.

The first two sets were looked at where ``next`` went wrong; their questions, and all of the others, were not.
"""

from __future__ import annotations

from typing import Any

import pytest
from scenes import Scenes

SETS = {
    name: Scenes(name, f"{name}-scenarios.jsonl") for name in ("unseen", *(f"unseen{n}" for n in range(2, 8)))
}
BARS = {
    "unseen": {
        "own language": (0.52, 0.09, 0.80),
        "across": (0.64, 0.04, 0.88),
        "not answered": (0.90, 0.10, 0),
    },
    "unseen2": {
        "own language": (0.42, 0.06, 0.80),
        "across": (0.55, 0.05, 0.86),
        "not answered": (0.92, 0.08, 0),
    },
    "unseen3": {
        "own language": (0.62, 0.04, 0.80),
        "across": (0.62, 0.06, 0.80),
        "not answered": (0.88, 0.10, 0),
    },
    "unseen5": {
        "own language": (0.36, 0.07, 0.75),
        "across": (0.44, 0.05, 0.75),
        "not answered": (0.90, 0.08, 0),
    },
    "unseen6": {
        "own language": (0.42, 0.05, 0.76),
        "across": (0.46, 0.10, 0.74),
        "not answered": (0.90, 0.08, 0),
    },
    "unseen7": {
        "own language": (0.18, 0.08, 0.50),
        "across": (0.18, 0.08, 0.50),
        "not answered": (0.78, 0.06, 0),
    },
}
"""At least so much right, at most so much wrong, and at least so much with the right sentence shown
first; raise them with what is measured."""


@pytest.mark.slow
@pytest.mark.parametrize("name", list(BARS))
def test_shares_of_right_and_wrong(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{name}\n{SETS[name].table()}")
    SETS[name].check(BARS[name])


@pytest.mark.parametrize(
    ("unseen", "row"),
    [pytest.param(one, row, id=row["id"]) for one in SETS.values() for row in one.rows if "next" in row],
)
def test_next(unseen: Scenes, row: dict[str, Any]) -> None:
    assert unseen.seen(row) == row["next"]
