"""Articles so far, a day, a question: what the reply must rest on, and what it must never say.

A row gives the statuses that are acceptable, ``must`` (texts of which the first quote must hold one)
and ``must_not`` (texts that the reply may not hold anywhere). A row without a question is about
``next`` alone: status, first day, last day and place as the agenda has them, ``-`` for none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from reading import article, rows, words
from scenes import Scenes, base

from knowledge import claims, passages
from knowledge.agenda import next_talks

SCENES = Scenes("articles", "scenarios.jsonl")
BARS = {
    "own language": (0.64, 0.04, 0.88),
    "across": (0.60, 0.04, 0.84),
    "not answered": (0.89, 0.11, 0),
}
"""At least so much right, at most so much wrong, and at least so much with the right sentence shown
first; raise them with what is measured."""


def test_the_rows_are_as_many_and_as_mixed_as_they_should_be() -> None:
    assert len(SCENES.files) >= 24
    assert len(SCENES.asked) >= 130
    assert len({SCENES.chosen(row) for row in SCENES.asked}) <= 8
    assert len({row["id"] for row in SCENES.rows}) == len(SCENES.rows)
    kinds = Counter(one.kind for one in SCENES.played)
    assert kinds["across"] * 3 >= len(SCENES.asked)
    assert kinds["not answered"] * 3 >= len(SCENES.asked)


def test_shares_of_right_and_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{SCENES.table()}")
    SCENES.check(BARS)


@pytest.mark.parametrize("row", [row for row in SCENES.rows if "next" in row], ids=lambda row: row["id"])
def test_next(row: dict[str, Any]) -> None:
    assert SCENES.seen(row) == row["next"]


def test_a_past_date_is_never_called_next() -> None:
    for one in SCENES.played:
        row, agenda = one.row, one.reply.agenda
        if agenda and one.reply.direction == "next" and agenda.status in ("scheduled", "tentative"):
            assert agenda.time is None or agenda.time.end >= date.fromisoformat(row["today"]), row["id"]


@pytest.mark.parametrize("row", rows("sequences.jsonl"), ids=lambda row: row["articles"][-1]["body"][:40])
def test_next_after_short_reports(row: dict[str, Any]) -> None:
    """One to three reports of a sentence or two; days without their year, ``!`` with how many disagree."""
    told = []
    for number, raw in enumerate(row["articles"]):
        day = date.fromisoformat(raw["published"])
        made = replace(article(raw["body"], raw["language"], day, raw["title"]), slug=f"a{number}")
        told.append((made, claims.claims(made, passages.split(made), words())))
    kb = base(told)
    agenda = next_talks(kb, date.fromisoformat(row["today"]))
    days = f"{agenda.time.start:%m-%d}..{agenda.time.end:%m-%d}" if agenda.time else "-"
    many = f"!{len(agenda.conflicts)}" if agenda.conflicts else ""
    assert f"{agenda.status}/{days}/{agenda.place or '-'}{many}" == row["next"]
