"""Decisions on the day, follow-ups, and whatever a reader may type."""

from __future__ import annotations

from datetime import date

import bases
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answer import answer, show
from knowledge.model import Answer, KnowledgeBase

TODAY = date(2026, 2, 15)


@pytest.mark.parametrize(
    ("today", "status", "stale"),
    [
        (date(2026, 2, 15), "answered", False),
        (date(2026, 2, 17), "answered", False),
        (date(2026, 2, 18), "answered", False),
        (date(2026, 2, 19), "related", True),
        (date(2026, 6, 1), "related", True),
    ],
)
@pytest.mark.parametrize("asked", ["When are the next talks?", "Коли наступні переговори?"])
def test_a_day_gone_by_is_never_next(
    kb: KnowledgeBase, asked: str, today: date, status: str, stale: bool
) -> None:
    found = answer(kb, asked, today)
    assert (found.status, found.stale) == (status, stale)
    assert found.agenda is not None
    assert (found.agenda.status == "passed") is stale


@pytest.mark.parametrize(
    ("context", "asked", "entry"),
    [
        ("next-talks-date", "and where?", "limit-next-venue"),
        ("last-talks", "а де?", "last-talks"),
    ],
)
def test_a_short_question_follows_the_answer_before_it(
    kb: KnowledgeBase, context: str, asked: str, entry: str
) -> None:
    assert answer(kb, asked, TODAY, context=context).entry == entry


def test_a_whole_question_follows_nothing(kb: KnowledgeBase) -> None:
    alone = answer(kb, "How many points did the first plan have?", TODAY)
    after = answer(kb, "How many points did the first plan have?", TODAY, context="last-talks")
    assert alone.entry == after.entry


def test_the_language_of_the_reply(kb: KnowledgeBase) -> None:
    assert answer(kb, "Коли наступні переговори?", TODAY).language == "uk"
    assert answer(kb, "Коли наступні переговори?", TODAY, language="ru").language == "ru"
    assert answer(kb, "28", TODAY, fallback="ru").language == "ru"


def test_every_entry_can_be_shown(kb: KnowledgeBase) -> None:
    for entry in kb.entries:
        for language in ("en", "uk", "ru"):
            found = show(kb, entry, TODAY, language)
            assert found.lead
            assert found.evidence


def test_a_limit_says_so_and_does_not_suggest_itself(kb: KnowledgeBase) -> None:
    found = answer(kb, "Where will the next talks be held?", TODAY)
    assert found.lead is not None
    assert found.lead.startswith("The sources do not say")
    assert found.entry not in {one.entry for one in found.suggestions}


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "?",
        "a",
        "x" * 10_000,
        "переговори " * 1_000,
        "🙏🙏",
        "\u200b\u200f",
        '<b>talks</b> & "next"',
        "NEAR(talks, 3) AND * OR -",
        "п'ять'ʼ’",
        "e\u0301" * 50,
        "\x00\x01",
    ],
)
def test_anything_is_answered_somehow(kb: KnowledgeBase, written: str) -> None:
    assert isinstance(answer(kb, written, TODAY), Answer)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_nothing_raises(kb: KnowledgeBase, written: str) -> None:
    found = answer(kb, written, TODAY)
    assert found.status not in ("answered", "conflict") or found.evidence


def test_a_limit_that_is_picked_is_none_once_a_newer_report_tells() -> None:
    picked = {
        version: show(kb, "limit-next-venue", TODAY, "en")
        for version, kb in (
            ("before", bases.shipped()),
            ("after", bases.later("2026-02-15-perenesly-do-zhenevy")),
        )
    }
    assert (picked["before"].status, picked["before"].agenda) == ("related", None)
    assert picked["after"].status == "answered"
    assert picked["after"].agenda is not None
    assert picked["after"].agenda.place == "geneva"


@pytest.mark.parametrize(
    "asked",
    [
        "In your opinion, does Russia insist on full control over Donbas?",
        "На твою думку, Росія наполягає на контролі над Донбасом?",
        "По твоему мнению, Россия настаивает на контроле над Донбассом?",
    ],
)
def test_the_bot_has_no_opinion(kb: KnowledgeBase, asked: str) -> None:
    assert answer(kb, asked, TODAY).status not in ("answered", "conflict")
    assert answer(kb, asked.partition(", ")[2], TODAY).status == "answered"


@pytest.mark.parametrize(
    "asked",
    [
        "Did Kyiv hand over the whole of Donbas?",
        "Отдал ли Киев весь Донбасс?",
        "Чи віддав Київ увесь Донбас?",
        "Has America left the talks?",
        "Чи провалилася зустріч в Абу-Дабі?",
    ],
)
def test_no_suggestion_takes_for_granted_what_is_not_so(kb: KnowledgeBase, asked: str) -> None:
    found = answer(kb, asked, TODAY)
    assert not [one.question for one in found.suggestions if kb.entries[one.entry].presumes]


@pytest.mark.parametrize(
    "asked", ["What do you think of Putin?", "Що ти думаєш про Путіна?", "Как ты относишься к Путину?"]
)
def test_what_the_bot_thinks_is_not_told_by_what_others_think(kb: KnowledgeBase, asked: str) -> None:
    assert answer(kb, asked, TODAY).status not in ("answered", "conflict")
