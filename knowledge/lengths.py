"""How many days a meeting is said to last: "two-day talks", "will run for three days"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from knowledge.model import Interval, Stage
from knowledge.prose import Prose
from knowledge.step import Step
from knowledge.timewords import timewords

_ASIDE = re.compile(r",\s{3,},\s")
"""What is left of an aside that was blanked: "will take, as planned, two days"."""
_LONGEST = 7
"""Days of talks; what is said to last longer is a truce or the like."""

_OPENS: Mapping[str, Stage] = {"begun": "held", "begins": "announced", "meets": "announced"}
"""The list of verbs that tell of a first day -> the stage of a round that they tell of."""
_APART = timedelta(4)
"""Between the first and the last day of one round."""


def length(text: str, language: str) -> int | None:
    """The number of days, or None if the text does not tell."""
    words = timewords(language)
    text = _ASIDE.sub(" ", text)
    for pattern in words.lasting:
        match = pattern.search(text)
        if match:
            written = match["n"]
            count = int(written if written.isdigit() else words.value("numbers", written) or 0)
            return count if 0 < count <= _LONGEST else None
    return None


def lasting(day: Interval, count: int, *, ends: bool) -> Interval:
    """So many days from a first day on, or up to a last one."""
    if day.precision != "day" or count == 1:
        return day
    rest = timedelta(count - 1)
    return (
        Interval(day.start - rest, day.end, "days") if ends else Interval(day.start, day.end + rest, "days")
    )


def with_all_days(step: Step, count: int, plain: str, rules: Prose, *, opened: bool = False) -> Step:
    """A step that tells of a first day, or of a last one, with all its days; ``opened``: a sentence before
    tells of the first day."""
    ends = rules.has("ends", plain)
    begins = step.stage in ("announced", "postponed") or opened or rules.has("begun", plain)
    if step.time is None or not (ends or begins):
        return step
    return replace(step, time=lasting(step.time, count, ends=ends))


def until_last(step: Step, day: Interval) -> Step | None:
    """A step to come, of a single day, with all its days up to a last one; None if it is no such step."""
    first = step.time
    if step.stage not in ("announced", "postponed") or step.background or first is None:
        return None
    near = first.precision == day.precision == "day" and timedelta(0) < day.end - first.start <= _APART
    return replace(step, time=Interval(first.start, day.end, "days")) if near else None


def first_to_last(steps: Sequence[Step], count: int | None, plain: str, rules: Prose) -> list[Step]:
    """The steps of a sentence, with the first and the last day of what it tells of made one."""
    found = list(steps)
    if rules.has("ends", plain):
        for cue, stage in _OPENS.items():
            found = joined(found, stage) if rules.has(cue, plain) else found
    return joined(found, "announced") if count == len(found) else found  # "to Monday, and Tuesday as well"


def joined(steps: Sequence[Step], stage: Stage) -> list[Step]:
    """The steps, with a first and a last day made one: "began on Thursday and ended on Friday"."""
    days = [step.time for step in steps if step.stage == stage and step.time and not step.background]
    if not days or len(days) != len(steps) or any(time.precision != "day" for time in days):
        return list(steps)
    first, last = min(time.start for time in days), max(time.end for time in days)
    if not timedelta(0) < last - first <= _APART:
        return list(steps)
    return [replace(steps[0], time=Interval(first, last, "days"))]
