"""Questions whose outcome must not change, as rows of data/golden.jsonl, all as of 15 February 2026."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from knowledge.answer import answer
from knowledge.model import KnowledgeBase

ROWS = (Path(__file__).parent / "data" / "golden.jsonl").read_text(encoding="utf-8").splitlines()
TODAY = date(2026, 2, 15)


@pytest.mark.parametrize("row", [json.loads(line) for line in ROWS], ids=lambda row: row["q"])
def test_golden(kb: KnowledgeBase, row: dict[str, Any]) -> None:
    found = answer(kb, row["q"], TODAY)
    assert found.status == row["status"], found.reasons
    assert row.get("holds", "") in (found.evidence[0].quote if found.evidence else "")
    assert row.get("entry") in (None, found.entry)
    for item in found.evidence:
        assert kb.articles[item.article].body[item.start : item.end] == item.quote


def test_every_answer_has_its_source(kb: KnowledgeBase) -> None:
    for row in (json.loads(line) for line in ROWS):
        found = answer(kb, row["q"], TODAY)
        if found.status in ("answered", "related"):
            assert all(item.url and item.publisher and item.published for item in found.evidence)
            assert found.evidence
            assert found.as_of == date(2026, 2, 14)
