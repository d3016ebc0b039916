"""Talks that are broken off for some days, "the sides will meet again on a later day", or cut short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from knowledge.model import Interval
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose
from knowledge.stages import CLAUSE, Cue
from knowledge.step import Step


def broken_off(written: str, rules: Prose) -> bool:
    """Whether a sentence tells that those who met part for some days."""
    return rules.has("adjourned", written)


def until(days: Interval, published: date) -> Interval:
    """The day on which they meet again: "a break in the talks until October 7"."""
    open_end = days.precision == "vague" and days.start == published
    return Interval(days.end, days.end, "day") if open_end else days


def cut_short(plain: str, written: str, found: Iterable[Cue], rules: Prose) -> bool:
    """Whether a sentence tells that a meeting is over before its last day."""
    over = rules.has("ends", plain) and any(cue.kind == "held" for cue in found)
    return over and rules.has("cut_short", written)


def on(day: date) -> Interval:
    """One day."""
    return Interval(day, day)


def cut(steps: Iterable[Step], published: date) -> list[Step]:
    """The steps of talks that were cut short, without the days that they no longer last."""
    return [step for step in steps if step.stage == "held" or (step.time and step.time.end < published)]


def over_aside(cue: Cue | None, time: TimeMention, found: Sequence[Cue], plain: str) -> Cue | None:
    """The cue of a time, not that of an aside: "next week's talks, originally due in Geneva, will be"."""
    if cue is None or cue.kind != "background" or time.end > cue.start:
        return cue
    parted = CLAUSE.search(plain, time.end, cue.start)
    later = (one for one in found if one.kind == "planned" and CLAUSE.search(plain, cue.end, one.start))
    return next(later, cue) if parted else cue


def without_after(found: Sequence[Cue], time: TimeMention, plain: str) -> tuple[Cue, ...]:
    """The cues without an "after" of an earlier clause: "after the holidays, in mid-January"."""
    return tuple(c for c in found if c.kind != "after" or not CLAUSE.search(plain, c.end, time.start))
