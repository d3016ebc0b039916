"""The agenda in words, as seen on the day of the question, in three languages."""

from __future__ import annotations

from datetime import date
from typing import Any

import bases
import pytest

from bot import contract, render
from bot.agenda_wording import answer_of
from knowledge.model import Agenda, Event, Interval, Report

TALKS = Interval(date(2026, 2, 17), date(2026, 2, 18), "days")
COVERED = date(2026, 2, 14)
KB = bases.bare()


def report(stage: Any = "announced", time: Interval | None = TALKS, speaker: str | None = "peskov") -> Report:
    return Report(stage, date(2026, 2, 13), bases.quote(speaker=speaker), time)


def agenda(status: Any, today: date = date(2026, 2, 15), stage: Any = "announced", **more: Any) -> Agenda:
    event = Event("e", "talks", stage, TALKS, None, (), ())
    given = {
        "event": event,
        "time": TALKS,
        "evidence": (bases.evidence(),),
        "announced": report(),
        "as_of": COVERED,
    }
    return Agenda(status, today, **{**given, **more})


def said(found: Agenda, direction: Any = "next", language: str = "en") -> str:
    return render.plain(answer_of(found, direction, language), KB)


def test_the_next_talks_in_three_languages() -> None:
    assert said(agenda("scheduled")).startswith(
        "The next round of talks is scheduled for 17–18 February 2026.\nMy sources do not name the place.\n"
        "Announced on 13 February 2026 by Dmitry Peskov.\n📅 Planned\n\n> Kyiv"
    )
    assert said(
        agenda("scheduled", place="abu-dhabi", participants=("ukraine", "russia")), "next", "uk"
    ).startswith(
        "Наступний раунд переговорів заплановано на 17–18 лютого 2026 року.\nМісце: Абу-Дабі.\n"
        "Учасники: Україна, Росія.\nОголошено 13 лютого 2026 року: Дмитро Пєсков.\n📅 Заплановано\n\n"
    )
    assert said(agenda("scheduled"), "next", "ru").startswith(
        "Следующий раунд переговоров запланирован на 17–18 февраля 2026 года.\n"
        "Места мои источники не называют.\nКто сообщил: Дмитрий Песков, 13 февраля 2026 года."
    )


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_a_day_gone_by_is_never_called_next(language: str) -> None:
    found = said(agenda("passed", date(2026, 3, 1)), "next", language).split("\n")[0]
    assert not any(word in found for word in ("next", "Next", "аступн", "ледующ"))
    assert "2026" in found


def test_after_the_date_the_coverage_is_told() -> None:
    found = said(agenda("passed", date(2026, 3, 1)))
    assert found.startswith(
        "I know of no upcoming talks. The last date I had, 17–18 February 2026, has passed"
    )
    assert found.endswith("My newest article is from 14 February 2026.")
    assert said(Agenda("none", date(2026, 3, 1), as_of=COVERED)) == (
        "My sources name no upcoming talks.\n❔ Not stated\n\nMy newest article is from 14 February 2026."
    )


def test_on_the_days_themselves() -> None:
    assert said(agenda("scheduled", date(2026, 2, 17))).startswith(
        "A round of talks is scheduled to be under way now: 17–18 February 2026."
    )


@pytest.mark.parametrize("direction", ["next", "last"])
@pytest.mark.parametrize("status", ["scheduled", "tentative", "postponed", "cancelled", "passed", "none"])
@pytest.mark.parametrize("time", [TALKS, None])
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_status_has_words(direction: Any, status: Any, time: Interval | None, language: str) -> None:
    text = said(agenda(status, time=time, announced=report(speaker=None)), direction, language)
    assert "{" not in text
    assert len(text) > 30


def test_the_last_talks() -> None:
    held = agenda(
        "passed", stage="held", time=Interval(date(2026, 2, 4), date(2026, 2, 5), "days"), place="abu-dhabi"
    )
    assert said(held, "last", "uk").startswith(
        "Останній раунд переговорів, про який пишуть мої джерела, відбувся 4–5 лютого 2026 року.\n"
        "Місце: Абу-Дабі.\n✅ Відбулося\n\n>"
    )
    assert said(agenda("passed"), "last").startswith(
        "Talks were planned for 17–18 February 2026. That date has passed, and I have no report"
    )


def test_a_round_planned_after_the_last_one_held_is_not_passed_over() -> None:
    held = agenda(
        "passed", date(2026, 3, 1), "held", time=Interval(date(2026, 2, 4), date(2026, 2, 5), "days")
    )
    planned = Event("later", "talks", "announced", TALKS, None, (), ())
    kb = bases.bare(events=(planned,))
    assert render.plain(answer_of(held, "last", "en"), kb).endswith(
        "A later round was planned for 17–18 February 2026; I have no report on whether it took place.\n\n"
        "My newest article is from 14 February 2026."
    )


def test_sources_that_give_different_dates() -> None:
    found = said(agenda("scheduled", time=None, conflicts=(report(), report())))
    assert found.startswith("The next round of talks is planned, but my sources give different dates.")
    assert "Announced" not in found  # as if the one who said it last were right
    assert "do not name the place" not in found


def test_what_changed_and_what_is_disputed_is_listed() -> None:
    later = Interval(date(2026, 3, 1), date(2026, 3, 10), "vague")
    text = said(agenda("tentative", time=later, earlier=(report(), report("postponed", None, None))))
    assert text.endswith(
        "Earlier reports, no longer valid:\n"
        "· Dmitry Peskov, 13 February 2026: planned for 17–18 February 2026\n"
        "· RBC-Ukraine, 13 February 2026: put off"
    )
    disputed = agenda("scheduled", conflicts=(report(), report("announced", later, None)))
    answer = answer_of(disputed, "next", "en")
    assert answer.status == "conflict"
    assert "My sources disagree on this:\n· Dmitry Peskov" in render.plain(answer, KB)


def test_the_contract_of_the_agenda() -> None:
    found = contract.of_agenda(agenda("scheduled", conflicts=(report(),)), KB, "en")
    assert (found["status"], found["start"], found["end"], found["place"]) == (
        "scheduled",
        "2026-02-17",
        "2026-02-18",
        None,
    )
    assert found["as_of"] == "2026-02-14"
    assert set(found) >= {"participants", "text", "evidence", "conflicts"}
