"""The guards: what stops an entry from being given as the answer, however alike it looks.

Each guard reads one question and one entry and returns what it objects to, or None. They know no
thresholds and no scores: a blocked entry may still be shown as the nearest thing that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from knowledge.kinds import STRONG
from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Entry, Interval
from knowledge.question import NAME_KINDS, Question

_NEAR_NOT, _NEAR_OR = 1, 2
"""Words that may stand between a "not" and what it denies, an "or" and what it lets choose."""
_CLAUSE = 3
"""Words from "after" to what happened before."""
_COUNTED = 2
"""Words after "how many" among which the thing counted stands."""
_NO_THINGS = frozenset(("slot", "filler", "direction", "chat", "frame"))
_ROUNDED = 0.12
"""By how much a round number may miss the one that it stands for: "some thirty points"."""
_PRINCIPALS = frozenset(("russia", "ukraine", "united-states"))
_EVERYBODY = "all-sides"
_ANYBODY = frozenset(("official", "diplomat", "special-envoy"))
"""Offices that many hold: they name nobody in particular."""
_FORCES = frozenset(("russia-forces", "ukraine-forces"))
"""The army of a country, which is told of as the country."""
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
OPINION = "your-view"
"""What the bot thinks itself, which no report tells."""
_WHAT_IF = "what-if"
_FIRM = ("day", "days")
_YEAR = 4
"""Digits of a year."""
_SMALL, _SEASON = 3, 45
"""Number words up to the first are figures of speech ("both sides"); more days are more than a month."""


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
    aside = {m.concept for m in question.mentions if _is_aside(m, question)}
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


def _is_aside(mention: Mention, question: Question) -> bool:
    """Whether a name only tells before what something was, whom else it is not about, or who writes:
    "besides Kyiv, whom did they ask?", "I am from Odesa. Who ...?"."""
    besides = any(
        one.concept == "else" and 0 <= mention.first - one.after <= _CLAUSE for one in question.mentions
    )
    return besides or _sets_the_time(mention, question) or _is_of_the_writer(mention, question)


def _is_of_the_writer(mention: Mention, question: Question) -> bool:
    """Whether a name stands in a sentence of its own in which the writer speaks of himself."""
    spans = [(found.start(), found.end()) for found in _SENTENCE.finditer(question.text)]
    own = next(((start, end) for start, end in spans if start <= mention.start < end), (0, 0))
    said = question.text[slice(*own)].strip()
    mine = any(m.concept == "myself" and own[0] <= m.start < own[1] for m in question.mentions)
    return len(spans) > 1 and mine and not said.endswith("?")


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
    if found in _FORCES and lexicon.broader(found) & entry.names:
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


def number(question: Question, entry: Entry, _lexicon: Lexicon) -> str | None:
    """A number in the question that the evidence does not have."""
    digits = {token.folded for token in question.tokens}
    named = [one for one in question.numbers if one in digits or int(one) > _SMALL]
    choice = len(named) > 1 and any(one in entry.numbers for one in named)
    for found in named:
        if not (choice or found in entry.numbers or _rounded(int(found), entry)):
            return f"number: {found}"
    return None


def _rounded(number: int, entry: Entry) -> bool:
    """Whether a round number may stand for one of the evidence's: thirty for 28."""
    told = (int(one) for one in entry.numbers if one.isdigit())
    return number % 5 == 0 and any(0 < abs(number - one) <= _ROUNDED * one for one in told)


def counted(question: Question, lexicon: Lexicon) -> tuple[str, ...]:
    """The stems and concepts among which is what a question asks the number of."""
    found: list[str] = []
    bare = {
        place
        for m in question.mentions
        if lexicon.kind(m.concept) in _NO_THINGS
        for place in range(m.first, m.after)
    }
    for asks in (m for m in question.mentions if m.concept == "how-many"):
        counter = _counter(asks, question, lexicon)
        within = list(range(counter, asks.after)) if counter else []
        after = range(asks.after, min(asks.after + _COUNTED, len(question.tokens)))
        things = within or [place for place in after if counter and place not in bare]
        found += [question.tokens[place].stem for place in things]
        found += [m.concept for m in question.mentions if m.first in things]
    return tuple(dict.fromkeys(found))


def _counter(asks: Mention, question: Question, lexicon: Lexicon) -> int:
    """Where "how many" ends within "how many hours"; 0 for what asks otherwise: "the size of"."""
    for after in range(asks.first + 1, asks.after + 1):
        shorter = lexicon.find_in(question.tokens[asks.first : after], fuzzy=False)
        if any(m.concept == "counting" and m.first == 0 for m in shorter):
            return after
    return 0


def count(question: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """The number of something else than what the evidence counts: hours, not days."""
    if question.kinds & STRONG != {"how-many"} or entry.origin != "curated":
        return None
    asked = counted(question, lexicon)
    known = entry.counted | entry.concepts
    told = any(one in known or lexicon.broader(one) & entry.concepts for one in asked)
    return f"count: {asked[0]}" if asked and not told else None


def day(question: Question, entry: Entry, _lexicon: Lexicon) -> str | None:
    """A day or month in the question that none of the evidence's own touches."""
    for time in question.times:
        if time.interval.precision not in ("day", "days", "month", "week"):
            continue
        asked = time.interval
        dated = any(len(d) == _YEAR for d in re.findall(r"\d+", question.text[time.start : time.end]))
        if not any(_touch(own, asked, dated) for own in entry.times):
            return f"date: {asked.start.isoformat()}"
    return None


def _touch(own: Interval, asked: Interval, dated: bool) -> bool:
    """Whether two intervals share a day; without a year, "in November" is that of any year. A month that
    is told tells no day of it, nor a season its months."""
    longer = (own.end - own.start).days > _SEASON and asked.precision == "month"
    if longer or (asked.precision in _FIRM and own.precision not in _FIRM):
        return False
    years = (0,) if dated else (0, -365, 365)
    return any(
        own.start <= asked.end + timedelta(days) and asked.start + timedelta(days) <= own.end
        for days in years
    )


def direction(question: Question, entry: Entry, _lexicon: Lexicon) -> str | None:
    """The next talks asked for, the last ones told, or the other way round."""
    if entry.agenda and question.direction and question.direction != entry.agenda:
        return f"direction: asks {question.direction}"
    if entry.agenda == "last" and any(_comes_before(m, question, entry) for m in question.mentions):
        return "direction: asks before"
    return None


def _comes_before(mention: Mention, question: Question, entry: Entry) -> bool:
    """Whether what is asked for lies before the very meeting that is told."""
    return mention.concept in entry.names and any(
        one.concept == "before" and 0 <= mention.first - one.after <= _NEAR_NOT for one in question.mentions
    )


def frame(question: Question, _entry: Entry, _lexicon: Lexicon) -> str | None:
    """What would be if: no report of what is answers that."""
    return "frame: what if" if any(m.concept == _WHAT_IF for m in question.mentions) else None


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
    count,
    premise,
    frame,
)
"""In the order in which they are asked: the plainest objection first."""
LIMIT_GUARDS = (name, direction)
"""What may object to saying that the sources are silent: silence has no slots and no days."""


def objection(question: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """The first objection of any guard, or None if the entry may be given for the question."""
    guards = LIMIT_GUARDS if entry.kind == "limit" else GUARDS
    return next((found for guard in guards if (found := guard(question, entry, lexicon))), None)
