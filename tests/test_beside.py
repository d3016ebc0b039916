"""One more article beside the shipped one and its FAQ: the newer report answers, and nothing stale does."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import bases
import pytest
from reading import DATA, rows

from bot import render
from knowledge.answer import answer
from knowledge.model import KnowledgeBase

ROWS = rows("beside.jsonl")


@cache
def known(name: str) -> KnowledgeBase:
    """The shipped base and one more article."""
    return bases.beside(DATA / "beside" / name)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['article']}: {row['q']}")
def test_the_newer_article_answers_beside_the_faq(row: dict[str, Any]) -> None:
    found = answer(known(row["article"]), row["q"], date.fromisoformat(row["today"]))
    assert found.status in row["status"]
    assert any(text in found.evidence[0].quote for text in row["must"])


def test_a_limit_does_not_repeat_an_agenda_that_has_moved_on() -> None:
    kb = known("held-en.md")
    found = answer(kb, "Where will the next round be?", date(2026, 2, 20))
    assert found.status == "related"
    assert "17–18" not in render.plain(found, kb)
