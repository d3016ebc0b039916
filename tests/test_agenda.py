"""What is next and what was last, for a day and the articles known by then."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from reading import DATA, base, rows

from knowledge.agenda import last_talks, next_talks
from knowledge.model import Agenda, KnowledgeBase

SEQUENCE = [path.stem for path in sorted((DATA / "articles").glob("2026-*.md"))]


@cache
def known(until: str) -> KnowledgeBase:
    """The base of ``seed``, of ``none``, or of all fixture articles up to a day."""
    return base({"seed": ["seed"], "none": []}.get(until, [slug for slug in SEQUENCE if slug[:10] <= until]))


def seen(agenda: Agenda) -> list[str | None]:
    time = agenda.time
    start, end = (time.start.isoformat(), time.end.isoformat()) if time else (None, None)
    return [agenda.status, start, end, agenda.place]


@pytest.mark.parametrize("row", rows("agenda.jsonl"), ids=lambda row: f"{row['articles']} on {row['day']}")
def test_next_and_last(row: dict[str, Any]) -> None:
    kb, today = known(row["articles"]), date.fromisoformat(row["day"])
    ahead = next_talks(kb, today)
    speaker = ahead.announced.quote.speaker if ahead.announced else None
    assert [*seen(ahead), speaker, len(ahead.conflicts)] == row["next"]
    assert seen(last_talks(kb, today)) == row["last"]


def test_a_conflict_shows_every_side_and_picks_none() -> None:
    agenda = next_talks(known("2026-03-03"), date(2026, 3, 4))
    assert (agenda.time, agenda.place) == (None, None)
    sides = [
        (r.quote.speaker, r.time.start.isoformat() if r.time else None, r.place) for r in agenda.conflicts
    ]
    assert sides == [("peskov", "2026-03-11", "istanbul"), ("umerov", "2026-03-12", "geneva")]
    assert {report.quote.text for report in agenda.conflicts} <= {shown.quote for shown in agenda.evidence}


def test_what_changed_is_told_with_what_it_was_before() -> None:
    agenda = next_talks(known("2026-02-15"), date(2026, 2, 16))
    assert next((r.stage, r.place) for r in agenda.earlier) == ("announced", "abu-dhabi")


def test_evidence_is_verbatim_and_begins_with_the_deciding_quote() -> None:
    for until in ("seed", "2026-02-15", "2026-02-28", "2026-03-25"):
        kb = known(until)
        agenda = next_talks(kb, (kb.as_of or date.min) + timedelta(1))
        assert agenda.announced is not None
        assert agenda.evidence[0].quote == agenda.announced.quote.text
        for shown in agenda.evidence:
            assert kb.articles[shown.article].body[shown.start : shown.end] == shown.quote


@pytest.mark.parametrize("until", sorted({slug[:10] for slug in SEQUENCE}))
def test_a_day_gone_by_is_never_next(until: str) -> None:
    kb = known(until)
    for ahead in range(60):
        today = date.fromisoformat(until) + timedelta(ahead)
        agenda = next_talks(kb, today)
        if agenda.status in ("scheduled", "tentative") and agenda.time:
            assert agenda.time.end >= today
        last = last_talks(kb, today)
        assert last.time is None or last.time.start <= today
