"""The scenarios of a spring written by someone who knew no word list: the report."""

from __future__ import annotations

import pytest
from scenes import Scenes

UNSEEN = Scenes("unseen3", "unseen3-scenarios.jsonl")
BARS = {"own language": (0.0, 1.0), "across": (0.0, 1.0), "not answered": (0.0, 1.0)}
"""At least so much right and at most so much wrong; raise them with what is measured."""


def test_shares_of_right_and_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{UNSEEN.table()}")
    UNSEEN.check(BARS)
