"""Passages that nobody has curated: which of them is found for a question, and that a question is none."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from reading import article, rows, words

from knowledge import claims, decision, finder, generated, passages, question, weighing
from knowledge.build import DATA
from knowledge.finder import Finder
from knowledge.model import Entry, KnowledgeBase

DAY = date(2026, 5, 1)
BODY = """The Zaporizhzhia nuclear plant has been under Russian control since 2022, officials in Kyiv said.

The reactors were stopped because the lake that cooled them ran dry.

About 3,100 people are employed there today. Before the war the figure was 11,000.

"Luck is not a safety system," Rafael Grossi said.

Who will repair the power line?

A crew of eleven electricians has been named for it.

Talks on a truce around the site go on in Vienna, where Kyiv and Moscow sent experts last week."""


@cache
def base() -> KnowledgeBase:
    """One interview, with nothing but its passages to answer."""
    told = article(BODY, published=DAY, title="What is happening at the nuclear plant")
    made = generated.generate(
        claims.claims(told, passages.split(told), words()), {told.slug: told}, (), (), words()
    )
    found: Any = KnowledgeBase.__new__(KnowledgeBase)
    held = {
        "articles": {told.slug: told},
        "entries": {one.entry.id: one.entry for one in made},
        "lexicon": words(),
        "finder": finder.build(made, words(), {told.slug: told}),
        "finding": decision.read(DATA / "decision.json", decision.GENERATED),
    }
    for name, value in held.items():
        object.__setattr__(found, name, value)
    return found


def best(asked: str) -> Entry | None:
    found = weighing.weigh(base(), question.read(asked, words(), DAY))
    return found[0] if found else None


@pytest.mark.parametrize("row", rows("found.jsonl"), ids=lambda row: row["why"])
def test_the_passage_that_answers_comes_first(row: dict[str, str]) -> None:
    entry = best(row["asked"])
    assert entry is not None
    assert entry.quotes[0].text == row["found"]


def test_a_question_within_an_article_answers_nothing() -> None:
    asked = question.read("Who will repair the power line?", words(), DAY)
    found = [base().entries[one.entry].quotes[0].text for one in base().finder.find(asked, words())]
    assert "Who will repair the power line?" not in found
    assert "A crew of eleven electricians has been named for it." in found


def test_what_no_passage_holds_finds_nothing() -> None:
    assert best("борщ") is None
    assert base().finder.find(question.read("", words(), DAY), words()) == []


def test_the_parts_are_told_and_finite() -> None:
    for told in weighing.candidates(base(), question.read("How many people work there?", words(), DAY)):
        assert set(weighing.RANKING) <= set(told.parts)
        assert all(-100 < value < 100 for value in told.parts.values())


def test_a_finder_comes_back_from_its_arrays() -> None:
    again = Finder.from_arrays(base().finder.to_arrays())
    asked = question.read("How many people work at the plant?", words(), DAY)
    assert again.find(asked, words()) == base().finder.find(asked, words())


def test_an_empty_finder_finds_nothing() -> None:
    none = finder.build((), words(), {})
    assert none.find(question.read("Who leads the delegation?", words(), DAY), words()) == []
    assert Finder.from_arrays(none.to_arrays()).labels == ()
