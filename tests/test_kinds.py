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
