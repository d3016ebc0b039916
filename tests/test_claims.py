"""Who says what, when and in which mood: rows for every sentence of the fixture articles."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from reading import article, claims_of, days, rows, words

from knowledge import claims, passages
from knowledge.model import Claim

ROWS = rows("claims.jsonl")


def told(body: str, language: str = "en") -> list[Claim]:
    source = article(body, language)
    return list(claims.claims(source, passages.split(source), words()))


def speakers(body: str, language: str = "en") -> list[str | None]:
    return [claim.quote.speaker for claim in told(body, language)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['article'][:18]}: {row['text'][:30]}")
def test_rows(row: dict[str, Any]) -> None:
    (claim,) = (c for c in claims_of(row["article"]) if c.quote.text.startswith(row["text"]))
    seen = {
        "speaker": claim.quote.speaker,
        "said": claim.said.isoformat(),
        "modality": claim.modality,
        "times": [days(time) for time in claim.times],
    }
    assert seen == {key: row[key] for key in seen}


def test_every_passage_of_a_fixture_has_its_row() -> None:
    counted = Counter(row["article"] for row in ROWS)
    assert {slug: len(claims_of(slug)) for slug in counted} == dict(counted)


def test_the_seed_claims_in_full() -> None:
    found = {claim.id.rpartition("#")[2]: claim for claim in claims_of("seed")}
    announced = found["13"]
    assert (announced.quote.speaker, announced.said) == ("peskov", date(2026, 2, 13))
    assert announced.modality == "planned"
    assert (announced.numbers, announced.places) == ((), ())
    assert {"when", "who"} <= announced.slots
    held = found["12"]
    assert (held.places, held.parties) == (("abu-dhabi",), ("ukraine", "united-states", "russia"))
    assert held.slots == {"when", "where", "who"}
    assert (found["5"].numbers, found["9"].numbers, found["7"].numbers) == (("28",), ("90%",), ("20",))


@pytest.mark.parametrize("row", rows("speakers.jsonl"), ids=lambda row: row["text"][:40])
def test_speakers(row: dict[str, Any]) -> None:
    assert speakers(row["text"], row["language"]) == row["speakers"]


def test_numbers_are_not_those_of_dates() -> None:
    (claim,) = told("On February 4, 2026 some 1,200 prisoners and 20% of the 3.5 million were counted.")
    assert claim.numbers == ("1200", "20%", "3.5")


def test_reasons() -> None:
    assert "why" in told("The talks were put off because of the weather.")[0].slots
    assert "why" in told("Зустріч відклали через погоду.", "uk")[0].slots
    assert "why" in told("Встречу отложили из-за погоды.", "ru")[0].slots


@pytest.mark.parametrize("row", rows("moods.jsonl"), ids=lambda row: row["text"][:40])
def test_moods(row: dict[str, str]) -> None:
    assert told(row["text"], row["language"])[0].modality == row["modality"]
