"""The rounds of talks as a picture, and the same in words; drawn once for each base, language and day."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import date

from bot import picture, texts, words
from bot.cutting import length
from bot.picture import Card
from bot.quoting import coverage, name
from knowledge.course import Round, rounds
from knowledge.model import KnowledgeBase, Report

SHOWN = 6
"""So many rounds fit on a picture that a phone can show; the earlier ones are counted."""
CAPTION = 1024
KEPT = 24
"""Pictures kept in memory: a few languages on a day or two."""


class Pictures:
    """Pictures by base, language and day; the oldest are let go of."""

    def __init__(self) -> None:
        self._drawn: OrderedDict[tuple[str, str, date], bytes] = OrderedDict()
        self._pen = asyncio.Lock()

    async def of(self, kb: KnowledgeBase, language: str, today: date) -> bytes:
        """The picture, drawn in a thread if it is not there yet."""
        key = (kb.version, language, today)
        async with self._pen:  # two who ask at once are shown one drawing
            if key not in self._drawn:
                self._drawn[key] = await asyncio.to_thread(draw, kb, language, today)
            while len(self._drawn) > KEPT:
                self._drawn.popitem(last=False)
            return self._drawn[key]


def draw(kb: KnowledgeBase, language: str, today: date) -> bytes:
    """A PNG of the rounds."""
    found = rounds(kb, today)
    footer = coverage(kb.as_of, language, kb)
    if earlier := len(found[:-SHOWN]):
        footer = texts.say(language, "timeline.earlier", count=earlier) + " " + footer
    cards = [_card(one, kb, language, today) for one in found[-SHOWN:]]
    day = words.day(today, language)
    title = texts.say(language, "timeline.title", date=day)
    return picture.draw(title, cards, texts.say(language, "timeline.today", date=day), footer)


def caption(kb: KnowledgeBase, language: str, today: date) -> str:
    """What the picture shows, as plain words within a caption's length; the oldest rounds give way."""
    found = rounds(kb, today)
    head = texts.say(language, "timeline.title", date=words.day(today, language))
    lines = [_line(one, kb, language) for one in found]
    left_out = len(found[:-SHOWN])
    while True:
        counted = [texts.say(language, "timeline.earlier", count=left_out)] if left_out else []
        text = "\n".join([head, "", *counted, *lines[left_out:], "", coverage(kb.as_of, language, kb)])
        if length(text) <= CAPTION or left_out >= len(lines) - 1:
            return text
        left_out += 1


def _line(one: Round, kb: KnowledgeBase, language: str) -> str:
    """``📅 Planned: 17–18 February 2026 · Geneva``."""
    told = [texts.say(language, f"mark.{one.state}"), *_when(one, language)]
    if place := name(one.place, language, kb):
        told.append(place)
    told += [_side(report, kb, language) for report in one.rivals] if one.state == "disputed" else []
    return " · ".join(told)


def _card(one: Round, kb: KnowledgeBase, language: str, today: date) -> Card:
    place = name(one.place, language, kb)
    people = [known for party in one.participants if (known := name(party, language, kb))]
    lines = [place] if place else []
    lines += [", ".join(people)] if people else []
    if one.state == "disputed":
        lines += [_side(report, kb, language) for report in one.rivals]
    elif one.newest:
        lines.append(_source(one.newest, kb, language))
    # The sign of the mark is for Telegram's own letters; here the shape stands for it.
    label = texts.say(language, f"mark.{one.state}").partition(" ")[2]
    heading = next(iter(_when(one, language)), "—")
    ahead = one.time is None or one.time.end >= today
    return Card(one.state, label, heading, tuple(lines), ahead)


def _when(one: Round, language: str) -> list[str]:
    return [words.forms(one.time, language)["when"]] if one.time else []


def _source(report: Report, kb: KnowledgeBase, language: str) -> str:
    """Who said it, in which paper, and when."""
    article = kb.articles[report.quote.article]
    voices = (name(report.quote.speaker, language, kb), article.publisher)
    source = " · ".join(voice for voice in voices if voice)
    return texts.say(language, "timeline.source", source=source, date=words.day(report.reported, language))


def _side(report: Report, kb: KnowledgeBase, language: str) -> str:
    """One of several who disagree: who, and what day and place they give."""
    article = kb.articles[report.quote.article]
    voice = name(report.quote.speaker, language, kb) or article.publisher
    when = words.forms(report.time, language)["when"] if report.time else texts.say(language, "mark.undated")
    place = name(report.place, language, kb)
    return f"{voice}: {', '.join(part for part in (when, place) if part)}"
