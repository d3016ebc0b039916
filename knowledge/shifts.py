"""By how many days a meeting is moved: "pushed back by a week", "brought forward by a day"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from knowledge.history import Standing, firm
from knowledge.model import Interval, Report
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose
from knowledge.stages import Cue, put_off
from knowledge.step import Step
from knowledge.timewords import TimeWords, timewords

_DAYS = {"day": 1, "week": 7}
_DAY = timedelta(1)
_BESIDE = 50
"""Characters between a plan and by how much it is moved."""
_SIGNS = {"earlier": -1, "later": 1}


def shift(text: str, language: str) -> int | None:
    """The number of days by which a text says that something is moved: below 0 where it will be earlier."""
    words = timewords(language)
    for name, patterns in words.moved_by.items():
        for match in (pattern.search(text) for pattern in patterns):
            size = _DAYS.get(words.value("units", match["unit"]) or "") if match else None
            if match and size:
                return _SIGNS[name] * size * _count(match, words)
    return None


def _count(match: re.Match[str], words: TimeWords) -> int:
    written = match.groupdict().get("n") or "1"
    return int(written if written.isdigit() else words.value("numbers", written) or 1)


def after(new: Interval | None, old: Interval | None) -> Interval | None:
    """The week to which something is put off, the one after that in which it was to be."""
    same = new and old and new.precision == "week" and new.start <= old.start and old.end <= new.end
    return by(new, _DAYS["week"]) if new and same else new


def by(days: Interval, count: int) -> Interval:
    """Days moved by so many."""
    return replace(days, start=days.start + timedelta(count), end=days.end + timedelta(count))


def settled(step: Step, now: Standing, reports: Iterable[Report]) -> Step | None:
    """The step with the days that a move leaves of those known; None if they were moved so before."""
    known = now.time
    if step.longer and step.time and known and firm(known):
        return replace(
            step, time=Interval(step.time.start, step.time.end + (known.end - known.start) + _DAY, "days")
        )
    if not step.shift or step.time or known is None or not firm(known):
        return step
    before = by(known, -step.shift)
    if any(one.time == before and one.reported < step.reported for one in reports):
        return None
    return replace(step, time=by(known, step.shift)) if now.stage != "held" else step


def with_shift(
    found: tuple[Cue, ...], plain: str, times: Sequence[TimeMention], rules: Prose
) -> tuple[Cue, ...]:
    """The cues, with one of a delay for a plan moved by so many days and told without its new day: "the
    talks, which were to open on Thursday, will begin a day later"."""
    by = rules.cues["by_days"].search(plain)
    plans = [cue for cue in found if by and cue.kind == "planned" and 0 <= by.start() - cue.end <= _BESIDE]
    old = [cue for cue in found if cue.kind == "background"]
    told = [time for time in times if not old or time.start > max(cue.end for cue in old) + _BESIDE]
    if by is None or not plans or told or put_off(found):
        return found
    return (*(cue for cue in found if cue not in plans), Cue("postponed", plans[-1].start, by.end()))
