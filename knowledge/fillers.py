"""The words of a passage that may be what a question asks for: a number, a name, a day, a place, a cause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge import phrases
from knowledge.layout import Layout
from knowledge.lexicon import Lexicon
from knowledge.question import Question

_CAPITAL = re.compile(r"[A-ZА-ЯІЇЄҐЁ]")
_ENDS = (".", "!", "?")
_ACTORS = ("person", "party", "role")
_CALENDAR = ("month", "weekday")
_COLON = re.compile(r": ")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question names itself: its stems, and its concepts with those above them."""

    stems: frozenset[str]
    concepts: frozenset[str]


def named(question: Question, lexicon: Lexicon) -> Asked:
    """What a question names itself."""
    concepts = {m.concept for m in question.mentions}
    above = {one for concept in concepts for one in lexicon.broader(concept)}
    return Asked(frozenset(token.stem for token in question.tokens), frozenset(concepts | above))


def names(laid: Layout, asked: Asked, lexicon: Lexicon) -> tuple[int, ...]:
    """Words with a capital within a sentence that the question does not name."""
    covered: dict[int, set[str]] = {}
    for mention in laid.mentions:
        for place in range(mention.first, mention.after):
            covered.setdefault(place, set()).add(mention.concept)
    found = []
    for place, token in enumerate(laid.tokens):
        opens = place == 0 or laid.text[: token.start].rstrip().endswith(_ENDS)
        meant = covered.get(place, set())
        known = token.stem in asked.stems or meant & asked.concepts
        dated = any(lexicon.kind(one) in _CALENDAR for one in meant)
        if _CAPITAL.match(token.text) and not (opens or known or dated):
            found.append(place)
    return tuple(found)


def days(laid: Layout, lexicon: Lexicon) -> tuple[int, ...]:
    """Months, weekdays and numbers, any of which may tell a day."""
    told = [m.first for m in laid.mentions if lexicon.kind(m.concept) in _CALENDAR]
    return (*told, *(place for place, token in enumerate(laid.tokens) if token.folded.isdigit()))


def actors(laid: Layout, asked: Asked, lexicon: Lexicon) -> tuple[int, ...]:
    """Whom a passage names besides those that the question names."""
    return (*names(laid, asked, lexicon), *_of_kinds(laid, asked, lexicon, _ACTORS))


def places(laid: Layout, asked: Asked, lexicon: Lexicon) -> tuple[int, ...]:
    """The places that a passage names besides those that the question names."""
    return _of_kinds(laid, asked, lexicon, ("place",))


def _of_kinds(laid: Layout, asked: Asked, lexicon: Lexicon, kinds: Iterable[str]) -> tuple[int, ...]:
    new = (m for m in laid.mentions if m.concept not in asked.concepts)
    return tuple(m.first for m in new if lexicon.kind(m.concept) in kinds)


@dataclass(frozen=True, slots=True)
class Causes:
    """Where a passage tells a cause, and where it may."""

    sure: tuple[int, ...]
    likely: tuple[int, ...]


def causes(laid: Layout) -> Causes:
    """Where a passage tells a cause; a colon may stand before one too."""
    sure, maybe = _causes()
    told = [m.start() for m in sure.finditer(laid.text)]
    hinted = [m.start() for one in (maybe, _COLON) for m in one.finditer(laid.text)]
    return Causes(_words(laid, told), _words(laid, sorted((*told, *hinted))))


def _words(laid: Layout, starts: Sequence[int]) -> tuple[int, ...]:
    last = len(laid.tokens) - 1
    return tuple(next((n for n, t in enumerate(laid.tokens) if t.start >= start), last) for start in starts)


@lru_cache(maxsize=1)
def _causes() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of all languages."""
    held = phrases.data("generated").values()
    sure = [word for data in held for word in phrases.listed(data, "causes")]
    maybe = [word for data in held for word in phrases.listed(data, "maybe_causes")]
    return phrases.expression(sure), phrases.expression(maybe)
