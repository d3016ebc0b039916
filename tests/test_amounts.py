"""Numbers with what they count, and whether one is of the kind that is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from reading import words

from knowledge import amounts, question
from knowledge.layout import layout


def told(written: str) -> list[tuple[str, str]]:
    """The numbers of a passage as written, with the kind of what they count."""
    laid = layout(written, words())
    return [
        (written[laid.tokens[one.first].start : laid.tokens[one.after - 1].end], one.sort)
        for one in amounts.amounts(laid, words())
    ]


def fits(asked: str, written: str) -> float:
    """How well the best of its numbers fits a question."""
    want = amounts.wanted(question.read(asked, words(), date(2026, 2, 15)), words())
    assert want, "no number is asked for"
    laid = layout(written, words())
    return max(amounts.fitting(want, amounts.amounts(laid, words()), laid).values(), default=0.0)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("It would cost 6,4 billion hryvnias.", [("6,4 billion", "money")]),
        ("The €194 billion stay in Belgium.", [("194 billion", "money")]),
        ("The 1,200-km line runs on.", [("1,200", "distance")]),
        ("Of those asked, 44% agree.", [("44", "share")]),
        ("Обмін у форматі 350 на 350.", [("350", ""), ("350", "")]),
        ("Загинули троє людей.", [("троє", "persons")]),
        ("The truce began on 5 August 2026.", []),
        ("Друга зустріч була короткою.", []),
    ],
)
def test_numbers_with_what_they_count(written: str, found: list[tuple[str, str]]) -> None:
    assert told(written) == found


@pytest.mark.parametrize(
    ("asked", "written", "fit"),
    [
        ("How many people were killed?", "Two people were killed in Odesa.", 1.0),
        ("How many drones were launched?", "The truce is to last 60 days.", 0.0),
        ("How many drones were launched?", "Russia launched 118 drones.", 1.0),
        ("Как долго продлится перемирие?", "Перемирие рассчитано на 60 дней.", 1.0),
        ("Как долго продлится перемирие?", "За перемирием следят 45 наблюдателей.", 0.0),
        ("Скільки це коштує?", "Місія коштуватиме 900 млн євро на рік.", 1.0),
        ("How long is the front line?", "Observers would watch the 1,200-km line.", 0.0),
        ("How old is the youngest?", "The youngest is 21.", 0.5),
    ],
)
def test_numbers_that_are_asked_for(asked: str, written: str, fit: float) -> None:
    assert fits(asked, written) == fit


def test_no_number_is_asked_for() -> None:
    asked = question.read("Why was the meeting put off?", words(), date(2026, 2, 15))
    assert amounts.wanted(asked, words()) is None
