"""One sentence of an article, and the steps of talks that it tells: which time, which place, how sure.

What the sentences around it add, steps.py decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge import text
from knowledge.beside import around, arrives, no_sooner, of_two, when_told
from knowledge.breaks import broken_off, cut, cut_short, on, over_aside, until, without_after
from knowledge.claims import Told
from knowledge.clauses import (
    aside,
    beside,
    delays_recalled,
    denies,
    of_another_act,
    of_others,
    recalled,
    replaced,
    tells_nothing,
    without_old_plan,
)
from knowledge.delays import Delay
from knowledge.doubts import doubtful
from knowledge.extensions import extends, goes_on, lasts_longer, stretched
from knowledge.lengths import first_to_last, length, with_all_days
from knowledge.lexicon import Lexicon
from knowledge.meetings import Subject
from knowledge.model import Article, Interval, Quote, Stage
from knowledge.moods import unconfirmed
from knowledge.neighbours import TimeMention, apposed
from knowledge.outcomes import outcomes
from knowledge.prose import Prose
from knowledge.shifts import after, shift, with_shift
from knowledge.shortenings import dropped, sooner
from knowledge.sites import Site
from knowledge.stages import Cue, cues, follows, nearest
from knowledge.step import Step

TOO_WIDE = ("year", "season")
"""Precisions of times that no meeting is told by."""
_FIRM = ("day", "days")


class Sentence:
    """A passage with its cues found, ready to be asked for steps."""

    def __init__(self, article: Article, told: Told, rules: Prose, lexicon: Lexicon) -> None:
        self.article, self.told, self.rules, self.lexicon = article, told, rules, lexicon
        said_by = told.attribution
        self.spoken = (said_by.start, said_by.end) if said_by else (0, 0)
        self.plain = text.without(told.timeless, beside(told.timeless, self.spoken, rules))
        back = recalled(told.timeless, self.plain, told.times, article.published, rules)
        self.plain = text.without(self.plain, list(back))
        self.plain = text.without(self.plain, list(outcomes(self.plain, rules)))
        past = delays_recalled(self.plain, told.times, article.published, rules)
        self.elsewhere = (*of_others(self.plain, rules), *past)
        self.plain = text.without(self.plain, self.elsewhere)
        self.denied, self.broken_off = denies(told.timeless, rules), broken_off(told.timeless, rules)
        self.unconfirmed = unconfirmed(told.timeless, self.spoken, rules)
        found = cues(self.plain, rules, aside(told.timeless, self.spoken))
        self.cues = with_shift(found, self.plain, told.times, rules)
        self.delay = Delay(told, self.plain, self.cues, rules, lexicon, article.published)
        self.dropped = None if self.short else dropped(self.delay)
        self.site = Site(told, self.plain, self.cues, self.delay, rules, lexicon)
        self.subject = Subject(told, self.plain, rules, lexicon)
        self.parties, self.strong = self.subject.parties, self.subject.strong
        self.texts = (self.plain, told.timeless)
        self.asks = told.passage.text.rstrip("\"'”’»*_").endswith("?")
        whole, who = told.whole or told.passage, said_by.speaker if said_by else None
        self.quote = Quote(article.slug, whole.start, whole.end, whole.text, who)

    @property
    def lasts(self) -> int | None:
        """How many days the meeting is said to last."""
        return length(self.plain, self.article.language)

    @property
    def meeting_somewhere(self) -> bool:
        """Whether it names a meeting and where or for how long it is, so that it can be told apart."""
        lists = ("meetings", "not_talks", "other_talks")
        if [one for one in lists if self.rules.has(one, self.plain)] != ["meetings"]:
            return False
        return self.lasts is not None or self.site.place() is not None

    @property
    def goes_on(self) -> bool:
        """Whether it goes on with a story: "later ..."."""
        return self.rules.cues["later_on"].match(self.plain.lstrip()) is not None

    def lasting(self, step: Step, count: int) -> Step:
        """A step that tells of a first day, or of a last one, with all its days."""
        opened = step.stage == "held" and step.quote != self.quote
        return with_all_days(step, count, self.plain, self.rules, opened=opened)

    @property
    def filed(self) -> str | None:
        """The place of the article's dateline, where this passage opens with one."""
        named = [m for m in self.told.mentions if m.end <= self.told.begins]
        return next((m.concept for m in named if self.lexicon.kind(m.concept) == "place"), None)

    def steps(self) -> Iterator[Step]:
        """A step for each time in the sentence, or one without a time."""
        found = list(self._put_off() if self.gone else self._left() if self.dropped else self._dated())
        if self.short:
            found = cut(found, self.article.published) or [self.step("held", on(self.told.said))]
        found = first_to_last(found, self.lasts, self.plain, self.rules)
        if stretched(found, self.plain, self.cues, self.rules):
            found.append(self.step("announced"))  # "were to end on Thursday, will go on for another day"
        if self.broken_off:
            yield from self.complete([self.step("held")])
        yield from self.complete(found or list(self._undated()))

    @property
    def gone(self) -> bool:
        """Whether it tells that a meeting is put off, moved or called off."""
        held_on = self.short or self.dropped or self.rules.has("revived", self.plain)
        return self.delay.cue is not None and not held_on

    @property
    def short(self) -> bool:
        """Whether it tells that a meeting is over before its last day."""
        return cut_short(self.plain, self.told.timeless, self.cues, self.rules)

    @property
    def replaces(self) -> bool:
        """Whether it gives one time in the place of another: "on July 2, not on June 25"."""
        return any(replaced(one, self.told.times, self.plain, self.rules) for one in self.told.times)

    def complete(self, found: list[Step]) -> Iterator[Step]:
        """Steps with their places, and with what the sentence tells of all of them."""
        yield from (self._finished(step) for step in self.site.placed(found))

    def _finished(self, step: Step) -> Step:
        another = self.rules.has("later_round", self.plain)
        change = step.change or self.rules.has("shortened", self.plain)
        longer = extends(step, self.article.published, self.plain, self.rules)
        if not self.denied or step.stage == "undated":
            found = replace(step, another=another, change=change, extends=longer)
            found = replace(found, longer=lasts_longer(found, self.plain, self.rules))
            return sooner(found, self.lasts, self.told.timeless, self.plain, self.rules)
        # Denying that talks were put off confirms them; denying that they will be held leaves them open.
        if step.stage in ("postponed", "cancelled"):
            return replace(step, stage="announced", time=step.old, old=None, change=False, denied=True)
        if step.change and self.delay.kind == "moved":
            return replace(step, place=None, change=False)
        return replace(step, stage="undated", old=step.time, time=None, place=None, denied=True)

    def step(self, stage: Stage, time: Interval | None = None) -> Step:
        """A step of the talks as this sentence tells it."""
        return Step("talks", stage, self.told.said, self.quote, time, participants=self._participants())

    def _participants(self) -> tuple[str, ...]:
        return self.parties if self.subject.names_both else ()

    def _dated(self) -> Iterator[Step]:
        instead = [one for one in self.told.times if replaced(one, self.told.times, self.plain, self.rules)]
        for time in self.told.times:
            if time in instead or self._beside_talks(time, bool(instead)):
                continue
            step = self.dated_step(time, self._cue(time))
            if step and instead:
                step = replace(step, old=instead[0].interval, change=True)
            if step:
                yield step

    def _beside_talks(self, time: TimeMention, instead: bool) -> bool:
        """Whether a time is not one of talks; ``instead``: the sentence gives one in the place of another."""
        plain, rules = self.plain, self.rules
        if time.interval.precision in TOO_WIDE or around(time, self.told.times):
            return True
        return (
            (self._of_another_act(time) and not (instead and arrives(time, plain, rules)))
            or when_told(time, plain, self.article.published, rules)
            or no_sooner(time, plain, rules)
            or of_two(time, self.told, plain, rules, self.lexicon)
            or follows(time, plain, rules, "except")  # "any day but November 9"
        )

    def _left(self) -> Iterator[Step]:
        """What is told of a meeting of which a part is dropped."""
        last, day, count = self.dropped or (None, None, None)
        yield from (step for step in self._dated() if step.time not in (last, day))
        yield replace(self.step("announced", last), old=day, shorter=True, count=count)

    def _cue(self, time: TimeMention) -> Cue | None:
        """The cue of a time; "after the holidays, in mid-January" says nothing of days ahead."""
        if told := apposed(time, self.told.times, self.told.passage.text):
            return self._cue(told)  # "probably this weekend, October 23 and 24"
        found = self.cues if not self._ahead(time.interval) else without_after(self.cues, time, self.plain)
        cue = nearest(found, time, self.told.times, self.plain)
        return over_aside(cue, time, found, self.plain)

    def _of_another_act(self, time: TimeMention) -> bool:
        aside = any(start <= time.start < end for start, end in self.elsewhere)
        return aside or of_another_act(time, self.told.times, self.plain, self.rules)

    def dated_step(self, time: TimeMention, cue: Cue | None) -> Step | None:
        """What is told of one time by the cue nearest to it; the calendar decides where none is."""
        kind, days = self._kind(time, cue), time.interval
        if self.broken_off:
            days = until(days, self.article.published)
            kind = "planned" if self._ahead(days) else "held"
        if days.end >= self.article.published and doubtful(kind, time, self.cues, self.texts, self.rules):
            return self._planned("possible", days)
        if kind in ("held", "begun", "after"):
            rough = ("vague", "week", "month") if kind == "after" else ("vague", "week")
            over = days.start <= self.article.published and days.precision not in rough
            return self.step("held", days) if over else None
        if kind == "unconfirmed":
            return self.step("tentative", days) if self._ahead(days) else None
        if kind == "undated":
            return self.step("tentative", days) if self._roughly(time) else self.step("undated")
        return self._planned(kind, days) if kind else None

    def _ahead(self, days: Interval) -> bool:
        vague, published = days.precision not in _FIRM, self.article.published
        return days.start > published or (vague and days.end > published)

    def _kind(self, time: TimeMention, cue: Cue | None) -> str | None:
        """The kind of the cue of a time, or what stands for it where there is none."""
        days, ahead = time.interval, self._ahead(time.interval)
        if self.unconfirmed and (cue is None or cue.kind == "planned"):
            return "unconfirmed"
        if cue and cue.kind == "begun" and ahead:
            return "planned"  # "agreed to continue the talks in the coming weeks"
        if cue:
            return "planned" if ahead and self._reported(cue) else cue.kind
        new = ahead and self.rules.has("begins_new_time", self.plain)  # "new dates were announced"
        if not new and tells_nothing(days, self.article.published, self.plain, self.article.language):
            return None
        return "planned" if ahead else None  # "the decree was published on Monday"

    def _reported(self, cue: Cue) -> bool:
        """Whether a plan stands in the past only because it is told: "he confirmed that it had been set"."""
        had_been = self.rules.cues["had_been"].fullmatch(self.plain, cue.start, cue.end)
        return had_been is not None and self.rules.has("speech", self.told.timeless[: cue.start])

    def _planned(self, kind: str, days: Interval) -> Step | None:
        """A step for a time of a plan, sure or possible, of now or of before."""
        if kind == "rumour" or (kind == "possible" and self.rules.has("refused", self.plain)):
            return None
        if kind == "background" or days.end < self.article.published:
            recalled = kind == "background" or days.precision in _FIRM
            return replace(self.step("announced", days), background=True) if recalled else None
        sure = kind != "possible" and days.precision in _FIRM
        return self.step("announced" if sure else "tentative", days)

    def _roughly(self, time: TimeMention) -> bool:
        """Whether a vague time is given all the same: "in late April, the exact dates are not set"."""
        ahead = time.interval.precision not in _FIRM and time.interval.end >= self.article.published
        near = nearest((c for c in self.cues if c.kind != "undated"), time, self.told.times, self.plain)
        return ahead and self.strong and near is not None and near.kind in ("planned", "possible")

    def _put_off(self) -> Iterator[Step]:
        """Put off, moved or called off: which of the times no longer holds, and which is new."""
        delay, roles = self.delay, self.delay.roles()
        yield from (self.step("held", days) for role, days in roles if role == "held")
        given = [days for role, days in roles if role == "old"]
        old = min(given, key=lambda d: (d.precision not in _FIRM, d.end < self.told.said), default=None)
        new = next((days for role, days in roles if role == "new"), None)
        if not (new or old) and "history" in dict(roles):
            return  # "since autumn the talks have moved from town to town", "did not take place in May"
        if delay.kind == "moved" and not new and delay.place():
            yield replace(self.step("announced", old), change=True)
        elif delay.kind == "moved" and not (new or old) and "aside" in dict(roles):
            return  # "until it was moved last week" is history
        elif delay.kind == "cancelled":
            yield replace(self.step("cancelled"), old=old, change=True)
        elif delay.kind == "postponed" or self.strong or new or self.rules.has("talks", self.plain):
            new = after(new, old)
            recalled = new is not None and new.end < self.article.published
            by = None if new else shift(self.told.passage.text, self.article.language)
            yield replace(self.step("postponed", new), old=old, change=True, background=recalled, shift=by)

    def _undated(self) -> Iterator[Step]:
        """No date set, or a meeting told of without one."""
        now = without_old_plan(self.plain, self.rules)  # "had been planned for the Emirates" is no news
        other = self.rules.cues["other_acts"]  # "a war which will enter its fifth year"
        told = (cue for cue in self.cues if not other.match(now[cue.end :].lstrip()))
        kinds = {cue.kind for cue in told if now[cue.start : cue.end].strip()}
        if "rumour" in kinds:
            return  # "warned that it could be postponed"
        if "undated" in kinds:
            yield self.step("undated")
        elif self.site.ahead(now, kinds) or goes_on(now, kinds, self.rules):
            by = shift(self.told.passage.text, self.article.language)
            moved = by is not None and "planned" in kinds  # "will start a day later than planned"
            yield replace(self.step("postponed"), change=True, shift=by) if moved else self.step("announced")
        elif kinds & {"begun", "held"} and (
            self.strong or self.subject.told_of(self.rules.has("ends", self.plain))
        ):
            yield self.step("held")
