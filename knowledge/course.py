"""The course of the talks: every round as it stands on a day, and what became known since a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge.events import changes as speaks_of_change
from knowledge.history import Standing, standing, told
from knowledge.model import Event, Interval, KnowledgeBase, Report, Stage

State = Literal["held", "planned", "possible", "passed", "put_off", "called_off", "disputed", "undated"]


_STATES: dict[Stage, State] = {"postponed": "put_off", "cancelled": "called_off", "undated": "undated"}


@dataclass(frozen=True, slots=True)
class Round:
    """One round of talks as seen on a day; a time that sources dispute is left empty."""

    event: Event
    state: State
    time: Interval | None
    place: str | None
    participants: tuple[str, ...]
    newest: Report | None
    rivals: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A report that changed what was known of a round, and the report that it replaced, if any."""

    event: Event
    report: Report
    replaced: Report | None
    disputed: bool = False


def rounds(kb: KnowledgeBase, today: date) -> tuple[Round, ...]:
    """The rounds of talks by time, those without a date last."""
    found = [_round(kb, event, today) for event in kb.events if event.kind == "talks"]
    return tuple(sorted(found, key=lambda one: one.time.start if one.time else date.max))


def changes(kb: KnowledgeBase, since: date) -> tuple[Change, ...]:
    """What articles of that day or later added to the rounds or took back, newest first."""
    found = [change for event in kb.events if event.kind == "talks" for change in _changes(kb, event)]
    new = [change for change in found if kb.articles[change.report.quote.article].published >= since]
    return tuple(sorted(new, key=lambda change: change.report.reported, reverse=True))


def _round(kb: KnowledgeBase, event: Event, today: date) -> Round:
    now = standing(event.history, kb.lexicon, lambda report: speaks_of_change(report, kb.articles))
    state = _state(now, today)
    times = {(report.time.start, report.time.end) for report in now.rivals if report.time}
    places = {report.place for report in now.rivals if report.place}
    return Round(
        event=event,
        state=state,
        time=None if len(times) > 1 else now.time,
        place=None if len(places) > 1 else now.place,
        participants=now.participants,
        newest=now.newest,
        rivals=now.rivals,
    )


def _state(now: Standing, today: date) -> State:
    """A date gone by is told as gone by, also where sources once disagreed about it."""
    gone = now.time is not None and now.time.end < today
    if now.stage == "held":
        return "held" if now.time is None or now.time.start <= today else "planned"
    if now.rivals and not gone:
        return "disputed"
    if now.stage in _STATES:
        return _STATES[now.stage]
    if gone:
        return "passed"
    return "possible" if now.stage == "tentative" else "planned"


def _changes(kb: KnowledgeBase, event: Event) -> Iterator[Change]:
    now = Standing("undated")
    for report in event.history:
        after = told(now, report, kb.lexicon, speaks_of_change(report, kb.articles))
        if now.newest is None or _known(after) != _known(now):
            replaced = after.earlier[0] if len(after.earlier) > len(now.earlier) else None
            yield Change(event, report, replaced, disputed=len(after.rivals) > len(now.rivals))
        now = after


def _known(now: Standing) -> tuple[object, ...]:
    return now.stage, now.time, now.place, now.rivals
