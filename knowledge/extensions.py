"""Rounds that last longer than planned: "will extend their meeting through Thursday", "another day"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from knowledge.clauses import without_old_plan
from knowledge.history import Standing, firm
from knowledge.model import Article, Interval
from knowledge.prose import Prose
from knowledge.stages import Cue
from knowledge.step import Step

_SOON = timedelta(2)
"""How many days after its report the new last day may be."""
_LONG = timedelta(6)
"""The same, where a report tells how long a round is to last."""
_GOING_ON = timedelta(1)
"""A round whose last day was so long ago may still be the one that goes on."""


def extends(step: Step, published: date, plain: str, rules: Prose) -> bool:
    """Whether a step tells that a round goes on for longer."""
    if step.stage not in ("announced", "tentative") or step.background or step.shorter:
        return False
    if step.time is None:
        return rules.has("one_more_day", plain)
    if rules.has("begins", plain) and not rules.has("one_more_day", plain):
        return False  # "will begin on Wednesday and last, as planned, two days"
    until = not firm(step.time) and step.time.start == published  # "will stay until Thursday"
    lasts = rules.has("runs", plain) and not rules.has("begins", plain)
    told = lasts and (until or step.time.precision == "day")
    sooner = rules.has("cut_short", step.quote.text)
    if told and published < step.time.end <= published + _LONG and not sooner:
        return True  # "are expected to run until Friday", "are due to end on Friday"
    soon = published < step.time.end <= published + _SOON and (firm(step.time) or until)
    near = firm(step.time) and published <= step.time.end <= published + _GOING_ON
    next_day = near and rules.has("meets_again", plain)
    return next_day or (soon and any(rules.has(name, plain) for name in ("goes_on", "one_more_day", "ends")))


def lasts_longer(step: Step, plain: str, rules: Prose) -> bool:
    """Whether a step gives a new first day of talks that last longer: "will begin on June 10 and be a day
    longer"."""
    single = step.time is not None and step.time.precision == "day" and step.stage == "announced"
    return (
        single
        and not (step.background or step.extends)
        and rules.has("begins", plain)
        and rules.has("one_more_day", plain)
    )


def stretched(told: Sequence[Step], plain: str, found: Iterable[Cue], rules: Prose) -> bool:
    """Whether talks that were to end by now, or that were only told to have begun, are said to go on."""
    if not told or not all(step.background or step.stage == "held" for step in told):
        return False
    now, kinds = without_old_plan(plain, rules), {cue.kind for cue in found}
    ahead = kinds <= {"planned", "background", "begun"} and "planned" in kinds
    return (ahead or kinds == {"background"}) and goes_on(now, kinds, rules)


def goes_on(plain: str, kinds: Collection[str], rules: Prose) -> bool:
    """Whether a sentence with cues of these kinds tells that a meeting lasts a day longer."""
    told = "planned" in kinds or rules.has("goes_on", plain)
    return told and rules.has("one_more_day", plain)


def longer(now: Standing, step: Step) -> Step | None:
    """The step with all the days of the round that it makes last longer; None if it is not of that round."""
    known = now.time
    if known is None or not firm(known) or now.stage not in ("announced", "held"):
        return None
    if not known.start <= step.reported <= known.end + _GOING_ON:
        return None
    end = step.time.end if step.time else known.end + timedelta(1)
    if end <= known.end:
        return None
    return replace(step, stage="announced", time=Interval(known.start, end, "days"), change=True)


def until(step: Step) -> bool:
    """Whether a step tells of the time from its report up to a day: "is expected to run until Thursday"."""
    vague = step.stage == "tentative" and step.time is not None and not firm(step.time)
    return vague and step.time is not None and step.time.start == step.reported


def lasts_so(now: Standing, step: Step) -> bool:
    """Whether a round is known to last up to the day that a step makes it last."""
    known, told = now.time, step.time
    if known is None or told is None or not firm(known) or now.stage not in ("announced", "held"):
        return False
    return known.start < told.end == known.end and known.start <= told.start


def ends_soon(days: Interval, published: date) -> bool:
    """Whether a day is one on which a round that goes on may end: "will sit down again on Thursday"."""
    return firm(days) and days.start == days.end and published < days.end <= published + _SOON


def extended(found: Sequence[Step], article: Article) -> list[Step]:
    """The steps, with those that give the last day of a round that is told to last longer marked as such:
    "will stay for an extra day ... will sit down again on Thursday"."""
    more = {step.time for step in found if step.extends and step.time}
    more |= {Interval(days.end, days.end) for days in more}
    if any(step.extends and not step.time for step in found):
        soon = (step.time for step in found if step.stage == "announced" and not step.background)
        more |= {days for days in soon if days and ends_soon(days, article.published)}
    return [
        replace(step, extends=True) if step.stage == "announced" and step.time in more else step
        for step in found
        if step.time or not (step.extends and more)
    ]
