"""What an article tells of the talks, one Step a date: held, announced, put off, without a date.

Only meetings of the parties about ending the war count: a phone call, a summit, a meeting of one
side with somebody else is left out, and so is what cannot be told. Which steps are of one round,
events.py decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge import text, venues
from knowledge.claims import Told
from knowledge.dates import TimeMention
from knowledge.lexicon import Lexicon
from knowledge.model import Article, Interval, Quote, Stage
from knowledge.prose import Prose, prose
from knowledge.stages import Cue, cues, nearest, put_off

_TOO_WIDE = ("year", "season")
_FIRM = ("day", "days")


@dataclass(frozen=True, slots=True)
class Step:
    """One report of one meeting, as one passage tells it."""

    kind: str
    stage: Stage
    reported: date
    quote: Quote
    time: Interval | None = None
    """When it was or will be; for one put off, the new time if one is given."""
    old: Interval | None = None
    """For one put off, called off or moved: the time that no longer holds."""
    place: str | None = None
    participants: tuple[str, ...] = ()
    change: bool = False
    """Whether the text itself says that something changed."""
    background: bool = False
    """Whether it recalls what had been planned before."""
    another: bool = False
    """Whether it speaks of a round after the next one."""
    denied: bool = False


def steps(article: Article, told: Sequence[Told], lexicon: Lexicon) -> tuple[Step, ...]:
    """The steps of an article, in the order of its text."""
    rules = prose(article.language)
    found: list[Step] = []
    context = rules.has("rounds", article.title) or rules.has("talks", article.title)
    before = False
    for passage in told:
        sentence = Sentence(article, passage, rules, lexicon)
        new = list(sentence.proposal()) or (
            list(sentence.steps()) if sentence.of_talks(context, before) else []
        )
        found.extend(new)
        before = bool(new) or sentence.strong
        context = context or sentence.strong
    return tuple(found)


class Sentence:
    """A passage with its cues found, ready to be asked for steps."""

    def __init__(self, article: Article, told: Told, rules: Prose, lexicon: Lexicon) -> None:
        self.article, self.told, self.rules, self.lexicon = article, told, rules, lexicon
        said_by = told.attribution
        self.spoken = (said_by.start, said_by.end) if said_by else (0, 0)
        self.plain = text.without(told.timeless, [self.spoken])
        self.denied = rules.has("denied", told.timeless)
        self.cues = cues(self.plain, rules)
        self.parties = venues.parties(self.plain, told.mentions, rules, lexicon)
        self.strong = rules.has("rounds", self.plain)
        self.quote = Quote(
            article.slug,
            told.passage.start,
            told.passage.end,
            told.passage.text,
            said_by.speaker if said_by else None,
        )

    def of_talks(self, context: bool, before: bool) -> bool:
        """Whether the sentence is about a meeting of the parties to end the war."""
        rules, plain = self.rules, self.plain
        if self.strong:
            return not self._of_others() or rules.has("trilateral", plain)
        sides = venues.sides(plain, self.told.mentions, rules, self.lexicon)
        both = {"russia", "ukraine"} <= sides
        if rules.has("not_talks", plain) or (not both and self._of_one_side(sides)):
            return False
        named_both = {"russia", "ukraine"} <= set(self.parties)
        if rules.has("talks", plain) or (rules.has("sides", plain) and rules.has("meets", plain)):
            return context or named_both or not self.parties
        if venues.people(plain, self.told.mentions, self.lexicon):
            return False
        if rules.has("meetings", plain) and (named_both or context):
            return named_both or before or rules.has("next", plain) or rules.has("last", plain)
        return before and (rules.has("it", plain[:40]) or rules.has("venue_nouns", plain))

    def _of_one_side(self, sides: frozenset[str]) -> bool:
        """Whether those named are two that are not the parties, or one with somebody else."""
        return len(sides) > 1 or (bool(sides - {"russia", "ukraine"}) and self.rules.has("with", self.plain))

    def _of_others(self) -> bool:
        """Whether the sides are named and are not those of the war: one of the two is missing."""
        sides = set(self.parties)
        if len(sides) < 2 and not sides - {"russia", "ukraine"}:
            return False
        return not {"russia", "ukraine"} <= sides and self.rules.has("with", self.plain)

    def steps(self) -> Iterator[Step]:
        """A step for each time in the sentence, or one without a time."""
        found = list(self._put_off() if put_off(self.cues) else self._dated())
        if not found:
            found = list(self._undated())
        yield from (self._finished(step) for step in self._placed(found))

    def _finished(self, step: Step) -> Step:
        another = self.rules.has("later_round", self.plain)
        if not self.denied:
            return replace(step, another=another)
        # Denying that talks were put off confirms them; denying that they will be held leaves them open.
        if step.stage in ("postponed", "cancelled"):
            return replace(step, stage="announced", time=step.old, old=None, change=False)
        return replace(step, stage="undated", old=step.time, time=None, denied=True)

    def _step(self, stage: Stage, time: Interval | None = None, **more: object) -> Step:
        step = Step("talks", stage, self.told.said, self.quote, time, participants=self._participants())
        return replace(step, **more)  # type: ignore[arg-type]  # the names are checked by Step

    def _participants(self) -> tuple[str, ...]:
        return self.parties if {"russia", "ukraine"} <= set(self.parties) else ()

    def _dated(self) -> Iterator[Step]:
        for time in self.told.times:
            if time.interval.precision not in _TOO_WIDE and not self._of_another_act(time):
                step = self._dated_step(time, nearest(self.cues, time, self.told.times, self.plain))
                if step:
                    yield step

    def _of_another_act(self, time: TimeMention) -> bool:
        """Whether a time belongs to something done by those who meet: "will swap prisoners on Friday"."""
        acts = (*(Cue("other", *m.span()) for m in self.rules.cues["other_acts"].finditer(self.plain)),)
        meeting = (
            Cue("meeting", *m.span())
            for name in ("takes_place", "rounds", "talks", "meetings", "meets")
            for m in self.rules.cues[name].finditer(self.plain)
        )
        found = nearest((*acts, *meeting), time, self.told.times, self.plain)
        return found is not None and found.kind == "other"

    def _dated_step(self, time: TimeMention, cue: Cue | None) -> Step | None:
        """What is told of one time by the cue nearest to it; the calendar decides where none is."""
        days, published = time.interval, self.article.published
        kind = cue.kind if cue else ("planned" if days.start > published else "held")
        if kind in ("held", "begun", "after"):
            told = days.start <= published and days.precision not in ("vague", "week")
            return self._step("held", days) if told else None
        if kind in ("rumour", "undated"):
            return self._step("undated") if kind == "undated" else None
        if kind == "background" or days.end < published:
            recalled = kind == "background" or days.precision in _FIRM
            return self._step("announced", days, background=True) if recalled else None
        sure = kind != "possible" and days.precision in _FIRM
        return self._step("announced" if sure else "tentative", days)

    def _put_off(self) -> Iterator[Step]:
        """Put off, moved or called off: which of the times no longer holds, and which is new."""
        cue = put_off(self.cues)
        if cue is None:
            return
        old: list[Interval] = []
        new: list[TimeMention] = []
        for time in self.told.times:
            near = nearest(
                [c for c in self.cues if c.kind in ("held", "after")], time, self.told.times, self.plain
            )
            if near and near.away(time) < 25 and time.interval.end <= self.article.published:
                yield self._step("held", time.interval)
            elif cue.kind != "cancelled" and self._is_new(time, cue):
                new.append(time)
            else:
                old.append(time.interval)
        earlier = old[0] if old else None
        after = [m for m in self.told.mentions if m.start >= cue.end]
        if cue.kind == "moved" and not new and venues.venue(self.plain, after, self.rules, self.lexicon):
            yield self._step("announced", earlier, change=True)
        elif cue.kind == "cancelled":
            yield self._step("cancelled", None, old=earlier, change=True)
        elif cue.kind == "postponed" or self.strong or new or self.rules.has("talks", self.plain):
            yield self._step("postponed", new[0].interval if new else None, old=earlier, change=True)

    def _is_new(self, time: TimeMention, cue: Cue) -> bool:
        """Whether a time is where a meeting is moved to, and not what it was planned for."""
        earlier = max((t.end for t in self.told.times if t.end <= time.start), default=0)
        before = self.plain[earlier : time.start]
        if self.rules.cues["old_time"].search(" ".join(before.split()[-2:])):
            return False
        if time.start < cue.start:
            return bool(re.search(r"[.,;]?\s*$", before)) and self.rules.has("begins_new_time", self.plain)
        starts = self.rules.cues["new_time"].search(
            " ".join((before + self.told.passage.text[time.start : time.start + 12]).split()[-4:])
        )
        return starts is not None or time.start - cue.end < 6

    def _undated(self) -> Iterator[Step]:
        """No date set, or a meeting told of without one."""
        kinds = {cue.kind for cue in self.cues}
        if "undated" in kinds:
            yield self._step("undated")
        elif ("planned" in kinds and self.rules.has("next", self.plain)) or (
            "planned" in kinds and venues.venue(self.plain, self.told.mentions, self.rules, self.lexicon)
        ):
            yield self._step("announced")
        elif kinds & {"begun", "held"} and self.strong:
            yield self._step("held")

    def _placed(self, found: list[Step]) -> Iterator[Step]:
        """The steps with their places: each place goes to the step whose time is nearest."""
        if len(found) == 1:
            place = venues.venue(self.plain, self.told.mentions, self.rules, self.lexicon)
            yield replace(found[0], place=place)
            return
        times = {time.interval: time for time in self.told.times}
        for step in found:
            time = times.get(step.time or step.old or next(iter(times)))
            others = [t for t in self.told.times if t is not time]
            place = venues.venue(
                self.plain, self.told.mentions, self.rules, self.lexicon, time=time, others=others
            )
            yield replace(step, place=place)

    def proposal(self) -> Iterator[Step]:
        """A plan put forward at a known time, by the party named before."""
        proposed = self.rules.cues["proposed"].search(self.plain)
        if proposed is None or not self.rules.has("plans", self.plain[proposed.end() :]) or self.strong:
            return
        by = venues.parties(self.plain[: proposed.start()], self.told.mentions, self.rules, self.lexicon)
        for time in self.told.times[:1]:
            if time.interval.start <= self.article.published and by:
                yield Step(
                    "proposal", "held", self.told.said, self.quote, time.interval, participants=by[-1:]
                )
