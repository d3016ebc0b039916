"""The scenarios of a summer that nothing is fitted on and no word list was made from: the report."""

from __future__ import annotations

from typing import Any

import pytest
from scenes import Scenes

UNSEEN = Scenes("unseen", "unseen-scenarios.jsonl")
BARS = {"own language": (0.77, 0.08), "across": (0.75, 0.05), "not answered": (0.84, 0.12)}
"""At least so much right and at most so much wrong; raise them with what is measured."""


def test_shares_of_right_and_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{UNSEEN.table()}")
    UNSEEN.check(BARS)


@pytest.mark.parametrize("row", [row for row in UNSEEN.rows if "next" in row], ids=lambda row: row["id"])
def test_next(row: dict[str, Any]) -> None:
    assert UNSEEN.seen(row) == row["next"]
