"""The guards: what stops an entry from being given as the answer, however alike it looks.

Each guard reads one question and one entry and returns what it objects to, or None. They know no
thresholds and no scores: a blocked entry may still be shown as the nearest thing that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from knowledge import names
from knowledge.kinds import STRONG
from knowledge.lexicon import Lexicon, Mention
from knowledge.model import Entry, Interval
from knowledge.neighbours import TimeMention
from knowledge.question import Question

_NEAR_NOT = 1
"""Words that may stand between a "not" and what it denies."""
_COUNTED = 2
"""Words after "how many" among which the thing counted stands."""
_NO_THINGS = frozenset(("slot", "filler", "direction", "chat", "frame"))
_ALIKE = 2
"""Numbers of which one is no more than so many times the other may be a choice: 28 points or 20."""
_ROUNDED = 0.12
"""By how much a round number may miss the one that it stands for: "some thirty points"."""
OPINION = "your-view"
"""What the bot thinks itself, which no report tells."""
_WHAT_IF = "what-if"
_FIRM = ("day", "days")
_EXACT = ("day", "days", "month", "week")
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


def number(question: Question, entry: Entry, _lexicon: Lexicon) -> str | None:
    """A number in the question that the evidence does not have."""
    digits = {token.folded for token in question.tokens}
    named = [one for one in question.numbers if one in digits or int(one) > _SMALL]
    told = [int(one) for one in named if one in entry.numbers]
    for found in named:
        choice = any(max(int(found), one) <= _ALIKE * min(int(found), one) for one in told)
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
    """A day or month in the question that none of the evidence's own touches, but one of two to choose,
    or today, where what holds is asked for."""
    now = [m for m in question.mentions if m.concept == "today" and not entry.agenda]
    exact = [
        time
        for time in question.times
        if time.interval.precision in _EXACT and not any(time.start <= m.start < time.end for m in now)
    ]
    far = [time for time in exact if not any(_touch(own, time, question) for own in entry.times)]
    near = any(_touch(own, time, question) for time in question.times for own in entry.times)
    return f"date: {far[0].interval.start.isoformat()}" if far and not (near and question.chooses) else None


def _touch(own: Interval, told: TimeMention, question: Question) -> bool:
    """Whether two intervals share a day; without a year, "in November" is that of any year. A month that
    is told tells no day of it, nor a season its months."""
    asked = told.interval
    dated = any(len(d) == _YEAR for d in re.findall(r"\d+", question.text[told.start : told.end]))
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


def member(question: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """Who of a party it was, where the evidence names the party alone: "which American officials"."""
    people = {above for one in entry.names if lexicon.kind(one) == "person" for above in lexicon.broader(one)}
    nameless = entry.names - people
    for found in question.mentions:
        own = {found.concept, *lexicon.broader(found.concept)} & nameless
        if own and _is_asked_within(found, question, lexicon):
            return f"member: {found.concept}"
    return None


def _is_asked_within(found: Mention, question: Question, lexicon: Lexicon) -> bool:
    """Whether "who of" stands before a party, or "which" before officials of one."""
    before = [m for m in question.mentions if 0 <= found.first - m.after <= 1]
    after = {lexicon.kind(m.concept) for m in question.mentions if m.first == found.after}
    starts = {m.first for m in before if m.concept == "among"}
    who = any(m.concept == "who" and m.after in starts for m in question.mentions)
    if lexicon.kind(found.concept) == "party":
        return who and not after & {"party", "role"}
    which = any(m.concept == "exactly" and m.after == found.first for m in before)
    return which and lexicon.kind(found.concept) == "role"


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
        if _is_denied(mention, question) or names.sets_the_time(mention, question):
            continue  # "who will not budge", "who rewrote it after it was criticised"
        if concept and mention.concept not in entry.concepts and set(concept.opposite) & entry.concepts:
            return f"premise: {mention.concept}"
    return None


def _is_denied(mention: Mention, question: Question) -> bool:
    """Whether a "not" stands right before a mention."""
    return any(
        one.concept == "negation" and 0 <= mention.first - one.after <= _NEAR_NOT for one in question.mentions
    )


GUARDS: tuple[Callable[[Question, Entry, Lexicon], str | None], ...] = (
    names.name,
    number,
    day,
    direction,
    slot,
    member,
    count,
    premise,
    frame,
)
"""In the order in which they are asked: the plainest objection first."""
LIMIT_GUARDS = (names.name, direction)
"""What may object to saying that the sources are silent: silence has no slots and no days."""


def objection(question: Question, entry: Entry, lexicon: Lexicon) -> str | None:
    """The first objection of any guard, or None if the entry may be given for the question."""
    guards = LIMIT_GUARDS if entry.kind == "limit" else GUARDS
    return next((found for guard in guards if (found := guard(question, entry, lexicon))), None)
