"""Questions whose outcome must not change, as rows of data/golden.jsonl.

A row is asked on 15 February 2026 unless it has ``now``. Instead of a status it may name the guard
that alone keeps it from being answered: with that guard taken away it must be.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from reading import rows

from knowledge import guards
from knowledge.answer import answer
from knowledge.model import Answer, KnowledgeBase

ROWS = rows("golden.jsonl")
GUARDED = [row for row in ROWS if "guard" in row]
GIVEN = ("answered", "conflict")


def asked(kb: KnowledgeBase, row: dict[str, Any]) -> Answer:
    return answer(kb, row["q"], date.fromisoformat(row.get("now", "2026-02-15")))


def label(row: dict[str, Any]) -> str:
    return " ".join((row["q"], row.get("now", ""))).strip()


@pytest.mark.parametrize("row", [row for row in ROWS if "guard" not in row], ids=label)
def test_golden(kb: KnowledgeBase, row: dict[str, Any]) -> None:
    found = asked(kb, row)
    assert found.status == row["status"], found.reasons
    assert row.get("holds", "") in (found.evidence[0].quote if found.evidence else "")
    assert row.get("entry") in (None, found.entry)


def test_every_quote_is_where_it_says(kb: KnowledgeBase) -> None:
    for row in ROWS:
        for item in asked(kb, row).evidence:
            assert kb.articles[item.article].body[item.start : item.end] == item.quote


def test_every_answer_has_its_source(kb: KnowledgeBase) -> None:
    for row in ROWS:
        found = asked(kb, row)
        if found.status in (*GIVEN, "related"):
            assert all(item.url and item.publisher and item.published for item in found.evidence)
            assert found.evidence
            assert found.as_of == date(2026, 2, 14)


@pytest.mark.parametrize("row", GUARDED, ids=label)
def test_what_a_guard_stops_is_not_answered(kb: KnowledgeBase, row: dict[str, Any]) -> None:
    assert asked(kb, row).status not in GIVEN


@pytest.mark.parametrize("name", [guard.__name__ for guard in guards.GUARDS])
def test_each_guard_is_needed(kb: KnowledgeBase, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = [row for row in GUARDED if row["guard"] == name]
    assert len(stopped) >= 3
    assert not [row["q"] for row in stopped if asked(kb, row).status in GIVEN]
    left = tuple(guard for guard in guards.GUARDS if guard.__name__ != name)
    monkeypatch.setattr(guards, "GUARDS", left)
    assert [row["q"] for row in stopped if asked(kb, row).status in GIVEN]
