"""What rules make of days, places and an article, as features."""

from __future__ import annotations

from datetime import date

import pytest
from reading import article, words

from knowledge import claims, passages, ruled, steps
from knowledge.model import Interval
from knowledge.page import Page

BODY = (
    "Russia and Ukraine will hold the next round of peace talks in Oslo on April 14-15, it said.\n\n"
    "The previous round of talks between Russia and Ukraine took place in Vienna on March 24.\n\n"
    "EU leaders gather in Brussels on April 23."
)


@pytest.fixture
def page() -> Page:
    made = article(BODY, "en", date(2026, 4, 6))
    told = claims.read(made, passages.split(made), words())
    return Page(made, told, words(), steps.by_rules(made, told, words())[0])


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (14, 15, {"ruled talks announced"}),
        (15, 15, {"ruled near talks announced", "ruled another"}),
        (23, 23, {"ruled not", "ruled another"}),
    ],
)
def test_days(page: Page, first: int, last: int, expected: set[str]) -> None:
    days = Interval(date(2026, 4, first), date(2026, 4, last), "day" if first == last else "days")
    assert set(ruled.of_days(page, days)) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("oslo", {"ruled announced", "ruled other held"}),
        ("norway", {"ruled broader announced", "ruled other held"}),
        ("vienna", {"ruled other announced", "ruled held"}),
    ],
)
def test_places(page: Page, place: str, expected: set[str]) -> None:
    assert {one.removesuffix(" background") for one in ruled.of_place(page, place)} == expected


def test_an_article(page: Page) -> None:
    assert "ruled announced exact ahead" in ruled.of_article(page)
    assert set(ruled.of_article(Page(page.article, page.told, page.lexicon))) == {"ruled nothing"}
