"""Slips are mended by what people write: what is known stays, and neighbours tell the likeliest word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from knowledge.slips import slipped
from knowledge.usage import Usage, gather

SENTENCES = [
    "when is the next round of talks",
    "when does the next round begin",
    "who leads the delegation",
    "has the delegation arrived",
    "are they ready to round up the prisoners",
    "how many rounds were there",
    "what is the status of the plant",
    "коли наступний раунд переговорів",
    "де відбудуться переговори",
]
SPOKEN = gather([sentence.split() for sentence in SENTENCES] * 3, ["об'єкт", "kellogg"])


def meant(written: str, usage: Usage = SPOKEN) -> str:
    words = written.split()
    return " ".join(word for word, _ in usage.meant(words, [word in usage.numbers for word in words]))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("wehn is the nxet ruond", "when is the next round"),
        ("who leads the delegtion", "who leads the delegation"),
        ("колли наступнй раунд", "коли наступний раунд"),
        ("статус обєкт", "статус об'єкт"),
        ("kelogg", "kellogg"),
    ],
)
def test_slips_are_read_as_what_was_meant(written: str, read: str) -> None:
    assert meant(written) == read


@pytest.mark.parametrize(
    "written", ["who leads the orchestra", "27 % 2026", "", "zz xq", "the pizza is the plant"]
)
def test_what_is_near_nothing_stays_as_it_is(written: str) -> None:
    assert meant(written) == written


def test_neighbours_decide_between_two_words_as_near() -> None:
    usage = gather([s.split() for s in ("the round of talks", "the sound of music")] * 5)
    assert meant("the xound of", gather([["the", "round", "of"]] * 2 + [["a", "sound", "is"]] * 2)) == (
        "the round of"
    )
    assert meant("of tallks", usage) == "of talks"


def test_known_words_are_never_touched() -> None:
    assert SPOKEN.meant(["rounds", "whn"], [True, True]) == (("rounds", 1.0), ("whn", 1.0))


def test_a_mended_word_is_less_sure_the_more_was_mended() -> None:
    (_, sure), (_, less) = SPOKEN.meant(["delegatoin", "deelgatoin"], [False, False])
    assert 0.7 < less < sure < 1.0


def mended_share(sentences: Sequence[str]) -> float:
    pairs = [
        pair
        for sentence in sentences
        for pair in zip(meant(slipped(sentence)).split(), sentence.split(), strict=True)
    ]
    return sum(one == other for one, other in pairs) / len(pairs)


def test_most_slips_in_known_sentences_are_mended() -> None:
    assert mended_share(SENTENCES) > 0.9


def test_arrays_round_trip() -> None:
    again = Usage.from_arrays(SPOKEN.to_arrays())
    assert again.to_arrays() == SPOKEN.to_arrays()
    assert meant("wehn is the nxet ruond", again) == "when is the next round"


def test_nothing_was_ever_written() -> None:
    assert meant("wehn is it", gather([])) == "wehn is it"
