"""The one town that an article names in the country where it says that talks will be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from knowledge.claims import Told
from knowledge.clauses import clause
from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Article, Stage
from knowledge.prose import prose
from knowledge.sentence import Sentence
from knowledge.stages import Cue
from knowledge.step import Step

_LATELY = timedelta(7)


def _is_ahead(step: Step, article: Article) -> bool:
    """Whether a step tells of talks to come, or of ones that go on."""
    going_on = step.time is not None and step.time.end > article.published
    return step.stage == "announced" or (step.stage == "held" and going_on)


def _of_something_else(passage: Told, mention: Mention, article: Article) -> bool:
    """Whether a town is named with days long gone by alone, or with a forum or the like."""
    days = [time.interval.end for time in passage.times]
    bygone = bool(days) and all(day < article.published - _LATELY for day in days)
    rules = prose(article.language)
    beside = clause(passage.passage.text, Cue("town", mention.start, mention.end), rules)
    return bygone or (rules.has("not_talks", beside) and not rules.has("talks", beside))


def narrower(
    found: Sequence[Step], article: Article, told: Sequence[Told], lexicon: Lexicon
) -> Iterator[Step]:
    """A step for each country of talks to come, or of ones that go on, that gives that town."""
    ahead = [step for step in found if step.place and not step.background and _is_ahead(step, article)]
    for country in dict.fromkeys(step.place for step in ahead):
        within = [
            (passage, mention)
            for passage in told
            for mention in passage.mentions
            if mention.start >= passage.begins
            and not _of_something_else(passage, mention, article)
            and lexicon.kind(mention.concept) == "place"
            and country in lexicon.broader(mention.concept)
        ]
        if len({mention.concept for _, mention in within}) == 1:
            passage, mention = within[0]
            quote = Sentence(article, passage, prose(article.language), lexicon).quote
            going_on = any(step.stage == "held" or step.extends for step in ahead if step.place == country)
            stage: Stage = "held" if going_on else "announced"  # of the round that goes on, not of a next one
            yield Step("talks", stage, passage.said, quote, place=mention.concept)
