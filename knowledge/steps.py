"""What an article tells of the talks, one Step a date: held, announced, put off, without a date.

Only meetings of the parties about ending the war count: a phone call, a summit, a meeting of one
side with somebody else is left out, and so is what cannot be told. Which steps are of one round,
events.py decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.claims import Told
from knowledge.lexicon import Lexicon
from knowledge.model import Article
from knowledge.prose import prose
from knowledge.sentence import Sentence, Step


def steps(article: Article, told: Sequence[Told], lexicon: Lexicon) -> tuple[Step, ...]:
    """The steps of an article, in the order of its text."""
    rules = prose(article.language)
    found: list[Step] = []
    context = rules.has("rounds", article.title) or rules.has("talks", article.title)
    before, asked = rules.has("rounds", article.title), False
    filed: str | None = None
    for passage in told:
        sentence = Sentence(article, passage, rules, lexicon)
        filed = filed or sentence.filed
        if sentence.asks:
            asked = before = sentence.strong or rules.has("talks", sentence.plain)
            continue
        new = list(sentence.proposal())
        if not new and (sentence.subject.of_talks(context, before) or (asked and sentence.answers)):
            new = list(sentence.steps())
        found.extend(_there(new, found, sentence, filed))
        before = bool(new) or sentence.strong
        context = context or sentence.strong
    return (*found, *_narrower(found, article, told, lexicon))


def _there(
    new: Sequence[Step], found: Sequence[Step], sentence: Sentence, filed: str | None
) -> Iterator[Step]:
    """The steps with places that a sentence only points to: "there again", "here" after a dateline."""
    rules, plain = sentence.rules, sentence.plain
    last = next((step.place for step in reversed(found) if step.place), filed)
    for step in new:
        place, again = step.place, False
        if place is None and rules.has("same_place", plain) and step.stage != "held":
            place, again = last, last is None
        elif place is None and rules.has("here", plain):
            place = filed
        last = place or last
        yield replace(step, place=place, again=again) if step.kind == "talks" else step


def _narrower(
    found: Sequence[Step], article: Article, told: Sequence[Told], lexicon: Lexicon
) -> Iterator[Step]:
    """The one town that an article names in the country where it says that talks will be."""
    ahead = [step for step in found if step.stage == "announced" and step.place and not step.background]
    for country in dict.fromkeys(step.place for step in ahead):
        within = [
            (passage, mention)
            for passage in told
            for mention in passage.mentions
            if mention.start >= passage.begins
            and lexicon.kind(mention.concept) == "place"
            and country in lexicon.broader(mention.concept)
        ]
        if len({mention.concept for _, mention in within}) == 1:
            passage, mention = within[0]
            quote = Sentence(article, passage, prose(article.language), lexicon).quote
            yield Step("talks", "announced", passage.said, quote, place=mention.concept)
