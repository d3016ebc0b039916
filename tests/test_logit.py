"""Which of several an example is, learnt from rows of features."""

from __future__ import annotations

from itertools import product

import pytest

from knowledge import logit

ROWS = [{"wet": float(a), "cold": float(b), "tuesday": float(c)} for a, b, c in product((0, 1), repeat=3)] * 5
CLASSES = [0 if not row["wet"] else 2 if row["cold"] else 1 for row in ROWS]
"""Dry, rain or snow, whatever the weekday."""


def test_what_tells_is_learnt_and_what_does_not_is_not() -> None:
    model = logit.fit(ROWS, CLASSES, 3, 0.1)
    for wet, cold, weather in ((0, 0, 0), (1, 0, 1), (1, 1, 2)):
        chances = model.of({"wet": float(wet), "cold": float(cold)})
        assert max(range(3), key=lambda n: chances[n]) == weather
        assert sum(chances) == pytest.approx(1)
    assert abs(model.weights[model.ids["tuesday"]]).max() < 0.05


def test_a_greater_penalty_says_less() -> None:
    loose, tight = (logit.fit(ROWS, CLASSES, 3, penalty) for penalty in (0.1, 10.0))
    assert abs(tight.weights).max() < abs(loose.weights).max()


def test_what_few_rows_hold_is_not_learnt() -> None:
    rows = [*ROWS, {"wet": 1.0, "hail": 1.0}, {"wet": 1.0, "hail": 1.0}]
    model = logit.fit(rows, [*CLASSES, 2, 2], 3, 1.0)
    assert "hail" not in model.ids


def test_a_model_is_written_and_read_again() -> None:
    model = logit.fit(ROWS, CLASSES, 3, 1.0)
    again = logit.parsed(list(model.lines()))
    for row in ROWS[:8]:
        assert again.of(row) == pytest.approx(model.of(row), abs=0.02)
    assert list(again.lines()) == list(model.lines())


def test_the_same_rows_give_the_same_model() -> None:
    assert list(logit.fit(ROWS, CLASSES, 3, 1.0).lines()) == list(logit.fit(ROWS, CLASSES, 3, 1.0).lines())


def test_what_speaks_for_a_class_is_told_in_figures() -> None:
    model = logit.fit(ROWS, CLASSES, 3, 1.0)
    assert model.says({"wet": 1.0}, 0) < 0 < model.says({"cold": 1.0, "wet": 1.0}, 2)
    assert model.says({"never seen": 1.0}, 1) == 0


@pytest.mark.parametrize("lines", [["\t0.1\t0.2", "word\tmuch\t0.2"], ["\t0.1", "word\t0.1\t0.2"]])
def test_what_is_no_model_is_refused(lines: list[str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        logit.parsed(lines)
