"""What a reader's text asks for, as rows of data/readings.jsonl, and what the matcher is told of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from reading import days, rows, words

from knowledge import question
from knowledge.lexicon import Concept, index
from knowledge.question import Question

TODAY = date(2026, 2, 15)


def read(written: str, fuzzy: bool = True) -> Question:
    return question.read(written, words(), TODAY, fuzzy=fuzzy)


@pytest.mark.parametrize("row", rows("readings.jsonl"), ids=lambda row: row["q"])
def test_a_question_is_read(row: dict[str, Any]) -> None:
    asked = read(row["q"])
    assert {
        "lang": asked.language,
        "meant": asked.text,
        "kinds": sorted(asked.kinds),
        "direction": asked.direction,
        "names": [name for names in asked.names for name in names],
        "numbers": list(asked.numbers),
        "days": [days(time.interval) for time in asked.times],
        "negated": asked.negated,
        "unknown": list(asked.unknown),
        "chat": list(asked.chat),
    } == {
        "lang": row["lang"],
        "meant": row.get("meant", row["q"]),
        "kinds": row.get("kinds", []),
        "direction": row.get("direction"),
        "names": row.get("names", []),
        "numbers": row.get("numbers", []),
        "days": row.get("days", []),
        "negated": row.get("negated", False),
        "unknown": row.get("unknown", []),
        "chat": row.get("chat", []),
    }


def test_whom_a_message_is_for_is_not_asked_about() -> None:
    asked = read("@talks_bot who criticised the plan?")
    assert asked.text == "           who criticised the plan?"
    assert asked.unknown == ()


@pytest.mark.parametrize("row", rows("small-talk.jsonl"), ids=lambda row: row["q"])
def test_small_talk_is_told_from_questions(row: dict[str, Any]) -> None:
    told = read(row["q"]).chat
    assert row["chat"] in told if row["chat"] else not told


def test_small_talk_beside_a_question_is_passed_over() -> None:
    asked = read("Hello! When is the next round?")
    assert (asked.chat, asked.kinds, asked.direction) == ((), frozenset({"when"}), "next")


def test_examples_are_read_letter_for_letter() -> None:
    assert [m.concept for m in read("Rubjo").mentions] == ["rubio"]
    assert read("Rubjo", fuzzy=False).mentions == ()
    assert read("rjkb yfcnegyf pecnhsx", fuzzy=False).text == "rjkb yfcnegyf pecnhsx"


@pytest.mark.parametrize("written", ["and where?", "who said that", "а коли?", "а почему?"])
def test_too_short_to_stand_alone(written: str) -> None:
    assert question.leans(read(written), words())


@pytest.mark.parametrize(
    "written", ["where was the last round?", "plan", "а коли 5 березня?", "who is Bilbo"]
)
def test_long_enough_to_stand_alone(written: str) -> None:
    assert not question.leans(read(written), words())


def test_what_follows_is_about_what_came_before() -> None:
    asked = question.following(read("and where?"), read("When is the next round with Rubio?"), words())
    assert (asked.kinds, asked.direction, asked.names) == (frozenset({"where"}), "next", (("rubio",),))
    found = question.features(asked, words())
    assert "k:where" in found
    assert "c:round" in found
    assert "k:when" not in found


def test_features() -> None:
    tiny = index(
        (
            Concept("when", "slot", (), (), {}, {"en": ("=when",)}),
            Concept("announce", "act", ("say",), (), {}, {"en": ("announce",)}),
            Concept("say", "act", (), (), {}, {"en": ("say",)}),
            Concept("points", "topic", (), (), {}, {"en": ("points",)}),
            Concept("did", "filler", (), (), {}, {"en": ("=did", "=on")}),
        )
    )
    asked = question.read("When did Moscow announce 28 points on 17 February?", tiny, TODAY)
    found = question.features(asked, tiny)
    assert {name: weight for name, weight in found.items() if name[0] not in "fbl"} == {
        "c:announce": 1.0,
        "c:say": 0.4,
        "c:points": 1.0,
        "w:when": 1.0,
        "w:moscow": 1.0,
        "w:announc": 1.0,
        "w:point": 1.0,
        "w:februar": 1.0,
        "n:28": 1.0,
        "t:2026-02-17": 1.0,
        "k:when": 1.0,
        "x:when+announce": 1.0,
        "x:when+points": 1.0,
    }
    assert {"f:when", "b:^_when", "b:announc_28", "b:februar_$"} <= found.keys()


@pytest.mark.parametrize(
    "other",
    ["Коли Пєсков оголосив?", "Когда Песков объявил?", "koly Peskov oholosyv?", "wen did Peskov anounce"],
)
def test_only_stems_differ_between_languages(other: str) -> None:
    def told(written: str) -> set[str]:
        return {name for name in question.features(read(written), words()) if name[0] in "ckx"}

    assert told("When did Peskov announce?") & told(other) >= {"c:peskov", "c:announce"}


def test_a_misspelt_word_counts_as_the_examples_word() -> None:
    speller = question.spellings(["w:bitcoin", "c:plan"])
    assert speller.known == {"bitcoin"}
    found = question.features(read("bitcion"), words(), speller)
    told = {name for name in found if name[0] != "l"}
    assert told == {"w:bitcoin", "f:bitcion", "b:^_bitcion", "b:bitcion_$"}
    assert found["w:bitcoin"] < 1.0


@pytest.mark.parametrize("letter", ["b", "w", "y", "<b> & </b>"])
def test_a_single_letter_says_nothing_of_the_language(letter: str) -> None:
    asked = read(letter)
    assert (asked.language, asked.text) == ("en", letter)
