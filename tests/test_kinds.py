"""What a question asks for, and when a "when" asks nothing."""

from __future__ import annotations

from datetime import date

import pytest
from reading import words

from knowledge import question


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("Did anyone object when Washington proposed it?", "yes-no"),
        ("What did Rubio mean when he spoke of the aims?", "what"),
        ("Що мав на увазі Рубіо, коли казав про цілі?", "what"),
        ("Кто возражал, когда Вашингтон предложил план?", "who"),
        ("Did he say when they meet?", "when"),
        ("Чи казав Рубіо, коли наступна зустріч?", "when"),
        ("Договорились ли, когда встретятся снова?", "when"),
        ("Next talks when?", "when"),
        ("Зустріч в Абу-Дабі коли відбулась?", "when"),
        ("Переговоры когда?", "when"),
    ],
)
def test_when(asked: str, kinds: str) -> None:
    assert question.read(asked, words(), date(2026, 2, 15)).kinds == {kinds}


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("Why did the Kremlin wait until the 13th to name the date?", {"why"}),
        ("Чому так довго мовчали, коли наступний раунд?", {"why"}),
        ("Когда и почему перенесли переговоры?", {"when", "why"}),
        ("хватит ли у Москвы сил дойти до того, ради чего всё началось", set()),
        ("Чи здатна Росія досягти того, заради чого почала війну?", {"yes-no"}),
        ("Ради чего Россия начала войну?", {"purpose"}),
        ("Наскільки сильною лишається Росія?", {"how"}),
        ("Откуда взялась новая редакция плана?", {"how"}),
    ],
)
def test_one_thing_is_asked_for(asked: str, kinds: set[str]) -> None:
    assert question.read(asked, words(), date(2026, 2, 15)).kinds == kinds
