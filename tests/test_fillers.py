"""What in a passage may be what is asked for."""

from __future__ import annotations

from datetime import date

import pytest
from reading import words

from knowledge import fillers, question
from knowledge.fillers import Asked, named
from knowledge.layout import Layout, layout


def asked(written: str) -> Asked:
    """What a question names itself."""
    return named(question.read(written, words(), date(2026, 2, 15)), words())


def shown(laid: Layout, places: tuple[int, ...]) -> list[str]:
    """The words at those places."""
    return [laid.tokens[place].text for place in sorted(set(places))]


@pytest.mark.parametrize(
    ("about", "written", "found"),
    [
        ("Who won?", "The captain, Ostap Vilnyi, won in May.", ["Ostap", "Vilnyi"]),
        ("How old is Vilnyi?", "The captain Vilnyi is 40.", []),
        ("Як звати наймолодшого?", "Самому младшему 22 года.", []),
        ("Who won?", "Captains won. Others lost.", []),
    ],
)
def test_names_that_are_new(about: str, written: str, found: list[str]) -> None:
    laid = layout(written, words())
    assert shown(laid, fillers.names(laid, asked(about), words())) == found


@pytest.mark.parametrize(
    ("written", "sure", "likely"),
    [
        ("It was put off because of the storm.", ["because"], ["because"]),
        ("Перенесли через хворобу.", ["через"], ["через"]),
        ("Не приехали из-за забастовки.", ["из"], ["из", "за"]),
        ("Austria is out: it expelled four diplomats.", [], ["it"]),
        ("Hungary abstained.", [], []),
    ],
)
def test_causes(written: str, sure: list[str], likely: list[str]) -> None:
    laid = layout(written, words())
    found = fillers.causes(laid)
    assert (shown(laid, found.sure), shown(laid, found.likely)) == (sure, likely)


def test_days_places_and_actors() -> None:
    laid = layout("Umerov will fly to Geneva on Friday.", words())
    about = asked("When will Umerov fly, and where to?")
    assert shown(laid, fillers.days(laid, words())) == ["Friday"]
    assert shown(laid, fillers.places(laid, about, words())) == ["Geneva"]
    assert "Umerov" not in shown(laid, fillers.actors(laid, about, words()))
