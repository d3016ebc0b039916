"""The agenda in words: what is next or was last, as seen on the day of the question.

Nothing here is called *next* once its day has gone by: ``Agenda.status`` decides, and the words follow it.
"""

from __future__ import annotations

from typing import Literal

from bot import texts, words
from bot.quoting import Block, coverage, name, quoted
from knowledge.model import Agenda, Answer, Evidence, Interval, KnowledgeBase, Report

Direction = Literal["next", "last"]
AHEAD = frozenset({"scheduled", "tentative"})
SAYS_COVERAGE = frozenset({"postponed", "cancelled", "passed", "none"})


def answer_of(agenda: Agenda, direction: Direction, language: str) -> Answer:
    """An agenda that was asked for by command, as an Answer, so that it is rendered as any other."""
    status: Literal["conflict", "unknown", "answered"] = "answered"
    if agenda.conflicts:
        status = "conflict"
    elif not agenda.evidence:
        status = "unknown"
    return Answer(status, language, agenda=agenda, direction=direction, confidence=1.0,
                  evidence=agenda.evidence, as_of=agenda.as_of, stale=agenda.status == "passed")  # fmt: skip


def blocks(answer: Answer, agenda: Agenda, kb: KnowledgeBase) -> tuple[Block, ...]:
    """The sentence that tells the status, its details, the quotes, and the reports that say otherwise."""
    language, direction = answer.language, answer.direction or "next"
    told = [_status(agenda, direction, language), *_details(agenda, direction, language, kb)]
    found = [Block("text", "\n".join(told))]
    found += quoted(_sides(answer.evidence or agenda.evidence, agenda), language, kb)
    for heading, reports in (("conflicts", agenda.conflicts), ("earlier", _replaced(agenda, direction))):
        if reports:
            lines = [reported(report, language, kb) for report in reports]
            found.append(Block("text", "\n".join([texts.say(language, f"agenda.{heading}"), *lines])))
    if _is_held(agenda, direction):
        found += [Block("text", text) for text in _unreported(agenda, language, kb)]
    elif agenda.status in SAYS_COVERAGE:
        found.append(Block("text", coverage(agenda.as_of, language, kb)))
    return tuple(found)


def _replaced(agenda: Agenda, direction: Direction) -> tuple[Report, ...]:
    """Earlier reports that no longer hold; that a round held was once announced is no such thing."""
    return () if _is_held(agenda, direction) else agenda.earlier


def _unreported(agenda: Agenda, language: str, kb: KnowledgeBase) -> list[str]:
    """Rounds planned for after the last one held, of which nothing was heard since: not passed over."""
    known = agenda.time.end if agenda.time else agenda.today
    times = [event.time for event in kb.events if event.kind == "talks" and event.stage == "announced"]
    gone = [time for time in times if time and known < time.start and time.end < agenda.today]
    said = [texts.say(language, "agenda.last.later", **words.forms(time, language)) for time in gone]
    return [*said, coverage(agenda.as_of, language, kb)] if said else []


def _sides(evidence: tuple[Evidence, ...], agenda: Agenda) -> tuple[Evidence, ...]:
    """With a conflict all sides are shown; without one, the first two quotes are enough."""
    return evidence if agenda.conflicts else evidence[:2]


def _status(agenda: Agenda, direction: Direction, language: str) -> str:
    key = f"agenda.{direction}.{_situation(agenda, direction)}"
    return _timed(key, agenda.time, language)


def _situation(agenda: Agenda, direction: Direction) -> str:
    """The name of the sentence that fits."""
    time = agenda.time
    if direction == "last":
        return (
            "held" if _is_held(agenda, direction) else "unreported" if agenda.status == "passed" else "none"
        )
    if agenda.conflicts and time is None:
        return "disputed"
    if agenda.status == "none" and agenda.event:
        return "undated"
    if agenda.status == "scheduled" and time and time.start <= agenda.today <= time.end:
        return "under_way"
    return agenda.status


def _is_held(agenda: Agenda, direction: Direction) -> bool:
    return direction == "last" and agenda.event is not None and agenda.event.stage == "held"


def _timed(key: str, time: Interval | None, language: str) -> str:
    """The text with its time, or the one for no time where there is one."""
    if time:
        return texts.say(language, key, **words.forms(time, language))
    undated = f"{key}_undated"
    return texts.say(language, undated if texts.has(language, undated) else key)


def _details(agenda: Agenda, direction: Direction, language: str, kb: KnowledgeBase) -> list[str]:
    """Place, participants, and who announced it; where sources disagree, each is told with its side."""
    found = []
    if place := name(agenda.place, language, kb):
        found.append(texts.say(language, "agenda.place", place=place))
    elif agenda.status in AHEAD and not agenda.conflicts:
        found.append(texts.say(language, "agenda.place_unknown"))
    if people := [known for party in agenda.participants if (known := name(party, language, kb))]:
        found.append(texts.say(language, "agenda.participants", names=", ".join(people)))
    if agenda.announced and not agenda.conflicts and not _is_held(agenda, direction):
        found.append(_announced(agenda.announced, language, kb))
    return found


def _announced(report: Report, language: str, kb: KnowledgeBase) -> str:
    day = words.on_day(report.reported, language)
    if speaker := name(report.quote.speaker, language, kb):
        return texts.say(language, "agenda.announced", day=day, speaker=speaker)
    return texts.say(language, "agenda.reported", day=day, publisher=_publisher(report, kb))


def reported(report: Report, language: str, kb: KnowledgeBase) -> str:
    """A report in a line: ``· Dmitry Peskov, 13 February 2026: planned for 17–18 February 2026``."""
    said = _timed(f"agenda.said.{report.stage}", report.time, language)
    speaker = name(report.quote.speaker, language, kb)
    date = words.day(report.reported, language)
    key = f"agenda.report.{'speaker' if speaker else 'publisher'}"
    publisher = _publisher(report, kb)
    return "· " + texts.say(language, key, speaker=speaker, publisher=publisher, date=date, said=said)


def _publisher(report: Report, kb: KnowledgeBase) -> str:
    article = kb.articles.get(report.quote.article)
    return article.publisher if article else report.quote.article
