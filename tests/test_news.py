"""What a passage tells that the question does not."""

from __future__ import annotations

from datetime import date

import pytest
from reading import words

from knowledge import question
from knowledge.layout import layout
from knowledge.news import NEWS, news, sought
from knowledge.weighing import plainly


def parts(asked: str, written: str) -> dict[str, float]:
    """The parts of a passage for a question."""
    read = question.read(asked, words(), date(2026, 2, 15))
    return news(sought(read, plainly(read), words()), layout(written, words()), words())


def test_every_part_is_told() -> None:
    assert set(parts("Why?", "Nothing was said.")) == set(NEWS)


@pytest.mark.parametrize(
    ("part", "asked", "more", "less"),
    [
        ("fresh", "What did Peskov say?", "Peskov said nobody had asked for a pause.", "Peskov said so."),
        ("amount", "How many drones flew?", "118 drones flew.", "Drones flew for two days."),
        ("reasoned", "Why did Malta abstain?", "Malta abstained because of costs.", "Malta abstained."),
        ("caused", "Чому Мальта утрималась?", "Мальта утрималась: грошей мало.", "Мальта утрималась."),
        ("said", "How many were wounded?", "In Odesa 14 were wounded.", "In Odesa four people died."),
        (
            "adjacent",
            "Where did the delegations meet?",
            "The delegations met in Geneva.",
            "The delegations met, as everybody had long expected, and then they flew on to Geneva.",
        ),
        ("uncalled", "What is the youngest man called?", "The youngest is 21.", "He is called Ostap Vilnyi."),
        ("no_amount", "Скільки дронів летіло?", "Дрони летіли вночі.", "Летіло 118 дронів."),
        ("other_amount", "Сколько дронов летело?", "Дроны летели 5 часов.", "Летело 118 дронов."),
        ("short", "What did he say?", "He said so.", "He said that nobody at all had asked for it."),
        (
            "scarce",
            "What did he say?",
            "He said so.",
            "He promised electricity before winter without strikes.",
        ),
    ],
)
def test_a_part_is_greater_in_the_first(part: str, asked: str, more: str, less: str) -> None:
    assert parts(asked, more)[part] > parts(asked, less)[part]
