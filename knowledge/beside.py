"""Times that a sentence about talks tells without their being the days of talks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from knowledge.clauses import agreement, clause
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose
from knowledge.stages import CLAUSE, Cue, follows

_FIRM = ("day", "days")


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


def arrives(time: TimeMention, plain: str, rules: Prose) -> bool:
    """Whether those who attend get there then: "instead of May 4 the participants will fly in on"."""
    return rules.has("attendants", clause(plain, Cue("time", time.start, time.end), rules))
