"""What a reader tells of himself is left out of what he asks."""

from __future__ import annotations

from datetime import date

import pytest
from reading import words

from knowledge import preamble, question


def left(written: str) -> str:
    """What is asked, without what was told before."""
    asked = preamble.left_out(written, words().find(written, fuzzy=False), words())
    return " ".join(asked.split())


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("I am a pensioner from Odesa.", "Has Ukraine confirmed the new round of talks?"),
        ("My son serves near Pokrovsk:", "will America go on looking for peace?"),
        ("Добрий вечір! Я пенсіонерка з Полтави, дуже переживаю:", "Америка не відмовиться спинити війну?"),
        ("Мені 74 роки, погано бачу.", "Скажіть, чи підтвердила Україна новий раунд?"),
        ("Мой сын второй год служит.", "Гарантии безопасности для Украины уже согласованы?"),
    ],
)
def test_the_own_story_is_left_out(told: str, asked: str) -> None:
    assert left(f"{told} {asked}").endswith(asked)
    assert words().find(told)[-1].concept not in {m.concept for m in words().find(left(f"{told} {asked}"))}


@pytest.mark.parametrize(
    "written",
    [
        "I read that Rubio spoke of Russia's losses. Is it true that he called them heavy?",
        "Я чула, що американці їздили до Москви. Чи правда, що вони там радилися?",
        "My question is about the plan. Who?",
        "Rubio said that America will go on. Did he say when?",
        "Is my son coming home? When are the prisoners exchanged?",
    ],
)
def test_what_was_heard_or_is_needed_stays(written: str) -> None:
    assert left(written) == written


def test_names_and_numbers_of_the_writer_are_none_of_the_question() -> None:
    asked = question.read("I am 74 and from Poltava. When are the next talks?", words(), date(2026, 2, 15))
    assert (asked.numbers, asked.names) == ((), ())
