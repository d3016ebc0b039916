"""Why a round was put off, called off or moved: told by the report's own reason, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from scenes import Scenes, known

from knowledge import causes, question
from knowledge.model import KnowledgeBase

SCENES = Scenes("articles", "scenarios.jsonl")


def so_far(day: str) -> KnowledgeBase:
    return known(SCENES.chosen({"articles": {"until": day}}))


def reason(day: str, written: str) -> str | None:
    kb = so_far(day)
    entry = causes.cause(kb, question.read(written, kb.lexicon, date.fromisoformat(day)))
    return entry.quotes[0].text if entry else None


@pytest.mark.parametrize(
    ("day", "written", "told"),
    [
        ("2026-03-01", "почему отложили раунд", "Ближнем Востоке"),
        ("2026-03-01", "what caused the delay", "Ближнем Востоке"),
        ("2026-02-16", "чому раунд перенесли до Женеви?", "Причину зміни майданчика"),
        ("2026-05-10", "Чому скасували зустріч 12 травня?", "Немає сенсу"),
        ("2026-05-10", "Why was the May 12 meeting cancelled?", "Немає сенсу"),
    ],
)
def test_the_reason_of_the_change_that_is_meant(day: str, written: str, told: str) -> None:
    assert told in (reason(day, written) or "")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2026-03-01", "Why was the meeting in Ankara put off?"),
        ("2026-03-01", "Почему отложили выборы?"),
        ("2026-03-01", "When was the round put off?"),
        ("2026-02-14", "Why was the round cancelled?"),
    ],
)
def test_no_reason_of_anything_else(day: str, written: str) -> None:
    assert reason(day, written) is None
