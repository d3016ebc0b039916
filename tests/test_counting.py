"""The number of the very thing that is asked for, and not just a number."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from reading import rows, words

from knowledge import question
from knowledge.counting import counted
from knowledge.layout import layout


@pytest.mark.parametrize("row", rows("counted.jsonl"), ids=lambda row: row["written"])
def test_what_is_counted(row: dict[str, Any]) -> None:
    asked = question.read(row["asked"], words(), date(2026, 2, 15))
    assert counted(asked, layout(row["written"], words()), words()) == row["counted"]
