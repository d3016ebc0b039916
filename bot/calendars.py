"""Scheduled talks as an iCalendar file (RFC 5545): whole days, for the sources give no time of day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bot import texts
from bot.quoting import name
from knowledge.course import Round, rounds
from knowledge.model import Article, KnowledgeBase

OCTETS = 75
"""A longer line is folded, never inside a character."""
FIRM = ("day", "days")
STATUS = {"planned": "CONFIRMED", "possible": "TENTATIVE"}


def scheduled(kb: KnowledgeBase, today: date) -> tuple[Round, ...]:
    """The rounds that a calendar has a place for: told to the day, and not over."""
    return tuple(
        one
        for one in rounds(kb, today)
        if one.state in STATUS and one.time and one.time.precision in FIRM and one.time.end >= today
    )


def ics(kb: KnowledgeBase, language: str, today: date) -> bytes | None:
    """The file, or None where nothing is scheduled to the day."""
    found = scheduled(kb, today)
    if not found:
        return None
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//talks-bot//talks//EN", "CALSCALE:GREGORIAN"]
    for one in found:
        lines += _event(one, kb, language)
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"]).encode()


def folded(line: str) -> str:
    """A line as the standard wants it: at most 75 octets, continued behind a space, ended by CR LF."""
    pieces, size = [""], 0
    for letter in line:
        width = len(letter.encode())
        if size + width > OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += letter
        size += width
    return "\r\n".join(pieces) + "\r\n"


def escaped(text: str) -> str:
    """Text as a value: backslashes, semicolons, commas and line ends written as escapes."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _event(one: Round, kb: KnowledgeBase, language: str) -> Iterator[str]:
    assert one.time is not None
    place = name(one.place, language, kb)
    title = (
        texts.say(language, "calendar.title_place", place=place)
        if place
        else texts.say(language, "calendar.title")
    )
    yield "BEGIN:VEVENT"
    yield f"UID:{one.event.id}@talks-bot"
    yield f"SEQUENCE:{len(one.event.history) - 1}"
    yield f"DTSTART;VALUE=DATE:{one.time.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.time.end + timedelta(1):%Y%m%d}"  # the first day after
    yield f"SUMMARY:{escaped(title)}"
    yield from [f"LOCATION:{escaped(place)}"] if place else []
    yield from _source(one, kb)
    yield f"STATUS:{STATUS[one.state]}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _source(one: Round, kb: KnowledgeBase) -> Iterator[str]:
    """The quote, its paper and its address; when it was stamped is when it was published."""
    report = one.newest or one.event.history[-1]
    article = kb.articles[report.quote.article]
    yield f"DTSTAMP:{_moment(article):%Y%m%dT%H%M%SZ}"
    told = f"“{report.quote.text}”\n{article.publisher}, {article.published.isoformat()}\n{article.url}"
    yield f"DESCRIPTION:{escaped(told)}"
    yield f"URL:{article.url}"


def _moment(article: Article) -> datetime:
    moment = datetime.fromisoformat(article.published_at)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
