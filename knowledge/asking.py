"""Whether a question is about the rounds of talks and nothing else, told from its words alone.

Examples teach how people ask; this is for what no example resembles. Every word must be of the
rounds, a place, a side or a day: one word of anything else, and nothing is said here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from re import Pattern

import yaml

from knowledge import phrases
from knowledge.agenda import last_talks, next_talks
from knowledge.concepts import TELLING
from knowledge.history import overlap
from knowledge.lexicon import Lexicon
from knowledge.model import Agenda, Entry, Interval, KnowledgeBase
from knowledge.question import Question
from knowledge.standing import KINDS, covers
from knowledge.units import measures

_DATA = Path(__file__).parent / "data" / "agenda.yaml"
_ASKS = frozenset(("when", "where", "who", "yes-no", "what", "how"))
_LISTS = ("core", "around", "where", "change", "sides", "times")
_OPEN = ("scheduled", "tentative")


def agenda_entry(kb: KnowledgeBase, asked: Question, today: date) -> Entry | None:
    """The entry about the agenda that a question is plainly for; None where it is about anything more."""
    if not only_rounds(asked, kb.lexicon):
        return None
    ahead, past = next_talks(kb, today), last_talks(kb, today)
    direction = _direction(asked, ahead, past, kb.lexicon)
    wanted = _wanted(asked, direction, ahead, kb.lexicon)
    sort = next((kind for kind in KINDS if (kind.agenda, kind.slot) == (direction, wanted)), None)
    if sort is None:
        return None
    own = [entry for entry in kb.entries.values() if entry.agenda == direction]
    own.sort(key=lambda entry: entry.kind)  # facts first; what is called unsaid may be told by now
    return next((entry for entry in own if entry.id == sort.id or covers(entry, sort)), None)


def only_rounds(asked: Question, lexicon: Lexicon, why: bool = False) -> bool:
    """Whether all words are of the rounds, and the question is one of those that the agenda answers;
    ``why``: or one for the reason of a change."""
    known_words = words()
    telling = {m.concept for m in asked.mentions if lexicon.kind(m.concept) in TELLING}
    places = {one for one in telling if lexicon.kind(one) == "place"}
    core = telling & set(known_words["core"]) or (asked.direction and telling & set(known_words["around"]))
    about = bool(core) or (why and bool(telling & set(known_words["change"])))
    known = {one for name in _LISTS for one in known_words[name]} | places | ({"reason"} if why else set())
    sure = all(m.score == 1 for m in asked.mentions if m.concept in telling)
    undated = not asked.times and any(lexicon.kind(m.concept) == "month" for m in asked.mentions)
    timed = measures(asked) or _hour(asked.language).search(asked.text)
    strange = bool(asked.unknown or asked.numbers or timed or undated)
    return (
        about
        and telling <= known
        and sure
        and not strange
        and asked.kinds <= (_ASKS | {"why"} if why else _ASKS)
    )


def _direction(asked: Question, ahead: Agenda, past: Agenda, lexicon: Lexicon) -> str | None:
    """Next or last: as the question says, by the days it names, by its tense, or by the place.

    None where no round is told of for the days."""
    if asked.direction in ("next", "last"):
        return asked.direction
    if asked.direction == "first":
        return None
    if asked.times:
        days = [time.interval for time in asked.times]
        return next((way for way, one in (("next", ahead), ("last", past)) if _has_days(one, days)), None)
    if _past(asked.language).search(asked.text):
        changed = any(m.concept in words()["change"] for m in asked.mentions)
        return "next" if changed else "last"
    named = _places(asked, lexicon)
    if named and ahead.place not in named and past.place in named and asked.kinds & {"when", "where", "who"}:
        return "last"
    return "next"


def _has_days(agenda: Agenda, named: Sequence[Interval]) -> bool:
    """Whether a round was ever told to be on any of the days."""
    told = [report.time for report in agenda.event.history if report.time] if agenda.event else []
    return any(overlap(one, time) for one in told for time in named)


def _wanted(asked: Question, direction: str | None, ahead: Agenda, lexicon: Lexicon) -> str | None:
    """Which of what the agenda tells is asked for; None for who put a meeting off, which it does not."""
    changed = any(m.concept in words()["change"] for m in asked.mentions)
    if "who" in asked.kinds:
        said = {m.concept for m in asked.mentions if lexicon.kind(m.concept) == "act"}
        hosts = "host" in said and "where"
        return hosts or (None if changed or said - set(words()["comes"]) else "who")
    # "In which city do they meet on the 17th" asks for the city, though "the 17th" is a when too.
    slots = ("where", "when") if asked.times else ("when", "where")
    slot = next((kind for kind in slots if kind in asked.kinds), None)
    if slot or any(m.concept in words()["where"] for m in asked.mentions):
        return slot or "where"
    if changed:
        return "changed"
    if not asked.kinds <= {"yes-no"} or not (asked.kinds or asked.times or _places(asked, lexicon)):
        return None
    open_ended = direction == "last" or ahead.status in _OPEN
    return "where" if _places(asked, lexicon) and open_ended and not asked.times else "when"


def _places(asked: Question, lexicon: Lexicon) -> set[str]:
    return {one for names in asked.names for one in names if lexicon.kind(one) == "place"}


@lru_cache(maxsize=1)
def words() -> Mapping[str, tuple[str, ...]]:
    """What belongs to the rounds: lists of concepts."""
    raw = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return {name: tuple(found) for name, found in raw.items() if isinstance(found, list)}


@lru_cache(maxsize=16)
def _past(language: str) -> Pattern[str]:
    """The words by which a question is about what has been."""
    raw = yaml.safe_load(_DATA.read_text(encoding="utf-8"))["past"]
    return phrases.expression(raw.get(language, ()))


@lru_cache(maxsize=16)
def _hour(language: str) -> Pattern[str]:
    """The words by which the time of day is asked for, which no agenda has."""
    raw = yaml.safe_load(_DATA.read_text(encoding="utf-8"))["hour"]
    return phrases.expression(raw.get(language, ()))
