"""What a question is about, unit by unit, and what a passage holds, in the same terms.

Terms: m a kind of quantity, c a concept, b what a concept is part of, w a stem, r the consonants of
a stem (cognates and names, alike in either alphabet), g a group of everyday words of all languages,
n a number; with a d before it, the setting of a passage rather than the passage; with a t, its headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge import glossary, phrases, text
from knowledge.concepts import TELLING
from knowledge.generated import UNKNOWN_NAME, Generated
from knowledge.lexicon import Lexicon, Mention
from knowledge.question import NAME_KINDS, Question

KIN = 0.6
"""A passage about something that is part of what was asked for."""
ABOVE = 0.35
"""A passage about what the thing asked for is part of."""
_STEM = 0.9
_SOUND = 0.8
_GUESSED = 0.35
"""A word that may be a misspelt one of the field, and may be another."""
NOWHERE = 255
LITTLE = "function-word"
"""The concept of little words, which may look like a word that tells: "после" (after) like "посол"."""
_SHORT = 5
_SURE = 0.85
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}(?!\d)|\d\s?[ap]\.?m\b")
SLOTTED = frozenset(("hour", "day", "name"))
"""Kinds of quantity that tell a time or a person more exactly: what is asked for stays a slot."""
_LIGHT = frozenset(("say",))
"""Nearly every passage is somebody's word: to ask what is said is to ask what is."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a question is about: features that hold it, and how well each does."""

    kind: str
    """name, place, topic, act, word, number or measure."""
    features: tuple[tuple[str, float], ...]
    loose: bool = False
    """Whether it need only be named around a passage: a place, or a government."""
    wanted: bool = False
    """Whether it is the thing asked for: "which hotel", "how many tankers"."""


def units(question: Question, lexicon: Lexicon) -> tuple[Unit, ...]:
    """What a question is about, in the order of its words; question words and fillers are nothing."""
    spans: dict[tuple[int, int], list[Mention]] = {}
    silent: set[int] = set()
    misheard = {m.first for m in question.mentions if _misheard(m, question)}
    for mention in question.mentions:
        if _misheard(mention, question):
            continue
        if lexicon.kind(mention.concept) in TELLING and mention.concept not in _LIGHT:
            spans.setdefault((mention.first, mention.after), []).append(mention)
        else:
            silent.update(range(mention.first, mention.after))
    found = [(first, _known(question, first, after, at, lexicon)) for (first, after), at in spans.items()]
    silent.update(place for span in spans for place in range(*span))
    for place, token in enumerate(question.tokens):
        if place not in silent and (token.folded in question.unknown or place in misheard):
            found.append((place, Unit("word", tuple(by_word(token)))))
    found += [(len(question.tokens), Unit("number", ((f"n:{number}", 1.0),))) for number in question.numbers]
    found += [(len(question.tokens), Unit("measure", ((f"m:{sort}", 1.0),))) for sort in measures(question)]
    wanted = _wanted(question)
    ordered = sorted(found, key=lambda row: row[0])
    return tuple(replace(unit, wanted=place in wanted) for place, unit in ordered)


def _wanted(question: Question) -> set[int]:
    """Where the nouns of "which ..." and "how many ..." stand, but for those that mean nothing much."""
    after = {m.after for m in question.mentions if m.concept in ("what", "how-many")}
    plain = nouns(question.language)
    return {
        place
        for place, token in enumerate(question.tokens)
        if place in after and not plain.match(question.text, token.start)
    }


def _misheard(mention: Mention, question: Question) -> bool:
    """Whether a word taken for a misspelt one of the field is an everyday word as it stands."""
    single = mention.after == mention.first + 1
    return mention.score < 1 and single and question.tokens[mention.first].stem in glossary.groups()


def measures(question: Question) -> tuple[str, ...]:
    """What kind of quantity is asked for: "how long", "what share"."""
    asks = _measuring(question.language, "asks")
    return tuple(sort for sort, asked in asks.items() if asked.search(question.text))


@lru_cache(maxsize=16)
def nouns(language: str) -> re.Pattern[str]:
    """Words that name a time or a place without asking for it: "date", "venue"."""
    held = phrases.data("generated").get(language, {}).get("nouns", ())
    return phrases.expression(held if isinstance(held, list) else ())


@lru_cache(maxsize=32)
def _measuring(language: str, key: str) -> Mapping[str, re.Pattern[str]]:
    held = phrases.data("generated").get(language, {}).get(key, {})
    lists = held if isinstance(held, dict) else {}
    return {sort: phrases.expression(words) for sort, words in lists.items()}


def _known(question: Question, first: int, after: int, found: Sequence[Mention], lexicon: Lexicon) -> Unit:
    held = [(name, worth * one.score) for one in found for name, worth in _by_concept(one.concept, lexicon)]
    if after == first + 1:
        held += [(name, worth * _STEM) for name, worth in by_word(question.tokens[first])]
    kinds = {lexicon.kind(one.concept) for one in found}
    named = bool(kinds & NAME_KINDS) and all(one.score >= _SURE for one in found)
    kind = "place" if "place" in kinds else "name" if named else "topic" if "topic" in kinds else "act"
    if kind in ("topic", "act") and all(one.score < 1 for one in found):
        held, kind = [(name, worth * _GUESSED) for name, worth in held], "word"
    return Unit(kind, tuple(held), bool(kinds & {"place", "party"}))


def _by_concept(concept: str, lexicon: Lexicon) -> list[tuple[str, float]]:
    above = [(f"c:{one}", ABOVE) for one in sorted(lexicon.broader(concept))]
    return [(f"c:{concept}", 1.0), (f"b:{concept}", KIN), *above]


def by_word(token: text.Token) -> list[tuple[str, float]]:
    held = [(f"w:{token.stem}", 1.0)]
    if heard := sound(token.stem):
        held.append((f"r:{heard}", _SOUND))
    held += [(f"g:{meant}", 1.0) for meant in glossary.groups().get(token.stem, ())]
    return held


def features(one: Generated, lexicon: Lexicon, language: str) -> dict[str, int]:
    """A passage, and its setting, in the terms that units are held by: each with the number of the
    first word that holds it, ``NOWHERE`` for what no single word does."""
    found: dict[str, int] = {}
    tokens = text.tokens(one.claim.quote.text)
    mentions = lexicon.find_in(tokens, fuzzy=False)
    little = {place for m in mentions if m.concept == LITTLE for place in range(m.first, m.after)}
    for place, token in enumerate(tokens):
        for name, _ in by_word(token) if place not in little else ():
            found.setdefault(name, min(place, NOWHERE))
    for mention in mentions:
        for name in of_concepts((mention.concept,), lexicon):
            found.setdefault(name, min(mention.first, NOWHERE))
    speaker = {one.claim.quote.speaker} if one.claim.quote.speaker else set()
    measured = _measuring(language, "measures")
    unplaced = [
        *(f"n:{number}" for number in one.entry.numbers),
        *of_concepts(one.claim.concepts | one.setting.meant | speaker, lexicon),
        *(f"m:{sort}" for sort, told in measured.items() if told.search(one.claim.quote.text)),
        *(f"m:{sort}" for sort in _told(one)),
        *(f"d{name}" for name in of_concepts(one.setting.concepts, lexicon)),
    ]
    return {**dict.fromkeys(unplaced, NOWHERE), **found}


def _told(one: Generated) -> Iterator[str]:
    """The kinds of quantity that a passage tells by more than its words."""
    if any(number.endswith("%") for number in one.claim.numbers):
        yield "share"
    if any(time.precision in ("day", "days") for time in one.claim.times):
        yield "day"
    if _CLOCK.search(one.claim.quote.text):
        yield "hour"
    if one.claim.persons or UNKNOWN_NAME.search(one.claim.quote.text):
        yield "name"


def headline(title: str, lexicon: Lexicon) -> set[str]:
    """What a headline holds, in the same terms, a t before each."""
    found = {name for token in text.tokens(title) for name, _ in by_word(token)}
    found.update(of_concepts({m.concept for m in lexicon.find(title, fuzzy=False)}, lexicon))
    return {f"t{name}" for name in found}


def of_concepts(concepts: Iterable[str], lexicon: Lexicon) -> list[str]:
    held = sorted(concepts)
    above = {above for concept in held for above in lexicon.broader(concept)}
    return [*(f"c:{concept}" for concept in held), *(f"b:{concept}" for concept in above)]


_SOUNDS = str.maketrans(
    {"c": "k", "q": "k", "w": "v", "z": "s", "x": "k", "g": "h"} | dict.fromkeys("aeiouyj'-", "")
)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The consonants of a word, alike in either alphabet; "" where they are too few to tell.

    >>> sound("cassis") == sound("кассис")
    True
    """
    if len(word) < _SHORT or not word.isalpha():
        return ""
    roman = text.romanise(word)
    single = "".join(letter for place, letter in enumerate(roman) if roman[place - 1 : place] != letter)
    heard = single.translate(_SOUNDS)
    return heard if len(heard) > 2 else ""
