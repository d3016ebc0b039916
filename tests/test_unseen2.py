"""The scenarios of an autumn that nothing is fitted on and no word list was made from: the report."""

from __future__ import annotations

from typing import Any

import pytest
from scenes import Scenes

UNSEEN = Scenes("unseen2", "unseen2-scenarios.jsonl")
BARS = {"own language": (0.0, 1.0), "across": (0.0, 1.0), "not answered": (0.0, 1.0)}
"""At least so much right and at most so much wrong; raise them with what is measured."""


def test_shares_of_right_and_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{UNSEEN.table()}")
    UNSEEN.check(BARS)


@pytest.mark.parametrize("row", [row for row in UNSEEN.rows if "next" in row], ids=lambda row: row["id"])
def test_next(row: dict[str, Any]) -> None:
    assert UNSEEN.seen(row) == row["next"]
