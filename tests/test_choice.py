"""One of several: what tells the right ones from the others is found, and what does not is not."""

from __future__ import annotations

import random

import pytest

from knowledge import choice


def choices(count: int) -> list[tuple[list[dict[str, float]], list[bool]]]:
    """Choices of five in which the one that is tallest is right, nine times out of ten."""
    chance = random.Random(7)
    made = []
    for _ in range(count):
        rows = [{"tall": chance.random(), "noise": chance.random()} for _ in range(5)]
        tallest = max(range(5), key=lambda n: rows[n]["tall"])
        right = tallest if chance.random() < 0.9 else chance.randrange(5)
        made.append((rows, [n == right for n in range(5)]))
    return made


def test_what_tells_is_weighed() -> None:
    weights = choice.fit(choices(300), ("tall", "noise"))
    assert weights["tall"] > 5 * abs(weights["noise"])


def test_the_same_choices_give_the_same_weights() -> None:
    assert choice.fit(choices(50), ("tall", "noise")) == choice.fit(choices(50), ("tall", "noise"))


def test_choices_without_a_right_one_tell_nothing() -> None:
    none = [([{"tall": 0.0, "noise": 1.0}, {"tall": 1.0, "noise": 0.0}], [False, False])]
    assert choice.fit([*choices(50), *none], ("tall", "noise")) == choice.fit(choices(50), ("tall", "noise"))


@pytest.mark.parametrize("spread", [1e-3, 1e3])
def test_several_right_ones_and_any_scale(spread: float) -> None:
    rows = [{"tall": n * spread} for n in range(4)]
    weights = choice.fit([(rows, [False, False, True, True])] * 20, ("tall",))
    assert weights["tall"] > 0
