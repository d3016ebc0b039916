"""Where the words of a passage stand."""

from __future__ import annotations

from datetime import date

import pytest
from reading import words

from knowledge import question
from knowledge.layout import layout
from knowledge.units import units


@pytest.mark.parametrize(
    ("written", "clauses"),
    [
        ("He spoke, she left", [0, 0, 1, 1]),
        ("It ended: no deal", [0, 0, 1, 1]),
        ("З дому – додому", [0, 0, 1]),
        ("one-third left", [0, 0, 0]),
    ],
)
def test_clauses(written: str, clauses: list[int]) -> None:
    assert list(layout(written, words()).clauses) == clauses


def test_the_words_that_hold_a_unit_in_another_language() -> None:
    asked = question.read("prisoners in Odesa", words(), date(2026, 2, 15))
    laid = layout("В Одессе ждут пленных.", words())
    held = [sorted(laid.holding(unit)) for unit in units(asked, words())]
    assert held == [[3], [1]]
