"""Why a round of talks was put off, called off or moved: the passage that gives the reason.

The reason stands in the report of the change itself or soon after it, in the same article. Where no
passage there gives one, nothing is said: the change is no reason of itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from knowledge import asking
from knowledge.events import changes
from knowledge.history import overlap
from knowledge.lexicon import Lexicon
from knowledge.model import Entry, Event, KnowledgeBase, Report
from knowledge.prose import prose
from knowledge.question import Question

_NEXT = 3
"""Passages after the report in which its reason may stand."""
_STAGES = {"cancel": ("cancelled",), "postpone": ("postponed", "announced", "tentative")}
"""What a question calls the change -> the reports that tell of it; other words are said of any."""


def cause(kb: KnowledgeBase, asked: Question) -> Entry | None:
    """The passage that says why the round that a question is about was changed; None if there is none,
    or if the question is about anything else."""
    if "why" not in asked.kinds or not asking.only_rounds(asked, kb.lexicon, why=True):
        return None
    sorts = {m.concept for m in asked.mentions if m.concept in asking.words()["change"]}
    if not sorts:
        return None
    reports = [
        report
        for event in kb.events
        if event.kind == "talks" and _is_at(event, asked, kb.lexicon)
        for report in _changed(kb, event, asked, sorts)
    ]
    newest = sorted(reports, key=lambda report: report.reported, reverse=True)
    return next((entry for report in newest if (entry := _reason(kb, report))), None)


def _changed(kb: KnowledgeBase, event: Event, asked: Question, sorts: set[str]) -> Iterator[Report]:
    """The reports that changed a round; with a day, the first that took that day back."""
    stages = {stage for sort in sorts for stage in _STAGES.get(sort, ())}
    days = [time.interval for time in asked.times]
    told = [n for n, one in enumerate(event.history) if one.time and any(overlap(one.time, d) for d in days)]
    if days and not told:
        return
    after = event.history[told[0] + 1 :] if told else event.history
    found = [one for one in after if changes(one, kb.articles) and (not stages or one.stage in stages)]
    yield from found[:1] if days else found


def _is_at(event: Event, asked: Question, lexicon: Lexicon) -> bool:
    """Whether the places that a question names are of the round."""
    places = {report.place for report in event.history if report.place}
    places |= {above for place in places for above in lexicon.broader(place)}
    named = [names for names in asked.names if any(lexicon.kind(one) == "place" for one in names)]
    return all(places & set(names) for names in named)


def _reason(kb: KnowledgeBase, report: Report) -> Entry | None:
    """The first passage from the report on that gives a reason."""
    near = [
        passage
        for passage in kb.passages
        if passage.article == report.quote.article and passage.end > report.quote.start
    ]
    rules = prose(kb.articles[report.quote.article].language)
    reasons = (one for one in near[: _NEXT + 1] if rules.has("reason", one.text))
    found = (kb.entries.get(f"{one.article}-{one.number}") for one in reasons)
    return next((entry for entry in found if entry), None)
