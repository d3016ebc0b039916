"""The steps of an article beside what was learnt to read in it (bulletin.py): which of them stand.

Rules know how things are told of; what was learnt knows better of which meeting they are told. So days to
come are of the next round only if they are likely to be, and days that no rule takes are taken if they
are; its place is the likely one; and that it is put off, called off or without a date is told by the
sentence that says so most, where no rule sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from knowledge import prospects
from knowledge.bulletin import OLD, Bulletin, Outcome
from knowledge.claims import Told
from knowledge.lexicon import Lexicon
from knowledge.model import Article, Interval, Stage
from knowledge.prose import prose
from knowledge.prospects import EXACT, LIKELY, Prospect, within
from knowledge.sentence import Sentence
from knowledge.step import Step

UNLIKELY = 0.05
"""Below which chance a time is not left as one of the next round."""
SURE = 0.7
"""From which chance on an outcome speaks against what rules find."""
SILENT = 0.5
"""From which chance on an article tells nothing of the next round, so that what rules find is of others."""
LEAST_OFF = 0.3
"""How likely one way of having no date is at the least, where together they are likely."""
UNSAID, UNHEARD = 0.15, 0.02
"""Below which chance a place that a rule finds is not where the next round is: where another is likely, and
where none is."""
DOUBT = 0.1
"""By how much it must be likelier that exact days are firm, or that they are not, to be taken so."""
FEW = 3
"""Sentences of a report that only the rules read."""
_TO_COME = ("announced", "tentative", "postponed")
_OFF: Mapping[Outcome, Stage] = {"postponed": "postponed", "cancelled": "cancelled", "none": "undated"}


def weighed(
    found: Iterable[Step], bulletin: Bulletin, article: Article, told: Sequence[Told], lexicon: Lexicon
) -> tuple[Step, ...]:
    """The steps that stand, with those that only the bulletin tells of; of a report of a few sentences, which
    leaves little to weigh, all stand."""
    if len(told) <= FEW:
        return tuple(found)
    reader = _Reader(bulletin, article, told, lexicon)
    steps = [step for step in found if reader.stands(step)]
    off = reader.off
    steps = reader.called_off(steps, off) if off else reader.ahead(steps)
    disputed = len({step.place for step in steps if step.place and step.time and _is_to_come(step)}) > 1
    return tuple(reader.settled(step, disputed) for step in steps)


class _Reader:
    """An article's bulletin, ready to be asked what it makes of steps."""

    def __init__(self, bulletin: Bulletin, article: Article, told: Sequence[Told], lexicon: Lexicon) -> None:
        self.bulletin, self.article, self.told, self.lexicon = bulletin, article, told, lexicon
        self.days = prospects.told(bulletin)
        self.next = prospects.ahead(self.days, bulletin)
        later = [one for one in self.days.values() if one.interval.start > article.published]
        gone = [one for one in later if one.roles[OLD] >= LIKELY]
        self.gone = max(gone, key=lambda one: one.roles[OLD]).interval if gone else None

    @property
    def silent(self) -> bool:
        """Whether the article likely tells nothing of the next round."""
        return self.bulletin.outcomes["silent"] >= SILENT and not self.next

    @property
    def off(self) -> Outcome | None:
        """How the article leaves the next round without a date, if it is likelier than not that it does."""
        chances = {one: self.bulletin.outcomes[one] for one in _OFF}
        best = max(chances, key=lambda one: chances[one])
        return best if sum(chances.values()) >= LIKELY and chances[best] >= LEAST_OFF else None

    def sentence(self, number: int) -> Sentence:
        """One sentence of the article."""
        return Sentence(self.article, self.told[number], prose(self.article.language), self.lexicon)

    def stands(self, step: Step) -> bool:
        """Whether a step of days to come is likely enough to be of the next round."""
        if self.silent and _is_to_come(step):
            return False
        if not _is_to_come(step) or step.time not in self.days or step.extends or step.shorter or step.longer:
            return True
        days = self.days[step.time]
        least = LIKELY if any(one.chance >= SURE for one in self.next) else UNLIKELY
        return days.chance >= least and (days.chance >= days.roles[OLD] or not self.next)

    def called_off(self, steps: list[Step], outcome: Outcome) -> list[Step]:
        """The steps of an article that leaves the next round without a date."""
        stage = _OFF[outcome]
        exact = [one for one in self.next if one.interval.precision in EXACT]
        gone = self.gone or (max(exact, key=lambda one: one.chance).interval if exact else None)
        kept = [step for step in steps if not (_is_to_come(step) and step.time in self.days)]
        if any(step.stage == stage and not step.background for step in kept):
            return kept
        step = self.sentence(self.bulletin.telling).step(stage)
        return [*kept, step if stage == "undated" else replace(step, old=gone, change=True)]

    def ahead(self, steps: list[Step]) -> list[Step]:
        """The steps with all days that the next round is likely to have, and its place."""
        if any(step.shift for step in steps):
            return steps  # by so many days from those that are told
        for one in self.next:
            today = one.interval.start <= self.article.published and one.interval.precision in EXACT
            if not today or len(self.next) == 1:  # what is told of beside a later meeting is over
                steps = self._with(steps, one)
        if self.next and self.gone:
            steps = [_moved(step, self.gone) for step in steps]
        outcome = self.bulletin.outcome
        if outcome in ("scheduled", "tentative") and self.bulletin.outcomes[outcome] >= LIKELY:
            steps = self._hosted(steps)
        if self.next and self.bulletin.outcomes[outcome] >= SURE:
            steps = [one for one in steps if one.background or one.time or one.stage not in _OFF.values()]
        return steps

    def _with(self, steps: list[Step], days: Prospect) -> list[Step]:
        """The steps with days of the next round: in the step that tells of them, or in one of their own."""
        for step in steps:
            if step.kind != "talks" or step.background or step.time is None:
                continue
            if step.time != days.interval and within(step.time, days.interval):
                if not _is_to_come(step):
                    return steps
                return [replace(one, time=days.interval) if one is step else one for one in steps]
            if step.time == days.interval or within(days.interval, step.time):
                return steps
        told = self.sentence(days.number)
        return [*steps, *told.complete([told.step(days.stage, days.interval)])]

    def _hosted(self, steps: list[Step]) -> list[Step]:
        """The steps with one that tells where the next round is, where none of them does."""
        place = self.bulletin.place
        told = [step for step in steps if _is_to_come(step) or _is_recent(step, self.article)]
        if place is None or any(step.place == place or step.time for step in told):
            return steps
        named = (n for n, one in enumerate(self.told) if any(m.concept == place for m in one.mentions))
        number = next(named, None)
        if number is None:
            return steps
        return [*steps, replace(self.sentence(number).step("announced"), place=place, change=True)]

    def settled(self, step: Step, disputed: bool) -> Step:
        """A step to come with the likely place, unless places are disputed, and as sure as the article leaves
        it."""
        if step.stage == "held":
            return self._sited(step)
        if step.background or step.kind != "talks":
            return step
        if not disputed:
            step = self._placed(step)
        outcomes = self.bulletin.outcomes
        exact = step.time is not None and step.time.precision in EXACT
        sure = outcomes["scheduled"] - outcomes["tentative"]
        if not exact or step.stage == "postponed" or abs(sure) < DOUBT:
            return step
        return replace(step, stage="announced" if sure > 0 else "tentative")

    def _sited(self, step: Step) -> Step:
        """A round that is going on, where the article surely is of it, with its place."""
        of_next = any(one.interval == step.time for one in self.next)
        on = of_next and step.kind == "talks" and not step.background
        return replace(step, place=step.place or self.bulletin.place) if on else step

    def _placed(self, step: Step) -> Step:
        place = self.bulletin.place
        least = UNSAID if place else UNHEARD
        if step.place and self.bulletin.places.get(step.place, 1.0) < least:
            step = replace(step, place=None)
        return replace(step, place=step.place or place) if step.time and _is_to_come(step) else step


def _is_to_come(step: Step) -> bool:
    return step.kind == "talks" and not step.background and step.stage in _TO_COME


def _is_recent(step: Step, article: Article) -> bool:
    """Whether a step tells of a round held in the days of the report."""
    held = step.stage == "held" and not step.background
    return held and (step.time is None or step.time.end >= article.published - timedelta(1))


def _moved(step: Step, gone: Interval) -> Step:
    """A step to new days, with those that no longer hold."""
    new = _is_to_come(step) and step.time not in (None, gone)
    return replace(step, old=step.old or gone, change=True) if new else step
