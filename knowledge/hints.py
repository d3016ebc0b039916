"""What speaks for and against a time being of the talks, in a sentence that no rule takes.

A newspaper tells the fact in half a sentence or in the second one: "We have a confirmation: Abu Dhabi,
Tuesday and Wednesday". Each hint has a weight, set by reason: what names the talks or those who hold
them weighs most, where the sentence stands in the article less, and what names another event as much
against. A time is taken where the sum is clear.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from knowledge import venues
from knowledge.clauses import clause
from knowledge.history import firm
from knowledge.lexicon import Lexicon
from knowledge.meetings import Subject
from knowledge.model import Interval
from knowledge.neighbours import TimeMention
from knowledge.prose import Prose
from knowledge.stages import CLAUSE, Cue, nearest

CLEAR = 5
"""The sum from which a time is taken as one of the talks."""

WEIGHTS = {
    "talks": 3,  # "talks", "round" beside the time
    "meeting": 2,  # "the meeting" may be another one
    "both sides": 3,  # Russia and Ukraine, one of them perhaps only as who says it
    "attendants": 2,  # "we", "the delegations", "participants"
    "pronoun": 2,  # "it", after a sentence about the talks
    "place": 3,  # where the article says that they are
    "somewhere": 1,  # a town that may be it, where the article names none
    "told twice": 3,  # the same days elsewhere in the article
    "headline": 3,  # the same days in a title that names the talks or those who hold them
    "follows": 2,  # right after a sentence about the talks
    "near": 1,  # one sentence farther
    "early": 1,  # among the first sentences
    "moved": 3,  # something is put off or moved, near a sentence about the talks
    "within": 3,  # days of the week that the article gives for the talks
    "one more day": 4,  # "Friday will be the third day"
    "bare": 1,  # a few words without a verb: an answer
    "quoted": 2,  # a quotation beside what is told of the talks
    "set": 1,  # "agreed to meet", "may meet"
    "length": 2,  # "two days"
    "fixed": 1,  # "the dates", "confirmed"
    "names days": 2,  # "we are talking about the 4th and 5th"
    "awaited": 3,  # the article tells of a round to come, and not yet when it is
    "narrower": 1,  # the days of "late next week", told before
    "other event": -4,  # a summit, a vote, a truce beside the time
    "other act": -3,  # a visit, a flight, a signature
    "another meeting": -5,  # of others: "talks with India's prime minister"
    "others": -2,  # a party that is not at the table
    "persons": -2,  # "the meeting of X with Y"
    "elsewhere": -3,  # in another town than the talks
    "aside": -3,  # "Meanwhile ..."
    "after others": -2,  # right after a sentence about another event
}

_TABLE = frozenset(("russia", "ukraine", "united-states", "all-sides"))
_OF_TALKS = ("within", "one more day")
"""Hints that tell nothing beside another event."""
_FEW = 12
_CLOSED = re.compile(r"[»”\"]\s*,?\s+[–—-]\s|,[”\"]\s|[”»]\s*,\s")
_LED = 20
"""Characters between "after" and the event that it goes with."""
_OFF = ("cancelled", "postponed")
_LATE = 4
"""So many sentences after the last of talks, days are no longer awaited."""
_FIRST = 5
_BESIDE = (
    ("names days", ("names_days",)),
    ("talks", ("rounds", "talks")),
    ("meeting", ("meetings", "meets")),
    ("attendants", ("attendants", "sides")),
    ("other event", ("not_talks", "other_talks", "other_events")),
    ("other act", ("other_acts",)),
)
_SET = ("planned", "possible", "agreed")
_OTHER = (("other event", ("not_talks", "other_talks", "other_events")),)


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the article so far leaves to a sentence."""

    since: int
    """How many sentences lie between the last of talks and this one."""
    number: int
    """How many sentences stand before it."""
    places: frozenset[str]
    """Where the talks are said to be, by the title or a sentence before."""
    days: tuple[Interval, ...]
    """The days told of so far, and those in the title."""
    headline: tuple[Interval, ...]
    """The days in a title that is about the talks."""
    awaited: bool
    """Whether a round to come is told of, and not yet on which days it is."""
    moved: bool
    """Whether it is told of one put off, and not yet until when."""
    after_others: bool
    """Whether the sentence before tells of another event."""
    quoted: bool
    """Whether the sentence is part of a quotation that stands near a sentence about the talks."""
    dated: bool
    """Whether the article has given days of talks to come, or told that they are put off."""
    told: bool
    """Whether the article has told of the talks at all."""
    over: bool
    """Whether the article has told that a round is held, so that the next may be in another town."""

    def knows(self, place: str, lexicon: Lexicon) -> bool:
        """Whether a place is one of those named, in one of them, or around one."""
        known = {above for one in self.places for above in (one, *lexicon.broader(one))}
        return place in known or bool(self.places & {*lexicon.broader(place)})


def hints(
    time: TimeMention | None,
    times: Iterable[TimeMention],
    subject: Subject,
    bearing: Bearing,
    lexicon: Lexicon,
) -> tuple[str, ...]:
    """The names of what speaks for and against a time, or a place where there is no time."""
    rules, plain = subject.rules, subject.plain
    place = venues.named(plain, subject.told.mentions, rules, lexicon, time)
    coming_back = bool(place) and rules.has("attendants", plain)
    named = tuple(_named(subject, rules))
    beside = tuple(_beside(time, tuple(times), subject.without_offices, rules, coming_back))
    weak = {"pronoun"} if "another meeting" in named else set[str]()
    weak |= set(_OF_TALKS) if {"other act", "other event"} & set(beside) else set()
    return (
        *beside,
        *named,
        *(["set"] if _is_set(beside, subject, bearing) else []),
        *_where(time, subject, bearing, lexicon),
        *(_expected(time, subject, bearing) if time else ()),
        *(one for one in _standing(time, plain, rules, bearing) if one not in weak),
    )


def _is_set(beside: Collection[str], subject: Subject, bearing: Bearing) -> bool:
    """Whether a meeting is said to be agreed or possible, in an article that has told of the talks."""
    told = any(subject.rules.has(one, subject.plain) for one in _SET)
    return bearing.told and told and not {"talks", "meeting"}.isdisjoint(beside)


def weight(found: Iterable[str]) -> int:
    """What hints amount to."""
    return sum(WEIGHTS[one] for one in found)


def _beside(
    time: TimeMention | None, times: tuple[TimeMention, ...], plain: str, rules: Prose, coming_back: bool
) -> Iterator[str]:
    """What the words beside the time are about: the nearest of the telling ones decides. ``coming_back``:
    "the participants will return to Geneva" is no other act."""
    said = _saying(plain, rules)
    found = [
        Cue(name, *match.span())
        for name, lists in _BESIDE
        for one in lists
        for match in rules.cues[one].finditer(plain)
        if name != "other act" or not (coming_back and rules.cues["returns"].fullmatch(match[0]))
        if name not in ("other event", "other act") or not _only_dates(match.start(), time, plain, rules)
        if name != "other event" or match.start() < said
    ]
    if time is None:
        yield from dict.fromkeys(cue.kind for cue in found)
        return
    apart = [cue for cue in found if not _within(cue, found)]
    near = nearest(apart, time, times, plain) or min(apart, key=lambda cue: cue.away(time), default=None)
    if near:
        yield near.kind
    if near and near.kind == "attendants":  # "we hope to begin the exchange in the coming days"
        beside = clause(plain, Cue("time", time.start, time.end), rules)
        yield from (name for name, lists in _OTHER if any(rules.has(one, beside) for one in lists))
    if near and near.kind in ("talks", "meeting") and any(cue.kind == "attendants" for cue in found):
        yield "attendants"


def _known_round(time: TimeMention, plain: str, rules: Prose, bearing: Bearing) -> Iterator[str]:
    """What speaks for a time being of the round that the article tells of."""
    sure = not rules.has("possible", plain)
    if sure and any(_lies_in(time.interval, days) for days in bearing.days):
        yield "within"
    if rules.has("one_more_day", plain):
        yield "one more day"


def _lies_in(days: Interval, around: Interval) -> bool:
    """Whether firm days are some of a week."""
    firm = days.precision in ("day", "days") and around.precision == "week"
    return firm and around.start <= days.start and days.end <= around.end


def _saying(plain: str, rules: Prose) -> int:
    """Where it is told who said what a quotation before tells: a minister there is no other event."""
    closed = _CLOSED.search(plain)
    if closed is None or not (plain[closed.end() :].strip()):
        return len(plain)
    rest = plain[closed.end() :].lstrip(" ,–—-")
    told = any(rules.has(one, rest) for one in ("planned", "possible", "that", "meetings", "talks"))
    return len(plain) if told else closed.end()


def _only_dates(start: int, time: TimeMention | None, plain: str, rules: Prose) -> bool:
    """Whether another event only tells roughly when the talks are: "in late April, after Easter"."""
    if time is None or start < time.end:
        return False
    led = (
        match.end() for name in ("after", "ahead_of") for match in rules.cues[name].finditer(plain, 0, start)
    )
    before = plain[max(led, default=0) : start]
    return 0 < len(before) <= _LED and not CLAUSE.search(before) and len(before) < start


def _within(cue: Cue, found: Iterable[Cue]) -> bool:
    """Whether a longer phrase holds this one, "meeting of EU leaders", or it only names who attends."""
    around = [one for one in found if one.start <= cue.start and cue.end <= one.end and one is not cue]
    who = cue.kind == "talks" and any(one.kind == "attendants" for one in around)
    return who or any(one.end - one.start > cue.end - cue.start for one in around)


def _named(subject: Subject, rules: Prose) -> Iterator[str]:
    """Who is named, and who is not of the talks."""
    if subject.of_another_meeting():
        yield "another meeting"
    elif subject.both_sides:
        yield "both sides"
    if set(subject.parties) - _TABLE:
        yield "others"
    met = any(rules.has(one, subject.plain) for one in ("meetings", "meets"))
    if met and venues.people(subject.plain, subject.told.mentions, subject.lexicon):
        yield "persons"


def _where(time: TimeMention | None, subject: Subject, bearing: Bearing, lexicon: Lexicon) -> Iterator[str]:
    """Whether the place named is that of the talks, or another one."""
    named = venues.named(subject.plain, subject.told.mentions, subject.rules, lexicon, time)
    if not named:
        return
    same = any(bearing.knows(place, lexicon) for place in named)
    away = bearing.places and not bearing.over
    yield "place" if same else "elsewhere" if away else "somewhere"


def _expected(time: TimeMention, subject: Subject, bearing: Bearing) -> Iterator[str]:
    """Whether the article leaves open what a time tells."""
    days, plain, rules = time.interval, subject.plain, subject.rules
    if not firm(days) or bearing.since > _LATE or any(rules.has(one, plain) for one in _OFF):
        return
    named = rules.has("agreed", plain) or rules.has("names_days", plain)
    alone = bool(subject.parties) and not any(rules.has(one, plain) for one in ("attendants", "meets"))
    if (bearing.awaited and not alone) or (bearing.moved and named):
        yield "awaited"  # but not "on October 25 Ukraine puts its clocks back"
    wider = (one for one in bearing.days if not firm(one))
    inside = any(one.start <= days.start and days.end <= one.end for one in wider)
    if inside and not rules.has("possible", plain):
        yield "narrower"


def _apart(time: TimeMention, plain: str, rules: Prose) -> bool:
    """Whether a quotation denies that anything is on that day, or tells where the speaker alone will be."""
    part = clause(plain, Cue("time", time.start, time.end), rules)
    return rules.has("negation", part) or (rules.has("alone", part) and not rules.has("attendants", part))


def _standing(time: TimeMention | None, plain: str, rules: Prose, bearing: Bearing) -> Iterator[str]:
    """Where the sentence stands, and what it is like."""
    if bearing.since <= 1:
        yield "near" if bearing.since else "follows"
    if time and bearing.since <= 1 and any(rules.has(one, plain) for one in ("moved", "postponed")):
        yield "moved"
    if time and bearing.quoted and not bearing.dated and not _apart(time, plain, rules):
        yield "quoted"
    titled = time is not None and time.interval in bearing.headline
    if (titled or bearing.since == 0) and rules.has("it", plain[:40]):
        yield "pronoun"
    if bearing.number < _FIRST:
        yield "early"
    yield from _known_round(time, plain, rules, bearing) if time and not titled else ()
    if titled:
        yield "headline"
    elif time and time.interval in bearing.days:
        yield "told twice"
    if rules.has("fixed", plain):
        yield "fixed"
    verb = any(rules.has(one, plain) for one in ("planned", "held"))
    if len(plain.split()) <= _FEW and (bearing.quoted or not verb):
        yield "bare"
    if rules.cues["aside"].match(plain.lstrip(" \"'«“")):
        yield "aside"
    if bearing.after_others and not bearing.awaited:
        yield "after others"
