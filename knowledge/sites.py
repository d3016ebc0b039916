"""Where the meetings that a sentence tells of are: which of its places goes with which step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from knowledge import venues
from knowledge.claims import Told
from knowledge.clauses import without_last_round, without_old_plan
from knowledge.delays import Delay
from knowledge.lexicon import Lexicon
from knowledge.model import Stage
from knowledge.prose import Prose
from knowledge.stages import Cue
from knowledge.step import Step

_MEETING = ("rounds", "talks", "meetings")


class Site:
    """The places of a sentence, without those that it only recalls."""

    def __init__(
        self,
        told: Told,
        plain: str,
        cues: Sequence[Cue],
        delay: Delay,
        rules: Prose,
        lexicon: Lexicon,
    ) -> None:
        self.told, self.plain, self.cues, self.delay = told, plain, cues, delay
        self.rules, self.lexicon = rules, lexicon

    @property
    def hosted(self) -> str | None:
        """Where both sides are received, by a sentence that need not be about talks."""
        return self.place() if self.rules.has("sides", self.plain) else None

    @property
    def heading(self) -> str | None:
        """Where talks are said to begin or to go on, by a sentence that tells no days of them."""
        ahead = self.rules.has("under_way", self.plain)
        told = ahead and any(self.rules.has(name, self.plain) for name in (*_MEETING, "attendants"))
        return venues.venue(self.plain, self.told.mentions, self.rules, self.lexicon) if told else None

    def place(self, stage: Stage | None = None) -> str | None:
        """The place that the sentence tells of, for one that moves a meeting the new one."""
        told = without_old_plan(self.plain, self.rules)
        now = without_last_round(told, self.rules)
        recalled = now != told and stage in ("announced", "tentative") and self.delay.cue is None
        undated = any(cue.kind == "undated" for cue in self.cues)
        if undated and self.rules.has("offer", self.plain):
            return None  # "is studying an offer to hold a round in Oslo, but no date is set"
        if recalled or undated:
            return venues.venue(now, self.told.mentions, self.rules, self.lexicon)
        near = self.told.times[0] if len(self.told.times) == 1 else None
        new = venues.venue(told, self.told.mentions, self.rules, self.lexicon, near=near)
        later = "new" in dict(self.delay.roles())
        if self.delay.kind == "moved" and not later:
            return self.delay.place() or new
        new = (self.delay.place() if self.delay.kind == "moved" else None) or new
        new = new or self._speaking_host()
        return new or venues.venue(self.plain, self.told.mentions, self.rules, self.lexicon)

    def _speaking_host(self) -> str | None:
        """Who says that it will receive the sides: "Norway said that it would host the talks"."""
        said = self.told.attribution
        speaker = said.speaker if said and self.rules.has("hosts", self.plain) else None
        kind = self.lexicon.kind(speaker) if speaker else None
        return speaker if kind in ("place", "party") and venues.may_host(speaker) else None

    def ahead(self, now: str, kinds: Collection[str]) -> bool:
        """Whether the sentence, without its old plans, tells of a meeting to come or of where one will be."""
        if "planned" not in kinds:
            told = self.rules.cues["instead"].sub(" ", now)  # "is Vienna, and not Geneva"
            rest = self.rules.cues["becomes_venue"].sub(" ", told)  # "the venue has not changed: Astana"
            return rest != told and not self.rules.has("negation", rest)
        named = venues.venue(
            without_last_round(now, self.rules), self.told.mentions, self.rules, self.lexicon
        )
        named = named or self._speaking_host()
        return named is not None or any(self.rules.has(one, now) for one in ("next", "becomes_venue"))

    def _beside(self, step: Step) -> str | None:
        """The town beside the days of a plan without "in": "the next meeting: October 6, Istanbul"."""
        if step.stage not in ("announced", "tentative") or step.background:
            return None
        time = next((one for one in self.told.times if one.interval == step.time), None)
        return venues.beside(self.plain, self.told.mentions, time, self.lexicon) if time else None

    def placed(self, found: Sequence[Step]) -> Iterator[Step]:
        """The steps with their places: each place goes to the step whose time is nearest."""
        steps = list(dict.fromkeys(found))  # "on Wednesday, April 22" is one day told twice
        if len(steps) == 1:
            yield replace(steps[0], place=self.place(steps[0].stage) or self._beside(steps[0]))
            return
        times = {time.interval: time for time in reversed(self.told.times)}
        for step in steps:
            time = times.get(step.time or step.old or next(iter(times)))
            others = [t for t in self.told.times if time and t.interval != time.interval]
            place = venues.venue(
                self.plain, self.told.mentions, self.rules, self.lexicon, time=time, others=others
            )
            yield replace(step, place=place)
