"""What is remembered of an answer, and what the same entry says later.

An answer is compared as seen on the day it was given: that a day has gone by since supersedes nothing, what a
later article tells of that day does. No question is kept.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from telegram import Message

from bot import render
from bot.agenda_wording import Direction, answer_of
from bot.state import Reply
from knowledge.model import Agenda, Answer, Interval, KnowledgeBase


def thread_of(message: Message) -> int | None:
    """The forum topic of a message. Outside forums, and in the General topic, there is none to name."""
    return message.message_thread_id if message.is_topic_message else None


def noted(known: Reply, answer: Answer, kb: KnowledgeBase, today: date) -> Reply:
    """``known`` with what this answer says, to know it again and to tell later whether it still holds."""
    said = replace(
        known,
        entry=answer.entry,
        language=answer.language,
        direction=answer.direction if answer.agenda else None,
        day=today.isoformat(),
        version=kb.version,
        evidence=" ".join(f"{shown.article}:{shown.start}-{shown.end}" for shown in answer.evidence),
        words=None,
        substance=None,
    )
    if not _lasts(answer, kb):
        return said
    # Compared is what the entry itself says: what was asked of it, and so is not known later, is left out.
    same = recalled(said, kb, today) or answer
    return replace(said, words=_digest(render.plain(answer, kb)), substance=substance(same))


def recalled(known: Reply, kb: KnowledgeBase, today: date) -> Answer | None:
    """What the answer's entry, or the agenda, says on a day; None where there is no such entry any more."""
    from knowledge import agenda
    from knowledge.answer import show

    language = known.language or "en"
    if known.entry:
        return show(kb, known.entry, today, language) if known.entry in kb.entries else None
    seen = {"next": agenda.next_talks, "last": agenda.last_talks}
    direction: Direction = "last" if known.direction == "last" else "next"
    return answer_of(seen[direction](kb, today), direction, language)


def substance(answer: Answer) -> str:
    """A digest of what an answer says of the talks: not of its coverage date, nor of who else confirms it."""
    if answer.agenda:
        return agenda_substance(answer.agenda)
    quotes = [(shown.article, shown.start, shown.end, shown.quote) for shown in answer.evidence]
    return _digest(json.dumps([answer.status, answer.lead, quotes]))


def agenda_substance(agenda: Agenda) -> str:
    """A digest of when and where the talks are, and how sure that is."""
    rivals = sorted(f"{_days(report.time)} {report.place}" for report in agenda.conflicts)
    is_held = agenda.status == "passed" and agenda.event is not None and agenda.event.stage == "held"
    return _digest(json.dumps([agenda.status, is_held, _days(agenda.time), agenda.place, rivals]))


def rests_on(known: Reply, kb: KnowledgeBase) -> bool:
    """Whether every article that an answer quoted is still there."""
    quoted = (place.rpartition(":")[0] for place in (known.evidence or "").split())
    return all(article in kb.articles for article in quoted)


def _lasts(answer: Answer, kb: KnowledgeBase) -> bool:
    """Whether the answer is one that can be told again later: not the nearest thing, nor small talk."""
    if answer.agenda:
        return True
    entry = kb.entries.get(answer.entry or "")
    if entry is None:
        return False
    return answer.status in ("answered", "conflict") or (answer.status == "related" and entry.kind == "limit")


def _days(time: Interval | None) -> str:
    return f"{time.start} {time.end}" if time else ""


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=12).hexdigest()
