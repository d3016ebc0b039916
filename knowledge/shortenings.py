"""Rounds that end sooner than planned: "will end on Tuesday, not on Wednesday", "there will be no session on
Sunday", "will last one day instead of two".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from knowledge import venues
from knowledge.delays import Delay
from knowledge.history import Standing, firm
from knowledge.model import Interval
from knowledge.prose import Prose
from knowledge.stages import Cue, nearest
from knowledge.step import Step

_DAY, _APART = timedelta(1), timedelta(2)
"""The last day that is left and the one that is dropped are at most so far apart."""
_LESS = ("cut_short", "shortened")
_NTH = ("second_day", "third_day")
"""Lists of words for the days of a meeting, from the second on."""


class Dropped(NamedTuple):
    """A part of a meeting that will not be held: the day left as the last one, and the day dropped."""

    last: Interval | None
    day: Interval | None
    left: int | None
    """How many days are left, where it is told which one is dropped: "no third day"."""


def dropped(delay: Delay) -> Dropped | None:
    """What the sentence of a delay tells is dropped of a meeting; None if it tells of no such thing."""
    plain, rules, told = delay.plain, delay.rules, delay.told
    parts = [Cue("dropped", *match.span()) for match in rules.cues["no_session"].finditer(plain)]
    off = parts or [replace(cue, kind="dropped") for cue in delay.cues if cue.kind == "cancelled"]
    last, gone = _days(delay, off)
    others = last is None or venues.people(plain, told.mentions, delay.lexicon)
    if not off or (not parts and others):
        return None  # "the presidents will not meet on Wednesday, their delegations will on Tuesday"
    nth = (count for count, name in enumerate(_NTH, start=1) if rules.has(name, plain))
    return Dropped(last, gone, next(nth, None) if parts else None)


def _days(delay: Delay, off: Sequence[Cue]) -> tuple[Interval | None, Interval | None]:
    """The day that is left as the last one, and the day that the cues of ``off`` drop."""
    times, plain = delay.told.times, delay.plain
    plans = [cue for cue in delay.cues if cue.kind in ("planned", "possible")]
    marks = [*off, *(cue for cue in plans if not any(_inside(cue, part) for part in off))]
    first = {time.interval: time for time in reversed(times)}  # "Saturday, Dec. 19" is told by its verb
    seen = [(nearest(marks, time, times, plain), days) for days, time in first.items() if firm(days)]
    gone = next((days for cue, days in seen if cue and cue.kind == "dropped"), None)
    left = (days for cue, days in seen if cue and cue.kind == "planned")
    return next((days for days in left if _just_before(days, gone, delay.published)), None), gone


def _inside(cue: Cue, part: Cue) -> bool:
    return part.start <= cue.start and cue.end <= part.end


def _just_before(days: Interval, gone: Interval | None, published: date) -> bool:
    """Whether days are what is left of a meeting without the day or days after them."""
    return gone is not None and published <= days.end and timedelta(0) < gone.start - days.end <= _APART


def sooner(step: Step, count: int | None, written: str, plain: str, rules: Prose) -> Step:
    """A step that makes a meeting end sooner as such; ``count``: for how many days it is said to last."""
    ends = step.shorter or _ends_sooner(step, written, plain, rules)
    return _lasts_less(replace(step, shorter=ends), count, written, rules)


def _ends_sooner(step: Step, written: str, plain: str, rules: Prose) -> bool:
    """Whether the day of a step is the last one of talks that were to last longer."""
    if step.stage != "announced" or step.background or step.extends or not firm(step.time):
        return False
    if rules.has("begins", plain) or rules.has("working_day", plain):
        return False  # "will begin a day earlier and end, as planned, on Tuesday"
    acts = [match.span() for match in rules.cues["other_acts"].finditer(plain)]  # "talks to end the war"
    ends = (match.start() for match in rules.cues["ends"].finditer(plain))
    if all(any(start <= at < end for start, end in acts) for at in ends):
        return False
    later = step.old is not None and step.time is not None and step.old.start > step.time.end
    return later or rules.has("cut_short", written)


def _lasts_less(step: Step, count: int | None, written: str, rules: Prose) -> Step:
    """A step that gives no exact days, with the number of days that the meeting is cut to."""
    less = count is not None and any(rules.has(name, written) for name in _LESS)
    open_days = step.stage in ("announced", "tentative") and not (firm(step.time) or step.background)
    if not less or not open_days or step.extends:
        return step
    return replace(step, count=count, shorter=True)


def shorter(now: Standing, step: Step) -> Step | None:
    """The step with the days that it leaves of a round; None if it is not of that round."""
    known = now.time
    if known is None or not firm(known) or now.stage not in ("announced", "held"):
        return None
    last = _last(known, step)
    if last is None or not known.start <= last <= known.end or step.reported > known.end:
        return None
    days = Interval(known.start, last, "day" if last == known.start else "days")
    return replace(step, stage="announced", time=days, old=None, change=True, shorter=False)


def _last(known: Interval, step: Step) -> date | None:
    """The last day that a step leaves of the days known."""
    if step.time and firm(step.time):
        return step.time.end
    if step.old:
        return step.old.start - _DAY if step.old.end == known.end else None
    return known.start + (step.count - 1) * _DAY if step.count else None


def alone(step: Step) -> Step | None:
    """A step of which no such round is known: its day and its place, if it has any."""
    return replace(step, old=None, shorter=False, count=None) if step.time or step.place else None
