"""Standing entries: how people ask about the rounds of talks, answered in any base from its events.

A standing entry rests on no curated text. It is left out where a curated one has its id, or covers
the same agenda and slot; what the questions of the shipped FAQ know of asking then helps it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from knowledge import wordings
from knowledge.model import Entry, Event, Quote, Report


@dataclass(frozen=True, slots=True)
class Kind:
    """One standing entry: which agenda it asks for, and what of it."""

    id: str
    agenda: Literal["next", "last"]
    slot: str
    settles: frozenset[str]


def _kind(name: str, agenda: Literal["next", "last"], slot: str, *more: str) -> Kind:
    return Kind(name, agenda, slot, frozenset((slot, "yes-no", "what", *more)))


KINDS = (
    _kind("next-talks-date", "next", "when", "how-many"),
    _kind("next-talks-venue", "next", "where", "who"),
    _kind("next-talks-participants", "next", "who"),
    _kind("last-talks-date", "last", "when", "how-many"),
    _kind("last-talks-venue", "last", "where", "who"),
    _kind("last-talks-participants", "last", "who"),
    _kind("talks-changed", "next", "changed", "when", "where"),
)
"""In the order in which an entry's slot is told from what it settles; see ``slot``."""


def slot(entry: Entry) -> str:
    """What an entry about the agenda tells above all."""
    own = next((kind.slot for kind in KINDS if kind.id == entry.id), None)
    order = ("changed", "when", "where", "who")
    return own or next((name for name in order if name in entry.settles), "when")


def entries(
    files: Iterable[Path], events: Iterable[Event], curated: Sequence[Entry], also: Sequence[Entry] = ()
) -> tuple[Entry, ...]:
    """The standing entries that a base with these events needs; ``also``: entries of another base
    whose questions are asked for the same."""
    talks = [event for event in events if event.kind == "talks"]
    if not talks:
        return ()
    taken = {entry.id for entry in curated}
    taken |= {kind.id for kind in KINDS for entry in curated if covers(entry, kind)}
    asked = {same for entry in curated for same in _asked(entry)}
    made = [_entry(kind, talks) for kind in KINDS if kind.id not in taken]
    every = wordings.read(files, [_entry(kind, talks) for kind in KINDS])
    return tuple(_without(_with(wordings.extended(entry, every), also), asked) for entry in made)


def covers(entry: Entry, kind: Kind) -> bool:
    """Whether an entry is about the same agenda and the same of it."""
    own = (
        {"when", "where"} if entry.agenda == "last" and {"when", "where"} <= entry.settles else {slot(entry)}
    )
    return entry.agenda == kind.agenda and kind.slot in own


def _with(entry: Entry, also: Iterable[Entry]) -> Entry:
    kind = next(kind for kind in KINDS if kind.id == entry.id)
    same = [other for other in also if other.agenda == kind.agenda and slot(other) == kind.slot]
    more = {code: entry.questions.get(code, ()) for code in entry.questions}
    for other in same:
        more = {code: (*questions, *other.questions.get(code, ())) for code, questions in more.items()}
    return replace(entry, questions={code: tuple(dict.fromkeys(found)) for code, found in more.items()})


def _asked(entry: Entry) -> set[str]:
    return {question for questions in entry.questions.values() for question in questions}


def _without(entry: Entry, asked: set[str]) -> Entry:
    """The entry without questions that a curated one has."""
    kept = {
        code: tuple(question for question in questions if question not in asked)
        for code, questions in entry.questions.items()
    }
    return replace(entry, questions=kept)


def _entry(kind: Kind, talks: Sequence[Event]) -> Entry:
    return Entry(
        id=kind.id,
        topic="talks",
        kind="fact",
        settles=kind.settles,
        quotes=(_quote(kind, talks),),
        answer={},
        questions={},
        agenda=kind.agenda,
        origin="generated",
    )


def _quote(kind: Kind, talks: Sequence[Event]) -> Quote:
    """The newest report that fits; what is shown to a reader is the agenda's own, on the day."""
    reports = [report for event in talks for report in event.history]
    held = [report for report in reports if report.stage == "held"]
    return max((held if kind.agenda == "last" else []) or reports, key=_reported).quote


def _reported(report: Report) -> tuple[str, str, int]:
    return (report.reported.isoformat(), report.quote.article, report.quote.start)


def contrast(
    shipped: Iterable[Entry], standing: Iterable[Entry], step: int
) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Entry id -> questions, thinned, of what a base cannot answer from any entry: so that a question
    about something else of the field is not taken for one about the agenda."""
    return {
        entry.id: {code: questions[::step] for code, questions in entry.questions.items()}
        for entry in shipped
        if not any(entry.agenda == other.agenda and slot(entry) == slot(other) for other in standing)
    }
