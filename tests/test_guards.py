"""Each guard objects to its rows of data/guards.jsonl, and nothing else does when it is taken away."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge import guards, question
from knowledge.model import KnowledgeBase

ROWS = (Path(__file__).parent / "data" / "guards.jsonl").read_text(encoding="utf-8").splitlines()
TODAY = date(2026, 2, 15)


@pytest.mark.parametrize(
    "row", [json.loads(line) for line in ROWS], ids=lambda row: f"{row['guard']}: {row['q']}"
)
def test_the_guard_and_only_it_objects(kb: KnowledgeBase, row: dict[str, str]) -> None:
    asked = question.read(row["q"], kb.lexicon, TODAY)
    entry = kb.entries[row["entry"]]
    objections = {guard.__name__: guard(asked, entry, kb.lexicon) for guard in guards.GUARDS}
    assert objections.pop(row["guard"])
    assert not any(objections.values()), objections


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("Who together with Ukraine went on discussing the plan?", "plan-discussions"),
        ("Which of the American promises did Rubio repeat?", "us-commitment"),
        ("It is the 15th today, when are the next talks?", "next-talks-date"),
        ("I am 74 and from Poltava. When are the next talks?", "next-talks-date"),
        ("Мені 74 роки, я з Полтави. Коли наступні переговори?", "next-talks-date"),
        ("Скільки днів триватиме наступний раунд?", "next-talks-date"),
        ("How many countries were at the last talks?", "last-talks-participants"),
        ("Чого Путін зараз хоче?", "putin-aims"),
        ("How did the EU take the American plan?", "plan-criticism"),
        ("Так 28 чи 20 пунктів у новому плані?", "plan-points-now"),
        ("When are the next talks?", "next-talks-date"),
        ("was the last round in Geneva?", "last-talks"),
        ("хто сказав, що гарантії готові на 90%", "guarantees-share"),
        ("переговоры 17 февраля", "next-talks-date"),
        ("is the status of the Zaporizhzhia plant settled?", "nuclear-plant-dispute"),
        ("who will not give up Donbas?", "russia-demands"),
        ("думка американського міністра про втрати росіян", "russia-capable"),
    ],
)
def test_nothing_objects_to_what_the_entry_settles(kb: KnowledgeBase, written: str, entry: str) -> None:
    asked = question.read(written, kb.lexicon, TODAY)
    assert guards.objection(asked, kb.entries[entry], kb.lexicon) is None
