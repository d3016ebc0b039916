"""Time expressions in three languages, seen from Saturday 14 February 2026."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import rows

from knowledge.dates import intervals

DAY = date(2026, 2, 14)


def found(text: str, language: str, day: date = DAY, bare_days: bool = False) -> list[list[str]]:
    return [
        [
            text[m.start : m.end],
            m.interval.start.isoformat(),
            m.interval.end.isoformat(),
            m.interval.precision,
        ]
        for m in intervals(text, language, day, bare_days)
    ]


@pytest.mark.parametrize("row", rows("times.jsonl"), ids=lambda row: f"{row['language']}: {row['text'][:40]}")
def test_times(row: dict[str, Any]) -> None:
    assert found(row["text"], row["language"]) == row["times"]


def test_a_range_without_a_month_is_read_in_questions_only() -> None:
    assert found("переговори 17-18?", "uk") == []
    assert found("переговори 17-18?", "uk", bare_days=True) == [["17-18", "2026-02-17", "2026-02-18", "days"]]
    assert found("28-point plan, 20% and 90", "en", bare_days=True) == []


def test_the_nearest_sensible_year() -> None:
    assert found("on November 20", "en") == [["November 20", "2025-11-20", "2025-11-20", "day"]]
    assert found("elections will be held on November 20", "en")[0][1] == "2026-11-20"
    assert found("on January 3", "en", date(2025, 12, 20))[0][1] == "2026-01-03"
    assert found("на 30 грудня", "uk", date(2026, 1, 4))[0][1] == "2025-12-30"


@given(
    st.text(alphabet="0123456789–-./ февраляFebruaryлютого,", max_size=60),
    st.sampled_from(["en", "uk", "ru"]),
)
def test_mentions_are_in_order_and_never_overlap(text: str, language: str) -> None:
    mentions = intervals(text, language, DAY, True)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(m.interval.start <= m.interval.end for m in mentions)
