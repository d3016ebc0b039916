"""An article as it was read, with what rules found in it, ready to be looked at (traits.py).

A word is a language code and the first letters of a word; a sense is a concept of the field or a group of
everyday words, the same in every language. Times and places are blanked before words are looked at: which
town and which month it was in the articles that were learnt from tells nothing of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge import glossary, text
from knowledge.claims import Told
from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Article, Interval
from knowledge.neighbours import TimeMention
from knowledge.step import Step

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = 6
_AT_THE_TABLE = frozenset(("russia", "ukraine"))
_CUT = re.compile(r"[,;:—–()«»“”\"]")


@dataclass(frozen=True)
class Page:
    """An article as it was read, ready to be looked at."""

    article: Article
    told: Sequence[Told]
    lexicon: Lexicon
    steps: Sequence[Step] = ()
    """What rules find in it."""

    @cached_property
    def times(self) -> tuple[tuple[int, TimeMention], ...]:
        """Sentence and time, for every time that is not over on the day of the report."""
        return tuple(
            (number, time)
            for number, told in enumerate(self.told)
            for time in told.times
            if time.interval.end >= self.article.published and time.interval.precision != "year"
        )

    @cached_property
    def places(self) -> Mapping[str, tuple[tuple[int, Mention], ...]]:
        """Place -> sentence and mention, -1 for the title."""
        found: dict[str, list[tuple[int, Mention]]] = {}
        sentences = [(-1, self._titled), *((n, told.mentions) for n, told in enumerate(self.told))]
        for number, mentions in sentences:
            for mention in mentions:
                if self.may_host(mention.concept):
                    found.setdefault(mention.concept, []).append((number, mention))
        return {place: tuple(mentions) for place, mentions in found.items()}

    def may_host(self, concept: str) -> bool:
        """Whether a concept is a town or a country, but for those at the table."""
        return self.lexicon.is_venue(concept) and concept not in _AT_THE_TABLE

    @cached_property
    def _titled(self) -> Sequence[Mention]:
        return self.lexicon.find(self.article.title)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each sentence without its times and places, offsets kept."""
        return tuple(
            text.without(
                told.passage.text, [*((t.start, t.end) for t in told.times), *self._spans(told.mentions)]
            )
            for told in self.told
        )

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each sentence."""
        return tuple(map(self.stems, self.texts))

    @cached_property
    def title(self) -> tuple[str, ...]:
        """The words of the title, without its places."""
        return self.stems(text.without(self.article.title, self._spans(self._titled)))

    @cached_property
    def named(self) -> tuple[tuple[Mention, ...], ...]:
        """The concepts of each sentence, without its times and places."""
        return tuple(
            tuple(m for m in told.mentions if not (self.may_host(m.concept) or _within(m, told.times)))
            for told in self.told
        )

    @cached_property
    def senses(self) -> tuple[tuple[str, ...], ...]:
        """The senses of each sentence."""
        return tuple(
            (*(m.concept for m in named), *self.meant(written))
            for named, written in zip(self.named, self.texts, strict=True)
        )

    @cached_property
    def title_senses(self) -> tuple[str, ...]:
        """The senses of the title."""
        told = (m.concept for m in self._titled if not self.may_host(m.concept))
        return (*told, *self.meant(self.article.title))

    def clause(self, number: int, start: int, end: int) -> tuple[str, ...]:
        """The senses of the stretch between marks around a piece of a sentence."""
        left, right = _clause(self.told[number].passage.text, start, end)
        inside = (m.concept for m in self.named[number] if left <= m.start and m.end <= right)
        return (*inside, *self.meant(self.texts[number][left:right]))

    def clause_words(self, number: int, start: int, end: int) -> tuple[str, ...]:
        """The words of that stretch."""
        left, right = _clause(self.told[number].passage.text, start, end)
        return self.stems(self.texts[number][left:right])

    def _spans(self, mentions: Iterable[Mention]) -> list[tuple[int, int]]:
        return [(m.start, m.end) for m in mentions if self.may_host(m.concept)]

    @cached_property
    def shares(self) -> Mapping[Interval, int]:
        """Days told -> in how many places."""
        found: dict[Interval, int] = {}
        for _, time in self.times:
            found[time.interval] = found.get(time.interval, 0) + 1
        return found

    def stems(self, written: str) -> tuple[str, ...]:
        """The words of a text as features name them."""
        return tuple(f"{self.article.language}:{word.lower()[:_LETTERS]}" for word in _WORD.findall(written))

    def meant(self, written: str) -> tuple[str, ...]:
        """The groups of everyday words that a text has words of."""
        groups = glossary.groups()
        stems = (text.stem(text.fold(word)) for word in _WORD.findall(written))
        return tuple(f"g:{group}" for stem in stems for group in groups.get(stem, ()))


def _clause(written: str, start: int, end: int) -> tuple[int, int]:
    """Between which marks a piece of a text stands."""
    left = max((m.end() for m in _CUT.finditer(written, 0, start)), default=0)
    cut = _CUT.search(written, end)
    return left, cut.start() if cut else len(written)


def _within(mention: Mention, times: Iterable[TimeMention]) -> bool:
    return any(time.start <= mention.start < time.end for time in times)
