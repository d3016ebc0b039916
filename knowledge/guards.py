"""The guards: what stops an entry from being given as the answer, however alike it looks.

Each guard reads one question and one entry and returns what it objects to, or None. They know no
thresholds and no scores: a blocked entry may still be shown as the nearest thing that is said.
"""

from __future__ import annotations

from collections.abc import Callable

from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Entry
from knowledge.question import STRONG, Question

_NEAR_NOT = 1
"""Words that may stand between a "not" and what it denies."""
_CLAUSE = 3
"""Words from "after" to what happened before."""
_SMALL = 3
"""Number words up to this one are figures of speech ("one more round", "both sides")."""


def slot(question: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """A question for a time, place, person, number or reason that the evidence does not give."""
    asked = question.kinds & STRONG
    if asked == {"who"} and _tells_speaker(question, entry, lexicon):
        return None
    if asked and not asked & entry.settles:
        return f"slot: asks {', '.join(sorted(asked))}"
    return None


def _tells_speaker(question: Question, entry: Entry, lexicon: Lexicon) -> bool:
    """Who said, claims or believes it: every quote with a speaker tells; but not who leads."""
    said = any(m.concept == "say" or "say" in lexicon.broader(m.concept) for m in question.mentions)
    return said and any(quote.speaker for quote in entry.quotes)


def name(question: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """A person, place or party in the question that the evidence does not know.

    A wrong place in a yes-no or where question is what the answer corrects ("was it in Geneva?").
    """
    for found in question.names:
        if any(_known(one, entry, lexicon) for one in found):
            continue
        if _is_place(found, lexicon) and _corrects(question, entry, lexicon):
            continue
        return f"name: {found[0]}"
    return None


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


def number(question: Question, entry: Entry, _lexicon: Lexicon) -> str | None:
    """A number in the question that the evidence does not have."""
    digits = {token.folded for token in question.tokens}
    for found in question.numbers:
        figure_of_speech = found not in digits and int(found) <= _SMALL
        if not figure_of_speech and found not in entry.numbers:
            return f"number: {found}"
    return None


def day(question: Question, entry: Entry, _lexicon: Lexicon) -> str | None:
    """A day or month in the question that none of the evidence's own touches."""
    for time in question.times:
        if time.interval.precision not in ("day", "days", "month", "week"):
            continue
        asked = time.interval
        if not any(own.start <= asked.end and asked.start <= own.end for own in entry.times):
            return f"date: {asked.start.isoformat()}"
    return None


def direction(question: Question, entry: Entry, _lexicon: Lexicon) -> str | None:
    """The next talks asked for, the last ones told, or the other way round."""
    if entry.agenda and question.direction in ("next", "last") and question.direction != entry.agenda:
        return f"direction: asks {question.direction}"
    return None


def premise(question: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """A why, when, who or how many that takes for granted the opposite of what is said."""
    if not question.kinds & STRONG:
        return None
    for mention in question.mentions:
        concept = lexicon.concepts.get(mention.concept)
        if concept and concept.kind == "direction":
            continue  # next and last are the direction guard's affair
        if _is_denied(mention, question) or _sets_the_time(mention, question):
            continue  # "who will not budge", "who rewrote it after it was criticised"
        if concept and mention.concept not in entry.concepts and set(concept.opposite) & entry.concepts:
            return f"premise: {mention.concept}"
    return None


def _is_denied(mention: Mention, question: Question) -> bool:
    """Whether a "not" stands right before a mention."""
    return any(
        one.concept == "negation" and 0 <= mention.first - one.after <= _NEAR_NOT for one in question.mentions
    )


def _sets_the_time(mention: Mention, question: Question) -> bool:
    """Whether a mention only tells after or before what something was."""
    return any(
        one.concept in ("after", "before") and 0 <= mention.first - one.after <= _CLAUSE
        for one in question.mentions
    )


GUARDS: tuple[Callable[[Question, Entry, Lexicon], str | None], ...] = (
    name,
    number,
    day,
    direction,
    slot,
    premise,
)
"""In the order in which they are asked: the plainest objection first."""
LIMIT_GUARDS = (name, direction)
"""What may object to saying that the sources are silent: silence has no slots and no days."""


def objection(question: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """The first objection of any guard, or None if the entry may be given for the question."""
    guards = LIMIT_GUARDS if entry.kind == "limit" else GUARDS
    return next((found for guard in guards if (found := guard(question, entry, lexicon))), None)
