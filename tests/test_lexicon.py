"""Concepts are found inflected, misspelt and in other alphabets; longer phrases win."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from reading import rows

from knowledge import lexicon
from knowledge.errors import LexiconError
from knowledge.model import KnowledgeBase


@pytest.mark.parametrize(
    ("written", "concept"),
    [
        ("Коли наступні перемовини?", "talks"),
        ("когда переговоры", "talks"),
        ("negotiations", "talks"),
        ("про що переговорви", "talks"),
        ("Зеленського", "zelenskyy"),
        ("Zelensky", "zelenskyy"),
        ("ЗАЕС", "nuclear-plant"),
        ("Банкова", "ukraine"),
        ("Абу-Дабі", "abu-dhabi"),
        ("гарантій безпеки", "security-guarantees"),
    ],
)
def test_a_concept_is_found(kb: KnowledgeBase, written: str, concept: str) -> None:
    assert concept in {mention.concept for mention in kb.lexicon.find(written)}


def test_offsets_and_certainty(kb: KnowledgeBase) -> None:
    (exact,) = kb.lexicon.find("Rubio")
    (slip,) = kb.lexicon.find("Rubjo")
    assert ("Rubio"[exact.start : exact.end], exact.score) == ("Rubio", 1.0)
    assert slip.concept == "rubio"
    assert slip.score < 1.0


def test_everyday_words_are_not_of_the_field(kb: KnowledgeBase) -> None:
    assert kb.lexicon.find("banana pancake") == ()


def test_concepts_above(kb: KnowledgeBase) -> None:
    assert "uae" in kb.lexicon.broader("abu-dhabi")
    assert "united-states" in kb.lexicon.broader("rubio")


@pytest.mark.parametrize("row", rows("places.jsonl"), ids=lambda row: row["written"])
def test_each_place_is_its_own(kb: KnowledgeBase, row: dict[str, Any]) -> None:
    found = [mention.concept for mention in kb.lexicon.find(row["written"])]
    assert [one for one in found if kb.lexicon.kind(one) in ("place", "party")] == row["names"]


@pytest.mark.parametrize(
    ("place", "above"),
    [
        ("muscat", "oman"),
        ("oslo", "nordic-baltic"),
        ("frederiksen", "denmark"),
        ("palm-beach", "united-states"),
    ],
)
def test_a_place_is_in_its_country(kb: KnowledgeBase, place: str, above: str) -> None:
    assert above in kb.lexicon.broader(place)


def test_every_place_has_a_name_and_forms_in_every_language(kb: KnowledgeBase) -> None:
    for concept in kb.lexicon.concepts.values():
        if concept.kind == "place":
            assert concept.names.keys() == concept.forms.keys() == {"en", "uk", "ru"}, concept.id


def test_names_are_in_every_language(kb: KnowledgeBase) -> None:
    assert [kb.lexicon.name("peskov", code) for code in ("en", "uk", "ru")] == [
        "Dmitry Peskov",
        "Дмитро Пєсков",
        "Дмитрий Песков",
    ]


def test_the_lexicon_is_of_the_field(kb: KnowledgeBase) -> None:
    kinds = [concept.kind for concept in kb.lexicon.concepts.values()]
    assert kinds.count("topic") + kinds.count("act") > 300
    assert kinds.count("person") + kinds.count("place") > 200


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("- id: a\n  kind: idea\n", "own.yaml:2: kind 'idea' is unknown"),
        ("- kind: topic\n", "own.yaml:1: a concept without an id"),
        ("- id: a\n  kind: topic\n  pl: [b]\n", "own.yaml:3: the key 'pl' is unknown"),
        ("- id: a\n  kind: topic\n  broader: [b]\n", "own.yaml:3: 'b' is no concept"),
        ("a: b\n", "own.yaml:1: not a list"),
        ("- id: [\n", "own.yaml:2: not YAML"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, rows: str, told: str) -> None:
    (tmp_path / "own.yaml").write_text(rows, encoding="utf-8")
    with pytest.raises(LexiconError) as problem:
        lexicon.read([tmp_path / "own.yaml"])
    assert str(problem.value).startswith(told)
