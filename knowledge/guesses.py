"""Steps of sentences that no rule takes for ones of the talks, where enough speaks for it (hints.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge import venues
from knowledge.clauses import clause, tells_nothing
from knowledge.hints import CLEAR, Bearing, hints, weight
from knowledge.lengths import joined
from knowledge.neighbours import TimeMention
from knowledge.sentence import TOO_WIDE, Sentence
from knowledge.stages import Cue, follows, nearest
from knowledge.step import Step

_FEW = 5
"""Words of a sentence that only names a town."""
_SHORT = 12
"""Words of a sentence that goes on from the days."""
_PAST = ("held", "begun", "after")


def guessed(sentence: Sentence, bearing: Bearing) -> Iterator[Step]:
    """The steps that a sentence tells of the talks, by the weight of its hints."""
    if sentence.gone or sentence.replaces:
        firm = (one for one in sentence.told.times if one.interval.precision not in TOO_WIDE)
        about = next(firm, None)  # "the pause suits Moscow", "the second pause this summer" tell of no delay
        if about and _clear(about, sentence, bearing):
            yield from sentence.steps()
        return
    found = [
        step
        for time in sentence.told.times
        if _ahead(time, sentence) and _clear(time, sentence, bearing)
        for step in [sentence.dated_step(time, _cue(time, sentence))]
        if step
    ]
    if any(sentence.rules.has(one, sentence.plain) for one in ("second_day", "third_day")):
        found = joined(found, "announced")
    ahead = any(cue.kind == "planned" for cue in sentence.cues)
    if ahead and not sentence.told.times and sentence.rules.has("one_more_day", sentence.plain):
        found.append(sentence.step("announced"))
    if not sentence.told.times and _names_place(sentence, bearing):
        yield replace(sentence.step("announced"), place=_named(None, sentence)[0])
    for step in sentence.complete(found):
        yield step if step.place or step.background else replace(step, place=_place(step, sentence, bearing))


def alone(sentence: Sentence) -> str | None:
    """The one town of a few words that tell only where: "Most likely in Abu Dhabi", "Next stop: Doha"."""
    few = len(sentence.plain.split()) <= _FEW and not sentence.told.times
    others = ("other_acts", "other_events", "not_talks", "held", "negation", "planned")
    named = _named(None, sentence) if few else ()
    away = any(sentence.rules.has(one, sentence.plain) for one in others)
    return named[0] if len(named) == 1 and not away else None


def place_told(sentence: Sentence) -> Iterator[Step]:
    """The one town that answers a question for the place: "Where? Most probably Oslo"."""
    named = _named(None, sentence)
    if len(named) == 1 and not sentence.gone and not sentence.told.times:
        yield replace(sentence.step("announced"), place=named[0])


def place_after(sentence: Sentence, bearing: Bearing) -> Iterator[Step]:
    """The one place that a quotation goes on to name after the days: "At the end of May. Oslo suits all"."""
    rules, plain, named = sentence.rules, sentence.plain, _named(None, sentence)
    if not bearing.quoted or len(named) != 1 or sentence.told.times or len(plain.split()) > _SHORT:
        return
    others = ("negation", "held", "other_acts", "not_talks", "other_talks", "other_events", "background")
    people = venues.people(plain, sentence.told.mentions, sentence.lexicon)
    if not people and not any(rules.has(one, plain) for one in others):
        yield replace(sentence.step("announced"), place=named[0])


def _clear(time: TimeMention | None, sentence: Sentence, bearing: Bearing) -> bool:
    found = hints(time, sentence.told.times, sentence.subject, bearing, sentence.lexicon)
    return weight(found) >= CLEAR


def _ahead(time: TimeMention, sentence: Sentence) -> bool:
    """Whether a time may be one of talks to come: later than the day of the report, and no whole year."""
    if follows(time, sentence.plain, sentence.rules, "except"):
        return False  # "we are ready to come even tomorrow"
    beside = clause(sentence.plain, Cue("time", time.start, time.end), sentence.rules)
    if sentence.rules.has("stays_away", beside):
        return False  # "the delegation will not be flying there next week"
    aside = any(start <= time.start < end for start, end in sentence.elsewhere)
    wide = time.interval.precision in TOO_WIDE
    published = sentence.article.published
    if time.interval.start <= published and tells_nothing(
        time.interval, published, sentence.plain, sentence.article.language
    ):
        return False  # "the ministry complained this week"
    return not aside and not wide and time.interval.end > published


def _cue(time: TimeMention, sentence: Sentence) -> Cue:
    """The cue of a time; one that no verb goes with is of a plan, beside "earlier" of an old one."""
    cue = nearest(sentence.cues, time, sentence.told.times, sentence.plain)
    if cue and cue.kind not in _PAST:
        return cue
    beside = clause(sentence.plain, Cue("time", time.start, time.end), sentence.rules)
    before = (one for one in sentence.told.times if one.end <= time.start)
    told = sentence.told.attribution and any(one.interval.end < sentence.told.said for one in before)
    old = sentence.rules.has("formerly", beside) or any(one.kind == "background" for one in sentence.cues)
    return Cue("background" if told or old else "planned", 0, 0)


def _place(step: Step, sentence: Sentence, bearing: Bearing) -> str | None:
    """The place beside a time without "in", if the article has named it: "Abu Dhabi, Tuesday"."""
    time = next((one for one in sentence.told.times if one.interval == step.time), None)
    named = _named(time, sentence)
    known = (place for place in named if bearing.knows(place, sentence.lexicon))
    return next(known, None)


def _named(time: TimeMention | None, sentence: Sentence) -> tuple[str, ...]:
    return venues.named(sentence.plain, sentence.told.mentions, sentence.rules, sentence.lexicon, time)


def _names_place(sentence: Sentence, bearing: Bearing) -> bool:
    """Whether a few words right after the days only tell where: "It is the Emirates again"."""
    told = set(hints(None, (), sentence.subject, bearing, sentence.lexicon))
    against = any(weight((one,)) < 0 for one in told)
    bare = {"pronoun", "follows", "bare", "somewhere"} <= told and not against
    return bare and not bearing.places and len(_named(None, sentence)) == 1
