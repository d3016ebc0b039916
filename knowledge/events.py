"""Rounds of talks as entities: steps of different articles and languages that tell of the same one.

Reports are taken in the order in which they were made. A report of other days for the meeting that
is ahead replaces it, unless it speaks of a further one; a date gone by begins a new round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from knowledge.claims import read
from knowledge.extensions import lasts_so, longer, until
from knowledge.history import Standing, firm, opens_early, overlap, same_place, standing, told
from knowledge.lexicon import Lexicon
from knowledge.model import Article, Claim, Event, Interval, Passage, Report
from knowledge.prose import prose
from knowledge.roughly import exact
from knowledge.shifts import settled
from knowledge.shortenings import alone, shorter
from knowledge.step import Step
from knowledge.steps import steps

_SAME_MEETING = timedelta(21)
"""Two firm dates for "the next meeting" that lie farther apart are two meetings."""

_OPEN = ("announced", "tentative", "postponed", "undated")


@dataclass(slots=True)
class _Round:
    kind: str
    reports: list[Report] = field(default_factory=list)
    changes: set[int] = field(default_factory=set)
    now: Standing = field(default_factory=lambda: Standing("undated"))

    def add(self, report: Report, change: bool, lexicon: Lexicon, first: bool = False) -> None:
        self.reports.insert(0 if first else len(self.reports), report)
        if change:
            self.changes.add(id(report))
        if first and len(self.reports) > 1:
            self.now = standing(self.reports, lexicon, lambda r: id(r) in self.changes)
        else:
            self.now = told(self.now, report, lexicon, change)

    def knows(self, time: Interval | None) -> bool:
        return time is not None and any(r.time and overlap(r.time, time) for r in self.reports)


def events(claims: Iterable[Claim], articles: Mapping[str, Article], lexicon: Lexicon) -> tuple[Event, ...]:
    """The events that the claims tell of, oldest first."""
    by_article: dict[str, list[Passage]] = {}
    for claim in claims:
        quote = claim.quote
        number = int(claim.id.rpartition("#")[2])
        passage = Passage(quote.article, number, quote.start, quote.end, quote.text)
        by_article.setdefault(quote.article, []).append(passage)
    told = {slug: _steps(articles[slug], passages, lexicon) for slug, passages in by_article.items()}
    return gathered(told, articles, lexicon)


def gathered(
    told: Mapping[str, Sequence[Step]], articles: Mapping[str, Article], lexicon: Lexicon
) -> tuple[Event, ...]:
    """The events that the steps of the articles make up, by slug; oldest first."""
    found = [
        (step.reported, articles[slug].published_at, slug, number, step)
        for slug, steps_of in told.items()
        for number, step in enumerate(steps_of)
    ]
    rounds: list[_Round] = []
    for *_, step in sorted(found, key=lambda row: row[:4]):
        _take(rounds, step, lexicon)
    return tuple(_named(rounds))


def _steps(article: Article, passages: Sequence[Passage], lexicon: Lexicon) -> tuple[Step, ...]:
    return steps(article, read(article, passages, lexicon), lexicon)


def _report(step: Step) -> Report:
    return Report(step.stage, step.reported, step.quote, step.time, step.place, step.participants)


def _take(rounds: list[_Round], step: Step, lexicon: Lexicon) -> None:
    """Adds a step to the round it tells of, or begins a new round with it."""
    step = exact([known.now for known in rounds], step)
    if any(_recalls(step, known) for known in rounds):
        return
    if step.again:
        step = replace(step, place=_place_before(rounds, step))
    if (sized := _sized([known.now for known in rounds if known.kind == step.kind], step)) is None:
        return
    step = sized
    found = _match(rounds, step, lexicon)
    if found is None:
        if not _begins(step):
            return
        if step.background and step.time and step.time.end >= step.reported:
            step = replace(step, stage="tentative")  # only that it had been planned
        found = _Round(step.kind)
        rounds.append(found)
    if (moved := settled(step, found.now, found.reports)) is None:
        return
    step = moved
    if step.old and not step.denied and not found.knows(step.old):
        found.add(
            Report("announced", step.reported, step.quote, step.old), False, lexicon, first=not found.reports
        )
    found.add(_report(step), step.change, lexicon, first=step.background)


def _sized(known: Sequence[Standing], step: Step) -> Step | None:
    """A step that makes a round last longer or end sooner with all the days of that round; None if it adds
    nothing to what is known."""
    if step.shorter:
        less = (shorter(now, step) for now in reversed(known))
        return next((one for one in less if one), alone(step))
    if (step.extends or until(step)) and any(lasts_so(now, step) for now in known):
        return None
    if not step.extends:
        return step
    lasting = (longer(now, step) for now in known)
    return next((one for one in lasting if one), step)


def _place_before(rounds: Sequence[_Round], step: Step) -> str | None:
    """Where the round before a step was, for one that is to be "there again"."""
    day = step.time.start if step.time else step.reported
    gone = [known.now for known in rounds if known.now.place and known.now.time and known.now.time.end < day]
    return max(gone, key=lambda now: now.time.end if now.time else day).place if gone else None


def _recalls(step: Step, known: _Round) -> bool:
    """Whether a step only tells again what a round has left behind: its old date, or its old delay."""
    if step.background:
        return known.knows(step.time)
    now = known.now.time
    if (
        step.old is None
        or now is None
        or not step.change
        or overlap(now, step.old)
        or now.start < step.old.end
    ):
        return False
    told = known.knows(step.old) or any(r.quote.article == step.quote.article for r in known.reports)
    return told and (step.time is None or overlap(now, step.time))


def _begins(step: Step) -> bool:
    """Whether a step tells enough to begin a round of its own: a confirmation does not."""
    if step.denied and step.stage == "undated":
        return False
    if step.stage == "held":
        return step.time is not None
    return (
        step.time is not None or step.place is not None or step.stage in ("postponed", "cancelled", "undated")
    )


def _match(rounds: Sequence[_Round], step: Step, lexicon: Lexicon) -> _Round | None:
    same_kind = [r for r in reversed(rounds) if r.kind == step.kind]
    for time in (step.old, step.time):
        for known in same_kind:
            if time and known.now.time and overlap(known.now.time, time) and _agrees(known, step, lexicon):
                return known
    if step.kind != "talks":
        return None
    if step.stage == "held":
        return _held_match(same_kind, step, lexicon)
    return _open_match(same_kind, step)


def _agrees(known: _Round, step: Step, lexicon: Lexicon) -> bool:
    """Whether a round on the same days can be the one: a vague time or a place must not part them."""
    if step.kind == "proposal":
        return not step.participants or step.participants == known.now.participants
    if step.stage == "held" and known.now.stage == "held":
        return same_place(known.now.place, step.place, lexicon)
    if known.now.stage == "held":
        return step.background or (firm(step.time) and step.stage == "announced")
    return known.now.stage != "cancelled" or step.stage == "cancelled" or not step.another


def _held_match(rounds: Sequence[_Round], step: Step, lexicon: Lexicon) -> _Round | None:
    """The round that a report of talks held is about, where the days alone do not tell."""
    for known in rounds:
        now = known.now
        if step.time is None:
            began = now.time and firm(now.time) and now.time.start <= step.reported
            recent = began and now.time and step.reported - now.time.end <= timedelta(3)
            if began and recent and same_place(now.place, step.place, lexicon):
                return known
        elif _next_day(now, step.time) and same_place(now.place, step.place, lexicon):
            return known  # "the second day began on Thursday"
        elif opens_early(now.time, _report(step)) and same_place(now.place, step.place, lexicon):
            return known  # "began in Istanbul on Monday, a day earlier than planned"
        elif now.stage in ("postponed", "undated", "tentative") and _told_before(known, step.time):
            return known
    return None


def _next_day(now: Standing, held: Interval) -> bool:
    """Whether two meetings held are of days one after the other, and so one round."""
    known = now.time
    if now.stage != "held" or known is None or not (firm(known) and firm(held)):
        return False
    return timedelta(1) in (held.start - known.end, known.start - held.end)


def _told_before(known: _Round, held: Interval) -> bool:
    """Whether all that was told of a round was told before those days, and for no later time."""
    time = known.now.time
    return known.reports[-1].reported <= held.end and (time is None or time.start <= held.end)


def _open_match(rounds: Sequence[_Round], step: Step) -> _Round | None:
    """The meeting ahead that a report of other days, or of none, is about."""
    for known in rounds:
        now = known.now
        if now.stage == "cancelled" and (_instead(known, step) or _is_bare(step)):
            return known
        if now.stage not in _OPEN or _is_further(known, step):
            continue
        gone = now.time is not None and now.time.end < step.reported
        if gone and now.stage in ("announced", "tentative") and not step.change:
            continue
        if step.time is None or step.change or now.stage != "announced" or not firm(now.time):
            return known
        if step.stage == "tentative" or now.time is None:
            continue  # a possible later meeting does not replace a firm one
        if abs(step.time.start - now.time.start) <= _SAME_MEETING:
            return known
    return None


def _is_further(known: _Round, step: Step) -> bool:
    """Whether a step is of a round after the one ahead; days for "a further round" may be of the one that was
    only possible until then."""
    if not step.another or step.change:
        return False
    same = known.reports[-1].quote.article == step.quote.article
    return same or known.now.stage != "tentative" or not firm(step.time)


def _is_bare(step: Step) -> bool:
    """Whether a step only tells again that talks are called off."""
    return step.stage == "cancelled" and step.time is None and step.old is None


def _instead(known: _Round, step: Step) -> bool:
    """Whether the article that says what will not take place gives another time for it, or that none is."""
    same = known.reports[-1].quote.article == step.quote.article
    anew = step.time is not None and step.stage in ("announced", "tentative") and not step.background
    rough = step.stage == "undated" and not firm(known.now.time)  # "not this week ... There is no date"
    return same and (anew or rough)


def _named(rounds: Sequence[_Round]) -> Iterator[Event]:
    """The rounds as events, by time, with ids that say what they are."""
    used: dict[str, int] = {}
    for known in sorted(rounds, key=_when):
        now = known.now
        when = now.time.start.isoformat() if now.time else "undated"
        name = f"{known.kind}-{when[:7] if now.time and not firm(now.time) else when}"
        used[name] = used.get(name, 0) + 1
        yield Event(
            id=name if used[name] == 1 else f"{name}-{used[name]}",
            kind=known.kind,
            stage=now.stage,
            time=now.time,
            place=now.place,
            participants=now.participants,
            history=tuple(known.reports),
        )


def _when(known: _Round) -> tuple[str, str]:
    time = known.now.time
    return (time.start.isoformat() if time else known.reports[0].reported.isoformat(), known.kind)


def standings(
    rounds: Iterable[Event], articles: Mapping[str, Article], lexicon: Lexicon
) -> Mapping[str, Standing]:
    """Event id -> where it stands after all its reports."""
    return {
        event.id: standing(event.history, lexicon, lambda report: changes(report, articles))
        for event in rounds
    }


def changes(report: Report, articles: Mapping[str, Article]) -> bool:
    """Whether a report's own words say that something was moved, put off or called off."""
    rules = prose(articles[report.quote.article].language)
    return report.stage in ("postponed", "cancelled") or any(
        rules.has(cue, report.quote.text) for cue in ("postponed", "moved", "cancelled", "shortened")
    )
