"""Days that are likely to be of the next round, by what was learnt of each time of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from knowledge.bulletin import FIRM, POSSIBLE, Bulletin
from knowledge.model import Interval, Stage

LIKELY = 0.5
"""From which chance on a time is taken as one of the next round."""
GIVEN, BEST = 0.8, 0.3
"""From which chance on an article surely gives days of the next round, so that its likeliest are taken from
the second on."""
KNOWN = 0.6
"""The chance of days by which alone an article is taken to be of a round."""
JOINED = 0.3
"""The chance of a day beside one that is taken, told in the same sentence."""
EXACT = ("day", "days")


@dataclass(frozen=True, slots=True)
class Prospect:
    """Days of the next round: the sentence that tells of them best, and the chances of what they are."""

    number: int
    interval: Interval
    roles: Sequence[float]

    @property
    def chance(self) -> float:
        """How probably they are of the next round, firmly or possibly: 0..1."""
        return self.roles[FIRM] + self.roles[POSSIBLE]

    @property
    def stage(self) -> Stage:
        """How they are told: announced only if exact and likelier firm than not."""
        firm = self.roles[FIRM] >= self.roles[POSSIBLE] and self.interval.precision in EXACT
        return "announced" if firm else "tentative"


def told(bulletin: Bulletin) -> dict[Interval, Prospect]:
    """Days -> the sentence in which they are likeliest of the next round."""
    found: dict[Interval, Prospect] = {}
    for number, time, roles in bulletin.times:
        one = Prospect(number, time.interval, roles)
        if time.interval not in found or one.chance > found[time.interval].chance:
            found[time.interval] = one
    return found


def surely(bulletin: Bulletin) -> bool:
    """Whether an article that names neither talks nor both sides all the same gives days of a round."""
    return _given(bulletin) and max((one.chance for one in told(bulletin).values()), default=0.0) >= KNOWN


def _given(bulletin: Bulletin) -> bool:
    return bulletin.outcomes["scheduled"] + bulletin.outcomes["tentative"] >= GIVEN


def ahead(days: Mapping[Interval, Prospect], bulletin: Bulletin) -> list[Prospect]:
    """The days that are taken as the next round's: the likely ones, or the likeliest where the article surely
    gives some."""
    likely = [one for one in days.values() if one.chance >= LIKELY]
    best = max(days.values(), key=lambda one: one.chance, default=None)
    if best and not likely and _given(bulletin) and best.chance >= BEST:
        likely = [best]
    return list(_joined(likely, days.values()))


def _joined(days: Sequence[Prospect], all_days: Iterable[Prospect]) -> Iterator[Prospect]:
    """Single days side by side as one stretch, unless a stretch is told that holds one of them; others as
    they are."""
    numbers = {one.number for one in days}
    near = [one for one in all_days if one.number in numbers and one.chance >= JOINED]
    single = sorted(
        (one for one in near if one.interval.precision == "day"), key=lambda one: one.interval.start
    )
    others = [one for one in days if one.interval.precision != "day"]
    held: list[Prospect] = []
    for one in single:
        if any(within(one.interval, other.interval) for other in others):
            continue
        side_by_side = held and one.interval.start <= held[-1].interval.end + timedelta(1)
        if side_by_side and held[-1].number == one.number and not _before(one, others):
            better = max(held[-1], one, key=lambda each: each.chance)
            held[-1] = replace(better, interval=Interval(held[-1].interval.start, one.interval.end, "days"))
        else:
            held.append(one)
    least = min((one.chance for one in days), default=LIKELY)
    yield from (one for one in held if one.chance >= least and not _before(one, others))
    yield from others


def _before(one: Prospect, others: Iterable[Prospect]) -> bool:
    """Whether a day is the one right before a stretch: that on which those who meet arrive."""
    exact = (other.interval for other in others if other.interval.precision == "days")
    return any(one.interval.end + timedelta(1) == other.start for other in exact)


def within(inner: Interval, outer: Interval) -> bool:
    """Whether days are some of others, or the same; never for rough times."""
    exact = inner.precision in EXACT and outer.precision in EXACT
    return exact and outer.start <= inner.start and inner.end <= outer.end
