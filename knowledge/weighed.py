"""The steps of an article beside what was learnt to read in it (bulletin.py): which of them stand.

Rules know how things are told of; what was learnt knows better of which meeting they are told. So days to
come are of the next round only if they are likely to be, and days that no rule takes are taken if they
are; its place is the likely one; and that it is put off, called off or without a date is told by the
sentence that says so most, where no rule sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from knowledge.bulletin import FIRM, OLD, OTHER, POSSIBLE, Bulletin
from knowledge.claims import Told
from knowledge.lexicon import Lexicon
from knowledge.model import Article, Interval, Stage
from knowledge.prose import prose
from knowledge.sentence import Sentence
from knowledge.step import Step

LIKELY, UNLIKELY = 0.5, 0.15
"""From which chance on a time is taken as one of the next round, and below which it is not left as one."""
SURE = 0.7
"""From which chance on an outcome speaks against what rules find."""
_EXACT = ("day", "days")
_TO_COME = ("announced", "tentative", "postponed")
_OFF: dict[str, Stage] = {"postponed": "postponed", "cancelled": "cancelled", "none": "undated"}


@dataclass(frozen=True, slots=True)
class _Days:
    """Days of the next round: the sentence that tells of them best, and the chances of what they are."""

    number: int
    interval: Interval
    roles: Sequence[float]

    @property
    def chance(self) -> float:
        return self.roles[FIRM] + self.roles[POSSIBLE]

    @property
    def stage(self) -> Stage:
        firm = self.roles[FIRM] >= self.roles[POSSIBLE] and self.interval.precision in _EXACT
        return "announced" if firm else "tentative"


def weighed(
    found: Iterable[Step], bulletin: Bulletin, article: Article, told: Sequence[Told], lexicon: Lexicon
) -> tuple[Step, ...]:
    """The steps that stand, with those that only the bulletin tells of."""
    days = _best(bulletin)
    steps = [step for step in found if _stands(step, days)]
    ahead = list(_joined([one for one in days.values() if one.chance >= LIKELY]))
    for one in ahead:
        steps = _with(steps, one, lambda one=one: Sentence(article, told[one.number], prose(article.language), lexicon))
    steps = [_settled(step, bulletin, lexicon) for step in steps]
    gone = next((one.interval for one in days.values() if one.roles[OLD] >= LIKELY), None)
    if ahead and gone:
        steps = [_moved(step, gone) for step in steps]
    return tuple(_left(steps, bool(ahead), gone, bulletin, article, told, lexicon))


def _best(bulletin: Bulletin) -> dict[Interval, _Days]:
    """Days -> the sentence in which they are likeliest of the next round."""
    found: dict[Interval, _Days] = {}
    for number, time, roles in bulletin.times:
        one = _Days(number, time.interval, roles)
        if time.interval not in found or one.chance > found[time.interval].chance:
            found[time.interval] = one
    return found


def _stands(step: Step, days: dict[Interval, _Days]) -> bool:
    """Whether a step of days to come is likely enough to be of the next round."""
    if step.kind != "talks" or step.background or step.stage not in _TO_COME or step.time not in days:
        return True
    return days[step.time].chance >= UNLIKELY


def _joined(days: Sequence[_Days]) -> Iterator[_Days]:
    """Single days side by side as one stretch, unless a stretch is told that holds one of them; others as
    they are."""
    single = sorted((one for one in days if one.interval.precision == "day"), key=lambda one: one.interval.start)
    others = [one for one in days if one.interval.precision != "day"]
    held: list[_Days] = []
    for one in single:
        if any(_within(one.interval, other.interval) for other in others):
            continue
        if held and one.interval.start <= held[-1].interval.end + timedelta(1) and not _beside(one, others):
            better = max(held[-1], one, key=lambda each: each.chance)
            days_of = Interval(held[-1].interval.start, one.interval.end, "days")
            held[-1] = replace(better, interval=days_of)
        else:
            held.append(one)
    yield from (one for one in held if not _beside(one, others))
    yield from others


def _beside(one: _Days, others: Iterable[_Days]) -> bool:
    """Whether a day is the one right before a stretch: that on which those who meet arrive."""
    exact = (other.interval for other in others if other.interval.precision == "days")
    return any(one.interval.end + timedelta(1) == other.start for other in exact)


def _with(steps: list[Step], days: _Days, sentence) -> list[Step]:
    """The steps with days of the next round: in the step that tells of them, or in one of their own."""
    for place, step in enumerate(steps):
        if step.kind != "talks" or step.background or step.time is None or step.stage == "held":
            continue
        if step.time == days.interval or _within(days.interval, step.time):
            return steps
        if _within(step.time, days.interval) and days.interval.precision in _EXACT:
            return [*steps[:place], replace(step, time=days.interval), *steps[place + 1 :]]
    told = sentence()
    return [*steps, *told.complete([told.step(days.stage, days.interval)])]


def _within(inner: Interval, outer: Interval) -> bool:
    exact = inner.precision in _EXACT and outer.precision in _EXACT
    return exact and outer.start <= inner.start and inner.end <= outer.end


def _settled(step: Step, bulletin: Bulletin, lexicon: Lexicon) -> Step:
    """A step to come with the likely place, and as sure as the article leaves it."""
    if step.kind != "talks" or step.background or step.stage not in _TO_COME:
        return step
    place = bulletin.place
    if place and step.time is not None:
        step = replace(step, place=place)
    elif step.place and bulletin.places.get(step.place, 1.0) < 0.05:
        step = replace(step, place=None)
    if step.stage == "announced" and step.time and bulletin.outcomes["tentative"] >= SURE:
        return replace(step, stage="tentative")
    exact = step.time is not None and step.time.precision in _EXACT
    if step.stage == "tentative" and exact and bulletin.outcomes["scheduled"] >= SURE:
        return replace(step, stage="announced")
    return step


def _moved(step: Step, gone: Interval) -> Step:
    """A step to new days, with those that no longer hold."""
    new = step.kind == "talks" and step.stage in _TO_COME and not step.background and step.time not in (None, gone)
    return replace(step, old=step.old or gone, change=True) if new else step


def _left(
    steps: list[Step],
    ahead: bool,
    gone: Interval | None,
    bulletin: Bulletin,
    article: Article,
    told: Sequence[Told],
    lexicon: Lexicon,
) -> Iterator[Step]:
    """The steps with how the article leaves the next round."""
    outcome = bulletin.outcome
    stage = _OFF.get(outcome)
    if stage and not ahead and bulletin.outcomes[outcome] >= LIKELY:
        if not any(step.stage == stage and not step.background for step in steps):
            rules = prose(article.language)
            number = bulletin.telling
            step = Sentence(article, told[number], rules, lexicon).step(stage)
            steps = [*steps, replace(step, old=gone if stage != "undated" else None, change=stage != "undated")]
    if not stage and ahead and bulletin.outcomes[outcome] >= SURE:
        steps = [s for s in steps if s.background or s.time or s.stage not in ("postponed", "cancelled", "undated")]
    yield from steps
