"""A reader's text -> Question: its concepts, kind, time direction, names, numbers, days, language.

It decides nothing about answers. What was mistyped is read as it was meant: see hearing.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from knowledge import chat, dates, hearing, kinds, preamble, text
from knowledge.chances import letters
from knowledge.concepts import TELLING
from knowledge.lexicon import Lexicon, Mention
from knowledge.spelling import Speller
from knowledge.text import Token

NAME_KINDS = frozenset(("person", "place", "party", "role"))
_MORE_SLOTS = frozenset(
    ("with-whom", "now", "new", "exactly", "else", "after", "before", "only", "your-view", "what-if")
)
_DIRECTIONS = frozenset(("next", "last", "first"))
_SURE = 0.85
"""A name this surely recognised counts; a wilder guess at a misspelling does not."""
_IGNORED = frozenset(("filler", "slot", "direction", "chat", "frame"))
_ADDRESSED = re.compile(r"(?<!\w)@\w+")
"""Whom a message in a group is for is not part of the question."""
_MENDED = 4
"""Shorter stems are near too many others to be mended."""
FAMILIES = dict(zip("cwntxkfb", (2.0, 1.0, 0.7, 0.7, 0.7, 0.5, 0.3, 0.3), strict=True))
"""Share that each family of features has in the likeness of two questions."""
_FEW_DAYS = 4
_MONTH = 32
_BROADER = 0.4
"""Weight of a concept that is only above one that was named."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a text asks, as far as the lexicon can tell; offsets are into ``text``."""

    text: str
    """The text as it was read, respelled where it had to be."""
    language: str
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    kinds: frozenset[str]
    """when, where, who, how-many, why, purpose, or else yes-no or what; empty for a bare fragment."""
    direction: str | None
    """next, last or first."""
    names: tuple[tuple[str, ...], ...]
    """Persons, places, parties and roles surely meant; each with what else its words may name
    (Kyiv, the city or the government)."""
    numbers: tuple[str, ...]
    """Numbers that are not part of a day."""
    times: tuple[dates.TimeMention, ...]
    negated: bool
    unknown: tuple[str, ...]
    """Folded content words that no concept covers."""
    chat: tuple[str, ...]
    """Small-talk concepts, when nothing but small talk was said."""

    @property
    def chooses(self) -> bool:
        """Whether it gives alternatives: "this week or the next?"."""
        return any(m.concept == "alternative" for m in self.mentions)


def read(written: str, lexicon: Lexicon, day: date, fallback: str = "en", fuzzy: bool = True) -> Question:
    """The question in ``written``; days such as "next week" are taken from ``day``."""
    written = _ADDRESSED.sub(lambda match: " " * len(match[0]), written)
    hear = hearing.hear if fuzzy else hearing.plain
    heard = hear(written, lexicon, fallback)
    asked = preamble.left_out(heard.text, heard.mentions, lexicon)
    if asked != heard.text:
        heard = hear(asked, lexicon, heard.language)
    tokens, mentions = heard.tokens, heard.mentions
    times, numbers = _figures(heard, lexicon, day)
    return Question(
        text=heard.text,
        language=heard.language,
        tokens=tokens,
        mentions=mentions,
        kinds=kinds.kinds(mentions, lexicon),
        direction=_direction(mentions, times),
        names=_names(mentions, lexicon),
        numbers=numbers,
        times=times,
        negated=any(m.concept == "negation" for m in mentions),
        unknown=_unknown(tokens, mentions),
        chat=chat.said(tokens, mentions, lexicon),
    )


def _figures(
    heard: hearing.Heard, lexicon: Lexicon, day: date
) -> tuple[tuple[dates.TimeMention, ...], tuple[str, ...]]:
    """The times and numbers of a text, but for what only tells which day it is: "It is the 15th today"."""
    times = dates.intervals(heard.text, heard.language, day, bare_days=True)
    numbers = _numbers(heard.tokens, heard.mentions, times, lexicon)
    own = [time for time in times if time.interval.start == time.interval.end == day]
    told = {m.concept for m in heard.mentions}
    dated = len(own) > 1 or str(day.day) in numbers or "how-many" in told  # "how many days from today"
    if not (dated and "today" in told):
        return times, numbers
    others = tuple(time for time in times if time not in own)
    return others, tuple(number for number in numbers if number != str(day.day))


def _direction(mentions: tuple[Mention, ...], times: Sequence[dates.TimeMention]) -> str | None:
    """The one direction that is named; "how long will the next meeting last" names none, nor does the
    first part of a month. One more round is a next one."""
    found = {m.concept for m in mentions if m.concept in _DIRECTIONS and not _opens_time(m, times)}
    if not found and any(m.concept == "new" for m in mentions):
        return "next"
    return found.pop() if len(found) == 1 else None


def _opens_time(mention: Mention, times: Sequence[dates.TimeMention]) -> bool:
    return mention.concept == "first" and any(one.start <= mention.start < one.end for one in times)


def _names(mentions: tuple[Mention, ...], lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    spans: dict[int, list[str]] = {}
    for mention in mentions:
        if lexicon.kind(mention.concept) in NAME_KINDS and mention.score >= _SURE:
            spans.setdefault(mention.first, []).append(mention.concept)
    return tuple(dict.fromkeys(tuple(found) for found in spans.values()))


def _numbers(
    tokens: tuple[Token, ...],
    mentions: tuple[Mention, ...],
    times: tuple[dates.TimeMention, ...],
    lexicon: Lexicon,
) -> tuple[str, ...]:
    dated = [(time.start, time.end) for time in times]
    free = [token for token in tokens if not any(start <= token.start < end for start, end in dated)]
    digits = [token.folded for token in free if token.folded.isdigit()]
    places = {token.start for token in free}
    words = [
        m.concept.removeprefix("n-")
        for m in mentions
        if lexicon.kind(m.concept) == "number" and m.start in places
    ]
    return tuple(dict.fromkeys((*digits, *(word for word in words if word.isdigit()))))


def _unknown(tokens: tuple[Token, ...], mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    covered = {place for m in mentions for place in range(m.first, m.after)}
    return tuple(
        token.folded
        for place, token in enumerate(tokens)
        if place not in covered and not token.folded.isdigit() and len(token.folded) > 1
    )


def leans(asked: Question, lexicon: Lexicon) -> bool:
    """Whether a question says too little by itself ("and where?", "who said that"), so that it can
    only be about the answer before it."""
    telling = [m for m in asked.mentions if lexicon.kind(m.concept) in TELLING]
    said = all(m.concept == "say" for m in telling)
    return said and bool(asked.kinds) and not asked.unknown and not asked.times and not asked.numbers


def following(asked: Question, earlier: Question, lexicon: Lexicon) -> Question:
    """``asked`` with what ``earlier`` was about: what is asked for stays the reader's."""
    shift = len(asked.tokens)
    about = [m for m in earlier.mentions if lexicon.kind(m.concept) in TELLING]
    moved = [replace(m, first=m.first + shift, after=m.after + shift) for m in about]
    return replace(
        asked,
        tokens=(*asked.tokens, *earlier.tokens),
        mentions=(*asked.mentions, *moved),
        direction=asked.direction or earlier.direction,
        names=tuple(dict.fromkeys((*asked.names, *earlier.names))),
        chat=(),
    )


def features(asked: Question, lexicon: Lexicon, words: Speller | None = None) -> dict[str, float]:
    """The question in the matcher's terms: feature -> weight.

    Families: c concepts (their broader ones at less weight), w stems, n numbers, t days, k the
    kind of question with its time direction, x a kind with a concept ("who" + "confirm"), f the stems of
    all words, also of those that only bind ("what is in"), b pairs of neighbours. Only w, f and b differ
    between languages. With ``words``, the stems of the examples, misspelt words count as what they
    are nearest to.
    """
    found: dict[str, float] = {}
    _add_concepts(found, asked, lexicon)
    for word, weight in _stems(asked, lexicon, words):
        _add(found, f"w:{word}", weight)
    for number in asked.numbers:
        _add(found, f"n:{number}", 1.0)
    for day in _days(asked.times):
        _add(found, f"t:{day}", 1.0)
    _add_order(found, asked)
    found |= letters(asked.tokens)
    asks = [*sorted(asked.kinds), *([asked.direction] if asked.direction else [])]
    asks += [m.concept for m in asked.mentions if m.concept in _MORE_SLOTS]
    for kind in dict.fromkeys(asks):
        _add(found, f"k:{kind}", 1.0)
        for mention in asked.mentions:
            if lexicon.kind(mention.concept) in ("act", "topic"):
                _add(found, f"x:{kind}+{mention.concept}", mention.score)
    return found


def _days(times: Iterable[dates.TimeMention]) -> Iterator[str]:
    """Short intervals as their days, longer ones as their months."""
    for time in times:
        start, end = time.interval.start, time.interval.end
        if (end - start).days < _FEW_DAYS:
            yield from ((start + timedelta(n)).isoformat() for n in range((end - start).days + 1))
        elif (end - start).days < _MONTH:
            yield f"{start:%Y-%m}"


def _add(found: dict[str, float], name: str, weight: float) -> None:
    found[name] = max(weight, found.get(name, 0.0))


def _add_order(found: dict[str, float], asked: Question) -> None:
    stems = [token.stem for token in asked.tokens]
    for one in stems:
        _add(found, f"f:{one}", 1.0)
    for left, right in pairwise(("^", *stems, "$")):
        _add(found, f"b:{left}_{right}", 1.0)


def _add_concepts(found: dict[str, float], asked: Question, lexicon: Lexicon) -> None:
    for mention in asked.mentions:
        kind = lexicon.kind(mention.concept)
        if kind in _IGNORED or kind == "number":
            continue
        _add(found, f"c:{mention.concept}", mention.score)
        for broader in lexicon.broader(mention.concept):
            _add(found, f"c:{broader}", _BROADER * mention.score)


def _stems(asked: Question, lexicon: Lexicon, words: Speller | None) -> Iterator[tuple[str, float]]:
    """(stem, weight) of the words that are neither small talk nor numbers."""
    exact = {place for m in asked.mentions if m.score == 1.0 for place in range(m.first, m.after)}
    filler = {
        place
        for m in asked.mentions
        if lexicon.kind(m.concept) in ("filler", "chat")
        for place in range(m.first, m.after)
    }
    for place, token in enumerate(asked.tokens):
        if place in filler or token.folded.isdigit():
            continue
        if words is None or place in exact or token.stem in words.known:
            yield token.stem, 1.0
        else:
            yield mended(token, lexicon, words) or (token.stem, 1.0)


def mended(token: Token, lexicon: Lexicon, words: Speller) -> tuple[str, float] | None:
    """(stem, likeness) of the word that a misspelt one is nearest to, in the lexicon or the examples."""
    near = [(text.stem(word), likeness) for word, likeness in lexicon.near(token.folded)]
    if len(token.stem) >= _MENDED:
        near += words.repair(token.stem)
    known = [pair for pair in near if pair[0] in words.known]
    return max(known, key=lambda pair: pair[1], default=None)


def ordinary(features_known: Iterable[str]) -> frozenset[str]:
    """The stems of all words of the examples, of the field or not: nobody who writes them has slipped."""
    return frozenset(name[2:] for name in features_known if name.startswith("f:"))


def spellings(features_known: Iterable[str]) -> Speller:
    """A speller over the stems among the matcher's features."""
    stems = sorted(name[2:] for name in features_known if name.startswith("w:"))
    return Speller(stems, np.ones(len(stems), np.int32))
