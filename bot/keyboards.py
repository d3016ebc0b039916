"""The buttons under a reply: its proof, what to ask next, whether it helped, and how to pass it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from bot import callbacks, texts
from bot.cutting import cut
from knowledge import answer as answering
from knowledge.model import Answer, Entry, KnowledgeBase, Suggestion

LABEL = 60
FOLLOWING = 2
"""Likely next questions under an answer."""
NEAREST = 3
"""Questions offered where there is no answer."""
TOLD = frozenset({"answered", "conflict"})
MISSED = frozenset({"related", "unknown"})


@dataclass(frozen=True, slots=True)
class Button:
    """What a button shows, and what it sends when pressed, or the address that it opens."""

    label: str
    data: str = ""
    url: str = ""


Row = tuple[Button, ...]


def under(answer: Answer, kb: KnowledgeBase, today: date, bot: str) -> tuple[Row, ...]:
    """The rows under an answer; ``bot`` is the bot's username, for links to it."""
    if answer.status == "chat":
        return ()
    if answer.status == "ambiguous":
        return tuple(_question(offer, answer.language) for offer in answer.suggestions)
    rows = [_proof(answer)]
    rows += [_question(offer, answer.language) for offer in offers(answer, kb, today)]
    if answer.status in MISSED:
        rows.append((_said("button.watch", "watch", answer.language),))
    else:
        rows.append(
            (
                _said("button.helpful", "helpful", answer.language),
                _said("button.unhelpful", "unhelpful", answer.language),
            )
        )
        rows.append((*_share(answer, kb, bot), *_calendar(answer)))
    return tuple(row for row in rows if row)


def offers(answer: Answer, kb: KnowledgeBase, today: date) -> tuple[Suggestion, ...]:
    """What to ask next: what the answer itself offers, the nearest, then what stands beside it."""
    wanted = NEAREST if answer.status in MISSED else FOLLOWING
    given = answer.suggestions if answer.status in MISSED else ()
    taken = {answer.entry, *(offer.entry for offer in given)}
    same = answer.direction if answer.agenda else "none"  # one reply tells the day, the place and who comes
    rest = (entry for entry in _beside(answer, kb) if entry.id not in taken and entry.agenda != same)
    more = _leading(rest, kb, answer.language, today)
    return tuple([*given, *(offer for offer, _ in zip(more, range(wanted), strict=False))][:wanted])


def starters(kb: KnowledgeBase, language: str, today: date) -> tuple[Row, ...]:
    """First questions for who does not know what to ask: of each of the first topics, one."""
    firsts: dict[str, Entry] = {}
    for entry in _agenda_first(kb):
        if entry.kind == "fact":
            firsts.setdefault(entry.agenda or entry.topic, entry)
    found = _leading(firsts.values(), kb, language, today)
    return tuple(_question(offer, language) for offer, _ in zip(found, range(NEAREST), strict=False))


def asked(entry: Entry, language: str) -> str | None:
    """How a reader asks for an entry: its first whole question in the language, else in English."""
    questions = entry.questions.get(language) or entry.questions.get("en") or ()
    if not questions:
        return None
    whole = next((question for question in questions if question.endswith("?")), questions[0])
    return whole[:1].upper() + whole[1:]


def link(subject: str, bot: str) -> str:
    """The address that opens the bot with this answer."""
    return f"https://t.me/{bot}?start={callbacks.payload(subject)}"


def _beside(answer: Answer, kb: KnowledgeBase) -> Iterator[Entry]:
    """The candidates of a question that was not answered, the rest of the topic in order, the agenda."""
    if answer.status in MISSED:
        yield from (kb.entries[one] for one, *_ in answer.reasons.candidates if one in kb.entries)
    here = kb.entries.get(answer.entry or "")
    if here is None and answer.direction:
        here = next((entry for entry in kb.entries.values() if entry.agenda == answer.direction), None)
    if here:
        mates = [entry for entry in kb.entries.values() if entry.topic == here.topic]
        place = mates.index(here)
        yield from (*mates[place + 1 :], *mates[:place])
    yield from _agenda_first(kb)


def _agenda_first(kb: KnowledgeBase) -> Iterator[Entry]:
    for direction in ("next", "last", None):
        yield from (entry for entry in kb.entries.values() if entry.agenda == direction)


def _leading(entries: Iterable[Entry], kb: KnowledgeBase, language: str, today: date) -> Iterator[Suggestion]:
    """Questions that lead to an answer on this day, each with another proof; the others are left out."""
    seen: set[tuple[object, ...]] = set()
    for entry in entries:
        question = asked(entry, language) if entry.kind == "fact" else None
        proof = tuple((quote.article, quote.start) for quote in entry.quotes)
        if question is None or proof in seen:
            continue
        if answering.show(kb, entry.id, today, language).status in TOLD:
            seen.add(proof)
            yield Suggestion(entry.id, question)


def _question(offer: Suggestion, language: str) -> Row:
    return (Button(cut(offer.question, LABEL), callbacks.for_entry(offer.entry, language)),)


def _proof(answer: Answer) -> Row:
    subject = callbacks.subject_of(answer)
    if not answer.evidence or not subject:
        return ()
    return (
        _said("button.context", "context", answer.language, subject),
        _said("button.sources", "sources", answer.language, subject),
    )


def _share(answer: Answer, kb: KnowledgeBase, bot: str) -> Row:
    subject = callbacks.subject_of(answer)
    if not subject:
        return ()
    entry = kb.entries.get(answer.entry or "")
    question = asked(entry, answer.language) if entry else None
    given = {"url": link(subject, bot)} | ({"text": question} if question else {})
    label = texts.say(answer.language, "button.share")
    return (Button(label, url=f"https://t.me/share/url?{urlencode(given)}"),)


def _calendar(answer: Answer) -> Row:
    """Where the answer is a round with firm days ahead."""
    agenda = answer.agenda
    firm = agenda and agenda.time and agenda.time.precision in ("day", "days")
    if not (agenda and firm and agenda.status == "scheduled" and answer.direction == "next"):
        return ()
    return (_said("button.calendar", "calendar", answer.language),)


def _said(key: str, kind: str, language: str, subject: str = "") -> Button:
    return Button(texts.say(language, key), callbacks.button(kind, language, subject))
