"""A reader's text -> Question: its concepts, kind, time direction, names, numbers, days, language.

It decides nothing about answers. What was typed in Latin letters or in the wrong keyboard layout
is read as it was meant, when that reading makes clearly more sense to the lexicon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from knowledge import dates, text
from knowledge.lexicon import Lexicon, Mention

NAME_KINDS = frozenset(("person", "place", "party", "role"))
_MORE_SLOTS = frozenset(("with-whom", "now", "new"))
_STRONG = frozenset(("when", "where", "who", "how-many", "why"))
_DIRECTIONS = frozenset(("next", "last", "first"))
_SURE = 0.85
"""A name this surely recognised counts; a wilder guess at a misspelling does not."""
_IGNORED = frozenset(("filler", "slot", "direction", "chat"))
_ADDRESSED = re.compile(r"(?<!\w)@\w+")
"""Whom a message in a group is for is not part of the question."""
_RESPELL_BELOW = 0.6
_RESPELL_GAIN = 0.25


@dataclass(frozen=True, slots=True)
class Question:
    """What a text asks, as far as the lexicon can tell; offsets are into ``text``."""

    text: str
    """The text as it was read, respelled where it had to be."""
    language: str
    tokens: tuple[text.Token, ...]
    mentions: tuple[Mention, ...]
    kinds: frozenset[str]
    """when, where, who, how-many, why, or else yes-no or what; empty for a bare fragment."""
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


def read(
    written: str, lexicon: Lexicon, day: date, fallback: str = "en", fuzzy: bool = True
) -> Question:
    """The question in ``written``; days such as "next week" are taken from ``day``."""
    written = _ADDRESSED.sub(lambda match: " " * len(match[0]), written)
    language, meant = (text.language_of(written, fallback) if fuzzy else fallback), written
    tokens = text.tokens(meant)
    mentions = lexicon.find_in(tokens, fuzzy)
    sense = _sense(tokens, mentions)
    if fuzzy and sense < _RESPELL_BELOW:
        language, meant = _meant(written, lexicon, language, sense)
        if meant != written:
            tokens = text.tokens(meant)
            mentions = lexicon.find_in(tokens)
    times = dates.intervals(meant, language, day)
    return Question(
        text=meant,
        language=language,
        tokens=tokens,
        mentions=mentions,
        kinds=_kinds(mentions, lexicon),
        direction=_direction(mentions),
        names=_names(mentions, lexicon),
        numbers=_numbers(tokens, mentions, times, lexicon),
        times=times,
        negated=any(m.concept == "negation" for m in mentions),
        unknown=_unknown(tokens, mentions),
        chat=_chat(tokens, mentions, lexicon),
    )


def _meant(written: str, lexicon: Lexicon, language: str, sense: float) -> tuple[str, str]:
    """(language, text): as written, or respelled where that makes clearly more sense."""
    best = (sense + _RESPELL_GAIN, language, written)
    for code, meant in text.respellings(written):
        tokens = text.tokens(meant)
        found = _sense(tokens, lexicon.find_in(tokens, fuzzy=False))
        if found > best[0]:
            best = (found, text.language_of(meant, code), meant)
    return best[1], best[2]


def _sense(tokens: tuple[text.Token, ...], mentions: tuple[Mention, ...]) -> float:
    """The share of letters in words that the lexicon knows exactly or, for half, nearly."""
    known: dict[int, float] = {}
    for mention in mentions:
        worth = 1.0 if mention.score == 1.0 else 0.5
        for place in range(mention.first, mention.after):
            known[place] = max(worth, known.get(place, 0.0))
    words = [(place, len(t.folded)) for place, t in enumerate(tokens) if not t.folded.isdigit()]
    letters = sum(length for _, length in words)
    return sum(known.get(place, 0.0) * length for place, length in words) / letters if letters else 1.0


def _kinds(mentions: tuple[Mention, ...], lexicon: Lexicon) -> frozenset[str]:
    """The slots asked for. A word that may also be "what" asks for no slot by itself ("чего"), and
    an opening "what" or "how" outweighs the auxiliary after it."""
    slots = [m for m in mentions if lexicon.kind(m.concept) == "slot"]
    vague = {m.first for m in slots if m.concept == "what"}
    strong = {m.concept for m in slots if m.concept in _STRONG and m.first not in vague}
    if strong:
        return frozenset(strong)
    first = next((m.concept for m in slots if m.concept in ("what", "how", "yes-no")), None)
    return frozenset((first,)) if first else frozenset()


def _direction(mentions: tuple[Mention, ...]) -> str | None:
    """The one direction that is named; "how long will the next meeting last" names none. One more
    round is a next one."""
    found = {m.concept for m in mentions if m.concept in _DIRECTIONS}
    if not found and any(m.concept == "new" for m in mentions):
        return "next"
    return found.pop() if len(found) == 1 else None


def _names(mentions: tuple[Mention, ...], lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    spans: dict[int, list[str]] = {}
    for mention in mentions:
        if lexicon.kind(mention.concept) in NAME_KINDS and mention.score >= _SURE:
            spans.setdefault(mention.first, []).append(mention.concept)
    return tuple(dict.fromkeys(tuple(found) for found in spans.values()))


def _numbers(
    tokens: tuple[text.Token, ...],
    mentions: tuple[Mention, ...],
    times: tuple[dates.TimeMention, ...],
    lexicon: Lexicon,
) -> tuple[str, ...]:
    dated = [(time.start, time.end) for time in times]
    digits = [
        token.folded
        for token in tokens
        if token.folded.isdigit() and not any(start <= token.start < end for start, end in dated)
    ]
    words = [m.concept.removeprefix("n-") for m in mentions if lexicon.kind(m.concept) == "number"]
    return tuple(dict.fromkeys((*digits, *(word for word in words if word.isdigit()))))


def _unknown(tokens: tuple[text.Token, ...], mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    covered = {place for m in mentions for place in range(m.first, m.after)}
    return tuple(
        token.folded
        for place, token in enumerate(tokens)
        if place not in covered and not token.folded.isdigit() and len(token.folded) > 1
    )


def _chat(
    tokens: tuple[text.Token, ...], mentions: tuple[Mention, ...], lexicon: Lexicon
) -> tuple[str, ...]:
    """The small talk, unless words of substance stand beside it."""
    said = [m for m in mentions if lexicon.kind(m.concept) == "chat"]
    spoken = {place for m in said for place in range(m.first, m.after)}
    for mention in mentions:
        if lexicon.kind(mention.concept) in ("filler", "slot", "chat"):
            spoken.update(range(mention.first, mention.after))
    rest = sum(1 for place, token in enumerate(tokens) if place not in spoken and len(token.folded) > 1)
    return tuple(dict.fromkeys(m.concept for m in said)) if said and rest == 0 else ()


def features(asked: Question, lexicon: Lexicon) -> dict[str, float]:
    """The question in the matcher's terms: feature -> weight.

    Families: c concepts (their broader ones at half weight), w stems, n numbers, k the kind of
    question with its time direction. Only c, n and k are shared between languages.
    """
    found: dict[str, float] = {}

    def add(name: str, weight: float) -> None:
        found[name] = max(weight, found.get(name, 0.0))

    for mention in asked.mentions:
        kind = lexicon.kind(mention.concept)
        if kind in _IGNORED or kind == "number":
            continue
        add(f"c:{mention.concept}", mention.score)
        for broader in lexicon.broader(mention.concept):
            add(f"c:{broader}", 0.4 * mention.score)
    filler = {
        place
        for m in asked.mentions
        if lexicon.kind(m.concept) in ("filler", "chat")
        for place in range(m.first, m.after)
    }
    for place, token in enumerate(asked.tokens):
        if place not in filler and not token.folded.isdigit():
            add(f"w:{token.stem}", 1.0)
    for number in asked.numbers:
        add(f"n:{number}", 1.0)
    asks = [*sorted(asked.kinds), *([asked.direction] if asked.direction else [])]
    asks += [m.concept for m in asked.mentions if m.concept in _MORE_SLOTS]
    for kind in dict.fromkeys(asks):
        add(f"k:{kind}", 1.0)
        for mention in asked.mentions:
            if lexicon.kind(mention.concept) in ("act", "topic"):
                add(f"x:{kind}+{mention.concept}", mention.score)
    return found
