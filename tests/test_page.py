"""An article as features see it: words without times and places, senses, clauses."""

from __future__ import annotations

from datetime import date

import pytest
from reading import article, words

from knowledge import claims, passages
from knowledge.page import Page

DAY = date(2026, 4, 6)


def page(body: str, language: str = "en", title: str = "A title") -> Page:
    made = article(body, language, DAY, title)
    return Page(made, claims.read(made, passages.split(made), words()), words())


def test_words_are_looked_at_without_times_and_places() -> None:
    one = page("The teams return to Oslo on April 14.", title="Oslo awaits the teams")
    assert set(one.words[0]) == {"en:the", "en:teams", "en:return", "en:to", "en:on"}
    assert one.title == ("en:awaits", "en:the", "en:teams")
    assert "oslo" not in one.senses[0]


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "The round of talks was postponed."),
        ("uk", "Раунд переговорів відклали."),
        ("ru", "Раунд переговоров отложили."),
    ],
)
def test_senses_are_the_same_in_every_language(language: str, body: str) -> None:
    assert {"round", "talks", "postpone"} <= set(page(body, language).senses[0])


def test_a_clause_ends_at_marks() -> None:
    one = page("Ministers will vote, the talks resume on April 14, and a summit follows.")
    ((number, time),) = one.times
    assert set(one.clause_words(number, time.start, time.end)) == {"en:the", "en:talks", "en:resume", "en:on"}
    assert "talks" in one.clause(number, time.start, time.end)
    assert "summit" not in one.clause(number, time.start, time.end)
    assert "summit" in one.senses[number]


def test_times_gone_by_and_those_at_the_table_are_left_out() -> None:
    one = page("They met on March 24 in Vienna; Russia and Ukraine meet again on April 14 in Oslo.")
    assert [time.interval.start.day for _, time in one.times] == [14]
    assert set(one.places) == {"vienna", "oslo"}
