"""What articles only tell again, deny or date by, in three languages: rounds stand as they were."""

from __future__ import annotations

from typing import Any

import pytest
from reading import days, rows
from test_events import told


@pytest.mark.parametrize("row", rows("retold.jsonl"), ids=lambda row: row["why"])
def test_rounds(row: dict[str, Any]) -> None:
    found = told(*row["articles"])
    assert [[e.stage, days(e.time), e.place] for e in found if e.kind == "talks"] == row["events"]
