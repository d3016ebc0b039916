"""Which days of an article are taken as those of the next round."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from knowledge import prospects
from knowledge.model import Interval
from knowledge.prospects import Prospect, within

FIRM, LESS, LITTLE = (0.1, 0.9, 0, 0), (0.6, 0.4, 0, 0), (0.9, 0.05, 0.05, 0)


def days(first: int, last: int, precision: Any = None) -> Interval:
    return Interval(
        date(2026, 9, first), date(2026, 9, last), precision or ("day" if first == last else "days")
    )


def ahead(*told: tuple[int, Interval, tuple[float, ...]], scheduled: float = 0.0) -> list[str]:
    """The days taken of an article whose sentences tell of days with chances."""
    bulletin: Any = SimpleNamespace(
        times=[(number, SimpleNamespace(interval=interval), roles) for number, interval, roles in told],
        outcomes={"scheduled": scheduled, "tentative": 0.0},
    )
    taken = prospects.ahead(prospects.told(bulletin), bulletin)
    return [f"{one.interval.start.day}-{one.interval.end.day}" for one in taken]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(0, days(15, 15), FIRM)], ["15-15"]),
        (
            [(0, days(15, 15), FIRM), (0, days(16, 16), LESS)],
            ["15-16"],
        ),
        ([(0, days(15, 15), FIRM), (1, days(16, 16), LESS)], ["15-15"]),  # told elsewhere
        ([(0, days(15, 15), FIRM), (0, days(17, 17), LESS)], ["15-15"]),  # not side by side
        ([(0, days(15, 16), FIRM), (0, days(15, 15), FIRM)], ["15-16"]),
        ([(0, days(15, 16), FIRM), (0, days(14, 14), FIRM)], ["15-16"]),  # the day they arrive
        ([(0, days(15, 15), LESS)], []),
    ],
)
def test_likely_days_are_taken_and_joined(told: list[Any], expected: list[str]) -> None:
    assert ahead(*told) == expected


def test_the_likeliest_days_are_taken_where_some_are_surely_given() -> None:
    told = [(0, days(15, 15), LESS), (1, days(21, 21), LITTLE)]
    assert ahead(*told, scheduled=0.9) == ["15-15"]
    assert ahead(*told, scheduled=0.7) == []
    assert ahead(told[1], scheduled=0.9) == []


def test_the_sentence_that_tells_best_of_days_speaks_for_them() -> None:
    bulletin: Any = SimpleNamespace(
        times=[
            (n, SimpleNamespace(interval=days(15, 15)), roles) for n, roles in enumerate((LESS, FIRM, LITTLE))
        ]
    )
    (one,) = prospects.told(bulletin).values()
    assert (one.number, one.stage) == (1, "announced")


def test_rough_times_are_never_firm_and_hold_no_days() -> None:
    week = days(14, 20, "week")
    assert Prospect(0, week, FIRM).stage == "tentative"
    assert not within(days(15, 15), week)
    assert within(days(15, 15), days(15, 16))
    assert not within(days(15, 17), days(15, 16))


@pytest.mark.parametrize(
    ("roles", "scheduled", "expected"), [(FIRM, 0.9, True), (LESS, 0.9, False), (FIRM, 0.7, False)]
)
def test_an_article_of_no_talks_gives_days_only_if_it_surely_does(
    roles: tuple[float, ...], scheduled: float, expected: bool
) -> None:
    bulletin: Any = SimpleNamespace(
        times=[(0, SimpleNamespace(interval=days(15, 15)), roles)],
        outcomes={"scheduled": scheduled, "tentative": 0.0},
    )
    assert prospects.surely(bulletin) == expected
