"""Events and a day -> what is next, or what was last.

The day decides what may be called next: a date gone by is told as gone by, without any report that
says so. Where sources disagree nothing is picked: the time or place in dispute is left empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from knowledge.evidence import evidence
from knowledge.history import Standing, firm, overlap
from knowledge.model import Agenda, AgendaStatus, Event, KnowledgeBase, Quote, Report
from knowledge.prose import prose

_OPEN = ("announced", "tentative")
_WAITING = ("postponed", "cancelled", "undated")


def next_talks(kb: KnowledgeBase, today: date) -> Agenda:
    """The next round of talks as seen on a day; one that goes on that day counts as scheduled."""
    talks = [(event, _left(kb.standings[event.id], today)) for event in kb.events if event.kind == "talks"]
    ahead = [(e, s) for e, s in talks if _ahead(s, today) and not _ended(kb, e, s, today)]
    sure = [(e, s) for e, s in ahead if s.stage != "tentative" and firm(s.time)]
    if sure:
        event, now = min(sure, key=_start)
        return _agenda(kb, today, "scheduled", event, now)
    if ahead:
        event, now = min(ahead, key=_start)
        return _agenda(kb, today, "tentative", event, now)
    return _nothing_ahead(kb, today, talks)


def _left(now: Standing, today: date) -> Standing:
    """Where a round stands once the dates of some of those who disagreed have gone by."""
    left = tuple(r for r in now.rivals if r.time is None or r.time.end >= today)
    if not left or left == now.rivals or all(r.time is None for r in left):
        return now
    gone = tuple(r for r in now.rivals if r not in left)
    first = left[0]
    return replace(
        now,
        stage=first.stage,
        time=first.time,
        place=first.place or now.place,
        newest=first,
        placed=first if first.place else now.placed,
        earlier=(*gone, *now.earlier),
        rivals=left if len(left) > 1 else (),
    )


def _ahead(now: Standing, today: date) -> bool:
    """Whether a round is still to come or going on; a place announced without a time is to come."""
    if now.stage == "undated" and now.rivals:
        return True
    if now.stage not in (*_OPEN, "held"):
        return False
    if now.time is None:
        return now.stage != "held" and now.newest is not None
    return now.time.end >= today and (now.stage != "held" or firm(now.time))


def _ended(kb: KnowledgeBase, event: Event, now: Standing, today: date) -> bool:
    """Whether a round is over although its last day is not: a report of that day says that it ended."""
    if now.stage != "held" or now.time is None:
        return False
    if any(r.reported <= today and _tells(kb, r, "adjourned") for r in event.history if r.stage == "held"):
        return True
    if now.time.end != today:
        return False
    if _followed(kb, event, today):
        return True
    told = (r for r in event.history if r.stage == "held" and r.reported == today)
    return any(_tells(kb, r, "ends") and not _tells(kb, r, "under_way") for r in told)


def _followed(kb: KnowledgeBase, event: Event, today: date) -> bool:
    """Whether a report of that day tells what is to follow, and none that the round goes on."""
    others = (kb.standings[one.id] for one in kb.events if one.kind == "talks" and one.id != event.id)
    later = any(
        now.newest and now.newest.reported == today and (now.time is None or now.time.start > today)
        for now in others
    )
    told = [r for r in event.history if r.stage == "held" and r.reported == today]
    return later and bool(told) and not any(_tells(kb, r, "under_way") for r in told)


def _tells(kb: KnowledgeBase, report: Report, cue: str) -> bool:
    return prose(kb.articles[report.quote.article].language).has(cue, report.quote.text)


def _start(row: tuple[Event, Standing]) -> date:
    time = row[1].time
    return time.start if time else date.max


def _nothing_ahead(kb: KnowledgeBase, today: date, talks: list[tuple[Event, Standing]]) -> Agenda:
    """Nothing has a date ahead: put off, called off, gone by, without a date, or never announced."""
    if not talks:
        return Agenda("none", today, as_of=kb.as_of)
    waiting = [row for row in talks if row[1].stage in _WAITING and not _overtaken(row[1], talks)]
    gone = [row for row in talks if row[1].stage not in _WAITING]
    event, now = max(waiting or gone or talks, key=_news)
    statuses: dict[str, AgendaStatus] = {
        "postponed": "postponed",
        "cancelled": "cancelled",
        "undated": "none",
    }
    return _agenda(kb, today, statuses.get(now.stage, "passed"), event, now)


def _overtaken(now: Standing, talks: Iterable[tuple[Event, Standing]]) -> bool:
    """Whether a later report tells of another round with a date: what was put off is no longer next."""
    newest = now.newest
    return newest is not None and any(
        other.time is not None
        and other.stage not in _WAITING
        and other.newest is not None
        and other.time.end >= newest.reported
        and other.newest.reported > newest.reported
        for _, other in talks
    )


def _news(row: tuple[Event, Standing]) -> tuple[date, date, date]:
    newest, time = row[1].newest, row[1].time
    reported = newest.reported if newest else date.min
    return (max(reported, time.end) if time else reported, reported, time.end if time else date.min)


def last_talks(kb: KnowledgeBase, today: date) -> Agenda:
    """The last round known to have been held; without one, the last whose announced date has gone by."""
    talks = [(event, kb.standings[event.id]) for event in kb.events if event.kind == "talks"]
    begun = [(e, s) for e, s in talks if s.time and s.time.start <= today]
    held = [row for row in begun if row[1].stage == "held"]
    gone = [row for row in begun if row[1].stage in _OPEN and row[1].time and row[1].time.end < today]
    if not held and not gone:
        return Agenda("none", today, as_of=kb.as_of)
    event, now = max(held or gone, key=_start)
    return _agenda(kb, today, "passed", event, now)


def _agenda(kb: KnowledgeBase, today: date, status: AgendaStatus, event: Event, now: Standing) -> Agenda:
    conflicts = now.rivals if status in ("scheduled", "tentative", "none") else ()
    times = {
        (r.time.start, r.time.end) if r.time else None for r in conflicts if r.time or r.stage == "undated"
    }
    places = {r.place for r in conflicts if r.place}
    return Agenda(
        status=status,
        today=today,
        event=event,
        time=None if len(times) > 1 else now.time,
        place=None if len(places) > 1 else now.place,
        participants=now.participants,
        evidence=evidence(kb, _quotes(event, now, conflicts)),
        announced=now.newest,
        earlier=now.earlier,
        conflicts=conflicts,
        as_of=kb.as_of,
    )


def _quotes(event: Event, now: Standing, conflicts: Iterable[Report]) -> tuple[Quote, ...]:
    """The deciding quote first, then every side of a conflict, the place, and who confirmed it."""
    decided = [now.newest] if now.newest else []
    placed = [now.placed] if now.placed else []
    confirmed = [r for r in event.history if now.newest and _confirms(r, now.newest)]
    return tuple(dict.fromkeys(r.quote for r in (*decided, *conflicts, *placed, *confirmed)))


def _confirms(report: Report, newest: Report) -> bool:
    """Whether a report later than the deciding one, or of the same days, bears it out."""
    if report.stage not in _OPEN or newest.stage not in _OPEN:
        return False
    if report.time is None:
        return report.place is None and report.reported >= newest.reported
    return newest.time is not None and overlap(report.time, newest.time) and report is not newest
