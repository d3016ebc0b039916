"""What small talk a message is, if it is nothing else.

Small talk is told by the lexicon: its phrases (concepts of the kind ``chat``), and, where no phrase is
known, by a word to the bot ("do you like pizza") or of the one who writes ("I lost my keys") with next to
nothing else beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.concepts import TELLING
from knowledge.lexicon import Lexicon, Mention
from knowledge.text import Token

_TO_THE_BOT = "second-person"
_OF_ONESELF = "first-person"
_OTHER = "other"
"""Small talk in words that no phrase covers: nothing tells whether it is praise, a joke or a question."""
_LIGHT = frozenset(("filler", "slot", "chat", "frame"))
_WEIGHTY = TELLING | {"number", "direction", "month", "weekday"}
"""Kinds that say what a question is about, or of which day."""
_DENYING = "negation"
"""That something is denied is not what it is about: "no thanks", "you don't understand me"."""
_MOMENTS = frozenset(("today", "now", "time-of-day"))
"""No subject where nothing is asked: "I feel sad today"."""
_ASKING = frozenset(("when", "where", "who", "how-many", "why", "purpose"))
_IN_STATEMENTS = frozenset(("yes-no", "only"))
"""Slots whose words also stand where nothing is asked: "I had just eaten"."""
_ASIDE = 3
"""Words that small talk may hold besides, where nothing is asked ("hello my robot friend")."""
_ADDRESSED = 2
"""Words that a question to the bot may hold besides: one of three is rather about something else
("can you recommend a good phone")."""


def said(tokens: Sequence[Token], mentions: Sequence[Mention], lexicon: Lexicon) -> tuple[str, ...]:
    """The small-talk concepts of a message, or ``other``; () when it says anything of substance."""
    listed = [m for m in mentions if lexicon.kind(m.concept) == "chat"]
    besides = [
        m for m in _besides(mentions, _places(listed), lexicon) if not _from(m, listed, mentions, lexicon)
    ]
    slots = frozenset(m.concept for m in besides if lexicon.kind(m.concept) == "slot")
    passed = (_DENYING,) if slots else (_DENYING, *_MOMENTS)
    weightless = [m for m in besides if lexicon.kind(m.concept) in _LIGHT or m.concept in passed]
    light = _places(listed) | _places(weightless)
    rest = sum(1 for place, token in enumerate(tokens) if place not in light and len(token.folded) > 1)
    found = tuple(dict.fromkeys(m.concept for m in listed))
    if any(lexicon.kind(m.concept) in _WEIGHTY for m in besides if m.first not in light):
        return ()
    if rest and _personal(rest, slots, besides):
        return found or (_OTHER,)
    if slots & _ASKING:
        return ()  # "thanks, and where?"
    return found if rest <= (0 if slots else _ASIDE) else ()


def _from(place: Mention, listed: Sequence[Mention], mentions: Iterable[Mention], lexicon: Lexicon) -> bool:
    """Whether a place is where a greeting comes from: "Hello from Nairobi"."""
    of_somewhere = lexicon.kind(place.concept) in ("place", "party")
    greeted = any(m.concept == "greeting" for m in listed)
    return greeted and of_somewhere and any(m.concept == "among" and m.after == place.first for m in mentions)


def _personal(rest: int, slots: frozenset[str], besides: Sequence[Mention]) -> bool:
    """Whether a message is to the bot, or begins with who writes it and asks nothing."""
    if rest <= _ADDRESSED and any(m.concept == _TO_THE_BOT for m in besides):
        return True
    opened = next((m.concept for m in besides if m.concept == _OF_ONESELF or m.concept in slots), None)
    return opened == _OF_ONESELF and rest <= _ASIDE and slots <= _IN_STATEMENTS


def _besides(mentions: Sequence[Mention], spoken: frozenset[int], lexicon: Lexicon) -> list[Mention]:
    """What is mentioned beside small talk. A mere likeness to a word of the field is none: it is
    as often an everyday word that the lexicon does not have ("buddy")."""
    others = [m for m in mentions if m.first not in spoken]
    return [m for m in others if m.score == 1.0 or lexicon.kind(m.concept) not in TELLING]


def _places(mentions: Iterable[Mention]) -> frozenset[int]:
    return frozenset(place for m in mentions for place in range(m.first, m.after))
