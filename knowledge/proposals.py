"""Plans put forward at a known time, by the party named before: kept apart from the rounds of talks."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge import venues
from knowledge.sentence import Sentence
from knowledge.step import Step


def proposal(sentence: Sentence) -> Iterator[Step]:
    """The plan that a sentence tells was put forward."""
    rules, plain, told = sentence.rules, sentence.plain, sentence.told
    proposed = rules.cues["proposed"].search(plain)
    if proposed is None or not rules.has("plans", plain[proposed.end() :]) or sentence.strong:
        return
    by = venues.parties(plain[: proposed.start()], told.mentions, rules, sentence.lexicon)
    for time in told.times[:1]:
        if time.interval.start <= sentence.article.published and by:
            yield Step("proposal", "held", told.said, sentence.quote, time.interval, participants=by[-1:])
