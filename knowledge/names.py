"""The guard over names: a person, place or party in the question that the evidence does not know."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge import preamble
from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Entry
from knowledge.question import NAME_KINDS, Question

_NEAR_OR = 2
"""Words that may stand between an "or" and what it lets choose."""
_CLAUSE = 3
"""Words from "after" to what happened before."""
_PRINCIPALS = frozenset(("russia", "ukraine", "united-states"))
_EVERYBODY = "all-sides"
_ANYBODY = frozenset(("official", "diplomat", "special-envoy"))
"""Offices that many hold: they name nobody in particular."""
_PART_OF = frozenset(("russia-forces", "ukraine-forces", "allies", "european-union"))
"""The army of a country, and those who speak for Europe: told of as what they belong to."""


def name(question: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """A person, place or party in the question that the evidence does not know.

    A wrong place in a yes-no or where question is what the answer corrects ("was it in Geneva?").
    """
    if not question.names:
        return None
    told = preamble.spans(question.text, question.mentions, lexicon)
    aside = {m.concept for m in question.mentions if _is_aside(m, question, told)}
    named = [found for found in question.names if not aside & set(found)]
    choice = _choice(question, entry, lexicon)
    for found in named:
        if choice & set(found) or any(_known(one, entry, lexicon) for one in found):
            continue
        if any(_describes(one, question, entry, lexicon) for one in found):
            continue
        if _is_place(found, lexicon) and _corrects(question, entry, lexicon):
            continue
        return f"name: {found[0]}"
    return None


def _is_aside(mention: Mention, question: Question, told: Sequence[preamble.Span]) -> bool:
    """Whether a name only tells before what something was, whom else it is not about, or who writes:
    "besides Kyiv, whom did they ask?", "I am from Odesa. Who ...?" (``told``)."""
    besides = any(
        one.concept == "else" and 0 <= mention.first - one.after <= _CLAUSE for one in question.mentions
    )
    of_the_writer = any(start <= mention.start < end for start, end in told)
    return besides or sets_the_time(mention, question) or of_the_writer


def _choice(question: Question, entry: Entry, lexicon: Lexicon) -> set[str]:
    """The names that are given to choose from, if one of them is told: "in Geneva or in Abu Dhabi"."""
    names = [m for m in question.mentions if lexicon.kind(m.concept) in NAME_KINDS]
    found: set[str] = set()
    for either in (m for m in question.mentions if m.concept == "alternative"):
        left = {m.concept for m in names if 0 <= either.first - m.after <= _NEAR_OR}
        right = {m.concept for m in names if 0 <= m.first - either.after <= _NEAR_OR}
        if left and right and any(_known(one, entry, lexicon) for one in left | right):
            found |= left | right
    return found


def _describes(found: str, question: Question, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether a name only describes: "both sides", "the Russia-Ukraine-US meeting", and a leader who
    stands for the country, where it is not asked who met or said what."""
    if found == _EVERYBODY or found in _ANYBODY:
        return True
    if found in _PART_OF and lexicon.broader(found) & entry.names:
        return True
    named = {one for names in question.names for one in names}
    if entry.agenda:
        return found in _PRINCIPALS and len(named & _PRINCIPALS) > 1
    spoken = any("say" in (m.concept, *lexicon.broader(m.concept)) for m in question.mentions)
    above = lexicon.broader(found)
    return "head-of-state" in above and bool(above & entry.names & _PRINCIPALS) and not spoken


def _known(found: str, entry: Entry, lexicon: Lexicon) -> bool:
    # Where something was is known only from the evidence; its own questions may only guess.
    place = lexicon.kind(found) == "place"
    if place and not entry.agenda and _governments(found, lexicon) & entry.names:
        return True
    names = entry.concepts if place else entry.names
    if found in names or any(found in lexicon.broader(other) for other in names):
        return True
    return lexicon.kind(found) == "role" and bool(lexicon.broader(found) & names)


def _governments(place: str, lexicon: Lexicon) -> frozenset[str]:
    """Who is called by the name of the place: "in Kyiv" may mean its government."""
    called = lexicon.find(lexicon.name(place, "en"), fuzzy=False)
    return frozenset(m.concept for m in called if lexicon.kind(m.concept) == "party")


def _is_place(found: tuple[str, ...], lexicon: Lexicon) -> bool:
    return any(lexicon.kind(one) == "place" for one in found)


def _corrects(question: Question, entry: Entry, lexicon: Lexicon) -> bool:
    """Whether the entry tells the place that a question has wrong."""
    told = "where" in entry.settles and _is_place(tuple(entry.concepts), lexicon)
    return told and question.direction is not None and question.kinds <= {"yes-no", "where"}


def sets_the_time(mention: Mention, question: Question) -> bool:
    """Whether a mention only tells after or before what something was."""
    return any(
        one.concept in ("after", "before") and 0 <= mention.first - one.after <= _CLAUSE
        for one in question.mentions
    )
