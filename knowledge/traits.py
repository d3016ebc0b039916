"""What can be seen of a time, of a place and of a whole article: the features by which it is learnt
what they have to do with the next round of talks (bulletin.py).

A word is a language code and the first letters of a word, with where it stands; a concept is the same
in every language. No word list is asked: which words tell is learnt from articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from knowledge import text
from knowledge.claims import Told
from knowledge.dates import quotation
from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Article, Interval
from knowledge.neighbours import TimeMention

Row = dict[str, float]
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = 6
_BEFORE, _CLOSE, _AFTER = 8, 3, 6
"""Words before a time, of them close to it, and after it."""
_LEFT, _RIGHT = 60, 50
"""Characters around a time in which a concept stands beside it."""
_OPENING = 3
_AT_THE_TABLE = frozenset(("russia", "ukraine"))
_SOON = ((0, "now"), (3, "days"), (10, "week"), (25, "weeks"), (60, "months"))
"""Days from the report to a time at the most -> what it is called."""


@dataclass(frozen=True)
class Page:
    """An article as it was read, ready to be looked at."""

    article: Article
    told: Sequence[Told]
    lexicon: Lexicon

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
        for number, mentions in [
            (-1, self._titled),
            *((n, told.mentions) for n, told in enumerate(self.told)),
        ]:
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
        """Each sentence without its times and places, offsets kept: which town and which month it was in
        the articles that were learnt from tells nothing of others."""
        return tuple(
            text.without(
                told.passage.text, [*((t.start, t.end) for t in told.times), *self._spans(told.mentions)]
            )
            for told in self.told
        )

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The stems of each sentence."""
        return tuple(map(self.stems, self.texts))

    @cached_property
    def title(self) -> tuple[str, ...]:
        """The stems of the title, without its places."""
        return self.stems(text.without(self.article.title, self._spans(self._titled)))

    def _spans(self, mentions: Iterable[Mention]) -> list[tuple[int, int]]:
        return [(m.start, m.end) for m in mentions if self.may_host(m.concept)]

    @cached_property
    def shares(self) -> Mapping[tuple[int, int], int]:
        """Days told -> in how many places."""
        found: dict[tuple[int, int], int] = {}
        for _, time in self.times:
            days = _days(time.interval)
            found[days] = found.get(days, 0) + 1
        return found

    def stems(self, written: str) -> tuple[str, ...]:
        """The words of a text as features name them."""
        return tuple(f"{self.article.language}:{word.lower()[:_LETTERS]}" for word in _WORD.findall(written))


def _days(interval: Interval) -> tuple[int, int]:
    return interval.start.toordinal(), interval.end.toordinal()


def _named(prefix: str, words: Iterable[str]) -> Row:
    return {f"{prefix} {word}": 1.0 for word in words}


def _true(**found: bool) -> Row:
    return {name: 1.0 for name, held in found.items() if held}


def of_time(page: Page, number: int, time: TimeMention) -> Row:
    """What can be seen of a time in a sentence."""
    told, interval = page.told[number], time.interval
    written = page.texts[number]
    before, after = page.stems(written[: time.start]), page.stems(written[time.end :])
    away = (interval.start - page.article.published).days
    soon = next((name for most, name in _SOON if away <= most), "far")
    named = [m for m in told.mentions if not (page.may_host(m.concept) or _within(m, told.times))]
    near = [m.concept for m in named if time.start - _LEFT <= m.start and m.end <= time.end + _RIGHT]
    beside = sum(1 for other, _ in page.times if other == number)
    return {
        f"precision {interval.precision}": 1.0,
        f"ahead {soon}": 1.0,
        f"long {min(4, (interval.end - interval.start).days)}": 1.0,
        f"sentence {min(number, 6)}": 1.0,
        f"times {min(beside, 4)}": 1.0,
        page.article.language: 1.0,
        **_true(
            last=number >= len(page.told) - 2,
            repeated=page.shares[_days(interval)] > 1,
            alone=len(page.shares) == 1,
            quoted=quotation(told.passage.text[: time.start]) != "",
            attributed=told.attribution is not None,
        ),
        **_named("before", before[-_BEFORE:]),
        **_named("close", before[-_CLOSE:]),
        **_named("after", after[:_AFTER]),
        **_named("word", page.words[number]),
        **_named("concept", (m.concept for m in named)),
        **_named("near", near),
        **_named("previous", page.words[number - 1] if number else ()),
        **_named("title", page.title),
    }


def _within(mention: Mention, times: Iterable[TimeMention]) -> bool:
    return any(time.start <= mention.start < time.end for time in times)


Roles = Mapping[tuple[int, int], Sequence[float]]
"""Sentence and beginning of a time -> how probably it is of no round, the next firmly or possibly, or was
the next until now."""


def _next(roles: Roles, page: Page, number: int, around: int = 0) -> float:
    """How probably a time in a sentence, or in those around it, is of the next round."""
    beside = ((n, time) for n, time in page.times if abs(n - number) <= around)
    return max((sum(roles[n, time.start][1:3]) for n, time in beside), default=0.0)


def of_place(page: Page, place: str, roles: Roles) -> Row:
    """What can be seen of a place that an article names, in all its sentences together."""
    named = page.places[place]
    body = [(n, m) for n, m in named if n >= 0 and m.start >= page.told[n].begins]
    broader = page.lexicon.broader(place)
    titled = any(n < 0 for n, _ in named)
    found: Row = {
        f"count {min(len(body), 4)}": 1.0,
        f"first {min((n for n, _ in body), default=5):.0f}" if body else "first none": 1.0,
        f"places {min(5, len(page.places))}": 1.0,
        "next told": max((_next(roles, page, n) for n, _ in page.times), default=0.0),
        **_true(
            filed=any(n >= 0 and m.start < page.told[n].begins for n, m in named),
            unsaid=not body,
            titled=titled,
            country=not broader,
            narrower=any(place in page.lexicon.broader(other) for other in page.places),
            within=any(other in broader for other in page.places),
        ),
        **(_named("title", page.title) if titled else {}),
    }
    for number, mention in body:
        _beside(found, page, number, mention, roles)
    return found


def _beside(found: Row, page: Page, number: int, mention: Mention, roles: Roles) -> None:
    """Adds what can be seen of one mention of a place; what holds for any of them holds for the place."""
    told = page.told[number]
    written = page.texts[number]
    before = page.stems(written[: mention.start])
    here = _next(roles, page, number)
    old = max((roles[n, t.start][3] for n, t in page.times if n == number), default=0.0)
    gone = any(time.interval.end < page.article.published for time in told.times)
    shares = {
        "next here": here,
        "next near": _next(roles, page, number, 1),
        "old here": old,
        "gone here": float(gone),
        "clear": 0.0 if gone else here,
    }
    for name, share in shares.items():
        found[name] = max(found.get(name, 0.0), share)
    found |= _named("close", before[-2:]) | _named("before", before[-6:])
    found |= _named("after", page.stems(written[mention.end :])[:4]) | _named("word", page.words[number])
    found |= _true(
        others=any(m.concept in page.places and m.concept != mention.concept for m in told.mentions)
    )


def of_article(page: Page, roles: Roles) -> Row:
    """What can be seen of an article as a whole."""
    told = [roles[n, time.start] for n, time in page.times]
    most = [max((one[role] for one in told), default=0.0) for role in range(4)]
    found: Row = {f"most {role}": share for role, share in enumerate(most)}
    found |= {f"clear {role}": 1.0 for role, share in enumerate(most) if share > 0.5}
    found |= _true(dateless=most[1] + most[2] <= 0.5)
    found |= _named("title", page.title)
    for number in range(len(page.words)):
        found |= of_sentence(page, number)
    return found


def of_sentence(page: Page, number: int) -> Row:
    """What one sentence adds to what can be seen of its article."""
    words = page.words[number]
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    opening = words if number < _OPENING else ()
    return {**_named("word", words), **_named("pair", pairs), **_named("opening", opening)}
