"""What an entry about the next or the last talks amounts to on the day of the question.

The agenda decides: a day gone by is never next, sources that disagree are all shown, and a day or a
place that the agenda does not bear out is not said yes to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from knowledge import names
from knowledge.agenda import last_talks, next_talks
from knowledge.evidence import evidence
from knowledge.kinds import STRONG
from knowledge.lexicon import Lexicon
from knowledge.model import Agenda, Answer, Entry, Evidence, KnowledgeBase, Report
from knowledge.question import Question
from knowledge.standing import slot

_AHEAD = frozenset(("scheduled", "tentative"))
_SETTLED = {
    "next": frozenset(("scheduled", "tentative", "postponed", "cancelled")),
    "last": frozenset(("passed", "scheduled")),
}
"""Agenda statuses that settle when the next (last) talks are; others tell the nearest thing known."""
_SLOTS = ("where", "who", "when")
_EXACT = ("day", "days", "week", "month")
_LEADS = frozenset(("lead-delegation", "represent"))


def seen(kb: KnowledgeBase, entry: Entry, today: date) -> Agenda:
    """The agenda that an entry is about."""
    return next_talks(kb, today) if entry.agenda == "next" else last_talks(kb, today)


def told(kb: KnowledgeBase, entry: Entry, asked: Question | None, found: Answer, today: date) -> Answer:
    """The answer of an entry about the agenda, as of the day; ``asked`` is None when it was picked."""
    agenda = seen(kb, entry, today)
    wanted = _wanted(entry, asked)
    proof = _first(kb, agenda, wanted) or found.evidence
    found = replace(
        found, agenda=agenda, direction=entry.agenda, stale=agenda.status == "passed", evidence=proof
    )
    beyond = asked is not None and bool((asked.kinds & STRONG) - entry.settles - {"when", "where"})
    if agenda.conflicts and wanted in ("when", "where") and not beyond:
        return replace(found, status="conflict", evidence=agenda.evidence or found.evidence)
    borne_out = gives(agenda, entry, wanted, asked, kb.lexicon) and not contradicts(
        agenda, wanted, asked, kb.lexicon
    )
    right = borne_out and not beyond
    return replace(found, status="answered" if right else "related")


def as_of(kb: KnowledgeBase, found: Mapping[str, Entry], asked: Question, today: date) -> dict[str, Entry]:
    """Entries by id, those about the agenda as they are on the day: with the places, parties and days
    of the round in question, and a limit as a fact where a newer report tells what it calls unsaid."""
    agendas = {
        direction: look(kb, today)
        for direction, look in (("next", next_talks), ("last", last_talks))
        if any(entry.agenda == direction for entry in found.values())
    }
    return {
        known: _as_of(entry, agendas[entry.agenda], asked, kb.lexicon) if entry.agenda else entry
        for known, entry in found.items()
    }


def _as_of(entry: Entry, agenda: Agenda, asked: Question, lexicon: Lexicon) -> Entry:
    reports = agenda.event.history if agenda.event else ()
    places = {report.place for report in reports if report.place}
    named = places | {one for report in reports for one in report.participants}
    named |= {above for one in named for above in lexicon.broader(one)}
    times = tuple(report.time for report in reports if report.time)
    held = entry.concepts
    if entry.origin == "generated":  # its quote is of another day: what that denies, this may affirm
        held = frozenset(one for one in held if lexicon.kind(one) == "place")
    entry = replace(
        entry,
        concepts=held | places,
        names=entry.names | named,
        times=tuple(dict.fromkeys((*entry.times, *times))),
    )
    if entry.kind != "limit" or not gives(agenda, entry, slot(entry), asked, lexicon):
        return entry
    return replace(entry, kind="fact", settles=entry.settles | {"yes-no", "what"})


def _wanted(entry: Entry, asked: Question | None) -> str:
    """Which of what an entry tells is asked for."""
    own = slot(entry)
    kinds = asked.kinds if asked else frozenset[str]()
    if own == "changed" or own in kinds:
        return own
    return next((name for name in _SLOTS if name in kinds and name in entry.settles and own == "when"), own)


def gives(agenda: Agenda, entry: Entry, wanted: str, asked: Question | None, lexicon: Lexicon) -> bool:
    """Whether the agenda has what is wanted."""
    ahead = agenda.status in (_AHEAD if entry.agenda == "next" else _SETTLED["last"])
    if wanted == "changed":
        told = agenda.status in _AHEAD and bool(agenda.earlier or agenda.conflicts)
        return told or agenda.status in ("postponed", "cancelled")
    if wanted == "where":
        return ahead and agenda.place is not None
    if wanted == "who":
        return ahead and _gives_people(agenda, asked, lexicon)
    undated = agenda.status == "none" and agenda.event is not None and entry.agenda == "next"
    return undated or agenda.status in _SETTLED[entry.agenda or "next"]


def _gives_people(agenda: Agenda, asked: Question | None, lexicon: Lexicon) -> bool:
    """Whether the participants are those asked for: who leads or comes for a side is told by persons
    alone, and whether somebody comes only by his being named."""
    if asked is None:
        return bool(agenda.participants)
    sides = [
        names
        for names in asked.names
        if "all-sides" not in names and any(lexicon.kind(one) in ("party", "person") for one in names)
    ]
    if "who" in asked.kinds and (sides or any(m.concept in _LEADS for m in asked.mentions)):
        return any(lexicon.kind(one) == "person" for one in agenda.participants)
    known = {above for one in agenda.participants for above in (one, *lexicon.broader(one))}
    return bool(agenda.participants) and all(known & set(names) for names in sides)


def contradicts(agenda: Agenda, wanted: str, asked: Question | None, lexicon: Lexicon) -> bool:
    """Whether the question names a day or a place that is not the agenda's."""
    if asked is None or wanted == "changed":
        return False
    exact = [time.interval for time in asked.times if time.interval.precision in _EXACT]
    now = agenda.time
    apart = [time for time in exact if now is None or time.start > now.end or now.start > time.end]
    if apart and not (len(apart) < len(exact) and asked.chooses):
        return True
    aside = {m.concept for m in asked.mentions if names.sets_the_time(m, asked)}
    places = [
        one for found in asked.names for one in found if lexicon.kind(one) == "place" and one not in aside
    ]
    corrected = agenda.place is not None and asked.kinds <= {"yes-no", "where"}
    return bool(places) and not corrected and not any(_same(one, agenda.place, lexicon) for one in places)


def _same(one: str, place: str | None, lexicon: Lexicon) -> bool:
    return place is not None and (one == place or one in lexicon.broader(place))


def _first(kb: KnowledgeBase, agenda: Agenda, wanted: str) -> tuple[Evidence, ...]:
    """The agenda's evidence with the report first that tells what is wanted."""
    history = agenda.event.history if agenda.event else ()
    report = next((one for one in reversed(history) if _tells(one, agenda, wanted)), None)
    first = evidence(kb, (report.quote,)) if report else ()
    return tuple(dict.fromkeys((*first, *agenda.evidence)))


def _tells(report: Report, agenda: Agenda, wanted: str) -> bool:
    if wanted == "where":
        return agenda.place is not None and report.place == agenda.place
    if wanted == "who":
        return bool(report.participants) and report.participants == agenda.participants
    return False


def outdated(kb: KnowledgeBase, entry: Entry, today: date) -> bool:
    """Whether the agenda rests on a later article than those that an entry was written from."""
    newest = seen(kb, entry, today).announced
    return newest is not None and all(
        kb.articles[quote.article].published < newest.reported for quote in entry.quotes
    )


def superseded(kb: KnowledgeBase, entry: Entry, asked: Question, today: date) -> bool:
    """Whether a passage tells of a round as it was once planned, and the question wants it as it is."""
    event = next((one for one in kb.events if one.id == entry.event), None) if entry.event else None
    if event is None or asked.kinds - {"when", "where", "yes-no", "what"}:
        return False
    agenda = next_talks(kb, today)
    current = agenda.event is not None and agenda.event.id == event.id and agenda.status in _AHEAD
    return not current or any(report.quote == entry.quotes[0] for report in agenda.earlier)
