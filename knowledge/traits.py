"""What can be seen of a time, of a place and of a whole article: the features by which it is learnt
what they have to do with the next round of talks (bulletin.py).

No word list is asked: which words tell is learnt from articles. What rules make of them counts too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from knowledge import ruled
from knowledge.dates import quotation
from knowledge.lexicon import Mention
from knowledge.neighbours import TimeMention
from knowledge.page import Page
from knowledge.ruled import Row

_BEFORE, _CLOSE, _AFTER = 8, 3, 6
"""Words before a time, of them close to it, and after it."""
_LEFT, _RIGHT = 60, 50
"""Characters around a time in which a concept stands beside it."""
_BACK = 3
"""Concepts before and after a time that count apart."""
_OPENING = 3
_SOON = ((0, "now"), (3, "days"), (10, "week"), (25, "weeks"), (60, "months"))
"""Days from the report to a time at the most -> what it is called."""
_SAID, _LEAST = 0.5, 0.1
"""From which chance on an article is taken to tell a time of a role, and a sentence to be about one."""
_NEXT, _OLD = (1, 2), (3,)
"""Roles of times of the next round, and of those that no longer hold."""

Roles = Mapping[tuple[int, int], Sequence[float]]
"""Sentence and beginning of a time -> how probably it is of no round, the next firmly or possibly, or was
the next until now."""


def _named(prefix: str, words: Iterable[str]) -> Row:
    return {f"{prefix} {word}": 1.0 for word in words}


def _true(**found: bool) -> Row:
    return {name: 1.0 for name, held in found.items() if held}


def of_time(page: Page, number: int, time: TimeMention) -> Row:
    """What can be seen of a time in a sentence."""
    words = page.texts[number]
    before, after = page.stems(words[: time.start]), page.stems(words[time.end :])
    return {
        **_form(page, number, time),
        **_named("before", before[-_BEFORE:]),
        **_named("close", before[-_CLOSE:]),
        **_named("after", after[:_AFTER]),
        **_named("clause word", page.clause_words(number, time.start, time.end)),
        **_named("clause", page.clause(number, time.start, time.end)),
        **_named("sense", page.senses[number]),
        **_concepts(page.named[number], time),
        **_around(page, number),
        **ruled.of_days(page, time.interval),
    }


def _form(page: Page, number: int, time: TimeMention) -> Row:
    """What kind of time it is, and where it stands."""
    told, interval = page.told[number], time.interval
    away = (interval.start - page.article.published).days
    soon = next((name for most, name in _SOON if away <= most), "far")
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
            repeated=page.shares[interval] > 1,
            alone=len(page.shares) == 1,
            quoted=quotation(told.passage.text[: time.start]) != "",
            attributed=told.attribution is not None,
        ),
    }


def _concepts(named: Sequence[Mention], time: TimeMention) -> Row:
    """The concepts of a sentence, those near a time, and the last before and the first after it."""
    near = (m for m in named if time.start - _LEFT <= m.start and m.end <= time.end + _RIGHT)
    back = [m for m in named if m.end <= time.start][-_BACK:]
    on = [m for m in named if m.start >= time.end][:_BACK]
    kinds = {"concept": named, "near": near, "back": back, "on": on}
    return {f"{name} {m.concept}": 1.0 for name, mentions in kinds.items() for m in mentions}


def _around(page: Page, number: int) -> Row:
    """What stands before and after a sentence, and in the title."""
    before = (*page.words[number - 1], *page.senses[number - 1]) if number else ()
    after = page.senses[number + 1] if number + 1 < len(page.told) else ()
    titled = (*page.title, *page.title_senses)
    return {**_named("previous", before), **_named("following", after), **_named("title", titled)}


def _chance(roles: Roles, page: Page, number: int, of: Sequence[int] = _NEXT, around: int = 0) -> float:
    """How probably a time in a sentence, or in those around it, has one of some roles: 0..1."""
    beside = ((n, time) for n, time in page.times if abs(n - number) <= around)
    return max((sum(roles[n, time.start][role] for role in of) for n, time in beside), default=0.0)


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
        "next told": max((_chance(roles, page, n) for n, _ in page.times), default=0.0),
        **_true(
            filed=any(n >= 0 and m.start < page.told[n].begins for n, m in named),
            unsaid=not body,
            titled=titled,
            country=not broader,
            narrower=any(place in page.lexicon.broader(other) for other in page.places),
            within=any(other in broader for other in page.places),
        ),
        **(_named("title", page.title) if titled else {}),
        **ruled.of_place(page, place),
    }
    for number, mention in body:
        _beside(found, page, number, mention, roles)
    return found


def _beside(found: Row, page: Page, number: int, mention: Mention, roles: Roles) -> None:
    """Adds what can be seen of one mention of a place; what holds for any of them holds for the place."""
    told = page.told[number]
    written = page.texts[number]
    before = page.stems(written[: mention.start])
    here = _chance(roles, page, number)
    gone = any(time.interval.end < page.article.published for time in told.times)
    shares = {
        "next here": here,
        "next near": _chance(roles, page, number, around=1),
        "old here": _chance(roles, page, number, _OLD),
        "gone here": float(gone),
        "clear": 0.0 if gone else here,
    }
    for name, share in shares.items():
        found[name] = max(found.get(name, 0.0), share)
    found |= _named("close", before[-2:]) | _named("before", before[-6:])
    found |= _named("after", page.stems(written[mention.end :])[:4]) | _named("word", page.words[number])
    found |= _named("clause", page.clause(number, mention.start, mention.end))
    found |= _named("sense", page.senses[number])
    found |= _named("previous", page.senses[number - 1] if number else ())
    found |= _true(
        others=any(m.concept in page.places and m.concept != mention.concept for m in told.mentions)
    )


def of_article(page: Page, roles: Roles) -> Row:
    """What can be seen of an article as a whole."""
    told = [roles[n, time.start] for n, time in page.times]
    most = [max((one[role] for one in told), default=0.0) for role in range(4)]
    found: Row = {f"most {role}": share for role, share in enumerate(most)}
    found |= {f"clear {role}": 1.0 for role, share in enumerate(most) if share > _SAID}
    found |= ruled.of_article(page)
    found |= _true(dateless=sum(most[role] for role in _NEXT) <= _SAID)
    found |= _named("title", page.title)
    for number in range(len(page.told)):
        found |= of_sentence(page, number)
        _tell(found, page, number, roles)
    return found


def _tell(found: Row, page: Page, number: int, roles: Roles) -> None:
    """Adds the senses of a sentence that tells of the next round's days, or of days that no longer hold."""
    for name, of in (("next", _NEXT), ("old", _OLD)):
        here = _chance(roles, page, number, of)
        if here > _LEAST:
            for sense in page.senses[number]:
                found[f"{name} {sense}"] = max(found.get(f"{name} {sense}", 0.0), here)


def of_sentence(page: Page, number: int) -> Row:
    """What one sentence adds to what can be seen of its article."""
    words = page.words[number]
    told = (*words, *page.senses[number])
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    opening = told if number < _OPENING else ()
    return {**_named("word", told), **_named("pair", pairs), **_named("opening", opening)}
