"""What an article tells of the talks, one Step a date: held, announced, put off, without a date.

Only meetings of the parties about ending the war count: a phone call, a summit, a meeting of one
side with somebody else is left out, and so is what cannot be told. Which steps are of one round,
events.py decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge import bulletin, venues
from knowledge.claims import Told
from knowledge.clauses import turn
from knowledge.extensions import extended
from knowledge.guesses import alone, guessed, place_after, place_told
from knowledge.headings import asks_when, asks_where, is_of_talks, titled_days, under_question
from knowledge.hints import Bearing
from knowledge.lengths import until_last
from knowledge.lexicon import Lexicon
from knowledge.model import Article
from knowledge.narrower import narrower
from knowledge.proposals import proposal
from knowledge.prose import prose
from knowledge.prospects import surely
from knowledge.quotations import asked_about, goes_on_quoting, is_quoted
from knowledge.retold import (
    awaits_days,
    hope,
    is_fresh,
    is_new,
    old_plan,
    only_attributes,
    recalls,
    told_back,
    turn_of,
)
from knowledge.sentence import Sentence
from knowledge.step import Step
from knowledge.stepkinds import has_day, is_dated, is_planned, is_unplaced
from knowledge.weighed import weighed

_TO_COME = ("announced", "tentative", "postponed")
"""Stages of a step whose time, where it has one, is still to come."""
_SIDES = {"russia", "ukraine"}
_FAR, _LONG = 3, 12
"""So many sentences after the last of talks, "the meeting" may be another one."""


def steps(article: Article, told: Sequence[Told], lexicon: Lexicon) -> tuple[Step, ...]:
    """The steps of an article: what rules find, weighed with what was learnt."""
    found, of_talks = by_rules(article, told, lexicon)
    learnt = bulletin.read(article, told, lexicon, found)
    if not (of_talks or surely(learnt)):
        return found  # an article of neither talks nor both sides hardly tells of a round
    return weighed(found, learnt, article, told, lexicon)


def by_rules(article: Article, told: Sequence[Told], lexicon: Lexicon) -> tuple[tuple[Step, ...], bool]:
    """The steps that rules find, in the order of the text, and whether the article may tell of a round."""
    thread = _Thread(article, lexicon)
    for passage in told:
        cut = turn(passage.timeless, thread.rules)
        ends = [0, *([cut] if cut else []), len(passage.passage.text)]
        for start, end in pairwise(ends):
            part = passage.part(start, end) if cut else passage
            thread.take(Sentence(article, part, thread.rules, lexicon), turned=start > 0 and thread.ours)
    thread.found = [_of_its_country(step, thread.found, lexicon) for step in thread.found]
    thread.found = list(_placed_by_title(thread.found, article, lexicon))
    kept = extended(thread.found, article)
    told_first = sorted(kept, key=turn_of)
    found = (*told_first, *narrower(thread.found, article, told, lexicon))
    named = {mention.concept for passage in told for mention in passage.mentions}
    return found, bool(thread.context or thread.found or named >= _SIDES)


def _placed_by_title(found: Sequence[Step], article: Article, lexicon: Lexicon) -> Iterator[Step]:
    """The steps to come with the place that only the title gives: "Talks could resume in Saudi Arabia"."""
    rules = prose(article.language)
    named = any(rules.has(name, article.title) for name in ("rounds", "talks", "meetings", "meets"))
    mentions = lexicon.find(article.title)
    told = venues.without_instead(article.title, mentions, rules)
    about = named and not any(rules.has(name, told) for name in ("denied", "negation"))
    of_now = [step for step in found if not (step.background or _is_long_over(step))]
    placed = any(
        step.place or step.stage == "held" or rules.has("left_venue", step.quote.text) for step in of_now
    )
    place = venues.venue(article.title, mentions, rules, lexicon) if about else None
    for step in found:
        to_come = step.stage in _TO_COME and step.time and not step.background
        wide = step.place is not None and place is not None and step.place in lexicon.broader(place)
        yield replace(step, place=place) if to_come and (wide or not placed) else step


def _is_long_over(step: Step) -> bool:
    """Whether a step tells of a round held some time before."""
    return step.stage == "held" and not is_new(step)


def _of_its_country(step: Step, found: Iterable[Step], lexicon: Lexicon) -> Step:
    """A step without the capital that only stands for the country whose other town is named with the days:
    "in Istanbul on July 23 ... Ankara will host the meeting"."""
    if step.time or step.change or step.stage != "announced" or not step.place:
        return step
    around = set(lexicon.broader(step.place))
    dated = [one.place for one in found if one.time and one.place and not one.background]
    other = any(one != step.place and around & set(lexicon.broader(one)) for one in dated)
    return replace(step, place=None) if other else step


class _Thread:
    """The steps so far, and what the sentences so far leave to the next: whether it is of talks, where
    and how long they are."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.rules = prose(article.language)
        self.found: list[Step] = []
        self.titled_places = tuple(
            m.concept for m in lexicon.find(article.title) if lexicon.kind(m.concept) == "place"
        )
        self.titled = titled_days(article)
        self.about = is_of_talks(article, self.rules)
        self.number = 0
        self.after_others = False
        self.strong = self.rules.has("rounds", article.title)
        self.context = self.strong or self.rules.has("talks", article.title)
        self.since = 0 if self.strong else 1 if self.context else _FAR
        """How many sentences lie between the last of talks and the next."""
        self.named = False
        """Whether talks or those who hold them have been named at all."""
        self.ours = False
        """Whether the last sentence, or part of one, is of the talks."""
        self.asked = self.asked_where = False
        """Whether the question before is for the day, or for the place."""
        self.filed: str | None = None
        self.place: str | None = None
        """Where the last of the talks told of are, or who is said to host the sides."""
        self.town: str | None = None
        """The town that the sentence before consists of."""
        self.heading: str | None = None
        """Where talks are said to begin or to go on."""
        self.lasts: int | None = None
        """How many days the sentence before says that they last, if no step could be told so yet."""

    def take(self, sentence: Sentence, *, turned: bool = False) -> None:
        """Adds the steps of the next sentence; one that has ``turned`` goes on from a round held."""
        self.filed = self.filed or sentence.filed
        under = under_question(sentence.article.body, sentence.quote.start, self.rules)
        if under is not None:
            self.asked = under and self.context
        if sentence.asks:
            named = sentence.strong or self.rules.has("talks", sentence.plain)
            self.asked = named or (self.context and asks_when(sentence.plain, self.rules))
            self.asked_where = self.context and asks_where(sentence.plain, self.rules)
            self.since = 0 if self.asked else _FAR
            return
        if self.context and asked_about(sentence.article.body, sentence.quote, self.rules):
            self.since = 0
        proposed = list(proposal(sentence))
        ours = self.ours = not proposed and (turned or self._of_talks(sentence))
        new = proposed or (list(sentence.steps()) if ours else [])
        if not ours:
            self.place = sentence.site.hosted or self.place
        if not new and not (ours and sentence.told.times):  # times that the rules refuse are not weighed
            new = list(guessed(sentence, self._bearing(sentence)))
        if self.asked_where and not new:
            new = list(place_told(sentence))
        if not new and self.since == 0 and self.found and is_unplaced(self.found[-1]):
            new = list(place_after(sentence, self._bearing(sentence)))
        self.asked_where = False
        if recalls(sentence, self.found):
            new = [replace(step, background=True) for step in new if step.time or step.stage == "held"]
        new = [step for step in new if not told_back(step, sentence, self.found)]
        new = [replace(step, background=True) if old_plan(step, self.found) else step for step in new]
        new = [step for step in new if not hope(step, sentence, self.found)]
        recalled = bool(self.found) and self.found[-1].background and sentence.goes_on
        if recalled:  # "It was first planned for Geneva. Later it was moved to Ankara."
            new = [replace(step, background=True) for step in new if step.time]
        if ours or new or self.since == 0:
            new = self._ended(new, sentence)
        self.heading = sentence.site.heading or self.heading
        new = list(self._with_town(new, sentence))
        self.found.extend(self._lasting(self._there(new, sentence), sentence, ours))
        if new or sentence.strong or (ours and _plans_talks(sentence)):
            self.since = 0
        elif not (goes_on_quoting(sentence.article.body, sentence.quote) or only_attributes(sentence)):
            self.since = 1 if ours else self.since + 1
        self.named = self.named or self.rules.has("talks", sentence.plain)
        told = ours and (bool(new) or sentence.subject.names_both)
        self.context = self.context or sentence.strong or told
        self.number += 1
        names_others = self.rules.has("not_talks", sentence.plain)
        self.after_others = names_others and not (new or ours)

    def _with_town(self, new: Sequence[Step], sentence: Sentence) -> Iterator[Step]:
        """The steps with the town that a sentence of a few words, right before or after, gives them."""
        town, before = alone(sentence), self.town
        self.town = None if new else town
        last = self.found[-1] if self.found and self.since == 0 else None
        if town and not new and last and is_dated(last) and not last.place:
            self.town = None
            yield replace(sentence.step("announced"), place=town)
        for step in new:
            placed = step.place or not is_dated(step)
            yield step if placed else replace(step, place=before)

    def _ended(self, new: list[Step], sentence: Sentence) -> list[Step]:
        """The steps without one that is only the last day of the round begun by the sentence before, which
        is told with it: "They sit down on Wednesday. They finish on the 24th"."""
        last = self.found[-1] if self.found and self.since == 0 else None
        days = [time.interval for time in sentence.told.times]
        ends = sentence.rules.has("ends", sentence.plain) and sentence.subject.names_nothing_else
        if last is None or len(days) != 1 or len(new) > 1 or not ends:
            return new
        whole = until_last(last, days[0])
        if whole:
            self.found[-1] = whole
        return [] if whole else new

    def _bearing(self, sentence: Sentence) -> Bearing:
        told = self.context or bool(self.found)
        places = (self.place, *self.titled_places, *(step.place for step in self.found))
        return Bearing(
            since=self.since,
            number=self.number,
            places=frozenset(place for place in places if place),
            days=(
                *self.titled,
                *(step.time for step in self.found if step.time and not step.background),
            ),
            headline=self.titled if self.about else (),
            awaited=awaits_days(self.found, "announced"),
            moved=awaits_days(self.found, "postponed"),
            after_others=self.after_others,
            quoted=told and self.since <= _FAR and is_quoted(sentence.article.body, sentence.quote),
            dated=any(map(is_planned, self.found)),
            told=told,
            over=any(step.stage == "held" and is_new(step) for step in self.found),
        )

    def _of_talks(self, sentence: Sentence) -> bool:
        before = self.since == 0 or (self.since < _FAR and sentence.meeting_somewhere)
        near = self.since <= _LONG and (self.context or self.named)
        if near and sentence.subject.without_date and not any(map(is_planned, self.found)):
            return True
        bare = self.since == 0 and not sentence.told.times
        if self.since == 0 and sentence.dropped and sentence.subject.names_nothing_else:
            return True  # "There will be no third day"
        if bare and sentence.lasts is not None and sentence.subject.names_nothing_else:
            return True  # "As planned, it will last two days"
        return sentence.subject.of_talks(self.context, before, self.after_others) or (
            self.asked and _answers(sentence)
        )

    def _there(self, new: Iterable[Step], sentence: Sentence) -> Iterator[Step]:
        """The steps with places that are only pointed to: "there again", "here" after a dateline."""
        rules, plain = self.rules, sentence.plain
        last = self.place or self.filed
        for step in new:
            place, again = step.place, False
            if place is None and rules.has("same_place", plain) and step.stage != "held":
                place, again = last, last is None
            elif place is None and rules.has("here", plain):
                place = self.filed
            elif place is None and step.stage in ("announced", "tentative") and not step.background:
                place = self.heading
            elif place is None and step.stage == "held" and is_fresh(step):
                place = sentence.filed if venues.may_host(sentence.filed) else None
            last = self.place = place or self.place or last
            yield replace(step, place=place, again=again) if step.kind == "talks" else step

    def _lasting(self, new: Iterable[Step], sentence: Sentence, ours: bool) -> list[Step]:
        """The steps with the length that this sentence or the one before tells made use of."""
        told, steps = sentence.lasts, list(new)
        dated = [step for step in steps if step.time or step.old]
        count = told or (self.lasts if dated else None)
        self.lasts = told if ours and not dated else None
        if count is None:
            return steps
        if len(dated) == 1 and not dated[0].extends:
            return [sentence.lasting(step, count) for step in steps]
        named = self.since == 0 or sentence.subject.names_talks
        if ours and not dated and named and self.found and has_day(self.found[-1], self.rules):
            self.found[-1] = sentence.lasting(self.found[-1], count)
        return steps


def _plans_talks(sentence: Sentence) -> bool:
    """Whether a sentence tells of talks to come, if not when: "it would host the talks"."""
    talks = any(sentence.rules.has(one, sentence.plain) for one in ("talks", "work_on"))
    return talks and any(cue.kind == "planned" for cue in sentence.cues)


def _answers(sentence: Sentence) -> bool:
    """Whether a sentence can answer when talks are: it gives a time, or says that there is none."""
    told_when = bool(sentence.told.times) or sentence.rules.has("undated", sentence.plain)
    return told_when and not sentence.rules.has("not_talks", sentence.plain)
