"""What is new since a day: rounds that were added, moved or put off, and the articles that say so."""

from __future__ import annotations

from datetime import date
from functools import cache

import bases
import pytest
import reading
from botapi import playing

from bot.changes import by_default, day_of, told
from knowledge.model import KnowledgeBase

FEBRUARY_15 = date(2026, 2, 15)


@cache
def season() -> KnowledgeBase:
    return reading.base(["seed", *sorted(path.stem for path in (reading.DATA / "articles").glob("*.md"))])


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        ("7", date(2026, 2, 8)),
        ("10 days", date(2026, 2, 5)),
        ("3 дні", date(2026, 2, 12)),
        ("2026-02-01", date(2026, 2, 1)),
        ("13 лютого", date(2026, 2, 13)),
        ("yesterday", date(2026, 2, 14)),
        ("2026-03-01", None),
        ("2026-13-45", None),
        ("99999999", None),
        ("something", None),
    ],
)
def test_since_when(asked: str, day: date | None) -> None:
    assert day_of(asked, season(), FEBRUARY_15) == day


def test_without_a_day_it_is_a_week_or_the_newest_article() -> None:
    kb = reading.base(["seed"])
    assert by_default(kb, FEBRUARY_15) == date(2026, 2, 8)
    assert by_default(kb, date(2026, 6, 1)) == date(2026, 2, 14)


def test_what_is_superseded_is_told_with_what_it_replaces() -> None:
    said = told(season(), date(2026, 4, 24), "en").splitlines()
    assert said[0] == "New reports on the talks since 24 April 2026:"
    assert any("planned for 20–21 May 2026" in line for line in said)
    assert any("put off" in line and "(before: " in line and "28 April 2026" in line for line in said)
    assert said[-2:][0] or said[-1]


def test_every_new_article_is_named_with_its_link_or_counted() -> None:
    said = told(season(), date(2026, 1, 1), "uk")
    assert said.count("https://") == 8
    assert "…і ще" in said


async def test_the_command() -> None:
    async with playing(bases.shipped()) as play:
        (week,) = await play.says("/changes")
        (none,) = await play.says("/changes 2026-02-15")
        (usage,) = await play.says("/changes some day")
    assert week.text.startswith(
        "New reports on the talks since 8 February 2026:\n· RBC-Ukraine, 14 February 2026: took place"
    )
    assert "Dmitry Peskov, 13 February 2026: planned for 17–18 February 2026" in week.text
    assert none.text == "No new reports on the talks since 15 February 2026."
    assert usage.text.startswith("Since when?")
