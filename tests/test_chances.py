"""How probably each label is meant, learnt from words and letters."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import chances
from knowledge.chances import Chances, letters
from knowledge.question import FAMILIES
from knowledge.text import tokens

_THINGS = ("meeting", "prisoner", "station", "border", "guarantee")
_FRAMES = ("when is the {} due", "tell me of the {}", "the {} again", "has the {} been named", "{} news")


def _example(label: int, number: int) -> dict[str, float]:
    text = _FRAMES[number % len(_FRAMES)].format(_THINGS[label])
    return {f"w:{token.stem}": 1.0 for token in tokens(text)} | letters(tokens(text))


def _learnt(examples: int) -> Chances:
    owner = np.repeat(np.arange(len(_THINGS), dtype=np.int32), examples)
    return chances.learn([_example(int(label), n) for n, label in enumerate(owner)], owner, FAMILIES, 1_000)


LEARNT = _learnt(250)


@pytest.mark.parametrize("label", range(len(_THINGS)))
def test_each_thing_is_known_by_its_word(label: int) -> None:
    asked = {f"w:{_THINGS[label]}": 1.0} | letters(tokens(_THINGS[label]))
    found = LEARNT.of(asked)
    assert int(found.argmax()) == label
    assert float(found.max()) > 0.8


@pytest.mark.parametrize(("written", "meant"), [("prisonners", 1), ("stattion", 2), ("garantees", 4)])
def test_letters_tell_what_is_misspelt(written: str, meant: int) -> None:
    assert int(LEARNT.of(letters(tokens(written))).argmax()) == meant


def test_chances_are_shares_of_one() -> None:
    assert float(LEARNT.of(letters(tokens("border news"))).sum()) == pytest.approx(1, abs=1e-3)


def test_what_no_example_holds_leaves_all_about_as_likely() -> None:
    found = LEARNT.of({"w:omelette": 1.0})
    assert float(found.max()) < 0.5


def test_the_same_examples_teach_the_same() -> None:
    assert np.array_equal(_learnt(250).weights, LEARNT.weights)


def test_a_few_examples_teach_nothing() -> None:
    assert not _learnt(10).learnt


def test_runs_of_letters_keep_the_ends_of_words() -> None:
    assert set(letters(tokens("war"))) == {"l: wa", "l:war", "l:ar ", "l: war", "l:war ", "l: war "}
