"""Sequences of rounds told by strangers: what is next on a day, after the articles so far.

Each set was written without a look at the program, measured once, and then mended on: see the README.
"""

from __future__ import annotations

from typing import Any

import pytest
from scenes import Scenes

SETS = [Scenes(f"rounds{number}", f"rounds{number}.jsonl") for number in (*range(2, 19), 22)]


@pytest.mark.parametrize(
    ("rounds", "row"), [pytest.param(one, row, id=row["id"]) for one in SETS for row in one.rows]
)
def test_next(rounds: Scenes, row: dict[str, Any]) -> None:
    assert rounds.seen(row) == row["next"]
