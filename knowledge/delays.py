"""What a sentence tells of a meeting put off, moved or called off: which of its times no longer holds,
which is new, and where it is moved to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from knowledge import text, venues
from knowledge.claims import Told
from knowledge.clauses import without_old_plan
from knowledge.lexicon import Lexicon
from knowledge.model import Interval
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose
from knowledge.stages import Cue, nearest, put_off

_FIRM = ("day", "days")
_LATELY = timedelta(3)
"""A weekend so long ago is that of a deed: "the weekend strike has sunk the meeting"."""
_NEAR, _BESIDE = 25, 8
"""Characters between a verb and the time that goes with it."""
_NEW = 4
"""Words after a time in which it may be called the new date."""


class Delay:
    """The cue by which a meeting is put off, and the part that each time and place plays beside it."""

    def __init__(
        self,
        told: Told,
        plain: str,
        cues: Sequence[Cue],
        rules: Prose,
        lexicon: Lexicon,
        published: date,
    ) -> None:
        self.told, self.plain, self.cues, self.rules = told, plain, cues, rules
        self.lexicon, self.published = lexicon, published
        self.cue = put_off(cues)
        self.week = self._not_this_week(self.cue) if self.cue else None
        later = self.week or self._planned_anew(self.cue)
        self.kind = "postponed" if later else self.cue.kind if self.cue else None

    def roles(self) -> tuple[tuple[str, Interval], ...]:
        """What each time is: "held", the "new" time, the "old" one, "aside" or of "history"."""
        return tuple((self._role(time, self.cue), time.interval) for time in self.told.times if self.cue)

    def place(self) -> str | None:
        """Where a meeting is moved to: the place after the cue, or else one that no old plan names."""
        told = without_old_plan(self.plain, self.rules)
        told = venues.without_origin(told, self.told.mentions, self.rules, self.lexicon)
        after = [m for m in self.told.mentions if self.cue and m.start >= self.cue.end]
        return venues.venue(told, after, self.rules, self.lexicon)

    def _role(self, time: TimeMention, cue: Cue) -> str:
        times = self.told.times
        near = nearest([c for c in self.cues if c.kind in ("held", "after")], time, times, self.plain)
        if near and near.away(time) < _NEAR and time.interval.end <= self.published:
            plans = (c for c in self.cues if c.kind in ("planned", "background"))
            if not any(near.end <= plan.start and plan.end <= time.start for plan in plans):
                return "held"  # and not "after the round planned for May 13 was called off"
        if self._of_history(time.interval):
            return "history"
        if self._when_put_off(time) or self._lately(time) or time is self.week:
            return "aside"
        written = self.told.passage.text
        if self.kind != "cancelled" and is_new(time, cue, times, written, self.plain, self.rules):
            return "new"
        return "old"

    def _of_history(self, days: Interval) -> bool:
        """Whether a rough time is over, "in late June they fell through", or so long that a delay only falls
        in it: "the second pause this summer"."""
        if days.precision in ("season", "year") and days.start <= self.published:
            return True
        return days.precision not in _FIRM and days.end < self.published - _LATELY

    def _written(self, time: TimeMention) -> str:
        return self.told.passage.text[time.start : time.end]

    def _planned_anew(self, cue: Cue | None) -> bool:
        """Whether what will not be held then is given another time: "tomorrow there will be no meeting, it
        will be held next week"."""
        if cue is None or cue.kind != "cancelled":
            return False
        old = self.rules.cues["old_time"]  # "called off the talks planned for May 13"
        plans = [c for c in self.cues if c.kind in ("planned", "possible") and c.start >= cue.end]
        plans = [plan for plan in plans if not old.match(self.plain, plan.start)]
        return any(plan.end <= time.start for plan in plans[:1] for time in self.told.times)

    def _not_this_week(self, cue: Cue) -> TimeMention | None:
        """The week in "will not take place this week": put off rather than called off."""
        if not self.rules.cues["not_then"].fullmatch(self.plain, cue.start, cue.end):
            return None
        weeks = [time for time in self.told.times if time.interval.precision == "week"]
        return next((time for time in weeks if cue.away(time) <= _BESIDE), None)

    def _when_put_off(self, time: TimeMention) -> bool:
        """Whether a time only tells roughly when it was put off: "was shifted at the start of this week"."""
        days = time.interval
        if self.cue and days.end <= self.published and not any(c.isdigit() for c in self._written(time)):
            later = any(other.interval.end > self.published for other in self.told.times)
            if later and self.cue.away(time) < _BESIDE:
                return True  # "on Sunday called off talks that were to open on Tuesday"
            if self.rules.has("put_off_it", self.plain):
                return True  # "on Wednesday Kyiv called them off"
        if self._acted(time):
            return True  # "on Monday, June 8, the secretary of state called the round off"
        return (
            days.precision in ("vague", "week") and days.start < self.published and days.end <= self.published
        )

    def _acted(self, time: TimeMention) -> bool:
        """Whether somebody is named between a day gone by and the verb: who put it off, on that day."""
        if self.cue is None or time.end > self.cue.start or time.interval.end > self.published:
            return False
        between = self.plain[time.end : self.cue.start]
        planned = any(self.rules.has(name, between) for name in ("planned", "background", "rounds", "talks"))
        who = (m for m in self.told.mentions if time.end <= m.start < self.cue.start)
        named = any(self.lexicon.kind(m.concept) in ("person", "role") for m in who)
        return named and (not planned or self.rules.inverted)

    def _lately(self, time: TimeMention) -> bool:
        """Whether a week or a month that has begun is when it was put off, "was moved this week", and not
        when it will be, "was moved to this week"."""
        written, days = self.told.passage.text, time.interval
        found = (m.span() for m in self.rules.cues["lately"].finditer(written))
        told = [start for start, end in found if end == time.end and start <= time.start]
        if not told or days.start > self.published or self.cue is None:
            return False
        to = self.rules.cues["new_time"].fullmatch(" ".join(written[: told[0]].split()[-1:]))
        near = nearest(self.cues, time, self.told.times, self.plain)
        opens = not written[: told[0]].strip(' "«“') and written[time.end : time.end + 1] not in "'’"
        return to is None and (opens or (near == self.cue and near.end <= time.start))


def is_new(
    time: TimeMention, cue: Cue, times: Iterable[TimeMention], written: str, plain: str, rules: Prose
) -> bool:
    """Whether a time is where a meeting is moved to by the cue, and not what it was planned for.

    ``plain`` is ``written`` with its times and its attribution blanked.
    """
    earlier = max((t.end for t in times if t.end <= time.start), default=0)
    before = plain[earlier : time.start]
    if rules.cues["old_time"].search(" ".join(before.split()[-2:])):
        return False
    between = plain[cue.end : time.start]
    if any(rules.has(name, between) for name in ("planned", "possible")) or _names_new(between, rules):
        return True  # "put off, it may be held in May"; "put off: the new date is"
    if time.start < cue.start:
        return _names_new(plain[earlier : cue.start], rules)
    after = " ".join(plain[time.end :].split()[:3])
    if _names_new(" ".join(plain[time.end :].split()[:_NEW]), rules):
        return True  # "put off, and July 16 is the new date"
    if not between.strip() and any(
        rules.cues[name].search(after) for name in ("rounds", "talks", "meetings")
    ):
        return False  # "push back next week's round"
    beside = (*before.split()[-2:], *written[time.start : time.start + 12].split())
    starts = rules.cues["new_time"].search(" ".join(beside))
    return starts is not None or time.start - cue.end < 6


def _names_new(part: str, rules: Prose) -> bool:
    """Whether a part of a sentence names a new date, other than to say that none is set."""
    none = [match.span() for match in rules.cues["undated"].finditer(part)]
    return rules.has("begins_new_time", text.without(part, none))
