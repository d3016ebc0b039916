"""Times that a sentence about talks tells without their being the days of talks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from knowledge import venues
from knowledge.claims import Told
from knowledge.clauses import agreement, clause
from knowledge.lexicon import Lexicon
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose
from knowledge.stages import CLAUSE, Cue, follows

_FIRM = ("day", "days")
_SIDES, _THIRD = {"russia", "ukraine"}, {"united-states"}


def when_told(time: TimeMention, plain: str, published: date, rules: Prose) -> bool:
    """Whether a time is only the day of an offer: "Ukraine on Monday proposed"."""
    proposes = rules.cues["proposers"].match(plain[time.end :].lstrip()) is not None
    return time.interval.end <= published and (proposes or time.end <= agreement(plain, rules))


def around(time: TimeMention, times: Iterable[TimeMention]) -> bool:
    """Whether a month only tells again when a day is: "the April round was on April 22"."""
    days = (one.interval for one in times if one.interval.precision in _FIRM)
    month = time.interval
    return month.precision == "month" and any(month.start <= day.start <= month.end for day in days)


def no_sooner(time: TimeMention, plain: str, rules: Prose) -> bool:
    """Whether it is only denied that they meet so soon: "before the 16th it will not work out"."""
    if not follows(time, plain, rules, "sooner"):
        return False
    end = CLAUSE.search(plain, time.end)
    return rules.has("negation", plain[time.end : end.start() if end else len(plain)])


def of_two(time: TimeMention, told: Told, plain: str, rules: Prose, lexicon: Lexicon) -> bool:
    """Whether the clause of a time tells of a meeting of a side of the war with the mediators alone, "and on
    May 6 the Ukrainian and American teams met", the other side being named nowhere in the sentence."""
    part = clause(plain, Cue("time", time.start, time.end), rules)
    if part == plain or not rules.has("meets", part):
        return False
    opens = plain.rfind(part)
    within = [m for m in told.mentions if opens <= m.start < opens + len(part)]
    two = set(venues.parties(plain, within, rules, lexicon))
    turned = rules.cues["and_said"].match(part.lstrip()) is not None
    alone = turned or two >= {*venues.parties(plain, told.mentions, rules, lexicon)}
    return alone and len(two & _SIDES) == 1 and two - _SIDES == _THIRD


def arrives(time: TimeMention, plain: str, rules: Prose) -> bool:
    """Whether those who attend get there then: "instead of May 4 the participants will fly in on"."""
    return rules.has("attendants", plain[: time.start])
